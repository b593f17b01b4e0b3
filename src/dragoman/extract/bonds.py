"""The lexicon of standing relations (``lexicon/relations.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from dragoman import lexicon
from dragoman.extract.stances import wrong
from dragoman.model import MentionKind, RelationKind


@dataclass(frozen=True, slots=True)
class Bond:
    """A word that names a relation, and what it needs around it."""

    word: str
    relation: RelationKind
    needs: frozenset[str]  # one of these must modify it
    prepositions: frozenset[str]  # "" for a direct object
    is_reversed: bool
    only_unnamed: bool
    only_copula: bool
    is_mutual: bool  # "A and B are allies"
    only_passive: bool  # "A, backed by B"


@dataclass(frozen=True, slots=True)
class BondLexicon:
    """Bonds by their word; several words are keyed by the last, which heads the phrase, and come first."""

    nouns: dict[str, tuple[Bond, ...]]
    ties: dict[str, tuple[Bond, ...]]
    verbs: dict[str, tuple[Bond, ...]]
    compounds: dict[str, Bond]
    sides: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]  # kinds of a and of b, by relation
    past: frozenset[str]
    prospective: frozenset[str]
    prospective_verbs: frozenset[str]
    words: frozenset[str]  # the heads of all bonds: most words of a text are passed over by this alone

    def fits(self, relation: RelationKind, a: MentionKind, b: MentionKind) -> bool:
        """Whether two kinds of actor can be so related; a relation without a rule relates any."""
        rules = self.sides.get(relation, ())
        return not rules or any(a in first and b in second for first, second in rules)


@cache
def load(overlays: tuple[Path, ...] = ()) -> BondLexicon:
    """Our relation words and the users'. Raises DragomanError with file and line of what is wrong."""
    tables: dict[str, dict[str, list[Bond]]] = {kind: {} for kind in ("noun", "tie", "verb", "compound")}
    status: dict[str, set[str]] = {}
    sides: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for path in lexicon.find("relations.toml", overlays):
        data = lexicon.read_toml(path)
        for kind, table in tables.items():
            for group in data.get(kind, []):
                _add(path, group, table)
        for group in data.get("sides", []):
            _add_sides(path, group, sides)
        for key, words in data.get("status", {}).items():
            status.setdefault(key, set()).update(words)
    nouns, ties, verbs, compounds = (
        {word: tuple(sorted(found, key=lambda b: -len(b.word.split()))) for word, found in table.items()}
        for table in tables.values()
    )
    return BondLexicon(
        nouns,
        ties,
        verbs,
        {word: found[0] for word, found in compounds.items()},
        {relation: tuple(found) for relation, found in sides.items()},
        frozenset(status.get("past", ())),
        frozenset(status.get("prospective", ())),
        frozenset(status.get("prospective_verbs", ())),
        frozenset().union(nouns, ties, verbs, compounds),
    )


def _add(path: Path, group: dict[str, Any], table: dict[str, list[Bond]]) -> None:
    if group.get("relation") not in get_args(RelationKind):
        raise wrong(path, group["words"][0], group.get("relation"), get_args(RelationKind))
    for word in group["words"]:
        bond = Bond(
            word,
            group["relation"],
            frozenset(group.get("needs", ())),
            frozenset(group.get("prepositions", ())),
            bool(group.get("reversed")),
            bool(group.get("unnamed")),
            bool(group.get("copula")),
            bool(group.get("mutual")),
            bool(group.get("passive")),
        )
        table.setdefault(word.split()[-1], []).append(bond)


def _add_sides(
    path: Path, group: dict[str, Any], sides: dict[str, list[tuple[frozenset[str], frozenset[str]]]]
) -> None:
    for relation in group["relations"]:
        if relation not in get_args(RelationKind):
            raise wrong(path, relation, relation, get_args(RelationKind))
        a, b = (frozenset(group.get(side, get_args(MentionKind))) for side in "ab")
        if unknown := (a | b) - set(get_args(MentionKind)):
            raise wrong(path, relation, min(unknown), get_args(MentionKind))
        sides.setdefault(relation, []).append((a, b))
