"""The command with the real model: an article in, a kept, queryable, explicable record out."""

from __future__ import annotations

import json
from pathlib import Path

import dragoman
from dragoman import output
from tests.cli.conftest import Run

ARTICLE = """Norway expels two Belarusian diplomats

OSLO (Reuters) - Norway expelled two Belarusian diplomats on Friday, accusing them of spying.

"This is unacceptable," Foreign Minister Kari Berg said. She urged Belarus to release three detained reporters.

Belarus rejected the demand.
"""


def test_from_an_article_to_an_explained_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "norway.txt").write_text(ARTICLE)
    coded = run("code", "norway.txt", "--date", "2021-02-06", "--ledger", "news.ledger", "--format", "jsonl")
    assert coded.exit_code == 0, coded.stderr
    row = json.loads(coded.stdout)
    assert row["text"] == ARTICLE and row["published"] == "2021-02-06"
    for kind in ("events", "statements"):
        for record in row[kind]:
            quote = record.get(
                "evidence", {"start": record.get("start"), "end": record.get("end"), "text": record.get("content")}
            )
            assert ARTICLE[quote["start"] : quote["end"]] == quote["text"]

    again = run("code", "norway.txt", "--date", "2021-02-06", "--ledger", "news.ledger", "--format", "jsonl")
    assert again.stdout == coded.stdout, "the same input gives the same bytes"
    assert "in the ledger already" in again.stderr

    asked = run(*"events --ledger news.ledger --actor NOR --recipient BLR --event SANCTION --format jsonl".split())
    found = [json.loads(line) for line in asked.stdout.splitlines()]
    assert {record["mode"] for record in found} == {"expel"}
    assert "2021-02-05" in {record["day"] for record in found}

    explained = run("explain", found[0]["id"], "--ledger", "news.ledger")
    assert explained.exit_code == 0 and "expel" in explained.stdout and "sanction.toml" in explained.stdout
    assert run("show", row["id"], "--ledger", "news.ledger").exit_code == 0
    assert run("report", "--ledger", "news.ledger").exit_code == 0


def test_from_python() -> None:
    coded = dragoman.code(ARTICLE, published="2021-02-06")
    assert output.loads(output.dumps(coded)) == coded
    assert "dg-trigger" in coded._repr_html_()
