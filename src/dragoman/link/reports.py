"""When two events report the same act: a rule over the two, and where the articles that tell them belong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what is known of its article."""

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

    @property
    def status(self) -> Status:
        """Whether it is told as done, as to come or possible, or as not done."""
        if "negation" in self.event.auxiliary:
            return "denied"
        return "planned" if _NOT_DONE & set(self.event.auxiliary) else "done"

    @property
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
    if a.event.event in _MUTUAL:
        sides = _shared((*a.event.actors, *a.event.recipients), (*b.event.actors, *b.event.recipients))
        needed = 1 if is_story else 2
        return 4 * is_story + sides if sides >= needed else 0
    who = _shared(a.event.actors, b.event.actors)
    whom = _shared(a.event.recipients, b.event.recipients)
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
    if not a.day or not b.day:
        return is_story
    if a.is_told and b.is_told:
        allowed = _TOLD_DAYS
    else:
        allowed = _STORY_DAYS if is_story else _DAYS
    return abs((dt.date.fromisoformat(a.day) - dt.date.fromisoformat(b.day)).days) <= allowed


def _words_agree(a: Report, b: Report) -> bool:
    """Who asks, says or refuses several things on a day does so in several acts; so does who is told to in one article
    in several sentences. But for the parties' names, some words have to return.
    """
    is_verbal = "verbal" in a.event.quad
    if not is_verbal and a.document != b.document:
        return True
    mine, theirs = _content(a.event), _content(b.event)
    shared = len(mine & theirs)
    return shared >= max(1, _SAME_WORDS * min(len(mine), len(theirs)) if is_verbal else 1)


def _content(event: Event) -> set[str]:
    words = set(content_words(event.evidence.text))
    for mention in (*event.actors, *event.recipients):
        words -= set(content_words(mention.text))
    return words


def _shared(a: tuple[Mention, ...], b: tuple[Mention, ...]) -> int:
    """How many parties of one side are on the other: by entity or code, and by words where neither has a code."""
    mine = {name for mention in a for name in _names(mention)}
    theirs = {name for mention in b for name in _names(mention)}
    return len({m.code or _words(m) for m in a if set(_names(m)) & mine & theirs})


def _names(mention: Mention) -> tuple[str, ...]:
    if mention.code:
        return (mention.code,)
    if mention.entity and not mention.entity.startswith("?/"):
        return (mention.entity,)
    words = _words(mention)
    return (words,) if words else ()


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
