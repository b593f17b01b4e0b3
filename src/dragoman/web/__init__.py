"""The explorer and the API: what a ledger holds, for a browser and for programs. `dragoman serve` runs it."""

from dragoman.web.app import create
from dragoman.web.served import Served

__all__ = ["Served", "create"]
