"""One stream of a known name → its documents: the format is told by the name, or by how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from dragoman.model import RawDocument
from dragoman.read.encoding import NotTextError, decode
from dragoman.read.html import MAX_BYTES, HtmlReader
from dragoman.read.lines import peekable
from dragoman.read.records import MAX_CHARS, aside, from_text
from dragoman.read.tables import read_csv, read_jsonl

TEXT = (".txt", ".md")
HTML = (".html", ".htm")
SUFFIXES = (*TEXT, *HTML, ".jsonl", ".csv")
_MAX_FILE = 4 * MAX_CHARS  # bytes of a text that is read; the rest of a longer one is not needed to refuse it
_PEEK = 4096


def read_stream(
    stream: IO[bytes], suffix: str, source: str, html: HtmlReader, encoding: str | None
) -> Iterator[RawDocument]:
    """The documents of a stream with this suffix."""
    if suffix == ".jsonl":
        yield from read_jsonl(stream, source, encoding)
    elif suffix == ".csv":
        yield from read_csv(stream, source, encoding)
    elif suffix in HTML:
        yield html.read(stream.read(MAX_BYTES + 1), source, encoding)
    elif suffix in TEXT:
        yield _text(stream, source, encoding)
    elif suffix == ".json":
        yield aside(source, "JSON is read line by line only", "write one object a line, as .jsonl")
    else:
        yield from sniffed(stream, source, html, encoding)


def sniffed(taken: IO[bytes], source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """JSON lines, HTML or one text, told by the first character."""
    stream = peekable(taken)
    start = stream.peek(_PEEK).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if start.startswith(b"{"):
        yield from read_jsonl(stream, source, encoding)
    elif start.startswith(b"<"):
        yield html.read(stream.read(MAX_BYTES + 1), source, encoding)
    else:
        yield _text(stream, source, encoding)


def _text(stream: IO[bytes], source: str, encoding: str | None) -> RawDocument:
    data = stream.read(_MAX_FILE + 1)
    if len(data) > _MAX_FILE:
        hint = "give one article a file, or one a line as JSONL"
        return aside(source, f"a text of more than {_MAX_FILE:,} bytes is no article", hint)
    try:
        return from_text(decode(data, encoding), source, data)
    except NotTextError as error:
        return aside(source, str(error), "articles are text, HTML, JSONL, CSV or Parquet; or give --encoding")
