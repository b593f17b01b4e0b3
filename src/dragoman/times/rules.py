"""The rules: a regular expression each, and what its match means (``meanings.py``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dragoman.times import meanings
from dragoman.times.meanings import Day, Meaning
from dragoman.times.vocabulary import vocabulary

DIGIT = "0"  # a hint: any digit


@dataclass(frozen=True, slots=True)
class Rule:
    """``meaning`` returns None where the words turn out to be no time."""

    name: str
    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Day], Meaning | None]
    hints: tuple[str, ...]  # one of them stands wherever the pattern holds, in lower case: most rules are passed over


@cache
def rules() -> tuple[Rule, ...]:
    """All rules. Where several match, the longest expression wins, then the earlier rule."""
    p = vocabulary().pieces
    month, weekday, unit, part, num, vague = p["month"], p["weekday"], p["unit"], p["part"], p["number"], p["vague"]
    year, day, edge, season, ordinal = p["year"], p["day"], p["edge"], p["season"], p["ordinal"]
    about = rf"(?:{p['approximate']} )?"
    # Month names that are words or names too need a word of time before them.
    plain_month = rf"(?:(?!(?:May|March|Mar|Jan|Jun|August|April|June)\b){month}|(?<=\b[Ii]n )(?:May|March|August|April|June)|(?:May|March|August|April|June)(?=\b))"
    spelled_year = rf"(?:nineteen [a-z]+ty(?:[ -](?:{p['digit']}))?)"
    zone = rf"(?: ?\(?{p['zone']}\)?)?"
    week_before = rf"(?:{weekday},? )?"
    table: list[tuple[str, str, Callable[[re.Match[str], Day], Meaning | None]]] = [
        ("iso", r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)", meanings.iso_date),
        ("us", r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)", meanings.us_date),
        ("month-day-year", rf"{week_before}(?:{edge})?(?P<month>{month}) (?P<day>{day}),? (?P<year>{year})", meanings.full_date),
        ("day-month-year", rf"{week_before}(?:the )?(?P<day>{day})(?: of)? (?P<month>{month}),? (?P<year>{year})", meanings.full_date),
        ("no-day", rf"(?:the )?\d{{1,3}}(?:st|nd|rd|th)?(?: of)? (?P<month>{month}),? {year}|{month} \d{{1,3}}(?:st|nd|rd|th)?, {year}", meanings.no_date),
        ("nine-eleven", r"(?:the )?(?:Sept(?:ember|\.)? 11(?:th)?|9/11)(?=,? (?:2001 )?(?:terror(?:ist)? )?(?:attacks|hijack|commission))", meanings.nine_eleven),
        ("month-day", rf"{week_before}(?P<month>{month}) (?P<day>{day})(?![\d,.]*\d|%)", meanings.month_day),
        ("day-month", rf"{week_before}(?:the )?(?P<day>{day})(?: of)? (?P<month>{month})", meanings.month_day),
        ("month-year", rf"(?:{edge})?(?P<month>{month})(?:,| of)? (?P<year>{year}|{spelled_year})", meanings.month_year),
        ("month", rf"(?:{edge})?(?P<which>(?:[Ll]ast|[Nn]ext|[Tt]his(?: coming)?) )?(?P<month>{plain_month})", meanings.month),
        ("weekday", rf"(?:[Ee]arly |[Ll]ate |[Ee]arlier |[Ll]ater )?(?:[Oo]n )?(?P<which>(?:[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]ast|[Cc]oming) )?(?P<weekday>{weekday})(?: (?P<part>{part})(?!s))?", meanings.weekday),
        ("near-day", rf"(?:[Ee]arly |[Ll]ate |[Ee]arlier |[Ll]ater )?(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]he day (?:before yesterday|after tomorrow))(?: (?P<part>{part}))?", meanings.near_day),
        ("this-morning", r"(?:[Ee]arly |[Ll]ate |[Ee]arlier |[Ll]ater )?(?P<which>[Tt]his|[Ll]ast) (?P<part>morning|afternoon|evening|night)", meanings.this_part),
        ("clock", rf"(?:(?P<h>\d{{1,2}})(?::(?P<min>\d\d))? ?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?)|(?P<h24>\d{{1,2}}):(?P<min24>\d\d)(?= ?\(?{p['zone']})|(?P<h4>\d{{4}})(?= ?(?:GMT|UTC|hours?\b))(?: hours?)?|(?P<word>[Nn]oon|[Mm]idday|[Mm]idnight)){zone}(?:,? (?:on )?(?P<day_word>{weekday}|yesterday|today|tomorrow))?(?:,? (?:on )?(?P<month>{month}) (?P<day>{day})(?:,? (?P<year>{year}))?)?", meanings.clock),
        ("relative", rf"(?:{edge})?(?P<which>(?:[Tt]he )?(?:[Ll]ast|[Pp]ast|[Pp]revious|[Tt]his|[Cc]urrent|[Nn]ext|[Cc]oming|[Ff]ollowing|[Ss]ame)) (?P<unit>week|weekend|month|quarter|year|decade|century|fortnight)(?!s)", meanings.relative_unit),
        ("ago", rf"{about}(?P<n>{num}|{vague}) (?:full )?(?P<unit>{unit})s? (?P<how>ago|earlier|later|from now|hence)", meanings.ago),
        ("year-earlier", r"(?:the (?=year-\w+ (?:period|quarter)))?year-(?:ago|earlier)(?: (?:period|quarter))?", meanings.year_ago),
        ("that-day", r"(?:[Tt]he )?(?P<which>[Nn]ext|[Ff]ollowing|[Pp]revious|[Ss]ame|[Tt]hat) day", meanings.that_day),
        ("day-before", r"[Tt]he (?P<which>day before|day after)(?! yesterday| tomorrow)", meanings.that_day),
        ("weekend", r"[Tt]he weekend|(?P<which>)weekend", meanings.weekend),
        ("quarter", rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?(?:(?:(?P<year_before>{year})|(?P<relative_before>last|this|next) year['’]s) )?(?:fiscal |latest )?(?:(?P<n>{ordinal})[ -]quarter|Q(?P<q>[1-4]))(?: (?:of |in )?(?:(?P<year>{year})|(?P<relative>last|this|next) year))?", meanings.quarter),
        ("season", rf"(?:{edge})?(?:(?P<which>(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]he|[Ii]n(?: the)?) ))?(?P<season>{season})(?:(?: of|,)? (?P<year>{year}|{spelled_year}))?", meanings.checked_season),
        ("holiday", rf"(?P<holiday>{p['holiday']})(?:,? (?P<year>{year}))?", meanings.holiday),
        ("decade", r"(?:[Tt]he )?(?:early |late |mid-?|mid )?(?P<decade>1[89]\d0|20\d0|['’]\d0)(?:'|’)?s", meanings.decade),
        ("century", r"(?:[Tt]he )?(?:early |late |mid-)?(?P<n>\d{1,2}(?:st|nd|rd|th))[ -]century", meanings.century),
        ("fiscal", rf"(?:[Tt]he )?(?:[Ff]iscal|[Ff]inancial|[Cc]alendar)(?: year)? (?P<year>{year})", meanings.year),
        ("year", rf"(?:{edge}|[Tt]he year )?(?P<year>{year})", meanings.checked_year),
        ("spelled-year", rf"(?:the year )?(?P<century>nineteen|two thousand(?: and)?)(?:[ -](?P<tail>{num}))?", meanings.spelled_year),
        ("short-year", r"(?<=[ (])['’](?P<yy>\d\d)(?!s)", meanings.short_year),
        ("rate", rf"(?<=[\w%] )(?:per|a|an|each|every) (?P<unit>{unit})(?= |[,.;)]|$)", meanings.checked_rate),
        ("recent", rf"(?:[Tt]he )?(?P<which>[Rr]ecent|[Cc]oming) (?P<unit>{unit})s", meanings.recent_units),
        ("span", rf"{about}(?:the (?!\w+[ -]{unit}\b))?(?:(?:last|past|next|first|coming|previous|following|latest|final|another) )?(?P<n>{num}|{vague})(?: more| full| straight| consecutive)?(?: |-)(?P<unit>{unit})(?P<plural>s?)(?:-long)?", meanings.checked_duration),
        ("units", r"(?<![\w-])(?P<unit>year|month|week|day|hour|decade|minute|centurie)s", meanings.plural_units),
        ("edge-of-unit", r"(?:the )?(?:end|beginning|start|middle|close) of the (?P<unit>year|month|week|quarter|decade|century)|(?P<x>year)-end", meanings.year_end),
        ("the-unit", r"the (?:latest |full |latest fiscal |fiscal )?(?P<unit>quarter|year|week)(?! \d)", meanings.the_unit),
        ("set", rf"(?P<set>{p['set']})", meanings.adverb_set),
        ("every", rf"(?:[Ee]very|[Ee]ach) (?P<what>{weekday}|{month}|{unit})", meanings.every),
        ("weekdays", rf"(?P<what>{weekday})(?:s| (?:{part})s)", meanings.every),
        ("reference", rf"(?P<reference>{p['reference']})", meanings.reference),
    ]  # fmt: skip
    cased = (
        "no-day",
        "nine-eleven",
        "month",
        "day-month",
        "month-day",
        "weekday",
    )  # "may", "march", "sun" in lower case are no times
    return tuple(
        Rule(name, re.compile(rf"(?<![\w$£€.]){pattern}(?!\w)", 0 if name in cased else re.I), meaning, _hints(name))
        for name, pattern, meaning in table
    )


_MONTHISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITISH = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "centur",
    "millenni",
)
_DAYISH = ("day", "mon.", "tue", "wed.", "thu", "fri.", "sat.")
_HINTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("iso", "us", "year", "short-year", "decade"), (DIGIT,)),
    **dict.fromkeys(("month-day-year", "day-month-year", "month-day", "day-month", "month-year", "month"), _MONTHISH),
    **dict.fromkeys(("span", "units", "rate", "relative"), _UNITISH),
    "weekday": _DAYISH,
    "near-day": ("yester", "today", "tonight", "tomorrow"),
    "this-morning": ("morning", "noon", "evening", "night"),
    "clock": (DIGIT, "noon", "midday", "midnight"),
    "ago": ("ago", "earlier", "later", "from now", "hence"),
    "year-earlier": ("year-",),
    "that-day": ("day",),
    "day-before": ("day before", "day after"),
    "weekend": ("weekend",),
    "quarter": ("quarter", f"q{DIGIT}"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "century": ("century",),
    "fiscal": ("fiscal", "financial", "calendar"),
    "spelled-year": ("nineteen", "two thousand"),
    "recent": ("recent", "coming"),
    "edge-of-unit": ("the ", "-end"),
    "the-unit": ("quarter", "year", "week"),
    "every": ("every", "each"),
    "weekdays": _DAYISH,
    "no-day": (DIGIT,),
    "nine-eleven": (DIGIT,),
}


def _hints(name: str) -> tuple[str, ...]:
    table: dict[str, tuple[str, ...]] = {
        "holiday": tuple(vocabulary().holidays)
        + tuple(vocabulary().moving_holidays)
        + tuple(vocabulary().easter_holidays)
        + tuple(vocabulary().told_holidays),
        "set": tuple(vocabulary().sets),
        "reference": tuple(vocabulary().references),
    }
    return table.get(name) or _HINTS[name]
