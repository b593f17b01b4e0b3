"""Publication dates as inputs write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})([-/]?)(\d\d)\2(\d\d)(?:\d{6})?(?![\d/-])")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")  # only orders that cannot be mistaken


_AHEAD = dt.timedelta(days=2)  # of what the clocks of all time zones say


def is_to_come(day: dt.date | None) -> bool:
    """Whether nothing can have been published on that day yet."""
    return day is not None and day > dt.datetime.now(dt.UTC).date() + _AHEAD


def parse_date(value: object) -> dt.date | None:
    """The day of an ISO date or date-time, an RFC 2822 date, or one written out; None for an empty value.

    Raises ValueError for any other, also for "12/01/2017", whose month nobody can tell.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    text = str(value).strip()
    if not text or value != value:  # NaN, the empty cell of many a table
        return None
    if match := _ISO.match(text):
        return dt.date(int(match[1]), int(match[3]), int(match[4]))
    for written in _WRITTEN:
        try:
            return dt.datetime.strptime(text, written).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date") from error
