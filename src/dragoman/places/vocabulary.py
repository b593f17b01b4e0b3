"""The words of ``lexicon/places.toml`` and the given names, as sets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dragoman.lexicon import folders, load_toml
from dragoman.places.names import key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as written, but for ``doubtful`` and ``shortened``, which are keys (``names.key``)."""

    doubtful: frozenset[str]
    given_names: frozenset[str]
    institutions: frozenset[str]
    titles: frozenset[str]
    locative: frozenset[str]
    perhaps_locative: frozenset[str]
    settlements: frozenset[str]
    of_place: frozenset[str]
    of_person: frozenset[str]
    directions: frozenset[str]
    of_media: frozenset[str]
    shortened: dict[str, tuple[str, str]]  # "Va." as written → country, region
    peoples: frozenset[str]  # "Turk", "Arab", "Somali": never places
    domains: dict[str, str]
    publishers: dict[str, tuple[str, str]]  # host → country, region
    opening_names: frozenset[str]  # given names and titles: what a person's name begins with


_DOUBTFUL = ("doubtful", "institutions", "titles", "directions", "of_media")
_PEOPLES = {"states.csv": ("adjectives", "demonyms"), "territories.csv": ("adjectives", "demonyms"),
            "regions.csv": ("adjectives",)}  # fmt: skip


def _peoples() -> frozenset[str]:
    """Adjectives and nouns of countries and regions, as keys, but for those that are the country's own name."""
    words: set[str] = set()
    names: set[str] = set()
    for file_name, columns in _PEOPLES.items():
        with (folders()[0] / "actors" / file_name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names.update(map(key, [row["name"], *(row["aliases"] or "").split("|")]))
                words.update(key(w) for column in columns for w in (row[column] or "").split("|") if w)
    return frozenset(words - names)


@cache
def vocabulary() -> Vocabulary:
    """The words, loaded once."""
    data = load_toml("places.toml")
    with (folders()[0] / "actors" / "first_names.csv").open(encoding="utf-8", newline="") as file:
        given = frozenset(row["name"] for row in csv.DictReader(file))
    with (folders()[0] / "places" / "publishers.csv").open(encoding="utf-8", newline="") as file:
        publishers = {row["domain"]: (row["country"], row["admin1"]) for row in csv.DictReader(file)}
    shortened = {
        short: (country, region)
        for country, regions in data["shortened"].items()
        for region, shorts in regions.items()
        for short in shorts
    }
    sets = {
        name: frozenset(data[name])
        for name in (
            "institutions", "titles", "locative", "perhaps_locative", "settlements", "of_place", "of_person",
            "directions", "of_media",
        )
    }  # fmt: skip
    return Vocabulary(
        doubtful=frozenset(key(w) for name in _DOUBTFUL for w in data[name]), peoples=_peoples(),
        given_names=given, shortened=shortened,
        domains=data["domains"], publishers=publishers, opening_names=given | sets["titles"], **sets,
    )  # fmt: skip
