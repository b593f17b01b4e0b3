"""From paths to raw documents: which files, in which order, by which format."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.model import RawDocument
from dragoman.read.encoding import SAMPLE, check_encoding, tidy
from dragoman.read.html import HtmlReader
from dragoman.read.members import ARCHIVES
from dragoman.read.packed import TooMuchError, plain_suffix, unpacked
from dragoman.read.records import aside
from dragoman.read.streams import SUFFIXES as STREAMS
from dragoman.read.streams import read_stream, sniffed
from dragoman.read.tables import read_parquet
from dragoman.read.tars import read_tar
from dragoman.read.warcs import read_warc
from dragoman.read.zips import read_zip

# Lines, tables and pages may also end in .gz, .xz or .zst, .tar in .gz, .xz or .zst, .warc in .gz.
SUFFIXES = (*STREAMS, ".parquet", *ARCHIVES)


def read_paths(paths: Sequence[str], *, encoding: str | None = None) -> Iterator[RawDocument]:
    """The documents of files, folders (recursively, sorted) and ``-`` (standard input), in order.

    What cannot be read comes as a document with ``set_aside``. Raises DragomanError only for an encoding that does not
    exist.
    """
    check_encoding(encoding)
    with HtmlReader() as html:
        for path in paths:
            if path == "-":
                yield from sniffed(sys.stdin.buffer, "-", html, encoding)
            elif os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it never raises
                yield from _folder(Path(path), html, encoding)
            else:
                yield from _file(Path(path), html, encoding)


def spread(paths: Sequence[str]) -> Iterator[str]:
    """What `read_paths` reads, piece by piece: each read alone, in this order, they give the same documents."""
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it never raises
            yield path
            continue
        found, closed = _inside(Path(path))
        yield from (str(error.filename) for error in closed)
        yield from map(str, found)
        if not found and not closed:
            yield path


def is_article_file(name: str) -> bool:
    """Whether a file of a folder is read: one that is not hidden, in a format that is known."""
    return not name.startswith(".") and plain_suffix(name) in SUFFIXES


def _folder(folder: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    found, closed = _inside(folder)
    for error in closed:
        yield aside(_name(error.filename), "the folder may not be read", "check its permissions")
    for path in found:
        yield from _file(path, html, encoding)
    if not found and not closed:
        hint = f"articles are looked for in {' '.join(SUFFIXES)} files"
        yield aside(_name(folder), "no articles in this folder", hint)


def _inside(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files of a folder that are read, and what of it is closed."""
    closed: list[OSError] = []
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(root, name) for name in names if is_article_file(name))
    return sorted(found), closed


def _name(path: object) -> str:
    """A path as text that can be shown and kept, whatever bytes it has."""
    return tidy(str(path))


def _file(path: Path, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    source, is_empty = _name(path), True
    try:
        for document in _opened(path, source, html, encoding):
            is_empty = False
            yield document
        if is_empty:
            yield aside(source, "the file is empty", "there is nothing to code in it")
    except TooMuchError as error:
        yield aside(source, f"the file is refused: {error}", "unpack it by hand, if you trust it")
    except FileNotFoundError:
        yield aside(source, "there is no such file or folder", "check the path")
    except PermissionError:
        yield aside(source, "the file may not be read", "check its permissions")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        yield aside(source, f"the file cannot be read: {error}", "is it whole?")


def _opened(path: Path, source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    suffix = plain_suffix(path.name)
    if suffix == ".parquet":
        yield from read_parquet(str(path), source)
        return
    if suffix == ".zip":
        yield from read_zip(path, source, html, encoding)
        return
    with path.open("rb", buffering=SAMPLE) as file:
        if suffix == ".warc":
            yield from read_warc(file, source, html, encoding)  # each record of it is compressed by itself
        elif suffix == ".tar":
            yield from read_tar(unpacked(file, path.name), source, html, encoding)
        else:
            yield from read_stream(unpacked(file, path.name), suffix, source, html, encoding)
