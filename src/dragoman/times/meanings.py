"""What the words of each rule mean on a given day: TIMEX3 types and values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dragoman.times import calendar
from dragoman.times.vocabulary import number, vocabulary

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Meaning = tuple[TimexType, str | None]


@dataclass(frozen=True, slots=True)
class Day:
    """What a relative expression is read against."""

    anchor: dt.date | None  # publication
    told: dt.date | None  # the last day that the text named: "the next day", "a week later" count from it
    told_quarter: tuple[int, int] | None  # year and number of the quarter named last
    is_ahead: bool  # the clause speaks of what is to come
    is_past: bool  # the clause is in a past tense
    told_date: str | None = None  # the last day, month or year that the text named: "later that year"


# --- calendar dates ---------------------------------------------------------------------------------------------


def full_date(m: re.Match[str], day: Day) -> Meaning | None:
    months = vocabulary().months
    date = calendar.valid(int(m["year"]), months[m["month"].lower()], int(re.sub(r"\D", "", m["day"])))
    return "DATE", date.isoformat() if date else None


def no_date(m: re.Match[str], day: Day) -> Meaning | None:
    """A day that no calendar has ("32 May 2020"): a time expression without a value, not the month that is left."""
    return "DATE", None


def nine_eleven(m: re.Match[str], day: Day) -> Meaning | None:
    return ("DATE", "2001-09-11") if day.anchor is None or day.anchor > dt.date(2001, 9, 11) else None


def iso_date(m: re.Match[str], day: Day) -> Meaning | None:
    date = calendar.valid(int(m["y"]), int(m["m"]), int(m["d"]))
    return ("DATE", date.isoformat()) if date else None


def us_date(m: re.Match[str], day: Day) -> Meaning | None:
    year = int(m["y"])
    year += 0 if year > 99 else 1900 if year > 30 else 2000
    date = calendar.valid(year, int(m["m"]), int(m["d"]))
    return ("DATE", date.isoformat()) if date else None


_LEAP = 8  # years from one 29 February to the next, at most


def month_day(m: re.Match[str], day: Day) -> Meaning | None:
    month, number_of_day = vocabulary().months[m["month"].lower()], int(re.sub(r"\D", "", m["day"]))
    if calendar.valid(2000, month, number_of_day) is None:
        return None
    if day.anchor is None:
        return "DATE", None
    years = range(day.anchor.year - _LEAP, day.anchor.year + _LEAP + 1)
    dates = [d for y in years if (d := calendar.valid(y, month, number_of_day))]
    if day.is_ahead:
        coming = [d for d in dates if d >= day.anchor]
        return "DATE", (coming or dates)[0].isoformat()
    return "DATE", min(dates, key=_distance_from(day.anchor)).isoformat()


def _distance_from(anchor: dt.date) -> Callable[[dt.date], tuple[int, dt.date]]:
    """A bare day of the year is mostly the nearest one; what is past counts as nearer than what is to come."""

    def distance(date: dt.date) -> tuple[int, dt.date]:
        days = (date - anchor).days
        return (2 * days if days > 0 else -days), date

    return distance


def month_year(m: re.Match[str], day: Day) -> Meaning | None:
    year = year_number(m["year"])
    return ("DATE", calendar.month(year, vocabulary().months[m["month"].lower()])) if year else None


def year_number(text: str) -> int | None:
    """The year of digits or of words ("nineteen ninety-four")."""
    if text.isdigit():
        return int(text)
    tail = number(text.lower().removeprefix("nineteen").strip())
    return 1900 + int(tail) if tail is not None and tail < 100 else None


_ALSO_NAMES = frozenset({"April", "May", "June", "August"})
_SURNAME = re.compile(r" [A-Z][a-z]{2,}")
_NEAR_MONTHS = 2  # a bare month this close ahead is the coming one, unless the clause tells of the past


def month(m: re.Match[str], day: Day) -> Meaning | None:
    month = vocabulary().months[m["month"].lower()]
    if m["month"] in _ALSO_NAMES and not m["which"] and _SURNAME.match(m.string, m.end()):
        return None  # "April Smith"
    if day.anchor is None:
        return "DATE", None
    which = (m["which"] or "").strip().lower()
    is_near = 0 < (month - day.anchor.month) % 12 <= _NEAR_MONTHS and not day.is_past
    ahead = which in ("next", "this coming") or (not which and (day.is_ahead or is_near))
    if which == "this":
        return "DATE", calendar.month(day.anchor.year, month)
    return "DATE", calendar.month(calendar.year_of_month(day.anchor, month, ahead=ahead), month)


def year(m: re.Match[str], day: Day) -> Meaning | None:
    return "DATE", m["year"]


def spelled_year(m: re.Match[str], day: Day) -> Meaning | None:
    if m["tail"] is None:
        return ("DATE", "2000") if m.group().lower().startswith("the year") else None
    tail = number(m["tail"])
    return (
        ("DATE", str((1900 if m["century"].lower() == "nineteen" else 2000) + int(tail))) if tail is not None else None
    )


def short_year(m: re.Match[str], day: Day) -> Meaning | None:
    year = int(m["yy"])
    return "DATE", str(1900 + year if year > 30 else 2000 + year)


def decade(m: re.Match[str], day: Day) -> Meaning | None:
    digits = m["decade"].lstrip("'’")
    return "DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def century(m: re.Match[str], day: Day) -> Meaning | None:
    return "DATE", f"{int(re.sub(r'[^0-9]', '', m['n'])) - 1:02d}"


# --- weekdays, parts of the day ---------------------------------------------------------------------------------


def weekday(m: re.Match[str], day: Day) -> Meaning | None:
    if day.anchor is None:
        return ("TIME" if m["part"] else "DATE"), None
    weekday = vocabulary().weekdays[m["weekday"].lower()]
    which = (m["which"] or "").strip().lower()
    date = calendar.weekday_near(day.anchor, weekday, ahead=day.is_ahead and which not in ("last", "past", "this past"))
    if which in ("last", "this past") and date == day.anchor:
        date -= dt.timedelta(days=7)
    elif which in ("next", "this coming", "coming"):
        date = calendar.weekday_near(day.anchor + dt.timedelta(days=1), weekday, ahead=True)
    if m["part"]:
        return "TIME", f"{date.isoformat()}T{vocabulary().day_parts[m['part'].lower()]}"
    return "DATE", date.isoformat()


def near_day(m: re.Match[str], day: Day) -> Meaning | None:
    word = m["word"].lower()
    shift = {
        "yesterday": -1,
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }[word]
    part = "NI" if word == "tonight" else vocabulary().day_parts.get((m["part"] or "").lower().removeprefix("mid-"), "")
    kind: TimexType = "TIME" if part else "DATE"
    if day.anchor is None:
        return kind, None
    date = (day.anchor + dt.timedelta(days=shift)).isoformat()
    return kind, f"{date}T{part}" if part else date


def this_part(m: re.Match[str], day: Day) -> Meaning | None:
    if day.anchor is None:
        return "TIME", None
    shift = -1 if m["which"].lower() == "last" else 0
    date = day.anchor + dt.timedelta(days=shift)
    return "TIME", f"{date.isoformat()}T{vocabulary().day_parts[m['part'].lower()]}"


def clock(m: re.Match[str], day: Day) -> Meaning | None:
    time = _time_of_day(m)
    if time is None:
        return None
    date = day.told
    if m["month"]:
        named = full_date(m, day) if m["year"] else month_day(m, day)
        if named is None:
            return None
        date = dt.date.fromisoformat(named[1]) if named[1] else None
        return "TIME", f"{date.isoformat()}T{time}" if date else None
    if m["day_word"]:
        name, date = m["day_word"].lower(), None
        if day.anchor and name in vocabulary().weekdays:
            date = calendar.weekday_near(day.anchor, vocabulary().weekdays[name], ahead=day.is_ahead)
        elif day.anchor:
            date = day.anchor + dt.timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[name])
    date = date or day.anchor
    return "TIME", f"{date.isoformat()}T{time}" if date else None


def _time_of_day(m: re.Match[str]) -> str | None:
    """Hours and minutes; None for hours that no clock has ("25:70 GMT", "13 p.m.")."""
    if m["word"]:
        return {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[m["word"].lower()]
    if m["h4"]:
        hour, minute = int(m["h4"][:2]), int(m["h4"][2:])
    else:
        hour, minute = int(m["h"] or m["h24"]), int(m["min"] or m["min24"] or 0)
    half = re.sub(r"[^ap]", "", (m["half"] or "").lower())
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02d}:{minute:02d}"


# --- weeks, months, quarters, years relative to the day ---------------------------------------------------------


def relative_unit(m: re.Match[str], day: Day) -> Meaning | None:
    which, unit = m["which"].lower().removeprefix("the "), m["unit"].lower()
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "next": 1,
        "coming": 1,
        "following": 1,
        "same": 0,
    }[which]
    base = day.told if which in ("previous", "following", "same") and day.told else day.anchor
    return ("DATE", None) if base is None else ("DATE", shifted(base, unit, step))


def shifted(base: dt.date, unit: str, steps: int) -> str | None:
    """The value of the day, week, … so many steps from the one that holds ``base``."""
    match unit:
        case "day" | "night":
            return (base + dt.timedelta(days=steps)).isoformat()
        case "week" | "fortnight":
            return calendar.week(base + dt.timedelta(days=7 * steps * (2 if unit == "fortnight" else 1)))
        case "weekend":
            return calendar.week(base + dt.timedelta(days=7 * steps)) + "-WE"
        case "month":
            return calendar.month(*calendar.shift_months(base, steps))
        case "quarter":
            return calendar.quarter(base.year, calendar.quarter_of(base) + steps)
        case "year":
            return str(base.year + steps)
        case "decade":
            return str(base.year // 10 + steps)
        case "century":
            return str(base.year // 100 + steps)
    return None


def ago(m: re.Match[str], day: Day) -> Meaning | None:
    count = number(m["n"]) if m["n"] else None
    unit = m["unit"].lower()
    how = m["how"].lower()
    is_back = how in ("ago", "earlier")
    if unit == "year" and count == 1 and is_back and day.told_quarter:
        return "DATE", calendar.quarter(day.told_quarter[0] - 1, day.told_quarter[1])
    if count is None or unit in ("second", "minute", "hour"):
        return "DATE", "PAST_REF" if is_back else "FUTURE_REF"
    base = day.anchor if how in ("ago", "from now", "hence") or day.told is None else day.told
    if base is None:
        return "DATE", None
    try:
        return "DATE", shifted(base, unit, -int(count) if is_back else int(count))
    except (OverflowError, ValueError):
        return None


def that_day(m: re.Match[str], day: Day) -> Meaning | None:
    if day.told is None:
        return "DATE", None
    step = {"next": 1, "following": 1, "previous": -1, "same": 0, "that": 0, "day before": -1, "day after": 1}[
        m["which"].lower()
    ]
    return "DATE", (day.told + dt.timedelta(days=step)).isoformat()


_SHAPE_OF_UNIT = {"month": re.compile(r"\d{4}-\d\d"), "year": re.compile(r"\d{4}"), "decade": re.compile(r"\d{3}")}


def that_unit(m: re.Match[str], day: Day) -> Meaning | None:
    """ "Later that year": the year, month, … of the date named last."""
    unit = m["unit"].lower()
    if unit in ("week", "quarter"):
        return "DATE", shifted(day.told, unit, 0) if day.told is not None else None
    told = _SHAPE_OF_UNIT[unit].match(day.told_date or "")
    return "DATE", told.group() if told is not None else None


def within_unit(m: re.Match[str], day: Day) -> Meaning | None:
    """ "Later in the day", "earlier in the month": the day named last; the week, month or year of the report."""
    unit = m["unit"].lower()
    base = (day.told or day.anchor) if unit == "day" else day.anchor
    return "DATE", shifted(base, unit, 0) if base is not None else None


def weekend(m: re.Match[str], day: Day) -> Meaning | None:
    if day.anchor is None:
        return "DATE", None
    base = day.anchor if day.is_ahead or day.anchor.isoweekday() >= 6 else day.anchor - dt.timedelta(days=7)
    return "DATE", calendar.week(base) + "-WE"


def quarter(m: re.Match[str], day: Day) -> Meaning | None:
    which = vocabulary().ordinals.get((m["n"] or "").lower()) or int(m["q"] or 0)
    named = m["year"] or m["year_before"]
    if named:
        return "DATE", f"{named}-Q{which}"
    if day.anchor is None:
        return "DATE", None
    year = day.anchor.year
    relative = (m["relative"] or m["relative_before"] or "").lower()
    if relative:
        year += {"last": -1, "this": 0, "next": 1}[relative]
    elif which > calendar.quarter_of(day.anchor) and not day.is_ahead and which - calendar.quarter_of(day.anchor) > 1:
        year -= 1
    return "DATE", calendar.quarter(year, which)


def _season(m: re.Match[str], day: Day) -> Meaning | None:
    season = vocabulary().seasons[m["season"].lower()]
    if m["year"]:
        return "DATE", f"{year_number(m['year'])}-{season}"
    if day.anchor is None:
        return "DATE", None
    which = (m["which"] or "").strip().lower()
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = day.anchor.year
    if which == "next" and first_month <= day.anchor.month:
        year += 1
    elif which == "last" and first_month >= day.anchor.month:
        year -= 1
    return "DATE", f"{year}-{season}"


def holiday(m: re.Match[str], day: Day) -> Meaning | None:
    words, name = vocabulary(), m["holiday"].lower()
    year = int(m["year"]) if m["year"] else day.anchor.year if day.anchor else None
    if year is None:
        return "DATE", None
    if name in words.moving_holidays:
        return "DATE", calendar.nth_weekday(year, *words.moving_holidays[name]).isoformat()
    if name in words.easter_holidays:
        return "DATE", (calendar.easter(year) + dt.timedelta(days=words.easter_holidays[name])).isoformat()
    if name in words.told_holidays:
        return "DATE", words.told_holidays[name].get(year)  # None beyond the table: not guessed
    fixed = words.holidays[name]
    return "DATE", f"{year}-{fixed}" if fixed else None


# --- durations, sets, references --------------------------------------------------------------------------------


def _duration(m: re.Match[str], day: Day) -> Meaning | None:
    unit = vocabulary().units[m["unit"].lower()]
    spelled = m["n"].lower()
    count = number(spelled)
    amount = "X" if count is None else f"{count:g}"
    if unit.startswith("2"):
        unit, amount = "W", "X" if count is None else f"{count * 2:g}"
    return "DURATION", f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def recent_units(m: re.Match[str], day: Day) -> Meaning | None:
    return "DATE", "PAST_REF" if m["which"].lower() == "recent" else "FUTURE_REF"


def adverb_set(m: re.Match[str], day: Day) -> Meaning | None:
    return "SET", vocabulary().sets[m["set"].lower()]


def every(m: re.Match[str], day: Day) -> Meaning | None:
    word = m["what"].lower()
    word = word if word in vocabulary().weekdays else word.removesuffix("s")
    words = vocabulary()
    if word in words.weekdays:
        return "SET", f"XXXX-WXX-{words.weekdays[word]}"
    if word in words.months:
        return "SET", f"XXXX-{words.months[word]:02d}"
    if word in words.units:
        unit = words.units[word]
        return "SET", f"PT1{unit[1]}" if unit.startswith("T") else f"P1{unit.removeprefix('2')}"
    return None


def _rate(m: re.Match[str], day: Day) -> Meaning | None:
    unit = vocabulary().units[m["unit"].lower()]
    return "SET", f"PT1{unit[1]}" if unit.startswith("T") else f"P1{unit}"


def reference(m: re.Match[str], day: Day) -> Meaning | None:
    return "DATE", vocabulary().references[m["reference"].lower()]


def year_ago(m: re.Match[str], day: Day) -> Meaning | None:
    if day.told_quarter:
        return "DATE", calendar.quarter(day.told_quarter[0] - 1, day.told_quarter[1])
    return ("DATE", str(day.anchor.year - 1)) if day.anchor else ("DATE", None)


def the_unit(m: re.Match[str], day: Day) -> Meaning | None:
    """ "the quarter" of a report is the one just over; "the year" and "the week" are the running ones."""
    if day.told_quarter and m["unit"].lower() == "quarter":
        return "DATE", calendar.quarter(*day.told_quarter)
    if day.anchor is None:
        return "DATE", None
    return "DATE", shifted(day.anchor, m["unit"].lower(), -1 if m["unit"].lower() == "quarter" else 0)


def year_end(m: re.Match[str], day: Day) -> Meaning | None:
    if day.anchor is None:
        return "DATE", None
    return "DATE", shifted(day.anchor, (m["unit"] or m["x"]).lower(), 0)


_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|for|during|before|after|through|the|and|or"
    r"|between|around|circa|year|early|late|mid|,)|\(|–|-) ?$",
    re.I,
)
_COUNTED_AFTER = re.compile(
    r" (?:[a-z]+ )?(?:[a-z]+s|people|percent|per|men|women|police|troops|US|kg|km)\b|[ -]?(?:%|m\b|km\b|ft\b|mph\b)"
)


def checked_year(m: re.Match[str], day: Day) -> Meaning | None:
    """A bare four-digit number is a year after a word that years follow, and where nothing is counted."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if not 1500 <= int(m["year"]) <= 2100 or re.match(r"[,.]\d", m.string[m.end() : m.end() + 2]):
        return None
    if _YEAR_BEFORE.search(before) or m.group() != m["year"]:
        following = _COUNTED_AFTER.match(m.string, m.end())
        return None if following and not re.search(r"\b(?:in|since|until|of)\s$", before, re.I) else ("DATE", m["year"])
    return None if _COUNTED_AFTER.match(m.string, m.end()) or int(m["year"]) < 1800 else ("DATE", m["year"])


