"""Importing a GeoNames dump: good, bad and broken ones."""

import gzip
import zipfile
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.places.dump import import_dump
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.imported import Imported
from dragoman.places.names import key


def line(number: object, name: str, lat: object, lon: object, **more: object) -> str:
    row = {"others": "", "kind": "P", "feature": "PPL", "country": "UA", "admin1": "05", "people": 0} | more
    return "\t".join(
        str(v)
        for v in (
            number, name, name, row["others"], lat, lon, row["kind"], row["feature"], row["country"], "", row["admin1"],
            "", "", "", row["people"], "", "", "Europe/Kyiv", "2020-01-01",
        )
    )  # fmt: skip


GOOD = [
    line(900001, "Novotestivka", 48.1, 37.6, others="Новотестівка,Novotestovka"),
    line(900002, "Testova Balka", 48.2, 37.7, people=40),
    line(900003, "Test Street 4", 48.2, 37.7, kind="R", feature="ST"),
]


def dump(folder: Path, lines: list[str], *, name: str = "UA.txt") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_villages_are_found_by_all_their_latin_names(tmp_path: Path) -> None:
    outcome = import_dump(dump(tmp_path, GOOD), tmp_path / "g.sqlite")
    assert (outcome.sites, outcome.bad_count, outcome.truncated) == (2, 0, None)
    source = Gazetteer(Imported(tmp_path / "g.sqlite"))
    found = source.sites("Novotestovka")
    assert [(s.name, s.geonameid, s.country_alpha2, s.lat) for s in found] == [("Novotestivka", 900001, "UA", 48.1)]
    assert source.sites("Test Street 4") == ()


@pytest.mark.parametrize("suffix", [".gz", ".zip"])
def test_packed_dumps(tmp_path: Path, suffix: str) -> None:
    plain = dump(tmp_path, GOOD)
    packed = tmp_path / f"UA{suffix}"
    if suffix == ".gz":
        packed.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(plain, "UA.txt")
            archive.writestr("readme.txt", "x" * 10_000)
    assert import_dump(packed, tmp_path / "g.sqlite").sites == 2


BAD = [
    (line(1, "Nowhere", 948.1, 37.6), "off the globe"),
    (line(1, "Nowhere", "nan", 37.6), "off the globe"),
    (line(1, "Nowhere", 48.1, "-1e9"), "off the globe"),
    (line("one", "Nowhere", 48.1, 37.6), "no numbers"),
    (line(1, "Nowhere", 48.1, 37.6, people="many"), "no numbers"),
    (line(1, "", 48.1, 37.6), "no name"),
    (line(1 << 70, "Nowhere", 48.1, 37.6), "a number that none of them has"),
    (line(1, "Nowhere", 48.1, 37.6, people=1 << 70), "a number that none of them has"),
    ("900004\tHalf a li", "2 fields, not 19"),
]


@pytest.mark.parametrize(("bad", "why"), BAD)
def test_bad_lines_are_told_by_number_and_passed_over(tmp_path: Path, bad: str, why: str) -> None:
    outcome = import_dump(dump(tmp_path, [GOOD[0], bad, GOOD[1]]), tmp_path / "g.sqlite")
    assert outcome.sites == 2
    assert [(b.number, why in b.why) for b in outcome.bad] == [(2, True)]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xff\xfe\x00\n" + (GOOD[0] + "\n").encode())
    outcome = import_dump(path, tmp_path / "g.sqlite")
    assert (outcome.sites, [b.why for b in outcome.bad]) == (1, ["not UTF-8"])


def test_a_truncated_archive_keeps_what_it_held_and_says_so(tmp_path: Path) -> None:
    many = [line(i, f"Village {i} {i * 7919 % 10007}", 48, 37) for i in range(1, 20_000)]
    whole = gzip.compress("\n".join(many).encode())
    path = tmp_path / "UA.gz"
    path.write_bytes(whole[: len(whole) // 2])
    outcome = import_dump(path, tmp_path / "g.sqlite")
    assert 0 < outcome.sites < len(many)
    assert outcome.truncated and "breaks off after line" in outcome.truncated


@pytest.mark.parametrize("content", [b"", b"hello\n", b"PK\x03\x04rubbish", b"\x1f\x8b"])
def test_what_is_no_dump_is_refused_and_the_old_gazetteer_stays(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "g.sqlite"
    import_dump(dump(tmp_path, GOOD), target)
    before = target.read_bytes()
    path = tmp_path / "bad"
    path.write_bytes(content)
    with pytest.raises(DragomanError):
        import_dump(path, target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_missing_dump_and_a_file_that_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="cannot be read"):
        import_dump(tmp_path / "none.txt", tmp_path / "g.sqlite")
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(DragomanError, match=r"wrong\.sqlite"):
        Imported(wrong).rows("x")


@pytest.mark.parametrize(
    ("a", "b"),
    [("Saint-Étienne", "St. Etienne"), ("SÃO PAULO", "Sao Paulo"), ("Nuku'alofa", "Nukualofa"), ("Łódź", "Lodz"),
     ("Fort Worth", "Ft. Worth"), ("Mount Pleasant", "Mt. Pleasant")],
)  # fmt: skip
def test_keys_forget_accents_and_marks(a: str, b: str) -> None:
    assert key(a) == key(b)
