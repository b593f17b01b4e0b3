"""A shard: one input file that one worker codes, and the Parquet file that comes of it.

Each row is a document: the output contract's line of JSON, and beside it what a ledger must know to take it in just as
if it had been coded here. Readers that want only some of it (DuckDB, polars) need not parse the JSON.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.model import CodedDocument, RawDocument
from dragoman.run.work import Outcome

FORMAT = 1
_KEY = b"dragoman"
_ROWS = 256  # written and read at once, or fewer that are long
_CHARS = 16_000_000
_NEEDED = ["given_id", "source", "sha256", "line", "coded"]
_AGAIN = "delete it and code the same input into the same folder again: it alone is coded anew"


class SpoiltError(DragomanError):
    """The file of a shard that is not, or no longer, what was written. The others are not touched by it."""


@dataclass(frozen=True, slots=True)
class Shard:
    """An input file. Another size makes it another shard, for it then holds something else."""

    source: str  # path or URL
    size: int | None = None  # in bytes; None where there is no such file

    @property
    def file(self) -> str:
        """What the file that comes of it is called."""
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(self.source.replace("\\", "/")).name)[:60].lstrip(".")
        digest = hashlib.sha256(f"{self.source}\0{self.size}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return f"{name}-{digest}.parquet"


def write(path: Path, shard: Shard, outcomes: Iterable[Outcome], options: str) -> Iterator[CodedDocument]:
    """Write what was coded as it comes, and give it on."""
    import pyarrow
    import pyarrow.parquet

    told = json.dumps({"format": FORMAT, "source": shard.source, "size": shard.size, "options": options})
    text = ("id", "given_id", "source", "sha256", "coder", "model", "options", "set_aside", "coded")
    fields = [(name, pyarrow.string()) for name in text]
    schema = pyarrow.schema([*fields, ("line", pyarrow.int64())], metadata={_KEY: told})
    rows: list[dict[str, object]] = []
    chars = 0
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True) as writer:
        for outcome in outcomes:
            assert outcome.coded is not None
            line = output.dumps(outcome.coded)
            rows.append({**_row(outcome.raw, outcome.coded), "coded": line, "options": options})
            chars += len(line)
            if len(rows) >= _ROWS or chars >= _CHARS:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                rows.clear()
                chars = 0
            yield outcome.coded
        if rows:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))


def _row(raw: RawDocument, coded: CodedDocument) -> dict[str, object]:
    document = coded.document
    return {
        "id": document.id,
        "given_id": raw.id,
        "source": document.source,
        "line": raw.line,
        "sha256": document.sha256,
        "coder": coded.coder,
        "model": coded.model,
        "set_aside": document.set_aside and document.set_aside.reason,
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One document as a shard has it."""

    raw: RawDocument  # what a ledger asks for to tell whether it has it: text, bytes' hash and id
    shard: Shard
    json: output.Json

    def coded(self) -> CodedDocument:
        """The document and its records. Raises SpoiltError where they are not by the contract."""
        try:
            return output.from_json(self.json)
        except DragomanError as error:
            raise SpoiltError(f"{self.shard.file} is broken: {error.message}", _AGAIN) from error


def read(path: Path, shard: Shard) -> Iterator[Row]:
    """The rows of a shard, in order. Raises SpoiltError where the file is not what was written."""
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path, page_checksum_verification=True) as file:
            told = json.loads((file.schema_arrow.metadata or {}).get(_KEY, b"{}"))
            if told.get("format") != FORMAT or told.get("source") != shard.source or told.get("size") != shard.size:
                raise SpoiltError(f"{shard.file} is not what was made of {shard.source}", _AGAIN)
            for group in range(file.num_row_groups):
                for row in file.read_row_group(group, _NEEDED).to_pylist():
                    data = json.loads(row["coded"])
                    raw = RawDocument(data["text"], row["source"], row["sha256"], row["given_id"], line=row["line"])
                    yield Row(raw, shard, data)
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise SpoiltError(f"{shard.file} is broken: {error}", _AGAIN) from error
