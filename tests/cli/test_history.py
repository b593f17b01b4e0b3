"""`dragoman diff` and `dragoman purge`."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.test_history import recoded


def test_diff_and_purge(run: Run, tmp_path: Path) -> None:
    with Ledger(tmp_path / "dragoman.ledger") as ledger:
        recoded(ledger)
    assert "dragoman 0.2.0" in run("diff").output
    shown = run("diff", 1).output
    assert "events: 1 added, 1 deleted" in shown and "(confidence)" in shown
    rows = [json.loads(line) for line in run("diff", 1, 2, "--format", "jsonl").stdout.splitlines()]
    assert [(row["how"], row["kind"]) for row in rows] == [
        ("deleted", "event"), ("added", "event"), ("changed", "statement"),
    ]  # fmt: skip
    assert "Nothing changed" in run("diff", 2, 2).output
    missing = run("diff", 1, 9)
    assert missing.exit_code == 2 and "no run 9" in missing.output
    assert run("purge", input="n\n").exit_code == 1
    assert "1 replaced coding forgotten" in run("purge", "--yes").output
