"""The weight of words: how much it says that two articles share one.

Weights come from a fixed list of common words in order of frequency, not from the articles at hand. So the likeness of
two articles depends on these two alone, and no article that arrives later changes it.
"""

from __future__ import annotations

import math
import re
import zlib
from functools import cache
from importlib import resources
from itertools import islice

_WORD = re.compile(r"[^\W\d_][\w'’]*|\d[\d.,]*\d|\d")
_LOWER = re.compile(r"\b[a-z][\w'’]+")
# Zipf's law: the word of rank r is 0.08/r of a text. A weight is -log of the share of articles
# (of 400 words) that have it.
_ZIPF, _ARTICLE = 0.08, 400
_UNLISTED = 60_000  # the rank of a word that the list does not have
_LEAST_WEIGHT = 2.5  # "president", "week" and commoner words tell no story from another
_LEAD = 150  # words of the body: news tells what is new first (100, 200, 300 and 800 measured: worse)
_TITLE = 4  # times a word of the title counts (2, 3, 5 measured: worse)
_NAME = 1.25  # what a name weighs more than another word


@cache
def _ranks() -> dict[str, int]:
    text = (resources.files("dragoman.link") / "common_words.txt").read_text("utf-8")
    return {word: rank for rank, word in enumerate(text.split(), 1)}


def weight(word: str, stem: str) -> float:
    """-log of the share of articles that have a word, by the rank of the word or of its stem."""
    ranks = _ranks()
    rank = min(ranks.get(word, _UNLISTED), ranks.get(stem, _UNLISTED))
    return -math.log(1 - math.exp(-_ARTICLE * _ZIPF / rank))


def stem_of(word: str) -> str:
    """A word without possessive and plural endings; good enough to see that two articles speak of the same."""
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("sses"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def vector(title: str, body: str) -> dict[int, float]:
    """What an article is about: the telling words of its title and lead, hashed, as a vector of length 1."""
    counts: dict[str, int] = {}
    weights: dict[str, float] = {}
    in_lower_case = set(_LOWER.findall(body))
    for text, times in ((title, _TITLE), (body, 1)):
        for match in islice(_WORD.finditer(text), _LEAD):
            word = match[0].lower()
            stem = stem_of(word)
            if len(stem) < 2:
                continue
            heavy = weight(word, stem)
            if times == 1 and match[0][0].isupper() and word not in in_lower_case:
                heavy *= _NAME
            counts[stem] = counts.get(stem, 0) + times
            weights[stem] = max(weights.get(stem, 0.0), heavy)
    raw = {w: (1 + math.log(n)) * weights[w] for w, n in counts.items() if weights[w] > _LEAST_WEIGHT}
    length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {zlib.crc32(w.encode()): x / length for w, x in sorted(raw.items())}


def cosine(a: dict[int, float], b: dict[int, float]) -> float:
    """The likeness of two vectors of length 1, from 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def plain(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [match[0].lower() for match in _WORD.finditer(text)]


def content_words(text: str) -> dict[str, float]:
    """The stems of the words that say what a phrase is about, with their weights."""
    found: dict[str, float] = {}
    for word in plain(text):
        stem = stem_of(word)
        if len(stem) > 1:
            heavy = weight(word, stem)
            if heavy > _LEAST_CONTENT:
                found[stem] = heavy
    return found


_LEAST_CONTENT = 1.2  # leaves out articles, pronouns, auxiliaries and prepositions
