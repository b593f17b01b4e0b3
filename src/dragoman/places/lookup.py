"""What a single place name may mean, and why the likeliest is the likeliest (`dragoman places find`)."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.places.gazetteer import Gazetteer, Site
from dragoman.places.names import key
from dragoman.places.resolve import Group, Hints, inside, ranked
from dragoman.places.vocabulary import vocabulary

_NO_HINTS = Hints(None, "", {})
_TOWN = 10_000  # people
_CLEAR = 0.75  # share of a country's places in all of one name


def look_up(name: str, beside: Sequence[str], source: Gazetteer) -> list[tuple[Site, str]]:
    """The sites of a name, the likeliest first, each with why.

    ``name`` may say where it lies ("Paris, Texas"); ``beside`` are other places that the text is taken to name.
    """
    within = _within(name.partition(",")[2].strip(), source)
    return [(site, _why(site, share, within)) for site, share in _ranked(name, beside, within, source)]


def country_of(name: str, source: Gazetteer) -> str | None:
    """The country (ISO 3166-1 alpha-3) in which a place of this name lies; None where several may be meant, or where
    only hamlets are called so: their names are common words elsewhere."""
    shares: dict[str, float] = {}
    for site, share in _ranked(name, (), None, source):
        if site.prominence < _TOWN:
            continue
        shares[site.country_alpha2] = shares.get(site.country_alpha2, 0.0) + share
    best = max(shares, key=lambda code: shares[code], default="")
    alpha3, _ = source.countries.get(best, (None, None))
    return alpha3 if best and shares[best] >= _CLEAR else None


def _ranked(
    name: str, beside: Sequence[str], within: tuple[str, str] | None, source: Gazetteer
) -> list[tuple[Site, float]]:
    bare = name.partition(",")[0]
    groups = [Group(key(bare), source.sites(bare), 1, 1, False, within)]
    groups += [Group(key(other), source.sites(other), 1, 1) for other in beside if key(other) != key(bare)]
    if not groups[0].sites:
        return []
    return ranked(groups, _NO_HINTS)[key(bare)]


def _within(holder: str, source: Gazetteer) -> tuple[str, str] | None:
    if not holder:
        return None
    if holder in vocabulary().shortened:
        return vocabulary().shortened[holder]
    found = [s for s in source.sites(holder) if s.kind in ("country", "region", "county")]
    if not found:
        return None
    best = max(found, key=lambda s: s.prominence)
    return best.country_alpha2, "" if best.kind == "country" else best.region


def _why(site: Site, share: float, within: tuple[str, str] | None) -> str:
    if site.kind == "city":
        reasons = [f"{site.prominence:,} people"]
    else:
        reasons = [{"area": "a region, sea or zone", "country": "a country"}.get(site.kind, f"a {site.kind}")]
    if within and inside(site, within):
        reasons.append("where the name says")
    return f"{', '.join(reasons)}; {share:.0%} likely"
