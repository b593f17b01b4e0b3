"""`dragoman code`: formats, exit status, summary, and that one bad article does not stop the rest.

The model is left out here: a stand-in coder gives each article one event. tests/test_line.py runs the whole line.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman import coder, output
from dragoman.ledger import Ledger
from dragoman.model import CodedDocument, Document, Quote
from dragoman.run import at_least
from tests.cli.conftest import Run
from tests.ledger.conftest import make

ARTICLE = "Ministers of the two countries met in the capital on Monday and signed a treaty on the shared river.\n" * 3


class StandIn:
    """Gives every article that is not set aside an event of its first words."""

    version = "stand-in 1"
    model = "none"

    def __init__(self, **settings: Any) -> None:
        self.settings = settings

    def pipe(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        for document in documents:
            events = ()
            if document.set_aside is None:
                words = Quote(0, 9, document.text[:9])
                event = replace(make().events[0], id=f"{document.id}-e", trigger=words, evidence=words, date=None)
                events = (event,)
            yield CodedDocument(document, events=events, coder="stand-in 1", model="none")


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "Coder", StandIn)
    monkeypatch.setenv("DRAGOMAN_WORKERS", "1")  # a process of its own would have the real one


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Two good lines around a broken one."""
    path = tmp_path / "feed.jsonl"
    rows = [json.dumps({"id": id_, "text": f"{id_}. {ARTICLE}"}) for id_ in ("a", "b")]
    path.write_text(f"{rows[0]}\n{{broken\n{rows[1]}\n")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_jsonl_is_one_line_an_article_in_the_order_of_the_input(run: Run, tmp_path: Path) -> None:
    for name in ("z", "a", "m"):
        (tmp_path / f"{name}.txt").write_text(f"{name}. {ARTICLE}")
    shown = run("code", "z.txt", "a.txt", "m.txt", "--format", "jsonl")
    assert shown.exit_code == 0
    rows = lines(shown.stdout)
    assert [row["text"][:2] for row in rows] == ["z.", "a.", "m."]
    assert all(output.from_json(row).events for row in rows)
    assert "3 articles coded" in shown.stderr and "3 events, 0 statements" in shown.stderr


def test_a_broken_line_is_set_aside_and_the_rest_goes_on(run: Run, feed: Path) -> None:
    shown = run("code", feed, "--format", "jsonl")
    assert shown.exit_code == 1
    coded = [row for row in lines(shown.stdout) if row["set_aside"] is None]
    assert [row["id"] for row in coded] == ["a", "b"]
    assert "1 set aside" in shown.stderr and "feed.jsonl:2" in shown.stderr


def test_with_a_ledger_records_are_kept_and_problems_noted(run: Run, feed: Path, tmp_path: Path) -> None:
    shown = run("code", feed, "--ledger", "news.ledger")
    assert shown.exit_code == 1 and shown.stdout == ""
    with Ledger(tmp_path / "news.ledger") as ledger:
        assert ledger.counts()["documents"] == 2
        assert [problem.line for problem in ledger.problems()] == [2]
    again = run("code", feed, "--ledger", "news.ledger")
    assert "0 articles coded" in again.stderr and "2 were in the ledger already" in again.stderr
    anew = run("code", feed, "--ledger", "news.ledger", "--again")
    assert "2 articles coded" in anew.stderr and "2 of them were in the ledger already, just so" in anew.stderr


def test_without_a_ledger_tables_are_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE)
    shown = run("code", "one.txt")
    assert "REQUEST" in shown.stdout and "France" in shown.stdout
    assert not list(tmp_path.glob("*.ledger"))


def test_date_and_publisher_are_for_articles_that_tell_none(run: Run, tmp_path: Path) -> None:
    told = {"id": "a", "text": ARTICLE, "published": "2020-02-02", "publisher": "The Courier"}
    (tmp_path / "feed.jsonl").write_text(json.dumps(told) + "\n" + json.dumps({"id": "b", "text": "B. " + ARTICLE}))
    shown = run("code", "feed.jsonl", "--date", "2021-03-04", "--publisher", "Mine", "--format", "jsonl")
    assert [(row["published"], row["publisher"]) for row in lines(shown.stdout)] == [
        ("2020-02-02", "The Courier"), ("2021-03-04", "Mine"),
    ]  # fmt: skip


