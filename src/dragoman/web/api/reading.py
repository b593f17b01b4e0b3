"""Articles and records: the calls that give what was kept as it was kept."""

from __future__ import annotations

import dataclasses
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Query

from dragoman import output, wire
from dragoman.ledger.writing import describe
from dragoman.web.api import contract, shapes
from dragoman.web.api.answering import Json, named, page
from dragoman.web.api.parameters import (
    Call,
    Called,
    ClaimsAsked,
    DocumentsAsked,
    EventsAsked,
    Paging,
    PositionsAsked,
    RelationsAsked,
    SearchAsked,
    StatementsAsked,
)
from dragoman.web.asking import cut

router = APIRouter(tags=["Articles and records"])


@router.get("/documents", response_model=shapes.Documents)
def documents(call: Called, _: Annotated[DocumentsAsked, Query()]) -> Json:
    """The articles, in the order in which they came in."""
    return _documents(call, call.question.get("text"))


@router.get("/search", response_model=shapes.Documents)
def search(call: Called, _: Annotated[SearchAsked, Query()]) -> Json:
    """The articles that have all these words, in the order in which they came in."""
    return _documents(call, call.question.need("text", "oil embargo"))


def _documents(call: Call, text: str | None) -> Json:
    size, after, publisher = call.question.size, call.question.get("after"), call.question.get("publisher")
    with call.served.ask() as ledger:
        found = list(ledger.documents(after=after, limit=size + 1, text=text, publisher=publisher))
    shown, after = cut(found, size, lambda listed: listed.id)
    return page(call, "documents", [*map(dataclasses.asdict, shown)], after)


@router.get("/documents/{id:path}", response_model=contract.Coded)
def document(call: Called, id: Annotated[str, Path(description="an id, the start of one, or a URL")]) -> Json:
    """An article with all that was read off it, by its id, the start of its id, or its URL."""
    with call.served.ask() as ledger:
        return Json(output.to_json(ledger.document(named(id))))


@router.get("/events", response_model=shapes.Events)
def events(call: Called, _: Annotated[EventsAsked, Query()]) -> Json:
    """Events, newest first: who did what to whom, report by report. `/acts` counts each act once."""
    return _records(call, "event")


@router.get("/statements", response_model=shapes.Statements)
def statements(call: Called, _: Annotated[StatementsAsked, Query()]) -> Json:
    """Statements, newest first: who said what."""
    return _records(call, "statement")


@router.get("/positions", response_model=shapes.Positions)
def positions(call: Called, _: Annotated[PositionsAsked, Query()]) -> Json:
    """Positions, newest first: who demands, offers, accepts, refuses … what."""
    return _records(call, "position")


@router.get("/relations", response_model=shapes.Relations)
def relations(call: Called, _: Annotated[RelationsAsked, Query()]) -> Json:
    """Relations, newest first: who stands how to whom."""
    return _records(call, "relation")


@router.get("/claims", response_model=shapes.Claims)
def claims(call: Called, _: Annotated[ClaimsAsked, Query()]) -> Json:
    """Claims, newest first: who says that what leads to what."""
    return _records(call, "claim")


def _records(call: Call, kind: str) -> Json:
    filters, size = call.question.filters(kind), call.question.size
    with call.served.ask() as ledger:
        found = ledger.page(kind, size, call.question.get("after"), **filters)
    return page(call, "records", [wire.record_json(kept) for kept in found.records], found.after)


@router.get("/records/{id}", response_model=contract.OneRecord)
def record(call: Called, id: Annotated[str, Path(description="an id, or the start of one")]) -> Json:
    """A record of any kind, by its id or the start of it."""
    with call.served.ask() as ledger:
        kept = ledger.record(named(id))
    return Json({"kind": describe(kept.record)[0], "record": wire.record_json(kept)})


@router.get("/counts", response_model=shapes.Counts)
def counts(call: Called) -> Json:
    """How many articles, records of each kind and problems there are."""
    return Json(call.served.remember("api counts", lambda ledger: ledger.counts()))


@router.get("/problems", response_model=shapes.Problems)
def problems(call: Called, _: Annotated[Paging, Query()]) -> Json:
    """What was set aside, and why. Here `after` is how many were seen."""
    seen, size = call.question.number("after", 0, 1_000_000_000), call.question.size
    with call.served.ask() as ledger:
        found = list(islice(ledger.problems(), seen, seen + size + 1))
    shown, after = cut(found, size, lambda _: str(seen + size))
    return page(call, "problems", [*map(dataclasses.asdict, shown)], after)
