"""Is a ledger whole? Looks, tells, and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.ledger import schema

INDEXES = ("documents_text", "records_text")
_TALLIES = {"tie_tallies": "ties_counted", "actor_tallies": "actors_counted"}  # and the views that count them
_BUSY_S = 30.0
_MOST = 5  # findings of one kind that are told
_RESTORE = "restore a backup, or code the articles again into a new ledger; this file is left as it is"
_REINDEX = "articles and records are not touched by this: dragoman doctor --ledger {path} --renew-index makes it anew"
_AGAIN = "code the article again: dragoman code ARTICLES --ledger {path} --again"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and what to do about it."""

    what: str
    hint: str


def examine(path: Path) -> Iterator[Finding]:
    """All that is wrong with the ledger, the worst first. Raises DragomanError where it is no ledger at all, or too
    new or too old to be judged."""
    try:
        connection = schema.connect(path, read_only=True, timeout_s=_BUSY_S)
    except DragomanError as error:
        if "is damaged" not in error.message:
            raise
        yield Finding(error.message, _RESTORE)
        return
    try:
        for check in _CHECKS:
            try:
                yield from check(connection, path)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite's messages quote what was spoilt
                yield Finding(f"the file cannot be read to its end: {error}", _RESTORE)
                return
    finally:
        connection.close()


def _integrity(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:  # noqa: ARG001
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    if found != ["ok"]:
        for line in found:
            yield Finding(f"SQLite: {line}", _RESTORE)


def _foreign_keys(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, row, parent, _ in found[:_MOST]:
        yield Finding(f"row {row} of {table} belongs to a row of {parent} that is not there", _AGAIN.format(path=path))
    if len(found) > _MOST:
        yield Finding(f"{len(found) - _MOST} more rows belong to rows that are not there", _AGAIN.format(path=path))


def _halves(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Each record has a row of its kind, and one only; what it says agrees with where it stands."""
    for kind, table in zip(output.KINDS, output.LISTS, strict=True):
        (lacking,) = connection.execute(
            f"SELECT count(*) FROM records WHERE kind = ? AND n NOT IN (SELECT record FROM {table})", (kind,)
        ).fetchone()
        (strange,) = connection.execute(
            f"SELECT count(*) FROM {table} t JOIN records r ON r.n = t.record WHERE r.kind <> ?", (kind,)
        ).fetchone()
        if lacking or strange:
            what = f"{lacking + strange} records and their rows in {table} do not fit together"
            yield Finding(what, _AGAIN.format(path=path))
    (false,) = connection.execute(
        "SELECT count(*) FROM records r JOIN documents d ON d.n = r.document"
        " WHERE substr(d.text, r.span_start + 1, r.span_end - r.span_start) <> r.quote OR r.id <> r.data ->> 'id'"
    ).fetchone()
    if false:
        what = f"{false} records do not stand in their articles where they say"
        yield Finding(what, _AGAIN.format(path=path))


def _words(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:  # noqa: ARG001
    """The word indexes know what the tables hold. SQLite wants this asked in the form of a write; none is done."""
    try:
        writable = schema.connect(path, read_only=False, timeout_s=_BUSY_S)
    except DragomanError as error:
        yield Finding(f"the word indexes were not looked at: {error.message}", error.hint)
        return
    with closing(writable):
        for table in INDEXES:
            try:
                writable.execute("BEGIN IMMEDIATE")
                writable.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.OperationalError as error:
                yield Finding(f"the word index {table} was not looked at: {error}", "try again when nobody writes")
            except sqlite3.DatabaseError:
                yield Finding(f"the word index {table} is not that of the articles", _REINDEX.format(path=path))
            finally:
                if writable.in_transaction:
                    writable.execute("ROLLBACK")


def _tallies(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """The tallies tell what counting tells."""
    for table, counted in _TALLIES.items():
        kept = f"SELECT * FROM {table} WHERE acts > 0"
        (differing,) = connection.execute(
            f"SELECT (SELECT count(*) FROM ({kept} EXCEPT SELECT * FROM {counted}))"
            f" + (SELECT count(*) FROM (SELECT * FROM {counted} EXCEPT {kept}))"
        ).fetchone()
        if differing:
            yield Finding(f"the tallies in {table} are not those of the acts", _REINDEX.format(path=path))


def renew_indexes(path: Path) -> None:
    """Make word indexes and tallies anew from articles, records and acts. Raises DragomanError where the file is
    damaged."""
    with schema.explained(path), closing(schema.connect(path, read_only=False, timeout_s=_BUSY_S)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in INDEXES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        for table, counted in _TALLIES.items():
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM {counted}")
        connection.execute("COMMIT")


_CHECKS: tuple[Callable[[sqlite3.Connection, Path], Iterator[Finding]], ...] = (
    _integrity, _foreign_keys, _halves, _tallies, _words,
)  # fmt: skip
