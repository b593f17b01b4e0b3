"""What pages and API alike work out over the whole ledger, and keep."""

from __future__ import annotations

from dragoman.ledger import Window
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
