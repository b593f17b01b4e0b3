"""A report, and the small questions that all readers of reports ask of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.cues import Cue, CueLexicon
from dragoman.model import Sentence, Span, Token

_SEPARATORS = frozenset({",", ".", ";", ":", "-", "--", "–", "—"})


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's words or thoughts as one sentence reports them."""

    cue: Cue
    head: Token  # of the cue
    span: Span  # of the cue's words
    speakers: tuple[Token, ...]
    content: Span | None  # None where the cue wants a quotation that stands elsewhere
    how: str  # clause, infinitive, object, naming, around, preposition, quotation


class ReportTree:
    """One sentence with its cues; ``quoted`` are the spans of quotations in which nothing is looked for."""

    def __init__(self, sentence: Sentence, lexicon: CueLexicon, quoted: list[Span]) -> None:
        self._s = sentence
        self._lexicon = lexicon
        self._quoted = quoted

    def _governed(self, preposition: Token) -> Span | None:
        inside = [i for i in self._s.subtree(preposition.i) if i != preposition.i]
        return self._covering(inside) if inside else None

    def _is_quoted(self, token: Token) -> bool:
        if any(q.start <= token.start < q.end for q in self._quoted):
            return True
        return (
            token.i > 0
            and self._s.tokens[token.i - 1].tag == "``"
            and token.i + 1 < len(self._s.tokens)
            and (self._s.tokens[token.i + 1].text in (",", "''", '"', "”"))
        )

    def _has_mark(self, clause: Token) -> bool:
        return any(
            c.dep == "mark" or c.lower in ("that", "whether", "how", "why", "what")
            for c in self._s.children(clause.i)
            if c.i < clause.i
        )

    def _is_infinitive(self, verb: Token) -> bool:
        return any(c.dep == "aux" and c.lower == "to" for c in self._s.children(verb.i))

    def _is_gerund(self, verb: Token) -> bool:
        helper = self._s.child(verb.i, "aux", "auxpass")
        return verb.tag == "VBG" or (helper is not None and helper.tag == "VBG")

    def _is_negated(self, verb: Token) -> bool:
        return any(c.dep == "neg" for c in self._s.children(verb.i))

    def _cue_span(self, head: Token, last: int) -> Span:
        return self._s.span_of(head.i, max(last, head.i))

    def _covering(self, indices: list[int]) -> Span:
        """The characters from the first to the last of these tokens that is no separating punctuation."""
        words = [i for i in indices if self._s.tokens[i].text not in _SEPARATORS] or indices
        return self._s.span_of(min(words), max(words))

    def _indices(self, span: Span) -> Iterator[int]:
        return (t.i for t in self._s.tokens if span.start <= t.start < span.end)
