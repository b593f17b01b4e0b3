"""Finding every name of the lexicon in a text: case-sensitive, whole words, the longest at each place."""

from __future__ import annotations

from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.actors.records import Sense

# Typographic and odd characters to the plain ones of the lexicon, one for one, so that offsets stay.
_PLAIN = {
    ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("‑"): "-", ord("‐"): "-", ord("–"): "-",
    ord("\n"): " ", ord("\t"): " ", ord("\r"): " ", ord("\u00a0"): " ", ord("\u202f"): " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: characters ``start:end`` of the text and its readings."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class NameFinder:
    """All names in one automaton."""

    def __init__(self, names: dict[str, tuple[Sense, ...]]) -> None:
        self._senses = list(names.values())
        kind = Implementation.NoncontiguousNFA if len(names) > 200_000 else Implementation.ContiguousNFA
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest, implementation=kind)

    def find(self, text: str) -> list[Hit]:
        """The names in text order, none overlapping another."""
        plain = text.translate(_PLAIN) if not text.isascii() or "\n" in text or "\t" in text else text
        out = []
        size = len(plain)
        for number, start, end in self._automaton.find_matches_as_indexes(plain):
            if start and plain[start - 1].isalnum() and plain[start].isalnum():
                continue
            if end < size and plain[end].isalnum():
                continue
            out.append(Hit(start, end, self._senses[number]))
        return out
