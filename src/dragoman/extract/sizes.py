"""How many were killed, injured or arrested, read off one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.extract import syntax
from dragoman.extract.matching import Classes
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
    things: tuple[str, ...]  # classes of the event lexicon
    people: str
    totals: dict[str, Toll]
    lives: dict[str, tuple[str, ...]]
    told: frozenset[str]  # all words that tell a toll


@cache
def _words() -> _Words:
    data = load_toml("sizes.toml")
    tolls = {word: toll for toll in _TOLLS for key in ("verbs", "nouns") for word in data[toll][key]}
    adjectives = {word: toll for toll in _TOLLS for word in data[toll]["adjectives"]}
    totals: dict[str, Toll] = {word: toll for toll in _TOLLS for word in data[toll].get("totals", [])}
    return _Words(
        tolls, adjectives, data["inexact"], data["exact"], tuple(data["things"]["classes"]), data["things"]["but_not"],
        totals, {key: tuple(words) for key, words in data["lives"].items()},
        frozenset().union(tolls, adjectives, totals, data["lives"]["verbs"]),
    )  # fmt: skip


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


def sizes(sentence: Sentence, classes: Classes) -> dict[int, Size]:
    """Tolls by the index of the token that tells them ("killed", "dead"), for every token that does."""
    words = _words()
    out: dict[int, Size] = {}
    for token in sentence.tokens:
        if token.lower not in words.told and token.lemma.lower() not in words.told:
            continue
        toll, number = _toll(sentence, token, words, classes)
        if toll is not None and number is not None:
            out[token.i] = Size(**{toll: number})
    return out


def _toll(sentence: Sentence, token: Token, words: _Words, classes: Classes) -> tuple[Toll | None, int | None]:
    if token.lemma.lower() in words.lives["verbs"]:
        return "dead", _lives(sentence, token, words)
    if token.lower in words.totals:
        return words.totals[token.lower], _total(sentence, token)
    toll = words.adjectives.get(token.lower) if token.pos == "ADJ" else words.tolls.get(token.lemma.lower())
    if toll is None:
        return None, None
    if token.pos == "VERB" and token.dep != "amod":
        return toll, _of_verb(sentence, token, words, classes)
    return toll, _of_adjective(sentence, token) if token.pos == "ADJ" else _of_noun(sentence, token)


def _of_verb(sentence: Sentence, verb: Token, words: _Words, classes: Classes) -> int | None:
    objects = syntax.direct_objects(sentence, verb)
    if not objects and verb.lemma in ("die", "perish", "drown"):
        objects = syntax.surface_subject(sentence, verb)
    numbers = [number_of(sentence, noun) for noun in objects if not _is_thing(noun, words, classes)]
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def _of_adjective(sentence: Sentence, adjective: Token) -> int | None:
    own = sentence.child(adjective.i, "nummod")  # "left at least nine dead"
    if own is not None:
        return _value(sentence, own)
    above = sentence.tokens[adjective.head]
    if above.lemma == "leave" or above.pos in ("VERB", "AUX"):
        subject = (
            sentence.child(adjective.i, "nsubj") or sentence.child(above.i, "dobj") or sentence.child(above.i, "nsubj")
        )
        return number_of(sentence, subject) if subject else None
    return number_of(sentence, above)


def _of_noun(sentence: Sentence, noun: Token) -> int | None:
    """ "31 deaths", and "the killing of 31 villagers"."""
    own = number_of(sentence, noun) if noun.tag in ("NNS", "NNPS") else None
    if own is not None:
        return own
    for child in sentence.children(noun.i):
        if child.dep == "prep" and child.lower == "of" and (victims := sentence.child(child.i, "pobj")):
            return number_of(sentence, victims)
    return None


def _total(sentence: Sentence, toll: Token) -> int | None:
    """ "the death toll rose to 43", "a death toll of 43"."""
    above = sentence.tokens[toll.head]
    for child in (*sentence.children(toll.i), *(sentence.children(above.i) if toll.dep == "nsubj" else ())):
        if child.dep == "prep" and child.lower in ("to", "at", "of", "past"):
            number = sentence.child(child.i, "pobj")
            if number is not None and number.pos == "NUM":
                return _value(sentence, number)
    return None


def _lives(sentence: Sentence, verb: Token, words: _Words) -> int | None:
    """ "claimed 17 lives", "seven soldiers lost their lives"."""
    lives = next((t for t in syntax.direct_objects(sentence, verb) if t.lemma in words.lives["objects"]), None)
    if lives is None:
        return None
    number = number_of(sentence, lives)
    if number is None and verb.lemma in words.lives["suffering"]:
        known = [n for t in syntax.surface_subject(sentence, verb) if (n := number_of(sentence, t)) is not None]
        return sum(known) if known else None
    return number


def _is_thing(noun: Token, words: _Words, classes: Classes) -> bool:
    """Whether it is no person that is captured or hurt: "captured a town"."""
    lemma = noun.lemma.lower()
    is_thing = any(lemma in classes.get(name, ()) for name in words.things)
    return is_thing and lemma not in classes.get(words.people, ())


def merge(parts: list[Size]) -> Size:
    """The largest figure of each toll: several words in a sentence tell the same dead."""

    def largest(values: list[int | None]) -> int | None:
        known = [v for v in values if v is not None]
        return max(known) if known else None

    return Size(
        largest([p.dead for p in parts]), largest([p.injured for p in parts]), largest([p.arrested for p in parts])
    )
