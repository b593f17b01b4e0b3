"""Events in the names of others: PLOVER's JSON lines, and the columns of POLECAT's weekly files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.ledger import Kept
from dragoman.ledger.days import bounds
from dragoman.model import Event, Mention, Place
from dragoman.ontology import cameo_of

_QUAD_CODES = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}

# As in the files of 2023 on. What Dragoman does not know (COW numbers, districts, lists of people) stays empty.
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
]  # fmt: skip


def plover(kept: Kept[Event], place: Place | None, coded: str) -> dict[str, Any]:
    """An event by the JSON names of PLOVER 2.0. ``coded`` is when it was coded."""
    event = kept.record
    days = bounds(event.date.value) if event.date else None
    first, last = days or (kept.day, None)
    return {
        "id": event.id,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_entity(m) for m in event.actors],
        "recipient": [_entity(m) for m in event.recipients],
        "event": [event.event.value],
        "mode": [m for m in (event.mode, *event.auxiliary) if m],
        "context": list(event.contexts),
        "quad_code": _QUAD_CODES[event.quad],
        "event_scale": event.score,
        "cameo": cameo_of(event.event, event.mode),
        "dead": event.size.dead,
        "injured": event.size.injured,
        "arrested": event.size.arrested,
        "event_loc": _location(event.place, place),
        "link": [],
        "text": event.evidence.text,
        "text_info": {"sequence": event.sentence, "start": event.evidence.start, "end": event.evidence.end},
        "cite_info": {
            "corpus": None, "url": kept.url, "title": kept.title, "language": "en",
            "publication": kept.publisher, "published": kept.published.isoformat() if kept.published else None,
            "document": kept.document, "coder": kept.coder, "codebook": "PLOVER", "version": "2.0",
        },
        "coder": kept.coder,
        "coded_date": coded[:10],
        "confidence": event.confidence,
        "rule": event.rule,
    }  # fmt: skip


def _entity(mention: Mention) -> dict[str, Any]:
    return {
        "code": mention.code, "sector": [s for s in (mention.sector, mention.sector2) if s],
        "entity_text": mention.text, "identifier_id": None, "identifier_text": mention.name, "office": mention.office,
    }  # fmt: skip


def _location(told: str | None, place: Place | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "extracted_place": told,
        "resolved_place": place.name if place else None,
        "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "country": place.country_name if place else None,
        "country_code": place.country if place else None,
    }


def polecat(kept: Kept[Event], place: Place | None) -> list[object]:
    """An event as a row of POLECAT's columns."""
    event = kept.record
    day = kept.day or ""
    return [
        event.id, day, event.event.value, event.mode or "", event.score, event.quad.upper(), ";".join(event.contexts),
        *_side(event.actors), *_side(event.recipients),
        place.name if place else "", "", "", "", (place.country_name if place else "") or "",
        _number(place.lat if place else None), _number(place.lon if place else None),
        _number(place.geonameid if place else None), event.place or "", "",
        kept.publisher or "", kept.published.isoformat() if kept.published else "", "", "", "", "en", kept.coder,
    ]  # fmt: skip


def _side(mentions: Sequence[Mention]) -> list[str]:
    sectors = list(dict.fromkeys(s for m in mentions for s in (m.sector, m.sector2) if s))
    return [
        ";".join(m.name or m.text for m in mentions), ";".join(m.code or "" for m in mentions), "",
        sectors[0] if sectors else "", ";".join(sectors), ";".join(m.office or "" for m in mentions),
        ";".join(" ".join(m.text.split()) for m in mentions), "",
    ]  # fmt: skip


def _number(value: float | int | None) -> object:
    return "" if value is None else value
