"""One raw document in, one document out: what is dropped is marked with its reason, never deleted."""

from __future__ import annotations

import datetime as dt
import hashlib

from dragoman.clean.boilerplate import front_matter, plain, reason_to_drop
from dragoman.clean.datelines import dateline_end
from dragoman.clean.headlines import is_headline, is_label, repeats, teasers, unstitched
from dragoman.clean.language import language_of
from dragoman.clean.lines import blocks, mark_before, trimmed
from dragoman.clean.printed import printed_date
from dragoman.model import Document, Dropped, DropReason, Paragraph, RawDocument, SetAside, Span

_PROSE = 80  # characters; shorter paragraphs over the article may be the name of the paper or a section
_MAX_TITLE = 300  # characters; a longer first line is a paragraph, whatever the metadata call it


def clean(raw: RawDocument, *, published: dt.date | None = None) -> Document:
    """The article of a raw document. ``published`` dates it where nothing else does.

    A text without words or in another language than English comes back with ``set_aside`` and nothing to code.
    """
    language = "" if raw.set_aside else language_of(raw.text, raw.language)
    set_aside = raw.set_aside or _unfit(raw, language)
    title, paragraphs, dropped = (None, (), ()) if set_aside else _sort(raw)
    day = raw.published or _printed(raw.text, paragraphs, dropped) or published
    return Document(
        id=raw.id or hashlib.sha256(raw.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=raw.text,
        paragraphs=paragraphs,
        dropped=dropped,
        title=raw.title or title,
        published=day,
        language=language,
        publisher=raw.publisher,
        url=raw.url,
        source=raw.source,
        sha256=raw.sha256,
        set_aside=set_aside,
    )


def _printed(text: str, paragraphs: tuple[Paragraph, ...], dropped: tuple[Dropped, ...]) -> dt.date | None:
    """The day of publication that stands over the article, or in the dateline that opens it."""
    body = [p for p in paragraphs if not p.is_title and p.span.end - p.span.start >= _PROSE]
    begin = body[0].span.start if body else 0
    over = [d.span for d in dropped if d.reason in ("byline", "boilerplate") and d.span.start < begin]
    over += [p.dateline for p in body[:1] if p.dateline]
    return printed_date(text[span.start : span.end] for span in over)


def _unfit(raw: RawDocument, language: str) -> SetAside | None:
    if not any(c.isalpha() for c in raw.text):
        return SetAside(
            "no words in it", "an article is needed; is the text in another column or file?", raw.source, raw.line
        )
    if language != "en":
        hint = "Dragoman codes English: translate it first, or correct its language if it is English"
        return SetAside(f"written in another language ({language})", hint, raw.source, raw.line)
    return None


def _sort(raw: RawDocument) -> tuple[str | None, tuple[Paragraph, ...], tuple[Dropped, ...]]:
    """Title, kept paragraphs and dropped parts, in text order."""
    spans, marks = _unmarked(raw.text, unstitched(raw.text, blocks(raw.text), raw.title))
    lines = [plain(raw.text[s.start : s.end]) for s in spans]
    reasons: dict[int, DropReason] = dict.fromkeys(front_matter(lines), "boilerplate")
    if len(lines) > 1:  # a document of one line is the article, whatever it looks like
        reasons |= {i: reason for i, line in enumerate(lines) if (reason := reason_to_drop(line))}
    title_at = _title_at(raw, lines, reasons)
    if title_at is not None:
        reasons |= {
            i: "repeated title"
            for i, line in enumerate(lines)
            if i > title_at and repeats(line, lines[title_at]) and (is_headline(line) or line == lines[title_at])
        }
    free = [i for i in range(len(lines)) if i != title_at and i not in reasons]
    reasons |= dict.fromkeys(teasers(lines, free), "teaser headline")
    kept: list[Paragraph] = []
    dropped = [Dropped(mark, "boilerplate") for mark in marks]
    for i, span in enumerate(spans):
        if i in reasons:
            dropped.append(Dropped(span, reasons[i]))
        elif paragraph := _paragraph(raw.text, span, is_title=i == title_at):
            kept.append(paragraph)
        else:
            dropped.append(Dropped(span, "byline"))  # a dateline on a line of its own
    dropped.sort(key=lambda part: part.span)
    return (lines[title_at] if title_at is not None else None), tuple(kept), tuple(dropped)


def _unmarked(text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without the marks that open them, and the marks."""
    marks = [mark_before(text, span) for span in spans]
    rest = [Span(mark.end, span.end) if mark else span for span, mark in zip(spans, marks, strict=True)]
    return rest, [Span(mark.start, mark.end - 1) for mark in marks if mark]


def _title_at(raw: RawDocument, lines: list[str], reasons: dict[int, DropReason]) -> int | None:
    """Which line is the title: the one that the metadata call so, or the first that looks like it.

    Only section names ("World", "Middle East") may stand before it.
    """
    candidates = [i for i in range(len(lines)) if i not in reasons][:3]
    for i in candidates:
        if raw.title and repeats(lines[i], raw.title) and len(lines[i]) <= _MAX_TITLE:
            return i
    for i in candidates[:-1]:
        if is_headline(lines[i]):
            return i
        if not is_label(lines[i]):
            break
    return None


def _paragraph(text: str, span: Span, *, is_title: bool) -> Paragraph | None:
    if is_title:
        return Paragraph(span, is_title=True)
    body = trimmed(text, Span(dateline_end(text, span.start, span.end), span.end))
    if body is None or body.start == span.start:
        return Paragraph(span) if body else None
    return Paragraph(body, dateline=Span(span.start, body.start))
