"""The normal form of a proposal: who is responsible, what is to be done, to what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Position

_OWN_ACT = frozenset({"offer", "promise", "threaten", "refuse", "decline", "accept"})  # the holder is who would act
_LEADING = frozenset(
    "not to be a an the its his her their our any all some more new immediate immediately fully".split()
)
_STOP = _LEADING | frozenset(
    "of and in on for at by that this these those with from as it he she they we or into".split()
)
# Endings of verbal nouns and inflected verbs, longest first: "withdrawal", "lifting" and "lifted" become one.
_ENDINGS = re.compile(r"(?<=\w{3})(?:ations?|itions?|ments?|ances?|ing|als?|ies|ed|es|s|e|(?<=[^aeiou])y)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A proposal without its wording. ``responsible`` are codes or entities, ``action`` and ``object`` word stems."""

    responsible: frozenset[str]
    action: str
    object: frozenset[str]

    def agrees(self, other: NormalForm) -> bool:
        """Whether both ask the same of the same: at least two words, and half of the shorter one's, are shared."""
        mine, theirs = self.object | {self.action}, other.object | {other.action}
        shared = len(mine & theirs)
        is_other_actor = self.responsible and other.responsible and not self.responsible & other.responsible
        return not is_other_actor and shared >= 2 and 2 * shared >= min(len(mine), len(theirs))


def normal_form(position: Position) -> NormalForm:
    """The normal form of a position's proposal."""
    actors = position.addressees or ((position.holder,) if position.stance in _OWN_ACT else ())
    stems = [stem(w) for w in re.findall(r"\w+", position.proposal.lower()) if w not in _STOP]
    action = stems[0] if stems else ""
    return NormalForm(frozenset(m.code or m.entity for m in actors), action, frozenset(stems[1:]))


def words(text: str) -> frozenset[str]:
    """The stems of a proposal's content words, in which two wordings can be compared."""
    return frozenset(stem(w) for w in re.findall(r"\w+", text.lower()) if w not in _STOP)


def stem(word: str) -> str:
    """A word without inflection and without the ending that makes a noun of a verb."""
    return _DOUBLED.sub(r"\1", _ENDINGS.sub("", word))
