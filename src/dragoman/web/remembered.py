"""What pages and API alike work out over the whole ledger, and keep."""

from __future__ import annotations

from dragoman.ledger import Window
from dragoman.ledger.periods import Unit
from dragoman.link import measures
from dragoman.web.served import Served


def ties(
    served: Served, window: Window, *, actor: str | None = None, reports: bool = False, least: int = 1
) -> list[measures.Tie]:
    """Who acts on whom in a window. Raises DragomanError."""
    return served.remember(
        ("network", actor, reports, least, *window.values()),
        lambda ledger: measures.network(ledger, actor=actor, reports=reports, least=least, **window),
    )


def alerts(
    served: Served, window: Window, *, by: Unit = "week", surprise: float = 3.0, least: int = 3
) -> list[measures.Alert]:
    """Where a pair has far more conflict or cooperation than it used to have, latest first. Raises DragomanError."""
    return served.remember(
        ("alerts", by, surprise, least, *window.values()),
        lambda ledger: list(measures.alerts(ledger, by=by, surprise=surprise, least=least, **window)),
    )
