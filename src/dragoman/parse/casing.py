"""Headlines with capitals on every word, in the case of sentences for the parser, which finds no verb in them else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_LONG = 4  # letters from which every style of Title Case has a capital
_LEAST, _LEAST_LONG = 4, 3  # words, and long ones; shorter lines are names and labels
_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
_SHORT = 3  # letters up to which a shouted word that nothing is known of may be an acronym
_MID_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_PLAIN = re.compile(r"\b[a-z]{2,}\b")
_FUNCTION_WORDS = frozenset(
    """a an the and but or nor for of on in at to from by with as into over after before against amid under up out off
    about between than that is are was were be been being has have had will would could should can cannot not no its his
    her their our your my this these those who what how why when where if while during since until without within near
    per via more less all some any new first two three four five six seven eight nine ten""".split()
)
# Endings of verbs and nouns, longest first, and what stands in their place in the base form.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ers", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("s", ""),
)  # fmt: skip


def is_headline(text: str) -> bool:
    """Whether every long word of a line has a capital: "Russia Expels Three Diplomats"."""
    words = _WORD.findall(text)
    long = [w for w in words if len(w) >= _LONG]
    return len(words) >= _LEAST and len(long) >= _LEAST_LONG and all(w[0].isupper() for w in long)


def plain_case(text: str, body: Iterable[str], words: Set[str]) -> str:
    """The headline with its common words in lower case; as long as it was.

    Common is what the body of the article writes so, what only holds sentences together, and any form of ``words``;
    what the body writes with a capital within its sentences stays a name, and so does all that nothing is known of.
    """
    plain: set[str] = set(_FUNCTION_WORDS)
    names: set[str] = set()
    for paragraph in body:
        if not is_headline(paragraph):
            plain.update(_PLAIN.findall(paragraph))
            names.update(_MID_NAME.findall(paragraph))
            names.update(_ACRONYM.findall(paragraph))
    names -= {word.capitalize() for word in _FUNCTION_WORDS}
    is_shouted = text.upper() == text

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        small, named = word.lower(), word.capitalize() if is_shouted else word
        if word in names or len(small) != len(word):
            return word
        if named in names or (match.start() == 0 and not is_shouted):
            return named
        is_acronym = len(word) > 1 and word.isupper() and (not is_shouted or len(word) <= _SHORT)
        if small not in _FUNCTION_WORDS and is_acronym:
            return word
        return small if small in plain or not words.isdisjoint(_bases(small)) else named

    return _WORD.sub(lowered, text)


def _bases(word: str) -> set[str]:
    """The base forms that a word can be of."""
    return {word} | {word[: -len(end)] + rest for end, rest in _ENDINGS if word.endswith(end)}
