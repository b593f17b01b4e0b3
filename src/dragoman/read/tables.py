"""JSON lines, CSV and Parquet: one article a record, read as a stream."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from dragoman.model import RawDocument
from dragoman.read.encoding import SAMPLE, NotTextError, decode, encoding_of
from dragoman.read.lines import MAX_LINE, byte_lines, is_wide, peekable, text_lines, utf8_lines
from dragoman.read.records import COLUMNS, TEXT_COLUMNS, aside, from_row

_CSV_HINT = "the first line names the columns, one of them text"


def read_jsonl(stream: IO[bytes], source: str, encoding: str | None) -> Iterator[RawDocument]:
    """One document a line; a broken line is set aside, the rest goes on."""
    try:
        for number, line in enumerate(utf8_lines(byte_lines(stream), encoding), start=1):
            if line.strip():
                yield _json_line(line.rstrip(b"\r\n"), source, number, None if is_wide(encoding) else encoding)
    except NotTextError as error:
        yield aside(source, str(error), "JSON lines in UTF-8 are read")


def _json_line(line: bytes, source: str, number: int, encoding: str | None) -> RawDocument:
    digest = hashlib.sha256(line).hexdigest()
    if len(line) >= MAX_LINE:
        hint = "give one article a line"
        return aside(source, f"a line of more than {MAX_LINE:,} bytes is no article", hint, number, digest)
    try:
        row = json.loads(decode(line, encoding))
    except json.JSONDecodeError as error:
        reason = f"broken JSON: {error.msg} at column {error.colno}"
        return aside(source, reason, "one JSON object a line is needed", number, digest)
    except (ValueError, RecursionError) as error:  # a number of a million digits, 100,000 brackets
        return aside(source, f"broken JSON: {error}", "one JSON object a line is needed", number, digest)
    except NotTextError as error:
        return aside(source, str(error), "is it JSON lines in UTF-8?", number, digest)
    if not isinstance(row, dict):
        return aside(source, "the line is no JSON object", 'a line looks like {"id": "…", "text": "…"}', number, digest)
    return from_row(row, source, number, digest)


def read_csv(stream: IO[bytes], source: str, encoding: str | None) -> Iterator[RawDocument]:
    """One document a row; the header names the columns. Commas, semicolons or tabs between them."""
    buffered = peekable(stream)
    try:
        name = encoding or encoding_of(buffered.peek(SAMPLE)[:SAMPLE])
    except NotTextError as error:
        yield aside(source, str(error), "CSV is text: save it as UTF-8, or give --encoding")
        return
    name = "utf-8-sig" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name
    text = io.TextIOWrapper(buffered, encoding=name, errors="replace", newline="")
    csv.field_size_limit(MAX_LINE)
    header = text.readline(SAMPLE)
    delimiter = max(",;\t", key=header.count)
    columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter), [])]
    if header.strip() and not set(columns) & set(TEXT_COLUMNS):
        yield aside(source, "no column is named text, content or body", _CSV_HINT, 1)
        return
    rows = csv.reader(text_lines(text), delimiter=delimiter)
    while True:
        line = rows.line_num + 2  # where the row begins; it may go on for many lines
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield aside(source, f"broken CSV: {error}", "a quotation mark may be missing", line)
            continue
        if any(cell.strip() for cell in row):
            yield _row(dict(zip(columns, row, strict=False)), source, line)


def read_parquet(path: str, source: str) -> Iterator[RawDocument]:
    """One document a row of a Parquet file; columns that mean nothing here are not even read."""
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if name.lower() in COLUMNS]
            if not {name.lower() for name in columns} & set(TEXT_COLUMNS):
                yield aside(source, "no column is named text, content or body", "name it so")
                return
            for batch in file.iter_batches(batch_size=256, columns=columns):
                for row in _rows(batch):
                    number += 1
                    if isinstance(row, Exception):
                        hint = "write the date as YYYY-MM-DD, or leave it out"
                        yield aside(source, f"the record cannot be read: {row}", hint, number)
                    else:
                        yield _row({name.lower(): value for name, value in row.items()}, source, number)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield aside(source, f"broken Parquet: {error}", "what follows in the file was not read", number + 1)


def _rows(batch: Any) -> Iterator[dict[str, Any] | Exception]:
    """The rows of a batch; times to the microsecond, the finest that Python has.

    A row that Python has no values for (a day in the year 300,000, a time zone that nobody knows) is told by its error.
    """
    import pyarrow

    for i, field in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(field.type):
            plain = batch.column(i).cast(pyarrow.timestamp("us", tz=field.type.tz), safe=False)
            batch = batch.set_column(i, field.name, plain)
    for number in range(batch.num_rows):
        try:
            yield from batch.slice(number, 1).to_pylist()
        except Exception as error:  # noqa: BLE001  # each type of column fails in its own way
            yield error


def _row(row: Mapping[str, object], source: str, number: int) -> RawDocument:
    """A row of a table. It has no bytes of its own to hash: its JSON stands for them."""
    data = json.dumps(row, sort_keys=True, default=str).encode()
    return from_row(row, source, number, hashlib.sha256(data).hexdigest())
