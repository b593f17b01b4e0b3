"""The nasty files end as they should, through the real line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import CodedDocument
from dragoman.read import read_paths
from tests.fuzz import contract
from tests.fuzz.corpus import CODED, REFUSED
from tests.fuzz.test_coding import line


def outcomes(path: Path) -> list[CodedDocument]:
    """What becomes of each document of a file."""
    raws = list(read_paths([str(path)]))
    for raw in raws:
        contract.check_raw(raw)
    found = list(line().code(raws))
    for one in found:
        contract.check(one)
    return found


@pytest.mark.parametrize("name", CODED)
def test_it_is_coded(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(CODED[name]())
    asides = [one.document.set_aside for one in outcomes(tmp_path / name)]
    assert None in asides, asides


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_set_aside(tmp_path: Path, name: str) -> None:
    make, word = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    for one in outcomes(tmp_path / name):
        aside = one.document.set_aside
        assert aside is not None and word in aside.reason, aside
