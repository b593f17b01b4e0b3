"""Fact or not: negation, modality, conditions, purposes and questions around an act."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.agents import GATHERING
from dragoman.extract.matching import Classes
from dragoman.extract.syntax import is_definite
from dragoman.model import Auxiliary, EventType, Sentence, Token

_FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll", "sha"})
_SPEAKERS = frozenset({"i", "we"})  # who says "shall" of himself foretells; of others it is what a law lays down
_UNREAL = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca", "need", "cannot"})
_CONDITION = frozenset({"if", "unless", "whether", "lest", "provided", "assuming", "should", "in_case"})
_INVERTED = frozenset({"had", "should", "were"})
_NEGATING_PREPOSITIONS = frozenset({"without", "instead", "against"})
_SAYING_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG"})
# A purpose that news tells as done: "gathered to protest", "flew to Cairo to meet", "called to congratulate".
_DONE_PURPOSES = frozenset({EventType.PROTEST, EventType.CONSULT, EventType.SUPPORT, EventType.ACCUSE})
_HEARSAY = frozenset({"allegedly", "supposedly", "purportedly"})
_SHORT_OF = frozenset({"almost", "nearly", "narrowly"})
_AWAITING = frozenset({"until", "till", "once", "when", "before", "after"})
_MAX_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Factuality:
    """What holds of an act. ``why_not`` is set where it is no report of an act at all."""

    auxiliary: frozenset[Auxiliary] = frozenset()
    why_not: str | None = None


def judge(
    sentence: Sentence, head: Token, event: EventType, classes: Classes, *, is_nominal: bool = False
) -> Factuality:
    """Read the clauses around ``head``, upward, until one stands on its own.

    A definite noun ("the attack", "Iran's raid") is presupposed: what holds of the verb above does not touch it.
    """
    auxiliary: set[Auxiliary] = set()
    token = head
    is_presupposed = is_nominal and is_definite(sentence, head)
    for _ in range(_MAX_CLIMB):
        why_not = _at(sentence, token, auxiliary, is_head=token is head)
        if token is head and not why_not:
            why_not = _purpose(sentence, token, event, classes, auxiliary)
        if why_not:
            return Factuality(why_not=why_not)
        above = sentence.tokens[token.head]
        if is_nominal and not is_presupposed and token is head and _is_imagined(sentence, head, above):
            return Factuality(why_not="hypothetical: would")
        if is_presupposed and above.dep == "prep" and above.lower == "without":
            return Factuality(why_not="not done: without")  # "without its consent": there was none
        if above is token or is_presupposed or not _carries_up(sentence, token, above):
            break
        token = above
    if sentence.text.rstrip("\"'”’) ").endswith("?"):
        return Factuality(why_not="asked, not told")
    return Factuality(frozenset(auxiliary))


def _carries_up(sentence: Sentence, token: Token, above: Token) -> bool:
    """Whether what holds of the clause above holds of this one too."""
    if token.dep in ("xcomp", "pcomp", "pobj", "dobj", "attr", "prep", "acomp"):
        return above.pos in ("VERB", "AUX", "ADP", "ADJ")
    if token.dep == "ccomp" and above.pos == "VERB":
        return _marker(sentence, token) == "to"  # "will not force them to leave or disarm"
    if token.dep == "conj":
        has_own = any(c.dep in ("nsubj", "nsubjpass", "aux") for c in sentence.children(token.i))
        is_alike = token.tag in ("VB", "VBN", "VBG") or (above.tag == "VB" and token.lower == token.lemma.lower())
        return is_alike and not has_own
    if token.dep == "advcl":
        return token.tag == "VBG" or _marker(sentence, token) == "to"
    return False


def _at(sentence: Sentence, token: Token, auxiliary: set[Auxiliary], *, is_head: bool) -> str | None:
    children = sentence.children(token.i)
    for child in children:
        word = child.lower
        if child.dep == "neg":
            if not _is_not_only(sentence, child):
                auxiliary.add("negation")
        elif child.dep == "det" and word in ("no", "neither") and is_head:
            auxiliary.add("negation")
        elif child.dep == "det" and word == "any" and is_head:
            return "any such act, not one"
        elif child.dep in ("nsubj", "nsubjpass") and word in ("nobody", "none", "neither"):
            auxiliary.add("negation")
        elif child.dep in ("nsubj", "nsubjpass", "dobj") and is_head and _is_none(sentence, child):
            auxiliary.add("negation")  # "no shots were fired", "arrested no suspects"
        elif child.dep in ("aux", "auxpass") and word in _INVERTED and _is_inverted(sentence, token, child):
            return f"conditional: {word}"
        elif child.dep == "aux" and word in _FUTURE:
            if word == "shall" and not any(c.dep == "nsubj" and c.lower in _SPEAKERS for c in children):
                return "laid down: shall"
            auxiliary.add("future")
        elif child.dep == "aux" and word in ("would", "'d", "’d"):
            if not _is_reported(sentence, token):
                return "hypothetical: would"
            if _has_condition(sentence, token):
                auxiliary.add("hypothetical")
            auxiliary.add("future")
        elif child.dep == "aux" and word in _UNREAL:
            return f"hypothetical: {word}"
        elif child.dep == "mark" and word in _CONDITION:
            return f"conditional: {word}"
        elif child.dep == "advmod" and word == "never":
            auxiliary.add("negation")
        elif child.dep == "advmod" and word in _HEARSAY and is_head:
            return f"hypothetical: {word}"
        elif child.dep == "advmod" and word in _SHORT_OF and is_head and child.i == token.i - 1:
            return f"not done: {word}"
    if token.dep == "prep" and token.lower in _NEGATING_PREPOSITIONS:
        return f"not done: {token.lower}"
    if is_head and token.dep == "advcl" and _is_awaited(sentence, token):
        return "conditional: until"
    return None


def _is_awaited(sentence: Sentence, clause: Token) -> bool:
    """Whether a time clause waits for what is yet to come: "will not leave until they pay", "once it lifts the ban"."""
    opener = next((c for c in sentence.children(clause.i) if c.lower in _AWAITING and c.i < clause.i), None)
    is_now = clause.tag in ("VBZ", "VBP") or any(
        c.dep in ("aux", "auxpass") and c.tag in ("VBZ", "VBP") for c in sentence.children(clause.i)
    )
    above = sentence.tokens[clause.head]
    is_ahead = above.tag == "VB" or any(c.dep in ("aux", "neg") and c.tag != "VBD" for c in sentence.children(above.i))
    return opener is not None and is_now and is_ahead


def _is_inverted(sentence: Sentence, verb: Token, auxiliary: Token) -> bool:
    """ "Had they attacked, …": the auxiliary before its subject makes a condition of a clause beside another."""
    subject = sentence.child(verb.i, "nsubj", "nsubjpass")
    return verb.dep in ("advcl", "ccomp") and subject is not None and auxiliary.i < subject.i < verb.i


def _is_imagined(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """ "A blockade would cripple trade": what only would do something is not there."""
    return noun.dep in ("nsubj", "nsubjpass") and any(
        c.dep == "aux" and c.lower in ("would", "'d", "’d") for c in sentence.children(verb.i)
    )


def _is_none(sentence: Sentence, noun: Token) -> bool:
    return any(
        c.dep in ("det", "preconj", "cc") and c.lower in ("no", "neither") for c in sentence.children(noun.i)
    )


def _purpose(
    sentence: Sentence, token: Token, event: EventType, classes: Classes, auxiliary: set[Auxiliary]
) -> str | None:
    marker = _marker(sentence, token)
    if marker != "to":
        return None
    if token.dep in ("ROOT", "ccomp", "conj") and any(
        c.dep in ("nsubj", "nsubjpass") for c in sentence.children(token.i)
    ):
        auxiliary.add("future")  # headlines: "Russia to withdraw troops"
        return None
    above = sentence.tokens[token.head]
    if token.dep in ("acl", "relcl", "advcl") and above.dep == "ROOT" and above.tag in ("NNP", "NNPS"):
        auxiliary.add("future")  # the same, parsed as a noun and its clause
        return None
    if token.dep == "xcomp" and (above.lemma == "be" or above.lower in ("going", "about")):
        auxiliary.add("future")
        return None
    if token.dep not in ("advcl", "acl", "relcl", "xcomp"):
        return None
    where = sentence.child(above.i, "prep")
    is_there = above.lemma == "be" and where is not None and where.lower in ("in", "at")  # "is in Cairo to meet …"
    is_gathering = is_there or above.lemma.lower() in classes.get(GATHERING, ())
    return None if is_gathering and event in _DONE_PURPOSES else "a purpose, not an act"


def _marker(sentence: Sentence, token: Token) -> str | None:
    for child in sentence.children(token.i):
        if child.dep == "aux" and child.lower == "to":
            return "to"
    return None


def _is_not_only(sentence: Sentence, negation: Token) -> bool:
    following = sentence.tokens[negation.i + 1].lower if negation.i + 1 < len(sentence.tokens) else ""
    return following in ("only", "just", "merely", "least")


def _is_reported(sentence: Sentence, token: Token) -> bool:
    """ "said it would send troops": the future seen from the past."""
    above = sentence.tokens[token.head]
    return token.dep == "ccomp" and above.pos == "VERB" and above.tag in _SAYING_TAGS


def _has_condition(sentence: Sentence, token: Token) -> bool:
    return any(
        c.dep == "advcl" and any(m.dep == "mark" and m.lower in _CONDITION for m in sentence.children(c.i))
        for c in sentence.children(token.i)
    )
