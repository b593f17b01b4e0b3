"""Arithmetic of days, weeks, months, quarters and years, in TIMEX3 values."""

from __future__ import annotations

import datetime as dt


def day(date: dt.date) -> str:
    return date.isoformat()


def week(date: dt.date) -> str:
    year, number, _ = date.isocalendar()
    return f"{year}-W{number:02d}"


def month(year: int, number: int) -> str:
    """The month ``number``, which may lie outside 1–12: counted on into other years."""
    year, index = year + (number - 1) // 12, (number - 1) % 12
    return f"{year}-{index + 1:02d}"


def quarter(year: int, number: int) -> str:
    """The quarter ``number``, which may lie outside 1–4."""
    return f"{year + (number - 1) // 4}-Q{(number - 1) % 4 + 1}"


def quarter_of(date: dt.date) -> int:
    return (date.month - 1) // 3 + 1


def shift_months(date: dt.date, months: int) -> tuple[int, int]:
    """Year and month, so many months away."""
    index = date.year * 12 + date.month - 1 + months
    return index // 12, index % 12 + 1


def weekday_near(anchor: dt.date, weekday: int, *, ahead: bool) -> dt.date:
    """The latest such weekday up to the anchor, or the first one after it. ``weekday`` is 1 (Monday) to 7."""
    back = (anchor.isoweekday() - weekday) % 7
    if not ahead:
        return anchor - dt.timedelta(days=back)
    return anchor + dt.timedelta(days=(7 - back) % 7)


def year_of_month(anchor: dt.date, number: int, *, ahead: bool) -> int:
    """The year in which a bare month lies: the latest one up to the anchor's, or the coming one."""
    if ahead:
        return anchor.year if number >= anchor.month else anchor.year + 1
    return anchor.year if number <= anchor.month else anchor.year - 1


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> dt.date:
    """The n-th such weekday of a month; negative ``nth`` counts from its end."""
    if nth > 0:
        first = dt.date(year, number, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741  # the letters are the algorithm's own
    m = (a + 11 * h + 22 * l) // 451
    number, remainder = divmod(h + l - 7 * m + 114, 31)
    return dt.date(year, number, remainder + 1)


def valid(year: int, number: int, day_number: int) -> dt.date | None:
    """The date, or None for a day that the calendar does not have ("32 May")."""
    try:
        return dt.date(year, number, day_number)
    except ValueError:
        return None
