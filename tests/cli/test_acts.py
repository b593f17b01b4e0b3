"""`dragoman acts`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_acts(run: Run, news: Path) -> None:
    assert "France → Mali" in run("acts").output
    rows = [json.loads(line) for line in run("acts", "--format", "jsonl").stdout.splitlines()]
    assert {(row["id"], row["reports"], row["status"]) for row in rows} == {
        ("doc-1-e1", 1, "done"),
        ("doc-1-e2", 1, "done"),
    }
    assert "No act matches" in run("acts", "--actor", "JPN").output
    assert "the first 1" in run("acts", "--limit", 1).stderr


def test_a_ledger_that_somebody_writes_is_asked_as_it_is(run: Run, news: Path) -> None:
    from dragoman.ledger import Ledger

    with Ledger(news) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        done = run("acts")
        other.connection.execute("ROLLBACK")
    assert done.exit_code == 0
    assert "not linked yet" in done.stderr
