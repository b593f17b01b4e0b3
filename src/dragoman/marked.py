"""An article with its records marked: which characters belong to what. Terminal and pages only add the colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.model import Claim, CodedDocument, Event, Position, Quote, Record, Relation, Span, Statement
from dragoman.wording import heading, who

Layer = Literal[
    "dropped", "mention", "time", "place", "evidence", "trigger", "statement", "cue", "position", "relation", "claim"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that means something. ``flavour`` tells kinds of a layer apart: the quad class of a trigger."""

    span: Span
    layer: Layer
    note: str
    record: str | None = None  # its id
    flavour: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters that have the same marks. ``ends`` are the records to be numbered behind it."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    ends: tuple[str, ...] = ()


def records(coded: CodedDocument) -> tuple[Record, ...]:
    """All records in the order of the text."""
    every: list[Record] = [*coded.events, *coded.statements, *coded.positions, *coded.relations, *coded.claims]
    return tuple(sorted(every, key=lambda record: anchor(record).span))


def labels(coded: CodedDocument) -> dict[str, str]:
    """A short label for each record of a document, by id: "e1", "s2", numbered in the order of the text."""
    counts: dict[str, int] = {}
    out: dict[str, str] = {}
    for record in records(coded):
        letter = type(record).__name__[0].lower()
        counts[letter] = counts.get(letter, 0) + 1
        out[record.id] = f"{letter}{counts[letter]}"
    return out


def anchor(record: Record) -> Mark:
    """The span behind which a record is numbered."""
    match record:
        case Event():
            return Mark(_span(record.trigger), "trigger", heading(record), record.id, record.quad)
        case Statement():
            return Mark(_span(record.content), "statement", heading(record), record.id)
        case Position():
            return Mark(_span(record.evidence), "position", heading(record), record.id)
        case Relation():
            return Mark(_span(record.evidence), "relation", heading(record), record.id)
        case Claim():
            return Mark(_span(record.evidence), "claim", heading(record), record.id)


def record_marks(record: Record) -> list[Mark]:
    """The parts of one record."""
    out = [anchor(record)]
    if isinstance(record, Event):
        out.append(Mark(_span(record.evidence), "evidence", heading(record), record.id, record.quad))
        if record.date and record.date.start is not None and record.date.end is not None:
            out.append(Mark(Span(record.date.start, record.date.end), "time", record.date.value, record.id))
    if isinstance(record, Statement) and record.cue:
        out.append(Mark(_span(record.cue), "cue", "cue", record.id))
    return out


def marks(coded: CodedDocument) -> list[Mark]:
    """Everything that is marked in an article."""
    out = [Mark(dropped.span, "dropped", dropped.reason) for dropped in coded.document.dropped]
    out += [Mark(mention.span, "mention", who(mention)) for mention in coded.mentions]
    out += [Mark(time.span, "time", time.value or "not resolved") for time in coded.times]
    out += [Mark(place.span, "place", f"{place.name}, {place.country_name or '?'}") for place in coded.places]
    for record in records(coded):
        out += record_marks(record)
    return out


def segments(text: str, marks: Iterable[Mark], within: Span | None = None) -> Iterator[Segment]:
    """The text cut wherever a mark begins or ends; marks may overlap and nest. ``within`` shows a part of it only."""
    whole = within or Span(0, len(text))
    there = [mark for mark in marks if mark.span.start < mark.span.end and mark.span.overlaps(whole)]
    starts: dict[int, list[Mark]] = {}
    for mark in there:
        starts.setdefault(max(mark.span.start, whole.start), []).append(mark)
    cuts = {min(mark.span.end, whole.end) for mark in there}
    bounds = sorted({whole.start, whole.end, *starts, *cuts})
    running: list[Mark] = []
    for start, end in pairwise(bounds):
        running = [mark for mark in running if mark.span.end > start] + starts.get(start, [])
        ends = dict.fromkeys(m.record for m in running if m.record and m.span.end == end and _is_anchor(m))
        yield Segment(start, text[start:end], tuple(running), tuple(ends))


def sentence_span(coded: CodedDocument, record: Record) -> Span:
    """The sentence of the record, stretched to all of its words; its paragraph where there is none."""
    from dragoman.parse import segment

    words = anchor(record).span
    for mark in record_marks(record):
        words = words.join(mark.span) if mark.layer in ("evidence", "cue") else words
    sentences = [s.span for s in segment(coded.document) if s.span.overlaps(words)]
    paragraphs = [p.span for p in coded.document.paragraphs if p.span.overlaps(words)]
    for span in sentences or paragraphs:
        words = words.join(span)
    return words


def _is_anchor(mark: Mark) -> bool:
    return mark.layer in ("trigger", "statement", "position", "relation", "claim")


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)
