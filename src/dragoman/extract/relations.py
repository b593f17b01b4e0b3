"""Standing relations between two political actors: from copulas, appositions, possessors, ties, verbs and compounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extract import syntax
from dragoman.extract.bonds import Bond, BondLexicon
from dragoman.extract.ids import record_id
from dragoman.model import Mention, Quote, Reading, Relation, RelationStatus, Sentence, Token

_ENDING = frozenset({"sever", "cut", "break", "suspend", "end", "downgrade"})
_OPENING = frozenset({"normalize", "normalise", "restore", "establish", "resume", "renew", "forge"})
_HAVING = frozenset({"have", "maintain", "enjoy", "keep", "share", "cultivate", "nurture"})
_NEVER = frozenset({"no", "not", "n't", "never", "neither"})
_BETWEEN = frozenset({"and", "or"})
_TENSED = frozenset({"be", "have", "lead", "head", "chair"})  # in the past tense these tell what is past
_OF_LAND = frozenset({"occupies", "claims territory of"})
_NO_ACTOR = frozenset({"unknown", "company"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A bond with both sides, as tokens."""

    bond: Bond
    head: Token
    a: tuple[Token, ...]
    b: tuple[Token, ...]
    confidence: float


def extract(reading: Reading, lexicon: BondLexicon) -> tuple[Relation, ...]:
    """The relations that a document tells, each pair and relation once."""
    return _Extraction(reading, lexicon).run()


