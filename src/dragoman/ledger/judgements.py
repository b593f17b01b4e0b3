"""What people say of records: append-only, and found again when the article is coded anew.

A judgement belongs to a record by its id; where coding anew gave the record another id, by its article, kind, type and
words. The last judgement on a record counts; the earlier ones stay.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Unpack, get_args

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.ledger.queries import Filters, build
from dragoman.ledger.store import Kept, Ledger
from dragoman.ledger.writing import describe
from dragoman.model import Claim, Event, Mention, Position, Record, Relation, Statement

Verdict = Literal["right", "wrong", "amended", "missing"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's verdict on one record. ``amended`` is the record as it should be."""

    record: str
    document: str
    kind: str
    type: str
    quote: str
    verdict: Verdict
    amended: Record | None
    note: str | None
    by: str
    noted: str  # UTC


def judge(
    ledger: Ledger, id: str, verdict: Verdict, *, by: str, amended: output.Json | None = None, note: str | None = None
) -> Judgement:
    """Note a verdict on the record with this id. ``amended`` is its JSON by the output contract, corrected.

    Raises DragomanError where there is no such record, or where the amended one does not fit the contract or the text.
    """
    if (verdict == "amended") != (amended is not None):
        raise DragomanError("an amended record and the verdict 'amended' go together", "give both, or neither")
    if verdict == "missing":
        raise DragomanError(
            "a record that is there is not missing", "use `add` for a record that the coder did not find"
        )
    kept = ledger.record(id)
    kind, type_, quote = describe(kept.record)
    if amended is not None:
        _checked(ledger, kept.document, kind, amended)
    return _note(ledger, kept.record.id, kept.document, kind, type_, quote.text, verdict, amended, note, by)


def add(
    ledger: Ledger, document: str, kind: str, record: output.Json, *, by: str, note: str | None = None
) -> Judgement:
    """Note a record that the coder missed. Raises DragomanError where it does not fit the contract or the text."""
    found = _checked(ledger, document, kind, record)
    _, type_, quote = describe(found)
    return _note(ledger, found.id, document, kind, type_, quote.text, "missing", record, note, by)


def _note(
    ledger: Ledger, record: str, document: str, kind: str, type_: str, quote: str, verdict: Verdict,
    amended: output.Json | None, note: str | None, by: str,
) -> Judgement:  # fmt: skip
    noted = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    text = None if amended is None else output.encode(amended)
    ledger.connection.execute(
        "INSERT INTO judgements (record, document, kind, type, quote, verdict, amended, note, by, noted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (record, document, kind, type_, quote, verdict, text, note, by, noted),
    )
    return Judgement(record, document, kind, type_, quote, verdict, _record(kind, text), note, by, noted)


def judgements(ledger: Ledger, *, document: str | None = None) -> Iterator[Judgement]:
    """Every judgement in the order in which they were made."""
    rows = ledger.connection.execute(
        "SELECT record, document, kind, type, quote, verdict, amended, note, by, noted FROM judgements"
        " WHERE ? IS NULL OR document = ? ORDER BY n",
        (document, document),
    )
    for record, of, kind, type_, quote, verdict, amended, note, by, noted in rows:
        yield Judgement(record, of, kind, type_, quote, verdict, _record(kind, amended), note, by, noted)


def verdict_on(ledger: Ledger, record: Record, document: str) -> Judgement | None:
    """The last judgement on a record, also if it was made before the article was coded anew."""
    kind, type_, quote = describe(record)
    found = None
    for judgement in judgements(ledger, document=document):
        is_same = judgement.record == record.id or (judgement.kind, judgement.type, judgement.quote) == (
            kind, type_, quote.text,
        )  # fmt: skip
        if judgement.verdict != "missing" and is_same:
            found = judgement
    return found


def queue(ledger: Ledger, kind: str = "event", **filters: Unpack[Filters]) -> Iterator[Kept[Record]]:
    """The records of a kind that nobody has judged, least certain first. The filters are those of the kind."""
    query = build(ledger.connection, kind, filters)
    limit = filters.get("limit")
    events = "JOIN events e ON e.record = r.n" if kind == "event" else ""
    rows = ledger.connection.execute(
        f"SELECT r.id FROM records r JOIN documents d ON d.n = r.document {events} WHERE {query.where}"
        " AND NOT EXISTS (SELECT 1 FROM judgements j WHERE j.record = r.id)"
        " AND NOT EXISTS (SELECT 1 FROM judgements j WHERE j.document = d.id AND j.kind = r.kind AND j.type = r.type"
        " AND j.quote = r.quote) ORDER BY r.confidence, r.id LIMIT ?",
        (*query.parameters, -1 if limit is None else limit),
    )
    for (id,) in rows.fetchall():
        yield ledger.record(id)


