"""The runs of text that can be paragraphs: lines, or wrapped lines joined where a column was kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import Span

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")
# Wire copy and mail are wrapped at 60 to 80 columns. A line is full when the next word would not have fitted in it.
_WRAP_MIN, _WRAP_MAX = 45, 100
_RAGGED = 8  # characters by which hand-wrapped copy stays short of its column
_WRAPPED_SHARE = 0.6
_MIN_WRAPPED_LINES = 2
_INDENT = re.compile(r"(?: {2,}|\t)")
# Marks that Markdown and mail put before a line; they are no part of its sentence.
_MARK = re.compile(r"(?:#{1,6}|>+)[ \t]+")


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space around it; None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def blocks(text: str) -> list[Span]:
    """Paragraph candidates in text order: each line, but lines that were wrapped at a column as one."""
    groups: list[list[Span]] = []
    start = 0
    for end in [*(m.start() for m in _BLANK.finditer(text)), len(text)]:
        lines = (trimmed(text, Span(m.start(), m.end())) for m in _LINE.finditer(text, start, end))
        groups.append([line for line in lines if line is not None])
        start = end
    column = _column(text, groups)
    out: list[Span] = []
    for group in groups:
        out.extend(_joined(text, group, column) if column else group)
    return out


def mark_before(text: str, span: Span) -> Span | None:
    """The Markdown or mail mark that opens a line, if more follows it."""
    match = _MARK.match(text, span.start, span.end)
    return Span(span.start, match.end()) if match and match.end() < span.end else None


def _column(text: str, groups: Sequence[Sequence[Span]]) -> int:
    """The column at which a text was wrapped; 0 if it was not."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if len(pairs) < _MIN_WRAPPED_LINES:
        return 0
    lengths = sorted(line.end - line.start for line, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))] if len(lengths) >= 20 else lengths[-1]
    if not _WRAP_MIN <= width <= _WRAP_MAX:
        return 0
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    broken = sum(text[line.end - 1] not in ".!?:\"”'’" for line, _ in pairs)
    return width if min(full, broken) >= _WRAPPED_SHARE * len(pairs) else 0


def _joined(text: str, lines: Sequence[Span], column: int) -> list[Span]:
    """The lines of one block, each joined to the next where the wrapping parted them."""
    out = list(lines[:1])
    for line, following in pairwise(lines):
        is_new = _is_indented(text, following) and not _is_indented(text, line)
        runs_on = text[line.end - 1] not in '.!?:"”' and text[following.start].islower()
        if not is_new and (runs_on or _is_full(text, line, following, column)):
            out[-1] = Span(out[-1].start, following.end)
        else:
            out.append(following)
    return out


def _is_full(text: str, line: Span, following: Span, column: int) -> bool:
    word = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) > column - _RAGGED


def _is_indented(text: str, line: Span) -> bool:
    start = text.rfind("\n", 0, line.start) + 1
    return bool(_INDENT.match(text, start, line.start))