class _Extraction:
    def __init__(self, reading: Reading, lexicon: BondLexicon) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._out: dict[tuple[str, str, str], Relation] = {}

    def run(self) -> tuple[Relation, ...]:
        for sentence in self._reading.sentences:
            if sentence.tokens:
                for found in self._in_sentence(sentence):
                    self._add(sentence, found)
        return tuple(self._out.values())

    def _in_sentence(self, sentence: Sentence) -> Iterator[_Found]:
        lexicon = self._lexicon
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma not in lexicon.words and token.lower not in lexicon.words:
                continue
            if token.pos in ("NOUN", "PROPN"):
                for bond in lexicon.nouns.get(lemma, ()):
                    if self._stands(sentence, bond, token) and (found := self._noun(sentence, bond, token)):
                        yield found
                        break
                for bond in (
                    *lexicon.ties.get(token.lower, ()),
                    *(lexicon.ties.get(lemma, ()) if lemma != token.lower else ()),
                ):
                    is_apt = not bond.needs or self._modifiers(sentence, token) & bond.needs
                    if is_apt and self._stands(sentence, bond, token) and (found := self._tie(sentence, bond, token)):
                        yield found
                        break
            elif token.pos == "VERB" and lemma in lexicon.verbs:
                for bond in lexicon.verbs[lemma]:
                    if found := self._verb(sentence, bond, token):
                        yield found
                        break
            if token.lower in lexicon.compounds and (
                compound := self._compound(sentence, lexicon.compounds[token.lower], token)
            ):
                yield compound

    # -- nouns: "A, the ally of B"; "B's ally A" ----------------------------------------------------------------------

    def _stands(self, sentence: Sentence, bond: Bond, token: Token) -> bool:
        before = bond.word.split()[:-1]
        return [t.lower for t in sentence.tokens[max(0, token.i - len(before)) : token.i]] == before

    def _modifiers(self, sentence: Sentence, token: Token) -> set[str]:
        words = {c.lower for c in sentence.children(token.i) if c.dep in ("amod", "compound", "advmod")}
        above = sentence.tokens[token.head]
        if token.dep in ("nsubj", "nsubjpass"):  # "relations are tense"
            words |= {c.lower for c in sentence.children(above.i) if c.dep in ("acomp", "attr")} | {above.lower}
        return words

    def _noun(self, sentence: Sentence, bond: Bond, noun: Token) -> _Found | None:
        b = self._owners(sentence, bond, noun)
        first = noun
        while not b and (other := self._coordinate(sentence, first)):  # "the North's neighbor and trading partner"
            first = other
            b = self._owners(sentence, bond, first)
        a, confidence = self._named_by(sentence, bond, first)
        if not b and bond.is_mutual and noun.tag == "NNS" and len(a) > 1:  # "the rivals A and B", "A and B are allies"
            a, b = a[:1], a[1:]
        return _Found(bond, noun, a, b, confidence) if a and b else None

    def _coordinate(self, sentence: Sentence, noun: Token) -> Token | None:
        """The bond that a noun is coordinated with, off the tree or right before its "and"."""
        if noun.dep == "conj":
            above = sentence.tokens[noun.head]
            return above if above.pos == "NOUN" else None
        i = noun.i - 1
        while i > 0 and sentence.tokens[i].pos in ("ADJ", "NOUN") and sentence.tokens[i].lower not in _BETWEEN:
            i -= 1
        before = sentence.tokens[max(0, i - 1)]
        is_bond = before.pos == "NOUN" and before.lemma.lower() in self._lexicon.nouns
        return before if sentence.tokens[i].lower == "and" and is_bond else None

    def _owners(self, sentence: Sentence, bond: Bond, noun: Token) -> tuple[Token, ...]:
        children = sentence.children(noun.i)
        for child in children:
            if child.dep == "poss":
                return tuple(syntax.coordinated(sentence, child))
        for child in children:
            if child.dep == "prep" and child.lower in bond.prepositions and (obj := sentence.child(child.i, "pobj")):
                return tuple(syntax.coordinated(sentence, obj))
        if noun.dep in ("compound", "nmod") and (owner := sentence.child(noun.head, "poss")) and owner.i < noun.i:
            return tuple(syntax.coordinated(sentence, owner))  # "its foe Iran"
        for child in children:
            if child.dep in ("compound", "amod", "nmod") and child.i < noun.i and self._actors(sentence, (child,)):
                return (child,)
        return ()

    def _named_by(self, sentence: Sentence, bond: Bond, noun: Token) -> tuple[tuple[Token, ...], float]:
        """Whom the noun names, and how sure that is."""
        above = sentence.tokens[noun.head]
        if noun.dep == "attr" and above.lemma == "be":
            return tuple(syntax.surface_subject(sentence, above)), 0.85
        if bond.only_copula:
            return (), 0.0
        if bond.only_unnamed:
            return (
                (noun,) if noun.dep not in ("compound", "appos") and not sentence.child(noun.i, "appos") else ()
            ), 0.6
        if noun.dep == "appos":
            return tuple(syntax.coordinated(sentence, above)), 0.8
        if noun.dep in ("compound", "nmod") and above.pos == "PROPN":
            return (above,), 0.8
        if child := sentence.child(noun.i, "appos"):
            return tuple(syntax.coordinated(sentence, child)), 0.8
        if noun.dep == "pobj" and above.lower in ("as", "among"):
            verb = sentence.tokens[above.head]
            if above.lower == "among" and verb.lemma == "be":
                return tuple(syntax.surface_subject(sentence, verb)), 0.7
            return tuple(t for t in syntax.direct_objects(sentence, verb) if t.i < noun.i), 0.6
        if beside := self._before_comma(sentence, noun):
            return beside, 0.7
        if behind := self._behind(sentence, noun):
            return (behind,), 0.7
        if any(m.name for m in self._reading.at(sentence.index, noun.i)):
            return (noun,), 0.6
        return (), 0.0

    def _before_comma(self, sentence: Sentence, noun: Token) -> tuple[Token, ...]:
        """The actors before an apposition that the parser hangs elsewhere: "from Russia, a close ally of Syria"."""
        first = sentence.phrase(noun.i)[0]
        is_bare = noun.tag == "NNS" and first == noun.i  # "Poland and Hungary, members of …"
        if first < 2 or sentence.tokens[first - 1].text != ",":
            return ()
        if not is_bare and sentence.tokens[first].lower not in ("a", "an", "the", "its"):
            return ()
        before = sentence.tokens[first - 2]
        if not self._actors(sentence, (before,)):
            return ()
        while is_bare and before.dep == "conj":
            before = sentence.tokens[before.head]
        return tuple(syntax.coordinated(sentence, before)) if is_bare else (before,)

    def _behind(self, sentence: Sentence, noun: Token) -> Token | None:
        """The name right behind a bond that the parser keeps apart from it: "Serbia's traditional ally Russia"."""
        for token in sentence.tokens[noun.i + 1 : noun.i + 4]:
            if token.pos != "PROPN":
                return None
            if self._actors(sentence, (token,)):
                return token if token.dep == noun.dep and token.head == noun.head else None
        return None

    # -- ties: "relations between A and B", "A has good relations with B" ---------------------------------------------

    def _tie(self, sentence: Sentence, bond: Bond, noun: Token) -> _Found | None:
        left: tuple[Token, ...] = ()
        right: tuple[Token, ...] = ()
        verb = sentence.tokens[noun.head]
        prepositions = [c for c in sentence.children(noun.i) if c.dep == "prep"]
        if noun.dep in ("dobj", "nsubjpass") and verb.pos == "VERB":
            prepositions += [c for c in sentence.children(verb.i) if c.dep == "prep"]
        for preposition in prepositions:
            obj = sentence.child(preposition.i, "pobj")
            if obj is None:
                continue
            sides = self._sides(sentence, obj)
            if preposition.lower == "between" and len(sides) > 1:
                return _Found(bond, noun, sides[:1], sides[1:], 0.8)
            if (
                preposition.lower in ("with", "to", "on", "against", "over")
                and self._actors(sentence, sides)
                and not right
            ):
                right = sides
        for child in sentence.children(noun.i):
            if child.dep in ("poss", "compound", "amod", "nmod") and self._actors(sentence, (child,)):
                left = (*left, *syntax.coordinated(sentence, child))
        if not left and noun.dep == "dobj" and verb.lemma in _HAVING | _ENDING | _OPENING:
            left = tuple(syntax.surface_subject(sentence, verb))
        if noun.dep == "pobj" and sentence.tokens[verb.head].lemma == "be":
            subjects = tuple(syntax.surface_subject(sentence, sentence.tokens[verb.head]))
            if verb.lower == "at" and not left:  # "A and B are at war"
                left = subjects
                right = right or self._with(sentence, sentence.tokens[verb.head])
            elif verb.lower == "under" and bond.is_reversed and not right:  # "A is under sanctions of B"
                right = subjects
        if not right and len(left) > 1:
            left, right = left[:1], left[1:]
        return _Found(bond, noun, left, right, 0.7) if left and right else None

    def _with(self, sentence: Sentence, verb: Token) -> tuple[Token, ...]:
        """The other party of a verb: "is at war with B"."""
        for child in sentence.children(verb.i):
            if child.dep == "prep" and child.lower == "with" and (obj := sentence.child(child.i, "pobj")):
                return tuple(syntax.coordinated(sentence, obj))
        return ()

    def _sides(self, sentence: Sentence, token: Token) -> tuple[Token, ...]:
        """The noun phrase and its coordinates; "which" stands for whom the main clause names."""
        if token.tag not in ("WDT", "WP"):
            return tuple(syntax.coordinated(sentence, token))
        verb = sentence.tokens[sentence.tokens[token.head].head]
        while verb.dep not in ("relcl", "ROOT") and verb.head != verb.i:
            verb = sentence.tokens[verb.head]
        noun = sentence.tokens[verb.head]
        if self._actors(sentence, (noun,)):
            return (noun,)
        for above in sentence.ancestors(noun.i):
            if above.lemma == "be":
                return tuple(syntax.surface_subject(sentence, above))
        return ()

    # -- verbs and compounds ------------------------------------------------------------------------------------------

    def _verb(self, sentence: Sentence, bond: Bond, verb: Token) -> _Found | None:
        is_passive = syntax.is_passive(sentence, verb)
        if bond.only_passive and not is_passive:
            return None
        if is_passive:
            a, b = syntax.agents(sentence, verb), syntax.surface_subject(sentence, verb)
            if not a and bond.prepositions:  # "is allied with"
                a, b = b, self._governed(sentence, bond, verb)
        else:
            a, b = syntax.surface_subject(sentence, verb), self._governed(sentence, bond, verb)
        return _Found(bond, verb, tuple(a), tuple(b), 0.65) if a and b else None

    def _governed(self, sentence: Sentence, bond: Bond, verb: Token) -> list[Token]:
        takes_object = not bond.prepositions or "" in bond.prepositions
        if takes_object and (found := syntax.direct_objects(sentence, verb)) and self._actors(sentence, found):
            return found
        for child in sentence.children(verb.i):
            if child.dep == "prep" and child.lower in bond.prepositions and (obj := sentence.child(child.i, "pobj")):
                return syntax.coordinated(sentence, obj)
        return []

    def _compound(self, sentence: Sentence, bond: Bond, word: Token) -> _Found | None:
        """Two names in a compound: "Iran-backed Houthis"."""
        if (
            word.dep not in ("amod", "compound", "nmod")
            or word.i < 2
            or sentence.tokens[word.i - 1].text not in ("-", "–")
        ):
            return None
        owner = sentence.tokens[word.i - 2]
        if not owner.text[:1].isupper():
            return None  # "state-backed"
        return _Found(bond, word, (sentence.tokens[word.head],), (owner,), 0.75)

    # -- records ------------------------------------------------------------------------------------------------------

    def _actors(self, sentence: Sentence, tokens: Iterable[Token]) -> list[Mention]:
        return [
            m
            for t in tokens
            for m in self._reading.at(sentence.index, t.i)
            if m.kind not in _NO_ACTOR and (m.code is not None or m.name is not None)
        ]

    def _add(self, sentence: Sentence, found: _Found) -> None:
        status = self._status(sentence, found)
        a_side, b_side = self._actors(sentence, found.a), self._actors(sentence, found.b)
        if found.bond.is_reversed:
            a_side, b_side = b_side, a_side
        inside = [found.head.i, *(t.i for t in (*found.a, *found.b))]
        span = sentence.span_of(min(sentence.phrase(i)[0] for i in inside), max(sentence.phrase(i)[1] for i in inside))
        text = self._reading.document.text
        if found.bond.relation in _OF_LAND:
            b_side = [m for m in b_side if m.how != "pronoun"]  # "it" is as often the army as the land
        if found.bond.only_passive:
            a_side = [m for m in a_side if m.kind != "person"]
        if found.bond.only_unnamed and len({b.entity for b in b_side}) > 1:
            return  # of the negotiators from two countries, some represent one and some the other
        for a in a_side:
            for b in b_side:
                key = (a.entity, found.bond.relation, b.entity)
                if a.entity == b.entity or key in self._out or (a.how == "demonym" and a.kind == "crowd"):
                    continue
                if not self._lexicon.fits(found.bond.relation, a.kind, b.kind):
                    continue
                self._out[key] = Relation(
                    record_id(self._reading.document.id, "relation", *key),
                    sentence.index,
                    a,
                    found.bond.relation,
                    b,
                    status,
                    Quote(span.start, span.end, text[span.start : span.end]),
                    found.confidence,
                    f"relations.toml:{found.bond.relation}/{found.bond.word}",
                )

    def _status(self, sentence: Sentence, found: _Found) -> RelationStatus:
        around = {c.lower for c in sentence.children(found.head.i)} | {
            c.lower for t in found.a for c in sentence.children(t.i) if c.dep == "amod"
        }
        verb = found.head if found.head.pos == "VERB" else sentence.tokens[found.head.head]
        beside = {c.lower for c in sentence.children(verb.i) if c.dep in ("aux", "neg", "advmod")}
        if (around | beside) & _NEVER:
            return "denied"
        if around & self._lexicon.past or verb.lemma in _ENDING or beside & self._lexicon.past:
            return "past"
        if verb.tag == "VBD" and verb.lemma in _TENSED and verb.dep in ("ROOT", "conj", "relcl"):
            return "past"  # not in reported speech, whose past is the present of who speaks
        governing = (
            {t.lemma for t in sentence.ancestors(verb.i)} | {verb.lemma} if verb.dep == "xcomp" else {verb.lemma}
        )
        if (
            around & self._lexicon.prospective
            or beside & self._lexicon.prospective_verbs
            or governing & self._lexicon.prospective_verbs
        ):
            return "prospective"
        return "prospective" if verb.lemma in _OPENING else "current"
