"""Many documents: in this process or in workers, in the order of the input, whatever one of them does."""

from dragoman.run.alone import Alone
from dragoman.run.line import Line, Recipe
from dragoman.run.pool import Limits, Pool
from dragoman.run.work import Engine, Outcome, never

__all__ = ["Alone", "Engine", "Limits", "Line", "Outcome", "Pool", "Recipe", "never"]
