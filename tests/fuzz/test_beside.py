"""Feeds, settings, gold, lexicons, gazetteers and ledgers of any kind are used, or refused with a reason and a hint."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import beside

_SLOW = {"watch": 25, "ledger": 40, "event lexicon": 60, "word lexicon": 60}  # how many, where one takes a while


@pytest.mark.parametrize("kind", beside.KINDS)
def test_hostile_files_of(kind: str, tmp_path: Path) -> None:
    told = set()
    for number in range(_SLOW.get(kind, 150)):
        folder = tmp_path / str(number)
        folder.mkdir()
        told.add(beside.run(kind, Random(number), folder).partition(":")[0])
    assert "taken" in told, "none is good enough to get any further"


@pytest.mark.parametrize("kind", [kind for kind in beside.KINDS if kind not in _SLOW])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)  # fmt: skip
@given(chance=st.randoms(use_true_random=False))
def test_hostile_files_shrunk_where_they_fail(kind: str, chance: Random) -> None:
    with TemporaryDirectory() as folder:
        beside.run(kind, chance, Path(folder))
