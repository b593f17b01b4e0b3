"""`dragoman stories`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.ledger import schema
from tests.cli.conftest import Run
from tests.link.articles import QUAKE, QUAKE_AGAIN, SUMMIT


def test_of_files(run: Run, tmp_path: Path) -> None:
    rows = [("a", QUAKE, "2022-05-01"), ("b", QUAKE_AGAIN, "2022-05-02"), ("c", SUMMIT, "2022-05-01")]
    lines = [json.dumps({"id": i, "title": t.split(".")[0], "text": t, "published": d}) for i, t, d in rows]
    (tmp_path / "news.jsonl").write_text("\n".join([*lines, "{broken"]), "utf-8")
    done = run("stories", "news.jsonl", "--format", "jsonl")
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [story["documents"] for story in found] == [["a", "b"], ["c"]]
    assert found[0]["story"] == "a"
    assert "set aside: news.jsonl:4" in done.stderr


def test_of_a_ledger(run: Run, news: Path) -> None:
    done = run("stories")
    assert "France and Mali" in done.output
    assert json.loads(run("stories", "--format", "jsonl").stdout)["documents"] == ["doc-1"]
    assert run("stories", "--as-of", "2020", "--format", "jsonl").stdout == ""
    assert "no date" in run("stories", "--as-of", "soon").output


def test_an_older_ledger_is_brought_up_to_date(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = (*schema.migrations(), "CREATE TABLE remarks (record TEXT);\n")
    monkeypatch.setattr(schema, "migrations", lambda: newer)
    refused = run("events")
    assert refused.exit_code == 2 and f"dragoman stories --ledger {news.name}" in refused.stderr
    assert run("stories").exit_code == 0
    assert run("events").exit_code == 0
