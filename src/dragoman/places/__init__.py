"""Where: place names and where they lie."""

from dragoman.places.find import find

__all__ = ["find"]
