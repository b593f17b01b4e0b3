"""The lexicon of people: well-formed rows, sane terms of office, and agreement with the reference lists of leaders."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import logging
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

LOG = logging.getLogger(__name__)
PEOPLE = Path(__file__).parents[2] / "src" / "dragoman" / "lexicon" / "actors" / "people"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
HEADER = ["name", "aliases", "bare", "code", "sector", "sector2", "office", "since", "until"]
FILES = (
    "north_america latin_america western_europe eastern_europe middle_east south_asia east_asia "
    "southeast_asia_pacific africa international nonstate"
).split()
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
BODIES = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
# States that no longer exist, the Holy See, and what ISO leaves to users.
FORMER = {"SUN", "YUG", "CSK", "DDR", "YMD", "VAT", "XKX"}
# One person at a time: terms of two people may touch, and overlap by a month where sources differ on the handover.
SOLE = {
    "President", "Prime Minister", "Chancellor", "King", "Queen", "Emir", "Sultan", "Supreme Leader", "Premier",
    "Secretary of State", "Secretary of Defense", "National Security Adviser", "Ambassador to the United Nations",
    "Minister of Foreign Affairs", "Minister of Defence", "Emperor", "Secretary-General",
}  # fmt: skip
GRACE = dt.timedelta(days=31)
# A single office in name that two people held at once, and why.
SHARED: dict[tuple[str, str], str] = {
    ("LBN", "Prime Minister"): "rival governments of Aoun and al-Hoss until October 1990",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the lexicon."""

    name: str
    aliases: tuple[str, ...]
    bare: tuple[str, ...]
    code: str
    sector: str
    sector2: str
    office: str
    since: str
    until: str
    where: str

    @property
    def first(self) -> dt.date:
        return _first_day(self.since) if self.since else dt.date(1900, 1, 1)

    @property
    def last(self) -> dt.date:
        return _first_day(self.until) if self.until else dt.date(2100, 1, 1)


