"""When the acts of a document happened that their own sentence does not date.

Two ways, both marked as inferred (no span of their own): an act that another sentence dates ("the Aug. 7 bombing" …
"the blast") has that date; and what a report of the day tells in the simple past happened on the day that the text
named last, or on the day of its lead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.extract import same_acts
from dragoman.extract.when_where import is_historical, precision_of, tense_of, token_at, verb_above
from dragoman.model import Event, EventDate, Reading, Sentence, Span, Time, Token
from dragoman.ontology import quad_of

_LEAD_SENTENCES = 3  # of the body, in which the day of the news is looked for
# Days from the lead's to publication, up to which a report is of one day as a whole: wire copy, and what is as fresh.
_WIRE_DAYS = 3
_FRESH_DAYS = 1
_KEPT = 2  # sentences for which a day other than the lead's goes on
_AT_THE_WORD, _TOLD, _INFERRED, _SHARED = 2.0, 1.5, 0.5, 1.0
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl", "xcomp", "pcomp", "prep"})
_SPEAKING = frozenset({"i", "we"})
_KILLING = frozenset({"killing"})
_ASIDE = frozenset({"after", "since", "until"})  # their clauses tell of another time than the main clause
# What ties a noun to the clause that tells of it; in other phrases it is only spoken of.
_MARKS = frozenset({"mark", "prep", "advmod"})
_OF_CLAUSE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "oprd"})
_DURING = frozenset({"in", "at", "during", "by", "with", "through", "into", "after", "following"})
_QUOTE = re.compile("[\"“”]|``|''")


@dataclass(frozen=True, slots=True)
class _Dated:
    """An act of the document whose date is told: what words mean it, where it stands, who is in it."""

    sentence: int
    families: frozenset[str]
    parties: frozenset[str]
    victims: frozenset[str]
    date: EventDate
    is_deed: bool | None  # None: it may be either
    weight: float  # how much it says: a time at the very word more than one that was inferred


def dated(reading: Reading, events: Sequence[Event]) -> list[Event]:
    """The events, with the dates that the document as a whole gives them, and what follows of them."""
    anchored = list(_anchored(reading))
    days = _Days(reading, anchored)
    heads = [token_at(reading.sentences[e.sentence], Span(e.trigger.start, e.trigger.end)) for e in events]
    at_the_word = list(_at_the_word(anchored))
    out = list(events)
    for is_last in (False, True):  # the second time with what the first found out
        told = [*_told(reading, out, heads), *at_the_word]
        for i, (event, head) in enumerate(zip(out, heads, strict=True)):
            if event.date is None and head is not None:
                sentence = reading.sentences[event.sentence]
                date = _of_same_act(event, sentence, head, told)
                if date is None and not is_last:
                    date = days.of(event, sentence, head)
                if date is not None:
                    out[i] = _with_date(event, date, reading.document.published)
    return out


def _with_date(event: Event, date: EventDate, published: dt.date | None) -> Event:
    if is_historical(date, published) and "historical" not in event.auxiliary:
        return replace(event, date=date, auxiliary=tuple(sorted((*event.auxiliary, "historical"))))
    return replace(event, date=date)


# --- the same act, dated elsewhere ------------------------------------------------------------------------------


def _told(reading: Reading, events: Iterable[Event], heads: Iterable[Token | None]) -> Iterator[_Dated]:
    """The events that have a date."""
    for event, head in zip(events, heads, strict=True):
        if event.date is not None and head is not None and "future" not in event.auxiliary:
            weight = _INFERRED if event.date.start is None else _TOLD
            is_deed = event.event in same_acts.DEEDS
            families = same_acts.meant(reading.sentences[event.sentence], head, is_deed=is_deed)
            parties, victims = same_acts.parties(event), same_acts.victims(event)
            yield _Dated(event.sentence, families, parties, victims, _inferred(event.date), is_deed, weight)


def _at_the_word(anchored: Iterable[tuple[Sentence, Time, Token]]) -> Iterator[_Dated]:
    """What times at the very words of acts date."""
    for sentence, time, token in anchored:
        families = same_acts.meant(sentence, token, is_deed=False)
        date = _date(time)
        if families and date is not None:
            yield _Dated(sentence.index, families, frozenset(), frozenset(), date, None, _AT_THE_WORD)


def _anchored(reading: Reading) -> Iterable[tuple[Sentence, Time, Token]]:
    """Each time that dates a noun or verb directly: "the Aug. 7 bombing", "Friday's attack", "exploded on Monday"."""
    by_sentence = iter(reading.sentences)
    sentence = next(by_sentence, None)
    for time in reading.times:
        while sentence is not None and not sentence.span.covers(time.span):
            sentence = next(by_sentence, None)
        if sentence is None:
            return
        token = token_at(sentence, time.span) if sentence.tokens else None
        if token is None:
            continue
        above = sentence.tokens[token.head]
        if above.dep == "prep" or above.tag == "IN":
            if above.lower not in ("on", "in", "of", "during", "at"):
                continue
            above = sentence.tokens[above.head]
        if above.i != token.i:
            yield sentence, time, above


def _of_same_act(event: Event, sentence: Sentence, head: Token, told: Sequence[_Dated]) -> EventDate | None:
    if any(auxiliary != "historical" for auxiliary in event.auxiliary):
        return None
    is_deed = event.event in same_acts.DEEDS
    if is_deed and same_acts.is_any(sentence, head):
        return None
    families = same_acts.meant(sentence, head, is_deed=is_deed)
    parties, victims = same_acts.parties(event), same_acts.victims(event)
    alike = [d for d in told if d.families & families and d.is_deed in (None, is_deed)]
    if is_deed:
        alike = _without_other_deaths(alike, families, victims)
        is_one = len({d.date for d in alike}) == 1
        alike = [d for d in alike if is_one or not d.parties or not parties or d.parties & parties]
    else:  # talks and demands are many; only those of the same parties are the same
        alike = [d for d in alike if len(parties) > 1 and (parties <= d.parties or d.parties <= parties) and d.parties]
    if not alike:
        return None
    total: dict[EventDate, float] = {}
    for d in alike:
        total[d.date] = total.get(d.date, 0.0) + d.weight + (_SHARED if d.parties & parties else 0.0)
    return max(reversed(alike), key=lambda d: (total[d.date], d.sentence <= event.sentence)).date


def _without_other_deaths(alike: list[_Dated], families: frozenset[str], victims: frozenset[str]) -> list[_Dated]:
    """Those but for what sentences tell of the death of somebody else of a name."""
    deaths = [d for d in alike if d.families & families == _KILLING and d.victims]
    others = {d.sentence for d in deaths if victims and not d.victims & victims}
    return [d for d in alike if d.families & families != _KILLING or d.sentence not in others]


def _date(time: Time) -> EventDate | None:
    precision = precision_of(time.value) if time.value else None
    if time.value is None or precision is None:
        return None
    return EventDate(time.value.split("T")[0], "day" if precision == "time" else precision)


def _inferred(date: EventDate) -> EventDate:
    return EventDate(date.value, date.precision)


# --- the day that is spoken of ----------------------------------------------------------------------------------


class _Days:
    """The day that each sentence speaks of: the one named last, for a while, then the lead's."""

    def __init__(self, reading: Reading, anchored: Iterable[tuple[Sentence, Time, Token]]) -> None:
        self._reading = reading
        self._published = reading.document.published
        self._by_sentence: dict[int, EventDate | None] = {}
        self._quoted = _quoted(reading)
        self._walk(anchored)

    def of(self, event: Event, sentence: Sentence, head: Token) -> EventDate | None:
        """The day of an act that is told as news, None where its grammar or place make it none of today's."""
        if sentence.is_title or any(a in ("future", "hypothetical", "historical") for a in event.auxiliary):
            return None
        day = self._by_sentence.get(sentence.index)
        if self._is_quoted(head):
            return day if _is_performed(event, sentence, head) else None
        if self._has_own_time(sentence, head):
            return None
        if head.pos not in ("VERB", "AUX"):
            if event.event in same_acts.DEEDS and not quad_of(event.event).startswith("verbal"):
                return None
            verb = verb_above(sentence, head) if _is_of_clause(sentence, head) else None
        else:
            verb = head
        is_told = verb is not None and _is_told(sentence, verb) and tense_of(sentence, verb) == "past"
        return day if is_told else None

    def _walk(self, anchored: Iterable[tuple[Sentence, Time, Token]]) -> None:
        times: dict[int, list[Time]] = {}
        for sentence, time, _ in anchored:
            times.setdefault(sentence.index, []).append(time)
        lead = self._lead(times)
        now, left = lead, 0
        for sentence in self._reading.sentences:
            day = self._day_of(sentence, times.get(sentence.index, ()))
            if day == "another time":
                now, left = None, _KEPT
            elif day is not None:
                now, left = day, _KEPT
            elif left == 0:
                now = lead
            else:
                left -= 1
            self._by_sentence[sentence.index] = now

    def _lead(self, times: dict[int, list[Time]]) -> EventDate | None:
        body = [s for s in self._reading.sentences if not s.is_title and len(s.tokens) > 3]
        for sentence in body[:_LEAD_SENTENCES]:
            day = self._day_of(sentence, times.get(sentence.index, ()))
            if isinstance(day, EventDate) and self._is_news(day):
                return day
        return None

    def _is_news(self, day: EventDate) -> bool:
        if self._published is None:
            return False
        has_dateline = any(p.dateline for p in self._reading.document.paragraphs)
        age = (self._published - dt.date.fromisoformat(day.value)).days
        return 0 <= age <= (_WIRE_DAYS if has_dateline else _FRESH_DAYS)

    def _day_of(self, sentence: Sentence, times: Iterable[Time]) -> EventDate | Literal["another time"] | None:
        """The day of the first time that dates a clause in the past tense."""
        for time in times:
            token = token_at(sentence, time.span)
            verb = verb_above(sentence, token) if token else None
            if token is None or verb is None or tense_of(sentence, verb) not in ("past", "before past"):
                continue
            date = _date(time)
            if date is None:
                continue
            return date if date.precision == "day" else "another time"
        return None

    def _has_own_time(self, sentence: Sentence, head: Token) -> bool:
        """A time of the sentence that hangs at the act, though it be no date ("for three days", "recently")."""
        for time in self._reading.inside(sentence).times:
            token = token_at(sentence, time.span)
            if token is not None and verb_above(sentence, token) == head and time.type != "SET":
                return True
        return False

    def _is_quoted(self, head: Token) -> bool:
        return any(span.start <= head.start < span.end for span in self._quoted)


