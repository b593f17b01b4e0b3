"""Settles which of its namesakes each place name of a document means.

A document speaks of places that lie together: the candidates of each name are weighed by how many people live there and
by what the other names of the document can be near them, in a few rounds. What the text itself says ("Paris, Texas")
goes before everything.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dragoman.places.gazetteer import Site
from dragoman.places.names import key

_ROUNDS = 4
_MOST = 60  # candidates of one name that are weighed, the most prominent ones
_PRIOR_WEIGHT = 1.0  # a factor of ten in population
_REGION_WEIGHT = 1.2  # another name in the same state or province
_COUNTRY_WEIGHT = 0.5
_NEAR_WEIGHT = 1.4  # another name within about 100 km
_HOLDER_WEIGHT = 3.0  # the state or county itself is named
_USA = 0.4  # share of that for the USA, see below
_GROWTH = 1.2  # one neighbour may be chance, two are not
_ONLY_HOLDS = 0.3  # of a name that only tells where others lie: where a paper is at home it leaves that out
_NAMED_WEIGHT = 1.0  # the country itself is named; every second text names the USA, with its namesakes of all cities
_MAX_SUPPORT = 3.0  # names beyond this many that lie near say no more
_MOST_SUPPORT = 5.5  # of all kinds together: no village is China because its state is named
_LOCAL_PRESS = 2.5  # a paper called after a town, under an address of no country, is mostly one of the USA
_METROPOLIS = 500_000  # people
_OVERSHADOWED = 2.0
_OTHER_NAME = 1.0
_WORLD_CITY = 0.7
_IN_DATELINE = 3.0  # agencies leave the country out of datelines for well-known cities only
_MIN_HOME = 5  # letters
_SHARPNESS = 1.6  # of the choice between rounds


@dataclass(slots=True)
class Group:
    """A name with all that the document says of it."""

    key: str
    sites: tuple[Site, ...]
    count: int = 0
    apart: int = 0  # how often it stands for itself, and does not tell where another lies ("Paris, Texas")
    is_dateline: bool = False
    within: tuple[str, str] | None = None  # country and region that the text puts after it
    shares: list[float] = field(default_factory=list)  # how likely each site is, at this round


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the document besides its text: the country of its publisher and the codes of its actors."""

    country: str | None
    region: str  # of the publisher, where it is known
    codes: Mapping[str, float]  # alpha-2 → weight
    home: str = ""  # letters of the publisher's name and address, for "columbusdispatch"


def resolve(groups: Iterable[Group], hints: Hints) -> dict[str, Site]:
    """The site that each name means, by the name's key."""
    return {name: sites[0][0] for name, sites in ranked(groups, hints).items()}


def ranked(groups: Iterable[Group], hints: Hints) -> dict[str, list[tuple[Site, float]]]:
    """The sites of each name, the likeliest first, with how likely each is; by the name's key."""
    todo = [_narrowed(group) for group in groups if group.sites]
    priors = [_priors(group, hints) for group in todo]
    for group, prior in zip(todo, priors, strict=True):
        group.shares = _softmax(prior)
    open_ = [(group, prior) for group, prior in zip(todo, priors, strict=True) if len(group.sites) > 1]
    for _ in range(_ROUNDS if open_ else 0):
        field_ = _Field(todo)
        for group, prior in open_:
            group.shares = _softmax([p + support for p, support in zip(prior, field_.supports(group), strict=True)])
    return {g.key: sorted(zip(g.sites, g.shares, strict=True), key=lambda pair: -pair[1]) for g in todo}


def inside(site: Site, within: tuple[str, str]) -> bool:
    """Whether a site lies in a country, and in the region of it if one is given."""
    return site.country_alpha2 == within[0] and (not within[1] or site.region == within[1])


def _is_home(name: str, hints: Hints) -> bool:
    """Whether the publisher calls itself after the place: "parisbeacon.com"."""
    return len(name) >= _MIN_HOME and name.replace(" ", "") in hints.home


def _narrowed(group: Group) -> Group:
    sites = sorted(group.sites, key=lambda s: -s.prominence)[:_MOST]
    if group.within:
        held = [s for s in group.sites if inside(s, group.within) and s.kind != "country"]
        sites = held or sites
    return replace(group, sites=tuple(sites))


def _priors(group: Group, hints: Hints) -> list[float]:
    """How likely each site is before the rest of the document is looked at."""
    is_local = _is_home(group.key, hints)
    largest = max((s.prominence for s in group.sites if s.kind == "city"), default=0)
    out = []
    for site in group.sites:
        value = _prior(site, hints, is_local=is_local, is_overshadowed=largest > _METROPOLIS)
        if site.kind == "city":
            if key(site.name) != group.key:
                value -= _OTHER_NAME  # "Benin" is the country before it is Benin City
            elif site.prominence == largest > _METROPOLIS:
                value += _IN_DATELINE if group.is_dateline else _WORLD_CITY
        out.append(value)
    return out


