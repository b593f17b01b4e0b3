"""Acts in what a plain verb of saying tells: "said Y must leave" demands it, "said Y was responsible" accuses Y."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.act import Act
from dragoman.extract.agents import SAYING, Agents, Parties
from dragoman.extract.matching import Classes
from dragoman.model import EventType, Sentence, Token
from dragoman.ontology import complement_mode

_OBLIGING = frozenset({"must", "should", "ought"})
_BLAMED = "blamed"  # the word class of what those are who did it: "responsible", "behind"
_OBLIGATION_CONFIDENCE = 0.6
_BLAME_CONFIDENCE = 0.7


class Sayings:
    """Reads the clauses of one sentence that somebody says."""

    def __init__(self, sentence: Sentence, classes: Classes, agents: Agents, parties: Parties) -> None:
        self._sentence = sentence
        self._saying = classes.get(SAYING, frozenset())
        self._blamed = classes.get(_BLAMED, frozenset())
        self._agents = agents
        self._is_actor = parties.is_actor

    def read(self, verb: Token, inner: Act | None) -> Act | None:
        """The act that saying the clause of ``verb`` is, where it is one; ``inner`` is the act of the clause itself."""
        speakers, told_of = self._parties(verb)
        if not speakers or not told_of:
            return None
        return self._obligation(verb, inner, speakers, told_of) or self._blame(verb, speakers, told_of)

    def _parties(self, verb: Token) -> tuple[list[Token], list[Token]]:
        """Who says what the clause of ``verb`` tells, and the known actors that it is told of."""
        saying = self._sentence.tokens[verb.head]
        if saying.lemma.lower() not in self._saying:
            return [], []
        speakers = self._agents.of_verb(saying)
        subject = syntax.surface_subject(self._sentence, verb)
        return speakers, [t for t in subject if t not in speakers and self._is_actor(t)]

    def _obligation(self, verb: Token, inner: Act | None, speakers: list[Token], told_of: list[Token]) -> Act | None:
        """ "X said Y must leave" is a demand on Y (codebook: demands are REQUEST); the mode is by what Y must do."""
        modal = next((c for c in self._sentence.children(verb.i) if c.dep == "aux" and c.lower in _OBLIGING), None)
        if modal is None:
            return None
        mode = complement_mode(EventType.REQUEST, inner.event, inner.mode) if inner else "change"
        return Act(
            EventType.REQUEST, mode, self._sentence.tokens[verb.head], (modal, verb), tuple(speakers), tuple(told_of),
            (), (), "grammar:obligation", _OBLIGATION_CONFIDENCE, False,
        )  # fmt: skip

    def _blame(self, verb: Token, speakers: list[Token], told_of: list[Token]) -> Act | None:
        """ "X said Y was responsible for the attack" accuses Y."""
        said = next((c for c in self._sentence.children(verb.i) if c.dep in ("acomp", "attr", "prep")), None)
        if verb.lemma != "be" or said is None or said.lemma.lower() not in self._blamed:
            return None
        if self._sentence.child(verb.i, "neg"):
            return None
        return Act(
            EventType.ACCUSE, "allege", self._sentence.tokens[verb.head], (verb, said), tuple(speakers), tuple(told_of),
            (), (), "grammar:blame", _BLAME_CONFIDENCE, False,
        )  # fmt: skip
