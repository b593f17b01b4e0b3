"""Lines of a stream of any size: what is held in memory is one line, and not even that if it is too long."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from itertools import chain
from typing import IO, AnyStr, cast

from dragoman.read.encoding import SAMPLE, NotTextError, encoding_of

MAX_LINE = 8_000_000  # bytes, of decoded text characters
_WIDE = ("utf-16", "utf-32")


def peekable(stream: IO[bytes]) -> BufferedReader:
    """The stream as one whose start can be looked at without being taken from it."""
    if isinstance(stream, BufferedReader):
        return stream
    return BufferedReader(cast(RawIOBase, stream), SAMPLE)  # BytesIO and GzipFile are raw enough to be buffered


def byte_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream. A line longer than MAX_LINE is cut there, so that its length tells it; no rest follows."""
    return _cut(stream, b"\n")


def text_lines(stream: IO[str]) -> Iterator[str]:
    """The same of decoded text."""
    return _cut(stream, "\n")


def _cut(stream: IO[AnyStr], newline: AnyStr) -> Iterator[AnyStr]:
    while line := stream.readline(MAX_LINE + 1):
        yield line
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(newline):
            rest = stream.readline(MAX_LINE + 1)


def utf8_lines(lines: Iterator[bytes], encoding: str | None) -> Iterator[bytes]:
    """Lines without byte order mark; those in UTF-16 or UTF-32, where a newline is no byte of its own, as UTF-8.

    Raises NotTextError if what stands at the start is no text.
    """
    first = next(lines, b"")
    name = (encoding or _told(first)).lower().replace("_", "-")
    if not name.startswith(_WIDE):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from lines
        return
    decoder, held = codecs.getincrementaldecoder(name)(errors="replace"), ""
    for data in chain([first], lines):
        *whole, held = (held + decoder.decode(data)).split("\n")
        yield from (line.encode("utf-8", "replace") for line in whole)
    if held:
        yield held.encode("utf-8", "replace")


def is_wide(encoding: str | None) -> bool:
    """Whether ``utf8_lines`` has turned lines of this encoding into UTF-8 already."""
    return encoding is not None and encoding.lower().replace("_", "-").startswith(_WIDE)


def _told(first: bytes) -> str:
    try:
        return encoding_of(first[:SAMPLE])
    except NotTextError as error:
        if "binary" in str(error):
            raise
        return "utf-8"  # each line is decoded, and refused, by itself
