"""The first and the last day of a date value, so that imprecise dates can be compared and sorted."""

from __future__ import annotations

import datetime as dt
import re

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})-(Q1|Q2|Q3|Q4|H1|H2|SP|SU|FA|WI)")
_YEAR = re.compile(r"\d{4}")

# First month and number of months. Seasons are the northern ones, as the news in English uses them.
_PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip


def bounds(value: str | None) -> tuple[str, str] | None:
    """First and last day of an ISO date, time, week, month, quarter, season or year; None for anything else.

    >>> bounds("2017-11")
    ('2017-11-01', '2017-11-30')
    """
    if not value:
        return None
    try:
        found = _bounds(value)
    except (ValueError, OverflowError):  # the 30th of February, week 60, the year 9999 and a month
        return None
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _bounds(value: str) -> tuple[dt.date, dt.date] | None:
    if match := _DAY.fullmatch(value):
        day = dt.date.fromisoformat(match[1])
        return day, day
    if match := _WEEK.fullmatch(value):
        year, week = int(match[1]), int(match[2])
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _PART.fullmatch(value):
        return _months(int(match[1]), *_PARTS[match[2]])
    if _YEAR.fullmatch(value):
        return _months(int(value), 1, 12)
    return None


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    after = month - 1 + count
    return dt.date(year, month, 1), dt.date(year + after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
