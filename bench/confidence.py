"""How a confidence is shown: a plot of how many are right at each, and what a threshold costs and brings."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[float, float]  # a confidence, and 1 where the record is right, else 0

_SIDE, _MARGIN = 320, 48
_THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


def plot(rows: Sequence[tuple[float, float, int]], about: str) -> str:
    """An SVG: for each row (mean confidence, share that is right, number) a disc, as large as there are many; on the
    line lies what means what it says."""

    def at(confidence: float, right: float) -> tuple[float, float]:
        return _MARGIN + _SIDE * confidence, _MARGIN / 2 + _SIDE * (1 - right)

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE + 1.5 * _MARGIN:g} {_SIDE + 1.5 * _MARGIN:g}"'
        ' font-family="sans-serif" font-size="12" fill="#444" role="img">',
        f"<title>{about}</title>",
        f'<rect x="{x0:g}" y="{y1:g}" width="{_SIDE}" height="{_SIDE}" fill="#fff" stroke="#999"/>',
        f'<line x1="{x0:g}" y1="{y0:g}" x2="{x1:g}" y2="{y1:g}" stroke="#999" stroke-dasharray="4"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = at(tick, tick)
        parts.append(f'<text x="{x:g}" y="{y0 + 16:g}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x0 - 6:g}" y="{y + 4:g}" text-anchor="end">{tick:g}</text>')
    for confidence, right, number in rows:
        x, y = at(confidence, right)
        told = f"{number} at {confidence:.2f}, {right:.2f} of them right"
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + number**0.5:.1f}" fill="#1f5fa8" fill-opacity="0.7">'
            f"<title>{told}</title></circle>"
        )
    parts.append(f'<text x="{(x0 + x1) / 2:g}" y="{y0 + 34:g}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text transform="translate(14 {(y0 + y1) / 2:g}) rotate(-90)" text-anchor="middle">right</text></svg>'
    )
    return "\n".join(parts) + "\n"


def thresholds(pairs: Sequence[Pair], gold: int) -> str:
    """A Markdown table: what ``--min-confidence`` leaves of the records, how many of them are right, and how many of
    the ``gold`` are found."""
    rows = ["| `--min-confidence` | records | precision | recall |", "|---|---|---|---|"]
    for least in _THRESHOLDS:
        kept = [right for confidence, right in pairs if confidence >= least]
        if kept:
            rows.append(f"| {least:g} | {len(kept)} | {sum(kept) / len(kept):.2f} | {sum(kept) / gold:.2f} |")
    return "\n".join(rows)
