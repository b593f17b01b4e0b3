"""How place names are compared: one key for "Saint-Étienne", "St. Etienne" and "SAINT ETIENNE"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_DROPPED = re.compile(r"['’ʻ‘`\u0300-\u036f]+")
_NOT_LETTERS = re.compile(r"[^\w\n]+")
_LONG = re.compile(r"\b(?:(s)ain(t)(e)?|(m)oun(t)|(f)or(t))\b")
_UNFOLDED = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae"})


def keys(names: Iterable[str]) -> list[str]:
    """The names in lower case, without accents and punctuation, saints and forts abbreviated. All in one pass: the
    gazetteer has a quarter of a million of them."""
    text = "\n".join(names)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    text = _NOT_LETTERS.sub(" ", _DROPPED.sub("", text).lower())
    text = _LONG.sub(lambda m: "".join(filter(None, m.groups())), text)
    return [line.strip() for line in text.split("\n")]


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The key of one name."""
    return keys([name.replace("\n", " ")])[0]
