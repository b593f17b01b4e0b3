"""Reads a Wikidata JSON dump entity by entity: plain, .gz or .bz2, of any size, in little memory.

A dump is one JSON array with an entity a line (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html);
lines without the brackets are taken too. A line that is no entity is told by its number and passed over.
"""

from __future__ import annotations

import bz2
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from dragoman.dumps import Complaints
from dragoman.errors import DragomanError

_MAX_LINE = 1 << 26  # bytes; the largest entities have some 10 MB
_DAY, _MONTH, _YEAR = 11, 10, 9  # Wikidata's precisions of a point in time


@dataclass(slots=True)
class Outcome(Complaints):
    """What an import did; bad lines are those that are no entities."""

    persons: int = 0
    tenures: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)  # tenures left out, by reason

    def pass_over(self, reason: str) -> None:
        self.passed_over[reason] = self.passed_over.get(reason, 0) + 1


class Entity:
    """An item of Wikidata with what an actor lexicon can use of it; whatever is malformed reads as missing."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.id = str(data.get("id", ""))
        self._data = data

    @property
    def label(self) -> str:
        return _text(_mapping(self._data.get("labels")).get("en"))

    @property
    def aliases(self) -> list[str]:
        found = _mapping(self._data.get("aliases")).get("en")
        return [text for text in map(_text, found if isinstance(found, list) else []) if text]

    def statements(self, property_: str) -> list[dict[str, Any]]:
        """The statements of a property but for deprecated ones."""
        found = _mapping(self._data.get("claims")).get(property_)
        listed = found if isinstance(found, list) else []
        return [s for s in listed if isinstance(s, dict) and s.get("rank") != "deprecated"]

    def items(self, property_: str) -> list[str]:
        """The items that a property points at, preferred ones first."""
        ranked = sorted(self.statements(property_), key=lambda s: s.get("rank") != "preferred")
        return [item for s in ranked if (item := item_of(s.get("mainsnak")))]

    def string(self, property_: str) -> str | None:
        """The first plain text of a property."""
        for statement in self.statements(property_):
            value = _value(statement.get("mainsnak"))
            if isinstance(value, str):
                return value
        return None


def item_of(snak: object) -> str | None:
    """The item that a snak points at."""
    found = _mapping(_value(snak)).get("id")
    return found if isinstance(found, str) else None


def date_of(statement: dict[str, Any], qualifier: str) -> str | None:
    """The date of a qualifier as the lexicon writes it (2017-01-27, 2017-01 or 2017); None where none is known."""
    snaks = _mapping(statement.get("qualifiers")).get(qualifier)
    for snak in snaks if isinstance(snaks, list) else []:
        value = _mapping(_value(snak))
        time, precision = value.get("time"), value.get("precision")
        if isinstance(time, str) and time.startswith("+") and isinstance(precision, int) and precision >= _YEAR:
            date = time[1:11]
            return date if precision >= _DAY else date[:7] if precision == _MONTH else date[:4]
    return None


def entities(source: Path, outcome: Outcome, is_wanted: Callable[[bytes], bool]) -> Iterator[Entity]:
    """The entities of a dump whose line ``is_wanted``; what is wrong with the others goes to ``outcome``.

    Raises DragomanError where the file cannot be read at all.
    """
    number, last, is_array = 0, b"", False
    try:
        with _opened(source) as file:
            while raw := file.readline(_MAX_LINE):
                number += 1
                last = raw.strip().rstrip(b",")
                is_array = is_array or (number == 1 and last.startswith(b"["))
                line = last.removeprefix(b"[").removesuffix(b"]")
                if line and is_wanted(line):
                    entity = _entity(line, number, outcome)
                    if entity is not None:
                        yield entity
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as error:
        if not number:
            raise DragomanError(f"{source} cannot be read: {error}", "give a Wikidata JSON dump") from error
        outcome.truncated = f"the dump breaks off after line {number}: {error}"
        return
    if is_array and not last.endswith(b"]"):
        outcome.truncated = f"the dump breaks off after line {number}: no closing bracket"


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    with source.open("rb") as plain:
        start = plain.peek(3)[:3]
    if start[:2] == b"\x1f\x8b":
        with gzip.open(source) as file:
            yield cast(IO[bytes], file)
    elif start == b"BZh":
        with bz2.open(source) as file:
            yield cast(IO[bytes], file)
    else:
        with source.open("rb") as file:
            yield file


def _entity(line: bytes, number: int, outcome: Outcome) -> Entity | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        outcome.complain(number, f"no JSON: {error}")
        return None
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        outcome.complain(number, "no entity: it has no id")
        return None
    return Entity(data)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    found = _mapping(value).get("value")
    return " ".join(found.split()) if isinstance(found, str) else ""


def _value(snak: object) -> object:
    return _mapping(_mapping(snak).get("datavalue")).get("value")
