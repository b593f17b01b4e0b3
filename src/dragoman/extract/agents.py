"""Who does what a verb or a noun tells: subjects, owners, wielders of instruments."""

from __future__ import annotations

from typing import Protocol

from dragoman.extract import syntax
from dragoman.extract.matching import Classes
from dragoman.model import Sentence, Token

COMMANDING = "commanding"  # the word class of verbs whose doer does what is ordered
PERFORMING = "performing"  # the word class of verbs whose doer does what they govern: "a raid led by", "carried out by"
GATHERING = "gathering"  # the word class of verbs whose purpose is told as done, by the one who comes or calls


class Parties(Protocol):
    """What the acts of a sentence need to know of who and what its words mean."""

    def is_actor(self, token: Token) -> bool: ...

    def is_person(self, token: Token) -> bool: ...

    def is_one(self, token: Token, other: Token) -> bool: ...

    def is_site(self, token: Token) -> bool: ...

    def is_time(self, token: Token) -> bool: ...


class Agents:
    """Finds the doers of one sentence."""

    def __init__(self, sentence: Sentence, classes: Classes, parties: Parties) -> None:
        self._sentence = sentence
        self._gathering = classes.get(GATHERING, frozenset())
        self._commanding = classes.get(COMMANDING, frozenset())
        self._performing = classes.get(PERFORMING, frozenset())
        self._is_actor = parties.is_actor

    def around(self, noun: Token) -> list[Token]:
        """The subject of the clause that a noun stands in: "after a meeting with X, Y said", "Y wrapped up talks"."""
        for above in self._sentence.ancestors(noun.i):
            if above.pos == "VERB":
                return [t for t in syntax.surface_subject(self._sentence, above) if self._is_actor(t)]
        return []

    def wielders(self, doers: list[Token]) -> list[Token]:
        """Whose the instruments are that a restricted subject names: "a bomb killed", "Israeli missiles hit"."""
        out: list[Token] = []
        for token in doers:
            out.extend([token] if self._is_actor(token) else self.of_noun(token))
        return out

    def of_verb(self, verb: Token) -> list[Token]:
        if syntax.is_passive(self._sentence, verb):
            return syntax.agents(self._sentence, verb) or self._commanders(verb)
        if verb.dep == "acl" and verb.tag == "VBG":
            noun = self._sentence.tokens[verb.head]
            above = self._sentence.tokens[noun.head]
            if not self._is_actor(noun) and noun.dep in ("dobj", "attr") and above.pos == "VERB":
                return self.of_verb(above)  # "staged a protest demanding …", "issued a statement urging …"
        above = self._sentence.tokens[verb.head]
        is_purpose = verb.dep in ("xcomp", "advcl") and verb.tag == "VB" and not self._has_subject(verb)
        if is_purpose and above.lemma.lower() in self._gathering and above is not verb:
            return self.of_verb(above)  # "called him to congratulate him": who calls, not who is called
        subject = syntax.surface_subject(self._sentence, verb)
        listed = [
            child
            for child in self._sentence.children(verb.i)
            if child.dep == "npadvmod" and subject and child.i < subject[0].i and self._is_actor(child)
        ]
        return [*listed, *subject]  # "US, allies push …" is parsed with the first as an adverbial

    def _commanders(self, verb: Token) -> list[Token]:
        """ "a judge ordered the minister jailed": the judge."""
        above = self._sentence.tokens[verb.head]
        is_bare = verb.dep in ("ccomp", "xcomp", "oprd", "acl") and self._sentence.child(verb.i, "aux", "mark") is None
        if above.pos == "NOUN" and above.dep == "dobj":
            above = self._sentence.tokens[above.head]
        if is_bare and above.pos == "VERB" and above.lemma.lower() in self._commanding:
            return self.of_verb(above)
        return []

    def _has_subject(self, verb: Token) -> bool:
        return self._sentence.child(verb.i, "nsubj", "nsubjpass") is not None

    def of_noun(self, noun: Token) -> list[Token]:
        """Whose act a noun names: possessor, nationality or name before it, by-phrase."""
        for child in self._sentence.children(noun.i):
            if child.dep == "poss":
                return syntax.coordinated(self._sentence, child)
        for child in self._sentence.children(noun.i):
            if child.dep in ("amod", "compound", "nmod") and self._is_actor(child):
                return syntax.coordinated(self._sentence, child)
        return syntax.agents(self._sentence, noun) or self._performers(noun)

    def _performers(self, noun: Token) -> list[Token]:
        """ "a Saudi-led strike", "an attack claimed by the rebels", "a raid blamed on the army"."""
        for child in self._sentence.children(noun.i):
            if child.tag != "VBN" or child.lemma.lower() not in self._performing:
                continue
            if child.dep == "acl" and (by := syntax.agents(self._sentence, child) or self._blamed(child)):
                return by
            if child.dep == "amod":
                return [t for t in self._sentence.children(child.i) if t.i < child.i and self._is_actor(t)]
        return []

    def _blamed(self, participle: Token) -> list[Token]:
        for child in self._sentence.children(participle.i):
            if child.dep == "prep" and child.lower == "on" and (obj := self._sentence.child(child.i, "pobj")):
                return syntax.coordinated(self._sentence, obj)
        return []

    def are_several(self, doers: list[Token]) -> bool:
        """Whether a subject names more than one party: "both sides", "they", "the ministers", "A and B"."""
        return len(doers) != 1 or doers[0].tag in ("NNS", "NNPS") or doers[0].lower in ("they", "we", "both", "who")
