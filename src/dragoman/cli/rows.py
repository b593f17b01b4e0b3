"""Records as rows: JSON lines, CSV, and tables for the terminal."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dragoman import output, wording
from dragoman.cli import terminal
from dragoman.ledger import Kept
from dragoman.ledger.writing import describe, participants_of
from dragoman.model import Claim, Event, Mention, Position, Record, Relation, Statement

if TYPE_CHECKING:
    from rich.text import Text

_WORDS: dict[str, object] = {"ratio": 5, "overflow": "fold"}
_NARROW: dict[str, object] = {"no_wrap": True}
_COLUMNS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "event": [
        ("id", _NARROW), ("day", _NARROW), ("actor", {"ratio": 3}), ("event", _NARROW),
        ("recipient", {"ratio": 3}), ("words", _WORDS),
    ],
    "statement": [("id", _NARROW), ("day", _NARROW), ("speaker", {"ratio": 3}), ("words", {"ratio": 8})],
    "position": [
        ("id", _NARROW), ("day", _NARROW), ("holder", {"ratio": 3}), ("stance", _NARROW), ("of", {"ratio": 2}),
        ("proposal", _WORDS),
    ],
    "relation": [
        ("id", _NARROW), ("day", _NARROW), ("a", {"ratio": 3}), ("relation", {"ratio": 3}), ("b", {"ratio": 3}),
        ("words", _WORDS),
    ],
    "claim": [
        ("id", _NARROW), ("day", _NARROW), ("holder", {"ratio": 2}), ("modality", _NARROW), ("cause", {"ratio": 4}),
        ("effect", {"ratio": 4}),
    ],
}  # fmt: skip


def to_json(kept: Kept[Record]) -> output.Json:
    """A record by the output contract, with the article that it comes from."""
    return {
        **output.record_to_json(kept.record),
        "day": kept.day,
        "document": kept.document,
        "title": kept.title,
        "published": kept.published.isoformat() if kept.published else None,
        "publisher": kept.publisher,
        "url": kept.url,
        "coder": kept.coder,
        "model": kept.model,
    }


def print_jsonl(found: Iterable[Kept[Record]]) -> int:
    """One JSON object a record."""
    count = 0
    for count, kept in enumerate(found, 1):  # noqa: B007
        click.echo(output.encode(to_json(kept)))
    return count


def print_csv(found: Iterable[Kept[Record]], kind: str) -> int:
    """One flat row a record, with a heading even where there is none."""
    writer = csv.DictWriter(sys.stdout, _csv_names(kind), lineterminator="\n")
    writer.writeheader()
    count = 0
    for count, kept in enumerate(found, 1):  # noqa: B007
        writer.writerow({name: _cell(value) for name, value in _flat(kept).items()})
    return count


def print_table(found: Iterable[Kept[Record]], kind: str, title: str | None = None) -> int:
    """A table for a terminal."""
    return terminal.table(title, _COLUMNS[kind], ([kept.record.id, *_row(kept.record, kept.day)] for kept in found))


def print_records(records: Iterable[Record], kind: str, title: str | None = None) -> int:
    """The same table for records that no ledger keeps."""
    return terminal.table(title, _COLUMNS[kind], ([record.id, *_row(record, None)] for record in records))


def _row(record: Record, day: str | None) -> list[str | Text]:
    from rich.text import Text

    said = wording.content(record)
    match record:
        case Event():
            name = Text(str(record.event), terminal.QUAD_COLOURS[record.quad])
            for more in filter(None, (record.mode, *record.auxiliary)):
                name.append(f"\n{more}", "dim")
            by = [f"(said by {wording.party(record.said_by)})"] if record.said_by else []
            words = "\n".join([said, *filter(None, [wording.size(record)]), *by])
            told = record.date.value if record.date else day
            return [
                told or "?",
                wording.parties(record.actors, short=True),
                name,
                wording.parties(record.recipients, short=True) if record.recipients else "",
                words,
            ]
        case Statement():
            speaker = wording.party(record.speaker) if record.speaker else "?"
            return [record.date or day or "?", speaker, f"“{said}”" if record.kind == "direct" else said]
        case Position():
            whom = wording.parties(record.addressees, short=True) if record.addressees else ""
            return [day or "?", wording.party(record.holder), record.stance, whom, said]
        case Relation():
            status = "" if record.status == "current" else f" ({record.status})"
            return [
                day or "?", wording.party(record.a), record.relation + status, wording.party(record.b), said
            ]  # fmt: skip
        case Claim():
            cause, effect = " ".join(record.cause.text.split()), " ".join(record.effect.text.split())
            holder = wording.party(record.holder) if record.holder else "the paper"
            return [day or "?", holder, record.modality, cause, effect]


_SHARED_FIRST = ["id", "day", "type"]
_SHARED_LAST = [
    "words",
    "start",
    "end",
    "confidence",
    "rule",
    "document",
    "title",
    "published",
    "publisher",
    "url",
    "coder",
]
_OWN = {
    "event": [
        "mode",
        "auxiliary",
        "contexts",
        "quad",
        "score",
        "date",
        "place",
        "dead",
        "injured",
        "arrested",
        "said_by",
    ],
    "statement": ["cue", "medium", "via"],
    "position": ["proposal", "answers"],
    "relation": ["status"],
    "claim": ["cause", "effect"],
}
_SIDES = ["actor", "actor_codes", "recipient", "recipient_codes"]


def _csv_names(kind: str) -> list[str]:
    return [*_SHARED_FIRST, *_SIDES, *_OWN[kind], *_SHARED_LAST]


def _flat(kept: Kept[Record]) -> dict[str, object]:
    record = kept.record
    kind, type_, quote = describe(record)
    data = to_json(kept)
    own: dict[str, object] = {name: data.get(name) for name in _OWN[kind]}
    if isinstance(record, Event):
        own |= {"auxiliary": record.auxiliary, "contexts": record.contexts, "date": record.date and record.date.value}
        own |= {"dead": record.size.dead, "injured": record.size.injured, "arrested": record.size.arrested}
        own |= {"said_by": record.said_by and wording.who(record.said_by)}
    if isinstance(record, Claim):
        own |= {"cause": record.cause.text, "effect": record.effect.text}
    sides = participants_of(record)
    actors, recipients = sides.get("actor", ()), sides.get("recipient", ())
    return {
        "id": record.id, "day": kept.day, "type": type_,
        "actor": [m.name or m.text for m in actors], "actor_codes": _codes(actors),
        "recipient": [m.name or m.text for m in recipients], "recipient_codes": _codes(recipients),
        **own,
        "words": quote.text, "start": quote.start, "end": quote.end,
        "confidence": record.confidence, "rule": record.rule,
        **{name: data[name] for name in ("document", "title", "published", "publisher", "url", "coder")},
    }  # fmt: skip


def _codes(mentions: Iterable[Mention]) -> list[str]:
    return ["/".join(code for code in (m.code or "?", m.sector) if code) for m in mentions]


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    # A spreadsheet would run a cell that begins like a formula.
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
