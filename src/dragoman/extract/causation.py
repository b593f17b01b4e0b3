"""Causes and effects within one sentence, as ranges of tokens: ties, causal verbs, blame, grievances, results.

What the connectives are is in the lexicon; here is where their two sides stand in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.causal_verbs import CausalVerbs
from dragoman.extract.causes import Tie
from dragoman.extract.clauses import Causation
from dragoman.model import Sentence, Token

_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "xcomp", "acomp", "conj"})
_TELLING = frozenset({"say", "tell", "add", "report"})
_TOLD = _TELLING | {"expect", "know", "note", "do"}  # "as he noted", "as they did"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "VBN"})
_SETTING = frozenset({"had", "has", "have", "not", "n't", "n’t", "could", "would", "might", "may", "can"})
_POSSIBLE = frozenset({"could", "may", "might", "can"})
_THREATENING = frozenset({"threaten", "risk"})
_CONDITIONAL = frozenset({"would", "will", "'ll", "’ll", "'d", "’d"})


class SentenceCausation(CausalVerbs):
    """Finds the causal ties of one sentence."""

    def find(self) -> Iterator[Causation]:
        lexicon = self._lexicon
        for token in self._s.tokens:
            word, lemma = token.lower, token.lemma.lower()
            is_purpose = token.tag == "VB" and token.dep == "advcl"
            if not is_purpose and word not in lexicon.words and lemma not in lexicon.words:
                continue
            found: Causation | None = None
            if word in lexicon.prepositions:
                found = self._preposition(token)
            if found is None and word in lexicon.deed_prepositions and token.dep == "prep":
                found = self._deed(token)
            if found is None and word in lexicon.conjunctions:
                found = self._conjunction(token)
            if found is None and word in lexicon.adverbs:
                found = self._adverb(token)
            if (
                found is None
                and word in lexicon.participles
                and token.dep in ("advcl", "conj", "acl", "xcomp", "ccomp")
            ):
                found = self._participle(token)
            if found is None and word in lexicon.reasons and token.dep in ("advcl", "acl"):
                found = self._reason(token)
            if found is None and is_purpose:
                found = self._aim(token)
            if found is None and lemma in lexicon.verbs and token.pos == "VERB":
                found = self._verb(token)
            if found is None and (lemma in lexicon.blame or word in lexicon.blame_adjectives):
                found = self._blame(token)
            if found is not None:
                yield found
            if lemma in lexicon.grievances and (grievance := self._grievance(token)):
                yield grievance
            if (lemma in lexicon.toll_verbs or lemma in lexicon.suffering) and (toll := self._toll(token)):
                yield toll
            if lemma in lexicon.impact_nouns and (impact := self._impact(token)):
                yield impact
            is_named = lemma in lexicon.cause_nouns or lemma in lexicon.effect_nouns
            if is_named and (named := self._named(token)):
                yield named

    # -- ties ---------------------------------------------------------------------------------------------------------

    def _match(self, ties: tuple[Tie, ...], token: Token) -> Tie | None:
        """The first of these ties, the longest before, whose words stand from ``token`` on; none behind a "not"."""
        if token.i and self._s.tokens[token.i - 1].lower in ("not", "n't", "n’t"):
            return None
        longest = len(ties[0].words)
        ahead = tuple([t.lower for t in self._s.tokens[token.i : token.i + longest]])
        return next((tie for tie in ties if ahead[: len(tie.words)] == tie.words), None)

    def _preposition(self, token: Token) -> Causation | None:
        tie = self._match(self._lexicon.prepositions[token.lower], token)
        if tie is None:
            return None
        last = token.i + len(tie.words) - 1
        obj = next(
            (
                c
                for i in range(last, token.i - 1, -1)
                for c in self._s.children(i)
                if c.i > last and c.dep in ("pobj", "pcomp", "dobj", "acl", "ccomp", "advcl")
            ),
            None,
        )
        final = self._s.tokens[last]
        if obj is None and final.lower == "that" and final.head > last:  # "on the ground that", parsed elsewhere
            obj = self._s.tokens[final.head]
        if obj is None:
            return None
        above = self._above(token.i, last)
        if above is None:
            return None
        if token.dep == "acl" and token.head == token.i - 1:
            return None  # "the parties following him"
        is_harm = above.lemma in self._lexicon.harm and above.tag != "VB"
        if tie.is_weak and not (is_harm and self._is_happening(obj)):
            return None
        above = self._lifted_infinitive(above)
        given = self._whole(obj, after=last)
        other = self._rest(
            above, set(self._s.subtree(token.i)) | set(range(token.i, last + 1)) | set(self._s.subtree(obj.i)), token.i
        )
        return self._tied(tie, above, given, other, 0.55 if tie.is_weak else 0.8) if given and other else None

    def _deed(self, token: Token) -> Causation | None:
        """What somebody did, for which something is done: "jailed for leading a march"; "caused uproar by voting"."""
        deed = self._s.child(token.i, "pcomp")
        above = self._s.tokens[token.head]
        if deed is None or deed.tag != "VBG" or deed.i < token.i or above.pos not in ("VERB", "AUX"):
            return None
        if above.lemma.lower() in self._lexicon.no_deed_verbs or above.lemma.lower() in self._lexicon.blame:
            return None  # a use or an aim; who is blamed for a deed brought it about
        if token.lower == "by" and above.lemma.lower() not in self._lexicon.verbs.keys() | self._lexicon.harm:
            return None  # a mere means: "protested by lying down"
        inside = set(self._s.subtree(token.i))
        given, other = self._whole(deed, after=token.i), self._rest(above, inside, token.i)
        return (
            Causation(above, given, other, False, 0.65, f"causes.toml:{token.lower}-doing") if given and other else None
        )

    def _above(self, first: int, last: int) -> Token | None:
        """The token outside a phrase that the phrase hangs on."""
        token = self._s.tokens[first]
        for _ in range(6):
            if token.head == token.i:
                return None
            token = self._s.tokens[token.head]
            if not first <= token.i <= last and token.pos not in ("ADP", "SCONJ", "CCONJ"):
                return token
        return None

    def _lifted_infinitive(self, verb: Token) -> Token:
        """The verb that an infinitive or adjective completes: the effect is "had to leave", not "to leave"."""
        while (verb.dep == "acomp" or (verb.dep == "xcomp" and verb.tag == "VB")) and verb.head < verb.i:
            verb = self._s.tokens[verb.head]
        return verb

    def _conjunction(self, token: Token) -> Causation | None:
        tie = self._match(self._lexicon.conjunctions[token.lower], token)
        if tie is None or token.dep not in ("mark", "advmod", "prep", "cc"):
            return None
        clause = self._s.tokens[token.head]
        if clause.dep == "prep" and clause.head != clause.i:
            clause = self._s.tokens[clause.head]
        subject = self._s.child(clause.i, "nsubj", "nsubjpass", "csubj")
        if clause.head == clause.i or subject is None or subject.i < token.i:
            return None
        if tie.is_conditional and subject.lower == "you":
            return None  # advice to the reader
        if token.lower == "if" and token.i and self._s.tokens[token.i - 1].lower in ("as", "even"):
            return None
        if token.lower == "if" and self._is_question(token, self._s.tokens[clause.head]):
            return None
        if clause.dep != "advcl" and not (token.lower == "so" and clause.dep in ("conj", "ccomp")):
            return None
        above = self._s.tokens[clause.head]
        if above.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        if tie.is_weak and not (self._is_harmful(above, apart=clause) or self._is_harmful(clause)):
            return None
        if token.lower == "when" and self._is_under_way(above):
            return None
        if token.lower == "once" and above.tag == "VBD":
            return None  # of time
        follows = self._s.tokens[token.i + 1].lower if token.i + 1 < len(self._s.tokens) else ""
        is_likeness = follows in ("if", "though") or subject.i > clause.i  # "as though", "as were the others"
        if token.lower == "as" and (is_likeness or not self._is_causal_as(token, clause, above)):
            return None
        given = self._whole(clause, after=token.i + len(tie.words) - 1)
        above = self._lifted_infinitive(above)
        other = self._rest(above, set(self._s.subtree(clause.i)), self._s.subtree(clause.i)[0])
        if not given or not other:
            return None
        return self._tied(tie, above, given, other, 0.55 if tie.is_weak or token.lower == "as" else 0.8)

    def _is_question(self, token: Token, above: Token) -> bool:
        """Whether "if" opens what is asked, no condition: "asked the envoy if he would go"."""
        return token.i > above.i and above.lemma in self._lexicon.asking and self._s.tokens[token.i - 1].text != ","

    def _is_causal_as(self, token: Token, clause: Token, above: Token) -> bool:
        """Not the "as" of reporting ("as he said"), and of time only where harm or protest is told.

        A state, what had been done before or what was not done is a reason ("as they feared a war").
        """
        if above.lemma in _TELLING or clause.lemma in _TOLD or self._s.tokens[token.i - 1].lower == "even":
            return False
        if above.pos not in ("VERB", "AUX") or clause.tag not in _FINITE:
            return False
        auxiliaries = {c.lower for c in self._s.children(clause.i) if c.dep in ("aux", "neg")}
        if token.i > above.i and (auxiliaries & _SETTING or clause.lemma in self._lexicon.states):
            return True
        if above.lemma in self._lexicon.protests or clause.lemma in self._lexicon.protests:
            return True
        return self._is_harmful(above, apart=clause) or self._is_harmful(clause)

    def _is_under_way(self, verb: Token) -> bool:
        """Whether something went on or was so when another thing happened, which tells of time: "were talking"."""
        return verb.pos != "VERB" or (
            verb.tag == "VBG" and any(c.dep == "aux" and c.lemma == "be" for c in self._s.children(verb.i))
        )

    def _is_harmful(self, clause: Token, apart: Token | None = None) -> bool:
        """Whether a clause tells of harm, punishment or unrest by its verb, what the verb governs or any noun."""
        harm = self._lexicon.harm
        if clause.lemma in harm:
            return True
        if any(c.dep in _CORE and c.lemma.lower() in harm for c in self._s.children(clause.i)):
            return True
        other = set(self._s.subtree(apart.i)) if apart is not None else set()
        return any(self._is_unrest_noun(self._s.tokens[i]) for i in self._s.subtree(clause.i) if i not in other)

    def _adverb(self, token: Token) -> Causation | None:
        """An adverb after the clause that is the cause: "…, thus giving …"."""
        tie = self._match(self._lexicon.adverbs[token.lower], token)
        if tie is None:
            return None
        clause = self._s.tokens[token.head]
        if clause.dep not in ("conj", "advcl", "ccomp") or clause.head >= clause.i:
            return None
        inside = [i for i in self._s.subtree(clause.i) if i > token.i + len(tie.words) - 1 or i < token.i]
        other = self._rest(self._s.tokens[clause.head], set(self._s.subtree(clause.i)), clause.i)
        return (
            Causation(clause, other, (inside[0], inside[-1]), False, 0.7, f"causes.toml:{' '.join(tie.words)}")
            if other and inside
            else None
        )

    def _tied(
        self, tie: Tie, head: Token, given: tuple[int, int], other: tuple[int, int], confidence: float
    ) -> Causation:
        cause, effect = (given, other) if tie.gives == "cause" else (other, given)
        rule = f"causes.toml:{' '.join(tie.words)}"
        return Causation(head, cause, effect, tie.is_conditional, confidence, rule, is_tie=True)

    # -- participles, blame, grievances, nouns ------------------------------------------------------------------------

    def _participle(self, token: Token) -> Causation | None:
        """What came of the main clause: "…, killing 20"."""
        if (
            token.tag != "VBG"
            or token.head >= token.i
            or any(c.dep in ("aux", "mark", "nsubj") for c in self._s.children(token.i))
            or (token.lemma != "help" and self._is_followed_by_to(token))  # "threatening to quit"
        ):
            return None
        inside = self._s.subtree(token.i)
        above = self._s.tokens[token.head]
        if self._s.child(token.i, "ccomp") and not self._takes_complement(token):
            return None  # "claiming that they had won"
        commas = inside[0] > 0 and self._s.tokens[inside[0] - 1].text in (",", "-", "--", "–", "—", "and")
        is_harm = token.dep == "advcl" and (token.lower == "causing" or token.lemma.lower() in self._lexicon.toll_verbs)
        if not (commas or is_harm) or above.pos not in ("VERB", "AUX", "NOUN"):
            return None
        if not self._is_result(token, above):
            return None
        other = self._effects.get(above.i) or self._rest(above, set(inside), inside[0])
        own = self._objects_of(token) if token.lemma.lower() in self._lexicon.verbs else None
        effect = own or self._span(inside)
        if other is None:
            return None
        self._effects[token.i] = other  # what is coordinated with this participle has the same cause
        return Causation(self._finite(above), other, effect, False, 0.65, f"causes.toml:{token.lower}")

    def _is_result(self, token: Token, above: Token) -> bool:
        """Not what is listed beside a noun, goes on with what somebody is, or is claimed rather than taken."""
        lemma = token.lemma.lower()
        if lemma in self._lexicon.suffering:  # "claiming 20 lives", not "claiming the win"
            lost = self._s.child(token.i, "dobj")
            return lost is not None and lost.lemma.lower() in self._lexicon.suffered
        if lemma in self._lexicon.toll_verbs:
            return True
        is_listed = above.pos == "NOUN" and token.dep == "conj"
        return not is_listed and not (above.lemma == "be" and self._s.child(above.i, "attr") is not None)

    def _reason(self, token: Token) -> Causation | None:
        """Why somebody acts, told by a participle: "marched, demanding …"."""
        above = self._s.tokens[token.head]
        if above.pos not in ("VERB", "AUX") and above.lemma.lower() not in self._lexicon.grievances:
            above = next((t for t in self._s.ancestors(token.i) if t.lemma.lower() in self._lexicon.grievances), above)
            if above.i == token.head:
                return None  # of no protest: "a resolution demanding …"
        if token.lower in self._lexicon.calls and not self._is_unrest(above):
            return None  # "gave a speech, urging …"
        inside = self._s.subtree(token.i)
        other = self._rest(above, set(inside), inside[0])
        if other is None:
            return None
        return Causation(above, self._span(inside), other, False, 0.55, f"causes.toml:{token.lower}", is_tie=True)

    def _aim(self, token: Token) -> Causation | None:
        """Why somebody acts, told by an aim: "fired tear gas to disperse …", "to avoid a war, they left"."""
        above = self._s.tokens[token.head]
        is_before = token.i < above.i
        if (
            above.pos != "VERB"
            or above.lower == "according"
            or (is_before and token.i > 1)
            or not any(c.lower == "to" and c.dep == "aux" for c in self._s.children(token.i))
        ):
            return None
        if above.lemma == "call" and self._s.tokens[above.i + 1].lower in ("on", "upon"):
            return None
        lemma, is_aim = token.lemma.lower(), token.lemma.lower() in self._lexicon.aims
        is_unrest = is_aim and bool(
            {above.lemma.lower(), lemma} & (self._lexicon.grievances.keys() | self._lexicon.harm)
        )
        is_told = is_unrest or lemma in self._lexicon.own_aims or self._is_protest(above)
        if not is_told and not self._tells_of_unrest(above):
            return None  # a mere purpose
        inside = self._s.subtree(token.i)
        other = self._rest(above, set(inside), inside[0])
        if other is None:
            return None
        return Causation(above, self._span(inside), other, False, 0.45, f"causes.toml:to-{token.lemma}", is_tie=True)

    def _is_unrest(self, verb: Token) -> bool:
        """Whether a verb, its object or its subject tells of protest, punishment or harm."""
        around = (verb, *(c for c in self._s.children(verb.i) if c.dep in ("dobj", "nsubj", "nsubjpass")))
        lexicon = self._lexicon
        return any(t.lemma.lower() in lexicon.grievances or t.lemma.lower() in lexicon.harm for t in around)

    def _tells_of_unrest(self, verb: Token) -> bool:
        """Whether a clause is about protest or violence: what is done there for an end is done because of it."""
        return any(self._is_unrest_noun(self._s.tokens[i]) for i in self._s.subtree(verb.i))

    def _is_unrest_noun(self, token: Token) -> bool:
        return token.pos == "NOUN" and token.lemma.lower() in self._lexicon.unrest

    def _is_protest(self, verb: Token) -> bool:
        """Whether people gather, march or hold a rally; not so of who "struck a deal" or "held talks"."""
        told = self._s.child(verb.i, "dobj") or verb
        return told.lemma.lower() in self._lexicon.protests

    def _is_followed_by_to(self, verb: Token) -> bool:
        after = self._s.tokens[min(verb.i + 1, len(self._s.tokens) - 1)]
        return after.lower == "to" and after.dep == "aux"

    def _finite(self, verb: Token) -> Token:
        """The verb over a chain of participles, whose modality they share."""
        while verb.tag in ("VBG", "VB") and verb.head != verb.i and verb.dep in ("conj", "advcl", "xcomp", "ccomp"):
            if any(c.dep == "aux" and c.lower != "to" for c in self._s.children(verb.i)):
                break
            verb = self._s.tokens[verb.head]
        return verb


def is_possible(sentence: Sentence, head: Token) -> bool:
    """Whether "could", "may" or "might" stands with the verb, or it is only threatened: "threatens to spark"."""
    if head.dep == "xcomp" and sentence.tokens[head.head].lemma in _THREATENING:
        return True
    return any(c.dep == "aux" and c.lower in _POSSIBLE for c in sentence.children(head.i))


def is_conditional(sentence: Sentence, head: Token) -> bool:
    """Whether "would" or "will" stands with the verb."""
    return any(c.dep == "aux" and c.lower in _CONDITIONAL for c in sentence.children(head.i))


def is_negated(sentence: Sentence, head: Token) -> bool:
    """Whether the verb is negated, or one of its arguments is: "had no impact"."""
    for child in sentence.children(head.i):
        if child.dep == "neg":
            return True
        if child.dep in ("dobj", "nsubj", "attr") and any(
            c.lower == "no" and c.dep == "det" for c in sentence.children(child.i)
        ):
            return True
    return False
