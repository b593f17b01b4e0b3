"""Files, folders and standard input → raw documents. Bad input is set aside with its reason; the rest goes on."""

from dragoman.read.sources import SUFFIXES, is_article_file, read_paths, spread

__all__ = ["SUFFIXES", "is_article_file", "read_paths", "spread"]
