"""What went wrong with a dump that somebody else made: told line by line, while the rest of it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_MOST_PROBLEMS = 1000  # lines told one by one; more are only counted


class BadLine(NamedTuple):
    """A line that is not what the dump consists of."""

    number: int
    why: str


@dataclass(slots=True)
class Complaints:
    """``bad`` holds the first bad lines, ``bad_count`` counts all of them."""

    bad_count: int = 0
    bad: list[BadLine] = field(default_factory=list)
    truncated: str | None = None  # where and why the dump ended before its end

    def complain(self, number: int, why: str) -> None:
        """Note a line."""
        self.bad_count += 1
        if len(self.bad) < _MOST_PROBLEMS:
            self.bad.append(BadLine(number, why))

    @property
    def is_whole(self) -> bool:
        """Whether all of the dump could be read."""
        return not (self.bad_count or self.truncated)
