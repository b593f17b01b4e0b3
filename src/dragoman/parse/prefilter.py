"""Which sentences can hold a record: only they are parsed."""

from __future__ import annotations

import re

from dragoman.model import Sentence

_LETTERS = re.compile(r"[A-Za-z]{2,}")
_MIN_WORDS = 3


def can_hold_record(sentence: Sentence) -> bool:
    """False for fragments, bare numbers and lists of names: a record needs a word for what is done."""
    words = _LETTERS.findall(sentence.text)
    return len(words) >= _MIN_WORDS and any(word[0].islower() for word in words)
