"""What many articles say together: stories, acts, answers, and measures over them."""

from __future__ import annotations

import sqlite3

from dragoman.ledger import Ledger, schema
from dragoman.link import acts, stories
from dragoman.link.acts_asked import Act, Dispute

__all__ = ["Act", "Dispute", "is_stale", "update"]


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether the ledger has articles that are not linked yet."""
    return bool(stories.unlinked(connection)) or acts.is_stale(connection)


def update(ledger: Ledger) -> int:
    """Bring stories and acts up to date with the ledger's articles. How many articles were linked.

    Works in transactions of some hundred articles, so that others can write meanwhile. Raises DragomanError where the
    ledger may not be written, or is being written by somebody else for too long.
    """
    with schema.explained(ledger.path):
        linked = stories.update(ledger.connection)
        acts.update(ledger.connection)
        return linked
