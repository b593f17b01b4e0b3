"""A coded document as HTML: the article with its marks, and its records. For notebooks and reports alike."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib import resources

from dragoman import marked, wording
from dragoman.ledger.writing import participants_of
from dragoman.marked import Segment
from dragoman.model import CodedDocument, Event, Record

QUAD_CLASSES = {
    "verbal cooperation": "vcoop",
    "material cooperation": "mcoop",
    "verbal conflict": "vconf",
    "material conflict": "mconf",
}


def style() -> str:
    """The style sheet of `article`, to be put once on a page."""
    return (resources.files("dragoman.report") / "templates" / "article.css").read_text("utf-8")


def standalone(coded: CodedDocument) -> str:
    """Article and records with their style, as a notebook shows them."""
    document = coded.document
    about = [document.publisher, str(document.published or "no date"), coded.coder]
    head = f"<b>{escape(document.title or document.id)}</b> <small>{escape(' · '.join(filter(None, about)))}</small>"
    if document.set_aside:
        body = f"<p>Set aside: {escape(document.set_aside.reason)} ({escape(document.set_aside.hint)})</p>"
    else:
        body = article(coded) + records(coded)
    return f'<style>{style()}</style><div class="dragoman">{head}{body}</div>'


def article(coded: CodedDocument, prefix: str = "r-") -> str:
    """The text, whole, with its marks. Each record's label links to the element ``prefix`` + the record's id."""
    labels = marked.labels(coded)
    segments = marked.segments(coded.document.text, marked.marks(coded))
    return f'<div class="dg-text">{"".join(_segment(s, labels, prefix) for s in segments)}</div>'


def sentence(coded: CodedDocument, record: Record) -> str:
    """The sentence of a record with its parts and those who take part marked."""
    marks = marked.record_marks(record)
    marks += [marked.Mark(m.span, "mention", wording.who(m)) for ms in participants_of(record).values() for m in ms]
    segments = marked.segments(coded.document.text, marks, within=marked.sentence_span(coded, record))
    return f'<div class="dg-text">{"".join(_segment(s, {}, "") for s in segments)}</div>'


def records(coded: CodedDocument, prefix: str = "r-") -> str:
    """The records in the order of the text, one a line."""
    labels = marked.labels(coded)
    lines = "".join(_record(record, labels[record.id], prefix) for record in marked.records(coded))
    return f'<ol class="dg-records">{lines}</ol>' if lines else "<p>No records.</p>"


def _segment(segment: Segment, labels: dict[str, str], prefix: str) -> str:
    text = escape(segment.text)
    if segment.marks:
        classes = " ".join(dict.fromkeys(_classes(segment)))
        notes = "\n".join(dict.fromkeys(f"{mark.layer}: {mark.note}" for mark in segment.marks))
        ids = " ".join(dict.fromkeys(mark.record for mark in segment.marks if mark.record))
        of = f' data-records="{escape(ids)}"' if ids else ""
        text = f'<span class="{classes}" title="{escape(notes)}"{of}>{text}</span>'
    refs = "".join(
        f'<a class="dg-ref" href="#{escape(prefix + record)}">{labels[record]}</a>'
        for record in segment.ends
        if record in labels
    )
    return text + refs


def _classes(segment: Segment) -> Iterable[str]:
    for mark in segment.marks:
        yield f"dg-{mark.layer}"
        if mark.flavour:
            yield f"dg-{QUAD_CLASSES[mark.flavour]}"


def _record(record: Record, label: str, prefix: str) -> str:
    quad = f" dg-{QUAD_CLASSES[record.quad]}" if isinstance(record, Event) else ""
    words = "" if isinstance(record, Event) else f" <q>{escape(wording.content(record))}</q>"
    detail = f"{record.rule}, confidence {record.confidence:.2f}, {record.id}"
    return (
        f'<li id="{escape(prefix + record.id)}" title="{escape(detail)}"><span class="dg-label{quad}">{label}</span> '
        f"{escape(wording.heading(record))}{words}</li>"
    )
