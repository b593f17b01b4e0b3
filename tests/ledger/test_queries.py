"""What the ledger answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.days import bounds
from dragoman.ledger.queries import full_text
from tests.ledger.conftest import make

URGED, REJECTED = "doc-1-e1", "doc-1-e2"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [URGED, REJECTED]),
        ({"actor": "FRA"}, [URGED]),
        ({"actor": "MIL"}, [REJECTED]),
        ({"actor": "MLI/MIL"}, [REJECTED]),
        ({"actor": "FRA/MIL"}, []),
        ({"actor": "france"}, [URGED]),
        ({"actor": "malian army"}, [REJECTED]),
        ({"actor": "army malian"}, [REJECTED]),
        ({"actor": "Mali"}, [REJECTED]),  # all who act for the state
        ({"actor": "Lenoir"}, []),  # she only said so
        ({"recipient": "MLI"}, [URGED]),
        ({"party": "MLI"}, [URGED, REJECTED]),
        ({"actor": "%"}, []),
        ({"actor": "_'; DROP TABLE events --"}, []),
        ({"event": "REQUEST"}, [URGED]),
        ({"event": "request"}, []),
        ({"quad": "verbal conflict"}, [URGED, REJECTED]),
        ({"quad": "material conflict"}, []),
        ({"mode": "yield"}, [URGED, REJECTED]),
        ({"fact": True}, [URGED]),
        ({"since": "2021-03-01"}, [URGED]),
        ({"since": "2021-03-02"}, []),
        ({"since": dt.date(2021, 3, 1), "until": dt.date(2021, 3, 1)}, [URGED]),
        ({"until": "2021-02"}, []),
        ({"until": "2021-03"}, [URGED]),
        ({"since": "2021", "until": "2021"}, [URGED]),
        ({"text": "recipe"}, [URGED, REJECTED]),  # stemmed, anywhere in the article
        ({"text": "foreign minister"}, [URGED, REJECTED]),
        ({"text": '"minister foreign"'}, []),
        ({"text": "reject*"}, [URGED, REJECTED]),
        ({"about": "aid workers"}, [URGED]),
        ({"about": "nothing"}, []),
        ({"document": "doc-1"}, [URGED, REJECTED]),
        ({"publisher": "the courier"}, [URGED, REJECTED]),
        ({"min_confidence": 0.8}, [URGED, REJECTED]),
        ({"min_confidence": 0.9}, []),
        ({"limit": 1}, [URGED]),
        ({"limit": 0}, []),
        ({"actor": None, "limit": None}, [URGED, REJECTED]),
    ],
)
def test_events(filled: Ledger, filters: dict[str, Any], expected: list[str]) -> None:
    assert [kept.record.id for kept in filled.events(**filters)] == expected


@pytest.mark.parametrize(
    ("kind", "filters", "count"),
    [
        ("statements", {"actor": "fra/anna-lenoir", "recipient": "MLI"}, 1),
        ("statements", {"type": "mixed", "since": "2021-03-31"}, 1),  # said in March
        ("statements", {"about": "friends"}, 1),
        ("positions", {"stance": "demand", "recipient": "Mali"}, 1),
        ("positions", {"stance": "refuse"}, 0),
        ("relations", {"relation": "good relations", "party": "MLI"}, 1),
        ("relations", {"actor": "MLI"}, 0),
        ("claims", {"modality": "could", "about": "refusal"}, 1),
        ("claims", {"actor": "FRA"}, 0),
    ],
)
def test_other_records(filled: Ledger, kind: str, filters: dict[str, Any], count: int) -> None:
    assert len(list(getattr(filled, kind)(**filters))) == count


def test_an_answer_tells_its_article_and_coder(filled: Ledger) -> None:
    kept = next(filled.events())
    assert kept.record == make().events[0]
    assert (kept.document, kept.title, kept.published, kept.publisher) == (
        "doc-1", "France and Mali", dt.date(2021, 3, 3), "The Courier",
    )  # fmt: skip
    assert (kept.day, kept.coder, kept.model) == ("2021-03-01", "dragoman 0.1.0", "model 1")


def test_an_undated_article_gives_no_day(ledger: Ledger) -> None:
    ledger.add(make(published=None))
    assert [kept.day for kept in ledger.positions()] == [None]
    assert list(ledger.positions(since="1900")) == []


@pytest.mark.parametrize(
    "filters", [{"since": "yesterday"}, {"until": "2021-02-30"}, {"text": "  "}, {"about": '"*'}, {"colour": "red"}]
)
def test_bad_filters_are_told(filled: Ledger, filters: dict[str, Any]) -> None:
    with pytest.raises(DragomanError) as caught:
        list(filled.events(**filters))
    assert caught.value.hint


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_words_of_a_user_break_a_query(filled: Ledger, words: str) -> None:
    try:
        assert len(list(filled.events(text=words, about=words, actor=words))) <= 2
    except DragomanError as error:
        assert error.message.startswith(("no word", "an actor"))


@pytest.mark.parametrize("words", ["a AND b", "NEAR(x", "title:x", 'say "no', "-minus", "^x", "a* OR (", "{x}", "x\0y"])
def test_operators_are_only_words(filled: Ledger, words: str) -> None:
    assert list(filled.events(text=words)) == []
    assert full_text(words).count('"') % 2 == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-03-01", ("2021-03-01", "2021-03-01")),
        ("2021-03-01T14:00", ("2021-03-01", "2021-03-01")),
        ("2020-W53", ("2020-12-28", "2021-01-03")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-Q4", ("2021-10-01", "2021-12-31")),
        ("2021-WI", ("2021-12-01", "2022-02-28")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-13", None),
        ("2021-W60", None),
        ("9999", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_bounds(value: str | None, expected: tuple[str, str] | None) -> None:
    assert bounds(value) == expected


def test_events_at_a_place_are_found_by_its_name(ledger: Ledger) -> None:
    coded = make()
    ledger.add(replace(coded, events=(replace(coded.events[0], place="mali"), coded.events[1])))
    assert [kept.record.id for kept in ledger.events(place="Mali")] == ["doc-1-e1"]
    assert list(ledger.events(place="Paris")) == []
    (place,) = ledger.places()
    assert (place.name, place.country, place.quads) == ("Mali", "Mali", {"verbal conflict": 1})
    assert ledger.places(until="2020-12-31") == [] and ledger.places(since="2021-03-01", until="2021-03-31") == [place]
