"""Claims as a picture: causes to the left, effects to the right, between them what is both; every arrow is a claim."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from dragoman import wording
from dragoman.ledger import Kept
from dragoman.link.words import content_words, plain
from dragoman.model import Claim
from dragoman.report.figures import linked
from dragoman.web.asking import url

_SAME = 0.6  # of the telling words of the shorter: from here on two phrases are one node
_WIDTH, _NODE, _LINE, _GAP = 1060, 270, 15, 14
_CHARS, _LINES = 40, 3  # of a node


@dataclass(slots=True)
class _Node:
    words: frozenset[str]
    text: str
    causes: int = 0
    effects: int = 0
    column: int = 0
    y: float = 0.0
    lines: list[str] = field(default_factory=list)

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 10


def picture(claims: Sequence[Kept[Claim]]) -> str:
    """The map of these claims; nothing where there is none."""
    nodes: list[_Node] = []
    arrows: list[tuple[_Node, _Node, Kept[Claim]]] = []
    for kept in claims:
        cause, effect = (_node(nodes, quote.text) for quote in (kept.record.cause, kept.record.effect))
        if cause is not effect:
            cause.causes += 1
            effect.effects += 1
            arrows.append((cause, effect, kept))
    if not arrows:
        return ""
    nodes = [node for node in nodes if node.causes or node.effects]
    height = _place(nodes)
    parts = [_MARKER, *(_arrow(*arrow) for arrow in arrows), *(_box(node) for node in nodes)]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" class="causal" aria-label="What leads to what">'
        f"{''.join(parts)}</svg>"
    )


_MARKER = (
    '<defs><marker id="leads" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
    ' markerUnits="userSpaceOnUse"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>'
)


def _node(nodes: list[_Node], text: str) -> _Node:
    text = " ".join(text.split())
    words = frozenset(content_words(text)) or frozenset([text.casefold()])
    for node in nodes:
        if len(node.words & words) >= _SAME * min(len(node.words), len(words)) and node.words & words:
            return node
    lines = textwrap.wrap(text, _CHARS)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _CHARS - 2] + " …"]
    node = _Node(words, text, lines=lines)
    nodes.append(node)
    return node


def _place(nodes: list[_Node]) -> float:
    """Give each node its column and its height; the height of all."""
    bottoms = [10.0, 10.0, 10.0]
    for node in nodes:
        node.column = 1 if node.causes and node.effects else 0 if node.causes else 2
        node.y = bottoms[node.column]
        bottoms[node.column] += node.height + _GAP
    return max(bottoms)


def _x(node: _Node) -> float:
    return node.column * (_WIDTH - _NODE) / 2


def _arrow(cause: _Node, effect: _Node, kept: Kept[Claim]) -> str:
    x1, x2 = _x(cause) + _NODE, _x(effect)
    y1, y2 = cause.y + cause.height / 2, effect.y + effect.height / 2
    if cause.column >= effect.column:  # back, or within the middle column: from right to right, around
        x2 = _x(effect) + _NODE
    bend = max(60.0, abs(x2 - x1) / 2)
    into = x2 + bend if cause.column >= effect.column else x2 - bend
    path = f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {into:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    holder = wording.party(kept.record.holder) if kept.record.holder else "the paper"
    title = f"<title>{escape(holder)} ({kept.record.modality}): {escape(wording.content(kept.record))}</title>"
    arrow = f'<path class="leads m-{kept.record.modality}" marker-end="url(#leads)" d="{path}">{title}</path>'
    return linked(arrow, url("/record", id=kept.record.id))


def _box(node: _Node) -> str:
    x = _x(node)
    lines = "".join(
        f'<tspan x="{x + 8:.0f}" y="{node.y + 5 + (i + 0.75) * _LINE:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(node.lines)
    )
    box = (
        f'<rect x="{x:.0f}" y="{node.y:.1f}" width="{_NODE}" height="{node.height:.1f}" rx="5"/>'
        f"<text>{lines}</text><title>{escape(node.text)}</title>"
    )
    telling = sorted(set(plain(node.text)), key=lambda word: (-len(word), word))[:2]
    return linked(f"<g>{box}</g>", url("/claims", about=" ".join(telling)) if telling else None)
