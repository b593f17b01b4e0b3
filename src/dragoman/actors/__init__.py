"""Who is meant: names, offices by date, roles told in the text, coreference."""

from dragoman.actors.describe import describe
from dragoman.actors.lexicon import ActorLexicon, check
from dragoman.actors.lookup import Answer, Candidate, answer, lookup
from dragoman.actors.resolve import resolve

__all__ = ["ActorLexicon", "Answer", "Candidate", "answer", "check", "describe", "lookup", "resolve"]
