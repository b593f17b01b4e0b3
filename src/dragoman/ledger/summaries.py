"""Counts over many events: per day and quad class, and between whom."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from dragoman.ledger.queries import Filters, build

_LONGEST_DAYS = 31  # an act that is known to a year only says nothing about a day


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


def timeline(connection: sqlite3.Connection, filters: Filters) -> list[DayCount]:
    """Acts told as fact, per day and quad class, in order of days."""
    query = build(connection, "event", {**filters, "fact": True})
    rows = connection.execute(
        "SELECT r.first_day, e.quad, count(*) FROM records r JOIN documents d ON d.n = r.document"
        f" JOIN events e ON e.record = r.n WHERE {query.where} AND r.first_day IS NOT NULL"
        " AND julianday(r.last_day) - julianday(r.first_day) <= ? GROUP BY r.first_day, e.quad ORDER BY 1, 2",
        (*query.parameters, _LONGEST_DAYS),
    )
    return [DayCount(*row) for row in rows]


def dyads(connection: sqlite3.Connection, filters: Filters, limit: int) -> list[Dyad]:
    """The pairs with most acts told as fact between them, whoever acted. Where nobody is acted upon, as in talks,
    the pairs of those who act count."""
    query = build(connection, "event", {**filters, "fact": True})
    rows = connection.execute(
        f"""
        WITH chosen AS (
            SELECT r.n, e.quad FROM records r JOIN documents d ON d.n = r.document JOIN events e ON e.record = r.n
            WHERE {query.where}
        ),
        sides AS (
            SELECT DISTINCT c.n, c.quad, p.role, w.code FROM chosen c
            JOIN participants p ON p.record = c.n AND p.role IN ('actor', 'recipient')
            JOIN parties w ON w.n = p.party WHERE w.code IS NOT NULL
        ),
        pairs AS (
            SELECT DISTINCT s.n, s.quad, min(s.code, t.code) AS a, max(s.code, t.code) AS b
            FROM sides s JOIN sides t ON t.n = s.n AND t.code <> s.code AND s.role = 'actor'
            WHERE t.role = 'recipient'
            OR NOT EXISTS (SELECT 1 FROM participants p WHERE p.record = s.n AND p.role = 'recipient')
        )
        SELECT a, b, quad, count(*), sum(count(*)) OVER (PARTITION BY a, b) AS total
        FROM pairs GROUP BY a, b, quad ORDER BY total DESC, a, b, quad
        """,
        query.parameters,
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for a, b, quad, count, _ in rows:
        found.setdefault((a, b), {})[quad] = count
    names = _names(connection)
    return [Dyad(a, b, names.get(a, a), names.get(b, b), quads) for (a, b), quads in list(found.items())[:limit]]


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    """The name of each code: that of the state, else of the body that carries it alone."""
    rows = connection.execute(
        "SELECT code, name, count(*) FROM parties WHERE code IS NOT NULL AND name IS NOT NULL AND kind = 'state'"
        " GROUP BY code, name ORDER BY 3, 2 DESC"
    )
    return {code: name for code, name, _ in rows} | {"UNO": "United Nations", "EUR": "European Union"}
