"""The pattern language of the event lexicon: "hold @talks with A", "[@worker] strike", "attack on R by A".

CONTRIBUTING.md describes it for users. A pattern is the head word, then parts in order: a direct object, particles or
other fixed words, and prepositions with what they govern.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["A", "R", "_"]
PatternKind = Literal["verb", "noun", "adjective"]

_COMPLEMENTS = {"to-inf", "that", "that-should", "-ing"}
# Words that govern a noun phrase or close up with the verb; every other bare word in a pattern is a fixed noun.
_FUNCTION_WORDS = frozenset(
    """about above across after against ahead along among apart around as aside at away back before behind between
    beyond by down during for forth forward from home in inside into like near of off on onto out outside over past
    highly no through throughout to together toward towards under underway until up upon versus via warmly well with
    within without""".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a place of a pattern, and the role that it then plays."""

    role: Role = "_"
    word: str | None = None  # a fixed head word, compounds with a space
    word_class: str | None = None  # a class of classes*.toml


@dataclass(frozen=True, slots=True)
class Part:
    """``word`` alone is a particle or fixed word; ``slot`` alone the object; both a preposition and its object."""

    word: str | None = None
    slot: Slot | None = None
    is_clause: bool = False  # "of -ing": the preposition governs a clause


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern. ``specificity`` ranks the patterns that match: fixed words count most."""

    text: str
    kind: PatternKind
    head: str  # lemma; compounds of noun patterns with a space
    parts: tuple[Part, ...]
    subject: Slot | None = None
    subject_role: Literal["A", "R", "AA"] = "A"
    possessor: Role = "A"
    complement: Literal["to-inf", "that", "that-should", "-ing"] | None = None
    complement_class: str | None = None  # "decline to-@commenting": only these verbs in the infinitive
    is_passive: bool = False  # "passive: expect": "they are expected to meet" is a plan, "we expect them to" a demand
    # Words, and word classes as "@class", that a sentence must have for the pattern to hold in it.
    needs: frozenset[str] = frozenset()

    @property
    def specificity(self) -> int:
        score = 4 * self.head.count(" ") + (2 if self.subject else 0) + (2 if self.complement else 0)
        score += 4 if self.complement_class else 0
        score += 2 if self.is_passive else 0
        for part in self.parts:
            score += 3 if part.word else 0
            if part.slot:
                score += 1 + (4 if part.slot.word else 3 if part.slot.word_class else 0)
        return score

    @property
    def open_slots(self) -> int:
        """How many slots of a noun pattern may stay empty: they say nothing about how well it fits."""
        return sum(bool(part.word and part.slot and _is_open(part.slot)) for part in self.parts)


class PatternError(ValueError):
    """A pattern that cannot be read; the loader adds file and group."""


def _slot(word: str) -> Slot | None:
    """The slot that a word of a pattern stands for, None if it is a plain word."""
    if word in ("A", "R", "_"):
        return Slot(role=word)  # type: ignore[arg-type]  # the three literals just tested
    if word.startswith("@"):
        name, _, role = word[1:].partition(":")
        if not name or role not in ("", "A", "R"):
            raise PatternError(f"{word!r} is no word class: write @class, @class:R or @class:A")
        return Slot(role=role or "_", word_class=name)  # type: ignore[arg-type]
    return None


def _indexed(pattern: Pattern) -> Pattern:
    """The pattern with what it needs of a sentence: most patterns of a verb are passed over by that alone."""
    slots = [part.slot for part in pattern.parts if part.slot] + ([pattern.subject] if pattern.subject else [])
    optional = pattern.kind == "noun"  # slots of nouns may stay empty, with their prepositions
    words = {part.word for part in pattern.parts if part.word and not (optional and part.slot and _is_open(part.slot))}
    words |= {slot.word for slot in slots if slot.word}
    plain = {word for word in words if " " not in word and "-" not in word}
    return replace(pattern, needs=frozenset(plain | {f"@{slot.word_class}" for slot in slots if slot.word_class}))


def compounds_of(pattern: Pattern) -> set[str]:
    """The entries of several words that a noun of a sentence is compared with."""
    slots = [part.slot for part in pattern.parts if part.slot] + ([pattern.subject] if pattern.subject else [])
    words = {pattern.head, *(part.word for part in pattern.parts), *(slot.word for slot in slots)}
    return {word for word in words if word and " " in word}


def _is_open(slot: Slot) -> bool:
    return slot.word is None and slot.word_class is None


def _complement(words: list[str]) -> tuple[list[str], str | None]:
    """Split the class off an infinitive: "to-@commenting" is "to-inf" of that class."""
    if words and words[-1].startswith("to-@"):
        return [*words[:-1], "to-inf"], words[-1].removeprefix("to-@")
    return words, None


def _parts(words: list[str]) -> tuple[tuple[Part, ...], str | None]:
    parts: list[Part] = []
    complement: str | None = None
    pending: str | None = None  # a function word that may govern what comes next
    for position, word in enumerate(words):
        slot = _slot(word)
        if word in _COMPLEMENTS:
            if pending:
                parts.append(Part(word=pending, is_clause=True))
                pending = None
            else:
                complement = word
            if position != len(words) - 1:
                raise PatternError(f"{word!r} must stand last")
        elif slot:
            parts.append(Part(word=pending, slot=slot))
            pending = None
        elif word in _FUNCTION_WORDS:
            if pending:
                parts.append(Part(word=pending))
            pending = word
        else:
            followed = position + 1 < len(words) and _slot(words[position + 1]) is not None
            if pending or not (followed or any(p.slot and not p.word for p in parts)):
                parts.append(Part(word=pending, slot=Slot(word=word.replace("_", " "))))
                pending = None
            else:
                parts.append(Part(word=word.replace("_", " ")))
    if pending:
        parts.append(Part(word=pending))
    return tuple(parts), complement


def compile_verb(text: str) -> Pattern:
    """A verb pattern: ``[subject] R: verb object particle preposition object``; ``passive:`` for that voice alone."""
    rest = text.strip()
    subject: Slot | None = None
    role: Literal["A", "R", "AA"] = "A"
    if rest.startswith("["):
        inside, bracket, rest = rest[1:].partition("]")
        if not bracket:
            raise PatternError("'[' without ']'")
        subject = _slot(inside.strip()) or Slot(word=inside.strip().replace("_", " "))
    rest = rest.strip()
    for prefix in ("AA:", "R:"):
        if rest.startswith(prefix):
            role = "AA" if prefix == "AA:" else "R"
            rest = rest[len(prefix) :]
    is_passive = rest.startswith("passive:")
    words = rest.removeprefix("passive:").split()
    if not words or _slot(words[0]):
        raise PatternError("a pattern begins with the verb")
    words, complement_class = _complement(words)
    parts, complement = _parts(words[1:])
    head = words[0].replace("_", " ")
    pattern = Pattern(
        text, "verb", head, parts, subject, role, "A",
        complement, complement_class, is_passive,  # type: ignore[arg-type]
    )  # fmt: skip
    return _indexed(pattern)


def compile_noun(text: str) -> Pattern:
    """A noun pattern: ``R's noun preposition A``."""
    words = text.split()
    possessor: Role = "A"
    if words and words[0] in ("R's", "A's"):
        possessor = "R" if words[0] == "R's" else "A"
        words = words[1:]
    if not words or _slot(words[0]):
        raise PatternError("a noun pattern begins with the noun")
    parts, complement = _parts(words[1:])
    head = words[0].replace("_", " ")
    return _indexed(Pattern(text, "noun", head, parts, None, "A", possessor, complement))  # type: ignore[arg-type]


def compile_adjective(text: str) -> Pattern:
    """An adjective pattern: ``sanctioned R``."""
    words = text.split()
    if not words or _slot(words[0]) or words[1:] not in (["R"], ["A"], []):
        raise PatternError("an adjective pattern is the adjective and R or A")
    return Pattern(text, "adjective", words[0].replace("_", " "), (), possessor="A" if words[1:] == ["A"] else "R")
