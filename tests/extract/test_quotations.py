"""Where quotations open and close."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract import quotations
from dragoman.model import Document, Paragraph, Span


def document(text: str) -> Document:
    return Document("probe", text, tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"\S[^\n]*", text)))


def found(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations.find(document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay," he said.', ["We will stay"]),
        ("“We will stay,” he said, “and fight.”", ["We will stay", "and fight"]),
        ("``We will stay,'' he said.", ["We will stay"]),
        ("''We will stay,'' he said.", ["We will stay"]),
        ("«We will stay», he said.", ["We will stay"]),
        ("‘We won’t accept the Greens’ offer,’ he said.", ["We won’t accept the Greens’ offer"]),
        ("He said: 'We don't know.'", ["We don't know"]),
        ("It's the farmers' vote that counts in the '90s.", []),
        ("\"He told me 'go home' and I left,\" she said.", ["He told me 'go home' and I left"]),
        ('He never closed "the door. The talks went on.', ["the door"]),
        ("He spoke of the U.S. and the “enemies of the U.S.”", ["enemies of the U.S."]),
        ('A stray" mark closes nothing.', []),
        ('"', []),
        ("", []),
    ],
)
def test_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_block_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations.find(document('He said: "It starts here.\n"And it ends here."'))
    assert not first.is_closed
    assert second.continues and second.is_closed


def test_a_quotation_closes_in_a_later_paragraph_without_opening_again() -> None:
    assert found('He said: "It starts here.\nAnd it ends here."') == ["It starts here", "And it ends here"]


def test_dropped_text_is_not_read() -> None:
    text = '"Teaser," it says.\nThe story.'
    kept = Document("probe", text, (Paragraph(Span(text.index("The"), len(text))),))
    assert quotations.find(kept) == []


def test_ten_thousand_quotations() -> None:
    assert len(found('"Yes," he said. ' * 10_000)) == 10_000


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=200))
def test_any_text_gives_ordered_spans_within_their_paragraphs(text: str) -> None:
    doc = document(text)
    spans = quotations.find(doc)
    assert all(q.outer.covers(q.inner) for q in spans)
    assert all(doc.paragraphs[q.paragraph].span.covers(q.outer) for q in spans)
    assert [q.outer.start for q in spans] == sorted(q.outer.start for q in spans)
