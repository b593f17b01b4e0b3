"""Web archives (WARC, as Common Crawl's news archive has them): the HTML pages that were answered, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from dragoman.model import RawDocument
from dragoman.read.encoding import charset_of, tidy
from dragoman.read.html import MAX_BYTES, HtmlReader
from dragoman.read.members import name_of, silenced, stepped
from dragoman.read.records import aside

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """A document a page that was answered with 200; what else is in the archive is passed over.

    The day of a record is that of the visit, which says nothing about when the article was published: only the page
    tells that. Raises ValueError where the archive is broken.
    """
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    for record in stepped(ArchiveIterator(stream), "WARC"):
        if _is_page(record):
            pages += 1
            yield _document(record, source, html, encoding)
    if not pages:
        yield aside(source, "no HTML pages in this web archive", "pages answered with 200 are read")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return kind in _HTML and record.http_headers.get_statuscode() == "200"


def _document(record: Any, source: str, html: HtmlReader, encoding: str | None) -> RawDocument:
    url = tidy(record.rec_headers.get_header("WARC-Target-URI") or "").strip()
    try:
        with silenced():
            data = record.content_stream().read(MAX_BYTES + 1)
    except Exception as error:  # noqa: BLE001  # a spoilt page costs itself only, in whatever way it is spoilt
        return aside(name_of(source, url), f"the page cannot be read: {error}", "what follows it is read")
    told = encoding or charset_of(record.http_headers.get_header("Content-Type") or "", data)
    document = html.read(data, name_of(source, url), told)
    return replace(document, url=document.url or url or None)
