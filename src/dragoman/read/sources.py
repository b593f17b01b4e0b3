"""From paths to raw documents: which files, in which order, by which format."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, cast

from dragoman.model import RawDocument
from dragoman.read.encoding import NotTextError, check_encoding, decode
from dragoman.read.html import HtmlReader
from dragoman.read.records import MAX_CHARS, aside, from_text
from dragoman.read.tables import read_csv, read_jsonl, read_parquet

_TEXT = (".txt", ".md")
_HTML = (".html", ".htm")
SUFFIXES = (*_TEXT, *_HTML, ".jsonl", ".csv", ".parquet")  # all but Parquet also with .gz
_MAX_FILE = 8 * MAX_CHARS  # bytes of a file that is read whole; the rest of a longer one is not needed to refuse it


def read_paths(paths: Sequence[str], *, encoding: str | None = None) -> Iterator[RawDocument]:
    """The documents of files, folders (recursively, sorted) and ``-`` (standard input), in order.

    What cannot be read comes as a document with ``set_aside``. Raises DragomanError only for an encoding that does not
    exist.
    """
    check_encoding(encoding)
    with HtmlReader() as html:
        for path in paths:
            if path == "-":
                yield from _stdin(html, encoding)
            elif Path(path).is_dir():
                yield from _folder(Path(path), html, encoding)
            else:
                yield from _file(Path(path), html, encoding)


def _folder(folder: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    found = False
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _suffix(path) in SUFFIXES and not path.name.startswith("."):
            found = True
            yield from _file(path, html, encoding)
    if not found:
        yield aside(str(folder), "no articles in this folder", f"articles are looked for in {' '.join(SUFFIXES)} files")


def _suffix(path: Path) -> str:
    """The suffix that tells the format, ``.gz`` taken off."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _file(path: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    source = str(path)
    try:
        if _suffix(path) == ".parquet":
            yield from read_parquet(source, source)
            return
        with _open(path) as stream:
            yield from _stream(stream, _suffix(path), source, html, encoding)
    except FileNotFoundError:
        yield aside(source, "there is no such file or folder", "check the path")
    except PermissionError:
        yield aside(source, "the file may not be read", "check its permissions")
    except (OSError, EOFError, zlib.error) as error:
        yield aside(source, f"the file cannot be read: {error}", "is it whole?")


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _stream(
    stream: IO[bytes], suffix: str, source: str, html: HtmlReader, encoding: str | None
) -> Iterator[RawDocument]:
    if suffix == ".jsonl":
        yield from read_jsonl(stream, source, encoding)
    elif suffix == ".csv":
        yield from read_csv(stream, source, encoding)
    elif suffix in _HTML:
        yield html.read(stream.read(), source, encoding)
    else:
        yield _text(stream.read(_MAX_FILE), source, encoding)


def _text(data: bytes, source: str, encoding: str | None) -> RawDocument:
    try:
        return from_text(decode(data, encoding), source, data)
    except NotTextError as error:
        return aside(source, str(error), "articles are text, HTML, JSONL, CSV or Parquet; or give --encoding")


def _stdin(html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """JSON lines, HTML or one text, told by the first line."""
    stream = sys.stdin.buffer
    first = stream.readline()
    if first.lstrip().startswith(b"{"):
        yield from read_jsonl(chain([first], stream), "-", encoding)
        return
    data = first + stream.read(_MAX_FILE)
    yield html.read(data, "-", encoding) if data.lstrip().startswith(b"<") else _text(data, "-", encoding)
