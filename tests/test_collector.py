"""The collector rests while much is made, and works again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from dragoman import collector


def test_rests_and_works_again() -> None:
    with collector.paused():
        assert not gc.isenabled()
        with collector.paused():
            pass
        assert not gc.isenabled(), "who paused it first lets it go on"
    assert gc.isenabled()


def test_works_again_after_a_mistake() -> None:
    with pytest.raises(ValueError, match="mistake"), collector.paused():
        raise ValueError("mistake")
    assert gc.isenabled()
