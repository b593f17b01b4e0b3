"""Which office was in force on a day, and what that makes of its holder."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from dragoman.actors.records import Actor, Standing, Tenure

_RANK = {"GOV": 0, "MIL": 1, "SPY": 2, "REB": 2, "LEG": 4}  # of several offices at a time the weightier is meant
# Offices without end count up to here, not up to today: the same text must give the same record on any day.
_KNOWN_UNTIL = dt.date(2026, 6, 30).toordinal()
_OFFICE_RANK = ("President", "Prime Minister", "Chancellor", "King", "Emir", "Supreme Leader", "Secretary-General")


def standing(actor: Actor, on: dt.date | None) -> Standing:
    """Code, sector and office of an actor on a day.

    A person between or after offices is ELI (a former official); on an unknown day the office without end counts,
    else the last one, not surely.
    """
    if not actor.tenures:
        return Standing(actor.code, actor.sector, actor.sector2, None, True)
    if on is None:
        tenure = latest(actor)
        return Standing(tenure.code, tenure.sector, tenure.sector2, tenure.office, False)
    held = [tenure for tenure in actor.tenures if tenure.holds(on)]
    if not held:
        last = latest(actor)
        ever_dated = any(tenure.since or tenure.until for tenure in actor.tenures)
        return Standing(last.code, "ELI" if ever_dated else last.sector, None, None, ever_dated)
    best = min(held, key=_weight)
    return Standing(best.code, best.sector, best.sector2, best.office, len(held) == 1)


def _weight(tenure: Tenure) -> tuple[int, int, int]:
    office = tenure.office or ""
    rank = _OFFICE_RANK.index(office) if office in _OFFICE_RANK else len(_OFFICE_RANK)
    return rank, _RANK.get(tenure.sector or "", 3), -(tenure.since or dt.date.min).toordinal()


def latest(actor: Actor) -> Tenure:
    """The tenure that is still running, else the one that ended last."""
    return max(actor.tenures, key=lambda t: (t.until or dt.date.max, t.since or dt.date.min, -_weight(t)[0]))


def has_left(actor: Actor) -> bool:
    """Whether a person's last office ended so long ago that, with nothing told of the day, they are out of office."""
    until = latest(actor).until if actor.tenures else None
    return until is not None and until.toordinal() < _KNOWN_UNTIL - 10 * 365


def likely_day(persons: Iterable[Actor]) -> dt.date | None:
    """A day on which most of these persons held office, for a text without date; None where no two agree.

    Of equally good spans the latest is taken, and its middle.
    """
    edges: dict[int, int] = defaultdict(int)
    for actor in persons:
        for start, end in _spans(actor):
            edges[start] += 1
            edges[end + 1] -= 1
    best, best_span, level = 1, None, 0
    days = sorted(edges)
    for day, following in pairwise(days):
        level += edges[day]
        if level >= best and level > 1:
            best, best_span = level, (day, following - 1)
    return dt.date.fromordinal((best_span[0] + best_span[1]) // 2) if best_span else None


def _spans(actor: Actor) -> list[tuple[int, int]]:
    """The days in office of one person, overlapping tenures merged so that nobody counts twice."""
    spans = sorted(
        (t.since.toordinal(), min(_KNOWN_UNTIL, t.until.toordinal()) if t.until else _KNOWN_UNTIL)
        for t in actor.tenures
        if t.since
    )
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        elif start <= end:
            out.append((start, end))
    return out
