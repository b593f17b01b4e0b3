"""Publication dates as inputs write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?![\d-])")


def parse_date(value: object) -> dt.date | None:
    """The day of an ISO date, date-time or RFC 2822 date; None for an empty value. Raises ValueError for any other."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    text = str(value).strip()
    if not text:
        return None
    if match := _ISO.match(text):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError) as error:
        raise ValueError(f"{text!r} is no date") from error
