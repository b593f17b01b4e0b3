"""The ledger: one SQLite file that keeps coded documents and answers questions about their records."""

from dragoman.ledger.queries import Filters
from dragoman.ledger.store import Kept, Ledger, Problem, Refused

__all__ = ["Filters", "Kept", "Ledger", "Problem", "Refused"]
