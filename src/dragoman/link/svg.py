"""What pictures share: their frame, actors on a circle, and the lines between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]

_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#333}.title{font-size:16px;font-weight:600}.small{font-size:10.5px}"
    ".axis{stroke:#333}.score{fill:none;stroke:#333;stroke-width:1.5}.tie{fill:none}.node{fill:#fff;stroke:#333}"
    ".box{fill:#f6f7f8;stroke:#c9ced4}.halo{paint-order:stroke;stroke:#fff;stroke-width:3px}"
)
_LEFT = 50


def frame(width: float, height: float, about: str, parts: Iterable[str], *, is_part: bool, kind: str = "") -> str:
    """The whole picture: a file of its own, or a part of a page, which styles it by the classes "plot" and ``kind``."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
    if is_part:  # pages have their own colours, and allow no style but their own
        return f'{head} class="{f"plot {kind}".strip()}" aria-label="{escape(about)}">{"".join(parts)}</svg>'
    return (
        f'{head} width="{width:.0f}" height="{height:.0f}" aria-label="{escape(about)}"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def heading(title: str) -> str:
    """The title of a picture that is a file of its own."""
    return f'<text class="title" x="{_LEFT}" y="24">{escape(title)}</text>'


def legend(entries: Sequence[tuple[str, str]], width: float, top: float) -> tuple[list[str], float]:
    """Signs (16 wide, around the origin) with what they mean, in rows; and where the next thing may begin."""
    out, x, y = [], float(_LEFT), top
    for sign, meaning in entries:
        room = 30 + 6.6 * len(meaning)
        if x + room > width - 10 and x > _LEFT:
            x, y = float(_LEFT), y + 20
        out.append(f'<g transform="translate({x:.0f} {y:.0f})">{sign}<text x="21" y="4">{escape(meaning)}</text></g>')
        x += room + 12
    return out, y + 20


def line(colour: str, dash: str = "") -> str:
    """A short line, as the sign of a legend."""
    return f'<path class="tie" d="M0 0h16" stroke="{colour}" stroke-width="2"{dashed(dash)}/>'


def dashed(dash: str) -> str:
    """The attribute for a line of these dashes; none for a whole one."""
    return f' stroke-dasharray="{dash}"' if dash else ""


def arrowhead(id_: str, colour: str) -> str:
    """The definition of an arrowhead, for ``marker-end="url(#id)"``."""
    return (
        f'<marker id="{id_}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
        f' markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
    )


def around(keys: Sequence[str], centre: Point, radius: float) -> dict[str, Point]:
    """Where each stands on a circle, the first at the top."""
    turn = 2 * math.pi / max(1, len(keys))
    return {
        key: (centre[0] + radius * math.sin(i * turn), centre[1] - radius * math.cos(i * turn))
        for i, key in enumerate(keys)
    }


def bend(start: Point, end: Point, centre: Point, aside: float) -> Point:
    """The point that bends a line toward the centre, and to its own side, so that both directions are seen."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    return (
        (x1 + x2) / 2 * 0.6 + centre[0] * 0.4 - (y2 - y1) / length * aside,
        (y1 + y2) / 2 * 0.6 + centre[1] * 0.4 + (x2 - x1) / length * aside,
    )


def dot(name: str, told: str, radius: float, at: Point, centre: Point) -> str:
    """An actor on the circle, named on its outer side; ``told`` is shown where the pointer rests."""
    x, y = at
    is_left = x < centre[0] - 1
    dx = -(radius + 5) if is_left else radius + 5
    anchor = "end" if is_left else "start"
    return (
        f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{escape(told)}</title></circle>'
        f'<text x="{x + dx:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
    )
