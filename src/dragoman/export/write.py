"""Writing an export: complete, streamed, and in its place only when it is whole, with a manifest beside it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Unpack, cast
from xml.sax.saxutils import escape, quoteattr

from dragoman import __version__, collector, output, wire
from dragoman.errors import DragomanError
from dragoman.export import flat, plover
from dragoman.files import written
from dragoman.ledger import Filters, Kept, Ledger, history, schema
from dragoman.link import measures
from dragoman.model import Event, Place, Span

FORMATS = {
    "csv": ".csv", "jsonl": ".jsonl", "parquet": ".parquet", "polecat": ".txt", "geojson": ".geojson",
    "graphml": ".graphml",
}  # fmt: skip
_EVENTS_ONLY = frozenset({"polecat", "geojson", "graphml"})
_IN_A_NETWORK = frozenset({"since", "until", "as_of", "party", "actor"})


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    manifest: Path
    rows: int
    sha256: str


def export(
    ledger: Ledger, target: Path, format_: str, kind: str = "event", *, force: bool = False, **filters: Unpack[Filters]
) -> Exported:
    """Write all records of a kind that match. Raises DragomanError where the target is there already (unless
    ``force``), cannot be written, or the format does not fit the kind.
    """
    if format_ in _EVENTS_ONLY and kind != "event":
        raise DragomanError(f"{format_} is for events", f"{kind}s go to csv, jsonl or parquet")
    writers: dict[str, Callable[[Ledger, Path, str, Filters], int]] = {
        "csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "polecat": _polecat, "geojson": _geojson,
        "graphml": _graphml,
    }  # fmt: skip
    return _written(
        ledger, target, force, {"format": format_, "kind": kind, "query": _plain(filters)},
        lambda aside: writers[format_](ledger, aside, kind, filters),
    )  # fmt: skip


def export_changes(ledger: Ledger, target: Path, since: int, *, force: bool = False) -> Exported:
    """Write what was added, changed and deleted since a run, as JSON lines. Raises DragomanError."""

    def write(aside: Path) -> int:
        count = 0
        runs = history.runs(ledger.connection)
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            for change in history.changes(ledger.connection, since, runs[-1].number if runs else 0):
                record = change.after or change.before
                assert record is not None
                row: output.Json = {"change": change.how, "kind": change.kind, "document": change.document}
                row |= {"fields": list(change.fields), "record": output.record_to_json(record)}
                file.write(output.encode(row) + "\n")
                count += 1
        return count

    history.check_run(ledger.connection, since)
    return _written(ledger, target, force, {"format": "jsonl", "kind": "changes", "query": {"since_run": since}}, write)


def _written(
    ledger: Ledger, target: Path, force: bool, about: dict[str, Any], write: Callable[[Path], int]
) -> Exported:
    manifest = target.with_name(f"{target.name}.manifest.json")
    with schema.explained(ledger.path), written(target, force=force) as aside, _one_moment(ledger):
        rows = write(aside)
        digest = _sha256(aside)
        runs = [asdict(run) for run in history.runs(ledger.connection) if run.documents]
    with written(manifest, force=True) as aside:
        told = {
            "file": target.name, "rows": rows, "sha256": digest, **about, "ledger": ledger.path.name,
            "dragoman": __version__, "runs": runs, "written": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        aside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return Exported(target, manifest, rows, digest)


@contextmanager
def _one_moment(ledger: Ledger) -> Iterator[None]:
    """The ledger as it is now, though others write to it meanwhile."""
    if ledger.connection.in_transaction:
        yield
        return
    ledger.connection.execute("BEGIN")
    try:
        yield
    finally:
        if ledger.connection.in_transaction:
            ledger.connection.execute("COMMIT")


# --- formats --------------------------------------------------------------------------------------------------------


def _csv(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _, _ in flat.columns(kind)])
        for batch in flat.batches(ledger.connection, kind, filters):
            writer.writerows([wire.cell(value) for value in row] for row in batch)
            count += len(batch)
    return count


def _parquet(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(), "count": pa.int64(), "number": pa.float64(), "list": pa.list_(pa.string()),
        "words": pa.list_(pa.string()),
    }  # fmt: skip
    made = pa.schema([(name, types[type_]) for name, _, type_ in flat.columns(kind)])
    count = 0
    # Compressing one batch goes on while the next is read.
    with (
        parquet.ParquetWriter(target, made, compression="zstd") as writer,
        ThreadPoolExecutor(1) as behind,
        collector.paused(),
    ):
        waiting = None
        for batch in flat.batches(ledger.connection, kind, filters):
            values = zip(*batch, strict=True)
            arrays = [pa.array(column, type=field.type) for column, field in zip(values, made, strict=True)]
            if waiting is not None:
                waiting.result()
            waiting = behind.submit(writer.write_batch, pa.record_batch(arrays, schema=made))
            count += len(batch)
        if waiting is not None:
            waiting.result()
    return count


def _jsonl(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        if kind == "event":
            coded = {run.coder: run.started for run in history.runs(ledger.connection)}
            for kept, place in _events(ledger, filters):
                file.write(output.encode(plover.plover(kept, place, coded.get(kept.coder, ""))) + "\n")
                count += 1
        else:
            for found in getattr(ledger, f"{kind}s")(**filters):
                file.write(output.encode(wire.record_json(found)) + "\n")
                count += 1
    return count


def _polecat(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:  # noqa: ARG001
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(plover.POLECAT)
        for kept, place in _events(ledger, filters):
            writer.writerow([wire.cell(value) for value in plover.polecat(kept, place)])
            count += 1
    return count


def _geojson(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:  # noqa: ARG001
    """A point for each event whose place is known; the others have none."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for kept, place in _events(ledger, filters):
            if place is None or place.lat is None or place.lon is None:
                continue
            properties = plover.plover(kept, place, "")
            point = {"type": "Point", "coordinates": [place.lon, place.lat]}
            feature = {"type": "Feature", "id": kept.record.id, "geometry": point, "properties": properties}
            file.write(("," if count else "") + "\n" + output.encode(feature))
            count += 1
        file.write("\n]}\n")
    return count


