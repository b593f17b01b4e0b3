"""A map of the world with circles on it, as SVG. The borders come with the package countryinfo."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources

from dragoman.ledger import PlaceCount
from dragoman.report.article import QUAD_CLASSES

_SCALE = 4  # of a degree; the projection is the plain one: longitude to the right, latitude upward
_SOUTH, _NORTH = -58.0, 84.0  # Antarctica is left out
_LEAST_DEGREES = 50.0  # that a picture shows
_MARGIN = 6.0
_NAMED = 12
_MOST = 400


def picture(places: Sequence[PlaceCount], link: Callable[[PlaceCount], str]) -> str:
    """The part of the world in which the places lie, each a circle as large as what happened there."""
    shown = places[:_MOST]
    west, south, east, north = _window(shown)
    width = (east - west) * _SCALE
    unit = width / 960  # of the picture, as 960 of them are its width
    box = f"{_x(west):.1f} {_y(north):.1f} {width:.1f} {(north - south) * _SCALE:.1f}"
    most = max((place.total for place in shown), default=1)
    circles = "".join(_circle(place, most, unit, link(place)) for place in shown)
    names = "".join(_names(shown[:_NAMED], most, unit, _x(east)))
    return (
        f'<svg viewBox="{box}" role="img" class="world" aria-label="Where acts happened">'
        f'<path class="land" vector-effect="non-scaling-stroke" d="{_land()}"/>{circles}{names}</svg>'
    )


def _window(places: Sequence[PlaceCount]) -> tuple[float, float, float, float]:
    """West, south, east, north of what is shown: all of the places, with room around them, twice as wide as high."""
    if not places:
        return -180.0, _SOUTH, 180.0, _NORTH
    west, east = min(p.lon for p in places) - _MARGIN, max(p.lon for p in places) + _MARGIN
    south, north = min(p.lat for p in places) - _MARGIN, max(p.lat for p in places) + _MARGIN
    width = min(360.0, max(_LEAST_DEGREES, east - west, 2 * (north - south)))
    height = min(_NORTH - _SOUTH, width / 2)
    west = min(max((west + east - width) / 2, -180.0), 180.0 - width)
    south = min(max((south + north - height) / 2, _SOUTH), _NORTH - height)
    return west, south, west + width, south + height


def _circle(place: PlaceCount, most: int, unit: float, url: str) -> str:
    quad = max(place.quads, key=lambda quad: place.quads[quad])
    told = ", ".join(f"{count} {quad}" for quad, count in place.quads.items())
    name = ", ".join(filter(None, [place.name, place.country]))
    radius = _radius(place, most) * unit
    return (
        f'<a href="{escape(url)}"><circle class="{QUAD_CLASSES[quad]}" vector-effect="non-scaling-stroke"'
        f' cx="{_x(place.lon):.2f}" cy="{_y(place.lat):.2f}" r="{radius:.2f}">'
        f"<title>{escape(name)}: {escape(told)}</title></circle></a>"
    )


def _names(places: Sequence[PlaceCount], most: int, unit: float, right: float) -> Iterator[str]:
    """The names, those of busier places first, as far as they neither lie over another nor end outside."""
    taken: list[tuple[float, float, float]] = []  # left, right, height
    for place in places:
        gap, width, y = (_radius(place, most) + 3) * unit, len(place.name) * 7.2 * unit, _y(place.lat) + 4 * unit
        is_right = _x(place.lon) + gap + width < right
        left = _x(place.lon) + gap if is_right else _x(place.lon) - gap - width
        if any(left < end and left + width > begin and abs(y - other) < 15 * unit for begin, end, other in taken):
            continue
        taken.append((left, left + width, y))
        at = f'x="{left if is_right else left + width:.2f}" y="{y:.2f}" font-size="{13 * unit:.2f}"'
        yield f'<text {at} text-anchor="{"start" if is_right else "end"}">{escape(place.name)}</text>'


def _radius(place: PlaceCount, most: int) -> float:
    return 4 + 16 * math.sqrt(place.total / most)


def _x(lon: float) -> float:
    return (lon + 180) * _SCALE


def _y(lat: float) -> float:
    return (90 - lat) * _SCALE


@cache
def _land() -> str:
    """All countries as one path."""
    path = list[str]()
    for file in sorted((resources.files("countryinfo") / "data").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".json") and file.name != "antarctica.json":
            shapes = json.loads(file.read_text("utf-8")).get("geoJSON") or {}
            path += map(_ring, _rings(shapes))
    return "".join(path)


def _ring(points: list[list[float]]) -> str:
    return "M" + "L".join(f"{_x(lon):.1f} {_y(lat):.1f}" for lon, lat, *_ in points) + "Z"


def _rings(shapes: dict[str, object]) -> Iterator[list[list[float]]]:
    """Every ring of a GeoJSON object."""
    match shapes:
        case {"features": list(features)}:
            for feature in features:
                yield from _rings(feature.get("geometry") or {})
        case {"geometry": dict(geometry)}:
            yield from _rings(geometry)
        case {"type": "Polygon", "coordinates": list(rings)}:
            yield from rings
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            for rings in polygons:
                yield from rings
