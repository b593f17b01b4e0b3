"""How many were killed, injured or arrested, read off one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.extract import syntax
from dragoman.lexicon import load_toml
from dragoman.model import Sentence, Size, Token

Toll = Literal["dead", "injured", "arrested"]
_TOLLS: tuple[Toll, ...] = ("dead", "injured", "arrested")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PEOPLE_MAX = 10_000_000  # above it is no toll but a population, a sum of money or a mistake


@dataclass(frozen=True, slots=True)
class _Words:
    tolls: dict[str, Toll]
    adjectives: dict[str, Toll]
    inexact: dict[str, int]
    exact: dict[str, int]


@cache
def _words() -> _Words:
    data = load_toml("sizes.toml")
    tolls = {word: toll for toll in _TOLLS for key in ("verbs", "nouns") for word in data[toll][key]}
    adjectives = {word: toll for toll in _TOLLS for word in data[toll]["adjectives"]}
    return _Words(tolls, adjectives, data["inexact"], data["exact"])


def number_of(sentence: Sentence, noun: Token) -> int | None:
    """How many a noun phrase counts: "at least 12 people", "dozens of soldiers", "a policeman"; None if untold."""
    words = _words()
    if noun.lower in words.inexact:
        before = sentence.tokens[noun.i - 2 : noun.i] if noun.i >= 2 else []
        phrase = " ".join([*(t.lower for t in before), noun.lower])
        return words.inexact.get(phrase, words.inexact[noun.lower])
    if noun.pos == "NUM":
        return _value(sentence, noun)
    for child in sentence.children(noun.i):
        if child.dep == "nummod":
            return _value(sentence, child)
        if child.dep == "quantmod" and child.lower in words.inexact:
            return words.inexact[child.lower]
    if noun.tag in ("NN", "NNP"):
        return 1 if any(c.dep == "det" and c.lower in ("a", "an") for c in sentence.children(noun.i)) else None
    return None


def _value(sentence: Sentence, token: Token) -> int | None:
    """The number that a token and what modifies it spell: "1,200", "twenty-five", "two hundred"."""
    words = _words().exact
    value = 0
    group = [*(c for c in sentence.children(token.i) if c.dep in ("compound", "nummod") and c.pos == "NUM"), token]
    for part in group:
        if match := _DIGITS.fullmatch(part.text):
            value += int(match.group().replace(",", ""))
            continue
        for piece in part.lower.split("-"):
            if piece not in words:
                return None
            value = (value or 1) * words[piece] if words[piece] >= 100 else value + words[piece]
    return value if 0 < value <= _PEOPLE_MAX else None


def sizes(sentence: Sentence) -> dict[int, Size]:
    """Tolls by the index of the token that tells them ("killed", "dead"), for every token that does."""
    words = _words()
    out: dict[int, Size] = {}
    for token in sentence.tokens:
        toll = words.adjectives.get(token.lower) if token.pos == "ADJ" else words.tolls.get(token.lemma.lower())
        if toll is None:
            continue
        number = _counted(sentence, token)
        if number is not None:
            out[token.i] = Size(**{toll: number})
    return out


def _counted(sentence: Sentence, token: Token) -> int | None:
    if token.pos == "VERB" and token.dep != "amod":
        objects = syntax.direct_objects(sentence, token)
        if not objects:
            objects = syntax.surface_subject(sentence, token) if token.lemma in ("die", "perish", "drown") else []
        numbers = [number_of(sentence, noun) for noun in objects]
        known = [n for n in numbers if n is not None]
        return sum(known) if known else None
    if token.pos == "ADJ":
        above = sentence.tokens[token.head]
        if above.lemma == "leave" or above.pos in ("VERB", "AUX"):
            subject = (
                sentence.child(token.i, "nsubj") or sentence.child(above.i, "dobj") or sentence.child(above.i, "nsubj")
            )
            return number_of(sentence, subject) if subject else None
        return number_of(sentence, above)
    return number_of(sentence, token) if token.tag in ("NNS", "NNPS") else None


def merge(parts: list[Size]) -> Size:
    """The largest figure of each toll: several words in a sentence tell the same dead."""

    def largest(values: list[int | None]) -> int | None:
        known = [v for v in values if v is not None]
        return max(known) if known else None

    return Size(
        largest([p.dead for p in parts]), largest([p.injured for p in parts]), largest([p.arrested for p in parts])
    )
