"""JSON lines, CSV and Parquet: one article a record, read as a stream."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import IO

from dragoman.model import RawDocument
from dragoman.read.encoding import NotTextError, decode
from dragoman.read.records import MAX_CHARS, aside, from_row, too_long

_MAX_FIELD = 4 * MAX_CHARS


def read_jsonl(lines: Iterable[bytes], source: str, encoding: str | None) -> Iterator[RawDocument]:
    """One document a line; a broken line is set aside, the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > 4 * MAX_CHARS:
            yield too_long(source, len(line), number, "")
            continue
        try:
            row = json.loads(decode(line, encoding))
        except json.JSONDecodeError as error:
            yield aside(
                source, f"broken JSON: {error.msg} at column {error.colno}", "one JSON object a line is needed", number
            )
        except NotTextError as error:
            yield aside(source, str(error), "is it JSON lines in UTF-8?", number)
        else:
            if isinstance(row, dict):
                yield from_row(row, source, number, line.rstrip(b"\r\n"))
            else:
                yield aside(source, "the line is no JSON object", 'a line looks like {"id": "…", "text": "…"}', number)


def read_csv(stream: IO[bytes], source: str, encoding: str | None) -> Iterator[RawDocument]:
    """One document a row; the header names the columns."""
    csv.field_size_limit(_MAX_FIELD)
    text = io.TextIOWrapper(stream, encoding=encoding or "utf-8-sig", errors="replace", newline="")
    rows = csv.DictReader(text)
    try:
        for row in rows:
            data = json.dumps(row, sort_keys=True, default=str).encode()
            yield from_row({k.strip().lower(): v for k, v in row.items() if k}, source, rows.line_num, data)
    except csv.Error as error:
        yield aside(source, f"broken CSV: {error}", "what follows in the file was not read", rows.line_num)


def read_parquet(path: str, source: str) -> Iterator[RawDocument]:
    """One document a row of a Parquet file."""
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                data = json.dumps(row, sort_keys=True, default=str).encode()
                yield from_row({str(k).lower(): v for k, v in row.items()}, source, number, data)
    except (pyarrow.ArrowException, OSError) as error:
        yield aside(source, f"broken Parquet: {error}", "what follows in the file was not read", number + 1)
