"""A reported act, still as tokens of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.lexicon import Need
from dragoman.model import Auxiliary, EventType, Rejected, Token


@dataclass(frozen=True, slots=True)
class Act:
    """A reported act: what, and the head tokens of who is in it."""

    event: EventType
    mode: str | None
    head: Token  # where it hangs in the tree; factuality is read off here
    trigger: tuple[Token, ...]
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    lends: tuple[Token, ...]  # fixed objects whose modifiers name a recipient: "lifted sanctions on Iran"
    objects: tuple[Token, ...]  # what the head governs, for a recipient where nothing better is told
    rule: str
    confidence: float
    is_nominal: bool
    together: EventType | None = None  # what it is when parties of several countries do it
    needs: Need | None = None  # what it must be done to, to count
    auxiliary: frozenset[Auxiliary] = frozenset()
    rejected: tuple[Rejected, ...] = ()
    partners: tuple[Token, ...] = ()  # of the actors those with whom the others do it: "met with X"
    absorbs_negation: bool = False  # its negation is what makes it this act
