"""Which report stands for an act where acts are counted, so that counting need not read all its reports.

The database keeps the tallies themselves: a trigger adds and takes away wherever a report begins or ceases to stand.
"""

from __future__ import annotations

import sqlite3

# The bits of `event_dyads.stands`: among which rows one stands for its act.
DIRECTED, MUTUAL, ACTOR, RECIPIENT = 1, 2, 4, 8


def stand_in_document(connection: sqlite3.Connection, document: int) -> None:
    """Let the reports of a document stand for what they tell, as long as no act is made of them."""
    _stand(connection, "record IN (SELECT n FROM records WHERE document = ?)", document)


def stand_for(connection: sqlite3.Connection, act: int) -> None:
    """Let the first report of an act stand for it."""
    _stand(connection, "ifnull(act, -record) = ?", act)


def _stand(connection: sqlite3.Connection, condition: str, parameter: int) -> None:
    connection.execute(
        "UPDATE event_dyads SET stands = (SELECT s.stands FROM standing_dyads s WHERE s.a = event_dyads.a"
        " AND s.b = event_dyads.b AND s.day = event_dyads.day AND s.record = event_dyads.record)"
        f" WHERE is_fact AND {condition}",
        (parameter,),
    )
