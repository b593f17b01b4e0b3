"""Sentences, tokens and dependencies. The one room that knows the NLP engine."""

from dragoman.parse.parser import Parser, quick
from dragoman.parse.segment import segment

__all__ = ["Parser", "quick", "segment"]
