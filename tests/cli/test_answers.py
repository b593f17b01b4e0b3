"""`dragoman positions --on`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_on(run: Run, news: Path) -> None:
    assert "France: demand of Mali: release three aid workers: open" in run("positions", "--on", "aid workers").output
    row = json.loads(run("positions", "--on", "aid", "--format", "jsonl").stdout)
    assert row["outcome"] == "open" and row["asks"][0]["id"] == "doc-1-p1"
    assert "near: workers" in run("positions", "--on", "wokers").output
    assert run("positions", "--on", "aid", "--format", "csv").exit_code == 2
