"""One coder for all tests of this room: loading it takes seconds."""

import datetime as dt
from collections.abc import Callable

import pytest

from dragoman.coder import Coder
from dragoman.model import CodedDocument, Document, Paragraph, Span

DAY = dt.date(2019, 5, 15)  # a Wednesday; the day of publication of every probe sentence that names no other


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., CodedDocument]:
    """Code a text that is all article, published on ``DAY`` if not told otherwise."""

    def run(text: str, published: dt.date | None = DAY) -> CodedDocument:
        paragraphs = tuple(
            Paragraph(Span(start, start + len(line)))
            for start, line in _lines(text)
        )
        return coder.code(Document("probe", text, paragraphs, published=published))

    return run


def _lines(text: str) -> list[tuple[int, str]]:
    out, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((start, line))
        start += len(line) + 1
    return out
