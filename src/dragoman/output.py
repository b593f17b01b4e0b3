"""The output contract: a coded document as one JSON object, and back.

This is the one place that names the fields of ``dragoman code --format jsonl``; the ledger keeps records in the same
shape. A field keeps its name and meaning, null is written out, lists are never null, and the same document always
gives the same bytes. ``from_json(to_json(coded)) == coded`` for every coded document.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from dragoman.errors import DragomanError
from dragoman.model import (
    Claim,
    CodedDocument,
    Document,
    Dropped,
    Event,
    EventDate,
    EventType,
    Mention,
    Paragraph,
    Place,
    Position,
    Quote,
    Record,
    Rejected,
    Relation,
    SetAside,
    Size,
    Span,
    Statement,
    Time,
)

Json = dict[str, Any]
T = TypeVar("T")

KINDS = ("event", "statement", "position", "relation", "claim")
"""The kinds of record, in the order of the contract."""
LISTS = tuple(f"{kind}s" for kind in KINDS)
"""What the lists of them are called, in a document and in its JSON."""

# Characters that JSON allows in a string but that end a line for many readers (NEL, LS, PS), and lone surrogates,
# which no UTF-8 stream can carry. Escaped, they make no difference to a JSON parser.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dumps(coded: CodedDocument) -> str:
    """One line of JSON, without the newline."""
    return encode(to_json(coded))


def encode(value: object) -> str:
    """Compact, deterministic JSON that is safe as one line of a UTF-8 stream."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


# --- out ------------------------------------------------------------------------------------------------------------


def to_json(coded: CodedDocument) -> Json:
    """The document and all that was read off it, by the output contract."""
    document = coded.document
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "publisher": document.publisher,
        "url": document.url,
        "text": document.text,
        "dropped": [{**_span(d.span), "reason": d.reason} for d in document.dropped],
        "mentions": [mention_to_json(m) for m in coded.mentions],
        "times": [time_to_json(t) for t in coded.times],
        "places": [place_to_json(p) for p in coded.places],
        "events": [event_to_json(e) for e in coded.events],
        "statements": [statement_to_json(s) for s in coded.statements],
        "positions": [position_to_json(p) for p in coded.positions],
        "relations": [relation_to_json(r) for r in coded.relations],
        "claims": [claim_to_json(c) for c in coded.claims],
        "set_aside": _set_aside_to_json(document.set_aside),
        "coder": coded.coder,
        "model": coded.model,
        "source": document.source,
        "sha256": document.sha256,
        "paragraphs": [
            {**_span(p.span), "is_title": p.is_title, "dateline": _span(p.dateline) if p.dateline else None}
            for p in document.paragraphs
        ],
    }


def record_to_json(record: Record) -> Json:
    """Any record, by its kind."""
    match record:
        case Event():
            return event_to_json(record)
        case Statement():
            return statement_to_json(record)
        case Position():
            return position_to_json(record)
        case Relation():
            return relation_to_json(record)
        case Claim():
            return claim_to_json(record)


def mention_to_json(mention: Mention) -> Json:
    return {
        **_span(mention.span),
        "text": mention.text,
        "entity": mention.entity,
        "name": mention.name,
        "kind": mention.kind,
        "code": mention.code,
        "sector": mention.sector,
        "sector2": mention.sector2,
        "office": mention.office,
        "how": mention.how,
        "confidence": mention.confidence,
        "note": mention.note,
        "sentence": mention.sentence,
        "head": mention.head,
    }


def time_to_json(time: Time) -> Json:
    return {**_span(time.span), "text": time.text, "type": time.type, "value": time.value}


def place_to_json(place: Place) -> Json:
    return {
        **_span(place.span),
        "text": place.text,
        "geonameid": place.geonameid,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "country_alpha2": place.country_alpha2,
        "country_name": place.country_name,
    }


def event_to_json(event: Event) -> Json:
    date = event.date
    return {
        "id": event.id,
        "event": event.event.value,
        "mode": event.mode,
        "auxiliary": list(event.auxiliary),
        "contexts": list(event.contexts),
        "quad": event.quad,
        "score": event.score,
        "actors": [mention_to_json(m) for m in event.actors],
        "recipients": [mention_to_json(m) for m in event.recipients],
        "date": date and {"value": date.value, "precision": date.precision, "start": date.start, "end": date.end},
        "place": event.place,
        "size": {"dead": event.size.dead, "injured": event.size.injured, "arrested": event.size.arrested},
        "said_by": _maybe(mention_to_json, event.said_by),
        "trigger": _quote(event.trigger),
        "evidence": _quote(event.evidence),
        "confidence": event.confidence,
        "rule": event.rule,
        "sentence": event.sentence,
        "rejected": [{"what": r.what, "why": r.why} for r in event.rejected],
    }


