"""`dragoman export`."""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.test_history import recoded


def test_export(run: Run, news: Path, tmp_path: Path) -> None:
    done = run("export", "events.parquet")
    assert done.exit_code == 0 and "2 rows written: events.parquet" in done.output
    assert run("export", "events.parquet").exit_code == 2
    assert run("export", "claims.csv", "--kind", "claim").exit_code == 0
    assert "Nothing matched" in run("export", "none.csv", "--since", "2030").output
    assert "of which format" in run("export", "events.dat").output


def test_since_a_run(run: Run, tmp_path: Path) -> None:
    with Ledger(tmp_path / "dragoman.ledger") as ledger:
        recoded(ledger)
    assert "3 rows written" in run("export", "changes.jsonl", "--since", 1).output
    assert "JSON lines" in run("export", "changes.csv", "--since", 1).output
