"""Pages of records and documents: all of them, each once, in the order of the whole answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.link import acts_asked, stories, update
from tests.ledger.conftest import make


@pytest.fixture
def many(filled: Ledger) -> Ledger:
    for i in range(7):
        again = make(source=f"{i}.txt", published=None if i % 3 == 0 else dt.date(2022, 1, i + 1))
        document = replace(again.document, id=f"more-{i}")
        renamed = {
            kind: tuple(replace(r, id=f"{i}-{r.id}") for r in getattr(again, kind))
            for kind in ("events", "statements", "positions", "relations", "claims")
        }
        filled.add(replace(again, document=document, **renamed))
    return filled


@pytest.mark.parametrize("kind", ["event", "statement", "position", "relation", "claim"])
@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_pages_give_what_the_whole_answer_gives(many: Ledger, kind: str, size: int) -> None:
    whole = [kept.record.id for kept in getattr(many, f"{kind}s")()]
    paged: list[str] = []
    after = None
    while True:
        page = many.page(kind, size, after)
        paged += [kept.record.id for kept in page.records]
        assert len(page.records) == size or page.after is None
        if page.after is None:
            break
        after = page.after
    assert paged == whole and len(set(whole)) == len(whole) >= 8


def test_pages_keep_to_the_filters(many: Ledger) -> None:
    page = many.page("event", 1, document="doc-1")
    rest = many.page("event", 5, page.after, document="doc-1")
    assert {kept.document for kept in (*page.records, *rest.records)} == {"doc-1"}
    assert len(page.records) == 1 and len(rest.records) == 1 and rest.after is None


def test_documents_go_on_after_one(many: Ledger) -> None:
    ids = [listed.id for listed in many.documents()]
    assert [listed.id for listed in many.documents(after=ids[2], limit=3)] == ids[3:6]
    assert [listed.id for listed in many.documents(text="zzyzx")] == []


def test_a_mark_that_is_not_there_is_told(many: Ledger) -> None:
    for ask in (
        lambda: many.page("event", 5, "nothing"),
        lambda: list(many.documents(after="nothing")),
        lambda: list(acts_asked.acts(many, after="nothing")),
        lambda: stories.latest(many.connection, 5, "nothing"),
    ):
        with pytest.raises(DragomanError, match="'nothing' to go on after") as told:
            ask()
        assert "first page" in told.value.hint


def test_acts_and_stories_go_on_after_one(many: Ledger) -> None:
    update(many)
    acts = list(acts_asked.acts(many))
    assert len(acts) > 1
    assert list(acts_asked.acts(many, after=acts[0].id)) == acts[1:]
    assert acts_asked.one(many, acts[1].records[-1]) == acts[1]
    every = stories.latest(many.connection, 100, least=1)
    assert len(every) == len({story.id for story in every}) > 1
    days = [story.documents[0].published or "" for story in every]
    assert days == sorted(days, reverse=True), "those without a date come last"
    for i, story in enumerate(every):
        assert stories.latest(many.connection, 100, story.id, least=1) == every[i + 1 :]
    assert stories.story_of(many.connection, every[0].documents[-1].id) == every[0]
    assert stories.story_of(many.connection, "nothing") is None
