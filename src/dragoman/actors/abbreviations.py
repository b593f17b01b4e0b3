"""Abbreviations that a text explains: "the River Users League (RUL)"."""

from __future__ import annotations

import re

from dragoman.actors.nouns import Noun, Scan
from dragoman.model import Token

_SHAPE = re.compile(r"[A-Z][A-Z&-]{1,7}")


def explained(scan: Scan) -> dict[int, str]:
    """The abbreviations that stand in brackets behind their names, by the head token of the name."""
    tokens = scan.sentence.tokens
    out = {}
    for i in range(1, len(tokens) - 2):
        if tokens[i].text == "(" and tokens[i + 2].text == ")" and _SHAPE.fullmatch(tokens[i + 1].text):
            first = _first_word(tokens, i - 1, tokens[i + 1].text)
            noun = _top_of(scan, first, i - 1) if first is not None else None
            if noun is not None:
                out[noun.head] = tokens[i + 1].text
    return out


def _first_word(tokens: list[Token], last: int, abbreviation: str) -> int | None:
    """Where the name begins whose words up to ``last`` have these initials; words in small letters count or not."""
    letters = [letter.lower() for letter in abbreviation if letter.isalpha()]
    i = last
    while i >= 0:
        if tokens[i].text[0].lower() == letters[-1]:
            letters.pop()
            if not letters:
                return i
        elif tokens[i].text[0].isupper():
            return None
        i -= 1
        if last - i > 12:
            return None
    return None


def _top_of(scan: Scan, first: int, last: int) -> Noun | None:
    """The noun of these tokens on which the others hang."""
    for i in range(first, last + 1):
        if i in scan.nouns and not first <= scan.sentence.tokens[i].head <= last:
            return scan.nouns[i]
    return None
