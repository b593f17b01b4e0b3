"""Lines that no article is made of, told by their wording (``lexicon/boilerplate.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import load_toml
from dragoman.model import DropReason

_REASONS: tuple[DropReason, ...] = ("boilerplate", "caption", "byline")


@dataclass(frozen=True, slots=True)
class _Kind:
    reason: DropReason
    max_chars: int
    pattern: re.Pattern[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = load_toml("boilerplate.toml")
    return tuple(
        _Kind(
            reason, data[reason]["max_chars"], re.compile("|".join(f"(?:{p})" for p in data[reason]["patterns"]), re.I)
        )
        for reason in _REASONS
    )


def reason_to_drop(line: str) -> DropReason | None:
    """Why a line is not the article; None if its wording does not tell."""
    for kind in _kinds():
        if len(line) <= kind.max_chars and kind.pattern.fullmatch(line):
            return kind.reason
    return None
