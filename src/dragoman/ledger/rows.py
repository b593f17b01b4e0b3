"""Many short rows of an answer, fetched in one go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any


def at_once(
    connection: sqlite3.Connection, columns: Sequence[str], query: str, parameters: Sequence[object]
) -> list[list[Any]]:
    """These columns of a query's rows, in their order.

    SQLite hands over each row with a turn of the interpreter, for which a thread waits where many ask: thousands of
    rows that are counted here come as one.
    """
    (found,) = connection.execute(
        f"SELECT json_group_array(json_array({', '.join(columns)})) FROM ({query})", parameters
    ).fetchone()
    rows: list[list[Any]] = json.loads(found)
    return rows
