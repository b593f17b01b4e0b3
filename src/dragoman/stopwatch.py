"""Where the time goes: seconds a stage, summed over documents and workers."""

from __future__ import annotations

import time
from collections.abc import Mapping


class Stopwatch:
    """`lap` gives the time since the last lap to a stage; `start` forgets what has passed since then."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._last = time.perf_counter()

    def start(self) -> None:
        """Begin anew: what passed since the last lap belongs to nobody."""
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap was spent by this stage."""
        now = time.perf_counter()
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._last
        self._last = now

    def add(self, spent: Mapping[str, float]) -> None:
        """Add the times of another stopwatch."""
        for stage, seconds in spent.items():
            self.spent[stage] = self.spent.get(stage, 0.0) + seconds

    def take(self) -> dict[str, float]:
        """The times so far, which start from nothing again."""
        spent, self.spent = self.spent, {}
        return spent
