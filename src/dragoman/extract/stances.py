"""The lexicon of positions (``lexicon/positions.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from dragoman import lexicon
from dragoman.errors import DragomanError
from dragoman.model import Stance

_POS = ("verb", "noun", "adjective")
_TAKES = ("infinitive", "clause", "object")


@dataclass(frozen=True, slots=True)
class StanceCue:
    """One way in which a word takes a position."""

    words: tuple[str, ...]
    stance: Stance
    negated: Stance | None
    takes: frozenset[str]
    prepositions: frozenset[str]
    is_addressed: bool  # the object is who should act
    only_acts: bool
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """Cues by part of speech and lemma, and the small word lists that positions need."""

    cues: dict[str, dict[str, tuple[StanceCue, ...]]]
    reference_nouns: frozenset[str]
    reference_pronouns: frozenset[str]
    reference_determiners: frozenset[str]
    duty_words: frozenset[str]
    duty_lemmas: frozenset[str]
    talk: frozenset[str]
    conditions: frozenset[str]
    allegations: frozenset[str]
    durations: frozenset[str]
    act_words: frozenset[str]
    no_acts: frozenset[str]
    act_suffixes: tuple[str, ...]


@cache
def load(overlays: tuple[Path, ...] = ()) -> StanceLexicon:
    """Our positions lexicon and the users'. Raises DragomanError with file and line of what is wrong."""
    cues: dict[str, dict[str, list[StanceCue]]] = {pos: {} for pos in _POS}
    lists: dict[str, set[str]] = {}
    for path in lexicon.find("positions.toml", overlays):
        data = lexicon.read_toml(path)
        for group in data.get("position", []):
            _add(path, group, cues)
        for table in ("reference", "duty", "talk", "unreal", "acts"):
            for key, words in data.get(table, {}).items():
                lists.setdefault(f"{table}.{key}", set()).update(words)

    def words_of(key: str) -> frozenset[str]:
        return frozenset(lists.get(key, ()))

    ordered = {
        pos: {lemma: tuple(sorted(found, key=lambda c: -len(c.words))) for lemma, found in table.items()}
        for pos, table in cues.items()
    }
    return StanceLexicon(
        ordered,
        words_of("reference.nouns"),
        words_of("reference.pronouns"),
        words_of("reference.determiners"),
        words_of("duty.words"),
        words_of("duty.lemmas"),
        words_of("talk.lemmas"),
        words_of("unreal.conditions"),
        words_of("unreal.allegations"),
        words_of("unreal.durations"),
        words_of("acts.words"),
        words_of("acts.never"),
        tuple(sorted(words_of("acts.suffixes"))),
    )


def _add(path: Path, group: dict[str, Any], cues: dict[str, dict[str, list[StanceCue]]]) -> None:
    words = group.get("words", [])
    anchor = words[0] if words else "[[position]]"
    checks = [
        (group.get("stance"), get_args(Stance)),
        (group.get("pos"), _POS),
        *((t, _TAKES) for t in group.get("takes", ())),
    ]
    if "negated" in group:
        checks.append((group["negated"], get_args(Stance)))
    for value, allowed in checks:
        if value not in allowed:
            raise wrong(path, anchor, value, allowed)
    for word in words:
        parts = tuple(word.split())
        cue = StanceCue(
            parts,
            group["stance"],
            group.get("negated"),
            frozenset(group.get("takes", ())),
            frozenset(group.get("prepositions", ())),
            group.get("to") == "object",
            group.get("about") == "acts",
            0.5 if group.get("view") == "paper" else 0.8,
            f"positions.toml:{group['stance']}/{word}",
        )
        cues[group["pos"]].setdefault(parts[0], []).append(cue)


def wrong(path: Path, anchor: str, value: object, allowed: tuple[object, ...]) -> DragomanError:
    """The error for a value that a lexicon file may not have, with the line where the group's first word stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, start=1) if f'"{anchor}"' in text or text.startswith(anchor)), 1)
    return DragomanError(f"{path}, line {line}: {value!r} is not known here", "one of " + ", ".join(map(str, allowed)))
