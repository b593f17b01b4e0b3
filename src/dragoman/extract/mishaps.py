"""Deaths that nobody did: crashes, fires, floods."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dragoman.extract import syntax
from dragoman.extract.matching import Classes
from dragoman.model import Event, EventType, Reading, Sentence, Token

_ACCIDENT = "accident"  # the word class of what kills and is nobody
_MISHAP = "mishap_verb"  # the word class of what befalls planes and buildings
_MAX_NOUNS_ABOVE = 2
_VIOLENCE = (
    "attack",
    "attack_event",
    "bomb",
    "gunfire",
    "fighting",
    "weapons",
    "militant",
    "troops",
    "security_forces",
)
_BYSTANDERS = frozenset({None, "CVL", "UNK", "BUS", "EDU", "MED", "LAB", "AGR"})  # sectors that accidents happen to


def is_mishap(sentence: Sentence, verb: Token, classes: Classes) -> bool:
    """ "seven people were killed when their plane crashed", "a bus overturned, killing six": nobody did it."""
    befalls, accidents = classes.get(_MISHAP, frozenset()), classes.get(_ACCIDENT, frozenset())
    if verb.dep == "advcl" and verb.tag == "VBG" and sentence.tokens[verb.head].lemma.lower() in befalls:
        return True
    if verb.dep == "relcl":  # "a fire in Dhaka that killed 20", parsed as a clause of Dhaka
        above = (t for t in sentence.ancestors(verb.i) if t.pos == "NOUN")
        if any(t.lemma.lower() in accidents for t in islice(above, _MAX_NOUNS_ABOVE)):
            return True
    if not syntax.is_passive(sentence, verb) or syntax.agents(sentence, verb):
        return False
    return any(c.dep == "advcl" and c.lemma.lower() in befalls for c in sentence.children(verb.i))


def without_accidents(reading: Reading, events: Sequence[Event], classes: Classes) -> list[Event]:
    """The events of a document but for deaths of private people that nothing in it calls violence."""
    is_violent = any(e.event is EventType.ASSAULT and not _is_bare(e) for e in events)
    return [
        e for e in events if is_violent or not _is_bare(e) or _tells_violence(reading.sentences[e.sentence], classes)
    ]


def _is_bare(event: Event) -> bool:
    """ "An engineer was killed": by nobody, with nothing, and nobody in particular."""
    is_open = event.event is EventType.ASSAULT and event.mode is None and not event.actors
    return is_open and all(m.sector in _BYSTANDERS and m.office is None for m in event.recipients)


def _tells_violence(sentence: Sentence, classes: Classes) -> bool:
    words = {t.lemma.lower() for t in sentence.tokens}
    return any(not words.isdisjoint(classes[name]) for name in _VIOLENCE)
