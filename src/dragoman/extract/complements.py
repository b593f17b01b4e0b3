"""What an operator governs: the clause or the event noun that "promised", "a demand for" and the like decide upon."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.agents import Parties
from dragoman.extract.matching import Match, Matcher
from dragoman.model import Sentence, Token

_REASON_PREPOSITIONS = frozenset({"for", "of", "over", "from"})
# "a demand for talks", "plans for a visit", "an end to the siege", "a ban on rallies"
_COMPLEMENT_PREPOSITIONS = frozenset({"of", "for", "to", "on", "against", "in"})


class Complements:
    """Finds the complements of the operators of one sentence."""

    def __init__(self, sentence: Sentence, matcher: Matcher, parties: Parties) -> None:
        self._sentence = sentence
        self._matcher = matcher
        self._is_actor = parties.is_actor

    def of(self, head: Token, match: Match) -> list[Token]:
        """Heads of the clause or the event noun that an operator governs, clauses first."""
        clauses: list[Token] = []
        nouns: list[Token] = []
        fixed_nouns = [t for t in match.fixed if t.pos in ("NOUN", "PROPN")]
        addressed = [token for token in match.recipients if self._is_actor(token)]
        for anchor in (head, *fixed_nouns, *addressed):
            for child in self._sentence.children(anchor.i):
                is_content = match.pattern.complement == "-ing" and anchor is not head and _is_participle(child)
                if child.i > anchor.i and (is_content or self._is_complement(child)):
                    clauses.extend((child, *self._conjoined(child)))
        clauses.extend(self._misplaced(head, clauses))
        for preposition in match.dangling:
            for child in self._sentence.children(preposition.i):
                if child.dep == "pcomp":
                    clauses.append(child)
                elif child.dep == "pobj":
                    nouns.extend(syntax.coordinated(self._sentence, child))
        if not match.dangling:
            nouns.extend(self._governed_nouns(head, fixed_nouns, match))
        return [*clauses, *(part for noun in nouns for part in self._meant(noun))]

    def reasons(self, match: Match) -> list[Token]:
        """What somebody is arrested or sanctioned for, or kept from doing: no act of its own."""
        out: list[Token] = []
        for anchor in (match.head, *match.fixed):
            for child in self._sentence.children(anchor.i):
                if child.dep == "prep" and child.lower in _REASON_PREPOSITIONS:
                    governed = self._sentence.child(child.i, "pcomp", "pobj")
                    out.extend([governed] if governed is not None and governed not in match.recipients else [])
        return out

    def _meant(self, noun: Token) -> list[Token]:
        """ "a wave of attacks": the wave, where it is an act, else what it is of."""
        content = self._matcher.content(noun)
        return [noun] if content is noun else [noun, content]

    def _is_complement(self, clause: Token) -> bool:
        if clause.dep in ("xcomp", "ccomp"):
            return True
        if clause.dep == "acl" and self._sentence.child(clause.i, "nsubj", "nsubjpass") is not None:
            return not syntax.is_relative(self._sentence, clause)  # "allegations that he fled"
        return clause.dep in ("advcl", "acl", "relcl") and self._is_infinitive(clause)

    def _conjoined(self, clause: Token) -> list[Token]:
        """Verbs that share a clause's place: "vowed to find and punish them"."""
        out: list[Token] = []
        for child in self._sentence.children(clause.i):
            has_subject = self._sentence.child(child.i, "nsubj", "nsubjpass") is not None
            is_alike = child.tag == clause.tag or child.lower == child.lemma.lower()  # "cut", "put" may be tagged past
            if child.dep == "conj" and child.pos == "VERB" and is_alike and not has_subject:
                out.extend((child, *self._conjoined(child)))
        return out

    def _misplaced(self, head: Token, clauses: list[Token]) -> list[Token]:
        """Verbs alike in past and infinitive that are parsed beside the operator: "threatened to leave and cut aid"."""
        if not any(self._is_infinitive(clause) for clause in clauses):
            return []
        first = min(clause.i for clause in clauses)
        found = [
            child
            for child in self._sentence.children(head.i)
            if child.dep == "conj" and child.pos == "VERB" and child.i > first and child.lower == child.lemma.lower()
        ]
        return [*found, *(verb for child in found for verb in self._conjoined(child))]

    def _governed_nouns(self, head: Token, fixed_nouns: list[Token], match: Match) -> list[Token]:
        out: list[Token] = []
        if head.pos in ("VERB", "AUX"):
            if not fixed_nouns:
                taken = {t.i for t in match.recipients}
                out.extend(t for t in self._matcher.objects(head) if t.i not in taken)
        elif head.pos == "ADJ" and head.dep == "amod":
            out.append(self._sentence.tokens[head.head])
        for noun in fixed_nouns or ([head] if head.pos in ("NOUN", "PROPN") else []):
            governed = (
                self._sentence.child(child.i, "pobj", "pcomp")
                for child in self._sentence.children(noun.i)
                if child.dep == "prep" and child.lower in _COMPLEMENT_PREPOSITIONS
            )
            out.extend(token for token in governed if token is not None)
        return out

    def _is_infinitive(self, verb: Token) -> bool:
        return any(c.dep == "aux" and c.lower == "to" for c in self._sentence.children(verb.i))


def _is_participle(clause: Token) -> bool:
    """What a text that is adopted says: "a resolution imposing sanctions"."""
    return clause.dep == "acl" and clause.tag == "VBG"
