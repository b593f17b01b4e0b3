"""The words of ``lexicon/actors/context.toml``: what the text around a name tells of who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dragoman.lexicon import load_toml

Change = Literal["former", "late", "to_come", "acting", "outgoing"]
Pronoun = Literal["he", "she", "it", "they"]


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists by what they tell; each is lower-case lemmas but for ``not_names``."""

    changes: dict[str, Change]
    pronouns: dict[str, Pronoun]
    anaphora: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    numbers: dict[str, int]
    plural_states: dict[str, tuple[str, ...]]
    capitals: dict[str, frozenset[str]]
    pairs: tuple[tuple[str, str], ...]
    north: frozenset[str]
    south: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    place_prefixes: frozenset[str]
    suffixes: frozenset[str]
    sectors: dict[str, frozenset[str]]

    @classmethod
    def load(cls) -> Words:
        data = load_toml("actors/context.toml")
        return cls(
            changes=_inverted(data["changes"]),
            pronouns=_inverted(data["pronouns"]),
            anaphora=_with_any(_sets(data["anaphora"])),
            verbs=_sets(data["verbs"]),
            numbers=data["numbers"],
            plural_states={name: tuple(codes) for name, codes in data["plural_states"].items()},
            capitals=_sets(data["capitals"]),
            pairs=tuple((north, south) for north, south in data["directions"]["pairs"]),
            north=frozenset(data["directions"]["north"]),
            south=frozenset(data["directions"]["south"]),
            not_names=frozenset(data["names"]["not_names"]),
            particles=frozenset(data["names"]["particles"]),
            place_prefixes=frozenset(data["names"]["place_prefixes"]),
            suffixes=frozenset(data["names"]["honorific_suffixes"]),
            sectors=_sets(data["sectors"]),
        )


def _inverted(lists: dict[str, list[str]]) -> dict[str, Any]:
    return {word: key for key, words in lists.items() for word in words}


def _sets(lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in lists.items()}


def _with_any(sets: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The sets, under "any" all of their words, under "first" those that refer back even where they are roles too."""
    return {**sets, "any": frozenset().union(*sets.values()), "first": sets["country"] | sets["counterpart"]}
