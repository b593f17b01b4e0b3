"""Lines that no article is made of, told by their wording (``lexicon/boilerplate.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import load_toml
from dragoman.model import DropReason

_REASONS: tuple[DropReason, ...] = ("boilerplate", "caption", "byline")


_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()\s]*\)")
_RULE = re.compile(r"-{3,}")
_ENTRY = re.compile(r"[A-Za-z][\w-]*:(?: .*)?|\s*- .+")
_MAX_FRONT = 40  # lines


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


def plain(line: str) -> str:
    """A line in single spaces, without the emphasis and link targets of Markdown: what its wording is told by."""
    return " ".join(_LINK.sub(r"\1", line).replace("**", "").split()).strip("*_ ") or line.strip()


def front_matter(lines: list[str]) -> list[int]:
    """The lines of the metadata block that opens many a Markdown file, between two rules."""
    if not lines or not _RULE.fullmatch(lines[0]):
        return []
    for i, line in enumerate(lines[1 : _MAX_FRONT + 1], start=1):
        if _RULE.fullmatch(line):
            return list(range(i + 1))
        if not _ENTRY.fullmatch(line):
            break
    return []
