"""Records as rows: JSON lines, CSV, and tables for the terminal."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dragoman import output, wire, wording
from dragoman.cli import terminal
from dragoman.ledger import Kept
from dragoman.model import Claim, Event, Mention, Position, Record, Relation, Statement

if TYPE_CHECKING:
    from rich.text import Text

# Ids are shown by their beginning, which `dragoman explain` takes too; --format jsonl and csv have them whole.
_ID_SHOWN = 10
_MOST_WORDS = 160
_NARROW: dict[str, object] = {"no_wrap": True}
_ID: tuple[str, dict[str, object]] = ("id", {"no_wrap": True, "style": "dim"})
_DAY: tuple[str, dict[str, object]] = ("day", _NARROW)
_COLUMNS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "event": [_ID, _DAY, ("event", _NARROW), ("who → whom", {"ratio": 2}), ("words", {"ratio": 3})],
    "statement": [_ID, _DAY, ("who", {"ratio": 1}), ("said", {"ratio": 3})],
    "position": [_ID, _DAY, ("stance", _NARROW), ("who → of whom", {"ratio": 2}), ("what", {"ratio": 3})],
    "relation": [_ID, ("a", {"ratio": 3}), ("is", _NARROW), ("b", {"ratio": 3}), ("words", {"ratio": 4})],
    "claim": [_ID, ("who", {"ratio": 2}), ("cause", {"ratio": 4}), ("", _NARROW), ("effect", {"ratio": 4})],
}


def print_jsonl(found: Iterable[Kept[Record]]) -> int:
    """One JSON object a record."""
    count = 0
    for count, kept in enumerate(found, 1):  # noqa: B007
        click.echo(output.encode(wire.record_json(kept)))
    return count


def print_csv(found: Iterable[Kept[Record]], kind: str) -> int:
    """One flat row a record, with a heading even where there is none."""
    writer = csv.DictWriter(sys.stdout, wire.columns(kind), lineterminator="\n")
    writer.writeheader()
    count = 0
    for count, kept in enumerate(found, 1):  # noqa: B007
        writer.writerow({name: wire.cell(value) for name, value in wire.flat(kept).items()})
    return count


def print_table(found: Iterable[Kept[Record]], kind: str) -> int:
    """A table for a terminal."""
    return terminal.table(_COLUMNS[kind], (_row(kept.record, kept.day) for kept in found))


def print_records(records: Iterable[Record], kind: str) -> int:
    """The same table for records that no ledger keeps."""
    return terminal.table(_COLUMNS[kind], (_row(record, None) for record in records))


def _row(record: Record, day: str | None) -> list[str | Text]:
    id_, words = record.id[:_ID_SHOWN], _cut(wording.content(record))
    match record:
        case Event():
            by = f"(said by {wording.party(record.said_by)})" if record.said_by else ""
            told = record.date.value if record.date else day
            words = "\n".join(filter(None, [words, wording.size(record), by]))
            return [id_, told or "?", _kind(record), _sides(record.actors, record.recipients), words]
        case Statement():
            speaker = (record.speaker,) if record.speaker else ()
            addressee = (record.addressee,) if record.addressee else ()
            said = f"“{words}”" if record.kind == "direct" else words
            return [id_, record.date or day or "?", _sides(speaker, addressee), said]
        case Position():
            return [id_, day or "?", record.stance, _sides((record.holder,), record.addressees), words]
        case Relation():
            status = "" if record.status == "current" else f"\n{record.status}"
            return [id_, wording.party(record.a), record.relation + status, wording.party(record.b), words]
        case Claim():
            cause, effect = (_cut(" ".join(quote.text.split())) for quote in (record.cause, record.effect))
            return [id_, wording.party(record.holder) if record.holder else "the paper", cause, record.modality, effect]


def _kind(event: Event) -> Text:
    from rich.text import Text

    name = Text()
    name.append(str(event.event), terminal.QUAD_COLOURS[event.quad])
    for more in filter(None, (event.mode, *event.auxiliary)):
        name.append(f"\n{more}", "dim")
    return name


def _sides(who: Iterable[Mention], whom: Iterable[Mention]) -> str:
    left = wording.parties(who, short=True)
    return f"{left} → {wording.parties(whom, short=True)}" if whom else left


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1].rsplit(" ", 1)[0] + " …"
