"""Measures over acts: series of a dyad, networks, and what is unusual for a dyad.

A count is of acts told as done, each once however many articles report it, unless reports are asked for.
"""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import DayCount, Ledger, rows, schema, tallies
from dragoman.ledger.periods import Unit, readable, start_of, starts
from dragoman.ledger.queries import first_day, last_day
from dragoman.ledger.summaries import state_names
from dragoman.link.counting import Counted, Day

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
        sides = [(one, other)] if directed else [(one, other), (other, one)]
        source, parameters = Counted.asked(since, until, as_of, reports).acts(
            tallies.DIRECTED if directed else tallies.MUTUAL, _between(sides), *_codes(sides)
        )
        columns = ("day", "quad", "acts", "score")
        query = f"SELECT day, quad, count(*) AS acts, sum(score) AS score FROM {source} GROUP BY day, quad"
        found = rows.at_once(connection, columns, query, parameters)
        if not found:
            raise _nothing(connection, sides)
    days = [row[0] for row in found]
    first = dt.date.fromisoformat(first_day(since) if since else min(days))
    last = dt.date.fromisoformat(last_day(until) if until else max(days))
    unit = readable(first, last, _READABLE) if by is None else by
    table: dict[dt.date, dict[str, tuple[int, float]]] = {start: {} for start in starts(first, last, unit)}
    start_on = _starts_on(days, unit)
    for day, quad, acts, score in found:
        quads = table[start_on[day]]
        before, scored = quads.get(quad, (0, 0.0))
        quads[quad] = (before + acts, scored + score)
    return [_period(start, unit, quads) for start, quads in table.items()]


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
        counted = Counted.asked(since, until, as_of, reports)
        sides: list[tuple[str, ...]] = [()]
        if actor:
            code = code_of(connection, actor)
            sides = [("a = ?", code), ("b = ?", code)]
        columns = ("a", "b", "quad", "acts", "score")
        found = [row for side in sides for row in rows.at_once(connection, columns, *counted.ties(*side))]
        names = names_of(connection)
    pairs: dict[tuple[str, str], dict[str, tuple[int, float]]] = {}
    for a, b, quad, number, score in found:
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
    counted = Counted.asked(since, until, as_of)
    where, parameters = counted.window
    if code is None and counted.are_tallied:
        done = "SELECT first_day AS day, quad FROM acts WHERE status = 'done' AND is_dated"
        query = f"SELECT day, quad, count(*) AS acts FROM ({done}) WHERE {where} GROUP BY 1, 2"
    elif counted.are_tallied:
        query = f"SELECT day, quad, acts FROM actor_tallies WHERE role = ? AND code = ? AND acts > 0 AND {where}"
        parameters = ["recipient" if received else "actor", code, *parameters]
    else:
        among = tallies.RECIPIENT if received else tallies.ACTOR
        who = ("1",) if code is None else (f"{'b' if received else 'a'} = ?", code)
        source, parameters = counted.acts(among, *who)
        query = f"SELECT day, quad, count(*) AS acts FROM {source} GROUP BY 1, 2"
    with schema.explained(ledger.path):
        found = rows.at_once(ledger.connection, ("day", "quad", "acts"), f"{query} ORDER BY 1, 2", parameters)
        return [DayCount(*row) for row in found]


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
    source, parameters = Counted.asked(None, until, as_of).acts(tallies.MUTUAL, "b <> '' AND a <> b")
    with schema.explained(ledger.path):
        days = ledger.connection.execute(
            f"SELECT a, b, day, sum(quad LIKE '%conflict'), count(*) FROM {source} GROUP BY a, b, day", parameters
        ).fetchall()
    start_on = _starts_on((row[2] for row in days), by)
    counts: dict[tuple[str, str, bool], dict[dt.date, int]] = {}
    for a, b, day, conflict, number in days:
        for is_conflict, n in ((True, conflict), (False, number - conflict)):
            if n:
                dyad = counts.setdefault((min(a, b), max(a, b), is_conflict), {})
                dyad[start_on[day]] = dyad.get(start_on[day], 0) + n
    if not days:
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


def _starts_on(days: Iterable[str], by: Unit) -> dict[str, dt.date]:
    """The first day of the period of each of these days, worked out once for each."""
    return {day: start_of(dt.date.fromisoformat(day), by) for day in set(days)}


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
    (is_known,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM event_dyads WHERE a = ?) OR EXISTS (SELECT 1 FROM event_dyads WHERE b = ?)",
        (wanted, wanted),
    ).fetchone()
    if is_known:
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


def _between(sides: list[tuple[str, str]]) -> str:
    return f"({' OR '.join(['(a = ? AND b = ?)'] * len(sides))})"


def _codes(sides: list[tuple[str, str]]) -> list[str]:
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


def _period(start: dt.date, unit: Unit, quads: dict[str, tuple[int, float]]) -> Period:
    numbers, total, score = _summed(quads)
    mean = round(score / total, 3) if total else None
    return Period(
        _name(start, unit), start.isoformat(), total, *numbers, round(score, 3), mean,
        _balance(numbers) if total else None,
    )  # fmt: skip


def _tie(a: str, b: str, names: dict[str, str], quads: dict[str, tuple[int, float]]) -> Tie:
    numbers, total, score = _summed(quads)
    return Tie(
        a, b, names.get(a, a), names.get(b, b), total, *numbers, round(score, 3), round(score / total, 3),
        _balance(numbers),
    )  # fmt: skip


def _summed(quads: dict[str, tuple[int, float]]) -> tuple[tuple[int, int, int, int], int, float]:
    """The acts of each quad class, all of them, and their summed score."""
    coop, aid, conflict, force = (quads.get(quad, (0, 0.0))[0] for quad in _QUADS)
    return (coop, aid, conflict, force), coop + aid + conflict + force, sum(score for _, score in quads.values())


def _balance(numbers: tuple[int, int, int, int]) -> float:
    coop, aid, conflict, force = numbers
    return round((coop + aid - conflict - force) / sum(numbers), 3)
