"""Nothing that was coded is overwritten: a coding that another takes the place of is kept whole, until it is purged."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.ledger import reading
from dragoman.model import CodedDocument, Record


@dataclass(frozen=True, slots=True)
class Run:
    """Documents coded with one version of the coder and one choice of options, one after another."""

    number: int
    coder: str
    model: str
    started: str  # UTC
    documents: int  # whose present coding it made
    replaced: int  # codings that another run took the place of, and that are not purged


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, went or is told otherwise between two runs."""

    how: Literal["added", "deleted", "changed"]
    kind: str  # "event", "statement" …
    document: str
    before: Record | None
    after: Record | None
    fields: tuple[str, ...]  # what is told otherwise


def keep_replaced(connection: sqlite3.Connection, document: str, run: int) -> None:
    """Put the coding of a document aside, if it has one, before another run replaces it. Within a transaction."""
    row = connection.execute("SELECT n, run FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return
    line = output.dumps(reading.document(connection, document, ""))
    connection.execute(
        "INSERT OR REPLACE INTO codings VALUES (?, ?, ?, ?)",
        (row[0], row[1], run, zlib.compress(line.encode("utf-8", "surrogatepass"), 6)),
    )


def runs(connection: sqlite3.Connection) -> list[Run]:
    """The runs of a ledger, first to last."""
    rows = connection.execute(
        "SELECT n, coder, model, started, (SELECT count(*) FROM documents d WHERE d.run = u.n),"
        " (SELECT count(*) FROM codings c WHERE c.run = u.n) FROM runs u ORDER BY n"
    )
    return [Run(*row) for row in rows]


def replaced(connection: sqlite3.Connection, document: str) -> list[tuple[str, str, str]]:
    """The codings of a document that others took the place of: coder, model and when the run began, first to last."""
    rows = connection.execute(
        "SELECT u.coder, u.model, u.started FROM documents d JOIN codings c ON c.document = d.n"
        " JOIN runs u ON u.n = c.run WHERE d.id = ? ORDER BY u.n",
        (document,),
    )
    return rows.fetchall()


def check_run(connection: sqlite3.Connection, number: int) -> None:
    """Raise DragomanError where there is no such run."""
    found = [run.number for run in runs(connection)]
    if number not in found:
        there_are = f"{found[0]} to {found[-1]}" if found else "none"
        raise DragomanError(f"no run {number}", f"there are {there_are}; `dragoman diff` without runs lists them")


def changes(connection: sqlite3.Connection, before: int, after: int) -> Iterator[Change]:
    """What differs between the ledger as the run ``before`` left it and as the run ``after`` did, by document.

    Raises DragomanError for runs that are not there. Codings that were purged are told as not there.
    """
    for number in (before, after):
        if number:  # 0: before there was anything
            check_run(connection, number)
    first, last = sorted((before, after))
    documents = connection.execute(
        "SELECT n, id FROM documents WHERE run > ? OR n IN (SELECT document FROM codings WHERE replaced > ?)"
        " ORDER BY n",
        (first, first),
    ).fetchall()
    for n, id in documents:
        earlier, later = (_as_left_by(connection, n, id, run) for run in (first, last))
        left, right = (earlier, later) if before <= after else (later, earlier)
        yield from _differences(id, left, right)


def purge(connection: sqlite3.Connection, until: int | None = None) -> int:
    """Forget codings that were replaced, all or those that runs up to this one replaced. How many there were."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        cursor = connection.execute("DELETE FROM codings WHERE ? IS NULL OR replaced <= ?", (until, until))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return cursor.rowcount


def _as_left_by(connection: sqlite3.Connection, n: int, id: str, run: int) -> CodedDocument | None:
    (current,) = connection.execute("SELECT run FROM documents WHERE n = ?", (n,)).fetchone()
    if current <= run:
        return reading.document(connection, id, "")
    row = connection.execute(
        "SELECT data FROM codings WHERE document = ? AND run <= ? AND replaced > ? ORDER BY run DESC LIMIT 1",
        (n, run, run),
    ).fetchone()
    return row and output.loads(zlib.decompress(row[0]).decode("utf-8", "surrogatepass"))


def _differences(document: str, before: CodedDocument | None, after: CodedDocument | None) -> Iterator[Change]:
    for kinds in output.LISTS:
        old, new = _by_id(before, kinds), _by_id(after, kinds)
        kind = kinds.removesuffix("s")
        for id, record in old.items():
            if id not in new:
                yield Change("deleted", kind, document, record, None, ())
            elif fields := _changed(record, new[id]):
                yield Change("changed", kind, document, record, new[id], fields)
        for id, record in new.items():
            if id not in old:
                yield Change("added", kind, document, None, record, ())


def _by_id(coded: CodedDocument | None, kinds: str) -> dict[str, Record]:
    return {record.id: record for record in getattr(coded, kinds)} if coded else {}


def _changed(before: Record, after: Record) -> tuple[str, ...]:
    old, new = _plain(before), _plain(after)
    return tuple(name for name in old if old[name] != new.get(name))


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(output.encode(output.record_to_json(record)))
    return plain
