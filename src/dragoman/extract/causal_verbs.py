"""Causes and effects that verbs and nouns tie: "sparked", "was blamed for", "arrested for", "the cause of"."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.causes import CausalVerb, CauseLexicon
from dragoman.extract.clauses import Causation, Clauses
from dragoman.extract.cues import last_of
from dragoman.model import Sentence, Token

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
        """Whom a disaster or an attack hurt: "were killed in the blast"."""
        for child in self._s.children(head.i):
            if child.dep not in ("prep", "agent") or child.lower not in self._lexicon.toll_after:
                continue
            obj = self._deep_object(child)
            event = syntax.antecedent(self._s, obj, head) if obj is not None else None
            is_before = child.i < head.i and event is obj  # but "in which two were killed"
            if event is None or is_before or event.lemma.lower() not in self._lexicon.toll_events:
                continue
            given = self._whole(event, after=child.i) if event is obj else self._span(self._without(event, head))
            other = self._rest(head, set(self._s.subtree(child.i)), child.i)
            if given and other:
                return Causation(head, given, other, False, 0.6, _rule(head, child))
        return None

    def _lifted(self, head: Token) -> tuple[int, int] | None:
        """What is done in protest, rather than the word protest: "blocked a road in protest against …"."""
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
