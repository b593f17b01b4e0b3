"""The day of publication that an article prints itself: "Published 14 March 2023", "Relief Monitor, April 4, 2022".

Only whole dates whose order cannot be mistaken, in lines that are about the article and not of it. Nothing is guessed:
where such lines disagree, none counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH.format('m1')},?\s+(?P<y1>\d{{4}})"
    rf"|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)",
    re.I,
)
_CHANGED = re.compile(r"\b(?:updated|modified|edited|corrected|revised|last\s+changed)\b", re.I)
_IS_ABOUT = re.compile(r"(?!\s*(?:read|see|related|more|also|watch)\b)", re.I)  # "Read more: … (3 May 2019)" is not
_PRINTED = re.compile(r"\b(?:published|posted|issued|released|filed|created)\b", re.I)


def printed_date(lines: Iterable[str]) -> dt.date | None:
    """The day that these lines give for the publication; None where they give none, or several.

    What is said to be the day of publication goes before a bare date, and that before the day of an update.
    """
    found: dict[str, set[dt.date]] = {"published": set(), "bare": set(), "changed": set()}
    for line in lines:
        if _IS_ABOUT.match(line):
            for label, date in _dates(line):
                found[label].add(date)
    for dates in found.values():
        if dates:
            return min(dates) if len(dates) == 1 else None
    return None


def _dates(line: str) -> Iterator[tuple[str, dt.date]]:
    """The dates of a line, each with what the words since the last one call it."""
    at = 0
    for match in _DATE.finditer(line):
        before, at = line[at : match.start()], match.end()
        label = "changed" if _CHANGED.search(before) else "published" if _PRINTED.search(before) else "bare"
        year, month, day = (next(v for v in match.group(f"{c}1", f"{c}2", f"{c}3") if v) for c in "ymd")
        number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
        try:
            yield label, dt.date(int(year), number, int(day))
        except ValueError:  # 31 June
            continue
