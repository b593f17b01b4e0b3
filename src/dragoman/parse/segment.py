"""Sentence boundaries of kept paragraphs, by rule: 8 M words/s and as right on news as the parser's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from dragoman.lexicon import load_toml
from dragoman.model import Document, Sentence, Span
from dragoman.parse.casing import is_headline, plain_case

# A run of terminators with the quotation marks, brackets and marks of emphasis that close with them, white space, and
# what opens next.
_BOUNDARY = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]*_]*|'')(?P<space>\s+)(?P<next>[\"'“‘«(\[`*_]*\s*[A-Z0-9À-Þ])"
)
_WORD_BEFORE = re.compile(r"[\w.\-]*$")
_NEXT_WORD = re.compile(r"[\w'’]+")
_MAX_CHARS = 1500  # longer "sentences" are lists or scrapes without punctuation: cut so that the parser stays linear


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = load_toml("abbreviations.toml")
    return frozenset(data["before_more"]), frozenset(data["may_end"]), frozenset(data["openers"])


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    if match["stop"] != "." or match["close"]:
        return True
    before_more, may_end, openers = _abbreviations()
    word_match = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    word = word_match.group().lstrip(".") if word_match else ""
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    if is_initial or word in before_more:
        return False
    if word in may_end or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        following = _NEXT_WORD.search(text, match.end("space"))
        return bool(following) and following.group() in openers if following else True
    return True


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of ``text[start:end]``, without surrounding white space, none longer than 1,500 characters."""
    left = start
    for match in _BOUNDARY.finditer(text, start, end):
        if _is_boundary(text, match):
            yield from _pieces(text, left, match.start("space"))
            left = match.end("space")
    yield from _pieces(text, left, end)


def _pieces(text: str, left: int, right: int) -> Iterator[Span]:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    while right - left > _MAX_CHARS:
        cut = max(text.rfind("; ", left, left + _MAX_CHARS), text.rfind(" ", left, left + _MAX_CHARS))
        cut = left + _MAX_CHARS if cut <= left else cut
        yield Span(left, cut)
        left = cut
        while left < right and text[left].isspace():
            left += 1
    if left < right:
        yield Span(left, right)


def segment(document: Document, words: Set[str] = frozenset()) -> list[Sentence]:
    """The unparsed sentences of a document's kept paragraphs, in text order.

    ``words`` are those that a headline may capitalise though they are no names.
    """
    out: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        for span in split(document.text, paragraph.span.start, paragraph.span.end):
            sentence = Sentence(
                len(out), number, span, document.text[span.start : span.end], is_title=paragraph.is_title
            )
            if paragraph.is_title and is_headline(sentence.text):
                body = (document.text[p.span.start : p.span.end] for p in document.paragraphs if not p.is_title)
                sentence.plain = plain_case(sentence.text, body, words)
            out.append(sentence)
    return out
