"""Zip archives of articles. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dragoman.model import RawDocument
from dragoman.read.html import HtmlReader
from dragoman.read.members import MAX_MEMBER, is_wanted, name_of, read_member, refusal
from dragoman.read.packed import Bounded, TooMuchError, check, unpacked
from dragoman.read.records import aside

_ENCRYPTED = 0x1


def read_zip(path: Path, source: str, html: HtmlReader, encoding: str | None) -> Iterator[RawDocument]:
    """The documents of the members, in the archive's order. A broken member is set aside; one that is out of all
    proportion ends the archive, for members may share their bytes. Raises ValueError where it is no zip file."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError:
        raise
    except Exception as error:  # spoilt directories make it fail in ways that it does not tell of
        raise ValueError(f"no zip file: {error}") from error
    total, size = 0, path.stat().st_size
    with archive:
        for info in archive.infolist():
            if not info.filename or info.is_dir() or not is_wanted(info.filename):
                continue
            if refused := _refused(source, info):
                yield refused
                continue
            bounded = None
            try:
                with archive.open(info) as member:
                    bounded = Bounded(member.read, lambda packed=info.compress_size: packed, MAX_MEMBER)  # type: ignore[misc]
                    stream = unpacked(cast(IO[bytes], io.BufferedReader(bounded)), info.filename)
                    yield from read_member(stream, source, info.filename, html, encoding)
            except TooMuchError:
                raise
            except Exception as error:  # noqa: BLE001  # as above
                yield aside(name_of(source, info.filename), f"the member cannot be read: {error}", "is it whole?")
            total += bounded.count if bounded else 0
            check(total, size)


def _refused(source: str, info: zipfile.ZipInfo) -> RawDocument | None:
    if info.flag_bits & _ENCRYPTED:
        return aside(name_of(source, info.filename), "the member is encrypted", "unpack the archive with its password")
    return refusal(source, info.filename, info.file_size)
