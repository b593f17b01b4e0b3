"""All that a ledger says, as lines: two ledgers that were filled with the same articles have the same lines, however
often the filling of either was broken off, and whatever numbers their rows have. When it was done is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_PARTY = ("entity", "kind", "text", "name", "code", "sector", "sector2")
_OF_DOCUMENTS = ("mentions", "times", "places")
_OF_RECORDS = ("participants", "events", "statements", "positions", "relations", "claims")
_NUMBERS = ("n", "document", "record", "run", "party")  # what rows are called only within one file


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """The lines of a ledger, row by row: documents by id, with what belongs to each in its order."""
    run = "u.coder, u.model, u.options"
    yield from _rows(
        connection, "documents", f"{_columns(connection, 'documents')}, {run}",
        "documents t JOIN runs u ON u.n = t.run ORDER BY t.id",
    )  # fmt: skip
    for table in _OF_DOCUMENTS:
        party = "JOIN parties p ON p.n = t.party " if table == "mentions" else ""
        yield from _rows(
            connection, table, f"d.id, {_columns(connection, table)}" + (_party() if party else ""),
            f"{table} t JOIN documents d ON d.n = t.document {party}ORDER BY d.id, t.position",
        )  # fmt: skip
    yield from _rows(
        connection, "records", f"d.id, {_columns(connection, 'records')}, u.coder, u.model",
        "records t JOIN documents d ON d.n = t.document JOIN runs u ON u.n = t.run ORDER BY d.id, t.n",
    )  # fmt: skip
    for table in _OF_RECORDS:
        party = "JOIN parties p ON p.n = t.party " if table == "participants" else ""
        order = "d.id, r.n" + (", t.role, t.position" if party else "")
        yield from _rows(
            connection, table, f"d.id, r.id, {_columns(connection, table)}" + (_party() if party else ""),
            f"{table} t JOIN records r ON r.n = t.record JOIN documents d ON d.n = r.document {party}ORDER BY {order}",
        )  # fmt: skip
    key = "source, line, document, reason"
    yield from _rows(connection, "problems", f"{key}, hint", f"problems ORDER BY {key}")


def _columns(connection: sqlite3.Connection, table: str) -> str:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f"t.{name}" for name in names if name not in _NUMBERS)


def _party() -> str:
    return "".join(f", p.{name}" for name in _PARTY)


def _rows(connection: sqlite3.Connection, table: str, columns: str, rest: str) -> Iterator[str]:
    for row in connection.execute(f"SELECT {columns} FROM {rest}"):
        yield f"{table} {row!r}"
