"""`dragoman places`: candidates with reasons, and importing a dump."""

import json
from pathlib import Path

from click.testing import CliRunner

from dragoman.cli import main

VILLAGE = "\t".join(
    ["900001", "Novotestivka", "Novotestivka", "", "48.1", "37.6", "P", "PPL", "UA", "", "05", "", "", "", "12", "", "",
     "Europe/Kyiv", "2020-01-01"]
)  # fmt: skip


def test_find_tells_candidates_and_why() -> None:
    done = CliRunner().invoke(main, ["places", "find", "Paris", "--format", "jsonl"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["country"] == "FRA" and "people" in rows[0]["why"]
    assert {row["country"] for row in rows} > {"FRA", "USA"}


def test_find_heeds_what_the_text_says() -> None:
    texas = CliRunner().invoke(main, ["places", "find", "Paris, Texas", "--format", "jsonl"]).stdout.splitlines()[0]
    assert json.loads(texas)["region"] == "Texas"
    beside = ["places", "find", "Tripoli", "--with", "Beirut", "--format", "jsonl"]
    assert json.loads(CliRunner().invoke(main, beside).stdout.splitlines()[0])["country"] == "LBN"


def test_unknown_names_are_told() -> None:
    done = CliRunner().invoke(main, ["places", "find", "Xyzzyville"])
    assert done.exit_code == 0 and "no place" in done.stderr


def test_import_then_find(tmp_path: Path) -> None:
    dump, target = tmp_path / "UA.txt", tmp_path / "g.sqlite"
    dump.write_text(f"{VILLAGE}\nbroken\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["places", "import", str(dump), "--gazetteer", str(target)])
    assert done.exit_code == 1 and "1 places" in done.stdout and f"{dump}:2:" in done.stderr
    found = CliRunner().invoke(
        main, ["places", "find", "Novotestivka", "--gazetteer", str(target), "--format", "jsonl"]
    )
    assert json.loads(found.stdout)["geonameid"] == 900001


def test_a_missing_gazetteer_is_told() -> None:
    done = CliRunner().invoke(main, ["places", "find", "Paris", "--gazetteer", "/nonexistent/g.sqlite"])
    assert done.exit_code == 2 and "no gazetteer" in done.output
