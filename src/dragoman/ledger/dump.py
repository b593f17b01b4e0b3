"""All that a ledger says, as lines: two ledgers that were filled with the same articles in the same order have the same
lines, however often the filling of either was broken off. Only when and in how many runs it was done is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_WHOLE = (
    "parties", "mentions", "times", "places", "participants", "events", "statements", "positions", "relations", "claims",
)  # fmt: skip
_OF_RUNS = ("documents", "records")


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """The lines of a ledger, row by row; row numbers are part of them."""
    for table in _OF_RUNS:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "run"]
        columns = ", ".join(f"t.{name}" for name in names)
        sql = f"SELECT {columns}, u.coder, u.model, u.options FROM {table} t JOIN runs u ON u.n = t.run ORDER BY t.n"
        yield from _rows(connection, table, sql)
    for table in _WHOLE:
        keys = sum(row[5] > 0 for row in connection.execute(f"PRAGMA table_info({table})"))
        order = ", ".join(str(n + 1) for n in range(keys))
        yield from _rows(connection, table, f"SELECT * FROM {table} ORDER BY {order}")
    problems = "SELECT source, line, document, reason, hint FROM problems ORDER BY 1, 2, 3, 4"
    yield from _rows(connection, "problems", problems)


def _rows(connection: sqlite3.Connection, table: str, sql: str) -> Iterator[str]:
    for row in connection.execute(sql):
        yield f"{table} {row!r}"
