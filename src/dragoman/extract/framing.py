"""Whom a frame of the lexicon that holds at a verb or noun makes the actors and recipients of an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.extract import syntax
from dragoman.extract.act import Act
from dragoman.extract.agents import Agents, Parties
from dragoman.extract.lexicon import Frame
from dragoman.extract.matching import Match, Matcher
from dragoman.model import EventType, Sentence, Token

# Acts whose object is what is done, not to whom: "made the trip", "sent the aid".
_AIMED_BESIDE = frozenset({EventType.CONSULT, EventType.AID, EventType.COOPERATE, EventType.MOBILIZE})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})  # what somebody is condemned for
_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE})  # what several do with one another
_WITHDRAW = "withdraw"  # the mode of those who go home


class Framing:
    """Fills the roles of the acts of one sentence.

    ``evaluate`` gives the act that another word of the sentence names; ``consumed`` takes the heads of those that are
    part of the act at hand.
    """

    def __init__(
        self,
        sentence: Sentence,
        matcher: Matcher,
        agents: Agents,
        parties: Parties,
        evaluate: Callable[[Token], Act | None],
        consumed: set[int],
    ) -> None:
        self._sentence = sentence
        self._matcher = matcher
        self._agents = agents
        self._is_actor = parties.is_actor
        self._is_person = parties.is_person
        self._is_site = parties.is_site
        self._evaluate = evaluate
        self._consumed = consumed

    def act(self, frame: Frame, match: Match) -> Act:
        """The act that a frame reports here."""
        pattern, head, event = frame.pattern, match.head, frame.event
        assert event is not None
        mode = frame.mode
        objects: tuple[Token, ...] = ()
        if pattern.kind == "verb":
            actors, recipients, mode = self._of_verb(frame, match)
            objects = self._things(head, match, event)
        elif pattern.kind == "noun":
            actors, recipients = self._agents.in_noun(match, event)
        else:
            actors, recipients = list(match.actors), list(match.recipients)
            noun = self._sentence.tokens[head.head] if head.dep == "amod" else head
            (actors if pattern.possessor == "A" else recipients).extend(syntax.coordinated(self._sentence, noun))
        lends = tuple(t for t in match.fixed if t.pos in ("NOUN", "PROPN"))
        if not lends and pattern.kind == "noun":
            lends = (head,)
        if event is EventType.ACCUSE and not any(self._is_actor(t) for t in recipients):
            deed = self._deed((*match.fixed, *recipients, *objects))
            if deed is not None:  # whoever condemns an attack accuses who did it, not whom it hit
                recipients, lends, objects = list(deed.actors) or [deed.head], (), ()
        if event is EventType.PROTEST:  # "anti-French riots in Bamako" are against France
            nouns = (head, *match.fixed, *self._agents.of_verb(head)) if pattern.kind == "verb" else (head,)
            recipients = self._opposed(nouns) or recipients
        if not actors and (event is EventType.MOBILIZE or mode == _WITHDRAW):
            actors = [t for t in match.fixed if self._is_actor(t)]  # "troops were sent": they act, whoever sent them
        return Act(
            event, mode, head, (head, *match.fixed), _unique(actors), _unique(recipients), lends, objects,
            frame.rule, frame.confidence, pattern.kind != "verb", frame.together, frame.needs,
            partners=tuple(match.actors) if event in _MUTUAL else (),
        )  # fmt: skip

    def _of_verb(self, frame: Frame, match: Match) -> tuple[list[Token], list[Token], str | None]:
        """Who does and who suffers what a verb tells, and its mode."""
        pattern, actors, recipients, mode = frame.pattern, list(match.actors), list(match.recipients), frame.mode
        doers = self._agents.of_verb(match.head)
        means = self._means(doers, frame.event)
        if means is not None:
            doers, mode = list(means.actors), mode or means.mode
            recipients.extend(t for t in means.recipients if not recipients or not self._is_site(t))
        elif pattern.subject is not None:
            doers = self._agents.wielders(doers)
        elif frame.event is EventType.ASSAULT:  # to fire the missiles that hit is part of it (codebook, MOBILIZE)
            self._consumed.update(c.i for t in doers for c in self._sentence.children(t.i) if c.dep == "acl")
            doers = self._agents.armed(doers)
        if pattern.subject_role != "R":
            return doers + actors if doers else self._told_by(match, frame.event) or actors, recipients, mode
        actors = [*actors, *match.recipients]
        return actors or self._told_by(match, frame.event), doers, mode

    def _opposed(self, nouns: Iterable[Token]) -> list[Token]:
        below = (child for noun in nouns for child in self._sentence.children(noun.i))
        return [t for t in below if syntax.is_opposed(self._sentence, t) and self._is_actor(t)]

    def _deed(self, tokens: Iterable[Token]) -> Act | None:
        """The violent or coercive act that a noun of these names; none where a party is named as well."""
        for token in tokens:
            if token.pos == "NOUN" and not self._is_actor(token):
                act = self._evaluate(token)
                if act is not None and act.event in _DEEDS:
                    return act
        return None

    def _told_by(self, match: Match, event: EventType | None) -> list[Token]:
        """The doers that only the nouns of a passive tell: "talks were held between …", "hit in an attack by …"."""
        for noun in match.fixed:
            if noun.pos not in ("NOUN", "PROPN"):
                continue
            act = self._evaluate(noun)
            if act is not None and act.event is event and act.actors:
                return list(act.actors)
            if act is None and (by := syntax.agents(self._sentence, noun)):
                return by
        return []

    def _things(self, verb: Token, match: Match, event: EventType) -> tuple[Token, ...]:
        """The objects that an act can be directed at: not those that only make the predicate ("launch an inquiry"),
        which an indefinite fixed object does, and any of a meeting, of help or of a deployment."""
        is_aimed = event not in _AIMED_BESIDE
        return tuple(
            t
            for t in self._matcher.objects(verb)
            if t not in match.fixed or (is_aimed and syntax.is_definite(self._sentence, t))
        )

    def _means(self, doers: list[Token], event: EventType | None) -> Act | None:
        """ "The blast killed …": the act that a subject names is the same act, told by its means."""
        for token in doers:
            act = self._evaluate(token) if token.pos == "NOUN" and not self._is_person(token) else None
            if act is not None and act.event is event:
                self._consumed.add(token.i)
                return act
        return None


def _unique(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple({token.i: token for token in tokens}.values())
