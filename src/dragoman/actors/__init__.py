"""Who is meant: names, offices by date, roles told in the text, coreference."""

from dragoman.actors.describe import describe
from dragoman.actors.lexicon import ActorLexicon, check
from dragoman.actors.resolve import resolve

__all__ = ["ActorLexicon", "check", "describe", "resolve"]