def test_progress_and_profile_are_told_where_wanted(run: Run, feed: Path) -> None:
    quiet = run("code", feed, "--format", "none")
    assert "of the input" not in quiet.stderr and "ms/article" not in quiet.stderr
    shown = run("code", feed, "--format", "none", "--progress", "--profile")
    assert "1 articles, " in shown.stderr and " % of the input" in shown.stderr
    assert "ms/article" in shown.stderr and "\nread " in shown.stderr and "\nclean " in shown.stderr


def test_standard_input(run: Run) -> None:
    shown = run("code", "-", "--format", "jsonl", input=ARTICLE)
    assert shown.exit_code == 0 and len(lines(shown.stdout)) == 1


def test_two_articles_with_one_id_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "1", "text": f"{name}. {ARTICLE}"}))
    shown = run("code", "one.jsonl", "two.jsonl", "--ledger", "news.ledger")
    assert shown.exit_code == 1 and "already has another article '1'" in shown.stderr
    with Ledger(tmp_path / "news.ledger") as ledger:
        assert ledger.document("1").document.text.startswith("one.")
        assert len(list(ledger.problems())) == 1


def test_a_full_disk_stops_with_what_is_kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Ledger.__init__

    def small(self: Ledger, *arguments: Any, **options: Any) -> None:
        opened(self, *arguments, **options)
        self.connection.execute("PRAGMA max_page_count = 100")

    monkeypatch.setattr(Ledger, "__init__", small)
    for i in range(60):
        (tmp_path / f"{i:02}.txt").write_text(f"{i}. " + ARTICLE * 20)
    shown = run("code", *sorted(tmp_path.glob("*.txt")), "--ledger", "news.ledger")
    assert shown.exit_code == 2 and "disk is full" in shown.stderr and "run the same command again" in shown.stderr
    assert "articles coded" in shown.stderr
    monkeypatch.undo()
    with Ledger(tmp_path / "news.ledger") as ledger:
        kept = [listed.id for listed in ledger.documents()]
        assert 0 < len(kept) < 60 and all(ledger.document(id_).events for id_ in kept)


def test_stopping_it_tells_what_is_kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: StandIn, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        yield make()
        raise KeyboardInterrupt

    monkeypatch.setattr(StandIn, "pipe", stopped)
    (tmp_path / "one.txt").write_text(ARTICLE)
    shown = run("code", "one.txt", "--ledger", "news.ledger")
    assert shown.exit_code == 130
    assert "1 article coded" in shown.stderr and "Kept in news.ledger" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "Missing argument"),
        (["code", "one.txt", "--date", "soon"], "--date"),
        (["code", "one.txt", "--ledger", "no/folder/x.ledger"], "does not exist"),
        (["code", "one.txt", "--min-confidence", "7"], "--min-confidence"),
        (["code", "one.txt", "--format", "xml"], "--format"),
        (["code", "one.txt", "--encoding", "klingon"], "klingon"),
    ],
)
def test_usage(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE)
    shown = run(*arguments)
    assert shown.exit_code == 2 and message in shown.stderr


def test_at_least_drops_what_is_less_sure_and_answers_to_it() -> None:
    coded = make(confidence=0.5)
    demand = coded.positions[0]
    reply = replace(demand, id="p2", answers=demand.id, confidence=0.9)
    kept = at_least(replace(coded, positions=(demand, reply)), 0.8)
    assert kept.positions == (replace(reply, answers=None),)
    assert not (kept.events or kept.statements or kept.relations or kept.claims)
    assert at_least(coded, 0.0) is coded
    assert kept.document.published == dt.date(2021, 3, 3)


def test_wrong_lines_of_a_lexicon_are_named_and_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    head = "name,aliases,code,sector,sector2,kind,since,until"
    rows = ("River Users League,RUL,???,SOC,,organisation,,", "Ditch Riders Union,,NGO,LAB,,organisation,,")
    (tmp_path / "own" / "organisations.csv").write_text("\n".join((head, *rows, "")), "utf-8")
    (tmp_path / "a.txt").write_text("The Ditch Riders Union met Germany's president on Monday.", "utf-8")
    shown = run("code", "a.txt", "--lexicon", "own", "--format", "jsonl", "--workers", "1")
    assert shown.exit_code == 0 and "Ditch Riders Union" in shown.stdout
    assert "organisations.csv:2" in shown.stderr and "mend 1 line " in shown.stderr
