"""Files, folders and standard input → raw documents. Bad input is set aside with its reason; the rest goes on."""

from dragoman.read.sources import SUFFIXES, read_paths

__all__ = ["SUFFIXES", "read_paths"]
