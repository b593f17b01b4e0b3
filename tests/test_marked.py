"""Cutting a text at its marks: nothing lost, nothing moved, whatever overlaps."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dragoman import marked
from dragoman.marked import Mark
from dragoman.model import Span
from tests.ledger.conftest import make

TEXT = "The quick brown fox jumps."
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(*sorted(pair)))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(["trigger", "mention", "dropped"]), st.just(""), st.just("r")))


@given(MARKS, st.none() | SPANS.filter(lambda span: span.end <= len(TEXT)))
def test_segments_are_the_text(marks: list[Mark], within: Span | None) -> None:
    segments = list(marked.segments(TEXT, marks, within))
    whole = within or Span(0, len(TEXT))
    assert "".join(s.text for s in segments) == TEXT[whole.start : whole.end]
    for segment in segments:
        here = Span(segment.start, segment.start + len(segment.text))
        assert Counter(segment.marks) == Counter(m for m in marks if m.span.covers(here))


def test_records_are_numbered_by_kind_in_the_order_of_the_text() -> None:
    assert marked.labels(make()) == {
        "doc-1-p1": "p1", "doc-1-e1": "e1", "doc-1-e2": "e2", "doc-1-s1": "s1", "doc-1-r1": "r1", "doc-1-c1": "c1",
    }  # fmt: skip


def test_a_record_is_numbered_once_behind_its_words() -> None:
    coded = make()
    ends = [(s.text, end) for s in marked.segments(coded.document.text, marked.marks(coded)) for end in s.ends]
    assert [end for _, end in ends].count("doc-1-e1") == 1
    assert ("urged", "doc-1-e1") in ends
