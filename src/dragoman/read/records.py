"""One record of a table or JSON line → one raw document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dragoman.model import RawDocument, SetAside
from dragoman.read.dates import is_to_come, parse_date
from dragoman.read.encoding import tidy
from dragoman.read.front_matter import declared, declared_date

MAX_CHARS = 2_000_000  # no article is longer; a file that is, is a dump without line breaks
TEXT_COLUMNS = ("text", "content", "body", "article")
_ID = ("id",)
_TITLE = ("title", "headline")
_DATE = ("published", "date", "dct", "publication_date", "date_published")
_URL = ("url", "link")
_PUBLISHER = ("publisher", "domain", "outlet", "source_name")
_LANGUAGE = ("language", "lang")
COLUMNS = frozenset((*TEXT_COLUMNS, *_ID, *_TITLE, *_DATE, *_URL, *_PUBLISHER, *_LANGUAGE))


def aside(source: str, reason: str, hint: str, line: int | None = None, sha256: str = "") -> RawDocument:
    """A raw document that holds nothing but why it could not be read."""
    reason = " ".join(tidy(reason).split())
    return RawDocument("", source, sha256, line=line, set_aside=SetAside(reason, hint, source, line))


def from_text(text: str, source: str, data: bytes) -> RawDocument:
    """A whole file as one article. Its text stays whole; front matter, if it has some, dates it."""
    digest = hashlib.sha256(data).hexdigest()
    if not text.strip():
        return aside(source, "the file is empty", "there is nothing to code in it", sha256=digest)
    if len(text) > MAX_CHARS:
        return too_long(source, len(text), None, digest)
    text = tidy(text)
    fields = declared(text)
    return RawDocument(
        text, source, digest, None, _first(fields, _TITLE), declared_date(fields), _first(fields, _URL),
        _first(fields, ("publisher", "source")),
    )  # fmt: skip


def too_long(source: str, chars: int, line: int | None, digest: str) -> RawDocument:
    """Set aside: longer than any article."""
    hint = "give one article a file, or one a line as JSONL"
    return aside(source, f"{chars:,} characters are no article (at most {MAX_CHARS:,})", hint, line, digest)


def from_row(row: Mapping[str, object], source: str, line: int, digest: str) -> RawDocument:
    """A record with ``text`` and, if it has them, id, title, published, url, publisher and language."""
    texts = (row.get(name) for name in TEXT_COLUMNS)
    text = next((value for value in texts if isinstance(value, str) and value.strip()), None)
    if text is None:
        wanted = " or ".join(repr(name) for name in TEXT_COLUMNS[:3])
        return aside(source, "the record has no text", f"the text is looked for under {wanted}", line, digest)
    if len(text) > MAX_CHARS:
        return too_long(source, len(text), line, digest)
    told = next((row[name] for name in _DATE if row.get(name) not in (None, "")), None)
    try:
        published = parse_date(told)
    except ValueError:
        shown = repr(told)[:60]
        return aside(source, f"{shown} is no date", "write the date as YYYY-MM-DD, or leave it out", line, digest)
    if is_to_come(published):
        hint = "correct the date, or leave it out: the days that the article names then stay unresolved"
        return aside(source, f"published on {published}, which is to come", hint, line, digest)
    return RawDocument(
        tidy(text), source, digest, _first(row, _ID), _first(row, _TITLE), published, _first(row, _URL),
        _first(row, _PUBLISHER), _language(_first(row, _LANGUAGE)), line,
    )  # fmt: skip


def _first(row: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of these fields that is filled in."""
    for name in names:
        value = row.get(name)
        is_told = isinstance(value, str | int) and not isinstance(value, bool)
        if is_told and (told := tidy(str(value)).strip()):  # what is left may be nothing: a lone mark of direction
            return told
    return None


def _language(told: str | None) -> str | None:
    """English under the names that inputs give it; any other as told."""
    if told and (told.lower() in ("en", "eng", "english") or told.lower().startswith(("en-", "en_"))):
        return "en"
    return told.lower() if told else None
