"""Sentence boundaries: one text in, the sentences out."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Document, Paragraph, Span
from dragoman.parse.segment import segment, split

CASES = [
    ("Talks failed. Both sides left.", ["Talks failed.", "Both sides left."]),
    ("Mr. Brown met Gen. A. Dostum in Kabul.", ["Mr. Brown met Gen. A. Dostum in Kabul."]),
    ("He went to the U.S. The trip was short.", ["He went to the U.S.", "The trip was short."]),
    ("U.S. President Joe Biden spoke.", ["U.S. President Joe Biden spoke."]),
    ("“We will not go.” He left.", ["“We will not go.”", "He left."]),
    ('"Never!" she said. "Never again."', ['"Never!" she said.', '"Never again."']),
    ("**Talks failed.** *Both* sides left.", ["**Talks failed.**", "*Both* sides left."]),
    ("It rose 3.5 percent. Exports fell.", ["It rose 3.5 percent.", "Exports fell."]),
    ("They met at 5 p.m. on Friday.", ["They met at 5 p.m. on Friday."]),
    ("What now? Nobody knows…  Perhaps.", ["What now?", "Nobody knows…", "Perhaps."]),
    ("On Jan. 5 he resigned.", ["On Jan. 5 he resigned."]),
    ("No full stop at the end", ["No full stop at the end"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split(text, 0, len(text))] == expected


@given(st.text(alphabet="ab .!?\"”\nAB'", max_size=400))
def test_sentences_are_ordered_disjoint_and_lose_no_word(text: str) -> None:
    spans = list(split(text, 0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "").replace("\n", "") == "".join(text.split())


def test_a_line_without_punctuation_is_cut() -> None:
    text = "word " * 2000
    assert all(s.end - s.start <= 1500 for s in split(text, 0, len(text)))


def test_segment_numbers_sentences_over_paragraphs() -> None:
    text = "A title\nOne here. Two there."
    paragraphs = (Paragraph(Span(0, 7), is_title=True), Paragraph(Span(8, len(text))))
    sentences = segment(Document("d", text, paragraphs, published=dt.date(2020, 1, 1)))
    assert [(s.index, s.paragraph, s.is_title, s.text) for s in sentences] == [
        (0, 0, True, "A title"),
        (1, 1, False, "One here."),
        (2, 1, False, "Two there."),
    ]
