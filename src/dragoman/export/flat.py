"""Records as flat rows, streamed from the ledger's columns: a million of them need no more memory than a batch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from dragoman.ledger import Filters
from dragoman.ledger.queries import build

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
    told = [column for column in columns(kind) if column[1]]
    acts = " LEFT JOIN act_reports w ON w.record = r.n LEFT JOIN acts t ON t.n = w.act" if kind == "event" else ""
    events = " JOIN events e ON e.record = r.n" if kind == "event" else ""
    # CROSS JOIN keeps the order of records, in which they lie in the file.
    among = f"FROM records r CROSS JOIN documents d ON d.n = r.document{events}"
    rows = connection.execute(
        f"SELECT r.n, {', '.join(sql for _, sql, _ in told)} {among} CROSS JOIN {kind}s x ON x.record = r.n"
        f" CROSS JOIN runs u ON u.n = r.run{acts} WHERE {query.where} ORDER BY r.n",
        query.parameters,
    )
    sides = _Sides(
        connection, f"{among} CROSS JOIN participants p ON p.record = r.n WHERE {query.where}", query.parameters
    )
    words = [i for i, (_, _, type_) in enumerate(told) if type_ == "words"]
    while found := rows.fetchmany(_BATCH):
        yield [_row(row, words, sides) for row in found]


def _row(row: tuple[Any, ...], words: list[int], sides: _Sides) -> tuple[Any, ...]:
    values = list(row[1:])
    for i in words:
        values[i] = values[i].split()
    return (*values[: len(_FIRST)], *sides.of(row[0]), *values[len(_FIRST) :])


class _Sides:
    """The parties of records, read along with them in one pass."""

    def __init__(self, connection: sqlite3.Connection, rest: str, parameters: list[object]) -> None:
        self._parties = {
            n: (name or text, code, sector, entity)
            for n, name, text, code, sector, entity in connection.execute(
                "SELECT n, name, text, code, sector, entity FROM parties"
            )
        }
        rows = connection.execute(
            f"SELECT p.record, p.role, p.party {rest} ORDER BY r.n, p.role, p.position", parameters
        )
        self._groups = groupby(_streamed(rows), key=itemgetter(0))
        self._waiting: tuple[int, list[tuple[int, str, int]]] | None = None

    def of(self, record: int) -> list[list[str | None]]:
        """Names, codes, sectors and entities of who acts, then of to whom."""
        if self._waiting is None or self._waiting[0] < record:
            self._waiting = next(((n, list(group)) for n, group in self._groups if n >= record), None)
        out: list[list[str | None]] = [[], [], [], [], [], [], [], []]
        if self._waiting is None or self._waiting[0] != record:
            return out
        for _, role, party in self._waiting[1]:
            at = 0 if role == "actor" else 4 if role == "recipient" else None
            if at is not None:
                name, code, sector, entity = self._parties[party]
                out[at].append(name)
                out[at + 1].append(code)
                out[at + 2].append(sector)
                out[at + 3].append(entity)
        return out


def _streamed(rows: sqlite3.Cursor) -> Iterator[tuple[int, str, int]]:
    while found := rows.fetchmany(_BATCH):
        yield from found
