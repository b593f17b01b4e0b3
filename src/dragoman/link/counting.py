"""Where acts are counted from: one row an act told as done, each once however many articles report it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from dragoman.ledger import tallies
from dragoman.ledger.periods import last_of, start_of
from dragoman.ledger.queries import first_day, last_day

Day = str | dt.date | None

_ALIKE = {
    tallies.DIRECTED: "a, b",
    tallies.MUTUAL: "min(a, b), max(a, b)",
    tallies.ACTOR: "a",
    tallies.RECIPIENT: "b",
}
_FIRST, _LAST = "0000-00-01", "9999-99-31"  # earlier and later than any day; themselves none


@dataclass(frozen=True, slots=True)
class Counted:
    """Which acts are counted: those of a window, as they were known on a day, or all reports of them."""

    since: str | None
    until: str | None
    as_of: str | None
    reports: bool

    @classmethod
    def asked(cls, since: Day, until: Day, as_of: Day = None, reports: bool = False) -> Counted:
        """From dates, months or years as users name them. Raises DragomanError."""
        return cls(
            first_day(since) if since else None,
            last_day(until) if until else None,
            last_day(as_of) if as_of else None,
            reports,
        )

    @property
    def are_tallied(self) -> bool:
        """Whether the tallies tell them."""
        return self.as_of is None and not self.reports

    @property
    def window(self) -> tuple[str, list[object]]:
        """The condition on ``day``."""
        return "day <> '' AND day BETWEEN ? AND ?", [self.since or _FIRST, self.until or _LAST]

    def acts(self, among: int, who: str = "1", *codes: str) -> tuple[str, list[object]]:
        """A FROM clause with ``a``, ``b``, ``day``, ``quad`` and ``score`` of each, on its first day: of each act one
        row ``among`` those alike in direction, pair, actor or recipient (a bit of `tallies`). ``who`` is a condition
        on ``a`` and ``b`` with the codes that it needs."""
        where, parameters = self.window
        if self.are_tallied:
            source = f"(SELECT * FROM event_dyads WHERE stands & {among} AND {who})"
            return f"{source} WHERE {where}", [*codes, *parameters]
        act = "record" if self.reports else "ifnull(act, -record)"
        known = "published <= ?" if self.as_of else "1"
        source = (
            "(SELECT a, b, min(day) AS day, quad, score FROM event_dyads"
            f" WHERE is_fact AND day <> '' AND {known} AND {who} GROUP BY {act}, {_ALIKE[among]})"
        )
        return f"{source} WHERE {where}", [*([self.as_of] if self.as_of else []), *codes, *parameters]

    def ties(self, who: str = "1", *codes: str) -> tuple[str, list[object]]:
        """A query for who acts on whom: ``a``, ``b``, ``quad``, the number of acts and their summed score. Whole months
        come from the tallies, the days before and after them from the acts."""
        parts: list[tuple[str, list[object]]] = []
        who = f"b <> '' AND a <> b AND {who}"
        if self.are_tallied:
            months, rest = self._months()
            tallied = "SELECT a, b, quad, acts, score / 1000.0 AS score FROM tie_tallies"
            parts.append((f"{tallied} WHERE month BETWEEN ? AND ? AND {who}", [*months, *codes]))
        else:
            rest = [self]
        for stretch in rest:
            source, parameters = stretch.acts(tallies.DIRECTED, who, *codes)
            parts.append((f"SELECT a, b, quad, 1 AS acts, score FROM {source}", parameters))
        every = " UNION ALL ".join(sql for sql, _ in parts)
        query = f"SELECT a, b, quad, sum(acts) AS acts, sum(score) AS score FROM ({every}) GROUP BY a, b, quad"
        return f"{query} HAVING sum(acts) > 0", [parameter for _, parameters in parts for parameter in parameters]

    def _months(self) -> tuple[tuple[str, str], list[Counted]]:
        """The first and the last whole month of the window, and what of it lies in no whole one."""
        first, last, rest = self.since or _FIRST, self.until or _LAST, list[Counted]()
        if self.since and not self.since.endswith("-01"):
            end = last_of(_month_of(self.since), "month")
            first = (end + dt.timedelta(days=1)).isoformat()
            rest.append(replace(self, until=min(end.isoformat(), last)))
        if self.until and self.until != last_of(_month_of(self.until), "month").isoformat():
            start = _month_of(self.until)
            last = (start - dt.timedelta(days=1)).isoformat()
            if start.isoformat() >= first:
                rest.append(replace(self, since=start.isoformat()))
        return (first[:7], last[:7]), rest


def _month_of(day: str) -> dt.date:
    return start_of(dt.date.fromisoformat(day), "month")
