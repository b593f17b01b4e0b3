"""The runs of text that can be paragraphs: lines, or wrapped lines joined where a column was kept."""

from __future__ import annotations

import re

from dragoman.model import Span

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")
# Wire copy and mail are wrapped at 60 to 80 columns; a block counts as wrapped when most of its lines have that width.
_WRAP_MIN, _WRAP_MAX = 45, 90
_WRAPPED_SHARE = 0.6
_MIN_WRAPPED_LINES = 3


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space around it; None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def blocks(text: str) -> list[Span]:
    """Paragraph candidates in text order: each line, but a hard-wrapped block between blank lines as one."""
    out: list[Span] = []
    start = 0
    for end in [*(m.start() for m in _BLANK.finditer(text)), len(text)]:
        out.extend(_paragraphs_of(text, Span(start, end)))
        start = end
    return out


def _paragraphs_of(text: str, block: Span) -> list[Span]:
    lines = [
        span
        for m in _LINE.finditer(text, block.start, block.end)
        if (span := trimmed(text, Span(m.start(), m.end()))) is not None
    ]
    if len(lines) >= _MIN_WRAPPED_LINES and _is_wrapped(text, lines):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    inner = lines[:-1]
    wide = sum(_WRAP_MIN <= line.end - line.start <= _WRAP_MAX for line in inner)
    broken = sum(text[line.end - 1] not in ".!?:\"”'’" for line in inner)
    return wide >= _WRAPPED_SHARE * len(inner) and broken >= _WRAPPED_SHARE * len(inner)
