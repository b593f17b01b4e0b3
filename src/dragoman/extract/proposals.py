"""Where a proposal begins and ends in a sentence, and what can be proposed at all."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.stances import StanceLexicon
from dragoman.model import Sentence, Token

_TAIL = frozenset({"relcl", "appos", "advcl", "parataxis"})  # set off by a comma, these comment on a proposal
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})


class Proposals:
    """The verb and noun phrases of one sentence that can be proposals, as ranges of tokens."""

    def __init__(self, sentence: Sentence, lexicon: StanceLexicon) -> None:
        self._s = sentence
        self._lexicon = lexicon

    def verb_phrase(self, verb: Token) -> tuple[int, int]:
        """A verb and what follows it, without subject and "to"; "not" is kept."""
        inside = [i for i in self._s.subtree(verb.i) if i >= verb.i]
        last = self._before_other_subject(verb, self._end(verb, inside))
        negation = next((c.i for c in self._s.children(verb.i) if c.dep == "neg" and c.i < verb.i), verb.i)
        auxpass = next((c.i for c in self._s.children(verb.i) if c.dep == "auxpass" and c.i < verb.i), verb.i)
        return min(negation, auxpass), last

    def _before_other_subject(self, verb: Token, last: int) -> int:
        """The last token before what somebody else does, or what is done: "urged them to wait and spoke with her"."""
        for child in self._s.children(verb.i):
            is_other = self._s.child(child.i, "nsubj", "nsubjpass") and not self.is_infinitive(child)
            if child.dep == "conj" and (is_other or (verb.tag == "VB" and child.tag in ("VBD", "VBZ", "VBN"))):
                last = min(last, self._s.subtree(child.i)[0] - 1)
        while last > verb.i and self._s.tokens[last].dep in ("cc", "punct"):
            last -= 1
        return last

    def _clause(self, verb: Token) -> tuple[int, int]:
        inside = self._s.subtree(verb.i)
        if self._s.tokens[inside[0]].lower == "that" and len(inside) > 1:
            inside = inside[1:]
        return inside[0], self._end(verb, inside)

    def noun_phrase(self, noun: Token) -> tuple[int, int]:
        inside = self._s.subtree(noun.i)
        return inside[0], self._end(noun, inside)

    def _end(self, head: Token, inside: list[int]) -> int:
        """The last token, before remarks that a comma or dash sets off."""
        last = inside[-1]
        todo = [head]
        while todo:
            for child in self._s.children(todo.pop().i):
                if child.i < head.i:
                    continue
                first = self._s.subtree(child.i)[0]
                if (
                    self._is_remark(child, first)
                    and first > head.i + 1
                    and self._s.tokens[first - 1].text in (",", "-", "--", "–", "—")
                ):
                    last = min(last, first - 2)
                else:
                    todo.append(child)
        while last > head.i and self._s.tokens[last].dep == "punct":
            last -= 1
        return max(last, head.i)

    def _is_remark(self, child: Token, first: int) -> bool:
        """Appositions and relative clauses; an apposition to a whole clause is parsed as another object."""
        return child.dep in _TAIL or (
            child.dep in ("dobj", "npadvmod", "attr") and self._s.tokens[first].lower in ("a", "an")
        )

    def is_act(self, token: Token) -> bool:
        """Whether a noun (or gerund) names something done or decided, that one can be for or against."""
        if token.pos in ("VERB", "AUX") or token.tag == "VBG":
            return True
        if token.lemma in self._lexicon.no_acts:
            return False
        if token.pos != "NOUN" and not (token.pos == "PROPN" and token.text[:1].islower()):
            return token.pos == "PROPN" and token.lower in self._lexicon.act_words
        return (
            token.lower in self._lexicon.act_words
            or token.lemma in self._lexicon.act_words
            or token.lemma.endswith(self._lexicon.act_suffixes)
        )

    def is_infinitive(self, verb: Token) -> bool:
        return any(c.dep == "aux" and c.lower == "to" for c in self._s.children(verb.i))

    def _opens_quotation(self, verb: Token) -> bool:
        first = self._s.subtree(verb.i)[0]
        return any(self._s.tokens[i].text in ('"', "“", "``") for i in range(max(0, first - 1), first + 1))

    def is_perfect(self, verb: Token) -> bool:
        return any(c.dep == "aux" and c.lemma == "have" for c in self._s.children(verb.i))

    def is_doubtful(self, verb: Token) -> bool:
        """Whether a condition or a question stands over a clause: "if they agree", "whether he backs it"."""
        return any(
            c.dep in ("mark", "advmod") and c.lower in self._lexicon.conditions for c in self._s.children(verb.i)
        )

    def is_habit(self, verb: Token) -> bool:
        """Whether a clause tells what used to happen: "when food was short, they would leave"."""
        clauses = (c for c in self._s.children(verb.i) if c.dep == "advcl")
        return any(part.lower == "when" for clause in clauses for part in self._s.children(clause.i))

    def is_negated(self, verb: Token) -> bool:
        return any(
            c.dep == "neg" or (c.dep in ("advmod", "preconj") and c.lower in _NEGATIONS)
            for c in self._s.children(verb.i)
        )

    def _subject(self, verb: Token) -> tuple[Token, ...]:
        subject = self._s.child(verb.i, "nsubj", "nsubjpass")
        return (
            tuple(syntax.coordinated(self._s, subject))
            if subject is not None and subject.tag not in ("WP", "WDT")
            else ()
        )

    def _owners(self, noun: Token) -> tuple[Token, ...]:
        children = self._s.children(noun.i)
        for child in children:
            if child.dep == "poss":
                return tuple(syntax.coordinated(self._s, child))
        for child in children:
            if (
                child.dep in ("amod", "compound", "nmod")
                and (child.pos == "PROPN" or child.text[:1].isupper())
                and child.i < noun.i
            ):
                return (child,)
        for child in children:
            if child.dep == "prep" and child.lower in ("by", "from") and (obj := self._s.child(child.i, "pobj")):
                return tuple(syntax.coordinated(self._s, obj))
        if noun.lemma in ("critic", "opponent", "supporter", "foe"):
            return (noun,)
        return ()
