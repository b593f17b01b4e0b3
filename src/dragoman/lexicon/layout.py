"""Is a user's TOML file laid out like ours? What ours hold under a name tells what may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from dragoman.errors import DragomanError

Table = dict[str, Any]
_NEEDED = frozenset({"words", "relations", "after", "text"})  # where all of ours have it, so must the user's
_HINT = "write it as Dragoman's own file of this name does"


class Layout:
    """What stands under which name, learnt from our files of one kind."""

    def __init__(self, files: Iterable[Table]) -> None:
        self._tops: set[str] = set()
        self._kinds: dict[str, dict[str, set[str]]] = {}  # by the name under which a table stands
        self._needed: dict[str, set[str]] = {}  # by the name of the list in which a table stands
        for file in files:
            self._tops |= set(file)
            for parent, table in _tables("", file):
                self._needed[parent] = self._needed.get(parent, set(_NEEDED)) & set(table)
                for key, value in table.items():
                    self._kinds.setdefault(parent, {}).setdefault(key, set()).add(_kind(value))
        kinds = set().union(*self._kinds.get("", {}).values())
        # Of files that only name lists the names are free.
        self._words = kinds if kinds == {"a list, each a text"} else None

    def check(self, file: Table, where: str) -> None:
        """Raise DragomanError that names ``where`` and the key that is not as in ours."""
        if not self._words:
            for key in file.keys() - self._tops:
                raise DragomanError(f"{where}: unknown key {key!r}", _near(key, self._tops))
        for parent, table in _tables("", file):
            for key in sorted(self._needed.get(parent, set()) - set(table)):
                raise DragomanError(f"{where}: an entry of {parent or 'the file'} has no {key}", _HINT)
            for key, value in table.items():
                known = self._kinds.get(parent, {})
                kinds = self._words or known.get(key)
                if kinds is None:
                    raise DragomanError(f"{where}: unknown key {key!r}", _near(key, known))
                if _kind(value) not in kinds:
                    told = " or ".join(sorted(kinds))
                    raise DragomanError(f"{where}: {key} = {str(value)[:60]} is {_kind(value)}, not {told}", _HINT)


def _tables(name: str, table: Table) -> Iterator[tuple[str, Table]]:
    """This table and all within it, each with the name under which it stands."""
    yield name, table
    for key, value in table.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _tables(key, inner)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text" if value.strip() else "an empty text"
        case dict():
            return "a table"
        case []:
            return "an empty list"
        case list():
            kinds = {_kind(item) for item in value}
            return f"a list, each {min(kinds)}" if len(kinds) == 1 else "a mixed list"
    return "a date"


def _near(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, known, 1)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known))}"
