"""Causes and effects that verbs and nouns tie: "sparked", "was blamed for", "arrested for", "the cause of"."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.causes import CausalVerb, CauseLexicon
from dragoman.extract.clauses import Causation, Clauses
from dragoman.extract.cues import last_of
from dragoman.model import Sentence, Token

_SETTING_OUT = frozenset({"want", "plan", "continue", "begin", "start", "vow"})
_REFERRING = frozenset({"it", "this", "that", "which"})


class CausalVerbs(Clauses):
    """Reads the causal verbs and nouns of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: CauseLexicon) -> None:
        super().__init__(sentence)
        self._lexicon = lexicon
        self._effects: dict[int, tuple[int, int]] = {}  # causal verb → its effect, for chains

    def _verb(self, head: Token) -> Causation | None:
        for verb in self._lexicon.verbs[head.lemma.lower()]:
            last = last_of(verb.words, self._s, head)
            if last is not None and (found := self._between(verb, head, last)):
                return found
        return None

    def _between(self, verb: CausalVerb, head: Token, last: int) -> Causation | None:
        if len(verb.words) == 1 and self._s.child(head.i, "prt"):
            return None  # "turned out to be"
        if self._is_aim_of_another(head):
            return None
        passive = syntax.is_passive(self._s, head)
        if passive:
            subject, obj = self._agent(head), self._passive_subject(head)
            is_bare = verb.takes_complement and not self._s.child(head.i, "xcomp")
            if subject is None or obj is None or verb.after or is_bare:
                return None  # "led by workers"
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
        rule = f"causes.toml:{' '.join(verb.words)}"
        return Causation(head, cause, effect, False, 0.7, rule, verb.is_negative, is_of_verb=True)

    def _is_aim_of_another(self, head: Token) -> bool:
        """Whether an infinitive tells what somebody means to do: "met to ease tensions", "a plan to stop the war"."""
        if not any(c.dep == "aux" and c.lower == "to" for c in self._s.children(head.i)):
            return False
        above = self._s.tokens[head.head]
        return not (
            head.dep in ("xcomp", "ccomp", "conj") and above.lemma.lower() in self._lexicon.carrying | {head.lemma}
        )

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
                further = [other for other in children if other.i > child.i and self._belongs(other, head)]
                return self._span([i for part in (child, *further) for i in self._before_result(part)])
        return None

    def _belongs(self, part: Token, verb: Token) -> bool:
        """Whether a part after the object is of the effect: "prevented it | from leaving", "prompted him | to go"."""
        if part.dep == "prep":
            return part.lower in ("from", "into", "to")
        return part.dep in ("xcomp", "advcl") and part.tag == "VB" and self._takes_complement(verb)

    def _takes_complement(self, token: Token) -> bool:
        """Whether a causal verb says what it makes somebody do: "leaving them to fight"."""
        return any(verb.takes_complement for verb in self._lexicon.verbs.get(token.lemma.lower(), ()))

    def _before_result(self, clause: Token) -> list[int]:
        """A clause up to the participle that tells what comes of it: "to collapse, triggering …"."""
        inside = self._s.subtree(clause.i)
        for child in self._s.children(clause.i):
            if child.lower in self._lexicon.participles and child.i > clause.i and child.dep in ("advcl", "conj"):
                return [i for i in inside if i < self._s.subtree(child.i)[0]]
        return inside

    def _is_happening(self, token: Token) -> bool:
        if token.pos in ("VERB", "AUX") or token.tag == "VBG":
            return True
        if token.pos == "PROPN":
            return token.lower in self._lexicon.happenings
        return token.lower in self._lexicon.happenings or (
            token.pos == "NOUN" and token.lemma.endswith(self._lexicon.happening_suffixes)
        )

    def _objects_of(self, token: Token) -> tuple[int, int] | None:
        for verb in self._lexicon.verbs[token.lemma.lower()]:
            last = last_of(verb.words, self._s, token)
            if last is not None and not verb.only_happenings and (found := self._affected(verb, token, last)):
                return found
        return None

    def _blame(self, head: Token) -> Causation | None:
        if head.pos == "ADJ":
            prepositions = self._lexicon.blame_adjectives.get(head.lower)
            if prepositions is None or head.dep not in ("acomp", "amod", "oprd", "ROOT"):
                return None
            subjects = syntax.surface_subject(self._s, self._s.tokens[head.head])
            if not subjects or not self._is_happening(subjects[0]):
                return None  # who is responsible for an attack did it
        elif head.lemma in self._lexicon.blame and head.pos == "VERB":
            prepositions = self._lexicon.blame[head.lemma]
            subjects = syntax.direct_objects(self._s, head)
        else:
            return None
        for child in self._s.children(head.i):
            if child.dep == "prep" and child.lower in prepositions and subjects and (obj := self._deep_object(child)):
                if head.lemma in self._lexicon.accusing:
                    if (caused := self._instigated(obj)) is None:
                        return None  # "accused X of lying" says what X did, not what came of it
                    obj = caused
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

    def _instigated(self, deed: Token) -> Token | None:
        """What somebody is accused of having brought about: "of ordering the raid", "of seeking to provoke a war"."""
        while under := self._s.child(deed.i, "xcomp"):
            deed = under
        is_causal = any(not verb.only_happenings for verb in self._lexicon.verbs.get(deed.lemma.lower(), ()))
        if deed.pos != "VERB" or not (is_causal or deed.lemma.lower() in self._lexicon.instigation):
            return None
        return self._s.child(deed.i, "dobj")

    def _grievance(self, head: Token) -> Causation | None:
        """What is protested against or punished: "rallied against the tax", "arrested for theft"."""
        words = self._lexicon.grievances[head.lemma.lower()]
        if head.lemma == "try" and not syntax.is_passive(self._s, head):
            return None
        for child in self._s.children(head.i):
            if child.i > head.i and child.dep == "dobj" and "" in words and head.pos == "VERB":
                given: tuple[int, int] | None = self._span(self._s.subtree(child.i))
            elif child.i < head.i or child.lower not in words:
                continue
            elif child.dep == "prep":
                obj = self._deep_object(child)
                if obj is not None and obj.tag == "VBG" and child.lower in self._lexicon.deed_prepositions:
                    continue  # read as a deed
                is_vague = child.lower in ("on", "in", "at", "of")
                if obj is None or obj.lemma in self._lexicon.durations or (is_vague and not self._is_charge(obj)):
                    continue
                if child.lower == "over" and (obj.pos == "NUM" or self._s.child(obj.i, "nummod")):
                    continue  # how much
                given = self._whole(obj, after=child.i)
            elif child.tag == "VBG" and child.dep in ("advcl", "acl", "xcomp", "conj"):
                given = self._span(self._s.subtree(child.i))
            else:
                continue
            other = self._lifted(head) or self._rest(head, set(self._s.subtree(child.i)), child.i)
            if given and other:
                return Causation(head, given, other, False, 0.6, _rule(head, child))
        return None

    def _toll(self, head: Token) -> Causation | None:
        """Whom a disaster or an attack hurt: "were killed in the blast", "lost their lives in the blast"."""
        lexicon = self._lexicon
        hurt = self._s.child(head.i, "dobj")
        is_suffered = hurt is not None and hurt.lemma.lower() in lexicon.suffered
        if head.lemma.lower() not in lexicon.toll_verbs and not is_suffered:
            return None
        within = [*self._s.children(head.i), *(self._s.children(hurt.i) if hurt is not None else ())]
        for child in within:
            if child.dep not in ("prep", "agent") or child.lower not in lexicon.toll_after:
                continue
            obj = self._deep_object(child)
            event = self._event(obj, head) if obj is not None else None
            is_before = child.i < head.i and event is obj and child.i > 1  # but "in which two were killed"
            if event is None or is_before:
                continue
            given = self._whole(event, after=child.i) if event is obj else self._span(self._without(event, head))
            other = self._rest(head, set(self._s.subtree(child.i)), child.i)
            if given and other:
                return Causation(head, given, other, False, 0.6, _rule(head, child))
        return None

    def _event(self, obj: Token, clause: Token) -> Token | None:
        """The disaster or attack that is meant; "in which" may stand far from it: "a blast on Monday in which …"."""
        events = self._lexicon.toll_events
        event = syntax.antecedent(self._s, obj, clause)
        if event.lemma.lower() in events:
            return event
        if event is obj:
            return None
        return next((t for t in self._s.ancestors(event.i) if t.pos == "NOUN" and t.lemma.lower() in events), None)

    def _lifted(self, head: Token) -> tuple[int, int] | None:
        """What is done in protest, rather than the word protest: "blocked a road in protest against …"."""
        top = head
        if head.dep in ("acl", "relcl") and head.tag == "VB" and self._s.tokens[head.head].i < head.i:
            noun = self._s.tokens[head.head]  # "held a rally to protest …"
            return self._lifted(noun) or self.phrase(noun)
        if head.dep == "pobj" and self._s.tokens[head.head].lower in ("in", "on"):
            top = self._s.tokens[head.head]
        elif head.dep != "dobj" and (head.dep not in ("advcl", "xcomp") or head.tag not in ("VB", "VBG")):
            return None
        above = self._s.tokens[top.head]
        if above.pos not in ("VERB", "AUX") or (head.dep == "xcomp" and above.lemma in _SETTING_OUT):
            return None
        if head.dep == "dobj":
            last = max(self._s.phrase(head.i)[1], head.i)
            return self._rest(above, set(range(last + 1, self._s.subtree(above.i)[-1] + 1)), last + 1)
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
        """An impact that something has: "X had no impact on Y"."""
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


def _rule(head: Token, child: Token) -> str:
    return f"causes.toml:{head.lemma.lower()}" + ("" if child.dep == "dobj" else f"-{child.lower}")
