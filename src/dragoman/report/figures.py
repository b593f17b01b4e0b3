"""Figures as inline SVG: the timeline of conflict and cooperation, and the busiest dyads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dragoman.ledger import DayCount, Dyad
from dragoman.ledger.periods import Unit, last_of, readable, start_of, starts
from dragoman.report.article import QUAD_CLASSES

_COOPERATION = ("verbal cooperation", "material cooperation")  # from the axis outward
_CONFLICT = ("verbal conflict", "material conflict")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 920, 260, 36, 34
_MOST_BARS = 70
_SQUEEZED = 0.3  # of the whole time


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time and its counts by quad class."""

    first: dt.date
    last: dt.date
    name: str
    counts: dict[str, int]

    def sum(self, quads: Iterable[str]) -> int:
        return sum(self.counts.get(quad, 0) for quad in quads)


def bins(days: Sequence[DayCount]) -> tuple[Unit, list[Bin]]:
    """Days, weeks, months or years, whichever gives not too many bars: their name, and one bin each without gaps."""
    if not days:
        return "day", []
    dates = [dt.date.fromisoformat(count.day) for count in days]
    first, last = _window(days)
    unit = readable(first, last, _MOST_BARS)
    table: dict[dt.date, dict[str, int]] = {start: {} for start in starts(first, last, unit)}
    for count, date in zip(days, dates, strict=True):
        if first <= date <= last:
            row = table[start_of(date, unit)]
            row[count.quad] = row.get(count.quad, 0) + count.count
    return unit, [Bin(start, last_of(start, unit), _name(start, unit), row) for start, row in table.items()]


def _window(days: Sequence[DayCount]) -> tuple[dt.date, dt.date]:
    """The days to show: all, or where a few far-off ones would squeeze the rest, those without a tenth at each end."""
    counted = sorted((dt.date.fromisoformat(count.day), count.count) for count in days)
    first, last = counted[0][0], counted[-1][0]
    allowed = sum(count for _, count in counted) // 10
    early, late = _after(counted, allowed), _after(counted[::-1], allowed)
    is_squeezed = (last - first).days > _MOST_BARS and (late - early).days < (last - first).days * _SQUEEZED
    return (early, late) if is_squeezed else (first, last)


def _after(counted: Sequence[tuple[dt.date, int]], allowed: int) -> dt.date:
    """The first day that is not among the ``allowed`` first acts."""
    passed = 0
    for day, count in counted:
        passed += count
        if passed > allowed:
            return day
    return counted[-1][0]


def _name(start: dt.date, unit: Unit) -> str:
    if unit == "week":
        return f"week of {start.isoformat()}"
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def timeline(days: Sequence[DayCount], link: Callable[[Bin], str] | None = None) -> str:
    """Cooperation above the axis, conflict below, one bar for each day, week, month or year, which may be a link."""
    unit, shown = bins(days)
    if not shown:
        return ""
    up = max(1, *(b.sum(_COOPERATION) for b in shown))
    down = max(1, *(b.sum(_CONFLICT) for b in shown))
    scale = (_HEIGHT - _BOTTOM - 10) / (up + down)
    axis = 5 + up * scale
    step = (_WIDTH - _LEFT) / len(shown)
    parts = []
    for i, one in enumerate(shown):
        x, width = _LEFT + i * step, min(max(step * 0.82, 1), 46)
        x += (step - width) / 2
        parts.append(linked(_bar(one, x, width, axis, scale), link(one) if link and any(one.counts.values()) else None))
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{axis:.1f}" y2="{axis:.1f}"/>')
    for value, y in ((up, 5.0), (0, axis), (down, axis + down * scale)):
        parts.append(f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    parts += _dates(shown, step)
    left_out = sum(count.count for count in days) - sum(sum(one.counts.values()) for one in shown)
    if left_out:
        note = f"{left_out} acts of other times are left out"
        parts.append(f'<text class="tick" x="{_WIDTH}" y="{_HEIGHT - 20}" text-anchor="end">{note}</text>')
    about = f"Acts per {unit}: cooperation above the line, conflict below"
    return _svg(_WIDTH, _HEIGHT, about, parts)


def _bar(one: Bin, x: float, width: float, axis: float, scale: float) -> str:
    rects, up, down = [], axis, axis
    for quad in (*_COOPERATION, *_CONFLICT):
        height = one.counts.get(quad, 0) * scale
        if not height:
            continue
        if quad in _COOPERATION:
            up -= height
            y = up
        else:
            y, down = down, down + height
        rects.append(
            f'<rect class="{QUAD_CLASSES[quad]}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        )
    told = ", ".join(f"{count} {quad}" for quad, count in sorted(one.counts.items())) or "none"
    return f"<g><title>{escape(one.name)}: {escape(told)}</title>{''.join(rects)}</g>"


def _dates(shown: Sequence[Bin], step: float) -> list[str]:
    every = max(1, -(-len(shown) // 8))
    out = []
    for i in range(0, len(shown), every):
        name = shown[i].name.removeprefix("week of ")
        x = _LEFT + (i + 0.5) * step
        out.append(f'<text class="tick" x="{x:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(name)}</text>')
    return out


def dyads(pairs: Sequence[Dyad], link: Callable[[Dyad], str] | None = None) -> str:
    """One bar for each pair, its parts the quad classes; it may be a link."""
    if not pairs:
        return ""
    row, label = 30, 300
    most = max(pair.total for pair in pairs)
    scale = (_WIDTH - label - 50) / most
    parts = []
    for i, pair in enumerate(pairs):
        x, y = float(label), i * row + 6
        name = f"{pair.a_name} – {pair.b_name}"
        if len(name) > 44:
            name = f"{pair.a} – {pair.b}"
        bar = [f'<text class="name" x="{label - 10}" y="{y + 15}" text-anchor="end">{escape(name)}</text>']
        for quad in (*reversed(_COOPERATION), *_CONFLICT):
            count = pair.quads.get(quad, 0)
            if count:
                title = f"<title>{escape(name)}: {count} {quad}</title>"
                rect = f'x="{x:.1f}" y="{y}" width="{count * scale:.1f}" height="20"'
                bar.append(f'<rect class="{QUAD_CLASSES[quad]}" {rect}>{title}</rect>')
                x += count * scale
        bar.append(f'<text class="tick" x="{x + 6:.1f}" y="{y + 15}">{pair.total}</text>')
        parts.append(linked("".join(bar), link and link(pair)))
    return _svg(_WIDTH, len(pairs) * row + 6, "Acts between pairs, by quad class", parts)


def linked(part: str, url: str | None) -> str:
    """A part of a figure as a link, where there is something to lead to."""
    return f'<a href="{escape(url)}">{part}</a>' if url else part


def _svg(width: int, height: int, about: str, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(about)}">{"".join(parts)}</svg>'
    )  # fmt: skip
