"""Where acts happened: what their own clause says, else what the text says of the same deed elsewhere.

A place that only somebody speaks from ("officials in Rome said"), or that stands for its government, is none of the
act's; what the text does not tell stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dragoman.extract import same_acts
from dragoman.extract.when_where import HAPPENING, PHASES, token_at, verb_above
from dragoman.lexicon import load_toml
from dragoman.model import Event, EventType, Place, Reading, Sentence, Span, Token
from dragoman.ontology import quad_of

_INSIDE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"})
_ALONG = frozenset({"on", "off", "over", "along"})  # "called on Iran" is not on it: these take no country
_TOWARD = frozenset({"to", "into", "for", "through"})
# Of these acts also a place behind those who do or suffer them tells where: "killed four men in Kabul".
_AMONG = frozenset({"dobj", "nsubjpass", "attr"})
_BY = frozenset({"nsubj"})  # … and of the deeds of crowds and fighters one behind these: "protesters in Cairo marched"
_OF_CROWDS = frozenset({EventType.PROTEST, EventType.ASSAULT})
_MOVES = frozenset({EventType.MOBILIZE, EventType.CONSULT, EventType.AGREE})
_SHARING = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep"})
_MAX_STEPS = 6


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_toml("places.toml")["acts"].items()}


def place_of(sentence: Sentence, head: Token, kind: EventType, places: Sequence[Place]) -> str | None:
    """The name of the place where the act happened, the nearest that its own words tell."""
    best: int | None = None
    name: str | None = None
    for place in places:
        token = token_at(sentence, place.span)
        first = _first(sentence, token) if token is not None else None
        steps = _steps(sentence, first, head, kind, is_country=_is_country(place)) if first is not None else None
        if steps is not None and (best is None or steps < best):
            best, name = steps, place.text
    return name


def _is_country(place: Place) -> bool:
    return place.name == place.country_name


def _first(sentence: Sentence, token: Token) -> Token:
    """The first of the places that are named together: "in Paris, France", "in Kano and Jos"."""
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token


def _steps(sentence: Sentence, token: Token, head: Token, kind: EventType, *, is_country: bool) -> int | None:
    """How far a place is from an act that happened there; None where it tells nothing of where."""
    above = sentence.tokens[token.head]
    if token.dep == "dobj" and above.i == head.i and head.lemma.lower() in _words()["entering"]:
        return 0
    if token.dep != "pobj":
        return None
    if above.lower == "of" and above.head == head.i and head.lemma.lower() in _words()["entry"]:
        return 0
    if above.lower in _TOWARD:
        is_move = kind in _MOVES and head.lemma.lower() in _words()["moving"]
        return 1 if above.head == head.i and is_move else None
    can_lie_on = not is_country and not _is_verbal(kind)
    prep = _locative(sentence, above, _INSIDE | _ALONG if can_lie_on else _INSIDE)
    return _distance(sentence, prep, head, kind) if prep is not None else None


def _locative(sentence: Sentence, prep: Token, where: frozenset[str]) -> Token | None:
    """The preposition that tells where; the outer one of "in a suburb of Paris"."""
    if prep.lower in where:
        return prep
    part = sentence.tokens[prep.head]
    if prep.lower == "of" and part.dep == "pobj" and part.lemma.lower() in _words()["parts"]:
        outer = sentence.tokens[part.head]
        return outer if outer.lower in _INSIDE | _ALONG else None
    return None


def _is_verbal(kind: EventType) -> bool:
    """Whether an act is one of words alone, whose objects lie elsewhere: "condemned the attack in Kabul"."""
    return quad_of(kind).startswith("verbal") and kind is not EventType.CONSULT


def _distance(sentence: Sentence, prep: Token, head: Token, kind: EventType) -> int | None:
    """Edges between the act and a place phrase that tells of it."""
    token, steps = sentence.tokens[prep.head], 1
    is_verbal = _is_verbal(kind)
    while token.i != head.i and token.pos not in ("VERB", "AUX"):
        through = _AMONG | _BY if kind in _OF_CROWDS else _AMONG
        if is_verbal or not (token.dep in through or token.dep in ("conj", "pobj", "prep", "appos", "compound")):
            return None
        token, steps = sentence.tokens[token.head], steps + 1
        if steps > _MAX_STEPS:
            return None
    if token.i == head.i:
        return steps
    if head.pos not in ("VERB", "AUX"):
        return steps + 1 if _tells_of_noun(sentence, token, head) else None
    return steps + 1 if _shares_place(sentence, token, prep, head) else None


def _tells_of_noun(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """A verb's place is that of its subject ("the talks took place in Rome"), or of what it says to happen."""
    above = verb_above(sentence, noun)
    if above is None or above.i != verb.i or noun.head != verb.i:
        return False
    return noun.dep in ("nsubj", "nsubjpass") or verb.lemma.lower() in HAPPENING


def _shares_place(sentence: Sentence, verb: Token, prep: Token, head: Token) -> bool:
    """A place at the first or last of several verbs is that of all; but nobody acts where others only say so."""
    if verb.head == head.i and verb.dep in ("xcomp", "ccomp") and head.lemma.lower() in PHASES:
        return True
    if verb.dep == "conj" and verb.head == head.i:
        return sentence.child(verb.i, "nsubj", "nsubjpass") is None
    token = head
    while token.dep in _SHARING and token.head != token.i:
        if token.dep == "conj" and prep.i > token.i:
            return False
        if token.dep != "prep" and sentence.child(token.i, "nsubj", "nsubjpass") is not None:
            return False
        token = sentence.tokens[token.head]
        if token.i == verb.i:
            return True
    return False


def located(reading: Reading, events: Sequence[Event]) -> list[Event]:
    """The events, with the place of the same deed where another sentence tells it and none another."""
    told = list(_told(reading, events))
    return [replace(e, place=_of_same_deed(reading, e, told)) if e.place is None else e for e in events]


def _told(reading: Reading, events: Sequence[Event]) -> Iterator[tuple[Event, frozenset[str]]]:
    """The deeds whose place is told, and what kinds of act their words mean."""
    for event in events:
        head = _head(reading, event)
        if event.place is not None and event.event in same_acts.DEEDS and head is not None:
            yield event, same_acts.meant(reading.sentences[event.sentence], head, is_deed=True)


def _of_same_deed(reading: Reading, event: Event, told: Sequence[tuple[Event, frozenset[str]]]) -> str | None:
    if not told or event.event not in same_acts.DEEDS or event.date is None:
        return None
    sentence, head = reading.sentences[event.sentence], _head(reading, event)
    is_elsewhere = any(not _is_country(place) for place in reading.inside(sentence).places)
    if head is None or is_elsewhere or same_acts.is_any(sentence, head):
        return None
    families = same_acts.meant(sentence, head, is_deed=True)
    parties, victims = same_acts.parties(event), same_acts.victims(event)
    places = set()
    for other, kinds in told:
        is_one = other.event is event.event and other.date is not None and other.date.value == event.date.value
        is_alike = bool(kinds & families) and bool(parties & same_acts.parties(other))
        their = same_acts.victims(other)
        if is_one and is_alike and (not victims or not their or victims & their):
            places.add(other.place)
    return places.pop() if len(places) == 1 else None


def _head(reading: Reading, event: Event) -> Token | None:
    return token_at(reading.sentences[event.sentence], Span(event.trigger.start, event.trigger.end))