def statement_to_json(statement: Statement) -> Json:
    cue = statement.cue
    return {
        "id": statement.id,
        "kind": statement.kind,
        "speaker": _maybe(mention_to_json, statement.speaker),
        "start": statement.content.start,
        "end": statement.content.end,
        "content": statement.content.text,
        "cue": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "addressee": _maybe(mention_to_json, statement.addressee),
        "medium": statement.medium,
        "via": statement.via,
        "date": statement.date,
        "confidence": statement.confidence,
        "rule": statement.rule,
        "sentence": statement.sentence,
    }


def position_to_json(position: Position) -> Json:
    return {
        "id": position.id,
        "holder": mention_to_json(position.holder),
        "stance": position.stance,
        "proposal": position.proposal,
        "addressees": [mention_to_json(m) for m in position.addressees],
        "answers": position.answers,
        "evidence": _quote(position.evidence),
        "confidence": position.confidence,
        "rule": position.rule,
        "sentence": position.sentence,
    }


def relation_to_json(relation: Relation) -> Json:
    return {
        "id": relation.id,
        "a": mention_to_json(relation.a),
        "relation": relation.relation,
        "b": mention_to_json(relation.b),
        "status": relation.status,
        "evidence": _quote(relation.evidence),
        "confidence": relation.confidence,
        "rule": relation.rule,
        "sentence": relation.sentence,
    }


