"""Nothing that was coded is overwritten: a coding that another takes the place of is kept whole, until it is purged."""

from __future__ import annotations

import sqlite3
import zlib

from dragoman import output
from dragoman.ledger import reading


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
