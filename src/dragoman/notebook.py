"""Coding from Python: `dragoman.code` gives a coded document that shows itself in a notebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from dragoman.model import CodedDocument


@dataclass(frozen=True, slots=True, eq=False)
class Coded(CodedDocument):
    """A coded document as a notebook shows it: the article with its records marked, and the records."""

    def _repr_html_(self) -> str:
        from dragoman.report import article

        return article.standalone(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CodedDocument):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))


def shown(coded: CodedDocument) -> Coded:
    """Any coded document, so that a notebook shows it."""
    return Coded(*_values(coded))


def code(text: str, *, published: str | dt.date | None = None, title: str | None = None) -> Coded:
    """Code one text, with a coder that is loaded at the first call and kept.

    ``published`` is an ISO date; without it relative times stay unresolved. Raises
    DragomanError for a date that is none.
    """
    from dragoman import coder

    return shown(coder.code(text, published=published, title=title))


def _values(coded: CodedDocument) -> tuple[Any, ...]:
    return tuple(getattr(coded, field.name) for field in fields(CodedDocument))
