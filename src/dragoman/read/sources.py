"""From paths to raw documents: which files, in which order, by which format."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from dragoman.model import RawDocument
from dragoman.read.encoding import SAMPLE, NotTextError, check_encoding, decode, tidy
from dragoman.read.html import MAX_BYTES, HtmlReader
from dragoman.read.lines import peekable
from dragoman.read.records import MAX_CHARS, aside, from_text
from dragoman.read.tables import read_csv, read_jsonl, read_parquet

_TEXT = (".txt", ".md")
_HTML = (".html", ".htm")
SUFFIXES = (*_TEXT, *_HTML, ".jsonl", ".csv", ".parquet")  # all but Parquet also with .gz
_MAX_FILE = 4 * MAX_CHARS  # bytes of a text that is read; the rest of a longer one is not needed to refuse it
_PEEK = 4096


def read_paths(paths: Sequence[str], *, encoding: str | None = None) -> Iterator[RawDocument]:
    """The documents of files, folders (recursively, sorted) and ``-`` (standard input), in order.

    What cannot be read comes as a document with ``set_aside``. Raises DragomanError only for an encoding that does not
    exist.
    """
    check_encoding(encoding)
    with HtmlReader() as html:
        for path in paths:
            if path == "-":
                yield from _sniffed(sys.stdin.buffer, "-", html, encoding)
            elif os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it never raises
                yield from _folder(Path(path), html, encoding)
            else:
                yield from _file(Path(path), html, encoding)


def _folder(folder: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    closed: list[OSError] = []
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(root, name) for name in names if not name.startswith("."))
        found.extend(path for path in files if _suffix(path) in SUFFIXES)
    for error in closed:
        yield aside(_name(error.filename), "the folder may not be read", "check its permissions")
    for path in sorted(found):
        yield from _file(path, html, encoding)
    if not found and not closed:
        hint = f"articles are looked for in {' '.join(SUFFIXES)} files"
        yield aside(_name(folder), "no articles in this folder", hint)


def _name(path: object) -> str:
    """A path as text that can be shown and kept, whatever bytes it has."""
    return tidy(str(path))


def _suffix(path: Path) -> str:
    """The suffix that tells the format, ``.gz`` taken off."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _file(path: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    source, is_empty = _name(path), True
    try:
        if _suffix(path) == ".parquet":
            documents = read_parquet(str(path), source)
        else:
            documents = _opened(path, source, html, encoding)
        for document in documents:
            is_empty = False
            yield document
        if is_empty:
            yield aside(source, "the file is empty", "there is nothing to code in it")
    except FileNotFoundError:
        yield aside(source, "there is no such file or folder", "check the path")
    except PermissionError:
        yield aside(source, "the file may not be read", "check its permissions")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        yield aside(source, f"the file cannot be read: {error}", "is it whole?")


def _opened(path: Path, source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    with path.open("rb", buffering=SAMPLE) as file:
        is_packed = path.suffix.lower() == ".gz"
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if is_packed else cast(IO[bytes], file)
        suffix = _suffix(path)
        if suffix == ".jsonl":
            yield from read_jsonl(stream, source, encoding)
        elif suffix == ".csv":
            yield from read_csv(stream, source, encoding)
        elif suffix in _HTML:
            yield html.read(stream.read(MAX_BYTES + 1), source, encoding)
        elif suffix in _TEXT:
            yield _text(stream, source, encoding)
        elif suffix == ".json":
            yield aside(source, "JSON is read line by line only", "write one object a line, as .jsonl")
        else:
            yield from _sniffed(stream, source, html, encoding)


def _text(stream: IO[bytes], source: str, encoding: str | None) -> RawDocument:
    data = stream.read(_MAX_FILE + 1)
    if len(data) > _MAX_FILE:
        hint = "give one article a file, or one a line as JSONL"
        return aside(source, f"a text of more than {_MAX_FILE:,} bytes is no article", hint)
    try:
        return from_text(decode(data, encoding), source, data)
    except NotTextError as error:
        return aside(source, str(error), "articles are text, HTML, JSONL, CSV or Parquet; or give --encoding")


def _sniffed(taken: IO[bytes], source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """JSON lines, HTML or one text, told by the first character."""
    stream = peekable(taken)
    start = stream.peek(_PEEK).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if start.startswith(b"{"):
        yield from read_jsonl(stream, source, encoding)
    elif start.startswith(b"<"):
        yield html.read(stream.read(MAX_BYTES + 1), source, encoding)
    else:
        yield _text(stream, source, encoding)
