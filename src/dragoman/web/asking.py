"""From the words of a URL to a question: the same names for pages and for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast, get_args
from urllib.parse import urlencode

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.ledger import Filters, Window
from dragoman.ledger.periods import UNITS, Unit
from dragoman.ledger.queries import first_day, last_day
from dragoman.model import EventType, Modality, Quad, RelationKind, Stance, StatementKind
from dragoman.ontology import modes_of

T = TypeVar("T")

TYPES: dict[str, tuple[str, ...]] = {
    "event": tuple(str(event) for event in EventType),
    "statement": get_args(StatementKind),
    "position": get_args(Stance),
    "relation": get_args(RelationKind),
    "claim": get_args(Modality),
}
QUADS: tuple[str, ...] = get_args(Quad)
MODES = tuple(sorted(set().union(*map(modes_of, EventType))))
MOST_A_PAGE = 500
_WORDS = ("actor", "recipient", "party", "text", "about", "document", "publisher")
_MOST_CHARS = 500  # of a word in a question


class UnreadableError(DragomanError):
    """A question that cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: filters, where to go on, and how much at once."""

    given: Mapping[str, str]
    path: str = "/"

    def get(self, name: str) -> str | None:
        """A word of the question; None where it is missing or empty."""
        value = self.given.get(name, "").strip()
        if "\0" in value or len(value) > _MOST_CHARS:
            raise UnreadableError(f"{name} cannot be read", f"at most {_MOST_CHARS} characters, none of them NUL")
        return value or None

    def need(self, name: str, example: str) -> str:
        """A word without which the question makes no sense. Raises UnreadableError."""
        value = self.get(name)
        if value is None:
            raise UnreadableError(f"{name} is missing", f"such as {self.path}?{urlencode({name: example})}")
        return value

    def one_of(self, name: str, choices: tuple[str, ...]) -> str | None:
        """A word of a vocabulary, in whichever case. Raises UnreadableError naming all of them."""
        value = self.get(name)
        if value is None:
            return None
        found = {choice.casefold(): choice for choice in choices}.get(value.casefold())
        if found is None:
            raise UnreadableError(f"no {name} {value!r}", f"there are: {', '.join(choices)}")
        return found

    def number(self, name: str, default: int, most: int) -> int:
        """A number from 1 to ``most``. Raises UnreadableError."""
        value = self.get(name)
        if value is None:
            return default
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise UnreadableError(f"{name} is {value!r}", f"give a number from 1 to {most}")
        return int(value)

    def flag(self, name: str) -> bool:
        """Whether something is wanted: 1, true, yes, on."""
        return (self.get(name) or "").casefold() in ("1", "true", "yes", "on")

    @property
    def size(self) -> int:
        """How much at once."""
        return self.number("limit", 50, MOST_A_PAGE)

    @property
    def kind(self) -> str:
        """Of which kind the records are: events, if it is not told."""
        return self.one_of("kind", output.KINDS) or "event"

    def unit(self) -> Unit | None:
        """By what a series goes; None where it is not told. Raises UnreadableError."""
        return cast(Unit | None, self.one_of("by", UNITS))

    def day(self, name: str) -> str | None:
        """A date, month or year, as its first day (its last one for ``until`` and ``as_of``). Raises DragomanError."""
        value = self.get(name)
        return value and (first_day(value) if name == "since" else last_day(value))

    def window(self) -> Window:
        """The filters by time, as days. Raises DragomanError."""
        return {"since": self.day("since"), "until": self.day("until"), "as_of": self.day("as_of")}

    def filters(self, kind: str | None = None) -> Filters:
        """The filters of a kind of record. Raises DragomanError for what cannot be read."""
        kind = kind or self.kind
        found: dict[str, object] = {name: self.get(name) for name in _WORDS}
        found["type"] = self.one_of("type", TYPES[kind])
        for name in ("since", "until", "as_of"):
            self.day(name)  # what is no date is told here
            found[name] = self.get(name)
        if kind == "event":
            found["quad"] = self.one_of("quad", QUADS)
            found["mode"] = self.one_of("mode", MODES)
            found["place"] = self.get("place")
            found["fact"] = self.flag("fact") or None
        if (least := self.get("min_confidence")) is not None:
            found["min_confidence"] = _share(least)
        return cast(Filters, {name: value for name, value in found.items() if value is not None})

    def url(self, path: str | None = None, **changes: object) -> str:
        """The URL of this question with some words changed, or taken out (None)."""
        words = {name: value for name, value in self.given.items() if value.strip()}
        words |= {name: str(value) for name, value in changes.items() if value is not None}
        for name, value in changes.items():
            if value is None:
                words.pop(name, None)
        return url(path or self.path, **words)


def cut(found: Sequence[T], size: int, key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """The first ``size`` of what was found, and the key of the last of them if there are more."""
    return found[:size], key(found[size - 1]) if len(found) > size else None


def url(path: str, **words: object) -> str:
    """A path with its words; those that are None are left out."""
    given = {name: str(value) for name, value in words.items() if value is not None}
    return f"{path}?{urlencode(given)}" if given else path


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UnreadableError(f"min_confidence is {value!r}", "give a number from 0 to 1, such as 0.7")
    return share
