"""Asking the ledger: filters, and the three formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman import output
from tests.cli.conftest import Run
from tests.ledger.conftest import make

pytestmark = pytest.mark.usefixtures("news")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["events"], ["doc-1-e1", "doc-1-e2"]),
        (["events", "--actor", "FRA"], ["doc-1-e1"]),
        (["events", "--recipient", "Mali", "--event", "request", "--quad", "verbal conflict"], ["doc-1-e1"]),
        (["events", "--mode", "yield", "--fact"], ["doc-1-e1"]),
        (["events", "--since", "2021-03-01", "--until", "2021-03"], ["doc-1-e1"]),
        (["events", "--text", "aid workers", "--about", "rejected"], ["doc-1-e2"]),
        (["events", "--min-confidence", "0.9"], []),
        (["events", "--limit", "1"], ["doc-1-e1"]),
        (["statements", "--actor", "Lenoir", "--kind", "mixed"], ["doc-1-s1"]),
        (["positions", "--stance", "demand", "--party", "MLI"], ["doc-1-p1"]),
        (["relations", "--relation", "ally"], []),
        (["claims", "--modality", "could", "--publisher", "The Courier"], ["doc-1-c1"]),
    ],
)
def test_filters(run: Run, arguments: list[str], ids: list[str]) -> None:
    shown = run(*arguments, "--format", "jsonl")
    assert shown.exit_code == 0
    assert [json.loads(line)["id"] for line in shown.stdout.splitlines()] == ids


def test_jsonl_is_the_record_by_the_contract_and_where_it_comes_from(run: Run) -> None:
    row = json.loads(run("positions", "--format", "jsonl").stdout)
    assert output.position_from_json(row) == make().positions[0]
    assert (row["document"], row["published"], row["coder"], row["model"]) == (
        "doc-1", "2021-03-03", "dragoman 0.1.0", "model 1",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["events", "statements", "positions", "relations", "claims"])
def test_csv_has_a_heading_and_a_row_each(run: Run, kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run(kind, "--format", "csv").stdout)))
    assert len(rows) == len(getattr(make(), kind))
    assert rows[0]["id"].startswith("doc-1-") and rows[0]["rule"] and rows[0]["words"]
    none = run(kind, "--format", "csv", "--document", "no").stdout
    assert none.splitlines() == [",".join(rows[0])]


def test_csv_names_the_sides(run: Run) -> None:
    row = next(csv.DictReader(io.StringIO(run("events", "--format", "csv").stdout)))
    assert (row["actor"], row["actor_codes"], row["recipient"], row["said_by"]) == (
        "France", "FRA/GOV", "Mali", "Anna Lenoir (FRA GOV)",
    )  # fmt: skip


def test_no_cell_begins_like_a_formula() -> None:
    from dragoman.wire import cell

    assert [cell(v) for v in ("=1+1", "@x", "-2", "plain", -1.0, None)] == ["'=1+1", "'@x", "'-2", "plain", -1.0, None]


def test_a_table_fits_a_terminal_of_100_columns(run: Run) -> None:
    shown = run("events").stdout
    assert max(map(len, shown.splitlines())) <= 100
    for words in ("doc-1-e1", "2021-03-01", "REQUEST", "France", "yield", "said by Anna Lenoir", "2 dead"):
        assert words in shown


def test_a_table_tells_that_there_is_more(run: Run) -> None:
    shown = run("events", "--limit", "1")
    assert "doc-1-e2" not in shown.stdout and "There are more" in shown.stderr
    assert "There are more" not in run("events", "--limit", "2").stderr


def test_no_match_is_said(run: Run) -> None:
    assert "No event matches; the ledger has 2 in all." in run("events", "--actor", "JPN").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--since", "last week"], "'last week' is no date"),
        (["events", "--text", "?!"], "no word to look for"),
        (["events", "--event", "BOMB"], "BOMB"),
        (["events", "--min-confidence", "2"], "0<=x<=1"),
        (["events", "--limit", "-1"], "--limit"),
    ],
)
def test_bad_filters(run: Run, arguments: list[str], message: str) -> None:
    shown = run(*arguments)
    assert shown.exit_code == 2 and message in shown.stderr and "Traceback" not in shown.output


def test_the_ledger_is_found_by_the_environment_and_the_file(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = news.rename(tmp_path / "else.ledger")
    assert run("events").exit_code == 2
    (tmp_path / "dragoman.toml").write_text('ledger = "else.ledger"')
    assert run("events").exit_code == 0
    monkeypatch.setenv("DRAGOMAN_LEDGER", "nowhere.ledger")
    assert run("events").exit_code == 2
    assert run("events", "--ledger", moved).exit_code == 0


def test_problems(run: Run) -> None:
    shown = run("problems")
    assert "monday.jsonl" in shown.stdout and "broken JSON" in shown.stdout and "mend the line" in shown.stdout
    assert json.loads(run("problems", "--format", "jsonl").stdout)["line"] == 7


@pytest.mark.parametrize(("command", "words"), [("claims", "a cut in aid"), ("relations", "France")])
def test_graphs(run: Run, tmp_path: Path, command: str, words: str) -> None:
    assert run(command, "--graph", "out.svg").exit_code == 0
    assert words in (tmp_path / "out.svg").read_text("utf-8")
    again = run(command, "--graph", "out.svg")
    assert again.exit_code == 2 and "is there already" in again.output
    assert run(command, "--graph", "out.svg", "--force").exit_code == 0
    nothing = run(command, "--since", "2030", "--graph", "none.svg")
    assert nothing.exit_code == 2 and "to draw" in nothing.output and not (tmp_path / "none.svg").exists()
