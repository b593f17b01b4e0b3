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
_ARTICLES = ("The ", "the ")
_ELIDED = ("D'", "O'")  # how surnames begin
_LONGEST = 60  # characters in which a longer name must end


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
        out: list[Hit] = []
        free = 0  # where the last name ended
        for number, start, end in self._automaton.find_matches_as_indexes(plain):
            if start < free:
                continue
            if plain.startswith(_ARTICLES, start) and (longer := self._behind_article(plain, start, end)):
                out.append(longer)
                free = longer.end
            elif _is_whole(plain, start, end):
                out.append(Hit(start, end, self._senses[number]))
                free = end
            elif end - start > 3:
                hidden = self._hidden(plain, start, end)
                if hidden is not None:
                    out.append(hidden)
                    free = hidden.end
        return out

    def _behind_article(self, plain: str, start: int, end: int) -> Hit | None:
        """A longer name that one with its article hides: "West African bloc" behind "The West"."""
        begin = start + len(_ARTICLES[0])
        for number, left, right in self._automaton.find_matches_as_indexes(plain[begin : end + _LONGEST])[:1]:
            if left == 0 and begin + right > end and _is_whole(plain, begin, begin + right):
                return Hit(begin, begin + right, self._senses[number])
        return None

    def _hidden(self, plain: str, start: int, end: int) -> Hit | None:
        """A name that a longer match, cut off within a word, hides: "Sudanese" behind "The Sudan|ese"."""
        stop = end
        while stop < len(plain) and plain[stop].isalnum():
            stop += 1
        begin = start + 1
        for _ in range(4):
            matches = self._automaton.find_matches_as_indexes(plain[begin:stop])
            for number, left, right in matches:
                if _is_whole(plain, begin + left, begin + right):
                    return Hit(begin + left, begin + right, self._senses[number])
            if not matches:
                return None
            begin += matches[0][1] + 1
        return None


def _is_whole(plain: str, start: int, end: int) -> bool:
    if start and plain[start - 1].isalnum() and plain[start].isalnum():
        return False
    if start > 1 and plain[start - 2 : start] in _ELIDED and not plain[start - 3 : start - 2].isalnum():
        return False  # "D'Amato" is not Amato
    return end >= len(plain) or not (plain[end].isalnum() or plain[end] == "$")  # no country is meant by "US$5"
