"""Records out of the ledger, into files of others."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyarrow import parquet

from dragoman import link
from dragoman.errors import DragomanError
from dragoman.export import FORMATS, export, export_changes, flat
from dragoman.ledger import Ledger
from tests.ledger.conftest import make, mention
from tests.ledger.test_history import recoded

KINDS = ("event", "statement", "position", "relation", "claim")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two articles; an event of the second has a place, two recipients, and a title that is a formula."""
    made = Ledger(tmp_path / "x.ledger")
    made.add(make())
    other = make("doc-2", source="two.txt")
    event = replace(
        other.events[0], place="Mali", recipients=(mention("Mali", "MLI", name="Mali"), mention("three aid workers"))
    )
    made.add(replace(other, document=replace(other.document, title='=HYPERLINK("x")'), events=(event,)))
    link.update(made)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_and_csv_have_the_same_rows(ledger: Ledger, tmp_path: Path, kind: str) -> None:
    names = [name for name, _, _ in flat.columns(kind)]
    rows = export(ledger, tmp_path / "a.parquet", "parquet", kind).rows
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.column_names == names and table.num_rows == rows == ledger.count(kind)
    export(ledger, tmp_path / "a.csv", "csv", kind)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert [row["id"] for row in read] == table.column("id").to_pylist()
    assert list(read[0]) == names


def test_parties_stand_with_their_event(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "a.parquet", "parquet", recipient="MLI")
    table = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [(row["id"], row["actor_codes"], row["recipient_codes"]) for row in table] == [
        ("doc-1-e1", ["FRA"], ["MLI"]), ("doc-2-e1", ["FRA"], ["MLI", None]),
    ]  # fmt: skip
    assert table[0]["act"] and table[0]["contexts"] == ["human_rights"] and table[0]["auxiliary"] == []


def test_no_spreadsheet_runs_a_cell(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "a.csv", "csv", document="doc-2")
    assert "'=HYPERLINK" in (tmp_path / "a.csv").read_text("utf-8")


def test_plover(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "a.jsonl", "jsonl", document="doc-2")
    (row,) = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert (row["event"], row["mode"], row["quad_code"], row["date"]) == (["REQUEST"], ["yield"], 3, "2021-03-01")
    assert row["cameo"] == "025"
    assert row["actor"][0]["code"] == "FRA" and row["actor"][0]["entity_text"] == "France"
    assert row["event_loc"]["geonameid"] == 2453866
    assert row["cite_info"]["publication"] == "The Courier"


def test_polecat(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "a.txt", "polecat")
    with (tmp_path / "a.txt").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    row = next(row for row in rows if row["Event ID"] == "doc-2-e1")
    assert (row["Event Type"], row["Actor Country"], row["Quad Code"]) == ("REQUEST", "FRA", "VERBAL CONFLICT")
    assert (row["GeoNames ID"], row["Publication Date"]) == ("2453866", "2021-03-03")
    assert None not in row and None not in row.values()


def test_geojson(ledger: Ledger, tmp_path: Path) -> None:
    assert export(ledger, tmp_path / "a.geojson", "geojson").rows == 1
    (feature,) = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-2.0, 18.0]}
    assert export(ledger, tmp_path / "b.geojson", "geojson", document="doc-1").rows == 0
    assert json.loads((tmp_path / "b.geojson").read_text("utf-8"))["features"] == []


def test_graphml(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "a.graphml", "graphml")
    tree = ElementTree.parse(tmp_path / "a.graphml")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [(e.get("source"), e.get("target")) for e in tree.iter(f"{space}edge")] == [("FRA", "MLI")]
    with pytest.raises(DragomanError, match="narrowed by text"):
        export(ledger, tmp_path / "b.graphml", "graphml", text="aid")


def test_the_manifest_tells_what_the_file_is(ledger: Ledger, tmp_path: Path) -> None:
    done = export(ledger, tmp_path / "a.csv", "csv", since="2020")
    told = json.loads(done.manifest.read_text("utf-8"))
    assert told["rows"] == 2 and told["query"] == {"since": "2020"} and told["runs"][0]["coder"] == "dragoman 0.1.0"
    assert told["sha256"] == hashlib.sha256((tmp_path / "a.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_a_file_that_is_there_is_kept(ledger: Ledger, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "there"
    target.write_text("mine", "utf-8")
    with pytest.raises(DragomanError, match="is there already"):
        export(ledger, target, format_)
    assert target.read_text("utf-8") == "mine"
    export(ledger, target, format_, force=True)
    assert {path.name for path in tmp_path.iterdir()} >= {"there", "there.manifest.json"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_cannot_be_written(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="cannot be written"):
        export(ledger, tmp_path / "no" / "where.csv", "csv")
    with pytest.raises(DragomanError, match="for events"):
        export(ledger, tmp_path / "a.geojson", "geojson", "claim")
    with pytest.raises(DragomanError, match="no date"):
        export(ledger, tmp_path / "a.csv", "csv", since="soon")
    assert [path.name for path in tmp_path.iterdir() if "ledger" not in path.name] == []


def test_what_changed_since_a_run(tmp_path: Path) -> None:
    with Ledger(tmp_path / "y.ledger") as ledger:
        recoded(ledger)
        assert export_changes(ledger, tmp_path / "c.jsonl", 1).rows == 3
        rows = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()]
        assert [row["change"] for row in rows] == ["deleted", "added", "changed"]
        with pytest.raises(DragomanError, match="no run 5"):
            export_changes(ledger, tmp_path / "d.jsonl", 5)
