"""Whom a pronoun stands for where a noun of its own sentence says so: in "Ethiopia said it would pay" Ethiopia pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.extract import syntax
from dragoman.model import Mention, Reading, Sentence, Token

_SINGULAR = frozenset({"he", "she"})
_THIRD = frozenset({"it", "they"}) | _SINGULAR
_MAX_CLIMB = 3  # edges from the pronoun's verb up to the clause that is said


class Antecedents:
    """Looks up the nouns of one sentence that its pronouns mean."""

    def __init__(
        self, reading: Reading, sentence: Sentence, who: Callable[[Iterable[Token]], tuple[Mention, ...]]
    ) -> None:
        self._sentence = sentence
        self._mentions = [m for m in reading.inside(sentence).mentions if m.how != "pronoun"]
        self._who = who

    def named(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions, each pronoun replaced by the noun phrase of this sentence that it means, where one does."""
        out: dict[tuple[int, int, str], Mention] = {}
        for mention in mentions:
            for meant in self._meant(mention):
                out.setdefault((meant.span.start, meant.span.end, meant.entity), meant)
        return tuple(out.values())

    def _meant(self, mention: Mention) -> tuple[Mention, ...]:
        if mention.sentence != self._sentence.index:
            return (mention,)
        if mention.how == "pronoun" and (mention.code or mention.name):
            before = [m for m in self._mentions if m.entity == mention.entity and m.span.start < mention.span.start]
            return (before[-1],) if before else (mention,)
        token = self._sentence.tokens[mention.head]
        return self._speakers(token) or (mention,) if token.lower in _THIRD else (mention,)

    def _speakers(self, pronoun: Token) -> tuple[Mention, ...]:
        """ "A group of students said they had …": the subject of the clause that the pronoun's clause is told in."""
        clause = self._sentence.tokens[pronoun.head]
        for _ in range(_MAX_CLIMB):
            if clause.dep == "ccomp" or clause.dep not in ("conj", "xcomp"):
                break
            clause = self._sentence.tokens[clause.head]
        if pronoun.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp":
            return ()
        subjects = syntax.surface_subject(self._sentence, self._sentence.tokens[clause.head])
        if not subjects or any(t.pos not in ("NOUN", "PROPN") or t.i > pronoun.i for t in subjects):
            return ()
        is_plural = len(subjects) > 1 or subjects[0].tag in ("NNS", "NNPS")
        mentions = self._who(subjects)
        is_person = any(m.kind == "person" for m in mentions)
        if pronoun.lower in _SINGULAR:
            return () if is_plural or not is_person else mentions
        if pronoun.lower == "it":
            return () if is_plural or is_person else mentions
        return () if is_person and not is_plural else mentions
