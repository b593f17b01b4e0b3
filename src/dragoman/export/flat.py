"""Records as flat rows, streamed from the ledger's columns: a million of them need no more memory than a batch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from dragoman.ledger import Filters
from dragoman.ledger.queries import build
from dragoman.model import EventType
from dragoman.ontology import cameo_of

_BATCH = 20_000

# Name, SQL, type. What all kinds have, then what each has of its own.
Column = tuple[str, str, str]
_FIRST: list[Column] = [
    ("id", "r.id", "text"), ("kind", "r.kind", "text"), ("type", "r.type", "text"),
    ("first_day", "r.first_day", "text"), ("last_day", "r.last_day", "text"),
]  # fmt: skip
_PARTIES: list[Column] = [
    (f"{role}{what}", "", "list")
    for role in ("actor", "recipient")
    for what in ("_names", "_codes", "_sectors", "_entities")
]
_OWN: dict[str, list[Column]] = {
    "event": [
        ("event", "x.event", "text"), ("mode", "x.mode", "text"), ("auxiliary", "x.auxiliary", "words"),
        ("contexts", "x.contexts", "words"), ("quad", "x.quad", "text"), ("score", "x.score", "number"),
        ("cameo", "cameo(x.event, x.mode)", "text"),
        ("date", "x.date", "text"), ("date_precision", "x.precision", "text"), ("place", "x.place", "text"),
        ("dead", "x.dead", "count"), ("injured", "x.injured", "count"), ("arrested", "x.arrested", "count"),
        ("trigger", "x.trigger", "text"), ("act", "t.id", "text"),
    ],
    "statement": [
        ("content", "x.content", "text"), ("cue", "x.cue", "text"), ("medium", "x.medium", "text"),
        ("via", "x.via", "text"), ("date", "x.date", "text"),
    ],
    "position": [("stance", "x.stance", "text"), ("proposal", "x.proposal", "text"), ("answers", "x.answers", "text")],
    "relation": [("relation", "x.relation", "text"), ("status", "x.status", "text")],
    "claim": [("cause", "x.cause", "text"), ("effect", "x.effect", "text"), ("modality", "x.modality", "text")],
}  # fmt: skip
_LAST: list[Column] = [
    ("words", "r.quote", "text"), ("start", "r.span_start", "count"), ("end", "r.span_end", "count"),
    ("sentence", "r.sentence", "count"), ("confidence", "r.confidence", "number"), ("rule", "r.rule", "text"),
    ("document", "d.id", "text"), ("title", "d.title", "text"), ("published", "d.published", "text"),
    ("publisher", "d.publisher", "text"), ("url", "d.url", "text"), ("coder", "u.coder", "text"),
    ("model", "u.model", "text"),
]  # fmt: skip


def columns(kind: str) -> list[Column]:
    """The columns of a kind of record, in order."""
    return [*_FIRST, *_PARTIES, *_OWN[kind], *_LAST]


def batches(connection: sqlite3.Connection, kind: str, filters: Filters) -> Iterator[list[tuple[Any, ...]]]:
    """All records that match, in the order in which they came in: rows of the columns of the kind."""
    query = build(connection, kind, filters)
    connection.create_function("cameo", 2, lambda event, mode: cameo_of(EventType(event), mode), deterministic=True)
    told = [column for column in columns(kind) if column[1]]
    acts = " LEFT JOIN act_reports w ON w.record = r.n LEFT JOIN acts t ON t.n = w.act" if kind == "event" else ""
    events = " CROSS JOIN events e ON e.record = r.n" if kind == "event" else ""
    # CROSS JOIN keeps the order of records, in which they lie in the file: nothing is sorted.
    rows = connection.execute(
        f"SELECT x.record, {', '.join(sql for _, sql, _ in told)} FROM {kind}s x CROSS JOIN records r ON r.n = x.record"
        f" CROSS JOIN documents d ON d.n = r.document CROSS JOIN runs u ON u.n = r.run{events}{acts}"
        f" WHERE {query.where} ORDER BY x.record",
        query.parameters,
    )
    parties = _Parties(connection)
    words = [i for i, (_, _, type_) in enumerate(told, 1) if type_ == "words"]
    while found := rows.fetchmany(_BATCH):
        sides = parties.of(found[0][0], found[-1][0])
        yield [_row(row, words, sides) for row in found]


Side = list[str | None]
_FIRST_OWN = 1 + len(_FIRST)


class _Parties:
    """Who takes part in records. The lists that say so are made once for all records with the same parties."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._parties: dict[int, tuple[str | None, ...]] = {
            n: (name or text, code, sector, entity)
            for n, name, text, code, sector, entity in connection.execute(
                "SELECT n, name, text, code, sector, entity FROM parties"
            )
        }
        self._lists: dict[tuple[int, ...], tuple[Side, Side, Side, Side]] = {(): ([], [], [], [])}

    def of(self, first: int, last: int) -> dict[int, tuple[Side, ...]]:
        """For each record from one to another: names, codes, sectors and entities of who acts, then of to whom."""
        actors: dict[int, tuple[int, ...]] = {}
        recipients: dict[int, tuple[int, ...]] = {}
        for record, is_recipient, party in self._connection.execute(
            "SELECT record, role = 'recipient', party FROM participants"
            " WHERE record BETWEEN ? AND ? AND role <> 'said_by' ORDER BY record, role, position",
            (first, last),
        ):
            side = recipients if is_recipient else actors
            side[record] = (*side[record], party) if record in side else (party,)
        return {
            record: (*self._listed(actors.get(record, ())), *self._listed(recipients.get(record, ())))
            for record in actors.keys() | recipients.keys()
        }

    def _listed(self, parties: tuple[int, ...]) -> tuple[Side, Side, Side, Side]:
        found = self._lists.get(parties)
        if found is None:
            names, codes, sectors, entities = (
                list(column) for column in zip(*map(self._parties.__getitem__, parties), strict=True)
            )
            if len(self._lists) > _MOST_LISTS:
                self._lists = {(): self._lists[()]}
            found = self._lists[parties] = names, codes, sectors, entities
        return found


_MOST_LISTS = 100_000
_NOBODY: tuple[Side, ...] = ([], [], [], [], [], [], [], [])


def _row(row: tuple[Any, ...], words: list[int], sides: dict[int, tuple[Side, ...]]) -> tuple[Any, ...]:
    values = list(row)
    for i in words:
        values[i] = values[i].split() if values[i] else _NO_WORDS
    values[_FIRST_OWN:_FIRST_OWN] = sides.get(row[0], _NOBODY)
    return tuple(values[1:])


_NO_WORDS: list[str] = []
