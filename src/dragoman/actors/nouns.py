"""A noun phrase that may name an actor, and all of them in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.actors.records import Gender, Sense
from dragoman.actors.roles import RoleFound
from dragoman.model import Sentence

NounKind = Literal["known", "unknown", "role", "pronoun", "anaphor"]


@dataclass(slots=True)
class Noun:
    """A noun phrase that may name an actor; ``first``/``last`` are the tokens of the name or noun itself."""

    kind: NounKind
    sentence: Sentence
    head: int
    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    role: RoleFound | None = None  # of the noun, or of the title before the name
    gender: Gender | None = None  # as titles tell it
    is_part: bool = False  # the name is only part of its token: "U.S.-led", "pro-Russian"
    titled_from: int | None = None  # first token of the titles before the name


@dataclass(slots=True)
class Scan:
    """The nouns of a sentence by their head tokens, in text order."""

    sentence: Sentence
    nouns: dict[int, Noun] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)  # tokens inside a name or a title
