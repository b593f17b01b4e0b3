"""Claims as a picture: boxes are what leads or is led to, every arrow is a claim, its colour who makes it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from dragoman import wording
from dragoman.ledger import Kept
from dragoman.link import svg
from dragoman.link.words import content_words
from dragoman.model import Claim, Modality
from dragoman.report.figures import linked

MOST = 60  # claims that one picture can show
_SAME = 0.6  # of the telling words of the longer: from here on two phrases are one box
_COLUMNS = 5
_WIDTH, _MARGIN, _BOX, _BETWEEN, _LINE, _GAP = 1080, 10, 270, 110, 15, 14
_CHARS, _LINES = 40, 3  # of a box
# Told apart also by those who see fewer colours (Okabe and Ito); grey is for all others.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_GREY = "#868e96"
_PAPER = "the paper"
_OTHERS = "others"
_DASHES: dict[Modality, str] = {
    "asserted": "", "would": "9 4", "could": "4 4", "alleged": "12 4 2 4", "denied": "1.5 5",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class _Box:
    words: frozenset[str]
    text: str
    lines: list[str]
    effects: list[_Box] = field(default_factory=list)  # without those that would lead in a circle
    causes: list[_Box] = field(default_factory=list)
    column: int = 0
    y: float = 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 10

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class _Arrow:
    cause: _Box
    effect: _Box
    kept: Kept[Claim]
    holder: str


def picture(
    claims: Sequence[Kept[Claim]],
    title: str = "What leads to what",
    link: Callable[[Kept[Claim]], str | None] | None = None,
    link_words: Callable[[str], str | None] | None = None,
) -> str:
    """The map of the first `MOST` claims as SVG, "" where there is none: causes to the left of their effects.

    Phrases of much the same words are one box. With ``link`` arrows lead somewhere, with ``link_words`` boxes, by their
    words; the picture is then a part of a page, which styles it.
    """
    boxes: list[_Box] = []
    arrows: list[_Arrow] = []
    for kept in claims[:MOST]:
        cause, effect = (_box_of(boxes, quote.text) for quote in (kept.record.cause, kept.record.effect))
        if cause is not effect:
            arrows.append(_Arrow(cause, effect, kept, _holder(kept.record)))
    if not arrows:
        return ""
    columns = _columns(arrows)
    colours = _colours(arrows)
    width = max(_WIDTH, len(columns) * (_BOX + _BETWEEN) - _BETWEEN + 2 * _MARGIN)
    signs, top = _legend(arrows, colours, width, 20 if link else 48)
    bottom = _place(columns, top)
    step = (width - 2 * _MARGIN - _BOX) / max(1, len(columns) - 1)
    heads = "".join(svg.arrowhead(_head(colour), colour) for colour in dict.fromkeys(colours.values()))
    parts = [f"<defs>{heads}</defs>", *signs]
    if not link:
        parts.insert(0, svg.heading(title))
    parts += [linked(_drawn(a, step, colours[a.holder]), link and link(a.kept)) for a in arrows]
    parts += [
        linked(_boxed(box, _MARGIN + box.column * step), link_words and link_words(box.text))
        for column in columns
        for box in column
    ]
    return svg.frame(width, bottom, title, parts, is_part=link is not None, kind="causal")


def _holder(claim: Claim) -> str:
    return wording.party(claim.holder) if claim.holder else _PAPER


def _box_of(boxes: list[_Box], text: str) -> _Box:
    text = " ".join(text.split())
    words = frozenset(content_words(text)) or frozenset([text.casefold()])
    for box in boxes:
        if len(box.words & words) >= _SAME * max(len(box.words), len(words)):
            return box
    lines = textwrap.wrap(text, _CHARS)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _CHARS - 2] + " …"]
    box = _Box(words, text, lines)
    boxes.append(box)
    return box


def _columns(arrows: Sequence[_Arrow]) -> list[list[_Box]]:
    """The boxes by how many steps lead to them at most; each column in the order of what leads to its boxes."""
    for arrow in arrows:
        if arrow.effect not in arrow.cause.effects and not _leads(arrow.effect, arrow.cause):
            arrow.cause.effects.append(arrow.effect)
            arrow.effect.causes.append(arrow.cause)
    drawn = list(dict.fromkeys(box for arrow in arrows for box in (arrow.cause, arrow.effect)))
    for _ in drawn:  # a chain is no longer than there are boxes
        for box in drawn:
            box.column = max((cause.column + 1 for cause in box.causes), default=0)
    for box in drawn:
        box.column = min(box.column, _COLUMNS - 1)
    columns = [[box for box in drawn if box.column == number] for number in range(max(b.column for b in drawn) + 1)]
    at = {box: float(i) for i, box in enumerate(drawn)}
    for sweep in range(4):  # boxes beside what they are tied to cross the fewest arrows
        for column in columns if sweep % 2 == 0 else reversed(columns):
            for box in column:
                beside = box.causes if sweep % 2 == 0 else box.effects
                if beside:
                    at[box] = sum(at[other] for other in beside) / len(beside)
            column.sort(key=at.__getitem__)
    return columns


def _leads(start: _Box, end: _Box) -> bool:
    """Whether one box leads to another, over however many."""
    seen, open_ = {start}, [start]
    while open_:
        box = open_.pop()
        if box is end:
            return True
        new = [effect for effect in box.effects if effect not in seen]
        seen.update(new)
        open_.extend(new)
    return False


def _colours(arrows: Sequence[_Arrow]) -> dict[str, str]:
    """A colour for each of the holders with the most claims, grey for the paper itself and for the others."""
    counted = Counter(arrow.holder for arrow in arrows if arrow.holder != _PAPER)
    first = dict(zip((holder for holder, _ in counted.most_common(len(_COLOURS))), _COLOURS, strict=False))
    return {arrow.holder: first.get(arrow.holder, _GREY) for arrow in arrows}


def _legend(arrows: Sequence[_Arrow], colours: dict[str, str], width: float, top: float) -> tuple[list[str], float]:
    """Whose the colours are, and how sure the dashes."""
    counted = Counter(a.holder if a.holder == _PAPER or colours[a.holder] != _GREY else _OTHERS for a in arrows)
    signs = [
        (svg.line(colours.get(holder, _GREY)), f"{holder}: {number}")
        for holder, number in sorted(counted.items(), key=lambda entry: (entry[0] in (_OTHERS, _PAPER), -entry[1]))
    ]
    used = {arrow.kept.record.modality for arrow in arrows}
    signs += [(svg.line("#555", dash), modality) for modality, dash in _DASHES.items() if modality in used]
    return svg.legend(signs, width, top)


def _place(columns: Sequence[list[_Box]], top: float) -> float:
    """Give each box its height: beside what leads to it, where there is room; the bottom of all."""
    bottom = top
    for column in columns:
        y = top
        for box in column:
            beside = [cause.middle for cause in box.causes if cause.column < box.column]
            wanted = sum(beside) / len(beside) - box.height / 2 if beside else y
            box.y = max(y, wanted)
            y = box.y + box.height + _GAP
        bottom = max(bottom, y)
    return bottom


def _head(colour: str) -> str:
    return f"leads-{colour[1:]}"


def _drawn(arrow: _Arrow, step: float, colour: str) -> str:
    cause, effect, claim = arrow.cause, arrow.effect, arrow.kept.record
    x1, x2 = _MARGIN + cause.column * step + _BOX, _MARGIN + effect.column * step
    is_back = cause.column >= effect.column  # from right to right, around
    if is_back:
        x2 += _BOX
    far = max(60.0, abs(x2 - x1) / 2)
    into = x2 + far if is_back else x2 - far
    path = f"M{x1:.0f} {cause.middle:.0f}C{x1 + far:.0f} {cause.middle:.0f} {into:.0f} {effect.middle:.0f}"
    told = escape(f"{arrow.holder} ({claim.modality}): {wording.content(claim)}")
    return (
        f'<path class="tie" stroke="{colour}" stroke-width="1.8"{svg.dashed(_DASHES[claim.modality])}'
        f' marker-end="url(#{_head(colour)})" d="{path} {x2:.0f} {effect.middle:.0f}"><title>{told}</title></path>'
    )


def _boxed(box: _Box, x: float) -> str:
    lines = "".join(
        f'<tspan x="{x + 8:.0f}" y="{box.y + 5 + (i + 0.75) * _LINE:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(box.lines)
    )
    return (
        f'<g><rect class="box" x="{x:.0f}" y="{box.y:.1f}" width="{_BOX}" height="{box.height:.1f}" rx="5"/>'
        f"<text>{lines}</text><title>{escape(box.text)}</title></g>"
    )
