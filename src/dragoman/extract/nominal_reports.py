"""Reports whose cue is no verb: "his claim that", "confident that", "according to"."""

from __future__ import annotations

from dragoman.extract import syntax
from dragoman.extract.cues import Cue
from dragoman.extract.report_tree import Report, ReportTree
from dragoman.model import Span, Token

_LIGHT_VERBS = frozenset(
    "make issue give release deliver voice express repeat reiterate raise have hear receive get".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


class NominalReports(ReportTree):
    """Reads the reports of nouns, adjectives and phrases."""

    def _noun(self, cue: Cue, head: Token, last: int) -> Report | None:
        content: Span | None = None
        how = "clause"
        for child in self._s.children(head.i):
            if child.i < head.i:
                continue
            if child.dep in ("acl", "ccomp") and (
                ("clause" in cue.takes and self._has_mark(child))
                or ("infinitive" in cue.takes and self._is_infinitive(child))
            ):
                inside = self._s.subtree(child.i)
                first = self._s.tokens[inside[0]].lower
                content = self._covering(inside[1:] if first in ("that", "to") and len(inside) > 1 else inside)
                break
            if child.dep == "prep" and child.lower in cue.prepositions:
                content, how = self._governed(child), "preposition"
                break
        if content is None:
            return None
        return Report(cue, head, self._cue_span(head, last), tuple(self._owners(head)), content, how)

    def _owners(self, noun: Token) -> list[Token]:
        for child in self._s.children(noun.i):
            if child.dep == "poss":
                return syntax.coordinated(self._s, child)
        for child in self._s.children(noun.i):
            if child.dep == "prep" and child.lower in ("by", "from") and (obj := self._s.child(child.i, "pobj")):
                return syntax.coordinated(self._s, obj)
        above = self._s.tokens[noun.head]
        if noun.dep == "dobj" and above.lemma in _LIGHT_VERBS:
            return syntax.surface_subject(self._s, above)
        return []

    def _adjective(self, cue: Cue, head: Token, last: int) -> Report | None:
        above = self._s.tokens[head.head]
        if head.dep not in ("acomp", "oprd", "ROOT", "conj", "advcl", "amod") or self._has_dummy_subject(above):
            return None
        for child in self._s.children(head.i):
            if child.i < head.i:
                continue
            if child.dep in ("ccomp", "xcomp") and (
                ("clause" in cue.takes and not self._is_infinitive(child))
                or ("infinitive" in cue.takes and self._is_infinitive(child))
            ):
                inside = [i for i in self._s.subtree(child.i) if i > head.i]
                if inside and self._s.tokens[inside[0]].lower in ("that", "to"):
                    inside = inside[1:]
                content: Span | None = self._covering(inside) if inside else None
            elif child.dep == "prep" and child.lower in cue.prepositions:
                content = self._governed(child)
            else:
                continue
            if content:
                speakers = syntax.surface_subject(self._s, above if head.dep in ("acomp", "oprd") else head)
                return Report(cue, head, self._cue_span(head, last), tuple(speakers), content, "clause")
        return None

    def _has_dummy_subject(self, verb: Token) -> bool:
        return any(c.dep in ("nsubj", "expl") and c.lower in ("it", "there") for c in self._s.children(verb.i))

    def _phrase(self, token: Token) -> Report | None:
        """The clause that "according to X" hangs on, without the phrase."""
        for words in self._lexicon.phrases[token.lower]:
            last = token.i + len(words) - 1
            if last >= len(self._s.tokens) or tuple(t.lower for t in self._s.tokens[token.i : last + 1]) != words:
                continue
            source = self._source(token.i, last)
            if source is None:
                return None
            own = set(self._s.subtree(token.i)) | set(range(token.i, last + 1)) | set(self._s.subtree(source.i))
            top = self._attributed(token, last, own)
            own = self._parted(source, top, own)
            inside = self._in_same_part(token, [i for i in self._s.subtree(top.i) if i not in own])
            cue = Cue(
                words,
                "speech",
                "assert",
                "neutral",
                frozenset({"clause"}),
                frozenset(),
                None,
                f"cues.toml:{' '.join(words)}",
            )
            content = self._covering(inside) if inside else None
            return Report(
                cue,
                token,
                self._s.span_of(token.i, last),
                tuple(t for t in syntax.coordinated(self._s, source) if t.i in own),
                content,
                "around",
            )
        return None

    def _parted(self, source: Token, top: Token, own: set[int]) -> set[int]:
        """The words of a phrase in front, where the parser takes the subject for a part of the source, or vice versa.

        "According to Reuters, Egypt and Sudan signed …": the source ends with the comma. "According to Interfax, an
        agency, two ships sank": of two subjects the first is an apposition.
        """
        if source.i > top.i or top.pos not in ("VERB", "AUX"):
            return own
        subjects = [c for c in self._s.children(top.i) if c.dep in _SUBJECTS and c.i < top.i and c.i not in own]
        behind = max(own) + 1
        name = behind + 1
        while subjects and name < subjects[0].i and self._s.tokens[name].pos == "PROPN":
            name += 1
        if name > behind + 1 and self._s.tokens[behind].text == self._s.tokens[name].text == ",":
            return own.union(range(behind, name + 1))
        if len(subjects) > 1:
            return own.union(self._s.subtree(subjects[0].i))
        comma = next((t.i for t in self._s.tokens[source.i + 1 : top.i] if t.text == ","), None)
        if subjects or comma is None or comma + 1 not in own:
            return own
        return {i for i in own if i <= comma}

    def _in_same_part(self, token: Token, inside: list[int]) -> list[int]:
        """The tokens from the semicolon before a phrase on, to the next one if the phrase does not open its part."""
        parting = [t.i for t in self._s.tokens if t.text == ";"]
        first = max((i for i in parting if i < token.i), default=-1)
        last = min((i for i in parting if i > token.i), default=len(self._s.tokens))
        opens = not any(first < i < token.i and self._s.tokens[i].dep != "cc" for i in inside)
        return [i for i in inside if first < i and (opens or i < last)]

    def _attributed(self, token: Token, last: int, own: set[int]) -> Token:
        """Head of what a phrase attributes: the whole sentence that it opens or closes, else the clause around it."""
        top = self._s.tokens[token.head]
        while token.i <= top.i <= last and top.head != top.i:
            top = self._s.tokens[top.head]
        while top.head not in (top.i, token.i) and top.pos not in ("VERB", "AUX"):
            top = self._s.tokens[top.head]
        words = [t.i for t in self._s.tokens if t.text[0].isalnum()]
        is_outermost = words[0] in own or (words[-1] in own and self._s.tokens[token.i - 1].text == ",")
        while is_outermost and top.head not in own and top.head != top.i:
            top = self._s.tokens[top.head]
        return top

    def _source(self, first: int, last: int) -> Token | None:
        for i in range(last, first - 1, -1):
            if (obj := self._s.child(i, "pobj")) and obj.i > last:
                return obj
        return None
