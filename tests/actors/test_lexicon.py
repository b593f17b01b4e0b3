"""Loading the actor lexicon: what overlays add and override, and how mistakes are told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.actors import ActorLexicon, check, lookup
from dragoman.actors.offices import likely_day, standing
from dragoman.errors import DragomanError

PEOPLE = "name,aliases,bare,code,sector,sector2,office,since,until\n"
ORGANISATIONS = "name,aliases,code,sector,sector2,kind,since,until\n"
ROLES = "phrase,sector,sector2,kind,office\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def names(lexicon: ActorLexicon, text: str) -> list[str]:
    return [hit.senses[0].actor.name for hit in lexicon.find(text)]


@pytest.fixture(scope="module")
def ours() -> ActorLexicon:
    return ActorLexicon.load()


def test_our_own_lexicon_has_no_mistakes(ours: ActorLexicon) -> None:
    assert not ours.problems, "\n".join(map(str, ours.problems))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nigerian dancers", ["Nigeria"]),
        ("Nigerians", ["Nigeria"]),
        ("Omani and Malian", ["Oman", "Mali"]),
        ("the U.S. and the US", ["United States", "United States"]),
        ("us and them, a turkey, fine china", []),
        ("Chadwick of Malindi", []),
        ("Kim Jong Un, Kim Jong-Un and Kim Jong-un", ["Kim Jong-un"] * 3),
        ("Sudanese", ["Sudan"]),  # not "The Sudan", cut off
        ("The Sudanese", ["Sudan"]),
        ("the People’s Republic of China", ["China"]),
        ("The West African bloc", ["Economic Community of West African States"]),  # not "The West"
        ("The Commonwealth", ["Commonwealth of Nations"]),
        ("the United\nNations", ["United Nations"]),
    ],
)
def test_names_are_found_whole_and_longest(ours: ActorLexicon, text: str, found: list[str]) -> None:
    assert names(ours, text) == found


def test_an_overlay_adds_persons_bodies_and_roles(tmp_path: Path) -> None:
    write(tmp_path, "people/own.csv", PEOPLE + "Ottoline Varga,,,HUN,GOV,,Minister of Culture,2020-05-01,2022-05-01\n")
    write(tmp_path, "organisations.csv", ORGANISATIONS + "River Users League,RUL,NGO,SOC,,organisation,,\n")
    write(tmp_path, "roles.csv", ROLES + "ditch rider,AGR,,person,\n")
    lexicon = ActorLexicon.load([tmp_path])
    assert names(lexicon, "Ottoline Varga met the RUL.") == ["Ottoline Varga", "River Users League"]
    assert lexicon.roles["ditch rider"].sector == "AGR"
    holder = lexicon.holder("HUN", "Minister of Culture", dt.date(2021, 1, 1))
    assert holder is not None and standing(holder, dt.date(2023, 1, 1)).sector == "ELI"


def test_an_overlay_laid_out_like_the_whole_lexicon_is_read_too(tmp_path: Path) -> None:
    write(tmp_path, "actors/organisations.csv", ORGANISATIONS + "River Users League,RUL,NGO,SOC,,organisation,,\n")
    assert names(ActorLexicon.load([tmp_path]), "RUL") == ["River Users League"]


def test_an_overlay_overrides_a_body(tmp_path: Path) -> None:
    first = write(tmp_path / "a", "organisations.csv", ORGANISATIONS + "River League,,NGO,SOC,,organisation,,\n")
    later = write(tmp_path / "b", "organisations.csv", ORGANISATIONS + "River League,,NGO,AGR,,organisation,,\n")
    lexicon = ActorLexicon.load([first, later])
    assert lexicon.names["River League"][0].actor.sector == "AGR"


@pytest.mark.parametrize(
    ("file", "text", "line", "message"),
    [
        ("people/a.csv", PEOPLE + "A B,,,HUN,GOV,,Mayor,2020-13-01,\n", 2, "month must be in 1..12"),
        ("people/a.csv", PEOPLE + "A B,,,HUN,GOV,,Mayor,soon,\n", 2, "'soon' is no date"),
        ("people/a.csv", PEOPLE + "A B,,,HUN,GOV,,Mayor,2021,2020\n", 2, "lies before since"),
        ("people/a.csv", PEOPLE + "A B,,,QQQ,GOV,,Mayor,2020,\n", 2, "code 'QQQ'"),
        ("people/a.csv", PEOPLE + "A B,,,HUN,BAD,,Mayor,2020,\n", 2, "sector 'BAD'"),
        ("people/a.csv", PEOPLE + "A B,,,HUN,GOV,,Mayor,2020,\nA B,,,HUN,GOV,,Mayor,2020,\n", 3, "stands here twice"),
        (
            "people/a.csv",
            PEOPLE + "A B,,,HUN,GOV,,Mayor,2010,2015\nA B,,,HUN,GOV,,Mayor,2014,2018\n",
            3,
            "twice at a time",
        ),
        ("people/a.csv", PEOPLE + "A B,,HUN\n", 2, "3 cells where the header has 9"),
        ("people/a.csv", PEOPLE + ",,,HUN,GOV,,Mayor,2020,\n", 2, "name is empty"),
        ("people/a.csv", "name,aliases\nA B,\n", 1, "no column code"),
        ("organisations.csv", ORGANISATIONS + "X Y,,NGO,SOC,,club,,\n", 2, "kind 'club'"),
        ("organisations.csv", ORGANISATIONS + "X Y,,NGO,,,,,\nX Y,Z,NGO,,,,,\n", 3, "stands in line 2 already"),
        ("roles.csv", ROLES + "ditch rider,FARM,,person,\n", 2, "sector 'FARM'"),
        ("roles.csv", ROLES + "ditch rider,AGR,,,\nDitch rider,AGR,,,\n", 3, "stands in line 2 already"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path: Path, file: str, text: str, line: int, message: str) -> None:
    write(tmp_path, file, text)
    problems = check(tmp_path)
    assert [(Path(p.file).name, p.line) for p in problems] == [(Path(file).name, line)]
    assert message in problems[0].message
    with pytest.raises(DragomanError, match=f"{Path(file).name}:{line}"):
        ActorLexicon.load([tmp_path], strict=True)


def test_the_rest_of_a_faulty_file_is_used(tmp_path: Path) -> None:
    rows = "Bad Date,,,HUN,GOV,,Mayor,never,\nOttoline Varga,,,HUN,GOV,,Mayor,2020,\n"
    lexicon = ActorLexicon.load([write(tmp_path, "people/a.csv", PEOPLE + rows)])
    assert names(lexicon, "Bad Date and Ottoline Varga") == ["Ottoline Varga"]


def test_a_name_alone_is_looked_up_by_day(ours: ActorLexicon) -> None:
    then, later = (lookup("Bush", dt.date(year, 6, 1), ours)[0] for year in (1990, 2005))
    assert (then.actor.name, later.actor.name) == ("George H. W. Bush", "George W. Bush")
    assert "President" in then.why


def test_the_day_of_an_undated_text_is_one_on_which_its_persons_held_office(ours: ActorLexicon) -> None:
    persons = [ours.names[name][0].actor for name in ("Bill Clinton", "Tony Blair", "Boris Yeltsin")]
    day = likely_day(persons)
    assert day is not None and 1997 <= day.year <= 1999


@pytest.mark.parametrize(
    ("name", "day", "code", "office"),
    [
        ("Pete Buttigieg", dt.date(2022, 6, 1), "USA", "Secretary of Transportation"),
        ("Jam Kamal Khan Alyani", dt.date(2020, 6, 1), "PAK", "Chief Minister"),
        ("Naveen Patnaik", dt.date(2015, 6, 1), "IND", "Chief Minister"),
        ("Mark Drakeford", dt.date(2021, 6, 1), "GBR", "First Minister of Wales"),
        ("Daniel Andrews", dt.date(2021, 6, 1), "AUS", "Premier of Victoria"),
        ("Gretchen Whitmer", dt.date(2021, 6, 1), "USA", "Governor"),
    ],
)
def test_who_governs_parts_of_states(ours: ActorLexicon, name: str, day: dt.date, code: str, office: str) -> None:
    candidate = lookup(name, day, ours)[0]
    assert (candidate.code, candidate.office) == (code, office)
