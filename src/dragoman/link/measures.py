"""Measures over acts: series of a dyad, networks, and what is unusual for a dyad.

A count is of acts told as done, each once however many articles report it, unless reports are asked for.
"""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import DayCount, Ledger, schema
from dragoman.ledger.periods import Unit, readable, start_of, starts
from dragoman.ledger.queries import first_day, last_day
from dragoman.ledger.summaries import LONGEST_DAYS, state_names

Day = str | dt.date | None

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_PAST = {"day": 60, "week": 26, "month": 12, "year": 5}  # periods of a dyad's own past that the present is held against
_SHORTEST_PAST = 6
_READABLE = 100  # periods of a series


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or year of a dyad: acts by quad class, and their scores (−10 conflict … +10 cooperation)."""

    period: str  # ISO: 2021-03-01 for a day, 2021-W09, 2021-03, 2021
    start: str  # its first day
    acts: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    sum_score: float
    mean_score: float | None  # None where there is no act
    balance: float | None  # (cooperation − conflict) / acts, from −1 to 1


@dataclass(frozen=True, slots=True)
class Tie:
    """Who acts on whom: acts by quad class, and their scores."""

    a: str
    b: str
    a_name: str
    b_name: str
    acts: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    sum_score: float
    mean_score: float
    balance: float


@dataclass(frozen=True, slots=True)
class Alert:
    """A period in which a dyad has far more conflict or cooperation than it used to have."""

    a: str
    b: str
    period: str
    start: str
    about: Literal["conflict", "cooperation"]
    acts: int
    expected: float  # the mean of the periods before
    surprise: float  # in standard deviations


def series(
    ledger: Ledger,
    a: str,
    b: str,
    *,
    by: Unit | None = "week",
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    directed: bool = False,
    reports: bool = False,
) -> list[Period]:
    """What one does to the other and back (``directed``: only ``a`` to ``b``), period by period without gaps.

    ``by`` None takes the shortest unit that gives no more than a hundred periods. ``a`` and ``b`` are codes or names of
    countries and bodies. Raises DragomanError for actors that the ledger does not know, naming near ones, and for a
    window without an act, telling when there are some.
    """
    connection = ledger.connection
    with schema.explained(ledger.path):
        one, other = code_of(connection, a), code_of(connection, b)
        where, parameters = _window(since, until, as_of)
        sides = [(one, other)] if directed else [(one, other), (other, one)]
        act = "record" if reports else "ifnull(act, -record)"
        rows = connection.execute(
            f"SELECT {act}, min(day), quad, avg(score) FROM event_dyads WHERE is_fact AND {_between(sides)} AND {where}"
            " GROUP BY 1",
            [*_codes(sides), *parameters],
        ).fetchall()
        if not rows:
            raise _nothing(connection, sides)
    days = [row[1] for row in rows]
    first = dt.date.fromisoformat(first_day(since) if since else min(days))
    last = dt.date.fromisoformat(last_day(until) if until else max(days))
    unit = readable(first, last, _READABLE) if by is None else by
    table: dict[dt.date, list[tuple[str, float]]] = {start: [] for start in starts(first, last, unit)}
    for _, day, quad, score in rows:
        table[start_of(dt.date.fromisoformat(day), unit)].append((quad, score))
    return [_period(start, unit, members) for start, members in table.items()]


def unit_of(periods: Sequence[Period]) -> Unit:
    """By what a series goes."""
    name = periods[0].period
    units: dict[int, Unit] = {4: "year", 7: "month", 8: "week", 10: "day"}
    return units[len(name)]


def network(
    ledger: Ledger,
    *,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    actor: str | None = None,
    reports: bool = False,
    least: int = 1,
) -> list[Tie]:
    """Who acts on whom, most acts first: among all, or with ``actor`` those that it is one side of."""
    connection = ledger.connection
    with schema.explained(ledger.path):
        where, parameters = _window(since, until, as_of)
        if actor:
            code = code_of(connection, actor)
            where += " AND (a = ? OR b = ?)"
            parameters += [code, code]
        counted = "count(*)" if reports else "count(DISTINCT ifnull(act, -record))"
        rows = connection.execute(
            f"SELECT a, b, quad, {counted}, avg(score) FROM event_dyads"
            f" WHERE is_fact AND b <> '' AND a <> b AND {where} GROUP BY a, b, quad",
            parameters,
        ).fetchall()
        names = names_of(connection)
    pairs: dict[tuple[str, str], dict[str, tuple[int, float]]] = {}
    for a, b, quad, number, score in rows:
        pairs.setdefault((a, b), {})[quad] = (number, score)
    ties = [_tie(a, b, names, quads) for (a, b), quads in pairs.items()]
    return sorted((t for t in ties if t.acts >= least), key=lambda tie: (-tie.acts, tie.a, tie.b))


def activity(
    ledger: Ledger,
    code: str | None = None,
    *,
    received: bool = False,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
) -> list[DayCount]:
    """Acts told as done, per day and quad class, in order of days: of everybody, or what the one with this code does
    (``received``: what is done to it)."""
    where, parameters = _window(since, until, as_of)
    with schema.explained(ledger.path):
        if code is None and as_of is None:
            rows = ledger.connection.execute(
                "SELECT a.first_day, a.quad, count(*) FROM acts a JOIN records r ON r.n = a.leader"
                f" WHERE a.status = 'done' AND {where.replace('day', 'a.first_day')}"
                " AND julianday(r.last_day) - julianday(r.first_day) <= ? GROUP BY 1, 2 ORDER BY 1, 2",
                (*parameters, LONGEST_DAYS),
            )
        else:
            side = "1" if code is None else f"{'b' if received else 'a'} = ?"
            rows = ledger.connection.execute(
                "SELECT day, quad, count(DISTINCT ifnull(act, -record)) FROM event_dyads"
                f" WHERE is_fact AND {side} AND {where} GROUP BY 1, 2 ORDER BY 1, 2",
                ([] if code is None else [code]) + parameters,
            )
        return [DayCount(*row) for row in rows]


def alerts(
    ledger: Ledger,
    *,
    by: Unit = "week",
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    surprise: float = 3.0,
    least: int = 3,
) -> Iterator[Alert]:
    """Periods in which a dyad has unusually much conflict or cooperation, held against its own past, latest first.

    A period counts as unusual from ``least`` acts on and when it lies ``surprise`` standard deviations above the mean
    of the periods before it; the variance is taken as no less than that of chance (the mean itself).
    """
    where, parameters = _window(None, until, as_of)
    with schema.explained(ledger.path):
        rows = ledger.connection.execute(
            f"SELECT min(a, b), max(a, b), day, quad LIKE '%conflict', count(DISTINCT ifnull(act, -record))"
            f" FROM event_dyads WHERE is_fact AND b <> '' AND a <> b AND {where} GROUP BY 1, 2, 3, 4",
            parameters,
        ).fetchall()
    counts: dict[tuple[str, str, bool], dict[dt.date, int]] = {}
    for a, b, day, is_conflict, number in rows:
        dyad = counts.setdefault((a, b, bool(is_conflict)), {})
        start = start_of(dt.date.fromisoformat(day), by)
        dyad[start] = dyad.get(start, 0) + number
    if not rows:
        return
    begin = first_day(since) if since else ""
    first = min(start for dyad in counts.values() for start in dyad)
    found = [
        alert
        for (a, b, is_conflict), dyad in counts.items()
        for alert in _unusual(a, b, is_conflict, dyad, first, by, surprise, least)
        if alert.start >= begin
    ]
    yield from sorted(found, key=lambda alert: (alert.start, alert.surprise), reverse=True)


def _unusual(
    a: str, b: str, is_conflict: bool, dyad: dict[dt.date, int], first: dt.date, by: Unit, surprise: float, least: int
) -> Iterator[Alert]:
    periods = list(starts(first, max(dyad), by))
    numbers = [dyad.get(start, 0) for start in periods]
    for i, (start, number) in enumerate(zip(periods, numbers, strict=True)):
        past = numbers[max(0, i - _PAST[by]) : i]
        if number < least or len(past) < _SHORTEST_PAST:
            continue
        mean = sum(past) / len(past)
        spread = sum((n - mean) ** 2 for n in past) / len(past)
        z = (number - mean) / math.sqrt(max(spread, mean, 1 / len(past)))
        if z >= surprise:
            about: Literal["conflict", "cooperation"] = "conflict" if is_conflict else "cooperation"
            yield Alert(a, b, _name(start, by), start.isoformat(), about, number, round(mean, 3), round(z, 2))


# --- who and when ---------------------------------------------------------------------------------------------------


def code_of(connection: sqlite3.Connection, wanted: str) -> str:
    """The code of a country or body of the ledger, by code or name. Raises DragomanError naming near ones."""
    known = connection.execute(
        "SELECT 1 FROM event_dyads WHERE a = ? UNION SELECT 1 FROM event_dyads WHERE b = ?", (wanted, wanted)
    )
    if known.fetchone():
        return wanted
    names = names_of(connection)
    codes = [code for code, name in names.items() if name.casefold() == wanted.casefold() or code == wanted.upper()]
    if codes:
        return codes[0]
    spoken = {name.casefold(): f"{name} ({code})" for code, name in names.items()}
    near = [spoken[name] for name in get_close_matches(wanted.casefold(), spoken, 3, 0.5)]
    near += [f"{names[code]} ({code})" for code in get_close_matches(wanted.upper(), names, 3, 0.6)]
    hint = f"near: {', '.join(dict.fromkeys(near))}" if near else "give a code as in `dragoman network`, or a name"
    raise NotThereError(f"nobody called {wanted!r} acts in this ledger", hint)


def names_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The name of each code: that of the state, else the code itself."""
    codes = connection.execute("SELECT DISTINCT code FROM parties WHERE code IS NOT NULL")
    return {code: code for (code,) in codes} | state_names(connection)


