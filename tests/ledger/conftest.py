"""Coded documents made by hand, and ledgers with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import (
    Claim,
    CodedDocument,
    Document,
    Dropped,
    Event,
    EventDate,
    EventType,
    Mention,
    MentionKind,
    Paragraph,
    Place,
    Position,
    Quote,
    Rejected,
    Relation,
    Size,
    Span,
    Statement,
    Time,
)

TEXT = (
    "Read more: Ten recipes for spring\n"
    "France urged Mali on Monday to release three aid workers.\n"
    "Mali's army rejected the demand.\n"
    'French Foreign Minister Anna Lenoir said the two are "still friends". '
    "A refusal could lead to a cut in aid."
)


def mention(
    words: str,
    code: str | None = None,
    sector: str | None = None,
    *,
    text: str = TEXT,
    name: str | None = None,
    kind: MentionKind = "state",
    entity: str = "",
) -> Mention:
    start = text.index(words)
    return Mention(
        Span(start, start + len(words)), words, 0, 0, entity or f"?/{words.lower().replace(' ', '-')}", name, kind,
        code, sector, None, "name", None, 0.9, "by its name",
    )  # fmt: skip


def quote(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote(start, start + len(words), words)


def make(
    id: str = "doc-1",
    *,
    text: str = TEXT,
    published: dt.date | None = dt.date(2021, 3, 3),
    coder: str = "dragoman 0.1.0",
    source: str = "articles/mali.txt",
    confidence: float = 0.8,
) -> CodedDocument:
    """A document with one record of each kind, and two events."""
    france = mention("France", "FRA", "GOV", name="France")
    mali = mention("Mali", "MLI", "GOV", name="Mali")
    army = mention("Mali's army", "MLI", "MIL", kind="organisation", name="Malian Army")
    lenoir = mention("Anna Lenoir", "FRA", "GOV", kind="person", name="Anna Lenoir", entity="fra/anna-lenoir")
    urged = Event(
        f"{id}-e1", 0, EventType.REQUEST, "yield", (), ("human_rights",), "verbal conflict", -1.0, (france,), (mali,),
        EventDate("2021-03-01", "day", TEXT.index("Monday"), TEXT.index("Monday") + 6), None, Size(), lenoir,
        quote("urged"), quote("France urged Mali on Monday to release three aid workers"), confidence,
        "events/request.toml:urge", (Rejected("AID", "aid workers are no aid"),),
    )  # fmt: skip
    rejected = Event(
        f"{id}-e2", 1, EventType.REJECT, "yield", ("historical",), (), "verbal conflict", -2.0, (army,), (), None,
        None, Size(dead=2), None, quote("rejected"), quote("Mali's army rejected the demand"), confidence,
        "events/reject.toml:reject",
    )  # fmt: skip
    said = Statement(
        f"{id}-s1", 2, "mixed", lenoir, quote("still friends"), quote("said"), mali, "speech", None, "2021-03",
        confidence, "statements:said",
    )  # fmt: skip
    demand = Position(
        f"{id}-p1", 0, france, "demand", "release three aid workers", (mali,), None,
        quote("France urged Mali on Monday to release three aid workers"), confidence, "positions:request",
    )  # fmt: skip
    friends = Relation(
        f"{id}-r1",
        2,
        france,
        "good relations",
        mali,
        "current",
        quote("still friends"),
        confidence,
        "relations:friends",
    )
    aid = Claim(
        f"{id}-c1", 3, None, quote("A refusal"), quote("a cut in aid"), "could",
        quote("A refusal could lead to a cut in aid"), confidence, "claims:lead-to",
    )  # fmt: skip
    teaser = text.index("\n")
    return CodedDocument(
        document=Document(
            id, text, (Paragraph(Span(teaser + 1, len(text))),), (Dropped(Span(0, teaser), "teaser headline"),),
            "France and Mali", published, "en", "The Courier", "https://news.example/mali", source, "0" * 64,
        ),
        mentions=(france, mali, army, lenoir),
        times=(Time(Span(55, 61), "Monday", "DATE", "2021-03-01"),),
        places=(Place(Span(47, 51), "Mali", "Mali", 2453866, 18.0, -2.0, "MLI", "ML", "Mali"),),
        events=(urged, rejected),
        statements=(said,),
        positions=(demand,),
        relations=(friends,),
        claims=(aid,),
        coder=coder,
        model="model 1",
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "test.ledger") as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(make())
    return ledger


def dump(ledger: Ledger) -> list[str]:
    """Everything in the file."""
    return list(ledger.connection.iterdump())
