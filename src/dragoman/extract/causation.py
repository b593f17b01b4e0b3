"""Causes and effects within one sentence, as ranges of tokens: ties, causal verbs, blame, grievances, results.

What the connectives are is in the lexicon; here is where their two sides stand in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract import syntax
from dragoman.extract.causes import CausalVerb, CauseLexicon, Tie
from dragoman.extract.cues import last_of
from dragoman.model import Sentence, Token

_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl", "acl", "xcomp", "pcomp", "parataxis", "csubj"})
_REFERRING = frozenset({"it", "this", "that", "which"})
_POSSIBLE = frozenset({"could", "may", "might", "can"})
_CONDITIONAL = frozenset({"would", "will", "'ll", "’ll", "'d", "’d"})


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


class SentenceCausation:
    """Finds the causal ties of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: CauseLexicon) -> None:
        self._s = sentence
        self._lexicon = lexicon
        self._effects: dict[int, tuple[int, int]] = {}  # causal verb → its effect, for chains

    def find(self) -> Iterator[Causation]:
        lexicon = self._lexicon
        for token in self._s.tokens:
            word, lemma = token.lower, token.lemma.lower()
            found: Causation | None = None
            if word in lexicon.prepositions:
                found = self._preposition(token)
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
            if found is None and lemma in lexicon.aims and token.tag == "VB" and token.dep == "advcl":
                found = self._aim(token)
            if found is None and lemma in lexicon.verbs and token.pos == "VERB":
                found = self._verb(token)
            if found is None and (lemma in lexicon.blame or word in lexicon.blame_adjectives):
                found = self._blame(token)
            if found is not None:
                yield found
            if lemma in lexicon.grievances and (grievance := self._grievance(token)):
                yield grievance
            if lemma in lexicon.impact_nouns and (impact := self._impact(token)):
                yield impact
            if lemma in lexicon.cause_nouns or lemma in lexicon.effect_nouns:
                if named := self._named(token):
                    yield named

    # -- ties -------------------------------------------------------------------------------------------------------------

    def _match(self, ties: tuple[Tie, ...], token: Token) -> Tie | None:
        for tie in ties:
            end = token.i + len(tie.words)
            if tuple(t.lower for t in self._s.tokens[token.i : end]) == tie.words:
                return tie
        return None

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
        if obj is None:
            return None
        above = self._above(token.i, last)
        if above is None:
            return None
        given = self._whole(obj, after=last)
        other = self._rest(
            above, set(self._s.subtree(token.i)) | set(range(token.i, last + 1)) | set(self._s.subtree(obj.i)), token.i
        )
        return self._tied(tie, above, given, other, 0.8) if given and other else None

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
        if clause.dep != "advcl" and not (token.lower == "so" and clause.dep in ("conj", "ccomp")):
            return None
        above = self._s.tokens[clause.head]
        if above.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        if tie.is_weak and not (above.lemma in self._lexicon.harm or clause.lemma in self._lexicon.harm):
            return None
        if token.lower == "as" and not self._is_causal_as(token, clause, above):
            return None
        given = self._whole(clause, after=token.i + len(tie.words) - 1)
        other = self._rest(above, set(self._s.subtree(clause.i)), self._s.subtree(clause.i)[0])
        if not given or not other:
            return None
        return self._tied(tie, above, given, other, 0.55 if tie.is_weak or token.lower == "as" else 0.8)

    def _is_causal_as(self, token: Token, clause: Token, above: Token) -> bool:
        """Not the "as" of reporting ("as he said")."""
        if above.lemma in ("say", "tell", "add", "report") or clause.lemma in (
            "say",
            "tell",
            "report",
            "expect",
            "know",
            "note",
        ):
            return False
        return clause.tag in ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN") and above.pos in ("VERB", "AUX")

    def _adverb(self, token: Token) -> Causation | None:
        """ "…, thus giving …": the clause before is the cause."""
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
        return Causation(head, cause, effect, tie.is_conditional, confidence, f"causes.toml:{' '.join(tie.words)}")

    # -- verbs ------------------------------------------------------------------------------------------------------------

    def _verb(self, head: Token) -> Causation | None:
        for verb in self._lexicon.verbs[head.lemma.lower()]:
            last = last_of(verb.words, self._s, head)
            if last is not None and (found := self._between(verb, head, last)):
                return found
        return None

    def _between(self, verb: CausalVerb, head: Token, last: int) -> Causation | None:
        passive = syntax.is_passive(self._s, head)
        if passive:
            subject, obj = self._agent(head), self._passive_subject(head)
            if subject is None or obj is None:
                return None
        else:
            subject, obj = self._subject(head), self._affected(verb, head, last)
            if subject is None or obj is None:
                return None
        if subject[0].lemma in self._lexicon.no_happenings:
            return None
        if verb.only_happenings and not self._is_happening(subject[0]):
            return None
        cause, effect = subject[1], obj
        if subject[0].pos == "PRON" and subject[0].lower in _REFERRING:
            before = self._clause_above(head)
            if before is None and subject[0].lower not in ("this", "which"):
                return None
            cause = before or cause
        elif not verb.only_happenings and subject[0].pos in ("PROPN", "PRON"):
            return None  # "Iran caused …" is a deed; the event coder has it
        self._effects[head.i] = effect
        if verb.is_backward:
            cause, effect = effect, cause
        return Causation(head, cause, effect, False, 0.7, f"causes.toml:{' '.join(verb.words)}", verb.is_negative)

    def _clause_above(self, head: Token) -> tuple[int, int] | None:
        """In "…, as it would inflame …", "it" is what the clause above tells."""
        above = self._s.tokens[head.head]
        if head.dep != "advcl" or above.pos not in ("VERB", "AUX"):
            return None
        return self._rest(above, set(self._s.subtree(head.i)), self._s.subtree(head.i)[0])

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

    def _affected(self, verb: CausalVerb, head: Token, last: int) -> tuple[int, int] | None:
        children = [c for c in self._s.children(head.i) if c.i > head.i]
        if verb.after:
            for child in children:
                if child.dep == "prep" and child.lower in verb.after and (obj := self._deep_object(child)):
                    return self._span(self._s.subtree(obj.i))
            return None
        if verb.takes_complement:
            for child in children:
                if child.dep in ("xcomp", "ccomp", "oprd"):
                    inside = [
                        i
                        for c in children
                        if c.dep in ("dobj", "nsubj") and c.i < child.i
                        for i in self._s.subtree(c.i)
                    ]
                    return self._span([*inside, *self._before_result(child)])
            return None
        if len(verb.words) > 1 and (final := self._s.tokens[last]).dep == "prep":
            obj = self._deep_object(final)
            return self._span(self._s.subtree(obj.i)) if obj else None
        for child in children:
            if child.dep in ("dobj", "ccomp"):
                inside = self._before_result(child)
                for other in children:  # "prevented the ships from leaving"
                    if other.dep == "prep" and other.lower in ("from", "into") and other.i > child.i:
                        inside = [*inside, *self._s.subtree(other.i)]
                return self._span(inside)
        return None

    def _before_result(self, clause: Token) -> list[int]:
        """A clause up to the participle that tells what comes of it: "to collapse, triggering …"."""
        inside = self._s.subtree(clause.i)
        for child in self._s.children(clause.i):
            if child.lower in self._lexicon.participles and child.i > clause.i and child.dep in ("advcl", "conj"):
                return [i for i in inside if i < self._s.subtree(child.i)[0]]
        return inside

    def _deep_object(self, preposition: Token) -> Token | None:
        for child in self._s.children(preposition.i):
            if child.dep in ("pobj", "pcomp"):
                return child
            if child.dep == "prep" and (obj := self._deep_object(child)):
                return obj
        return None

    def _is_happening(self, token: Token) -> bool:
        if token.pos in ("VERB", "AUX") or token.tag == "VBG":
            return True
        if token.pos == "PROPN":
            return token.lower in self._lexicon.happenings
        return token.lower in self._lexicon.happenings or (
            token.pos == "NOUN" and token.lemma.endswith(self._lexicon.happening_suffixes)
        )

    # -- participles, blame, grievances, nouns ------------------------------------------------------------------------------

    def _participle(self, token: Token) -> Causation | None:
        """ "…, killing 20": what came of the main clause."""
        if (
            token.tag != "VBG"
            or token.head >= token.i
            or any(c.dep in ("aux", "mark", "nsubj") for c in self._s.children(token.i))
        ):
            return None
        inside = self._s.subtree(token.i)
        above = self._s.tokens[token.head]
        commas = inside[0] > 0 and self._s.tokens[inside[0] - 1].text in (",", "-", "--", "–", "—", "and")
        if not commas or above.pos not in ("VERB", "AUX", "NOUN"):
            return None
        other = self._effects.get(above.i) or self._rest(above, set(inside), inside[0])
        own = self._objects_of(token) if token.lemma.lower() in self._lexicon.verbs else None
        effect = own or self._span(inside)
        if other is None:
            return None
        self._effects[token.i] = other  # what is coordinated with this participle has the same cause
        return Causation(self._finite(above), other, effect, False, 0.65, f"causes.toml:{token.lower}")

    def _reason(self, token: Token) -> Causation | None:
        """ "marched, demanding …": what the participle tells is why."""
        above = self._s.tokens[token.head]
        if above.pos not in ("VERB", "AUX") and above.lemma.lower() not in self._lexicon.grievances:
            return None
        inside = self._s.subtree(token.i)
        other = self._rest(above, set(inside), inside[0])
        return Causation(above, self._span(inside), other, False, 0.55, f"causes.toml:{token.lower}") if other else None

    def _aim(self, token: Token) -> Causation | None:
        """ "fired tear gas to disperse …": what is wanted is why it is done."""
        above = self._s.tokens[token.head]
        if (
            above.pos != "VERB"
            or token.i < above.i
            or not any(c.lower == "to" and c.dep == "aux" for c in self._s.children(token.i))
        ):
            return None
        if (
            any(c.dep == "prep" and c.lower in ("on", "upon") for c in self._s.children(above.i))
            and above.lemma == "call"
        ):
            return None
        inside = self._s.subtree(token.i)
        other = self._rest(above, set(inside), inside[0])
        return (
            Causation(above, self._span(inside), other, False, 0.45, f"causes.toml:to-{token.lemma}") if other else None
        )

    def _finite(self, verb: Token) -> Token:
        """The verb over a chain of participles, whose modality they share."""
        while verb.tag in ("VBG", "VB") and verb.head != verb.i and verb.dep in ("conj", "advcl", "xcomp", "ccomp"):
            if any(c.dep == "aux" and c.lower != "to" for c in self._s.children(verb.i)):
                break
            verb = self._s.tokens[verb.head]
        return verb

    def _objects_of(self, token: Token) -> tuple[int, int] | None:
        for verb in self._lexicon.verbs[token.lemma.lower()]:
            last = last_of(verb.words, self._s, token)
            if last is not None and not verb.only_happenings and (found := self._affected(verb, token, last)):
                return found
        return None

    def _blame(self, head: Token) -> Causation | None:
        if head.pos == "ADJ":
            if head.dep not in ("acomp", "amod", "oprd", "ROOT"):
                return None
            prepositions = self._lexicon.blame_adjectives[head.lower]
            subjects = syntax.surface_subject(self._s, self._s.tokens[head.head])
        elif head.lemma in self._lexicon.blame and head.pos == "VERB":
            prepositions = self._lexicon.blame[head.lemma]
            subjects = syntax.direct_objects(self._s, head)
        else:
            return None
        for child in self._s.children(head.i):
            if child.dep == "prep" and child.lower in prepositions and subjects and (obj := self._deep_object(child)):
                first = [i for i in self._s.subtree(subjects[0].i) if not self._under(i, head.i)] or [subjects[0].i]
                return Causation(
                    head,
                    self._span(first),
                    self._span(self._s.subtree(obj.i)),
                    False,
                    0.6,
                    f"causes.toml:{head.lemma}",
                    False,
                    True,
                )
        return None

    def _grievance(self, head: Token) -> Causation | None:
        """What is protested against or punished: "rallied against the tax", "arrested for theft", "a march demanding …"."""
        words = self._lexicon.grievances[head.lemma.lower()]
        for child in self._s.children(head.i):
            if child.i < head.i or child.lower not in words:
                continue
            if child.dep == "prep":
                obj = self._deep_object(child)
                if obj is None or child.lower in ("on", "in", "at", "with", "of") and not self._is_charge(obj):
                    continue
                given = self._whole(obj, after=child.i)
            elif child.tag == "VBG" and child.dep in ("advcl", "acl", "xcomp", "conj"):
                given = self._span(self._s.subtree(child.i))
            else:
                continue
            other = self._lifted(head, child) or self._rest(head, set(self._s.subtree(child.i)), child.i)
            if given and other:
                return Causation(head, given, other, False, 0.6, f"causes.toml:{head.lemma}-{child.lower}")
        return None

    def _lifted(self, head: Token, reason: Token) -> tuple[int, int] | None:
        """ "blocked a road in protest against …", "marched to protest against …": what is done, not the word protest."""
        top = head
        if head.dep == "pobj" and self._s.tokens[head.head].lower == "in":
            top = self._s.tokens[head.head]
        elif head.dep not in ("advcl", "xcomp") or head.tag not in ("VB", "VBG"):
            return None
        above = self._s.tokens[top.head]
        if above.pos not in ("VERB", "AUX") or above.lemma in (
            "hold",
            "want",
            "plan",
            "continue",
            "begin",
            "start",
            "vow",
        ):
            return None
        return self._rest(above, set(self._s.subtree(top.i)), self._s.subtree(top.i)[0])

    def _is_charge(self, token: Token) -> bool:
        return token.lemma in ("charge", "suspicion", "protest", "allegation", "accusation", "ground")

    def _named(self, head: Token) -> Causation | None:
        """ "X was the cause of Y", "X, the result of Y"."""
        preposition = next(
            (c for c in self._s.children(head.i) if c.dep == "prep" and c.lower in ("of", "for", "behind")), None
        )
        obj = self._deep_object(preposition) if preposition else None
        if obj is None:
            return None
        above = self._s.tokens[head.head]
        if head.dep == "attr" and (found := self._subject(above)):
            subject = found[1]
        elif head.dep == "appos":
            subject = self.phrase(above)
        else:
            return None
        given = self._span(self._s.subtree(obj.i))
        cause, effect = (subject, given) if head.lemma in self._lexicon.cause_nouns else (given, subject)
        return Causation(above, cause, effect, False, 0.7, f"causes.toml:{head.lemma}")

    def _impact(self, head: Token) -> Causation | None:
        """ "X had no impact on Y"."""
        verb = self._s.tokens[head.head]
        on = next((c for c in self._s.children(head.i) if c.dep == "prep" and c.lower in ("on", "for", "upon")), None)
        if (
            head.dep != "dobj"
            or verb.lemma not in ("have", "take")
            or on is None
            or (subject := self._subject(verb)) is None
        ):
            return None
        return Causation(
            verb, subject[1], self._span([head.i, *self._s.subtree(on.i)]), False, 0.7, f"causes.toml:{head.lemma}"
        )

    # -- ranges -----------------------------------------------------------------------------------------------------------

    def phrase(self, noun: Token) -> tuple[int, int]:
        return self._s.phrase(noun.i)

    def _span(self, indices: list[int]) -> tuple[int, int]:
        first, last = min(indices), max(indices)
        while first < last and self._s.tokens[first].dep == "punct":
            first += 1
        while last > first and self._s.tokens[last].dep == "punct":
            last -= 1
        return first, last

    def _whole(self, top: Token, after: int) -> tuple[int, int] | None:
        inside = [i for i in self._s.subtree(top.i) if i > after]
        return self._span(inside) if inside else None

    def _rest(self, top: Token, without: set[int], at: int) -> tuple[int, int] | None:
        """The clause or phrase of ``top`` without a part: what stands before that part, or after it if it comes first."""
        if top.pos in ("VERB", "AUX") or top.dep in _CLAUSES:
            inside = [i for i in self._s.subtree(top.i) if i not in without]
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
        return self._span(words) if words else None


def is_possible(sentence: Sentence, head: Token) -> bool:
    """Whether "could", "may" or "might" stands with the verb."""
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
