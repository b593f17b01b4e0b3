"""Finds the time expressions of a document and what days they mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs

from dragoman.model import Document, Sentence, Span, Time
from dragoman.times.meanings import Day, Meaning, TimexType
from dragoman.times.rules import DIGIT, Rule, rules
from dragoman.times.vocabulary import vocabulary

_WORD = re.compile(r"[\w'’]+")
_WORDS_BEFORE = 60  # characters in which a word of the future is looked for
_AHEAD_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall"})
_PLANNING = frozenset(
    {"plan", "expect", "schedule", "slate", "be", "due", "set", "intend", "agree", "hope", "want", "likely", "ready"}
)
_PLANNED = frozenset({"slated", "scheduled", "planned", "upcoming", "forthcoming", "due", "coming"})
_REACH_OF_PLANNED = 12  # tokens
_LEADING_PREPOSITION = re.compile(r"(?:on|in) (?!the (?:past|future))", re.I)
_TO = re.compile(r" ?(?:to|through|till|until|-|–|—) ?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\S)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS = re.compile(r"\d")


@dataclass(slots=True)
class _Told:
    """What the text named last, for "the next day" and "a year earlier"."""

    day: dt.date | None = None
    quarter: tuple[int, int] | None = None
    date: str | None = None

    def hear(self, value: str | None, *, is_quarter_named: bool) -> None:
        if value and _DATE.match(value):
            self.date = value
        if value and re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", value):
            self.day = dt.date.fromisoformat(value[:10])
        elif value and is_quarter_named:
            self.quarter = (int(value[:4]), int(value[-1]))


def tag(document: Document, sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """The time expressions of all kept sentences, in text order, read against the day of publication.

    Without one, relative expressions keep the value None: nothing is guessed.
    """
    out: list[Time] = []
    told = _Told()
    for sentence in sentences:
        for start, end, kind, value in _expressions(sentence, document.published, told):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            out.append(Time(span, document.text[span.start : span.end], kind, value))
    return tuple(out)


@cache
def _hints() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[int, ...], ...]]:
    """The automaton that finds the hints of all rules, and which rules each one hints at."""
    rules_of: dict[str, list[int]] = {}
    for number, rule in enumerate(rules()):
        for hint in rule.hints:
            rules_of.setdefault(hint, []).append(number)
    return ahocorasick_rs.AhoCorasick(list(rules_of)), tuple(tuple(numbers) for numbers in rules_of.values())


def hinted_rules(text: str) -> list[int]:
    """The numbers of the rules that may hold in a text, in their order."""
    automaton, rules_of = _hints()
    found = automaton.find_matches_as_indexes(_DIGITS.sub(DIGIT, text.lower()), overlapping=True)
    return sorted({number for hint, _, _ in found for number in rules_of[hint]})


def _expressions(
    sentence: Sentence, anchor: dt.date | None, told: _Told
) -> list[tuple[int, int, TimexType, str | None]]:
    found: list[tuple[int, int, int, Rule, re.Match[str]]] = []
    for priority in hinted_rules(sentence.text):
        rule = rules()[priority]
        for match in rule.pattern.finditer(sentence.text):
            start = match.start()
            if prefix := _LEADING_PREPOSITION.match(match.group()):
                start += prefix.end()
            found.append((start, match.end(), priority, rule, match))
    found.sort(key=lambda f: (f[0] - f[1], f[2], f[0]))  # longest first
    taken: list[tuple[int, int, Rule, re.Match[str]]] = []
    for start, end, _, rule, match in found:
        if all(end <= s or e <= start for s, e, _, _ in taken) and rule.meaning(
            match, Day(anchor, None, None, is_ahead=False, is_past=False)
        ):
            taken.append((start, end, rule, match))
    out: list[tuple[int, int, TimexType, str | None]] = []
    for start, end, rule, match in sorted(taken, key=lambda t: t[0]):
        tense = _tense(sentence, match.start())
        meaning = rule.meaning(match, Day(anchor, told.day, told.quarter, tense == "ahead", tense == "past", told.date))
        if meaning is not None:
            if out and rule.name == "weekday" and tense != "ahead" and _TO.fullmatch(sentence.text, out[-1][1], start):
                out[-1], meaning = _week_days(out[-1], meaning, anchor)
            told.hear(meaning[1], is_quarter_named=rule.name == "quarter")
            out.append((start, end, *meaning))
    return out


_Found = tuple[int, int, TimexType, str | None]


def _week_days(first: _Found, last: Meaning, anchor: dt.date | None) -> tuple[_Found, Meaning]:
    """The days of "from Monday to Thursday": the last one follows the first, and neither is to come."""
    if anchor is None or not first[3] or not last[1] or not (_DAY.fullmatch(first[3]) and _DAY.fullmatch(last[1])):
        return first, last
    start, end = dt.date.fromisoformat(first[3]), dt.date.fromisoformat(last[1])
    if start > end and (start - end).days < 7:
        start -= dt.timedelta(days=7)
    return (first[0], first[1], first[2], start.isoformat()), (last[0], end.isoformat())


def _tense(sentence: Sentence, place: int) -> Literal["ahead", "past", "open"]:
    """Whether the clause speaks of what is to come or past: by the verb above where parsed, else by words before."""
    verb = _verb_above(sentence, sentence.span.start + place)
    if verb is not None:
        auxiliaries = {t.lower for t in sentence.children(verb) if t.dep in ("aux", "auxpass")}
        head = sentence.tokens[verb]
        if auxiliaries & _AHEAD_AUXILIARIES and "have" not in auxiliaries:
            return "ahead"
        if "to" in auxiliaries:
            above = sentence.tokens[head.head]
            return "ahead" if above.lemma in _PLANNING or head.dep == "ROOT" else "open"
        if _is_planned(sentence, sentence.span.start + place):
            return "ahead"
        if head.tag == "VBD" or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return "past"
        is_present = head.tag in ("VBZ", "VBP") and not sentence.is_title
        return "ahead" if is_present and head.lemma.lower() in vocabulary().scheduled else "open"
    before = sentence.text[max(0, place - _WORDS_BEFORE) : place].lower()
    return "open" if vocabulary().ahead.isdisjoint(_WORD.findall(before)[-6:]) else "ahead"


def _is_planned(sentence: Sentence, offset: int) -> bool:
    """Whether a word for what is to come stands before the time, with no finite verb between: "spoke of the planned
    visit of the minister in May"."""
    for token in reversed([t for t in sentence.tokens if t.start < offset][-_REACH_OF_PLANNED:]):
        if token.lower in _PLANNED:
            return True
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def _verb_above(sentence: Sentence, offset: int) -> int | None:
    for token in sentence.tokens:
        if token.start <= offset < token.end:
            if token.pos in ("VERB", "AUX"):
                return None
            return next((a.i for a in sentence.ancestors(token.i) if a.pos in ("VERB", "AUX")), None)
    return None
