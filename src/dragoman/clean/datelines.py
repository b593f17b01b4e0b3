"""Datelines: "MOSCOW (Reuters) -" names place and agency and belongs to no sentence."""

from __future__ import annotations

import csv
import re
from functools import cache

from dragoman.lexicon import find, load_toml

_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+(?:[A-Z0-9][\w.’'-]*|of|de|del|el|al|la)){0,7}"
_DASH = r"(?:\s*--+|\s+[-–—_]|[–—_]|\s*_)\s*"
_SHOUTED = re.compile(r"[A-Z][A-Z.’'-]{2,}")
_DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b")
_MAX_CHARS = 90


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    agencies = "|".join(
        sorted(map(re.escape, load_toml("boilerplate.toml")["dateline"]["agencies"]), key=len, reverse=True)
    )
    with_agency = re.compile(rf"(?:{_PLACE},?\s*)?\((?:{agencies})\)(?:{_DASH}|\s*:\s*|\s*)(?=[\"“'‘`A-Z]|$)")
    with_dash = re.compile(rf"{_PLACE}(?:\s*\([^()]{{2,40}}\))?{_DASH}(?=[\"“'‘`A-Z0-9]|$)")
    with_colon = re.compile(rf"({_PLACE})(?:\s*\([^()]{{2,40}}\))?\s*:\s+(?=[\"“'‘`A-Z0-9])")
    return with_agency, with_dash, with_colon


@cache
def _capitals() -> frozenset[str]:
    out: set[str] = set()
    for path in find("actors/states.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                out.update(name.lower() for name in (row["capital"], *row["capital_aliases"].split("|")) if name)
    return frozenset(out)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline that opens ``text[start:end]`` ends; ``start`` if there is none.

    A shouted name before a colon is a dateline only if it is a capital: elsewhere it names who speaks.
    """
    window = text[start : min(end, start + _MAX_CHARS)]
    with_agency, with_dash, with_colon = _patterns()
    if match := with_agency.match(window):
        return start + match.end()
    match = with_dash.match(window)
    if match and (_SHOUTED.match(window) or _DATE.search(match.group()) or "(" in match.group()):
        return start + match.end()
    match = with_colon.match(window)
    if match and (match.group(1).lower() in _capitals()):
        return start + match.end()
    return start
