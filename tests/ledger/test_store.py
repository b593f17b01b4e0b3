"""Adding documents: one transaction, idempotent, re-codable, nothing lost when it fails."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.model import SetAside
from tests.ledger.conftest import dump, make


def test_a_document_comes_back_as_it_was_added(filled: Ledger) -> None:
    assert filled.document("doc-1") == make()


@pytest.mark.parametrize("name", ["doc", "https://news.example/mali", "articles/mali.txt"])
def test_a_document_is_found_by_the_start_of_its_id_its_url_and_its_source(filled: Ledger, name: str) -> None:
    assert filled.document(name).document.id == "doc-1"


def test_the_same_coding_again_changes_nothing(filled: Ledger) -> None:
    before = dump(filled)
    assert filled.add(make()) is False
    assert filled.add(make(source="moved/mali.txt")) is False
    with Ledger(filled.path) as another:
        assert another.add(make()) is False
    assert dump(filled) == before


@pytest.mark.parametrize(
    "changed", [{"coder": "dragoman 0.2.0"}, {"published": dt.date(2022, 1, 1)}, {"confidence": 0.5}]
)
def test_another_coding_takes_the_place_of_the_first(filled: Ledger, changed: dict[str, str]) -> None:
    again = make(**changed)  # type: ignore[arg-type]
    assert filled.add(again) is True
    assert filled.document("doc-1") == again
    assert filled.counts()["documents"] == 1 and filled.counts()["events"] == 2
    assert [kept.coder for kept in filled.events()] == [again.coder] * 2


def test_no_row_of_a_replaced_coding_stays(filled: Ledger) -> None:
    filled.add(replace(make(), events=(), mentions=(), statements=(), claims=(), positions=(), relations=(), times=()))
    for table in ("events", "statements", "participants", "mentions", "records", "times"):
        assert filled.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert list(filled.events(about="urged")) == []


def test_an_article_does_not_overwrite_another_one_with_its_id(filled: Ledger) -> None:
    other = replace(make(source="other.jsonl"), document=replace(make().document, text="Else.", source="other.jsonl"))
    with pytest.raises(DragomanError, match="already has another article"):
        filled.add(other)
    assert filled.document("doc-1") == make()


def test_an_edited_file_replaces_what_was_read_from_it(filled: Ledger) -> None:
    edited = make()
    edited = replace(edited, document=replace(edited.document, text=edited.document.text + "\nNew."))
    assert filled.add(edited) is True
    assert [k.document for k in filled.events(text="new")] == ["doc-1", "doc-1"]


def test_a_full_disk_is_told_and_loses_nothing(filled: Ledger) -> None:
    pages = filled.connection.execute("PRAGMA page_count").fetchone()[0]
    filled.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = make("doc-2")
    big = replace(big, document=replace(big.document, text=big.document.text + " words" * 100_000))
    with pytest.raises(DragomanError, match="disk is full") as caught:
        filled.add(big)
    assert "run the same command again" in caught.value.hint
    assert filled.document("doc-1") == make() and filled.counts()["documents"] == 1
    filled.connection.execute("PRAGMA max_page_count = 1000000")
    assert filled.add(big) is True
    assert filled.document("doc-2") == big


def test_another_writer_is_waited_for_and_then_told(filled: Ledger) -> None:
    with Ledger(filled.path, timeout_s=0.1) as second:
        filled.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(DragomanError, match="written by another process"):
            second.add(make("doc-2"))
        assert len(list(second.events())) == 2, "readers read on"
        filled.connection.execute("ROLLBACK")
        assert second.add(make("doc-2")) is True


def test_lone_surrogates_are_refused_with_a_reason(filled: Ledger) -> None:
    bad = make("doc-2")
    with pytest.raises(DragomanError, match="surrogates"):
        filled.add(replace(bad, document=replace(bad.document, title="\ud800")))
    assert filled.counts()["documents"] == 1


def test_what_is_set_aside_becomes_a_problem(ledger: Ledger) -> None:
    document = replace(make().document, set_aside=SetAside("not English (French)", "code it with …", line=3))
    ledger.add(replace(make(), document=document))
    ledger.problem(SetAside("broken JSON", "mend the line", "articles/more.jsonl", 7))
    assert [(p.source, p.line, p.document, p.reason) for p in ledger.problems()] == [
        ("articles/mali.txt", 3, "doc-1", "not English (French)"),
        ("articles/more.jsonl", 7, None, "broken JSON"),
    ]
    assert ledger.counts()["documents"] == 0


def test_a_source_that_is_read_anew_starts_with_a_clean_sheet(ledger: Ledger) -> None:
    for line in (7, 8, 7):
        ledger.problem(SetAside("broken JSON", "mend the line", "more.jsonl", line))
    assert [p.line for p in ledger.problems()] == [7, 8]
    with Ledger(ledger.path) as later:
        later.problem(SetAside("broken JSON", "mend the line", "more.jsonl", 8))
    assert [p.line for p in ledger.problems()] == [8]


def test_records_are_found_by_id_and_by_its_start(filled: Ledger) -> None:
    assert filled.record("doc-1-s1").record == make().statements[0]
    assert filled.record("doc-1-p").record == make().positions[0]
    with pytest.raises(DragomanError, match="several"):
        filled.record("doc-1-e")
    for id_ in ("doc-9", "", "' OR 1"):
        with pytest.raises(DragomanError, match="no record"):
            filled.record(id_)


def test_a_ledger_survives_being_closed(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.ledger") as ledger:
        ledger.add(make())
    with Ledger(tmp_path / "a.ledger", read_only=True) as ledger:
        assert ledger.document("doc-1") == make()
    assert [p.name for p in tmp_path.iterdir()] == ["a.ledger"], "one file"