# --- gold -----------------------------------------------------------------------------------------------------------


def gold(ledger: Ledger, *, partial: bool = False) -> Iterator[tuple[str, str, output.Json]]:
    """Judged documents as gold: id, text, and the annotation.

    Only documents all of whose records were judged, unless ``partial``: what nobody judged is then taken as right.
    """
    documents = [row[0] for row in ledger.connection.execute("SELECT DISTINCT document FROM judgements ORDER BY 1")]
    for id in documents:
        try:
            coded = ledger.document(id)
        except DragomanError:  # the article is no longer there
            continue
        records: dict[str, list[Record]] = {kind: [] for kind in output.KINDS}
        is_whole = True
        for kind in output.KINDS:
            for record in getattr(coded, f"{kind}s"):
                judgement = verdict_on(ledger, record, id)
                is_whole = is_whole and judgement is not None
                if judgement is None or judgement.verdict == "right":
                    records[kind].append(record)
                elif judgement.amended is not None:
                    records[kind].append(judgement.amended)
        for judgement in judgements(ledger, document=id):
            if judgement.verdict == "missing" and judgement.amended is not None:
                records[judgement.kind].append(judgement.amended)
        if is_whole or partial:
            published = coded.document.published
            data: output.Json = {"id": id, "published": published.isoformat() if published else None}
            data |= {f"{kind}s": [_gold(record) for record in found] for kind, found in records.items()}
            at = {record.id: i for i, record in enumerate(records["position"])}
            for row, record in zip(data["positions"], records["position"], strict=True):
                row["responds_to"] = at.get(record.answers or "") if isinstance(record, Position) else None
            yield id, coded.document.text, data


def _gold(record: Record) -> output.Json:
    match record:
        case Event():
            size = {
                name: n for name in ("dead", "injured", "arrested") if (n := getattr(record.size, name)) is not None
            }
            return {
                "event": record.event.value, "also": [], "mode": record.mode, "auxiliary": list(record.auxiliary),
                "actors": _actors(record.actors), "recipients": _actors(record.recipients),
                "trigger": record.trigger.text, "evidence": record.evidence.text,
                "date": record.date.value if record.date else None, "place": record.place,
                "said_by": _actor(record.said_by), "size": size or None,
            }  # fmt: skip
        case Statement():
            return {
                "speaker": _actor(record.speaker), "kind": record.kind, "content": record.content.text,
                "cue": record.cue.text if record.cue else None, "addressee": _actor(record.addressee),
                "medium": record.medium, "via": record.via,
            }  # fmt: skip
        case Position():
            return {
                "holder": _actor(record.holder), "stance": record.stance, "proposal": record.proposal,
                "addressees": _actors(record.addressees), "responds_to": None, "evidence": record.evidence.text,
            }  # fmt: skip
        case Relation():
            return {
                "a": _actor(record.a), "relation": record.relation, "b": _actor(record.b), "status": record.status,
                "evidence": record.evidence.text,
            }  # fmt: skip
        case Claim():
            return {
                "holder": _actor(record.holder), "modality": record.modality, "cause": record.cause.text,
                "effect": record.effect.text, "evidence": record.evidence.text,
            }  # fmt: skip


def _actors(mentions: tuple[Mention, ...]) -> list[output.Json | None]:
    return [_actor(mention) for mention in mentions]


def _actor(mention: Mention | None) -> output.Json | None:
    if mention is None:
        return None
    return {"text": mention.text, "code": mention.code, "sector": mention.sector, "name": mention.name}


def _record(kind: str, text: str | None) -> Record | None:
    return None if text is None else output.record_from_json(kind, json.loads(text))


def _checked(ledger: Ledger, document: str, kind: str, data: output.Json) -> Record:
    """The record of JSON that somebody wrote. Raises DragomanError where it does not fit the contract or the text."""
    text = ledger.document(document).document.text
    try:
        record = output.record_from_json(kind, data)
    except (KeyError, TypeError, ValueError) as error:
        raise DragomanError(f"that is no {kind}: {error!r}", "change values, keep the fields") from error
    for quote in _quotes(data):
        if text[quote["start"] : quote["end"]] != quote["text"]:
            raise DragomanError(
                f"the article does not have {quote['text']!r} at {quote['start']}",
                "correct start, end and text together",
            )
    return record


def _quotes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if isinstance(data.get("text"), str) and {"start", "end"} <= set(data):
            yield data
        for value in data.values():
            yield from _quotes(value)
    elif isinstance(data, list):
        for value in data:
            yield from _quotes(value)
