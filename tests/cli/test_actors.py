"""Looking up actors, and resolving phrases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["Russia", "rus", "RUS", "moscow"])
def test_show(run: Run, name: str) -> None:
    shown = run("actors", "show", name)
    assert shown.exit_code == 0 and "rus, state, RUS" in shown.stdout and "Kremlin" in shown.stdout


def test_show_tells_offices_with_their_days(run: Run) -> None:
    assert (
        "2017-01-27 – 2018-12-31  Ambassador to the United Nations (USA GOV)" in run("actors", "show", "Haley").stdout
    )


def test_show_of_nobody_names_near_ones(run: Run) -> None:
    shown = run("actors", "show", "Nikki")
    assert shown.exit_code == 2 and "usa/nikki-haley" in shown.stderr


def test_find(run: Run) -> None:
    assert {"prk", "kor"} <= {
        json.loads(x)["id"] for x in run("actors", "find", "korea", "--format", "jsonl").stdout.splitlines()
    }
    assert "North Korea" in run("actors", "find", "north", "korea").stdout
    assert "Nobody." in run("actors", "find", "xyzzy").stdout


def test_resolve_a_file(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": 1, "text": "the Kremlin"},
        {"id": "b", "text": "U.S. Ambassador Nikki Haley", "date": "1 February 2018", "context": ""},
        {"id": "c", "text": "Haley", "date": "2018-02-01", "context": "Nikki Haley spoke on Friday. Haley left later."},
        {"id": "d", "text": "the wind", "date": None},
    ]
    (tmp_path / "names.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    shown = run("actors", "resolve", "--format", "jsonl", "names.jsonl")
    assert shown.exit_code == 0
    found = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(row["id"], row["country"], row["sector"]) for row in found] == [
        (1, "RUS", "GOV"), ("b", "USA", "GOV"), ("c", "USA", "GOV"), ("d", None, "UNK"),
    ]  # fmt: skip
    assert found[1]["name"] == "Nikki Haley" and "sector2" in found[0]


def test_resolve_a_phrase(run: Run) -> None:
    shown = run("actors", "resolve", "the Indian prime minister", "--date", "2019-05-01")
    assert "Narendra Modi" in shown.stdout


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "x", "date": "soon"}'])
def test_a_bad_line_is_told(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "names.jsonl").write_text(f'{{"text": "Paris"}}\n{line}\n')
    shown = run("actors", "resolve", "names.jsonl")
    assert shown.exit_code == 2 and "names.jsonl:2" in shown.stderr


def test_find_on_a_day_tells_who_it_can_be_and_why(run: Run) -> None:
    shown = run("actors", "find", "Bush", "--on", "1990-05-01", "--format", "jsonl")
    first = json.loads(shown.stdout.splitlines()[0])
    assert (first["name"], first["office"]) == ("George H. W. Bush", "President") and "1990-05-01" in first["why"]
    assert "Nobody." in run("actors", "find", "xyzzy", "--on", "1990-05-01").stdout


def test_check_names_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "roles.csv").write_text("phrase,sector,sector2,kind,office\nditch rider,AGR,,person,\n")
    fine = run("actors", "check", "own")
    assert fine.exit_code == 0 and "no mistakes" in fine.stdout
    (tmp_path / "own" / "roles.csv").write_text("phrase,sector,sector2,kind,office\nditch rider,FARM,,person,\n")
    wrong = run("actors", "check", "own")
    assert wrong.exit_code == 1 and "roles.csv:2: sector 'FARM'" in wrong.stderr


def test_import_a_wikidata_dump(run: Run, tmp_path: Path) -> None:
    def entity(id_: str, label: str, property_: str, value: object, **qualifiers: object) -> str:
        statement = {"mainsnak": {"datavalue": {"value": value}}, "qualifiers": qualifiers}
        return json.dumps({"id": id_, "labels": {"en": {"value": label}}, "claims": {property_: [statement]}})

    start = [{"datavalue": {"value": {"time": "+2031-05-02T00:00:00Z", "precision": 11}}}]
    lines = [
        entity("Q20", "Norway", "P298", "NOR"),
        entity("Q2", "Minister of Fisheries", "P1001", {"id": "Q20"}),
        entity("Q9", "Ragnhild Tveit", "P39", {"id": "Q2"}, P580=start),
    ]
    (tmp_path / "dump.json").write_text("\n".join([*lines, '{"P39"']))
    done = run("actors", "import", "wikidata", "dump.json", "own")
    assert done.exit_code == 1 and "dump.json:4: no JSON" in done.stderr and "1 persons with 1 offices" in done.stdout
    assert "Ragnhild Tveit" in run("actors", "find", "Tveit", "--lexicon", "own").stdout
    strict = run("actors", "import", "wikidata", "dump.json", "other", "--strict")
    assert strict.exit_code == 1 and "Nothing was written." in strict.stderr
