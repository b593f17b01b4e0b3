"""Which of the times and places of a sentence belong to an act."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.model import EventDate, Place, Precision, Sentence, Span, Time, Token

_SHAPES: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\dT.*"), "time"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-W\d\d(?:-WE)?"), "week"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-Q[1-4]"), "quarter"),
    (re.compile(r"\d{4}-(?:SP|SU|FA|WI)"), "season"),
    (re.compile(r"\d{4}"), "year"),
)
_MAX_STEPS = 5  # edges of the tree between an act and a time that dates it
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "on", "off", "over"}
)
_HISTORICAL_AFTER = dt.timedelta(days=31)


def precision_of(value: str) -> Precision | None:
    """The precision of a TIMEX3 value that is a calendar date; None for durations, references and unknowns."""
    for shape, precision in _SHAPES:
        if shape.fullmatch(value):
            return precision
    return None


def token_at(sentence: Sentence, span: Span) -> Token | None:
    """The token of the span that is highest in the tree."""
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
    for token in inside:
        if not span.start <= sentence.tokens[token.head].start < span.end or token.head == token.i:
            return token
    return inside[0] if inside else None


def _steps(sentence: Sentence, a: int, b: int) -> int:
    """Edges between two tokens of the tree."""
    above_a = {a: 0}
    for n, token in enumerate(sentence.ancestors(a), start=1):
        above_a.setdefault(token.i, n)
    if b in above_a:
        return above_a[b]
    for n, token in enumerate(sentence.ancestors(b), start=1):
        if token.i in above_a:
            return n + above_a[token.i]
    return len(sentence.tokens)


def date_of(sentence: Sentence, head: Token, times: list[Time]) -> EventDate | None:
    """The date of the time expression that hangs nearest to the act; None where none is near or resolved."""
    best: tuple[int, int] | None = None
    chosen: Time | None = None
    for time in times:
        if time.value is None or precision_of(time.value) is None:
            continue
        token = token_at(sentence, time.span)
        if token is None:
            continue
        rank = (_steps(sentence, token.i, head.i), abs(token.i - head.i))
        if rank[0] <= _MAX_STEPS and (best is None or rank < best):
            best, chosen = rank, time
    if chosen is None or chosen.value is None:
        return None
    precision = precision_of(chosen.value)
    value = chosen.value.split("T")[0]
    return EventDate(value, "day" if precision == "time" else precision or "day", chosen.span.start, chosen.span.end)


def is_historical(date: EventDate | None, published: dt.date | None) -> bool:
    """Whether the act lies well before the news at hand: more than a month (GUIDELINES)."""
    if date is None or published is None or not re.match(r"\d{4}", date.value):
        return False
    year = int(date.value[:4])
    if date.precision == "year":
        return year < published.year
    month = re.match(r"\d{4}-(\d\d)", date.value)
    if not month:
        return year < published.year
    if date.precision == "month":
        return (published.year - year) * 12 + published.month - int(month.group(1)) > 1
    return published - dt.date.fromisoformat(date.value[:10]) > _HISTORICAL_AFTER


def is_future(date: EventDate | None, published: dt.date | None) -> bool:
    """Whether the act's day lies after publication."""
    if date is None or published is None or date.precision != "day":
        return False
    return dt.date.fromisoformat(date.value[:10]) > published


def place_of(sentence: Sentence, head: Token, places: list[Place]) -> str | None:
    """The name of the place where the act happened: one after "in", "near", … that hangs nearest to it."""
    best: int | None = None
    name: str | None = None
    for place in places:
        token = token_at(sentence, place.span)
        if token is None or token.dep != "pobj" or sentence.tokens[token.head].lower not in _PLACE_PREPOSITIONS:
            continue
        steps = _steps(sentence, token.i, head.i)
        if steps <= _MAX_STEPS and (best is None or steps < best):
            best, name = steps, place.text
    return name
