"""What archives have in common: how their members are called, which are read, and which are refused."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from pathlib import PurePosixPath
from typing import IO, TypeVar

from dragoman.model import RawDocument
from dragoman.read.encoding import tidy
from dragoman.read.html import HtmlReader
from dragoman.read.packed import TooMuchError, plain_suffix
from dragoman.read.records import aside
from dragoman.read.streams import SUFFIXES, read_stream

MEMBER = "!/"  # between the archive and what is in it: news.zip!/2020/talks.txt
MAX_MEMBER = 4 << 30  # bytes of one member, unpacked
ARCHIVES = (".zip", ".tar", ".warc")
T = TypeVar("T")

_HINT = "unpack the archive and give the folder, if you trust it"


def name_of(archive: str, member: str) -> str:
    """What a member is called in all output."""
    return f"{archive}{MEMBER}{tidy(member)}"


def is_wanted(member: str) -> bool:
    """Whether a member is looked at: hidden files and what is no article are passed over, as they are in folders."""
    parts = PurePosixPath(member.replace("\\", "/")).parts
    if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts):
        return False
    return plain_suffix(member) in (*SUFFIXES, ".parquet", *ARCHIVES)


def refusal(archive: str, member: str, size: int) -> RawDocument | None:
    """Why a member is not read, if it is not."""
    source, parts = name_of(archive, member), member.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or ":" in parts[0]:
        return aside(source, "its name leads out of the archive", _HINT)
    if size > MAX_MEMBER:
        return aside(source, f"a member of more than {MAX_MEMBER:,} bytes", _HINT)
    suffix = plain_suffix(member)
    if suffix in ARCHIVES or suffix == ".parquet":
        return aside(source, f"a {suffix} inside an archive is not read", "unpack the archive and give the folder")
    return None


def read_member(
    stream: IO[bytes], archive: str, member: str, html: HtmlReader, encoding: str | None
) -> Iterator[RawDocument]:
    """The documents of one member."""
    is_empty = True
    for document in read_stream(stream, plain_suffix(member), name_of(archive, member), html, encoding):
        is_empty = False
        yield document
    if is_empty:
        yield aside(name_of(archive, member), "the file is empty", "there is nothing to code in it")


def stepped(items: Iterable[T], what: str) -> Iterator[T]:
    """The items that a library reads out of an archive. Raises ValueError for whatever it raises: spoilt archives
    make each of them fail in ways that it does not tell of."""
    source = iter(items)
    while True:
        try:
            with silenced():
                item = next(source)
        except StopIteration:
            return
        except (TooMuchError, OSError, EOFError):
            raise
        except Exception as error:
            raise ValueError(f"broken {what}: {error}") from error
        yield item


def silenced() -> redirect_stderr[io.StringIO]:
    """While this lasts, a library that prints its complaints about an archive prints them nowhere."""
    return redirect_stderr(io.StringIO())
