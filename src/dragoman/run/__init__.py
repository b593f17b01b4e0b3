"""Many documents: in this process or in workers, in the order of the input, whatever one of them does."""

from dragoman.run.alone import Alone
from dragoman.run.keep import Keeper
from dragoman.run.line import Line, Recipe, at_least
from dragoman.run.pool import Limits, Pool
from dragoman.run.start import available_workers, start
from dragoman.run.work import Engine, Outcome, never

__all__ = [
    "Alone", "Engine", "Keeper", "Limits", "Line", "Outcome", "Pool", "Recipe", "at_least", "available_workers",
    "never", "start",
]  # fmt: skip
