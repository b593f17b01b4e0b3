"""Whom a refusal refuses where its sentence does not say: whoever made the proposal that "that idea" points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.matching import Classes
from dragoman.model import Event, EventType, Mention, Reading

_PROPOSALS = frozenset({EventType.REQUEST, EventType.AGREE, EventType.CONCEDE})
_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.SUPPORT})
_POINTING = "proposal_noun"  # the word class of nouns that sum up what somebody proposed
_REACH = 2  # sentences back
_CERTAINTY = 0.9  # what an answer keeps of its confidence when its recipient is found this way


def answered(reading: Reading, events: Sequence[Event], classes: Classes) -> tuple[Event, ...]:
    """The events, with recipients for answers that point back: "rejected that idea" is directed at its author."""
    out: list[Event] = []
    for event in events:
        is_open = event.event in _ANSWERS and not any(m.code or m.sector for m in event.recipients)
        if is_open and _points_back(reading, event, classes):
            authors = _authors(event, out)
            if authors:
                confidence = round(event.confidence * _CERTAINTY, 3)
                event = replace(event, recipients=authors, confidence=confidence)
        out.append(event)
    return tuple(out)


def _points_back(reading: Reading, event: Event, classes: Classes) -> bool:
    """Whether a noun like "suggestion" stands in or just before the evidence."""
    nouns = classes.get(_POINTING, frozenset())
    tokens = reading.sentences[event.sentence].tokens
    near = [t for t in tokens if event.evidence.start - 60 <= t.start < event.evidence.end + 40]
    return any(t.lemma.lower() in nouns for t in near)


def _authors(event: Event, before: Sequence[Event]) -> tuple[Mention, ...]:
    acting = {m.entity for m in event.actors} | {m.code for m in event.actors if m.code}
    for earlier in reversed(before):
        if event.sentence - earlier.sentence > _REACH:
            return ()
        if earlier.event in _PROPOSALS and earlier.actors:
            others = tuple(m for m in earlier.actors if m.entity not in acting and m.code not in acting)
            if others:
                return others
    return ()
