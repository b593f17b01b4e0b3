"""Nouns that refer back: "the North", "the country", "both sides", "his Turkish counterpart"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors import coreference
from dragoman.actors.bodies import Origin
from dragoman.actors.nouns import Noun
from dragoman.actors.origins import left_edge, owners
from dragoman.actors.referents import Found, Referent, meant
from dragoman.actors.roles import lemma_of
from dragoman.actors.variants import slug
from dragoman.model import How, Token

if TYPE_CHECKING:
    from dragoman.actors.resolve import Resolver

_NARROWING = frozenset({"relcl", "prep", "amod", "acl", "nummod"})  # words that say which one is meant
_ORGANS = frozenset({"JUD", "LEG", "GOV", "COP", "JRN"})


class Anaphors:
    """Resolves nouns that name nobody but refer back to somebody."""

    def __init__(self, resolver: Resolver) -> None:
        self._all = resolver
        self._referents: dict[str, Referent] = {}

    def resolve(self, noun: Noun) -> list[Found]:
        """ "The North", "the country", "both sides", "his Turkish counterpart", "the group"."""
        words, sentence = self._all.lexicon.words, noun.sentence
        token = sentence.tokens[noun.head]
        lemma, memory, here = lemma_of(token), self._all.memory, sentence.index
        first, last = left_edge(sentence, noun.head), noun.head
        if token.text in words.north or token.text in words.south:
            return self._direction(noun, token.text in words.north)
        if token.text in words.plural_states:
            states = (self._all.lexicon.states.get(code) for code in words.plural_states[token.text])
            return [meant(noun, self._all.known.body(s), first, last, "both of that name") for s in states if s]
        if lemma in words.anaphora["counterpart"]:
            return self._counterpart(noun, first, last)
        origins = self._all.bodies.origins(noun)
        if all(origin.code is None for origin in origins):  # "the two African countries"
            members = self._all.bodies.members(noun)
            if members:
                return [meant(noun, r, first, last, "each of those spoken of last") for r in members]
        if token.tag in ("NNS", "NNPS") or not self._all.bodies.is_definite(noun) or origins:
            return []
        if any(c.dep in _NARROWING or self._is_kind(c) for c in sentence.children(noun.head)):
            return []
        referent: Referent | None = None
        if lemma in words.anaphora["country"]:
            code = coreference.country_meant(noun, memory, self._all.lexicon)
            state = self._all.lexicon.states.get(code or "")
            referent = self._all.known.body(state) if state else None
        elif lemma in words.anaphora["group"]:
            is_exact = lemma in words.anaphora["named_so"]
            fits = _is_named if is_exact else _is_group
            referent = coreference.latest(memory, here, lambda r: fits(r, lemma), 4)
        elif lemma in words.anaphora["person"]:
            referent = coreference.latest(memory, here, lambda r: r.kind == "person" and not r.is_plural, 3)
        if referent is None:
            return []
        return [meant(noun, referent, first, last, f"the {lemma} spoken of last")]

    def _is_kind(self, token: Token) -> bool:
        """Whether a noun before another makes it one of a kind: "the welfare state", but not "the island nation"."""
        return token.dep == "compound" and lemma_of(token) not in self._all.lexicon.words.anaphora["country"]

    def _direction(self, noun: Noun, is_north: bool) -> list[Found]:
        support, lexicon = self._all.support, self._all.lexicon
        for north, south in lexicon.words.pairs:
            code = north if is_north else south
            state = lexicon.states.get(code)
            named = [code for code in (north, south) if support.get(code)]
            if state is not None and (len(named) == 2 or (named and north == "PRK")):
                first = noun.head - (noun.head > 0 and noun.sentence.tokens[noun.head - 1].lower == "the")
                note = f"{state.name}, of the pair spoken of"
                found = Found(noun, self._all.known.body(state), "name", first, noun.head, 0.85, note)
                found.sector, found.has_own_sector = "GOV", True
                return [found]
        return []

    def _counterpart(self, noun: Noun, first: int, last: int) -> list[Found]:
        """Somebody who holds in another country the office of the one spoken of."""
        lexicon, persons = self._all.lexicon, self._all.persons
        for other in self._all.bodies.appositives(noun):
            for found in self._all.at(other.head):
                if found.referent.kind == "person" and found.referent.code:
                    return [Found(noun, found.referent, "apposition", first, last, 0.9, "stands beside the name")]
        whose = noun.sentence.child(noun.head, "poss")
        base = next((f.referent for f in self._all.at(whose.i)), None) if whose is not None else None
        origins = [o for o in self._origins_beside(noun) if o.code]
        if not origins:
            return []
        office, sector = (base.office, base.sector) if base else (None, "GOV")
        holder = lexicon.holder(origins[0].code or "", office, persons.day) if office else None
        how: How = "office" if holder else "description"
        if holder is not None:
            referent = persons.referent(holder)
        else:
            key = f"{(origins[0].code or '?').lower()}/{slug(office or 'counterpart')}"
            referent = self._referents.setdefault(
                key, Referent(key, None, "person", origins[0].code, sector or "GOV", None, office)
            )
        return [Found(noun, referent, how, first, last, 0.8, f"{office or 'the same office'} of {origins[0].name}")]

    def _origins_beside(self, noun: Noun) -> list[Origin]:
        """The origins of a noun without its possessor: "his Turkish counterpart" is Turkish."""
        scan = self._all.scan
        assert scan is not None
        for owner in owners(scan, noun):
            if owner.tie in ("modifier", "of", "from", "in"):
                found = self._all.at(owner.head)
                if found:
                    return [Origin(f.referent.code, f.sector, f.referent.name, False, 0.9, f.referent) for f in found]
        return []


def _is_named(referent: Referent, lemma: str) -> bool:
    """Whether a body is called so: "the committee" is no bank."""
    words = f"{referent.name or ''} {referent.role or ''}".lower().split()
    return _is_body(referent) and (lemma in words or lemma == referent.kind)


def _is_group(referent: Referent, _lemma: str) -> bool:
    """Whether a body may be called a group or organisation: no organ of a state is."""
    return _is_body(referent) and referent.sector not in _ORGANS


def _is_body(referent: Referent) -> bool:
    return referent.kind in ("organisation", "armed group", "party", "company") and not referent.is_plural
