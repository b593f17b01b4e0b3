"""The rules: a regular expression each, and what its match means (``meanings.py``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

from dragoman.times import meanings
from dragoman.times.meanings import Day, Meaning
from dragoman.times.vocabulary import vocabulary

DIGIT = "0"  # stands for any digit in a hint


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
        ("that-unit", r"(?:(?:earlier|later|early|late) (?:in )?|in )?that (?:same )?(?P<unit>week|month|quarter|year|decade)", meanings.that_unit),
        ("within-unit", r"(?:earlier|later) in the (?P<unit>day|week|month|year)", meanings.within_unit),
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


_HINTS: dict[str, tuple[str, ...]] = {
    "iso": ("0000-00-00",),
    "us": ("0/0",),
    "nine-eleven": ("sept 00", "sept. 00", "september 00", "0/00"),
    "near-day": ("yester", "today", "tonight", "tomorrow"),
    "ago": (" ago", " earlier", " later", " from now", " hence"),
    "year-earlier": ("year-ago", "year-earlier"),
    "day-before": ("day before", "day after"),
    "that-unit": ("that week", "that month", "that quarter", "that year", "that decade", "that same "),
    "within-unit": ("earlier in the ", "later in the "),
    "weekend": ("weekend",),
    "quarter": ("quarter", f"q{DIGIT}"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "decade": ("00s", "00's", "00’s"),
    "century": ("century",),
    "fiscal": ("fiscal", "financial", "calendar"),
    "year": ("0000",),
    "spelled-year": ("nineteen", "two thousand"),
    "short-year": ("'00", "’00"),
    "recent": ("recent", "coming"),
    "every": ("every ", "each "),
}


def _joined(*parts: Iterable[str]) -> tuple[str, ...]:
    """Every way to put one of each of these together."""
    return tuple("".join(way) for way in product(*parts))


@cache
def _hints_of_words() -> dict[str, tuple[str, ...]]:
    """The hints of the rules that are made of the vocabulary."""
    words = vocabulary()
    months, days, units = ([word.lower() for word in table] for table in (words.months, words.weekdays, words.units))
    month_then_day = _joined(months, (f" {DIGIT}",))
    day_then_month = _joined((DIGIT, "st", "nd", "rd", "th", "of"), (" ",), months)
    spans = ("week", "month", "quarter", "year", "decade", "century", "fortnight")
    which = ("last", "past", "previous", "this", "current", "next", "coming", "following", "same", "that")
    halves, zones, twelve = ("am", "a.m", "pm", "p.m"), ("gmt", "utc", "hour"), ("noon", "midday", "midnight")
    edges = ("end", "beginning", "start", "middle", "close")
    holidays = (words.holidays, words.moving_holidays, words.easter_holidays, words.told_holidays)
    return {
        "month-day-year": month_then_day,
        "day-month-year": day_then_month,
        "no-day": (*month_then_day, *day_then_month),
        "month-day": month_then_day,
        "day-month": day_then_month,
        "month-year": _joined(months, (" ", ", ", " of "), (DIGIT, "nineteen")),
        "month": tuple(months),
        "weekday": tuple(days),
        "weekdays": _joined(days, ("s", " ")),
        "this-morning": _joined(("this ", "last "), ("morning", "afternoon", "evening", "night")),
        "clock": (
            *_joined((DIGIT,), ("", " "), halves), f"{DIGIT}:00", *_joined(("0000",), ("", " "), zones), *twelve,
        ),
        "relative": _joined(which, (" ",), spans),
        "that-day": _joined(which, (" day",)),
        "rate": _joined(("per ", "a ", "an ", "each ", "every "), units),
        "span": _joined((" ", "-"), units),
        "units": _joined(("year", "month", "week", "day", "hour", "decade", "minute", "centurie"), ("s",)),
        "edge-of-unit": (*_joined(edges, (" of the ",), spans), "year-end"),
        "the-unit": _joined(("the ", "latest ", "full ", "fiscal "), ("quarter", "year", "week")),
        "holiday": tuple(name for table in holidays for name in table),
        "set": tuple(words.sets),
        "reference": tuple(words.references),
    }  # fmt: skip


def _hints(name: str) -> tuple[str, ...]:
    return _HINTS.get(name) or _hints_of_words()[name]
