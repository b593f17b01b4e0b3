"""Whose a noun is: the possessor, nationality, compound or of-phrase that places it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.actors.nouns import Noun, Scan
from dragoman.model import Sentence, Token

Tie = Literal["possessor", "modifier", "of", "for", "from", "in"]
_PREPOSITIONS: dict[str, Tie] = {
    "of": "of", "for": "for", "from": "from", "in": "in", "at": "in", "near": "in", "across": "in", "outside": "in",
    "with": "for", "inside": "in", "within": "in", "around": "in", "throughout": "in",
}  # fmt: skip
_ORIGIN_PARTICIPLES = ("based", "born")  # "Miami-based exiles" are of Miami, "Iranian-backed rebels" not of Iran
POLARITY = ("anti", "pro", "non", "ex")


@dataclass(frozen=True, slots=True)
class Owner:
    """A noun that places another, and how the two are tied."""

    head: int
    tie: Tie


def owners(scan: Scan, noun: Noun) -> Iterator[Owner]:
    """The nouns that can place ``noun``, the closest tie first; whether they do, their own reading tells."""
    sentence = scan.sentence
    head = noun.head
    yield from _possessors(sentence, head, noun)
    yield from _modifiers(scan, noun)
    yield from _phrases(scan, noun)


def _possessors(sentence: Sentence, head: int, noun: Noun) -> Iterator[Owner]:
    for child in sentence.children(head):
        if child.dep == "poss" and not noun.first <= child.i <= noun.last:
            yield Owner(child.i, "possessor")
    if noun.kind != "role" or noun.role is None:
        return
    for i in range(noun.first, head):  # "Russia's defence ministry spokesman": the possessor may hang on a modifier
        for child in sentence.children(i):
            if child.dep == "poss" and child.i < noun.first:
                yield Owner(child.i, "possessor")


def _modifiers(scan: Scan, noun: Noun) -> Iterator[Owner]:
    """Names between the start of the phrase and the noun, the first country and then the nearest body."""
    sentence, tokens = scan.sentence, scan.sentence.tokens
    start = left_edge(sentence, noun.head, noun.first if noun.titled_from is None else noun.titled_from)
    own = noun.titled_from if noun.titled_from is not None else noun.first
    stop = noun.head if noun.kind == "role" else own
    if noun.titled_from is not None and noun.role is not None:
        stop = max(stop, noun.role.head)  # "Pentagon spokesman" is a role of the lexicon with the name within
    for i in range(start, stop):
        other = scan.nouns.get(i)
        if other is not None and other.first >= own and _is_post(noun) and not _is_state(other):
            continue  # an ambassador to the United Nations is not theirs
        if (
            other is None
            or other is noun
            or other.kind not in ("known", "anaphor", "role", "unknown")
            or i == noun.head
        ):
            continue
        if other.is_part or is_turned(tokens, other) or not _modifies(tokens, other.head, noun.head):
            continue
        yield Owner(i, "modifier")


def is_turned(tokens: list[Token], other: Noun) -> bool:
    """ "anti-Japanese", "Iranian-backed", "Israeli-occupied": the name says something else than origin."""
    before, after = other.first - 1, other.last + 1
    if before > 0 and tokens[before].text == "-" and tokens[before - 1].lower in POLARITY:
        return True
    if after + 1 < len(tokens) and tokens[after].text == "-":
        return (
            tokens[after + 1].tag in ("VBN", "VBG", "VBD", "JJ") and tokens[after + 1].lower not in _ORIGIN_PARTICIPLES
        )
    return False


def _is_post(noun: Noun) -> bool:
    return noun.role is not None and noun.role.role.office is not None


def _is_state(noun: Noun) -> bool:
    return any(sense.actor.kind == "state" for sense in noun.senses)


def _modifies(tokens: list[Token], i: int, head: int) -> bool:
    """Whether a token modifies the noun, directly, through a modifier, or as one of several: "U.S. and British"."""
    for _ in range(6):
        token = tokens[i]
        if token.dep in ("poss", "appos", "pobj", "ROOT"):
            return False
        if token.head >= head or token.head == i:
            return True
        i = token.head
    return False


def left_edge(sentence: Sentence, head: int, start: int | None = None) -> int:
    """The first token of the words before a noun that belong to it, however deep they hang.

    ``start`` is a token that is known to belong to it.
    """
    tokens = sentence.tokens
    inside = i = head if start is None else start
    while i > 0:
        token = tokens[i - 1]
        if token.pos in ("VERB", "AUX", "ADP", "SCONJ") and token.tag not in ("VBN", "VBG"):
            break
        if token.text in (";", ":", "(", ")", "--", '"', "“", "”", "''", "``"):
            break
        climb = token.i
        for _ in range(8):
            parent = tokens[climb].head
            if climb >= inside or parent == climb:
                break
            climb = parent
        if not inside <= climb <= head:
            break
        i -= 1
    return i


def _phrases(scan: Scan, noun: Noun) -> Iterator[Owner]:
    sentence, head = scan.sentence, noun.head
    for child in sentence.children(head):
        if child.dep != "prep" or child.i < head:
            continue
        tie = _PREPOSITIONS.get(child.lower)
        if tie is None:
            continue
        target = sentence.child(child.i, "pobj")
        if target is None or (noun.role and noun.role.last >= target.i):
            target = _after_role(sentence, target)
        if target is None:
            continue
        if target.i in scan.nouns:
            yield Owner(target.i, tie)
        else:  # "head of the FBI investigation": the noun between is nobody
            yield from (Owner(i, tie) for i in range(left_edge(sentence, target.i), target.i) if i in scan.nouns)


def _after_role(sentence: Sentence, inner: Token | None) -> Token | None:
    """ "Minister of Foreign Affairs of Poland": the of-phrase that hangs on the office's own of-phrase."""
    if inner is None:
        return None
    for child in sentence.children(inner.i):
        if child.dep == "prep" and child.lower in ("of", "for", "in"):
            return sentence.child(child.i, "pobj")
    return None
