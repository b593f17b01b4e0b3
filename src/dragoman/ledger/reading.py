"""A coded document, put together again from its rows."""

from __future__ import annotations

import json
import sqlite3

from dragoman import output
from dragoman.errors import DragomanError, NotThereError
from dragoman.model import CodedDocument


def document(connection: sqlite3.Connection, wanted: str, ledger: str) -> CodedDocument:
    """The document whose id, URL or source is ``wanted``, or whose id begins with it. Raises DragomanError."""
    n = _find(connection, wanted, ledger)
    row = _one(
        connection,
        "SELECT d.id, title, text, published, language, publisher, url, source, sha256, paragraphs, dropped,"
        " u.coder, u.model FROM documents d JOIN runs u ON u.n = d.run WHERE d.n = ?",
        n,
    )
    if not isinstance(row["text"], str):
        raise TypeError("the text of an article is none")
    data: output.Json = {
        **row,
        "paragraphs": json.loads(row["paragraphs"]),
        "dropped": json.loads(row["dropped"]),
        "set_aside": None,
        "mentions": _all(
            connection,
            "SELECT span_start AS start, span_end AS end, p.text, p.entity, p.name, p.kind, p.code, p.sector,"
            " p.sector2, m.office, m.how, m.confidence, m.note, m.sentence, m.head"
            " FROM mentions m JOIN parties p ON p.n = m.party WHERE document = ? ORDER BY position",
            n,
        ),
        "times": _all(
            connection,
            "SELECT span_start AS start, span_end AS end, text, type, value FROM times WHERE document = ?"
            " ORDER BY position",
            n,
        ),
        "places": _all(
            connection,
            "SELECT span_start AS start, span_end AS end, * FROM places WHERE document = ? ORDER BY position",
            n,
        ),
    }
    for kinds in output.LISTS:
        data[kinds] = []
    for kind, record in connection.execute("SELECT kind, data FROM records WHERE document = ? ORDER BY n", (n,)):
        data[f"{kind}s"].append(json.loads(record))
    try:
        return output.from_json(data)
    except DragomanError as error:  # it is the rows that are wrong here
        raise ValueError(error.message) from error


def _find(connection: sqlite3.Connection, wanted: str, ledger: str) -> int:
    for condition in ("id = ?1", "url = ?1 OR source = ?1", "?1 <> '' AND id >= ?1 AND id < ?1 || char(1114111)"):
        sql = f"SELECT n, id FROM documents WHERE {condition} ORDER BY n LIMIT 4"
        rows = connection.execute(sql, (wanted,)).fetchall()
        if len(rows) == 1:
            return int(rows[0][0])
        if rows:
            ids = ", ".join(str(id_) for _, id_ in rows[:3]) + (", …" if len(rows) > 3 else "")
            raise DragomanError(f"several documents answer to {wanted!r}", f"name one of them: {ids}")
    raise NotThereError(f"no document {wanted!r} in {ledger}", "`dragoman show` without a name lists them")


def _all(connection: sqlite3.Connection, sql: str, n: int) -> list[output.Json]:
    cursor = connection.execute(sql, (n,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _one(connection: sqlite3.Connection, sql: str, n: int) -> output.Json:
    return _all(connection, sql, n)[0]
