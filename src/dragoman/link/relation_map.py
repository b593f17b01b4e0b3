"""Relations as a picture: who stands how to whom, as actors on a circle and coloured lines between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dragoman import wording
from dragoman.ledger import Kept
from dragoman.link import svg
from dragoman.model import Relation, RelationKind, RelationStatus
from dragoman.report.figures import linked

MOST = 60  # lines that one picture can show
_NAMED = 30  # lines that can carry what they mean; of more only the colour and the pointer tell it
_WIDTH, _LEAST_RADIUS, _MOST_RADIUS = 960, 150, 300
_FRIENDLY, _HOSTILE, _TRADE, _ORDER = "#1f78b4", "#d7301f", "#2a9d5c", "#7b6ba8"
_COLOURS: dict[RelationKind, str] = {
    "ally": _FRIENDLY, "good relations": _FRIENDLY, "diplomatic relations": _FRIENDLY,
    "trading partner": _TRADE, "supplier": _TRADE,
    "enemy": _HOSTILE, "poor relations": _HOSTILE, "at war": _HOSTILE, "occupies": _HOSTILE,
    "claims territory of": _HOSTILE, "sanctioned by": _HOSTILE,
    "neighbour": _ORDER, "member of": _ORDER, "head of": _ORDER, "represents": _ORDER,
}  # fmt: skip
_FAMILIES = {
    _FRIENDLY: "alliance and good relations", _TRADE: "trade and supply", _HOSTILE: "enmity",
    _ORDER: "membership, office, neighbours",
}  # fmt: skip
_MUTUAL: frozenset[RelationKind] = frozenset(
    {"ally", "enemy", "neighbour", "trading partner", "diplomatic relations", "good relations", "poor relations",
     "at war"}
)  # fmt: skip
_DASHES: dict[RelationStatus, str] = {"current": "", "prospective": "9 4", "past": "3 4", "denied": "1.5 6"}


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation between two, however many articles tell it; ``first`` is the one that was given first."""

    a: str
    b: str
    kind: RelationKind
    status: RelationStatus
    first: Kept[Relation]
    count: int


def bonds(relations: Iterable[Kept[Relation]]) -> list[Bond]:
    """The same relation between the same two as one, those told most first; of mutual ones, the order says nothing."""
    groups: dict[tuple[str, str, RelationKind, RelationStatus], list[Kept[Relation]]] = {}
    for kept in relations:
        relation = kept.record
        a, b = wording.party(relation.a), wording.party(relation.b)
        if relation.relation in _MUTUAL:
            a, b = sorted((a, b))
        groups.setdefault((a, b, relation.relation, relation.status), []).append(kept)
    found = [Bond(*key, group[0], len(group)) for key, group in groups.items()]
    return sorted(found, key=lambda bond: -bond.count)


def picture(
    relations: Iterable[Kept[Relation]],
    title: str = "Who stands how to whom",
    link: Callable[[Kept[Relation]], str | None] | None = None,
) -> str:
    """The relations that most articles tell, `MOST` at most, as SVG; "" where there is none.

    With ``link`` lines lead somewhere, and the picture is a part of a page, which styles it.
    """
    every = bonds(relations)
    shown = [bond for bond in every if bond.a != bond.b][:MOST]
    if not shown:
        return ""
    signs, top = _legend(shown, 20 if link else 48)
    names = _ordered(shown)
    radius = min(_MOST_RADIUS, max(_LEAST_RADIUS, 15 * len(names)))
    centre = (_WIDTH / 2, top + radius + 30)
    at = svg.around(names, centre, radius)
    heads = "".join(svg.arrowhead(_head(colour), colour) for colour in _FAMILIES)
    parts = [f"<defs>{heads}</defs>", *signs]
    if not link:
        parts.insert(0, svg.heading(title))
    beside: Counter[frozenset[str]] = Counter()
    for bond in shown:
        pair = frozenset((bond.a, bond.b))
        parts.append(linked(_drawn(bond, at, centre, beside[pair], len(shown) <= _NAMED), link and link(bond.first)))
        beside[pair] += 1
    tied = Counter(name for bond in shown for name in (bond.a, bond.b))
    for name in names:
        told = f"{name}: {tied[name]} relation" + ("s" if tied[name] > 1 else "")
        parts.append(svg.dot(name, told, min(12.0, 4 + tied[name]), at[name], centre))
    return svg.frame(_WIDTH, centre[1] + radius + 30, title, parts, is_part=link is not None, kind="bonds")


def _legend(shown: Sequence[Bond], top: float) -> tuple[list[str], float]:
    colours, statuses = {_COLOURS[bond.kind] for bond in shown}, {bond.status for bond in shown}
    signs = [(svg.line(colour), meaning) for colour, meaning in _FAMILIES.items() if colour in colours]
    signs += [(svg.line("#555", dash), status) for status, dash in _DASHES.items() if dash and status in statuses]
    return svg.legend(signs, _WIDTH, top)


def _ordered(shown: Sequence[Bond]) -> list[str]:
    """The names in an order in which those that are tied stand near each other."""
    tied: dict[str, list[str]] = defaultdict(list)
    for bond in shown:
        tied[bond.a].append(bond.b)
        tied[bond.b].append(bond.a)
    out: dict[str, None] = {}
    for start in sorted(tied, key=lambda name: -len(tied[name])):
        open_ = [start]
        while open_:
            name = open_.pop()
            if name not in out:
                out[name] = None
                open_.extend(sorted(tied[name], key=lambda other: len(tied[other])))
    return list(out)


def _head(colour: str) -> str:
    return f"bond-{colour[1:]}"


def _drawn(bond: Bond, at: dict[str, svg.Point], centre: svg.Point, number: int, is_named: bool) -> str:
    """A line; several between the same two keep apart."""
    (x1, y1), (x2, y2) = start, end = at[bond.a], at[bond.b]
    bend_x, bend_y = svg.bend(start, end, centre, 14 + 24 * number)
    colour = _COLOURS[bond.kind]
    head = "" if bond.kind in _MUTUAL else f' marker-end="url(#{_head(colour)})"'
    status = "" if bond.status == "current" else f" ({bond.status})"
    told = f"{bond.a} — {bond.kind} — {bond.b}{status}: {wording.content(bond.first.record)}"
    path = f"M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"
    line = (
        f'<path class="tie" d="{path}" stroke="{colour}" stroke-width="{min(6, 1 + bond.count)}" stroke-opacity="0.8"'
        f"{svg.dashed(_DASHES[bond.status])}{head}><title>{escape(told)}</title></path>"
    )
    if not is_named:
        return line
    x, y = (x1 + 2 * bend_x + x2) / 4, (y1 + 2 * bend_y + y2) / 4
    return f'{line}<text class="small halo" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{bond.kind}{status}</text>'