def checked_season(m: re.Match[str], day: Day) -> Meaning | None:
    """ "fall" and "spring" are mostly verbs and water: they need a word of time before or a year after."""
    if not m["which"] and not m["year"]:
        return None
    if not m["year"] and m.string.startswith(" of ", m.end()):
        return None  # "the fall of the capital"
    if (m["which"] or "").strip().lower() == "the" and not m["year"] and m["season"].lower() in ("fall", "spring"):
        return None
    return _season(m, day)


def checked_duration(m: re.Match[str], day: Day) -> Meaning | None:
    unit, spelled = m["unit"].lower(), m["n"].lower()
    if re.fullmatch(r"1[5-9]\d\d|20\d\d", spelled) and not m["plural"]:
        return None  # "the 1988 quarter"
    if unit in ("second", "night") and (spelled in ("a", "an", "one") or not m.group().endswith("s")):
        return None
    if m.string.startswith(("-old", " old"), m.end()):
        return None
    return _duration(m, day)


def plural_units(m: re.Match[str], day: Day) -> Meaning | None:
    unit = m["unit"].lower().replace("centurie", "century")
    code = vocabulary().units[unit]
    if m.string.startswith((" old", "-old"), m.end()):
        return None
    return "DURATION", f"PTX{code[1]}" if code.startswith("T") else f"PX{code}"


def checked_rate(m: re.Match[str], day: Day) -> Meaning | None:
    """ "$5 a year", "twice a week": a rate stands after what is counted."""
    before = m.string[max(0, m.start() - 24) : m.start()]
    if re.search(
        r"(?:\d[\d,.]*(?: (?:million|billion|trillion|percent|tons|barrels|people|dollars|times|hours))?"
        r"|twice|once|times|%)\s$",
        before,
    ):
        return _rate(m, day)
    return None
