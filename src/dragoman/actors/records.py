"""What the actor lexicon holds: actors with the offices they held, the names they go by, roles and titles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from dragoman.model import MentionKind

Gender = Literal["m", "f"]
# What a name is to its actor. "adjective" (Russian), "demonym" (Russians), "capital" (Moscow) and "seat" (Kremlin)
# belong to states; "bare" is a surname that is unmistakable world-wide (Putin).
NameKind = Literal["name", "bare", "adjective", "demonym", "capital", "seat"]

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days on which it was held; open ends are None."""

    office: str | None
    code: str | None
    sector: str | None
    sector2: str | None
    since: dt.date | None
    until: dt.date | None

    def holds(self, on: dt.date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(slots=True)
class Actor:
    """An actor of the lexicon. Persons take code and sector from ``tenures``, all others have their own."""

    id: str
    name: str
    kind: MentionKind
    code: str | None
    sector: str | None = None
    sector2: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    tenures: list[Tenure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name."""

    actor: Actor
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Role:
    """A noun phrase that tells what an actor is: "foreign minister", "striking miner"."""

    phrase: str
    sector: str | None
    sector2: str | None
    kind: MentionKind
    office: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """A word before names: "Gen.", "Sheikh", "Mrs."; ``role`` is a phrase of the role lexicon, or None."""

    text: str
    role: str | None
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who an actor is on a day: the office in force and what follows from it."""

    code: str | None
    sector: str | None
    sector2: str | None
    office: str | None
    is_sure: bool  # the day is known and one office was in force


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a lexicon file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"