def _first_day(text: str) -> dt.date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _read(name: str) -> list[Term]:
    with (PEOPLE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        assert next(reader) == HEADER
        return [_term(row, f"{name}.csv:{number}") for number, row in enumerate(reader, 2)]


def _term(row: list[str], where: str) -> Term:
    name, aliases, bare, code, sector, sector2, office, since, until = row
    return Term(name, _items(aliases), _items(bare), code, sector, sector2, office, since, until, where)


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


TERMS = [term for name in FILES for term in _read(name)]


def _folded(name: str) -> str:
    """Lower-case letters a-z only, accents off."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("đ", "d").replace("ł", "l"))
    return "".join(c for c in plain.lower() if "a" <= c <= "z")


def test_every_file_is_listed() -> None:
    assert sorted(path.stem for path in PEOPLE.glob("*.csv")) == sorted(FILES)
    assert len(TERMS) >= 2500


def test_names_are_names() -> None:
    for term in TERMS:
        for name in (term.name, *term.aliases, *term.bare):
            assert name == name.strip() and name and "(" not in name, term.where
        assert term.office == term.office.strip() and term.office, term.where
        assert term.name not in term.aliases, term.where
        assert len(set(term.aliases)) == len(term.aliases), term.where


def test_codes_and_sectors_are_known() -> None:
    states = set(_iso())
    for term in TERMS:
        assert term.code in BODIES | FORMER or term.code in states, f"{term.where}: {term.code}"
        assert not term.sector or term.sector in SECTORS, f"{term.where}: {term.sector}"
        assert not term.sector2 or term.sector2 in {"OPP", "PRE"}, f"{term.where}: {term.sector2}"
        assert term.sector or term.code in BODIES, f"{term.where}: a state's office needs a sector"


def _iso() -> list[str]:
    """Alpha-3 codes, from the lexicon's own table of states where it is there, else by shape."""
    path = PEOPLE.parent / "states.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            return [row["code"] for row in csv.DictReader(lines)]
    return [term.code for term in TERMS if re.fullmatch(r"[A-Z]{3}", term.code)]


def test_dates_are_dates_and_in_order() -> None:
    for term in TERMS:
        for text in (term.since, term.until):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", text), f"{term.where}: {text}"
        assert term.first <= term.last, f"{term.where}: {term.since} > {term.until}"
        assert not term.since or dt.date(1900, 1, 1) < term.first < dt.date(2027, 1, 1), term.where


def test_no_row_is_given_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for term in TERMS:
        key = (term.name, term.code, term.office, term.since)
        assert key not in seen, f"{term.where} repeats {seen[key]}"
        seen[key] = term.where


def test_one_person_has_one_set_of_names() -> None:
    names: dict[str, tuple[tuple[str, ...], str]] = {}
    for term in TERMS:
        aliases, where = names.setdefault(term.name, (term.aliases, term.where))
        assert aliases == term.aliases, f"{term.where} and {where} disagree on the aliases of {term.name}"


def test_sole_offices_have_one_holder() -> None:
    holders: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in TERMS:
        if term.office in SOLE and term.sector2 != "PRE" and term.since:
            holders[term.code, term.office].append(term)
    clashes = []
    for key, terms in holders.items():
        terms.sort(key=lambda term: term.first)
        for before, after in itertools.pairwise(terms):
            if before.name != after.name and key not in SHARED and before.last - after.first > GRACE:
                clashes.append(f"{key}: {before.name} until {before.until}, {after.name} since {after.since}")
    assert not clashes, "\n".join(clashes)


def test_bare_names_point_to_one_person_on_any_day() -> None:
    """A surname that stands alone may be shared only by people who held office in different times."""
    spans: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for term in TERMS:
        for bare in term.bare:
            spans[bare][term.name].append(term)
    clashes = [
        f"{bare}: {a} / {b}"
        for bare, people in spans.items()
        for a, b in itertools.combinations(sorted(people), 2)
        if any(min(x.last, y.last) - max(x.first, y.first) > GRACE for x in people[a] for y in people[b])
    ]
    assert not clashes, "\n".join(clashes)


@pytest.mark.parametrize(
    ("name", "code", "office", "day"),
    [
        ("Nikki Haley", "USA", "Ambassador to the United Nations", "2017-11-29"),
        ("Madeleine Albright", "USA", "Ambassador to the United Nations", "1995-06-01"),
        ("Madeleine Albright", "USA", "Secretary of State", "1998-08-20"),
        ("Kofi Annan", "UNO", "Secretary-General", "1998-02-22"),
        ("Vladimir Putin", "RUS", "Prime Minister", "2010-01-01"),
        ("Vladimir Putin", "RUS", "President", "2022-02-24"),
        ("Nelson Mandela", "ZAF", "President", "1996-01-01"),
        ("Volodymyr Zelensky", "UKR", "President", "2022-03-01"),
        ("Aslan Maskhadov", "RUS", "President of Chechnya", "1999-10-01"),
        ("Jens Stoltenberg", "IGO", "Secretary General of NATO", "2022-06-29"),
        ("Prachanda", "NPL", "Prime Minister", "2009-01-15"),
    ],
)
def test_who_held_what(name: str, code: str, office: str, day: str) -> None:
    on = dt.date.fromisoformat(day)
    assert any(t.name == name and t.code == code and t.office == office and t.first <= on < t.last for t in TERMS)


# --- the reference lists --------------------------------------------------------------------------------------------

# REIGN's abbreviations of states are those of the Correlates of War.
COW = {
    "BHM": "BHS", "HAI": "HTI", "TRI": "TTO", "BAR": "BRB", "GRN": "GRD", "SLU": "LCA", "SVG": "VCT", "AAB": "ATG",
    "SKN": "KNA", "GUA": "GTM", "HON": "HND", "SAL": "SLV", "COS": "CRI", "PAR": "PRY", "URU": "URY", "UKG": "GBR",
    "IRE": "IRL", "NTH": "NLD", "FRN": "FRA", "MNC": "MCO", "SWZ": "CHE", "SPN": "ESP", "POR": "PRT", "GMY": "DEU",
    "GDR": "DDR", "AUS": "AUT", "CZE": "CSK", "CZR": "CZE", "SLO": "SVK", "SNM": "SMR", "MNG": "MNE", "MAC": "MKD",
    "CRO": "HRV", "BOS": "BIH", "KOS": "XKX", "SLV": "SVN", "BUL": "BGR", "MLD": "MDA", "ROM": "ROU", "LAT": "LVA",
    "LIT": "LTU", "GRG": "GEO", "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "CAP": "CPV", "EQG": "GNQ", "GAM": "GMB",
    "MAA": "MRT", "NIR": "NER", "CDI": "CIV", "GUI": "GIN", "BFO": "BFA", "SIE": "SLE", "TOG": "TGO", "CAO": "CMR",
    "NIG": "NGA", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "DRC": "COD", "TAZ": "TZA", "BUI": "BDI", "ANG": "AGO",
    "MZM": "MOZ", "ZAM": "ZMB", "ZIM": "ZWE", "MAW": "MWI", "SAF": "ZAF", "LES": "LSO", "BOT": "BWA", "SWA": "SWZ",
    "MAG": "MDG", "MAS": "MUS", "SEY": "SYC", "MOR": "MAR", "ALG": "DZA", "LIB": "LBY", "SUD": "SDN", "LEB": "LBN",
    "YAR": "YEM", "YPR": "YMD", "KUW": "KWT", "BAH": "BHR", "UAE": "ARE", "TAJ": "TJK", "KYR": "KGZ", "KZK": "KAZ",
    "MON": "MNG", "ROK": "KOR", "BHU": "BTN", "BNG": "BGD", "MYA": "MMR", "SRI": "LKA", "MAD": "MDV", "NEP": "NPL",
    "THI": "THA", "CAM": "KHM", "DRV": "VNM", "MAL": "MYS", "SIN": "SGP", "BRU": "BRN", "PHI": "PHL", "INS": "IDN",
    "ETM": "TLS", "AUL": "AUS", "NEW": "NZL", "VAN": "VUT", "SOL": "SLB", "FIJ": "FJI", "NAU": "NRU", "MSI": "MHL",
    "PAL": "PLW",
}  # fmt: skip
# Where the chair of a collective head of state rotates, its members' terms are the lexicon's.
ROTATING = {"BIH"}
EQUIVALENT = {"YUG": {"YUG", "SRB"}, "SUN": {"SUN", "RUS"}, "RUS": {"SUN", "RUS"}, "CSK": {"CSK", "CZE"}}


def _reference(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_leaders_agree_with_reign() -> None:
    """Leaders of all states who took office since 1990: surname and first day within 60 days, for 95 in 100."""
    by_code: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        by_code[term.code].append(term)
    total, missing = 0, []
    for row in _reference("leaders_reign_2021.jsonl"):
        if int(row["syear"]) < 1990:
            continue
        total += 1
        start = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
        code = COW.get(row["stateabb"], row["stateabb"])
        terms = [term for c in EQUIVALENT.get(code, {code}) for term in by_code[c]]
        near = [
            t for t in terms if abs((t.first - start).days) <= 60 or (code in ROTATING and t.first < start < t.last)
        ]
        if not any(_same_person(row["leader"], t) for t in near):
            missing.append(f"{code} {row['leader']} {start}")
    LOG.info("%d of %d leaders disagree:\n%s", len(missing), total, "\n".join(missing))
    assert len(missing) <= 0.05 * total


def _same_person(reference: str, term: Term) -> bool:
    """Whether a word of the reference's name (most often a mere surname) is in one of the term's names."""
    known = {_folded(word) for name in (term.name, *term.aliases) for word in re.split(r"[\s.-]+", name)}
    known |= {_folded(name) for name in (term.name, *term.aliases)}
    words = [_folded(word) for word in re.split(r"[\s.,]+|(?<=\w)-", re.sub(r"\(.*?\)", "", reference))]
    return any(word in known for word in words if len(word) > 2) or _folded(reference) in known


def test_offices_agree_with_wikidata() -> None:
    """Holders of the highest offices in 2021: nine in ten are here with their years of office."""
    by_name: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        for name in (term.name, *term.aliases):
            by_name[_folded(name)].append(term)
    rows = [row for row in _reference("leaders_wikidata_2021.jsonl") if _is_compared(row)]
    missing = [
        f"{row['country']} {row['officeholderLabel']} {row['start_year']}"
        for row in rows
        if not any(_began(term, int(row["start_year"])) for term in by_name[_folded(row["officeholderLabel"])])
    ]
    LOG.info("%d of %d office holders disagree:\n%s", len(missing), len(rows), "\n".join(missing))
    assert len(missing) <= 0.1 * len(rows)


def _began(term: Term, year: int) -> bool:
    """Whether the term began about that year, or ran then: Wikidata counts a re-election as a new term."""
    return abs(term.first.year - year) <= 1 or term.first.year < year <= term.last.year


def _is_compared(row: dict[str, str]) -> bool:
    """Whether the row is an executive office of a state; viceroys, shared crowns and regents are not world news."""
    label = row["positionLabel"].lower()
    minor = ("governor-general", "monarch", "captain regent", "co-prince", "council", "pontifical", "minister of state")
    return not row["officeholderLabel"].startswith("Q") and not any(word in label for word in minor)
