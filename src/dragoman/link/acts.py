"""Acts: the reports that tell the same act, whichever article they stand in.

Reports are taken in order of the day that they tell; each joins the act before it whose first report it agrees with
best, or begins one. So acts depend on the reports alone, and a new report changes none of a unit (an event and its
leading actor) that began long before it.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Callable

from dragoman import output
from dragoman.ledger import summaries, tallies
from dragoman.link.reports import LONGEST_DAYS, Report, same_act, unit_of

_UNITS_AT_ONCE = 100
_DOCUMENTS_AT_ONCE = 500

_REPORTS = (
    "SELECT r.n, r.data, a.day, s.story, s.original, ifnull(d.published, ''), d.id FROM act_reports a"
    " JOIN records r ON r.n = a.record JOIN documents d ON d.n = r.document"
    " LEFT JOIN story_documents s ON s.document = d.n"
)


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether there are reports that belong to no act yet."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM acts_stale) OR EXISTS (SELECT 1 FROM events e"
        " LEFT JOIN act_reports a ON a.record = e.record WHERE a.record IS NULL)"
    ).fetchone()
    return bool(found)


def update(connection: sqlite3.Connection) -> None:
    """Bring acts up to date with the reports, in short transactions."""
    while _step(connection, _enlist):
        pass
    while _step(connection, _rebuild_some):
        pass


def _step(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], bool]) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        more = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return more


def _enlist(connection: sqlite3.Connection) -> bool:
    """Give new reports their units. Whether there may be more of them."""
    rows = connection.execute(
        "SELECT r.n, r.data, ifnull(r.first_day, '') FROM events e JOIN records r ON r.n = e.record"
        " LEFT JOIN act_reports a ON a.record = e.record WHERE a.record IS NULL LIMIT ?",
        (_DOCUMENTS_AT_ONCE * 10,),
    ).fetchall()
    connection.executemany(
        "INSERT INTO act_reports (record, unit, day) VALUES (?, ?, ?)",
        [(n, unit_of(output.event_from_json(json.loads(data))), day) for n, data, day in rows],
    )
    return bool(rows)


def _rebuild_some(connection: sqlite3.Connection) -> bool:
    stale = connection.execute("SELECT unit, day FROM acts_stale ORDER BY unit LIMIT ?", (_UNITS_AT_ONCE,)).fetchall()
    for unit, day in stale:
        _rebuild(connection, unit, day)
    connection.executemany("DELETE FROM acts_stale WHERE unit = ?", [(unit,) for unit, _ in stale])
    return bool(stale)


def _rebuild(connection: sqlite3.Connection, unit: str, day: str) -> None:
    """Make the acts of a unit anew that begin so late that a report of this day, or a later one, may tell them."""
    since = (dt.date.fromisoformat(day) - dt.timedelta(days=LONGEST_DAYS)).isoformat() if day else ""
    old = connection.execute("SELECT n FROM acts WHERE unit = ? AND first_day >= ?", (unit, since)).fetchall()
    connection.executemany("UPDATE act_reports SET act = NULL WHERE act = ?", old)
    connection.executemany("DELETE FROM acts WHERE n = ?", old)
    rows = connection.execute(f"{_REPORTS} WHERE a.unit = ? AND a.act IS NULL", (unit,))
    reports = [Report(n, output.event_from_json(json.loads(data)), day, *rest) for n, data, day, *rest in rows]
    for act in grouped(reports):
        first = act[0]
        event = next((r.event for r in act if r.status == "done"), first.event)
        cursor = connection.execute(
            "INSERT INTO acts (id, unit, event, mode, quad, score, status, first_day, leader, is_dated)"
            " SELECT ?, ?, ?, ?, ?, ?, ?, ?, n, ifnull(julianday(last_day) - julianday(first_day) <= ?, 0)"
            " FROM records WHERE n = ?",
            (
                first.event.id, unit, event.event.value, event.mode, event.quad, event.score,
                min((r.status for r in act), key=("done", "denied", "planned").index), first.day,
                summaries.LONGEST_DAYS, first.record,
            ),
        )  # fmt: skip
        n = int(cursor.lastrowid or 0)
        members = [(n, r.record) for r in act]
        connection.executemany("UPDATE act_reports SET act = ? WHERE record = ?", members)
        connection.executemany("UPDATE event_dyads SET act = ? WHERE record = ?", members)
        tallies.stand_for(connection, n)


def grouped(reports: list[Report]) -> list[list[Report]]:
    """The reports of one unit, by the act that they tell."""
    acts: list[list[Report]] = []
    # The acts that may still get reports, in order, by what a report of them shares with their first.
    open_acts: defaultdict[str, deque[int]] = defaultdict(deque)
    for report in sorted(reports, key=lambda r: r.key):
        near: set[int] = set()
        for key in report.keys:
            found = open_acts[key]
            while found and _is_past(acts[found[0]][0], report):
                found.popleft()
            near.update(found)
        best, most = None, 0
        for i in sorted(near):
            agreement = same_act(acts[i][0], report)
            if agreement > most:
                best, most = i, agreement
        if best is not None:
            acts[best].append(report)
            continue
        for key in report.keys:
            open_acts[key].append(len(acts))
        acts.append([report])
    return acts


def _is_past(first: Report, report: Report) -> bool:
    """Whether an act began so long before a report that the report cannot tell it."""
    if first.ordinal is None or report.ordinal is None:
        return report.ordinal is not None
    return report.ordinal - first.ordinal > LONGEST_DAYS
