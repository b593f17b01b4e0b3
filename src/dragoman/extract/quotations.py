"""Where quotations open and close: every style of marks, nested, over paragraphs, unbalanced.

Only the kept paragraphs are read. Single marks count where no double ones are open, if they are no apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Document, Span

_DOUBLE = re.compile(r"``|''|[\"“”«»„‟]")
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[—–:-])['‘`](?=[^\W\d_])(?!(?:em|til|tis|twas|cause|n)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’](?![\w'])")
_ALWAYS_OPEN = frozenset("“«„‟") | {"``"}
_ALWAYS_CLOSE = frozenset("”»")
_BEFORE_OPEN = frozenset(" \t\u00a0([{—–-:;,'‘/…_")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\sa-z]|\s*$)")
_MAX_SINGLE = 1500  # characters; longer ones are stray apostrophes


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. ``inner`` is without the marks, ``outer`` with them; a mark may be missing."""

    inner: Span
    outer: Span
    paragraph: int
    continues: bool = False  # goes on a quotation that the paragraph before left open
    is_closed: bool = True


@dataclass(slots=True)
class _Open:
    start: int  # of the mark
    inside: int  # after the mark
    continues: bool


def find(document: Document) -> list[Quotation]:
    """All quotations of the document in text order; nested ones are part of the outer one."""
    out: list[Quotation] = []
    carried = False  # the paragraph before ended inside a quotation
    for index, paragraph in enumerate(document.paragraphs):
        found, carried = _in_paragraph(document.text, index, paragraph.span, carried)
        out.extend(found)
    return out


def _in_paragraph(text: str, index: int, span: Span, carried: bool) -> tuple[list[Quotation], bool]:
    marks = list(_DOUBLE.finditer(text, span.start, span.end))
    out: list[Quotation] = []
    opened: _Open | None = None
    if carried and marks and not _opens(text, marks[0], span):
        opened = _Open(span.start, span.start, True)
    for mark in marks:
        if opened is None:
            if _opens(text, mark, span):
                opened = _Open(mark.start(), mark.end(), carried and mark.start() == span.start)
        elif _opens(text, mark, span) and not _closes(text, mark, span):
            out.append(_cut_short(text, index, opened, mark.start()))
            opened = _Open(mark.start(), mark.end(), False)
        else:
            out.append(_quotation(text, index, opened, mark.start(), mark.end()))
            opened = None
    left_open = opened is not None
    if opened is not None:
        out.append(_cut_short(text, index, opened, span.end))
    out.extend(_single(text, index, span, out))
    return sorted((q for q in out if q.inner.start < q.inner.end), key=lambda q: q.outer.start), left_open


def _opens(text: str, mark: re.Match[str], span: Span) -> bool:
    kind = mark.group()
    if kind in _ALWAYS_OPEN:
        return not _is_misturned(text, mark, span)
    if kind in _ALWAYS_CLOSE:  # "”This is mistyped,” she wrote"
        return mark.start() == span.start and text[mark.end() : mark.end() + 1].isalnum()
    after = text[mark.end()] if mark.end() < span.end else " "
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    return not after.isspace() and before in _BEFORE_OPEN


def _closes(text: str, mark: re.Match[str], span: Span) -> bool:
    """Whether a mark can close: it follows a word, or a tokenised text puts space on both sides."""
    if mark.group() in _ALWAYS_OPEN:
        return _is_misturned(text, mark, span)
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    return not before.isspace() or after.isspace() or after in ".,;)"


def _is_misturned(text: str, mark: re.Match[str], span: Span) -> bool:
    """Whether an opening mark stands where only a closing one can: "It is over,“ she said"."""
    before, after = text[max(span.start, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() == "“" and before in tuple(",.?!") and (after.isspace() or mark.end() == span.end)


def _quotation(text: str, index: int, opened: _Open, end: int, outer_end: int, closed: bool = True) -> Quotation:
    inner = trimmed(text, Span(opened.inside, end))
    return Quotation(inner, Span(opened.start, outer_end), index, opened.continues, closed)


def _cut_short(text: str, index: int, opened: _Open, limit: int) -> Quotation:
    """A quotation that nothing closes ends with its sentence, one that fills the paragraph with the paragraph."""
    end = limit
    if (stop := _SENTENCE_END.search(text, opened.inside, limit)) and opened.start != _line_start(text, opened.start):
        end = stop.end()
    return _quotation(text, index, opened, end, end, closed=False)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def trimmed(text: str, span: Span) -> Span:
    """The span without white space and separating punctuation at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    if end - start > 1 and text[end - 1] == "." and text[end - 2] != "." and not _ends_in_initial(text, start, end):
        end -= 1
    return Span(start, end)


def _ends_in_initial(text: str, start: int, end: int) -> bool:
    """Whether the full stop belongs to an abbreviation like "the U.S."."""
    return end - start >= 2 and text[end - 2].isupper() and (end - start < 3 or not text[end - 3].isalpha())


def _single(text: str, index: int, span: Span, doubles: list[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    at = span.start
    while opening := _SINGLE_OPEN.search(text, at, span.end):
        at = opening.end()
        if any(q.outer.start <= opening.start() < q.outer.end for q in doubles):
            continue
        if opening.start() and text[opening.start() - 1 : at] in ("``", "''"):
            continue
        closing = _single_close(text, at, min(span.end, at + _MAX_SINGLE))
        if closing is None or any(q.outer.start < closing and opening.start() < q.outer.end for q in doubles):
            continue
        out.append(_quotation(text, index, _Open(opening.start(), at, False), closing, closing + 1))
        at = closing + 1
    return out


def _single_close(text: str, start: int, limit: int) -> int | None:
    """Where a single quotation closes: rather after punctuation than after a plural's s ("the Greens' offer")."""
    possible: int | None = None
    for mark in _SINGLE_CLOSE.finditer(text, start, limit):
        before = text[mark.start() - 1]
        if before in ",.?!…" or before != "s" or not re.match(r"\s+[a-z]", text[mark.end() : mark.end() + 3]):
            return mark.start()
        possible = possible or mark.start()
    return possible
