"""The ledger: one SQLite file that keeps coded documents and answers questions about their records."""

from dragoman.ledger.queries import Filters
from dragoman.ledger.store import Kept, Ledger, Listed, Page, Problem, RefusedError
from dragoman.ledger.summaries import DayCount, Dyad

__all__ = ["DayCount", "Dyad", "Filters", "Kept", "Ledger", "Listed", "Page", "Problem", "RefusedError"]