def _window(since: Day, until: Day, as_of: Day) -> tuple[str, list[object]]:
    conditions, parameters = ["day <> ''"], list[object]()
    for value, condition in (
        (since and first_day(since), "day >= ?"),
        (until and last_day(until), "day <= ?"),
        (as_of and last_day(as_of), "published <= ?"),
    ):
        if value:
            conditions.append(condition)
            parameters.append(value)
    return " AND ".join(conditions), parameters


def _between(sides: list[tuple[str, str]]) -> str:
    return f"({' OR '.join(['(a = ? AND b = ?)'] * len(sides))})"


def _codes(sides: list[tuple[str, str]]) -> list[object]:
    return [code for side in sides for code in side]


def _nothing(connection: sqlite3.Connection, sides: list[tuple[str, str]]) -> DragomanError:
    first, last, number = connection.execute(
        "SELECT min(day), max(day), count(DISTINCT record) FROM event_dyads"
        f" WHERE is_fact AND day <> '' AND {_between(sides)}",
        _codes(sides),
    ).fetchone()
    names = f"{sides[0][0]} and {sides[0][1]}"
    if number:
        return NotThereError(
            f"no act between {names} in this window", f"there are {number} reports from {first} to {last}"
        )
    return NotThereError(f"no dated act between {names}", "`dragoman network --actor` shows with whom there are some")


def _name(start: dt.date, unit: Unit) -> str:
    if unit == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _period(start: dt.date, unit: Unit, members: list[tuple[str, float]]) -> Period:
    quads = [sum(quad == one for quad, _ in members) for one in _QUADS]
    total, score = len(members), sum(score for _, score in members)
    coop, aid, conflict, force = quads
    mean = round(score / total, 3) if total else None
    balance = round((coop + aid - conflict - force) / total, 3) if total else None
    return Period(
        _name(start, unit), start.isoformat(), total, coop, aid, conflict, force, round(score, 3), mean, balance
    )


def _tie(a: str, b: str, names: dict[str, str], quads: dict[str, tuple[int, float]]) -> Tie:
    numbers = [quads.get(quad, (0, 0.0))[0] for quad in _QUADS]
    coop, aid, conflict, force = numbers
    total, score = sum(numbers), sum(number * mean for number, mean in quads.values())
    balance = round((coop + aid - conflict - force) / total, 3)
    return Tie(
        a, b, names.get(a, a), names.get(b, b), total, coop, aid, conflict, force, round(score, 3),
        round(score / total, 3), balance,
    )  # fmt: skip