def _graphml(ledger: Ledger, target: Path, kind: str, filters: Filters) -> int:  # noqa: ARG001
    """Who acts on whom: a node for each code, a directed edge for each pair, with counts of acts and their scores."""
    given = {name for name, value in filters.items() if value is not None}
    if given - _IN_A_NETWORK:
        raise DragomanError(
            f"a network cannot be narrowed by {', '.join(sorted(given - _IN_A_NETWORK))}",
            "--since, --until, --as-of and --party do",
        )
    ties = measures.network(
        ledger, since=filters.get("since"), until=filters.get("until"), as_of=filters.get("as_of"),
        actor=filters.get("party") or filters.get("actor"),
    )  # fmt: skip
    names = {code: name for tie in ties for code, name in ((tie.a, tie.a_name), (tie.b, tie.b_name))}
    numbers = [name for name in measures.Tie.__slots__ if name not in ("a", "b", "a_name", "b_name")]
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        file.write('<key id="name" for="node" attr.name="name" attr.type="string"/>\n')
        for name in numbers:
            file.write(f'<key id="{name}" for="edge" attr.name="{name}" attr.type="double"/>\n')
        file.write('<graph edgedefault="directed">\n')
        for code, name in sorted(names.items()):
            file.write(f'<node id={quoteattr(code)}><data key="name">{escape(name)}</data></node>\n')
        for tie in ties:
            data = "".join(f'<data key="{name}">{getattr(tie, name)}</data>' for name in numbers)
            file.write(f"<edge source={quoteattr(tie.a)} target={quoteattr(tie.b)}>{data}</edge>\n")
        file.write("</graph>\n</graphml>\n")
    return len(ties)


def _events(ledger: Ledger, filters: Filters) -> Iterator[tuple[Kept[Event], Place | None]]:
    """Events, each with the place that it names, where the article's places tell where that lies."""
    for kept in ledger.events(**filters):
        yield kept, _place(ledger, kept) if kept.record.place else None


def _place(ledger: Ledger, kept: Kept[Event]) -> Place | None:
    told = cast(str, kept.record.place).casefold()
    rows = ledger.connection.execute(
        "SELECT span_start, span_end, p.text, name, geonameid, lat, lon, country, country_alpha2, country_name"
        " FROM places p JOIN documents d ON d.n = p.document WHERE d.id = ? ORDER BY position",
        (kept.document,),
    )
    for start, end, text, name, *rest in rows:
        if told in (text.casefold(), name.casefold()):
            return Place(Span(start, end), text, name, *rest)
    return None


def _plain(filters: Filters) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, dt.date) else value for name, value in filters.items()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
