"""An evaluation as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman.link.evaluation import Evaluation, Score

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; margin: 1rem 0 }
td, th { padding: .25rem .7rem; border-bottom: 1px solid #ddd; text-align: right }
td:first-child, th:first-child { text-align: left }
.grid td, .grid th { text-align: center; padding: .2rem .4rem }
svg { max-width: 100% }
"""
_WIDTH, _HEIGHT, _EDGE = 480, 260, 40


def page(found: Evaluation) -> str:
    """The page: scores, by event and actor, confusion, and the curve of confidence."""
    parts = [
        "<h1>Evaluation</h1>",
        f"<p>{found.documents} articles{f', {len(found.missing)} of them not coded' if found.missing else ''}.</p>",
        _scores(found.scores.items()),
        "<h2>What confidence is worth</h2>",
        _curve(found),
        "<h2>Confusion of events</h2><p>Rows: gold; columns: coded.</p>",
        _confusion(found),
        "<h2>By event</h2>",
        _scores(sorted(found.by_event.items())),
        "<h2>By actor</h2>",
        _scores(sorted(found.by_actor.items(), key=lambda item: -item[1].gold)),
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{_STYLE}</style><body>{''.join(parts)}</body></html>\n"
    )


def _scores(rows: Iterable[tuple[str, Score]]) -> str:
    head = ("what", "precision", "recall", "F", "coded", "gold", "right")
    return _table(
        head,
        (
            (name, *map(_share, (s.precision, s.recall, s.f)), str(s.coded), str(s.gold), str(s.right))
            for name, s in rows
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], css: str = "") -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{css}"><tr>{cells}</tr>{body}</table>'


def _confusion(found: Evaluation) -> str:
    names = sorted({name for pair in found.confusion for name in pair})
    rows = ((gold, *(str(found.confusion[gold, coded] or "") for coded in names)) for gold in names)
    return _table(("", *(name.title()[:9] for name in names)), rows, "grid")


def _curve(found: Evaluation) -> str:
    points = found.curve()
    if not points:
        return "<p>Nothing was coded.</p>"

    def at(least: float, share: float) -> tuple[float, float]:
        return _EDGE + least * (_WIDTH - 2 * _EDGE), _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)

    path = " ".join(f"{'ML'[i > 0]}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(at(c, p) for c, _, p in points))
    dots = "".join(
        f'<circle cx="{at(c, p)[0]:.1f}" cy="{at(c, p)[1]:.1f}" r="4"><title>confidence ≥ {c:.1f}: {n} records,'
        f" {p:.0%} right</title></circle>"
        for c, n, p in points
    )
    ticks = "".join(
        f'<text x="{at(v, 0)[0]:.0f}" y="{_HEIGHT - 20}" text-anchor="middle">{v:.1f}</text>'
        f'<text x="{_EDGE - 6}" y="{at(0, v)[1] + 4:.0f}" text-anchor="end">{v:.1f}</text>'
        for v in (0.0, 0.5, 1.0)
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img" aria-label="precision by least confidence">'
        f'<path d="{path}" fill="none" stroke="#1f78b4" stroke-width="2"/><g fill="#1f78b4">{dots}</g>'
        f'<g font-size="12">{ticks}<text x="{_WIDTH / 2}" y="{_HEIGHT - 4}" text-anchor="middle">least confidence'
        "</text>"
        f'<text x="{_EDGE}" y="16">share that is right</text></g></svg>'
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