def claim_to_json(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "holder": _maybe(mention_to_json, claim.holder),
        "cause": _quote(claim.cause),
        "effect": _quote(claim.effect),
        "modality": claim.modality,
        "evidence": _quote(claim.evidence),
        "confidence": claim.confidence,
        "rule": claim.rule,
        "sentence": claim.sentence,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _quote(quote: Quote) -> Json:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _maybe(convert: Callable[[T], Json], value: T | None) -> Json | None:
    return None if value is None else convert(value)


def _set_aside_to_json(set_aside: SetAside | None) -> Json | None:
    if set_aside is None:
        return None
    return {
        "reason": set_aside.reason,
        "hint": set_aside.hint,
        "source": set_aside.source,
        "line": set_aside.line,
    }


# --- back -----------------------------------------------------------------------------------------------------------


def loads(line: str) -> CodedDocument:
    """The coded document of one line of output."""
    try:
        data = json.loads(line, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise DragomanError(f"not JSON: {error}", "give one line of `dragoman code --format jsonl`") from error
    return from_json(data)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


def from_json(data: Json) -> CodedDocument:
    """The reverse of `to_json`. Raises DragomanError where a field of the contract is missing or of the wrong kind."""
    try:
        return CodedDocument(
            document=_document(data),
            mentions=_all(mention_from_json, data["mentions"]),
            times=_all(_time, data["times"]),
            places=_all(_place, data["places"]),
            events=_all(event_from_json, data["events"]),
            statements=_all(statement_from_json, data["statements"]),
            positions=_all(position_from_json, data["positions"]),
            relations=_all(relation_from_json, data["relations"]),
            claims=_all(claim_from_json, data["claims"]),
            coder=data["coder"],
            model=data["model"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DragomanError(
            f"not a coded document: {type(error).__name__}: {error}",
            "it must be an object as `dragoman code --format jsonl` prints it",
        ) from error


def mention_from_json(data: Json) -> Mention:
    return Mention(
        span=_span_from(data),
        text=data["text"],
        sentence=data["sentence"],
        head=data["head"],
        entity=data["entity"],
        name=data["name"],
        kind=data["kind"],
        code=data["code"],
        sector=data["sector"],
        office=data["office"],
        how=data["how"],
        sector2=data["sector2"],
        confidence=data["confidence"],
        note=data["note"],
    )


def record_from_json(kind: str, data: Json) -> Record:
    """A record of one of `KINDS`: the reverse of `record_to_json`."""
    return _RECORDS[kind](data)


def event_from_json(data: Json) -> Event:
    date, size = data["date"], data["size"]
    return Event(
        id=data["id"],
        sentence=data["sentence"],
        event=EventType(data["event"]),
        mode=data["mode"],
        auxiliary=tuple(data["auxiliary"]),
        contexts=tuple(data["contexts"]),
        quad=data["quad"],
        score=data["score"],
        actors=_all(mention_from_json, data["actors"]),
        recipients=_all(mention_from_json, data["recipients"]),
        date=EventDate(date["value"], date["precision"], date["start"], date["end"]) if date else None,
        place=data["place"],
        size=Size(size["dead"], size["injured"], size["arrested"]),
        said_by=_maybe_from(mention_from_json, data["said_by"]),
        trigger=_quote_from(data["trigger"]),
        evidence=_quote_from(data["evidence"]),
        confidence=data["confidence"],
        rule=data["rule"],
        rejected=tuple(Rejected(r["what"], r["why"]) for r in data["rejected"]),
    )


def statement_from_json(data: Json) -> Statement:
    cue = data["cue"]
    return Statement(
        id=data["id"],
        sentence=data["sentence"],
        kind=data["kind"],
        speaker=_maybe_from(mention_from_json, data["speaker"]),
        content=Quote(data["start"], data["end"], data["content"]),
        cue=None if cue is None else Quote(data["cue_start"], data["cue_end"], cue),
        addressee=_maybe_from(mention_from_json, data["addressee"]),
        medium=data["medium"],
        via=data["via"],
        date=data["date"],
        confidence=data["confidence"],
        rule=data["rule"],
    )


def position_from_json(data: Json) -> Position:
    return Position(
        id=data["id"],
        sentence=data["sentence"],
        holder=mention_from_json(data["holder"]),
        stance=data["stance"],
        proposal=data["proposal"],
        addressees=_all(mention_from_json, data["addressees"]),
        answers=data["answers"],
        evidence=_quote_from(data["evidence"]),
        confidence=data["confidence"],
        rule=data["rule"],
    )


def relation_from_json(data: Json) -> Relation:
    return Relation(
        id=data["id"],
        sentence=data["sentence"],
        a=mention_from_json(data["a"]),
        relation=data["relation"],
        b=mention_from_json(data["b"]),
        status=data["status"],
        evidence=_quote_from(data["evidence"]),
        confidence=data["confidence"],
        rule=data["rule"],
    )


def claim_from_json(data: Json) -> Claim:
    return Claim(
        id=data["id"],
        sentence=data["sentence"],
        holder=_maybe_from(mention_from_json, data["holder"]),
        cause=_quote_from(data["cause"]),
        effect=_quote_from(data["effect"]),
        modality=data["modality"],
        evidence=_quote_from(data["evidence"]),
        confidence=data["confidence"],
        rule=data["rule"],
    )


_RECORDS: dict[str, Callable[[Json], Record]] = {
    "event": event_from_json,
    "statement": statement_from_json,
    "position": position_from_json,
    "relation": relation_from_json,
    "claim": claim_from_json,
}


def _document(data: Json) -> Document:
    published = data["published"]
    return Document(
        id=data["id"],
        text=data["text"],
        paragraphs=tuple(
            Paragraph(_span_from(p), p["is_title"], _maybe_from(_span_from, p["dateline"])) for p in data["paragraphs"]
        ),
        dropped=tuple(Dropped(_span_from(d), d["reason"]) for d in data["dropped"]),
        title=data["title"],
        published=None if published is None else dt.date.fromisoformat(published),
        language=data["language"],
        publisher=data["publisher"],
        url=data["url"],
        source=data["source"],
        sha256=data["sha256"],
        set_aside=_maybe_from(_set_aside, data["set_aside"]),
    )


def _set_aside(data: Json) -> SetAside:
    return SetAside(data["reason"], data["hint"], data["source"], data["line"])


def _time(data: Json) -> Time:
    return Time(_span_from(data), data["text"], data["type"], data["value"])


def _place(data: Json) -> Place:
    return Place(
        span=_span_from(data),
        text=data["text"],
        name=data["name"],
        geonameid=data["geonameid"],
        lat=data["lat"],
        lon=data["lon"],
        country=data["country"],
        country_alpha2=data["country_alpha2"],
        country_name=data["country_name"],
    )


def _span_from(data: Json) -> Span:
    return Span(data["start"], data["end"])


def _quote_from(data: Json) -> Quote:
    return Quote(data["start"], data["end"], data["text"])


def _all(convert: Callable[[Json], T], values: Iterable[object]) -> tuple[T, ...]:
    return tuple(convert(cast(Json, value)) for value in values)


def _maybe_from(convert: Callable[[Json], T], value: Json | None) -> T | None:
    return None if value is None else convert(value)
