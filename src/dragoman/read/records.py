"""One record of a table or JSON line → one raw document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dragoman.model import RawDocument, SetAside
from dragoman.read.dates import parse_date
from dragoman.read.encoding import tidy

MAX_CHARS = 2_000_000  # no article is longer; a file that is, is a dump without line breaks
_TEXT = ("text", "content", "body", "article")
_DATE = ("published", "date", "dct", "publication_date", "date_published")
_PUBLISHER = ("publisher", "domain", "outlet", "source_name")


def aside(source: str, reason: str, hint: str, line: int | None = None, sha256: str = "") -> RawDocument:
    """A raw document that holds nothing but why it could not be read."""
    return RawDocument("", source, sha256, line=line, set_aside=SetAside(reason, hint, source, line))


def from_text(text: str, source: str, data: bytes) -> RawDocument:
    """A whole file as one article."""
    digest = hashlib.sha256(data).hexdigest()
    if not text.strip():
        return aside(source, "the file is empty", "there is nothing to code in it", sha256=digest)
    if len(text) > MAX_CHARS:
        return too_long(source, len(text), None, digest)
    return RawDocument(tidy(text), source, digest)


def too_long(source: str, chars: int, line: int | None, digest: str) -> RawDocument:
    """Set aside: longer than any article."""
    hint = "give one article a file, or one a line as JSONL"
    return aside(source, f"{chars:,} characters are no article (at most {MAX_CHARS:,})", hint, line, digest)


def from_row(row: Mapping[str, object], source: str, line: int, data: bytes) -> RawDocument:
    """A record with ``text`` and, if it has them, id, title, published, url, publisher and language."""
    digest = hashlib.sha256(data).hexdigest()
    text = _first(row, _TEXT)
    if text is None:
        wanted = " or ".join(repr(name) for name in _TEXT[:3])
        return aside(source, "the record has no text", f"the text is looked for under {wanted}", line, digest)
    if len(text) > MAX_CHARS:
        return too_long(source, len(text), line, digest)
    told = next((row[name] for name in _DATE if row.get(name) not in (None, "")), None)
    try:
        published = parse_date(told)
    except ValueError:
        return aside(source, f"{told!r} is no date", "write the date as YYYY-MM-DD, or leave it out", line, digest)
    return RawDocument(
        tidy(text), source, digest, _first(row, ("id",)), _first(row, ("title", "headline")), published,
        _first(row, ("url", "link")), _first(row, _PUBLISHER), _first(row, ("language", "lang")), line,
    )  # fmt: skip


def _first(row: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if value is not None and str(value).strip():
            return str(value) if name in _TEXT else tidy(str(value))
    return None
