"""Which sentences can hold a record: only they are parsed."""

from __future__ import annotations

import re

from dragoman.model import Sentence

_LETTERS = re.compile(r"[A-Za-z]{2,}")
_MIN_WORDS = 2  # "Keller asked."
_END_OF_LATIN = "\u0250"  # after Latin Extended-B
_MIN_LATIN = 0.6  # share of letters; below it the sentence is in another script with some English in it


def can_hold_record(sentence: Sentence) -> bool:
    """False for fragments, bare numbers, lists of names and other scripts: a record needs a word for what is done."""
    if not sentence.text.isascii():
        letters = [c for c in sentence.text if c.isalpha()]
        if sum(c < _END_OF_LATIN for c in letters) < _MIN_LATIN * len(letters):
            return False
    words = _LETTERS.findall(sentence.plain or sentence.text)
    return len(words) >= _MIN_WORDS and any(word[0].islower() for word in words)