def _prior(site: Site, hints: Hints, *, is_local: bool, is_overshadowed: bool) -> float:
    value = _PRIOR_WEIGHT * math.log10(site.prominence + 300)
    if site.country_alpha2:
        if site.country_alpha2 == hints.country:
            value += 2.5 if hints.region and site.region == hints.region else 1.0
        elif hints.country is None and site.country_alpha2 == "US" and is_local:
            value += _LOCAL_PRESS
        value += min(0.3 if site.country_alpha2 == "US" else 1.0, hints.codes.get(site.country_alpha2, 0.0))
    if site.kind == "region":
        if is_overshadowed:
            value -= _OVERSHADOWED  # "Washington" and "New York" are cities
        elif site.prominence < 10_000_000:
            value -= 0.5  # "Donetsk" is the city unless it says "Donetsk region"
    return value


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(_SHARPNESS * (s - top)) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


class _Field:
    """What the names of a document can be, summed by region, country and square degree."""

    def __init__(self, groups: list[Group]) -> None:
        self._groups = groups
        self._regions: dict[tuple[str, str], float] = defaultdict(float)
        self._countries: dict[str, float] = defaultdict(float)
        self._named: dict[str, float] = defaultdict(float)
        self._holders: dict[tuple[str, str], float] = defaultdict(float)
        self._cells: dict[tuple[int, int], float] = defaultdict(float)
        for group in groups:
            weight = _weight(group)
            for site, share in zip(group.sites, group.shares, strict=True):
                if share > 0.01:
                    self._add(site, share * weight)

    def _add(self, site: Site, weight: float) -> None:
        if site.kind == "region":
            self._holders[(site.country_alpha2, site.region)] += weight
        elif site.region:
            self._regions[(site.country_alpha2, site.region)] += weight
        if site.kind == "country":
            self._named[site.country_alpha2] += weight
        else:
            self._countries[site.country_alpha2] += weight
        if site.kind in ("city", "county"):
            self._cells[_cell(site.lat, site.lon)] += weight

    def supports(self, group: Group) -> list[float]:
        """How much the other names speak for each site of a name."""
        own = _weight(group)
        in_region: dict[tuple[str, str], float] = defaultdict(float)  # the name's own share, which is no support
        in_country: dict[str, float] = defaultdict(float)
        for site, share in zip(group.sites, group.shares, strict=True):
            if site.kind != "region":
                in_region[(site.country_alpha2, site.region)] += share
            if site.kind != "country":
                in_country[site.country_alpha2] += share
        return [
            self._support(
                site, own * in_region[(site.country_alpha2, site.region)], own * in_country[site.country_alpha2],
                share * own,
            )
            for site, share in zip(group.sites, group.shares, strict=True)
        ]  # fmt: skip

    def _support(self, site: Site, own_in_region: float, own_in_country: float, own_share: float) -> float:
        country = site.country_alpha2
        place = (country, site.region)
        value = 0.0
        if site.region and site.kind != "region":
            value += _REGION_WEIGHT * min(_MAX_SUPPORT, max(0.0, self._regions[place] - own_in_region)) ** _GROWTH
            value += _HOLDER_WEIGHT * min(1.0, self._holders[place])
        elif site.kind == "region":
            value += _REGION_WEIGHT * min(_MAX_SUPPORT, self._regions[place]) ** _GROWTH
        if country:
            weight = _REGION_WEIGHT if site.kind == "country" else _COUNTRY_WEIGHT
            weight *= _USA if country == "US" and site.kind == "city" else 1.0
            value += weight * min(_MAX_SUPPORT, max(0.0, self._countries[country] - own_in_country))
            if site.kind != "country" and country != "US":
                value += _NAMED_WEIGHT * min(1.0, self._named[country])
        if site.kind in ("city", "county"):
            near = sum([self._cells.get(cell, 0.0) for cell in _around(*_cell(site.lat, site.lon))])
            value += _NEAR_WEIGHT * min(_MAX_SUPPORT, max(0.0, near - own_share)) ** _GROWTH
        return min(value, _MOST_SUPPORT)


def _weight(group: Group) -> float:
    return min(1.5, 0.8 + 0.2 * group.apart) if group.apart else _ONLY_HOLDS


@lru_cache(maxsize=65536)
def _cell(lat: float, lon: float) -> tuple[int, int]:
    """The square of about one degree of latitude that holds a point, as wide as it is high."""
    width = max(0.2, math.cos(math.radians(lat)))
    return round(lat), round(lon * width)


@lru_cache(maxsize=16384)
def _around(x: int, y: int) -> tuple[tuple[int, int], ...]:
    """A square and those that touch it."""
    return tuple((x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
