"""Days, weeks, months and years as stretches of time that follow each other without gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Literal, get_args

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)


def start_of(day: dt.date, unit: Unit) -> dt.date:
    """The first day of the period that a day is in."""
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def last_of(start: dt.date, unit: Unit) -> dt.date:
    """The last day of the period that begins with ``start``."""
    longest = {"day": 1, "week": 7, "month": 32, "year": 367}[unit]
    return start_of(start + dt.timedelta(days=longest), unit) - dt.timedelta(days=1)


def starts(first: dt.date, last: dt.date, unit: Unit) -> Iterator[dt.date]:
    """The first days of the periods from that of ``first`` to that of ``last``."""
    at = start_of(first, unit)
    while at <= last:
        yield at
        at = last_of(at, unit) + dt.timedelta(days=1)


def readable(first: dt.date, last: dt.date, most: int) -> Unit:
    """The shortest unit of which no more than ``most`` lie between two days; years, however many."""
    fitting = (unit for unit in UNITS if len(list(islice(starts(first, last, unit), most + 1))) <= most)
    return next(fitting, "year")
