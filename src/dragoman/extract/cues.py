"""The lexicon of reporting cues (``lexicon/cues.toml``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from dragoman import lexicon
from dragoman.extract.stances import wrong
from dragoman.model import Medium, Sentence, Token

Act = Literal["speech", "thought", "evidence", "stance"]
Factivity = Literal["factive", "neutral", "counterfactive"]
Complement = Literal["quotation", "clause", "infinitive", "gerund", "object", "naming", "raising"]

_BETWEEN = frozenset({"it", "that", "this", "also", "to", "back", "just"})  # "made it clear", "referred again to"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a word reports: "promise" with an infinitive, "call" with "for"."""

    words: tuple[str, ...]  # the head's lemma and what follows it
    act: Act
    force: str
    factivity: Factivity
    takes: frozenset[str]
    prepositions: frozenset[str]
    medium: Medium | None
    rule: str


def last_of(words: tuple[str, ...], sentence: Sentence, head: Token) -> int | None:
    """The index of the last token of a cue's words, given its head; None where they do not stand here."""
    at = head.i
    for word in words[1:]:
        at += 1
        while (
            at < len(sentence.tokens)
            and at <= head.i + 3
            and sentence.tokens[at].lower in _BETWEEN
            and sentence.tokens[at].lower != word
        ):
            at += 1
        if at >= len(sentence.tokens) or sentence.tokens[at].lower != word:
            return None
    return at


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cues by the lemma of their head; longer cues come first."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by their first word
    media: dict[str, Medium]
    unsaid: frozenset[str]  # adjectives under which nothing is said: "unable to say"
    collectives: frozenset[str]  # nouns for people taken together, which can think and want
    addressed: frozenset[str]  # verbs whose object is whom somebody speaks to
    words: frozenset[str]  # the heads of all cues: most words of a text are passed over by this alone

    def __len__(self) -> int:
        return sum(len(cues) for table in (self.verbs, self.nouns, self.adjectives) for cues in table.values()) + sum(
            map(len, self.phrases.values())
        )


@cache
def load(overlays: tuple[Path, ...] = ()) -> CueLexicon:
    """Our cues and those of the user's folders. Raises DragomanError with file and line of what is wrong."""
    tables: dict[str, dict[str, list[Cue]]] = {"verb": {}, "noun": {}, "adjective": {}}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    media: dict[str, Medium] = {}
    unsaid: set[str] = set()
    collectives: set[str] = set()
    addressed: set[str] = set()
    for path in lexicon.find("cues.toml", overlays):
        data = lexicon.read_toml(path)
        for group in data.get("cue", []):
            _add_group(path, group, tables)
        for group in data.get("phrase", []):
            for phrase in group["words"]:
                phrases.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
        unsaid.update(data.get("unsaid", {}).get("adjectives", ()))
        collectives.update(data.get("speakers", {}).get("collectives", ()))
        addressed.update(data.get("addressed", {}).get("verbs", ()))
        for medium, words in data.get("media", {}).items():
            _check(path, medium, medium, get_args(Medium))
            media.update((word, medium) for word in words)
    verbs, nouns, adjectives = (
        {lemma: tuple(sorted(cues, key=lambda c: -len(c.words))) for lemma, cues in table.items()}
        for table in tables.values()
    )
    return CueLexicon(
        verbs,
        nouns,
        adjectives,
        {first: tuple(found) for first, found in phrases.items()},
        media,
        frozenset(unsaid),
        frozenset(collectives),
        frozenset(addressed),
        frozenset().union(verbs, nouns, adjectives, phrases),
    )


def _add_group(path: Path, group: dict[str, Any], tables: dict[str, dict[str, list[Cue]]]) -> None:
    words: Sequence[str] = group.get("words", ())
    anchor = words[0] if words else "[[cue]]"
    _check(path, anchor, group.get("pos"), tuple(tables))
    _check(path, anchor, group.get("act"), get_args(Act))
    _check(path, anchor, group.get("factivity"), get_args(Factivity))
    for complement in group.get("takes", ()):
        _check(path, anchor, complement, get_args(Complement))
    if medium := group.get("medium"):
        _check(path, anchor, medium, get_args(Medium))
    for word in words:
        parts = tuple(word.split())
        cue = Cue(
            parts,
            group["act"],
            group.get("force", "assert"),
            group["factivity"],
            frozenset(group.get("takes", ())),
            frozenset(group.get("prepositions", ())),
            medium,
            f"cues.toml:{group.get('force', 'assert')}/{word}",
        )
        tables[group["pos"]].setdefault(parts[0], []).append(cue)


def _check(path: Path, anchor: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        raise wrong(path, anchor, value, allowed)
