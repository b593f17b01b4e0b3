"""The acts that a sentence reports, still as tokens of the tree: frames, and what operators make of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import get_args

from dragoman.extract import syntax
from dragoman.extract.act import Act
from dragoman.extract.agents import COMMANDING, Agents, Parties
from dragoman.extract.complements import Complements
from dragoman.extract.framing import Framing
from dragoman.extract.lexicon import EventLexicon, Frame, Frames, Operator
from dragoman.extract.matching import Match, Matcher
from dragoman.extract.mishaps import is_mishap
from dragoman.extract.operators import OperatorKind, Outcome, combine
from dragoman.extract.patterns import Pattern
from dragoman.extract.sayings import Sayings
from dragoman.model import EventType, Rejected, Sentence, Token
from dragoman.ontology import ATTITUDE_OF, complement_mode

# Operators whose addressee is who should act: "urged Iran to release", "demanded Iran's withdrawal".
_ADDRESSING = frozenset({"demand", "call", "propose", "warn"})
# Operators that answer somebody: whoever made the demand that is refused.
_ANSWERING = frozenset({"refuse", "oppose", "support"})
_HEADS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp"})
_ALLEGING: frozenset[OperatorKind] = frozenset({"deny", "allege"})
_REAL = frozenset({"agree", "warn", "transparent", "cause", "stop", "suspend", "support"})
_UNREAL: frozenset[OperatorKind] = frozenset(get_args(OperatorKind)) - _ALLEGING - _REAL
_YIELDING = frozenset({EventType.RETREAT, EventType.CONCEDE})
_PUNISHING = frozenset({EventType.COERCE, EventType.SANCTION, EventType.ACCUSE})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
_VISIT = "visit"  # the mode of those who travel: whom they meet there is another record
_REFUSED = Outcome(EventType.REJECT, None, absorbs_negation=True)  # "did not allow the inspectors to enter"
_LET_IN = Outcome(EventType.RETREAT, "access")  # "allowed the agencies to deliver food": access granted (codebook)
_HELPING = frozenset({EventType.AID, EventType.COOPERATE})
_SELF = frozenset({"i", "we", "it", "they", "he", "she"})  # of a warning: who warns, unless the reading knows better
_POSTURE = "posture"  # the word class of verbs whose participle tells where somebody is
_READINESS_CONFIDENCE = 0.6
# A frame with a fixed object says more than an operator and its complement: "call off talks", "cut off supplies".
_FRAME_WINS_BY = 3


@dataclass(slots=True)
class _State:
    acts: dict[int, Act | None] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)  # heads of acts that another act swallowed
    foretold: set[int] = field(default_factory=set)  # verbs of warning whose complement is somebody else's act


class SentenceActs:
    """Evaluates every verb and noun of one sentence, top operators over their complements."""

    def __init__(
        self,
        sentence: Sentence,
        lexicon: EventLexicon,
        parties: Parties,
    ) -> None:
        self._sentence = sentence
        self._lexicon = lexicon
        self._matcher = Matcher(sentence, lexicon, parties.is_time)
        self._is_actor = parties.is_actor
        self._is_one = parties.is_one
        self._is_person = parties.is_person
        self._is_site = parties.is_site
        self._agents = Agents(sentence, lexicon, parties)
        self._complements = Complements(sentence, self._matcher, parties)
        self._sayings = Sayings(sentence, lexicon.classes, self._agents, parties)
        self._state = _State()
        self._framing = Framing(sentence, self._matcher, self._agents, parties, self._evaluate, self._state.consumed)

    def find(self) -> list[Act]:
        """The acts that stand for themselves, in text order."""
        heads = self._lexicon.heads
        for token in self._sentence.tokens:
            if token.pos in _HEADS and (token.lemma.lower() in heads or token.lower in heads):
                self._evaluate(token)
        for token in self._sentence.tokens:
            above = self._state.acts.get(token.head)
            if above is not None and above.event is EventType.REQUEST:
                continue  # "insists that they must go": demanded already
            if token.dep == "ccomp" and (act := self._sayings.read(token, self._state.acts.get(token.i))):
                self._state.acts[token.i] = act
                self._state.consumed.discard(token.i)
        found = (self._state.acts[i] for i in sorted(self._state.acts) if i not in self._state.consumed)
        return [act for act in found if act is not None and not self._is_unreal(act)]

    # -- evaluation -----------------------------------------------------------------------------------------------

    def _evaluate(self, token: Token) -> Act | None:
        acts = self._state.acts
        if token.i in acts:
            return acts[token.i]
        acts[token.i] = None  # guards against cycles
        acts[token.i] = act = self._act_at(token)
        return act

    def _act_at(self, token: Token) -> Act | None:
        frame, match = self._frame(token)
        operated, rejected = self._operate(token, frame)
        if operated is not None:
            return operated
        if frame is None or match is None:
            return None
        if frame.event is EventType.ASSAULT and is_mishap(self._sentence, token, self._lexicon.classes):
            return None
        if frame.event is EventType.THREATEN and token.i in self._state.foretold:
            return None  # what is warned of is known, and is no deed of who warns
        if frame.event is EventType.SUPPORT and self._is_in(_POSTURE, token) and self._is_participle(token):
            return None  # "standing behind him" on the stage
        if frame.event is EventType.SUPPORT and token.dep == "acl" and token.tag == "VBN":
            noun = self._sentence.tokens[token.head]
            if self._is_actor(noun):  # "rebels backed by Turkey" says who they are, not what Turkey did
                return None
        if frame.event is None:  # "spoke at a meeting with X": what is no event itself may name one in passing
            self._state.consumed.update(t.i for t in match.fixed if t.dep != "pobj")
            return None
        self._state.consumed.update(t.i for t in match.fixed)
        if frame.event in _PUNISHING:
            self._swallow(self._complements.reasons(match))
        if frame.event is EventType.CONSULT and frame.mode != _VISIT:  # "met to finish their talks"
            self._swallow([c for c in self._sentence.children(token.i) if self._is_same_meeting(c)])
        act = self._framing.act(frame, match)
        return replace(act, rejected=tuple(rejected)) if rejected else act

    def _is_participle(self, verb: Token) -> bool:
        return verb.tag == "VBG" and self._sentence.child(verb.i, "aux") is None

    def _is_same_meeting(self, clause: Token) -> bool:
        if clause.dep not in ("advcl", "xcomp") or clause.tag != "VB":
            return False
        act = self._evaluate(clause)
        return act is not None and act.event is EventType.CONSULT

    def _frame(self, token: Token) -> tuple[Frame | None, Match | None]:
        """The most specific frame that holds here; frames are sorted by specificity."""
        lemma = token.lemma.lower()
        is_verb = token.pos in ("VERB", "AUX") or token.tag.startswith("VB")
        is_gerund = syntax.is_noun_gerund(self._sentence, token)
        if is_verb and token.dep != "amod" and not is_gerund:
            for frame in self._frames(self._lexicon.verbs, lemma):
                match = self._matcher.verb(frame.pattern, token)
                if match and not self._is_loose(match) and self._subject_fits(frame.pattern, token):
                    return frame, match
        if (
            token.pos in ("NOUN", "PROPN")
            or token.tag in ("NN", "NNS")
            or (token.tag == "VBG" and token.dep not in ("aux", "ROOT"))
        ):
            return self._noun_frame(token, token.lower if is_gerund else lemma)
        if token.dep == "amod" or token.pos == "ADJ":
            for frame in self._frames(self._lexicon.adjectives, token.lower):
                return frame, Match(frame.pattern, token)
        return None, None

    def _is_loose(self, match: Match) -> bool:
        """Whether a particle of a frame is a preposition with a noun of its own: "gave in" of "gave a talk in May"."""
        return any(self._sentence.child(t.i, "pobj") is not None for t in match.dangling)

    def _frames(self, table: dict[str, Frames], lemma: str) -> list[Frame]:
        frames = table.get(lemma)
        return frames.for_words(self._matcher.words) if frames else []

    def _noun_frame(self, token: Token, lemma: str) -> tuple[Frame | None, Match | None]:
        if token.dep == "compound" or self._matcher.is_adverb(token):  # "opposition leader", "ceasefire monitors"
            return None, None
        frames = self._frames(self._lexicon.nouns, lemma)
        if not frames:
            return None, None
        spelled = self._matcher.keys(token)
        owner = self._sentence.child(token.i, "poss")
        is_victim = owner is not None and self._is_person(owner)  # "the mayor's killing", where nothing else tells
        best: tuple[tuple[int, int, bool], Frame, Match] | None = None
        for frame in frames:
            match = self._matcher.noun(frame.pattern, token) if frame.pattern.head in spelled else None
            if match is None:
                continue
            pattern = frame.pattern
            weight, filled = pattern.specificity - 4 * pattern.open_slots, len(match.actors) + len(match.recipients)
            rank = (weight, filled, is_victim and pattern.possessor == "R")
            if best is None or rank > best[0]:
                best = (rank, frame, match)
        return (best[1], best[2]) if best else (None, None)

    def _subject_fits(self, pattern: Pattern, verb: Token) -> bool:
        slot = pattern.subject
        if pattern.subject_role == "AA" and not self._agents.are_several(self._agents.of_verb(verb)):
            return False
        if slot is None:
            return True
        return any(self._matcher.fits(t, slot) for t in self._agents.of_verb(verb))

    def _is_unreal(self, act: Act) -> bool:
        """Whether an act stands somewhere in what is denied, alleged, demanded, feared or planned.

        What is denied or alleged is so down to its last relative clause; of a demand only what is demanded itself: a
        relative clause in it mostly tells a fact ("urged him to lift the sanctions imposed in May").
        """
        is_direct = True
        token = act.head
        for above in self._sentence.ancestors(token.i):
            is_content = token.dep in _CLAUSES and not syntax.is_relative(self._sentence, token)
            is_bare = token.dep == "relcl" and syntax.has_own_subject(self._sentence, token)  # "a claim he lied"
            if (is_content or is_bare) and above.i != act.head.i:
                kinds = {o.kind for o in self._operators(above) if self._matcher.verb(o.pattern, above)}
                is_planned = is_direct and (is_content or token.tag == "VB") and bool(kinds) and kinds <= _UNREAL
                if kinds & _ALLEGING or is_planned:
                    return True
            if token.dep in ("relcl", "acl", "advcl"):
                is_direct = False
            token = above
        return False

    # -- operators ------------------------------------------------------------------------------------------------

    def _operate(self, token: Token, frame: Frame | None) -> tuple[Act | None, list[Rejected]]:
        rejected: list[Rejected] = []
        settled: set[int] = set()  # what the most specific operator says of a complement holds
        frame_weight = frame.pattern.specificity if frame else 0
        for operator in self._operators(token):
            if token.dep == "amod" and operator.kind in ("transparent", "cause"):
                continue  # "a Saudi-led raid" is the raid
            match = self._matcher.verb(operator.pattern, token)
            if match is None or frame_weight >= operator.pattern.specificity + _FRAME_WINS_BY:
                continue
            if not self._subject_fits(operator.pattern, token):
                continue
            complements = self._complements.of(token, match)
            for complement in complements:
                inner = self._evaluate(complement)
                if inner is None or inner.head.i == token.i or inner.head.i in settled:
                    continue
                settled.add(inner.head.i)
                kind = self._kind(operator, match, complement, inner)
                if kind == "propose":  # "Iran's proposal to open its sites", "suggested that voters stay at home"
                    kind = self._proposed(inner, match, complement)
                outcome = combine(kind, inner.event, inner.mode)
                if kind == "cause" and self._is_in("permitting", token) and inner.event in _HELPING:
                    outcome = _LET_IN
                if kind == "warn" and not self._is_own(inner, match.head):
                    outcome = None  # "warned that sanctions could trigger violence" foretells, it does not threaten
                    self._state.foretold.add(token.i)
                if self._sentence.child(token.i, "neg"):
                    if kind == "cause" and self._is_in("permitting", token):
                        outcome = replace(_REFUSED, mode=complement_mode(EventType.REJECT, inner.event, inner.mode))
                    elif kind in ("refuse", "deny", "cause"):
                        outcome = None  # "has not ruled out strikes", "did not deny the attack": nothing is settled
                self._state.consumed.add(inner.head.i)
                if outcome is None:
                    what = f"{inner.event} at {inner.head.text!r} ({inner.rule})"
                    rejected.append(Rejected(what, f"no act of its own under {operator.kind} {token.text!r}"))
                    continue
                self._state.consumed.update(t.i for t in match.fixed)
                if kind not in ("transparent", "cause"):
                    self._swallow(complements)
                return self._operated(operator, match, inner, outcome), rejected
            if operator.kind == "agree" and operator.pattern.kind == "adjective" and not rejected:
                return self._readiness(operator, match, complements), rejected
        return None, rejected

    def _readiness(self, operator: Operator, match: Match, complements: list[Token]) -> Act | None:
        """ "is ready to contribute troops": an offer, though what is offered is in no lexicon."""
        clause = next((c for c in complements if c.tag == "VB"), None)
        doers = self._agents.of_verb(match.head)
        if clause is None or match.head.dep != "acomp" or self._sentence.child(match.head.i, "neg"):
            return None
        if not any(self._is_actor(t) for t in doers):
            return None
        return Act(
            EventType.AGREE, None, match.head, (match.head, clause), tuple(doers), (), (),
            tuple(self._matcher.objects(clause)), operator.rule, _READINESS_CONFIDENCE, False, needs="recipient",
        )  # fmt: skip

    def _is_own(self, inner: Act, head: Token) -> bool:
        """Whether who warns would do it himself: what is told without a doer, or as his own or his country's act."""
        if not inner.actors:
            return not inner.is_nominal and syntax.is_passive(self._sentence, inner.head)
        doers = self._agents.of_noun(head) if head.pos in ("NOUN", "PROPN") else self._agents.of_verb(head)
        return any(a.i == d.i or a.lower in _SELF or self._is_one(a, d) for a in inner.actors for d in doers)

    def _is_in(self, word_class: str, token: Token) -> bool:
        return token.lemma.lower() in self._lexicon.classes.get(word_class, ())

    def _swallow(self, complements: list[Token]) -> None:
        """What stands beside the complement is no more a fact than it: "threatened to expel him and cut off aid"."""
        for complement in complements:
            act = self._evaluate(complement)
            if act is not None:
                self._state.consumed.add(act.head.i)

    def _kind(self, operator: Operator, match: Match, complement: Token, inner: Act) -> OperatorKind:
        """How an operator works here. "announced that it had sent troops" reports the sending, no promise of it; to be
        "ready" or "willing" is an offer; who "ordered the killing of prisoners" killed them."""
        if operator.kind == "demand" and complement.pos == "NOUN" and self._is_in(COMMANDING, match.head):
            addressed = bool(match.recipients)
            return "transparent" if ATTITUDE_OF[inner.event] < 0 and not addressed else operator.kind
        if operator.kind == "want" and self._is_in("performative", complement):
            return "transparent"  # "I want to thank you" thanks
        if operator.kind not in ("agree", "promise", "offer"):
            return operator.kind
        auxiliaries = {c.lower for c in self._sentence.children(complement.i) if c.dep == "aux"}
        if complement.dep == "ccomp" and (complement.tag == "VBD" or not auxiliaries.isdisjoint(_PERFECT)):
            return "transparent"
        if inner.event is EventType.CONCEDE and self._is_in("resuming", complement):
            return "offer"
        return "offer" if operator.kind == "agree" and operator.pattern.kind == "adjective" else operator.kind

    def _proposed(self, inner: Act, match: Match, complement: Token) -> OperatorKind:
        """What a proposal is by whose act it proposes: his own yielding is an offer, what others do a request."""
        is_own = self._is_own(inner, match.head)
        if is_own and inner.event in _YIELDING:
            return "offer"
        return "call" if complement.dep in ("ccomp", "conj") and inner.actors and not is_own else "propose"

    def _operators(self, token: Token) -> list[Operator]:
        lemma = token.lemma.lower()
        found: Iterable[Operator] = ()
        if token.pos in ("VERB", "AUX"):
            found = self._lexicon.verb_operators.get(lemma, ())
        elif token.pos in ("NOUN", "PROPN"):
            found = self._lexicon.noun_operators.get(lemma, ())
        elif token.pos == "ADJ":
            found = self._lexicon.adjective_operators.get(token.lower, ())
        return [operator for operator in found if operator.pattern.needs <= self._matcher.words]

    def _operated(self, operator: Operator, match: Match, inner: Act, outcome: Outcome) -> Act:
        head = match.head
        doers = self._agents.of_noun(head) if head.pos in ("NOUN", "PROPN") else self._agents.of_verb(head)
        auxiliary = inner.auxiliary | ({outcome.auxiliary} if outcome.auxiliary else set())
        trigger = (
            head,
            *match.fixed,
            *match.dangling,
            *(inner.trigger if outcome.takes_roles_of == "complement" else ()),
        )
        actors = tuple(t for t in inner.actors if t not in match.fixed)  # "launched an operation to detain"
        recipients = inner.recipients
        if outcome.takes_roles_of == "operator":
            addressees = self._addressees(operator, match, inner)
            actors, recipients = tuple(doers), self._turned_to(operator, addressees, inner, doers)
        elif operator.kind == "cause":
            actors = actors or tuple(match.recipients)
        elif not actors:
            actors = tuple(t for t in doers if t.i != inner.head.i and t not in inner.recipients)
        return Act(
            outcome.event, outcome.mode, head, trigger, actors, recipients, inner.lends if not recipients else (),
            inner.objects,
            f"{operator.rule} + {inner.rule}", min(0.9, inner.confidence + 0.05),
            inner.is_nominal and head.pos == "NOUN",
            inner.together if outcome.takes_roles_of == "complement" and outcome.event is inner.event else None,
            inner.needs if outcome.takes_roles_of == "complement" else None, frozenset(auxiliary),
            partners=inner.partners if outcome.takes_roles_of == "complement" else (),
            absorbs_negation=outcome.absorbs_negation,
        )  # fmt: skip

    def _addressees(self, operator: Operator, match: Match, inner: Act) -> tuple[Token, ...]:
        if match.recipients:
            return tuple(match.recipients)
        if operator.kind in _ADDRESSING and match.head.pos == "VERB":
            if syntax.is_passive(self._sentence, match.head):
                return tuple(t for t in self._matcher.objects(match.head) if t.i != inner.head.i)
            subject = self._sentence.child(inner.head.i, "nsubj", "nsubjpass")
            if subject is not None:  # but whom a threat is against stands in what is threatened
                return () if operator.kind == "warn" else tuple(syntax.coordinated(self._sentence, subject))
            return tuple(t for t in self._matcher.objects(match.head) if t.i != inner.head.i and t not in match.fixed)
        return ()

    def _turned_to(
        self, operator: Operator, addressees: tuple[Token, ...], inner: Act, doers: list[Token]
    ) -> tuple[Token, ...]:
        """Whom the operator's record is about: the one addressed, else who is in the complement."""
        if addressees:
            return addressees
        own = {t.i for t in doers}
        others = tuple(t for t in inner.actors if t.i not in own)
        if (operator.kind in _ADDRESSING and operator.kind != "warn") or operator.kind in _ANSWERING:
            return others or inner.recipients
        return inner.recipients or others
