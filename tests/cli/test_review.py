"""`dragoman review` and `dragoman evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from dragoman.ledger import Ledger
from tests.cli.conftest import Run


def test_one_verdict(run: Run, news: Path, tmp_path: Path) -> None:
    done = run("review", "doc-1-e1", "--verdict", "wrong", "--by", "ada", "--note", "an old demand")
    assert done.exit_code == 0 and "wrong, says ada" in done.output
    (row,) = [json.loads(line) for line in run("review", "--list").stdout.splitlines()]
    assert (row["record"], row["verdict"], row["note"]) == ("doc-1-e1", "wrong", "an old demand")
    assert run("review", "doc-1-e1").exit_code == 2
    (tmp_path / "a.json").write_text("{}", "utf-8")
    assert run("review", "doc-1-e1", "--verdict", "amended", "--amended", "a.json").exit_code == 2


def test_the_queue(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter("xrw")
    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    done = run("review", "--by", "ada")
    assert "2 judged" in done.output and "France urged Mali" in done.output
    assert "0 judged" in run("review").output


def test_amending_in_the_queue(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter("aaq")
    edits = iter([lambda text: text.replace("REQUEST", "THREATEN").replace('"yield"', "null"), lambda text: "{broken"])
    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    monkeypatch.setattr(click, "edit", lambda text, **_: next(edits)(text))
    done = run("review", "--by", "ada")
    assert "1 judged" in done.output and "not kept: not JSON" in done.output


def test_from_verdicts_to_figures(run: Run, news: Path, tmp_path: Path) -> None:
    with Ledger(news) as ledger:
        ids = [kept.record.id for kind in ("events", "claims") for kept in getattr(ledger, kind)()]
    for id in ids:
        run("review", id, "--verdict", "right")
    assert "No article" in run("review", "--export", "gold").output
    assert "1 article written" in run("review", "--export", "gold", "--partial").output
    done = run("evaluate", "gold", "--ledger", news, "--html", "e.html", "--format", "jsonl")
    figures = json.loads(done.stdout)
    assert figures["scores"]["events"]["f"] == 1.0 and figures["missing"] == []
    assert "<html" in (tmp_path / "e.html").read_text("utf-8")
    assert "By event" in run("evaluate", "gold", "--ledger", news).output
    assert "no folder" in run("evaluate", "nowhere", "--ledger", news).output
