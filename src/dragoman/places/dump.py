"""Makes a gazetteer of a GeoNames dump: allCountries.txt, cities500.txt, a country's file, plain or in .zip or .gz.

A dump has a record a line, nineteen fields parted by tabs (https://download.geonames.org/export/dump/readme.txt). It is
read line by line; a line that is no record is told by its number and passed over.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.dumps import Complaints
from dragoman.errors import DragomanError
from dragoman.places.imported import SCHEMA, Row
from dragoman.places.names import keys

_FIELDS = 19
_CLASSES = frozenset("ATHLPSUV")  # all of GeoNames but roads; single buildings (S) only as far as ``_SPOTS``
_SPOTS = frozenset({"AIRP", "AIRB", "INSM", "MILB", "NKPL", "PSN", "CTRB", "BDG", "DAM", "MNMT", "FT", "PO", "CSTM"})
_BATCH = 20_000  # records a transaction
_MAX_LINE = 1 << 20  # bytes; the longest record of GeoNames has about 20,000
_MOST = 1 << 40  # of ids, which have eight digits, and of people
_LATIN_END = "\u0250"


@dataclass(slots=True)
class Outcome(Complaints):
    """What an import did; bad lines are those that are no records."""

    sites: int = 0
    names: int = 0


def import_dump(source: Path, target: Path) -> Outcome:
    """Read a dump into a new gazetteer at ``target``, which is replaced only when all is read.

    Raises DragomanError where the dump cannot be read, holds no record at all, or the target cannot be written.
    """
    outcome = Outcome()
    half = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
            _fill(connection, _records(source, outcome), outcome)
        if not outcome.sites:
            first = f"; line {outcome.bad[0].number}: {outcome.bad[0].why}" if outcome.bad else ""
            raise DragomanError(f"{source} holds no GeoNames record{first}", "give a dump of download.geonames.org")
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise DragomanError(f"{target} cannot be written: {error}", "choose another --gazetteer") from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return outcome


def _fill(connection: sqlite3.Connection, records: Iterator[tuple[Row, list[str]]], outcome: Outcome) -> None:
    while batch := list(islice(records, _BATCH)):
        sites = connection.executemany(
            "INSERT OR IGNORE INTO sites VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (row for row, _ in batch)
        )
        outcome.sites += sites.rowcount
        named = [(name, row[0]) for row, names in batch for name in names]
        pairs = ((k, number) for k, (_, number) in zip(keys(n for n, _ in named), named, strict=True) if k)
        outcome.names += connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", pairs).rowcount
        connection.commit()


def _records(source: Path, outcome: Outcome) -> Iterator[tuple[Row, list[str]]]:
    number = 0
    try:
        with _opened(source) as file:
            while raw := file.readline(_MAX_LINE):
                number += 1
                if raw[:1] == b"#" or not raw.strip():
                    continue
                try:
                    record = _record(raw)
                except ValueError as error:
                    outcome.complain(number, str(error))
                    continue
                if record is not None:
                    yield record
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        if not number:
            raise DragomanError(f"{source} cannot be read: {error}", "it is damaged: load it down again") from error
        outcome.truncated = f"the dump breaks off after line {number}: {error or 'no end mark'}"


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    try:
        if zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                inner = [i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename]
                if not inner:
                    raise DragomanError(f"{source} holds no .txt", "give a dump of download.geonames.org")
                with archive.open(max(inner, key=lambda i: i.file_size)) as file:
                    yield cast(BinaryIO, file)
            return
        with source.open("rb") as plain:
            if plain.peek(2)[:2] == b"\x1f\x8b":
                with gzip.open(plain) as file:
                    yield io.BufferedReader(cast(io.RawIOBase, file))
            elif plain.peek(4)[:4] == b"PK\x03\x04":
                raise DragomanError(f"{source} is a ZIP file without an end", "it is damaged: load it down again")
            else:
                yield plain
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise DragomanError(f"{source} cannot be read: {error.strerror}", "give a GeoNames dump") from error


def _record(raw: bytes) -> tuple[Row, list[str]] | None:
    """The site of a line and its names; None for what is no place to be named in the news. ValueError: no record."""
    if not raw.endswith(b"\n") and len(raw) >= _MAX_LINE:
        raise ValueError("longer than any record")
    try:
        fields = raw.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    if len(fields) != _FIELDS:
        raise ValueError(f"{len(fields)} fields, not {_FIELDS}: cut off?")
    number, name, plain, others, lat, lon, kind, feature, country = fields[:9]
    if kind not in _CLASSES or (kind == "S" and feature not in _SPOTS):
        return None
    try:
        place = (int(number), float(lat), float(lon), int(fields[14] or 0))
    except ValueError:
        raise ValueError("id, coordinates or population are no numbers") from None
    if not (abs(place[1]) <= 90 and abs(place[2]) <= 180):  # nan too
        raise ValueError(f"coordinates off the globe: {lat}, {lon}")
    if not name or not 0 < place[0] < _MOST or not 0 <= place[3] < _MOST:
        raise ValueError("no name, or a number that none of them has")
    names = {name, plain, *(other for other in others.split(",") if _is_latin(other))} - {""}
    row = (place[0], name, place[1], place[2], kind, feature, country, fields[10], place[3])
    return row, sorted(names)


def _is_latin(name: str) -> bool:
    return name[:1].isupper() and max(name) < _LATIN_END
