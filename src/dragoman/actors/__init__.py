"""Who is meant: names, offices by date, roles told in the text, coreference."""

from dragoman.actors.describe import describe
from dragoman.actors.lexicon import ActorLexicon, check
from dragoman.actors.lookup import Answer, Candidate, answer, answer_within, lookup
from dragoman.actors.resolve import resolve

__all__ = ["ActorLexicon", "Answer", "Candidate", "answer", "answer_within", "check", "describe", "lookup", "resolve"]
