"""Whose words a place in the text is: the statements around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from dragoman.model import Reading, Sentence, Statement


class SaidWhere:
    """Finds the narrowest statement around a place, in time that does not grow with the document."""

    def __init__(self, reading: Reading, statements: Iterable[Statement]) -> None:
        self._starts = [s.span.start for s in reading.sentences]
        self._by_sentence: dict[int, list[Statement]] = {}
        for statement in statements:
            first = self._number(statement.content.start)
            for index in range(first, bisect_left(self._starts, statement.content.end)):
                self._by_sentence.setdefault(index, []).append(statement)

    def near(self, sentence: Sentence) -> Sequence[Statement]:
        """The statements that a sentence or a part of it may be in."""
        return self._by_sentence.get(self._number(sentence.span.start), ())

    def at(self, offset: int) -> Statement | None:
        """The narrowest statement whose content covers this offset of the text."""
        near = self._by_sentence.get(self._number(offset), ())
        around = [s for s in near if s.content.start <= offset < s.content.end]
        return min(around, key=lambda s: s.content.end - s.content.start, default=None)

    def _number(self, offset: int) -> int:
        """The place among the sentences of the one that an offset is in, or behind."""
        return max(0, bisect_right(self._starts, offset) - 1)
