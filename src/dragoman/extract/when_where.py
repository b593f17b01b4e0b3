"""Which of the times and places of a sentence belong to an act."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from dragoman.model import EventDate, Precision, Sentence, Span, Time, Token

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


_NOT_OF_ACT = frozenset({"until", "till", "before", "after", "since", "by", "from", "for", "pending", "ahead", "to"})
HAPPENING = frozenset(
    "hold occur happen take carry conduct launch begin start open make stage mount attend end conclude come".split()
)
# Verbs that say no more of the act below them than that it is planned, begun or tried.
PHASES = frozenset(
    "expect schedule plan slate set due begin start continue manage try attempt intend prepare fail vow go".split()
)
# A time gone by cannot be that of an infinitive: "invited them to return two weeks ago".
_GONE_BY = re.compile(r"^(?:\w+ ){0,3}ago\b|^(?:last|yesterday)\b", re.I)
_AT_THE_TIME = frozenset({"when", "as", "while"})

Tense = Literal["past", "before past", "present", "perfect", "future", "infinitive", "none"]


def verb_above(sentence: Sentence, token: Token) -> Token | None:
    """The verb that governs a token; the token itself is none of its own."""
    return next((t for t in sentence.ancestors(token.i) if t.pos in ("VERB", "AUX")), None)


def tense_of(sentence: Sentence, verb: Token) -> Tense:
    """The tense of a verb's clause; that of the clause above where it has none of its own ("killing ten")."""
    auxiliaries = {t.lower for t in sentence.children(verb.i) if t.dep in ("aux", "auxpass")}
    if auxiliaries & {"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "could", "should", "must", "can"}:
        return "future"
    if "to" in auxiliaries:
        return "infinitive"
    if "had" in auxiliaries or "'d" in auxiliaries:
        return "before past"
    if auxiliaries & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if verb.tag == "VBD" or auxiliaries & {"was", "were", "did", "got"}:
        return "past"
    if verb.tag in ("VBZ", "VBP") or auxiliaries & {"is", "are", "am", "do", "does", "'s", "’s", "'re"}:
        return "present"
    if verb.dep in ("conj", "advcl", "pcomp", "acl", "xcomp", "prep", "ccomp") and verb.head != verb.i:
        above = sentence.tokens[verb.head]
        above = above if above.pos in ("VERB", "AUX") else verb_above(sentence, verb) or above
        return tense_of(sentence, above) if above.i != verb.i and above.pos in ("VERB", "AUX") else "none"
    return "none"


def date_of(sentence: Sentence, head: Token, times: list[Time]) -> EventDate | None:
    """The date of the time expression that belongs to the act; None where none does or it is not resolved.

    A time belongs to the verb or noun that governs it, and to what hangs below that; not to what stands above
    another verb ("crowded … to hear … protests this summer").
    """
    best: tuple[int, int] | None = None
    chosen: Time | None = None
    for time in times:
        if time.value is None or precision_of(time.value) is None:
            continue
        token = token_at(sentence, time.span)
        if token is None or not _belongs(sentence, token, head):
            continue
        rank = (_steps(sentence, token.i, head.i), abs(token.i - head.i))
        if rank[0] <= _MAX_STEPS and (best is None or rank < best):
            best, chosen = rank, time
    if chosen is None or chosen.value is None:
        return None
    precision = precision_of(chosen.value)
    value = chosen.value.split("T")[0]
    return EventDate(value, "day" if precision == "time" else precision or "day", chosen.span.start, chosen.span.end)


def _belongs(sentence: Sentence, time: Token, head: Token) -> bool:
    above = sentence.tokens[time.head]
    if above.lower in _NOT_OF_ACT and above.pos in ("ADP", "SCONJ", "PART"):
        return False
    governor = verb_above(sentence, time)
    if head.pos not in ("VERB", "AUX"):
        return _belongs_to_noun(sentence, time, head, governor)
    if _is_of_other_noun(sentence, time):
        return False
    if governor is None or governor.i == head.i:
        return True
    if any(t.i == governor.i for t in sentence.ancestors(head.i)):  # the act lies in a clause below the dated one
        return tense_of(sentence, head) not in ("before past", "perfect")
    if _is_of_infinitive(sentence, governor, head):
        return _GONE_BY.search(sentence.text[time.start - sentence.span.start :]) is not None or (
            head.lemma.lower() in PHASES
        )
    return _shares_time(sentence, governor, head)


def _is_of_other_noun(sentence: Sentence, time: Token) -> bool:
    """ "Friday's bombing", "the talks of last week", "until the vote on Monday": the noun's time and not the verb's."""
    above = sentence.tokens[time.head]
    if time.dep == "poss" or (above.lower == "of" and above.dep == "prep"):
        return True
    for token in sentence.ancestors(time.i):
        if token.pos in ("VERB", "AUX"):
            return False
        if token.lower in _NOT_OF_ACT and token.pos in ("ADP", "SCONJ"):
            return True
    return False


def _is_of_infinitive(sentence: Sentence, governor: Token, head: Token) -> bool:
    is_below = governor.head == head.i and governor.dep in ("xcomp", "ccomp")
    return is_below and tense_of(sentence, governor) == "infinitive"


def _belongs_to_noun(sentence: Sentence, time: Token, head: Token, governor: Token | None) -> bool:
    """A noun's own time ("Friday's attack"), or that of a verb which says no more than that it happened."""
    if any(t.i == head.i for t in sentence.ancestors(time.i)):
        return governor is None or not any(t.i == head.i for t in sentence.ancestors(governor.i))
    above = verb_above(sentence, head)
    if governor is None or above is None or governor.i != above.i:
        return False
    is_subject = sentence.tokens[head.i].dep in ("nsubj", "nsubjpass") and head.head == governor.i
    return is_subject or governor.lemma.lower() in HAPPENING


def _shares_time(sentence: Sentence, governor: Token, head: Token) -> bool:
    """A time at the last of several verbs is that of all ("attacked and burned the camp on Monday"); a time in a
    clause with "when" or "as" is that of the main clause."""
    token = governor
    while token.i != head.i:
        marks = {t.lower for t in sentence.children(token.i) if t.dep in ("mark", "advmod")}
        is_same_time = token.dep == "advcl" and marks & _AT_THE_TIME
        if not is_same_time and (token.dep != "conj" or sentence.child(token.i, "nsubj", "nsubjpass", "aux")):
            return False
        token = sentence.tokens[token.head]
    return True


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


def is_future(date: EventDate | None, published: dt.date | None, *, by_days: int = 0) -> bool:
    """Whether the act's day lies after publication, by more than so many days."""
    if date is None or published is None or date.precision != "day":
        return False
    return (dt.date.fromisoformat(date.value[:10]) - published).days > by_days
