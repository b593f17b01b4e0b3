"""Reports whose cue clause commas set off from what is said: "The tax, he said, was …", "…, she told the Post"."""

from __future__ import annotations

from dragoman.extract.cues import Cue
from dragoman.extract.nominal_reports import NominalReports
from dragoman.extract.report_tree import Report
from dragoman.model import Span, Token

_CLAUSE_HEADS = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
_MAX_BRACKET = 25  # tokens of a cue clause in brackets, the speaker's apposition included
_MIN_BEFORE = 3  # tokens that a sentence needs before the cue clause that closes it
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod", "dobj", "dative"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING_ADVERBIALS = frozenset({"ADP", "SCONJ", "ADV", "PART"})
_HEARER_TAGS = frozenset({"NNP", "NNPS", "NNS", "PRP"})


class SetOffReports(NominalReports):
    """Reads cue clauses in brackets, off the tree and, where the tree has them wrong, off the commas."""

    def _around(self, head: Token) -> Span | None:
        """The clause in which a bracketed cue clause stands: "The tax, he said, was …", "…, as he said"."""
        above = self._s.tokens[head.head]
        if (
            head.dep not in ("parataxis", "ccomp", "advcl", "dep")
            or above.i == head.i
            or above.pos not in _CLAUSE_HEADS
        ):
            return None
        if any(c.dep == "nsubj" and c.tag in ("WDT", "WP") for c in self._s.children(head.i)):
            return None  # "gas, which often leaks, was found"
        if any(self._is_own_story(head, c) for c in self._s.children(head.i)):
            return None
        own = self._s.subtree(head.i)
        if len(own) > _MAX_BRACKET or own[-1] - own[0] >= len(own) or not self._is_bracketed(own[0], own[-1]):
            return None
        if head.dep != "parataxis" and not any(
            (c.dep == "nsubj" or c.lower == "as") and c.i < head.i for c in self._s.children(head.i)
        ):
            return None
        whole = range(len(self._s.tokens)) if above.dep == "ROOT" else self._s.subtree(above.i)
        taken = set(own)
        inside = [i for i in whole if i not in taken]
        if all(self._s.tokens[i].dep in ("cc", "punct") for i in inside if i < own[0]):  # "But, he said, the tax …"
            inside = [i for i in inside if i > own[0]]
        return self._covering(inside) if len(inside) > 2 else None

    def _is_own_story(self, head: Token, part: Token) -> bool:
        """Whether a part of a clause makes it tell something itself: "when he spoke", "each finding a flaw"."""
        if part.dep == "mark" or part.tag == "WRB":
            return part.lower != "as"
        is_object = part.dep == "dobj" and head.lemma not in self._lexicon.addressed and part.tag != "PRP"
        return is_object or part.dep in ("ccomp", "xcomp")

    def _is_bracketed(self, first: int, last: int) -> bool:
        """Whether punctuation, or an end of the sentence, stands on both sides."""
        before = first == 0 or not self._s.tokens[first - 1].text.isalnum() or not self._s.tokens[first].text.isalnum()
        after = (
            last + 1 >= len(self._s.tokens)
            or not self._s.tokens[last + 1].text[0].isalnum()
            or not self._s.tokens[last].text.isalnum()
        )
        return before and after and first > 0

    def _set_off(self, cue: Cue, head: Token, last: int) -> Report | None:
        """A report whose cue clause stands between commas, or behind the last one, but not so in the tree."""
        if any(q.overlaps(self._s.span) for q in self._quoted) or self._has_own_clause(head):
            return None
        found = self._inverted(head) or self._in_order(head)
        if found is None:
            return None
        speaker, first, end = found
        before = self._s.tokens[: first - 1]
        if before and before[0].dep == "cc":
            before = before[1:]
        after = [t for t in self._s.tokens[end + 1 :] if t.text not in (".", "?", "!", "''", '"', "”")]
        if not before:
            return None
        if after:
            is_bracket = after[0].text == "," and any(t.tag in _FINITE for t in after)
            is_bracket = is_bracket and not {before[0].pos, after[1].pos} <= _OPENING_ADVERBIALS
            if not is_bracket or after[1].tag == "CC" or (after[1].tag == "VBG" and after[1].dep != "csubj"):
                return None
            content = self._s.span_of(before[0].i, after[-1].i)
        else:
            if len(before) < _MIN_BEFORE or before[0].pos in _OPENING_ADVERBIALS or before[0].tag == "VBG":
                return None
            content = self._s.span_of(before[0].i, before[-1].i)
        return Report(cue, head, self._cue_span(head, last), (speaker,), content, "around")

    def _has_own_clause(self, head: Token) -> bool:
        """Whether the cue governs a clause with a subject or a mark of its own: the tree has seen what is said."""
        for child in self._s.children(head.i):
            if child.dep != "ccomp":
                continue
            subject = self._s.child(child.i, "nsubj", "nsubjpass", "csubj", "expl", "mark")
            if child.i < head.i or (subject is not None and not self._follows_said(head, subject)):
                return True
        return False

    def _follows_said(self, head: Token, subject: Token) -> bool:
        """Whether a subject stands right behind a verb that a comma comes before: ", said Mira Solberg, …"."""
        tokens = self._s.tokens
        return head.i > 1 and tokens[head.i - 1].text == "," and self._s.phrase(subject.i)[0] == head.i + 1

    def _inverted(self, head: Token) -> tuple[Token, int, int] | None:
        """The speaker of ", said Mira Solberg, who …,", and the first and last token of that clause.

        Not of "Mira Solberg, a judge, said Tom Okello was free": there an apposition ends before the verb.
        """
        tokens = self._s.tokens
        if head.i < 2 or tokens[head.i - 1].text != "," or any(t.text == "," for t in tokens[: head.i - 1]):
            return None
        for token in tokens[head.i + 1 :]:
            if token.pos in ("NOUN", "PROPN") and token.dep != "compound":
                if self._s.phrase(token.i)[0] != head.i + 1:
                    return None
                inside = self._s.subtree(token.i)
                end = inside[-2] if tokens[inside[-1]].text == "," and len(inside) > 1 else inside[-1]
                is_closed = end + 1 < len(tokens) and tokens[end + 1].text == ","
                return (token, head.i, end) if is_closed else None
            if token.pos in ("VERB", "AUX", "PUNCT"):
                return None
        return None

    def _in_order(self, head: Token) -> tuple[Token, int, int] | None:
        """The speaker of ", the minister said in May," and the first and last token of that clause."""
        subject = next((c for c in self._s.children(head.i) if c.dep == "nsubj" and c.i < head.i), None)
        if subject is None or subject.tag in ("WP", "WDT", "EX", "DT"):
            return None
        first = self._s.phrase(subject.i)[0]
        between = self._s.tokens[self._s.subtree(subject.i)[-1] + 1 : head.i]
        if first < 2 or self._s.tokens[first - 1].text != "," or any(t.pos not in ("ADV", "AUX") for t in between):
            return None
        end = head.i
        for child in self._s.children(head.i):
            if child.i < head.i:
                continue
            inside = self._s.subtree(child.i)
            if child.dep not in _ADVERBIALS or inside[0] != end + 1:
                break
            if child.dep in ("dobj", "dative") and child.tag not in _HEARER_TAGS:
                return None  # "he said nothing"
            end = inside[-1]
        return subject, first, end
