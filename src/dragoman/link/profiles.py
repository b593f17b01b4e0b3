"""A profile: what is compared of an article, small enough to keep for a million of them."""

from __future__ import annotations

import datetime as dt
import heapq
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.link import words

UNDATED = 9_999_999  # the day of an article without a date: it comes after all others
_SHINGLE = 5  # words
_SAMPLED = 8  # one of so many shingles is indexed; all are kept and compared
_TERMS, _MAIN_TERMS = 24, 12  # an article is found by so many of its heaviest words, near in time and far


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as it is compared: its telling words, its shingles, who acts in it and what is done."""

    id: str
    day: int
    words: dict[int, float]
    shingles: frozenset[int]
    actors: frozenset[int] = frozenset()
    acts: frozenset[int] = frozenset()

    @property
    def key(self) -> tuple[int, str]:
        """Its place in the order of articles: by day, then by id."""
        return self.day, self.id

    def terms(self) -> list[tuple[int, int]]:
        """The words that it is found by, and whether each is one of the few main ones."""
        heaviest = heapq.nlargest(_TERMS, self.words.items(), key=lambda item: (item[1], item[0]))
        return [(term, int(rank < _MAIN_TERMS)) for rank, (term, _) in enumerate(heaviest)]

    def sample(self) -> list[int]:
        """The shingles that it is found by."""
        return [shingle for shingle in self.shingles if shingle % _SAMPLED == 0]


def profile(
    id: str,
    published: dt.date | None,
    title: str,
    lines: Sequence[str],
    actors: Iterable[str] = (),
    acts: Iterable[str] = (),
) -> Profile:
    """The profile of an article whose lines are its own (see `dragoman.link.lines`)."""
    body = "\n".join(lines)
    # As precise as it is kept, so that nothing depends on whether it was.
    vector = unpack_words(pack_words(words.vector(title, body)))
    return Profile(
        id,
        published.toordinal() if published else UNDATED,
        vector,
        shingles(body),
        frozenset(map(hashed, actors)),
        frozenset(map(hashed, acts)),
    )


def shingles(text: str) -> frozenset[int]:
    """Every run of five words of a text, hashed to 32 bits."""
    found = words.plain(text)
    return frozenset(hashed(" ".join(found[i : i + _SHINGLE])) for i in range(len(found) - _SHINGLE + 1))


def hashed(text: str) -> int:
    """32 bits of a text, the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def pack_words(vector: dict[int, float]) -> bytes:
    """A vector as bytes: the words, then their weights."""
    keys = array("I", vector)
    return _bytes(keys) + _bytes(array("f", vector.values()))


def unpack_words(data: bytes) -> dict[int, float]:
    """The reverse of `pack_words`, but for the precision of the weights."""
    half = len(data) // 2
    return dict(zip(_array("I", data[:half]), _array("f", data[half:]), strict=True))


def pack(numbers: Iterable[int]) -> bytes:
    """A set of 32-bit numbers as bytes."""
    return _bytes(array("I", sorted(numbers)))


def unpack(data: bytes) -> frozenset[int]:
    """The reverse of `pack`."""
    return frozenset(_array("I", data))


def _bytes(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _array(code: str, data: bytes) -> array[int]:
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
