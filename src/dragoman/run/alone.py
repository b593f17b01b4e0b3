"""Coding in this process: no start-up beside the coder's, and no shelter from a document that crashes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.model import RawDocument
from dragoman.run.line import Line
from dragoman.run.work import Outcome, Skip, is_full
from dragoman.stopwatch import Stopwatch


class Alone:
    """One line, here."""

    def __init__(self, make: Callable[[], Line]) -> None:
        self._line = make()
        self.coder = self._line.coder
        self.model = self._line.model

    @property
    def stopwatch(self) -> Stopwatch:
        """Where the time went."""
        return self._line.stopwatch

    def code(self, raws: Iterable[RawDocument], skip: Skip) -> Iterator[Outcome]:
        """One outcome a document, in order."""
        waiting: list[RawDocument] = []
        for raw in raws:
            if skip(raw):
                # What is skipped may not overtake what stands before it.
                yield from self._all(waiting)
                waiting = []
                yield Outcome(raw, None)
                continue
            waiting.append(raw)
            if is_full(waiting):
                yield from self._all(waiting)
                waiting = []
        yield from self._all(waiting)

    def _all(self, batch: list[RawDocument]) -> Iterator[Outcome]:
        for raw, coded in zip(batch, self._line.code(batch), strict=True):
            yield Outcome(raw, coded)

    def close(self) -> None:
        """Nothing is held."""
