"""Checking and testing lexicons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.cli.lexicon import is_met
from dragoman.extract.lexicon import Example
from dragoman.model import EventType
from tests.cli.conftest import Run
from tests.ledger.conftest import make

URGED = Example(
    "France urged Mali …", EventType.REQUEST, "yield", ("The France",), ("Mali",), False, "events/request.toml:urge"
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"actors": (), "recipients": ()}, True),
        ({"actors": ("the government of France",)}, True),
        ({"mode": "meet"}, False),
        ({"mode": None}, False),
        ({"recipients": ("Chad",)}, False),
        ({"event": EventType.AID}, False),
        ({"is_none": True}, False),
        ({"is_none": True, "event": EventType.AID}, True),
        ({"is_none": True, "event": None}, False),
    ],
)
def test_an_example_is_met(changes: dict[str, object], expected: bool) -> None:
    assert is_met(replace(URGED, **changes), make().events) is expected  # type: ignore[arg-type]


def test_our_own_lexicon_is_counted(run: Run) -> None:
    shown = run("lexicon", "check")
    assert "event patterns" in shown.stdout and "actors" in shown.stdout


def test_a_mistake_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "events").mkdir(parents=True)
    (tmp_path / "mine" / "events" / "mine.toml").write_text('event = "BOMB"\n')
    shown = run("lexicon", "check", "mine")
    assert shown.exit_code == 2 and "mine.toml" in shown.stderr and "BOMB" in shown.stderr


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    assert run("lexicon", "check", "none").exit_code == 2
