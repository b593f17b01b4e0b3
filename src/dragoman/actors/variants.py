"""The ways in which one name is written: dots, accents, hyphens; and which part of it is the surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ABBREVIATION = re.compile(r"[A-Z]{2,3}")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,6}")
_INITIAL = re.compile(r" [A-Z]\.(?= )")
_SLUG = re.compile(r"[^a-z0-9]+")
_FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "VDR", "KHM", "LAO"})
_PARTICLES = frozenset(
    "al el de da di du del della dos der den van von bin ben ibn bint ould abu abd le la ter ten st. ul ur".split()
)
_DROPPED = frozenset({"al", "el", "ul", "bin", "ben", "ibn", "wa", "wal"})
_SUFFIXES = frozenset(
    {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "X", "XI", "XII", "XIV", "XVI"}
)


def fold(text: str) -> str:
    """The text without accents."""
    if text.isascii():
        return text
    text = (
        text.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D")
    )
    text = text.replace("ı", "i").replace("ß", "ss").replace("æ", "ae").replace("ə", "e")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """The text as part of an entity's id."""
    return _SLUG.sub("-", fold(text).lower()).strip("-")


def spellings(name: str) -> Iterator[str]:
    """The name itself and its mechanical variants: accents, dots, hyphens, initials, "The" that opens a sentence."""
    is_plain = name.isascii()
    if not is_plain:
        name = name.replace("’", "'").replace("‘", "'")
    yield name
    if name.startswith("the "):
        yield f"The {name[4:]}"
    plain = name
    if not is_plain:
        plain = fold(name)
        yield plain
    if "." in plain:
        if _DOTTED.fullmatch(plain):
            yield plain.replace(".", "")
            yield plain[:-1]
        elif _INITIAL.search(plain):
            yield _INITIAL.sub("", plain)
    elif len(plain) < 4 and _ABBREVIATION.fullmatch(plain):
        yield ".".join(plain) + "."
    if "-" in plain and " " in plain:
        yield from _hyphens(plain)


def _hyphens(name: str) -> Iterator[str]:
    yield name.replace("-", " ")
    left, _, right = name.rpartition("-")
    if right:
        flipped = right[0].lower() if right[0].isupper() else right[0].upper()
        yield f"{left}-{flipped}{right[1:]}"
        yield f"{left} {flipped}{right[1:]}"
        yield f"{left}{right[0].lower()}{right[1:]}"


class Spellings:
    """Full names brought to one spelling: "Mohammed Hussein Roble" and "Mohamed Husayn Roble" get the same key."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._first = {spelling: group[0] for group in groups for spelling in group}

    def key(self, name: str) -> str:
        words = fold(name).lower().replace("-", " ").replace("'", "").split()
        return " ".join(self._first.get(word, word) for word in words if word not in _DROPPED)


def surnames(name: str, code: str | None) -> tuple[str, ...]:
    """What a text may call the bearer of a full name after the first mention, the likeliest first."""
    words = name.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return (name,)
    if code in _FAMILY_NAME_FIRST and "-" not in words[0]:
        return (words[0],)
    out = [words[-1]]
    bare = words[-1].split("-", 1)
    if len(bare) == 2 and bare[0].lower() in _PARTICLES:
        out.append(bare[1])
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if start < len(words) - 1:
        out.insert(0, " ".join(words[start:]))
    elif len(words) > 2 and not words[-2].endswith("."):
        out.append(" ".join(words[-2:]))
        out.append(words[-2])
    return tuple(out)
