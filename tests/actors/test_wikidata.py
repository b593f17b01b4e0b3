"""An actor lexicon from a Wikidata dump: a dump of our own, with what goes wrong in real ones."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.actors import ActorLexicon, check
from dragoman.actors.wikidata import import_dump
from dragoman.errors import DragomanError


@pytest.fixture(scope="module")
def ours() -> ActorLexicon:
    return ActorLexicon.load()


def text(value: str) -> dict[str, str]:
    return {"language": "en", "value": value}


def snak(value: object) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def item(id_: str) -> dict[str, Any]:
    return snak({"entity-type": "item", "id": id_})


def day(date: str) -> dict[str, Any]:
    precision = {4: 9, 7: 10, 10: 11}[len(date)]
    return snak({"time": f"+{(date + '-00-00')[:10]}T00:00:00Z", "precision": precision})


def held(position: str, since: str = "", until: str = "", rank: str = "normal") -> dict[str, Any]:
    qualifiers = {p: [day(date)] for p, date in (("P580", since), ("P582", until)) if date}
    return {"mainsnak": item(position), "qualifiers": qualifiers, "rank": rank}


def entity(id_: str, label: str, aliases: tuple[str, ...] = (), **claims: list[Any]) -> dict[str, Any]:
    stated = {p: [v if "mainsnak" in v else {"mainsnak": v, "rank": "normal"} for v in vs] for p, vs in claims.items()}
    return {
        "type": "item", "id": id_, "labels": {"en": text(label)}, "aliases": {"en": [text(a) for a in aliases]},
        "claims": stated,
    }  # fmt: skip


NORWAY = entity("Q20", "Norway", P298=[snak("NOR")])
MINISTER = entity("Q1", "Minister of Fisheries of Norway", P31=[item("Q4164871")], P1001=[item("Q20")])
PREMIER = entity("Q2", "Prime Minister of Norway", P1001=[item("Q20")])
MEMBER = entity("Q3", "member of the Parliament of Norway", P31=[item("Q4164871")], P1001=[item("Q20")])
DEAN = entity("Q4", "dean", P31=[item("Q4164871")])
PERSON = entity(
    "Q9", "Ragnhild Tveitevåg", ("Ragnhild T. Tveitevåg", "Tveita", "A|B C"), P27=[item("Q20")],
    P39=[
        held("Q2", "2031-05", "2033-10-02"), held("Q1", "2029", "2031-04-30"), held("Q3", "2025-10-01"),
        held("Q4", "2020"), held("Q1"), held("Q99", "2030"), held("Q2", "2001", "1999"), held("Q2", rank="deprecated"),
        held("Q1", "1905", "1907"),
    ],
)  # fmt: skip
ENTITIES = [PERSON, NORWAY, MINISTER, PREMIER, MEMBER, DEAN, entity("Q8", "A river", P17=[item("Q20")])]


def dump(entities: list[dict[str, Any]]) -> bytes:
    return ("[\n" + ",\n".join(map(json.dumps, entities)) + "\n]\n").encode()


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "people" / "wikidata.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_offices_with_dates_country_and_aliases(tmp_path: Path, pack: Any, ours: ActorLexicon) -> None:
    source = tmp_path / "dump"
    source.write_bytes(pack(dump(ENTITIES)))
    outcome = import_dump(source, tmp_path / "own", ours, since=1945)
    assert (outcome.persons, outcome.tenures, outcome.bad_count, outcome.truncated) == (1, 3, 0, None)
    assert [(r["office"], r["code"], r["sector"], r["since"], r["until"]) for r in rows(tmp_path / "own")] == [
        ("member of the Parliament", "NOR", "LEG", "2025-10-01", ""),
        ("Minister of Fisheries", "NOR", "GOV", "2029", "2031-04-30"),
        ("Prime Minister", "NOR", "GOV", "2031-05", "2033-10-02"),
    ]
    assert rows(tmp_path / "own")[0]["aliases"] == "Ragnhild T. Tveitevåg"
    assert outcome.passed_over == {
        "without a date": 1,
        "with dates that cannot be": 1,
        "ended before 1945": 1,
        "of a position that the dump does not describe": 1,
        "of no political office or no known country": 1,
    }


def test_the_lexicon_reads_what_was_written(tmp_path: Path, ours: ActorLexicon) -> None:
    source = tmp_path / "dump.json"
    source.write_bytes(dump(ENTITIES))
    import_dump(source, tmp_path / "own", ours, since=1945)
    assert not check(tmp_path / "own")
    lexicon = ActorLexicon.load([tmp_path / "own"])
    holder = lexicon.holder("NOR", "Minister of Fisheries", dt.date(2030, 1, 1))
    assert holder is not None and holder.name == "Ragnhild Tveitevåg"


def test_what_the_lexicon_knows_is_left_out(tmp_path: Path, ours: ActorLexicon) -> None:
    known = entity("Q7", "Jens Stoltenberg", P27=[item("Q20")], P39=[held("Q2", "2005-10-17", "2013-10-16")])
    source = tmp_path / "dump.json"
    source.write_bytes(dump([*ENTITIES, known]))
    outcome = import_dump(source, tmp_path / "own", ours, since=1945)
    assert outcome.passed_over["known already"] == 1
    assert {row["name"] for row in rows(tmp_path / "own")} == {"Ragnhild Tveitevåg"}


def test_bad_lines_and_a_broken_end_are_told_and_the_rest_is_used(tmp_path: Path, ours: ActorLexicon) -> None:
    lines = dump(ENTITIES).split(b"\n")
    lines[2:2] = [b'{"id": "Q5", "claims": {"P39": [', b'{"claims": {"P39": 3}}', b'{"id": "Q6", "claims": {"P39": 3}}']
    source = tmp_path / "dump.json.gz"
    source.write_bytes(gzip.compress(b"\n".join(lines))[:-12])
    outcome = import_dump(source, tmp_path / "own", ours, since=1945)
    assert [number for number, _ in outcome.bad] == [3, 4]
    assert outcome.truncated is not None and "breaks off" in outcome.truncated
    assert len(rows(tmp_path / "own")) == 3


def test_a_dump_without_its_bracket_is_told(tmp_path: Path, ours: ActorLexicon) -> None:
    source = tmp_path / "dump.json"
    source.write_bytes(dump(ENTITIES).removesuffix(b"]\n"))
    assert "no closing bracket" in (import_dump(source, tmp_path / "own", ours, since=1945).truncated or "")


def test_strictly_nothing_is_written_where_anything_is_wrong(tmp_path: Path, ours: ActorLexicon) -> None:
    source = tmp_path / "dump.json"
    source.write_bytes(dump(ENTITIES).removesuffix(b"]\n"))
    import_dump(source, tmp_path / "own", ours, since=1945, strict=True)
    assert list((tmp_path / "own" / "people").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"[\n]\n", b"no dump\n", b"\x1f\x8bno gzip"])
def test_what_is_no_dump_is_told_and_nothing_is_replaced(tmp_path: Path, content: bytes, ours: ActorLexicon) -> None:
    old = tmp_path / "own" / "people" / "wikidata.csv"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    source = tmp_path / "dump.json"
    source.write_bytes(content)
    with pytest.raises(DragomanError):
        import_dump(source, tmp_path / "own", ours, since=1945)
    assert [(p.name, p.read_text()) for p in old.parent.iterdir()] == [("wikidata.csv", "old")]
