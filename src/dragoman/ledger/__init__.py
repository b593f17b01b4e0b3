"""The ledger: one SQLite file that keeps coded documents and answers questions about their records."""

from dragoman.ledger.queries import Filters, Window
from dragoman.ledger.store import Kept, Ledger, Listed, Page, Problem, RefusedError
from dragoman.ledger.summaries import DayCount, Dyad, PlaceCount

__all__ = [
    "DayCount", "Dyad", "Filters", "Kept", "Ledger", "Listed", "Page", "PlaceCount", "Problem", "RefusedError",
    "Window",
]  # fmt: skip