def _is_performed(event: Event, sentence: Sentence, head: Token) -> bool:
    """An act that is done by saying it: "we promise", "I condemn" in a quotation of the day."""
    subject = sentence.child(head.i, "nsubj")
    is_speaking = subject is not None and subject.lower in _SPEAKING
    return is_speaking and quad_of(event.event).startswith("verbal") and tense_of(sentence, head) == "present"


def _is_of_clause(sentence: Sentence, noun: Token) -> bool:
    """Whether a clause tells that what a noun means happened: "in a meeting", not "spoke about the meeting"."""
    token = noun
    while token.dep in ("conj", "compound") and token.head != token.i:
        token = sentence.tokens[token.head]
    if token.dep == "pobj":
        token = sentence.tokens[token.head]
        if token.lower not in _DURING:
            return False
    elif token.dep not in _OF_CLAUSE:
        return False
    return sentence.tokens[token.head].pos in ("VERB", "AUX")


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """A clause of the report itself: no relative clause, which tells the background."""
    token = verb
    while token.dep in _MAIN:
        if token.head == token.i:
            return True
        if token.dep == "advcl" and any(t.lower in _ASIDE for t in sentence.children(token.i) if t.dep in _MARKS):
            return False
        token = sentence.tokens[token.head]
    return token.dep == "ROOT"


def _quoted(reading: Reading) -> list[Span]:
    """What stands in double quotation marks, paragraph by paragraph."""
    out = []
    text = reading.document.text
    for paragraph in reading.document.paragraphs:
        marks = [m.start() for m in _QUOTE.finditer(text, paragraph.span.start, paragraph.span.end)]
        ends = [*marks[1::2], paragraph.span.end] if len(marks) % 2 else marks[1::2]
        out += [Span(a, b) for a, b in zip(marks[::2], ends, strict=False)]
    return out
