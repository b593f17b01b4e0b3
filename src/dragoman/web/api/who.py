"""Who is who: by the lexicon, and in the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from dragoman import output, wire
from dragoman.actors import asked
from dragoman.errors import NotThereError
from dragoman.ledger import Ledger
from dragoman.web.api import shapes
from dragoman.web.api.answering import Json, behind, named, page
from dragoman.web.api.parameters import ActorsAsked, Called

router = APIRouter(tags=["Who is who"])


@router.get("/actors", response_model=shapes.Actors)
def actors(call: Called, _: Annotated[ActorsAsked, Query()]) -> Json:
    """The actors of the lexicon that have these words in a name, with their offices by date."""
    found = asked.matching(call.served.lexicon(), call.question.need("name", "Haley"))
    shown, after = behind(call, found, lambda actor: actor.id)
    return page(call, "actors", [*map(wire.actor_json, shown)], after)


@router.get("/actors/{name:path}", response_model=shapes.Who)
def actor(call: Called, name: Annotated[str, Path(description="an id, a code or a name")]) -> Json:
    """Whom an id (`usa/nikki-haley`), a code (`USA`) or a name means, and how many records it has in the ledger.

    The records are those that `/events?actor=…` and the like give.
    """
    wanted = named(name)
    lexicon = call.served.lexicon()
    known = asked.exactly(lexicon, wanted)
    records = call.served.remember(("api actor", wanted), lambda ledger: _records(ledger, wanted))
    if not known and not any(number for sides in records.values() for number in sides.values()):
        near = ", ".join(one.id for one in asked.matching(lexicon, wanted)[:3])
        hint = f"near: {near}" if near else "/api/v1/actors?name=… finds actors by words of their names"
        raise NotThereError(f"nobody is known as {wanted!r}", hint)
    ids = {one.id for one in known}
    names = sorted(text for text, senses in lexicon.names.items() if any(s.actor.id in ids for s in senses))
    return Json({"asked": wanted, "known": [*map(wire.actor_json, known)], "names": names, "records": records})


def _records(ledger: Ledger, name: str) -> dict[str, dict[str, int]]:
    return {
        kind: {"actor": ledger.count(kind, actor=name), "recipient": ledger.count(kind, recipient=name)}
        for kind in output.KINDS
    }
