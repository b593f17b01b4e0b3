"""Whose a bare "the army" or "police" is: that of where the sentence plays, else of whom the article is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.actors import coreference
from dragoman.actors.capitals import is_actor, is_host, is_where
from dragoman.actors.nouns import Noun
from dragoman.actors.origins import left_edge
from dragoman.actors.records import INTERNATIONAL, Actor, Role
from dragoman.actors.referents import Referent
from dragoman.actors.roles import lemma_of
from dragoman.model import Sentence, Token

if TYPE_CHECKING:
    from dragoman.actors.resolve import Resolver

_LANDS = frozenset({"state", "place"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "xcomp"})
_NESTED = frozenset({"relcl", "acl", "advcl", "ccomp"})
_SUFFERING = frozenset({"dobj", "nsubjpass"})
_STAGE_REACH = 2  # sentences
_SAME_REACH = 4  # sentences
_INTO = frozenset({"into", "across", "through"})  # whoever goes there comes from elsewhere
_POWERS = frozenset({"GOV", "MIL"})
_WHERE = frozenset({"in", "of", "from", "across", "around", "throughout"})
_CLEAR = 2.0  # times the next country's weight: the article is about this one
_NEAR = 1.2  # what a name in the same sentence adds to its country where an office is meant
_ALONE = 4.0
_MANY = frozenset({"all", "both", "few", "many", "most", "several"})
_SOME_DET = frozenset({"a", "an", "another", "some"})
_SOME = 1.15  # less of a lead settles nothing


class Homes:
    """The countries that role nouns without one leave to be understood."""

    def __init__(self, resolver: Resolver) -> None:
        self._all = resolver

    def home(self, noun: Noun, role: Role, plural: bool) -> tuple[str, float] | None:
        """The country that is meant and how sure that is; None where the text does not tell.

        That is the one where the sentence says it plays, else the one most spoken of, but for the other party of the
        same act.
        """
        det = noun.sentence.child(noun.head, "det")
        is_definite = det is not None and det.lower in ("the", "this", "that", "these", "those")
        is_bare = (det is None or det.lower in _MANY) and (plural or role.kind != "person")
        if not self._is_at_home(noun, role, plural) or self._is_placed(noun):
            return None
        if not (is_definite or is_bare):
            return self._of_some(noun) if det is not None and det.lower in _SOME_DET else None
        if is_bare and plural and role.office:  # a country has one of them
            return None
        is_of_many = is_bare and self._is_of_many(role)
        scene = self._scene(noun) if (plural or role.kind != "person") and not is_of_many else frozenset()
        if scene:  # where it plays in several, it tells of none
            return (min(scene), 0.7) if len(scene) == 1 else None
        if role.kind == "crowd" and noun.sentence.tokens[noun.head].dep in _SUFFERING:
            stage = self._stage(noun.sentence.index)
            if stage:
                return (min(stage), 0.6) if len(stage) == 1 else None
        same = self._same_before(noun, role) if plural or role.kind != "person" else None
        if same is not None:
            return same, 0.65
        ranked = self.ranked(noun, role, plural)
        if not ranked or (is_of_many and not self._is_about_one(noun.sentence.index)):
            return None
        (weight, code), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        is_clear = weight > _CLEAR * second
        if role.sector not in self._all.lexicon.words.sectors["domestic"]:
            is_started = self._all.memory.weights or self._is_about_one(noun.sentence.index)
            return (code, 0.6) if is_clear and is_started else None
        if weight < _SOME * second:
            return None
        return code, 0.6 if is_clear else 0.45

    def _of_some(self, noun: Noun) -> tuple[str, float] | None:
        """The country of "a soldier", "some protesters": where the sentence plays, else the one it is all about."""
        scene = self._scene(noun)
        if scene:
            return (min(scene), 0.6) if len(scene) == 1 else None
        if not self._is_about_one(noun.sentence.index):
            return None
        ranked = [code for _, code in self._all.memory.top(noun.sentence.index) if code not in INTERNATIONAL]
        return (ranked[0], 0.5) if ranked else None

    def _same_before(self, noun: Noun, role: Role) -> str | None:
        """The country of nouns of the same role shortly before: "Kosovo police … Police arrested four men"."""
        others, here = set(self._others(noun, role)), noun.sentence.index
        word = lemma_of(noun.sentence.tokens[noun.head])

        def is_same(referent: Referent) -> bool:
            is_named = referent.sector == role.sector and word in (referent.name or "").lower().split()
            return bool(referent.code) and (referent.role == role.phrase or is_named)

        before = coreference.latest(self._all.memory, here, is_same, _SAME_REACH)
        return before.code if before is not None and before.code not in others else None

    def _is_at_home(self, noun: Noun, role: Role, plural: bool) -> bool:
        """Whether bare nouns of this role are as a rule of the country where things happen."""
        sectors = self._all.lexicon.words.sectors
        is_crowd = role.sector in sectors["crowds"] and (plural or role.kind != "person")
        is_abroad = lemma_of(noun.sentence.tokens[noun.head]) in sectors["abroad"] or self._is_foreign(noun, role)
        return (role.sector in sectors["domestic"] or is_crowd) and not is_abroad

    def _is_placed(self, noun: Noun) -> bool:
        """Whether the noun itself says where it belongs, by a name of no country: "governments in east Asia"."""
        sentence, world = noun.sentence, self._all.lexicon.words.sectors["world"]
        places = (sentence.child(prep.i, "pobj") for prep in sentence.children(noun.head) if prep.lower in _WHERE)
        return any(place is not None and (place.pos == "PROPN" or place.lower in world) for place in places)

    def _is_foreign(self, noun: Noun, role: Role) -> bool:
        """ "Foreign troops", "world leaders"; but the foreign ministry is one's own."""
        tokens = noun.sentence.tokens
        words = {tokens[i].lower for i in range(left_edge(noun.sentence, noun.head, noun.first), noun.head)}
        foreign = words & self._all.lexicon.words.sectors["foreign"]
        return bool(foreign) and not (role.sector == "GOV" and role.phrase.startswith("foreign "))

    def _is_of_many(self, role: Role) -> bool:
        """Whether the bare plural may as well mean those of many countries: "foreign ministers", "officials"."""
        words = self._all.lexicon.words.sectors
        return role.phrase in words["of_many"] or role.phrase.split()[-1] in words["ministers"]

    def _is_about_one(self, here: int) -> bool:
        """Whether one country stands out so far above all others that the article is about it alone."""
        ranked = [item for item in self._all.memory.top(here) if item[1] not in INTERNATIONAL]
        return bool(ranked) and (len(ranked) == 1 or ranked[0][0] > _ALONE * ranked[1][0])

    def ranked(self, noun: Noun, role: Role, plural: bool) -> list[tuple[float, str]]:
        """The countries that can be meant, by prominence at the noun."""
        memory, lexicon = self._all.memory, self._all.lexicon
        others = {code for code in self._others(noun, role) if code != memory.setting}
        ranked = memory.top(noun.sentence.index)
        ranked = [item for item in ranked if item[1] not in INTERNATIONAL and item[1] not in others]
        if role.office and not plural:
            near = self._named_before(noun)
            ranked = sorted(((w + _NEAR * (c in near), c) for w, c in ranked), reverse=True)
            ranked = [r for r in ranked if lexicon.holder(r[1], role.office, self._all.persons.day)] or ranked
        return ranked

    def _named_before(self, noun: Noun) -> set[str | None]:
        """The countries named earlier in the sentence: of several offices of a name the nearest is meant."""
        scan = self._all.scan
        assert scan is not None
        known = (other for i, other in scan.nouns.items() if i < noun.head and other.kind == "known")
        return {other.senses[0].actor.code for other in known if _is_state(other.senses[0].actor)}

    # --- where the sentence plays ------------------------------------------------------------------------------

    def _scene(self, noun: Noun) -> frozenset[str]:
        """The countries of the places told in the smallest part of the sentence around the noun that tells any."""
        sentence = noun.sentence
        lands = list(self._places(sentence, noun.head))
        if not lands:
            return frozenset()
        for around in (noun.head, *(token.i for token in sentence.ancestors(noun.head))):
            inside = set(sentence.subtree(around))
            codes = frozenset(code for i, code in lands if i in inside)
            if codes:
                return codes
        return frozenset()

    def _stage(self, here: int) -> frozenset[str]:
        """The countries of the places that the sentences before tell: people are hit where it happened."""
        told: dict[int, set[str]] = {}
        for trace in reversed(self._all.memory.traces):
            if trace.sentence < here - _STAGE_REACH:
                break
            if trace.sentence < here and trace.is_place and trace.referent.code:
                told.setdefault(trace.sentence, set()).add(trace.referent.code)
        return frozenset(told[max(told)]) if told else frozenset()

    def _places(self, sentence: Sentence, head: int) -> Iterator[tuple[int, str]]:
        """Where in the sentence something is said to be, but for where it only talks or goes."""
        scan, lexicon = self._all.scan, self._all.lexicon
        assert scan is not None
        for i, other in scan.nouns.items():
            if other.kind != "known" or i == head:
                continue
            at = i if is_where(sentence, i, lexicon) or self._is_within(other) else self._named_after(other)
            if at is None:
                continue
            actor, prep = other.senses[0].actor, _preposition(sentence, at)
            if actor.kind not in _LANDS or not actor.code or prep is None or prep.lower in _INTO:
                continue
            if not is_host(sentence, prep, lexicon):
                yield i, actor.code

    def _named_after(self, land: Noun) -> int | None:
        """The head of where something is that a place is named in: "in a Nairobi court", "at Munich's airport"."""
        sentence, token = land.sentence, land.sentence.tokens[land.head]
        sense = land.senses[0]
        is_state = self._all.lexicon.states.get(sense.actor.code or "") is sense.actor
        is_part = (sense.kind == "capital" or not is_state) and token.dep in ("compound", "nmod", "poss")
        return token.head if is_part and is_where(sentence, token.head, self._all.lexicon) else None

    def _is_within(self, land: Noun) -> bool:
        """ "The streets of Bamako", "the town of Goma"."""
        sentence = land.sentence
        prep = _preposition(sentence, land.head)
        noun = lemma_of(sentence.tokens[prep.head]) if prep is not None and prep.lower == "of" else ""
        return noun in self._all.lexicon.words.capitals["place_nouns"]

    # --- the other parties of the act --------------------------------------------------------------------------

    def _others(self, noun: Noun, role: Role) -> Iterator[str]:
        """The countries to which the noun does something in its clause, or that speak to it."""
        sentence = noun.sentence
        token = _top(sentence, noun.head)
        if token.dep in _SUBJECTS:
            yield from self._acted_on(sentence, sentence.tokens[token.head])
            return
        verb = token
        while verb.pos not in ("VERB", "AUX") and verb.head != verb.i:
            verb = sentence.tokens[verb.head]
        subject = sentence.child(verb.i, "nsubj") or sentence.child(verb.i, "agent")
        is_addressed = lemma_of(verb) in self._all.lexicon.words.capitals["address_verbs"]
        if subject is not None and subject.i != token.i and is_addressed:
            yield from self._speakers(sentence, subject.i, role)

    def _acted_on(self, sentence: Sentence, verb: Token) -> Iterator[str]:
        """The states among what follows a verb, also in "moved to expel" and "stopped and searched"."""
        for child in sentence.children(verb.i):
            if child.i < verb.i:
                continue  # "at Britain's request, the court …"
            if child.dep not in _SUBJECTS and child.dep not in _CLAUSES:
                yield from self._named(sentence, child.i)
            elif child.dep == "xcomp" or (child.dep == "conj" and not sentence.child(child.i, *_SUBJECTS)):
                for deeper in sentence.children(child.i):
                    if deeper.dep not in _CLAUSES:
                        yield from self._named(sentence, deeper.i)

    def _speakers(self, sentence: Sentence, subject: int, role: Role) -> Iterator[str]:
        """The countries of those who urge or condemn somebody: states do so abroad, their people at home as well.

        But where they speak of a government or army without saying whose, it is another's, if another is spoken of.
        """
        head = self._all.scan.nouns.get(subject) if self._all.scan else None
        is_state = head is not None and head.kind == "known" and _is_state(head.senses[0].actor)
        is_power = role.sector in _POWERS and role.kind != "person" and len(self._all.named) > 1
        if is_state or is_power:
            yield from self._named(sentence, subject)
        if is_power and head is not None and head.kind == "known":
            yield head.senses[0].actor.code or ""

    def _named(self, sentence: Sentence, around: int) -> Iterator[str]:
        """The states named in a part of the sentence."""
        scan = self._all.scan
        assert scan is not None
        for i in _without_clauses(sentence, around):
            other = scan.nouns.get(i)
            if other is None or other.kind != "known" or self._is_within(other):
                continue
            lexicon = self._all.lexicon
            is_town = other.senses[0].kind == "capital" and not is_actor(sentence, i, lexicon)
            if _is_state(other.senses[0].actor) and (not is_town or is_host(sentence, sentence.tokens[i], lexicon)):
                yield other.senses[0].actor.code or ""


def _without_clauses(sentence: Sentence, around: int) -> Iterator[int]:
    """The tokens of a phrase but for those of clauses within it: "France, which is Kosovo's ally"."""
    yield around
    for child in sentence.children(around):
        if child.dep not in _NESTED:
            yield from _without_clauses(sentence, child.i)


def _is_state(actor: Actor) -> bool:
    return actor.kind == "state" and actor.code is not None


def _top(sentence: Sentence, head: int) -> Token:
    """The first of the coordination that a noun is in, or what it explains."""
    token = sentence.tokens[head]
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token


def _preposition(sentence: Sentence, head: int) -> Token | None:
    token = _top(sentence, head)
    return sentence.tokens[token.head] if token.dep == "pobj" else None
