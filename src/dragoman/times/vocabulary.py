"""The words of ``lexicon/times.toml`` as tables and as pieces of regular expressions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import DragomanError
from dragoman.lexicon import load_toml


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables by lower-case word, and the patterns that the rules are made of."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    day_parts: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    sets: dict[str, str]
    references: dict[str, str]
    holidays: dict[str, str]
    moving_holidays: dict[str, tuple[int, int, int]]
    easter_holidays: dict[str, int]
    told_holidays: dict[str, dict[int, str]]  # by the moon or the sun: first day by year
    ahead: frozenset[str]
    scheduled: frozenset[str]
    pieces: dict[str, str]


def _named_tables(data: dict[str, Any]) -> dict[str, list[str]]:
    """The tables of first days, under each of the names of a feast. Raises DragomanError for a day that is none."""
    for name, days in data["told_days"].items():
        for day in days:
            try:
                dt.date.fromisoformat(day)
            except ValueError as error:
                raise DragomanError(f"times.toml: told_days.{name}: {day!r}: {error}", "write YYYY-MM-DD") from error
    return {name: data["told_days"][table] for name, table in data["told_holidays"].items()}


def _lower(table: dict[str, object]) -> dict[str, object]:
    return {key.lower(): value for key, value in table.items()}


@cache
def vocabulary() -> Vocabulary:
    """The tables, loaded once."""
    data = load_toml("times.toml")
    kinds = (("present", "PRESENT_REF"), ("past", "PAST_REF"), ("future", "FUTURE_REF"))
    references = {word: value for kind, value in kinds for word in data["references"][kind]}
    modifiers = data["modifiers"]
    words = [word for word in data["numbers"] if word not in ("a", "an")]
    spelled = rf"(?:an?(?: hundred)?|{_any(words)}(?:[ -](?:and )?{_any(words)}){{0,3}})"
    edges = _any([*modifiers["start"], *modifiers["mid"], *modifiers["end"], "earlier", "later"])
    pieces = {
        "month": _any(list(data["months"])),
        "weekday": _any(list(data["weekdays"])),
        "season": _any(list(data["seasons"])),
        "unit": _any([u for u in data["units"] if u != "second"] + ["second"]),
        "part": _any([p for p in data["day_parts"] if p != "overnight"]),
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{spelled})",
        "vague": _any(data["vague"]["words"]),
        "ordinal": _any(list(data["ordinals"])),
        "approximate": _any(modifiers["approximate"]),
        "edge": rf"(?:{edges}[ -]?)",
        "set": _any(list(data["sets"])),
        "reference": _any(list(references)),
        "holiday": _any(
            [*data["holidays"], *data["moving_holidays"], *data["easter_holidays"], *data["told_holidays"]]
        ),
        "zone": _any(data["zones"]["words"]),
        "digit": _any([w for w, n in data["numbers"].items() if 0 < n < 10 and w not in ("a", "an")]),
        "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
        "year": r"(?:1[0-9]\d\d|20\d\d)",
    }
    return Vocabulary(
        months=_lower(data["months"]),  # type: ignore[arg-type]  # TOML tables of one value type each
        weekdays=_lower(data["weekdays"]),  # type: ignore[arg-type]
        seasons=data["seasons"],
        units=data["units"],
        day_parts=data["day_parts"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        sets=data["sets"],
        references=references,
        holidays=_lower(data["holidays"]),  # type: ignore[arg-type]
        moving_holidays={key.lower(): (a, b, c) for key, (a, b, c) in data["moving_holidays"].items()},
        easter_holidays=_lower(data["easter_holidays"]),  # type: ignore[arg-type]
        told_holidays={name.lower(): {int(day[:4]): day for day in days} for name, days in _named_tables(data).items()},
        ahead=frozenset(data["ahead"]["words"]),
        scheduled=frozenset(data["scheduled"]["verbs"]),
        pieces=pieces,
    )


def number(text: str) -> float | None:
    """The number that digits or words spell ("twenty-four", "two hundred"); None if they spell none."""
    text = text.lower().replace(",", "").replace("-", " ")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    total, current = 0, 0
    table = vocabulary().numbers
    for word in text.split():
        if word == "and":
            continue
        if word not in table:
            return None
        if table[word] == 100:
            current = (current or 1) * 100
        else:
            current += table[word]
    return float(total + current)
