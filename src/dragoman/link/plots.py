"""Series and networks as SVG: one file each, with its own colours, that any browser and LaTeX takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from dragoman.link import svg
from dragoman.link.measures import Period, Tie
from dragoman.report.article import QUAD_CLASSES
from dragoman.report.figures import linked

_COLOURS = {
    "verbal cooperation": "#8ec6e6",
    "material cooperation": "#1f78b4",
    "verbal conflict": "#fdbf6f",
    "material conflict": "#d7301f",
}
_WIDTH, _HEIGHT = 960, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 50, 64, 44
_MOST_TIES = 60
_WIDEST = 46


def series(periods: Sequence[Period], title: str, link: Callable[[Period], str | None] | None = None) -> str:
    """Cooperation above the axis, conflict below, and the mean score as a line (right-hand axis, −10 to 10).

    With ``link`` each period leads somewhere, and the picture is a part of a page, which styles it.
    """
    up = max(1, *(p.verbal_cooperation + p.material_cooperation for p in periods))
    down = max(1, *(p.verbal_conflict + p.material_conflict for p in periods))
    scale = (_HEIGHT - _TOP - _BOTTOM) / (up + down)
    axis = _TOP + up * scale
    step = (_WIDTH - _LEFT - _RIGHT) / len(periods)
    parts = [] if link else [svg.heading(title), *_legend()]
    for i, period in enumerate(periods):
        parts.append(linked(_bar(period, _LEFT + i * step, step, axis, scale), link and link(period)))
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{axis:.1f}" y2="{axis:.1f}"/>')
    for value, y in ((up, _TOP), (0, axis), (down, axis + down * scale)):
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    parts += _score_line(periods, step)
    every = max(1, -(-len(periods) // 10))
    for i in range(0, len(periods), every):
        x = _LEFT + (i + 0.5) * step
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 14}" text-anchor="middle">{escape(periods[i].period)}</text>')
    return svg.frame(_WIDTH, _HEIGHT, title, parts, is_part=link is not None)


def _bar(period: Period, x: float, step: float, axis: float, scale: float) -> str:
    width = min(max(step * 0.82, 0.6), _WIDEST)
    x += (step - width) / 2
    rects, up, down = [], axis, axis
    for quad, number in _numbers(period).items():
        height = number * scale
        if not number:
            continue
        if quad.endswith("cooperation"):
            up -= height
            y = up
        else:
            y, down = down, down + height
        colour = f'class="{QUAD_CLASSES[quad]}" fill="{_COLOURS[quad]}"'
        rects.append(f'<rect {colour} x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>')
    told = ", ".join(f"{number} {quad}" for quad, number in _numbers(period).items() if number) or "none"
    score = f", mean score {period.mean_score:+.1f}" if period.mean_score is not None else ""
    return f"<g><title>{escape(f'{period.period}: {told}{score}')}</title>{''.join(rects)}</g>"


def _score_line(periods: Sequence[Period], step: float) -> list[str]:
    """The mean score; broken where there is no act."""
    height = _HEIGHT - _TOP - _BOTTOM
    path, is_drawing = [], False
    for i, period in enumerate(periods):
        if period.mean_score is None:
            is_drawing = False
            continue
        x, y = _LEFT + (i + 0.5) * step, _TOP + (10 - period.mean_score) / 20 * height
        path.append(f"{'L' if is_drawing else 'M'}{x:.1f} {y:.1f}" + ("" if is_drawing else "h0.1"))
        is_drawing = True
    ticks = [
        f'<text x="{_WIDTH - _RIGHT + 8}" y="{_TOP + (10 - v) / 20 * height + 4:.1f}">{v:+d}</text>'
        for v in (10, 0, -10)
    ]
    return [f'<path class="score" d="{" ".join(path)}"/>', *ticks]


def network(
    ties: Sequence[Tie],
    title: str,
    link: Callable[[Tie], str] | None = None,
    link_actor: Callable[[str], str] | None = None,
) -> str:
    """The actors on a circle, and an arrow for each pair: as thick as there are acts, blue to red by their balance.

    With ``link`` and ``link_actor`` arrows and actors lead somewhere, and the picture is a part of a page, which styles
    it.
    """
    shown = ties[:_MOST_TIES]
    weight: dict[str, int] = {}
    names: dict[str, str] = {}
    for tie in shown:
        names |= {tie.a: tie.a_name, tie.b: tie.b_name}
        for code in (tie.a, tie.b):
            weight[code] = weight.get(code, 0) + tie.acts
    size = _WIDTH
    centre = (size / 2, size / 2)
    codes = sorted(weight, key=lambda code: (-weight[code], code))
    at = svg.around(codes, centre, size / 2 - 150)
    most, busiest = max(t.acts for t in shown), max(weight.values())
    parts = [f"<defs>{svg.arrowhead('to', '#555')}</defs>"]
    if not link:
        parts.insert(0, svg.heading(title))
    parts += [linked(_arrow(tie, at, most, centre), link and link(tie)) for tie in reversed(shown)]
    for code in codes:
        radius = 4 + 10 * math.sqrt(weight[code] / busiest)
        node = svg.dot(names[code], f"{names[code]}: {weight[code]} acts", radius, at[code], centre)
        parts.append(linked(node, link_actor and link_actor(code)))
    if len(ties) > len(shown):
        note = f"the {len(shown)} busiest of {len(ties)} pairs"
        parts.append(f'<text x="{size - 12}" y="{size - 12}" text-anchor="end">{note}</text>')
    return svg.frame(size, size, title, parts, is_part=link is not None)


def _arrow(tie: Tie, at: dict[str, svg.Point], most: int, centre: svg.Point) -> str:
    (x1, y1), (x2, y2) = at[tie.a], at[tie.b]
    bend_x, bend_y = svg.bend(at[tie.a], at[tie.b], centre, 14)
    width = 1 + 7 * math.sqrt(tie.acts / most)
    told = f"{tie.a_name} → {tie.b_name}: {tie.acts} acts, mean score {tie.mean_score:+.1f}"
    path = f"M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"
    return (
        f'<path class="tie" d="{path}" stroke="{_mixed(tie.balance)}" stroke-width="{width:.1f}"'
        f' stroke-opacity="0.65" marker-end="url(#to)"><title>{escape(told)}</title></path>'
    )


def _mixed(balance: float) -> str:
    """From the colour of conflict over grey to that of cooperation."""
    ends = {-1: (215, 48, 31), 0: (170, 170, 170), 1: (31, 120, 180)}
    far = ends[1] if balance > 0 else ends[-1]
    share = abs(balance)
    return "#" + "".join(f"{round(m + (f - m) * share):02x}" for m, f in zip(ends[0], far, strict=True))


def _numbers(period: Period) -> dict[str, int]:
    return {
        "verbal cooperation": period.verbal_cooperation,
        "material cooperation": period.material_cooperation,
        "verbal conflict": period.verbal_conflict,
        "material conflict": period.material_conflict,
    }


def _legend() -> list[str]:
    signs = [(f'<rect y="-6" width="12" height="12" fill="{colour}"/>', quad) for quad, colour in _COLOURS.items()]
    return svg.legend([*signs, ('<path class="score" d="M0 0h16"/>', "mean score")], _WIDTH, 42)[0]
