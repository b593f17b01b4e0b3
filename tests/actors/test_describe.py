"""Noun phrases that are no actor, and names or descriptions alone."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import ActorLexicon, answer, describe, resolve
from dragoman.model import Reading
from dragoman.parse import quick


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


@pytest.mark.parametrize(
    ("text", "head", "whole", "code", "sector"),
    [
        (
            "The ruling followed a U.S. Supreme Court decision.",
            "decision",
            "a U.S. Supreme Court decision",
            "USA",
            "JUD",
        ),
        ("Critics attacked France's nuclear programme.", "programme", "France's nuclear programme", "FRA", "GOV"),
        ("They burned a Kenyan flag.", "flag", "a Kenyan flag", "KEN", None),
        ("Shells hit a power station.", "station", "a power station", None, None),
        ("The bakery in Sarajevo was hit.", "bakery", "The bakery", "BIH", None),
    ],
)
def test_a_description_is_placed_by_the_actors_within_it(
    text: str, head: str, whole: str, code: str | None, sector: str | None, lexicon: ActorLexicon
) -> None:
    document, sentences = quick(text, dt.date(2010, 1, 1))
    reading = Reading(document, sentences, resolve(document, sentences, lexicon))
    token = next(t for t in sentences[0].tokens if t.text == head)
    mention = describe(reading, sentences[0], token.i)
    assert (mention.text, mention.code, mention.sector, mention.how) == (whole, code, sector, "description")


@pytest.mark.parametrize(
    ("text", "day", "country", "sector", "name"),
    [
        ("the Peruvian Navy", None, "PER", "MIL", None),
        ("Viktor Orban", "2015-01-01", "HUN", "GOV", "Viktor Orbán"),
        ("Austrian Chancellor Bruno Kreisky", "1975-01-01", "AUT", "GOV", None),
        ("REUTERS", None, "GBR", "JRN", "Reuters"),
        ("the prime minister's office", None, None, "GOV", None),
        ("three Danish fishermen", None, "DNK", None, None),
        ("Bolivia", None, "BOL", None, "Bolivia"),
        ("Vladimír Putin", "2012-08-01", "RUS", "GOV", "Vladimir Putin"),
    ],
)
def test_a_name_or_description_alone_tells_country_and_sector(
    text: str, day: str | None, country: str | None, sector: str | None, name: str | None, lexicon: ActorLexicon
) -> None:
    document, sentences = quick(text, dt.date.fromisoformat(day) if day else None)
    got = answer(document, sentences, lexicon)
    assert got.country == country
    assert sector is None or got.sector == sector
    assert name is None or got.name == name


def test_a_gazetteer_may_place_what_stands_alone_but_no_word_of_a_persons_name(lexicon: ActorLexicon) -> None:
    towns = {"Brackwater": "GUY", "Odalys": "CUB"}
    places = [
        answer(*quick(text), lexicon, towns.get).country
        for text in ("Brackwater College", "Brackwater police", "Odalys Quintero", "Odalys")
    ]
    assert places == ["GUY", "GUY", None, "CUB"]
