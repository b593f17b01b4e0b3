"""Counts over many events: per day and quad class, and between whom."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import ClassVar

from dragoman.ledger.queries import Filters, build

LONGEST_DAYS = 31  # an act that is known to a year only says nothing about a day


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many acts of a quad class began on a day."""

    day: str
    quad: str
    count: int


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two countries or bodies, and how many acts between them there are in each quad class."""

    a: str
    b: str
    a_name: str
    b_name: str
    quads: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.quads.values())


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, and how many reports of acts there are of it in each quad class."""

    QUADS: ClassVar = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")

    name: str
    country: str | None  # its name
    lat: float
    lon: float
    quads: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.quads.values())


def places(connection: sqlite3.Connection, since: str | None, until: str | None) -> list[PlaceCount]:
    """Where acts told as fact happened, in these days (ISO) or ever; places with most of them first."""
    window, parameters = "1", list[object]()
    for day, condition in ((since, "day >= ?"), (until, "day <= ? AND day <> ''")):
        if day is not None:
            window += f" AND {condition}"
            parameters.append(day)
    rows = connection.execute(
        "SELECT name, country, lat, lon, quad, count(*) FROM event_places"
        f" WHERE is_fact AND {window} GROUP BY lat, lon, quad, name, country",
        parameters,
    )
    found: dict[tuple[str, str | None, float, float], dict[str, int]] = {}
    for name, country, lat, lon, quad, count in rows:
        found.setdefault((name, country, lat, lon), {})[quad] = count
    every = [PlaceCount(*place, quads) for place, quads in found.items()]
    return sorted(every, key=lambda place: (-place.total, place.name, place.lat))


def timeline(connection: sqlite3.Connection, filters: Filters) -> list[DayCount]:
    """Acts told as fact, per day and quad class, in order of days."""
    query = build(connection, "event", {**filters, "fact": True})
    rows = connection.execute(
        "SELECT r.first_day, e.quad, count(*) FROM records r JOIN documents d ON d.n = r.document"
        f" JOIN events e ON e.record = r.n WHERE {query.where} AND r.first_day IS NOT NULL"
        " AND julianday(r.last_day) - julianday(r.first_day) <= ? GROUP BY r.first_day, e.quad ORDER BY 1, 2",
        (*query.parameters, LONGEST_DAYS),
    )
    return [DayCount(*row) for row in rows]


def dyads(connection: sqlite3.Connection, filters: Filters, limit: int) -> list[Dyad]:
    """The pairs with most acts told as fact between them, whoever acted. Where nobody is acted upon, as in talks,
    the pairs of those who act count."""
    given = {name for name, value in filters.items() if value is not None} - {"limit", "fact"}
    among, parameters = "1", []
    if given:
        query = build(connection, "event", {**filters, "fact": True})
        among = (
            "record IN (SELECT r.n FROM records r JOIN documents d ON d.n = r.document"
            f" JOIN events e ON e.record = r.n WHERE {query.where})"
        )
        parameters = query.parameters
    # A pair that acts together stands in both directions, and counts once.
    rows = connection.execute(
        "SELECT min(a, b), max(a, b), quad, sum(is_joint = 0 OR a < b) FROM event_dyads x"
        f" WHERE is_fact AND b <> '' AND a <> b AND {among} GROUP BY a, b, quad",
        parameters,
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for a, b, quad, count in rows:
        if not count:
            continue
        pair = found.setdefault((a, b), {})
        pair[quad] = pair.get(quad, 0) + count
    names = state_names(connection)
    pairs = [Dyad(a, b, names.get(a, a), names.get(b, b), quads) for (a, b), quads in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.total, pair.a, pair.b))[:limit]


def state_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The name of each code: that of the state, else of the body that carries it alone."""
    rows = connection.execute(
        "SELECT code, name, count(*) FROM parties WHERE code IS NOT NULL AND name IS NOT NULL AND kind = 'state'"
        " GROUP BY code, name ORDER BY 3, 2 DESC"
    )
    return {code: name for code, name, _ in rows} | {"UNO": "United Nations", "EUR": "European Union"}
