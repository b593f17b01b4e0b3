"""A cause and its effect, and where clauses and phrases begin and end that can be one."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract import syntax
from dragoman.model import Sentence, Token

_LOOSE = frozenset({"punct", "cc"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl", "acl", "xcomp", "pcomp", "parataxis", "csubj"})

_TEMPORAL = frozenset({"after", "before", "since", "until"})


@dataclass(frozen=True, slots=True)
class Causation:
    """A cause and an effect of one sentence; indices are of tokens."""

    head: Token  # where factuality is read off
    cause: tuple[int, int]
    effect: tuple[int, int]
    is_conditional: bool
    confidence: float
    rule: str
    is_negative: bool = False  # the cause prevents the effect
    is_alleged: bool = False
    is_of_verb: bool = False  # its subject causes its object: nobody, or that would be a deed
    is_tie: bool = False  # of two clauses: a negated effect is then no denial ("they did not come because it rained")


class Clauses:
    """The clauses and phrases of one sentence as ranges of tokens, first and last."""

    def __init__(self, sentence: Sentence) -> None:
        self._s = sentence

    def _subject(self, head: Token) -> tuple[Token, tuple[int, int]] | None:
        clause = self._s.child(head.i, "csubj")
        if clause is not None:
            return clause, self._span(self._s.subtree(clause.i))
        found = syntax.surface_subject(self._s, head)
        if not found or found[0].lower in ("there",):
            return None
        token = found[0]
        inside = self._without(token, head)
        return token, self._span(inside or [token.i])

    def _under(self, i: int, top: int) -> bool:
        return i == top or any(a.i == top for a in self._s.ancestors(i))

    def _without(self, token: Token, clause: Token) -> list[int]:
        """A noun phrase without the relative clause that it was found from."""
        inside = self._s.subtree(token.i)
        if clause.i not in inside:
            return inside
        own = set(self._s.subtree(clause.i))
        return [i for i in inside if i not in own]

    def _agent(self, head: Token) -> tuple[Token, tuple[int, int]] | None:
        found = syntax.agents(self._s, head)
        return (found[0], self._span(self._s.subtree(found[0].i))) if found else None

    def _passive_subject(self, head: Token) -> tuple[int, int] | None:
        found = syntax.surface_subject(self._s, head)
        if not found:
            return None
        return self._span(self._without(found[0], head) or [found[0].i])

    def _clause_above(self, head: Token) -> tuple[int, int] | None:
        """In "…, as it would inflame …", "it" is what the clause above tells."""
        above = self._s.tokens[head.head]
        if head.dep != "advcl" or above.pos not in ("VERB", "AUX"):
            return None
        return self._rest(above, set(self._s.subtree(head.i)), self._s.subtree(head.i)[0])

    def _deep_object(self, preposition: Token) -> Token | None:
        for child in self._s.children(preposition.i):
            if child.dep in ("pobj", "pcomp"):
                return child
            if child.dep == "prep" and (obj := self._deep_object(child)):
                return obj
        return None

    def phrase(self, noun: Token) -> tuple[int, int]:
        return self._s.phrase(noun.i)

    def _span(self, indices: list[int]) -> tuple[int, int]:
        first, last = min(indices), max(indices)
        while first < last and (self._s.tokens[first].dep in (*_LOOSE, "mark") or self._s.tokens[first].tag == "WRB"):
            first += 1
        while last > first and self._s.tokens[last].dep in _LOOSE:
            last -= 1
        return first, last

    def _whole(self, top: Token, after: int) -> tuple[int, int] | None:
        inside = [i for i in self._s.subtree(top.i) if i > after]
        return self._span(inside) if inside else None

    def _rest(self, top: Token, without: set[int], at: int) -> tuple[int, int] | None:
        """The clause or phrase of ``top`` before a part of it, or after that part where it comes first."""
        if top.pos in ("VERB", "AUX") or top.dep in _CLAUSES:
            inside = [i for i in (*self._named_before(top), *self._s.subtree(top.i)) if i not in without]
        else:
            first, last = self._s.phrase(top.i)
            inside = [i for i in range(first, last + 1) if i not in without]
        before = [i for i in inside if i < at]
        after = [i for i in inside if i > at]
        if top.i in before or not after:
            inside = before
        elif top.i in after:
            inside = after
        words = [i for i in inside if self._s.tokens[i].dep != "punct"]
        if len(words) > 1 and top.i == words[-1] and top.lemma == "be":
            words.pop()  # "The shortage was | due to the war"
        return self._span(words) if words else None

    def _named_before(self, clause: Token) -> list[int]:
        """The subject that stands outside a clause: "two men | killed", "after | two men | were killed"."""
        noun = self._s.tokens[clause.head]
        if clause.dep == "acl" and clause.tag in ("VBN", "VBD", "VBG"):
            first, last = self._s.phrase(noun.i)
            return list(range(first, last + 1)) if last + 1 == clause.i else []
        first = self._s.subtree(clause.i)[0]
        opener = self._s.tokens[first]
        if clause.dep != "conj" or opener.head != clause.i or opener.tag not in ("VBD", "VBZ", "VBP") or first == 0:
            return []
        before = self._s.tokens[first - 1]
        while before.head < first and before.dep not in ("pobj", "ROOT") and before.head != before.i:
            before = self._s.tokens[before.head]
        if before.dep != "pobj" or self._s.tokens[before.head].dep != "prep":
            return []
        named = self._s.subtree(before.i)  # parsed as "after two men" and "were killed"
        return named if named[-1] == first - 1 and self._s.tokens[before.head].lower in _TEMPORAL else []
