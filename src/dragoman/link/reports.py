"""When two events report the same act: a rule over the two, and where the articles that tell them belong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.link.words import content_words
from dragoman.model import Event, EventType, Mention

Status = Literal["done", "planned", "denied"]

# Days between two reports of one act: both days told; told or taken from the day of publication; within one story.
_TOLD_DAYS, _DAYS, _STORY_DAYS = 1, 2, 3
LONGEST_DAYS = 10  # no two reports of one act are further apart; more than any of these
_SAME_WORDS = 0.25  # share of the shorter report's telling words that the other must have, for what is only said
_EXACT = frozenset({"day", "time"})
# Acts that those who take part do together: who is told first means nothing.
_MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_NOT_DONE = frozenset({"future", "hypothetical"})


@dataclass(frozen=True)
class Report:
    """An event with what is known of its article, and what is compared of it, worked out once."""

    record: int
    event: Event
    day: str  # the first day that it may have happened on; '' where nothing tells
    story: int | None
    original: int | None
    published: str
    document: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Its place in the order of reports."""
        return self.day, self.published, self.document, self.event.id

    @cached_property
    def status(self) -> Status:
        """Whether it is told as done, as to come or possible, or as not done."""
        if "negation" in self.event.auxiliary:
            return "denied"
        return "planned" if _NOT_DONE & set(self.event.auxiliary) else "done"

    @cached_property
    def ordinal(self) -> int | None:
        """The day as a number."""
        return dt.date.fromisoformat(self.day).toordinal() if self.day else None

    @cached_property
    def actors(self) -> frozenset[str]:
        """Those who act, by code, else by entity, else by their most telling word."""
        return _named(self.event.actors)

    @cached_property
    def recipients(self) -> frozenset[str]:
        """The same of those to whom it is done."""
        return _named(self.event.recipients)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The same of both sides."""
        return self.actors | self.recipients

    @cached_property
    def content(self) -> frozenset[str]:
        """The telling words of the report, but for the parties' names."""
        words = set(content_words(self.event.evidence.text))
        for mention in (*self.event.actors, *self.event.recipients):
            words -= set(content_words(mention.text))
        return frozenset(words)

    @property
    def is_mutual(self) -> bool:
        """Whether those who take part do it together."""
        return self.event.event in _MUTUAL

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What another report of the same act must share with this one: its story, or a party of the other side."""
        sides = self.parties if self.is_mutual else self.recipients
        story = () if self.story is None else (f"story {self.story}",)
        return (*story, *(f"party {name}" for name in sides))

    @cached_property
    def is_told(self) -> bool:
        """Whether the article tells the very day."""
        return self.event.date is not None and self.event.date.precision in _EXACT


def unit_of(event: Event) -> str:
    """The event and its leading actor: reports of one act share them."""
    parties = (*event.actors, *event.recipients) if event.event in _MUTUAL else event.actors
    names = sorted(filter(None, (m.code for m in parties))) or sorted(filter(None, map(_words, parties))) or ["?"]
    return f"{event.event}|{names[0]}"


def same_act(a: Report, b: Report) -> int:
    """How well two reports of a unit agree on which act they tell; 0 where they tell two."""
    is_story = a.story is not None and a.story == b.story
    if not (_modes_agree(a.event, b.event) and _statuses_agree(a, b, is_story) and _days_agree(a, b, is_story)):
        return 0
    if not _words_agree(a, b):
        return 0
    if a.is_mutual:
        sides = len(a.parties & b.parties)
        needed = 1 if is_story else 2
        return 4 * is_story + sides if sides >= needed else 0
    who = len(a.actors & b.actors)
    whom = len(a.recipients & b.recipients)
    if not who or _are_other_people(a.event, b.event):
        return 0
    if not whom:
        has_both = bool(a.event.recipients and b.event.recipients)
        if has_both or not is_story:
            return 0
    return 4 * is_story + who + whom


def _modes_agree(a: Event, b: Event) -> bool:
    return a.mode is None or b.mode is None or a.mode == b.mode


def _statuses_agree(a: Report, b: Report, is_story: bool) -> bool:
    """That something did not happen is a report on the act only within the story that tells it."""
    if a.status == b.status:
        return True
    return is_story and "planned" not in (a.status, b.status)


def _days_agree(a: Report, b: Report, is_story: bool) -> bool:
    if a.ordinal is None or b.ordinal is None:
        return is_story
    if a.is_told and b.is_told:
        allowed = _TOLD_DAYS
    else:
        allowed = _STORY_DAYS if is_story else _DAYS
    return abs(a.ordinal - b.ordinal) <= allowed


def _words_agree(a: Report, b: Report) -> bool:
    """Who asks, says or refuses several things on a day does so in several acts; so does who is told to in one article
    in several sentences. But for the parties' names, some words have to return.
    """
    is_verbal = "verbal" in a.event.quad
    if not is_verbal and a.document != b.document:
        return True
    shared = len(a.content & b.content)
    return shared >= (max(1, _SAME_WORDS * min(len(a.content), len(b.content))) if is_verbal else 1)


def _named(mentions: tuple[Mention, ...]) -> frozenset[str]:
    found = set()
    for mention in mentions:
        is_known = mention.entity and not mention.entity.startswith("?/")
        found.add(mention.code or (mention.entity if is_known else _words(mention)))
    return frozenset(found - {""})


def _words(mention: Mention) -> str:
    """The most telling word of an actor without a code: "three masked gunmen" are gunmen."""
    found = content_words(mention.name or mention.text)
    return max(found, key=lambda word: (found[word], word)) if found else ""


def _are_other_people(a: Event, b: Event) -> bool:
    """Two persons of one government who speak are two acts; what they do with its means may be one."""
    if "verbal" not in a.quad:
        return False
    people = [{m.entity for m in e.actors} if all(m.kind == "person" for m in e.actors) else set() for e in (a, b)]
    return bool(people[0] and people[1] and not people[0] & people[1])
