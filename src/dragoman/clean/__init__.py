"""From what was read to the article: title, paragraphs, language, and what is not the article."""

from dragoman.clean.clean import clean

__all__ = ["clean"]
