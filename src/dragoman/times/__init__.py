"""When: time expressions and the days that they mean."""

from dragoman.times.tag import tag

__all__ = ["tag"]
