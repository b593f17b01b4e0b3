"""Tar archives of articles, plain or compressed, read as a stream. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import IO, cast

from dragoman.model import RawDocument
from dragoman.read.html import HtmlReader
from dragoman.read.members import is_wanted, name_of, read_member, refusal, stepped
from dragoman.read.packed import Counted, unpacked
from dragoman.read.records import aside


def read_tar(stream: IO[bytes], source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """The documents of the members, in the archive's order. Raises ValueError where the archive is broken."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in stepped(archive, "tar archive"):
                if info.isdir() or not is_wanted(info.name):
                    continue
                if refused := _refused(source, info):
                    yield refused
                    continue
                member = archive.extractfile(info)
                if member is not None:
                    # Counted, it no longer claims that it can be sought in, which fails in an archive that is a stream.
                    plain = unpacked(cast(IO[bytes], io.BufferedReader(Counted(member))), info.name)
                    yield from read_member(plain, source, info.name, html, encoding)
                archive.members = []  # type: ignore[attr-defined]  # it would remember all that it has passed
    except tarfile.TarError as error:
        raise ValueError(f"broken tar archive: {error}") from error


def _refused(source: str, info: tarfile.TarInfo) -> RawDocument | None:
    if not info.isfile() or info.issparse():
        reason = "a link or device in an archive is not read"
        return aside(name_of(source, info.name), reason, "unpack the archive and give the folder, if you trust it")
    return refusal(source, info.name, info.size)
