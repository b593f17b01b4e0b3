"""Reports within one sentence: a cue, who speaks, and where the content stands, all still as tokens.

The parser's tree decides; where it leaves a cue clause in brackets ("The tax, he said, was popular") the sentence
around it is the content.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.extract import syntax
from dragoman.extract.cues import Cue, last_of
from dragoman.extract.report_tree import Report
from dragoman.extract.set_off_reports import SetOffReports
from dragoman.model import Span, Token

_NEAR_SUBJECTS = frozenset({"nsubj", "dobj", "attr", "npadvmod", "nmod"})
_ABOUT_OTHERS = frozenset({"accuse", "criticise", "praise"})  # forces of words that are said of somebody
_PARTING = frozenset({":", ";"})
_DUMMY_VERBS = frozenset({"go", "take"})  # "it takes courage to admit …"
_UNSAID = frozenset({"refuse", "demand", "want", "hope", "promise", "threaten"})  # forces of what governs words to come


class SentenceReports(SetOffReports):
    """Finds the reports of one sentence; ``quoted`` are the spans of quotations in which nothing is looked for."""

    def find(self) -> list[Report]:
        out: list[Report] = []
        words = self._lexicon.words
        for token in self._s.tokens:
            if token.lower not in words and token.lemma.lower() not in words:
                continue
            if any(q.start <= token.start < q.end for q in self._quoted):
                continue
            if (token.lower in self._lexicon.phrases and (report := self._phrase(token))) or (
                report := self._at(token)
            ):
                out.append(report)
        return out

    def _at(self, token: Token) -> Report | None:
        lemma = token.lemma.lower()
        if token.pos == "VERB" or token.tag.startswith("VB"):
            if token.dep in ("amod", "compound") or lemma not in self._lexicon.verbs:
                return None
            return self._first(token, self._lexicon.verbs[lemma], self._verb)
        if token.pos == "NOUN" and lemma in self._lexicon.nouns:
            return self._first(token, self._lexicon.nouns[lemma], self._noun)
        if token.pos == "ADJ" and token.lower in self._lexicon.adjectives:
            return self._first(token, self._lexicon.adjectives[token.lower], self._adjective)
        return None

    def _first(
        self, head: Token, cues: tuple[Cue, ...], read: Callable[[Cue, Token, int], Report | None]
    ) -> Report | None:
        waiting: Report | None = None
        for cue in cues:
            last = last_of(cue.words, self._s, head)
            if last is None:
                continue
            report = read(cue, head, last)
            if report is not None and report.content is not None:
                return report
            waiting = waiting or report
        return waiting

    # -- verbs --------------------------------------------------------------------------------------------------------

    def _verb(self, cue: Cue, head: Token, last: int) -> Report | None:
        if cue.act == "speech" and cue.force not in ("deny", "refuse") and self._is_unsaid(head):
            return None
        if self._is_withheld(head) or self._is_asked(head) or self._is_remarkable(head) or self._is_graded(head):
            return None
        passive = syntax.is_passive(self._s, head) or self._is_reduced(head)
        if not passive and cue.takes >= {"clause", "quotation"} and (set_off := self._set_off(cue, head, last)):
            return set_off
        speakers = tuple(syntax.agents(self._s, head) if passive else self._subjects(head))
        found = self._content_of_verb(cue, head, last, passive)
        if found is None:
            if "quotation" not in cue.takes:
                return None
            return Report(cue, head, self._cue_span(head, last), speakers, None, "quotation")
        content, how = found
        return Report(cue, head, self._cue_span(head, last), speakers, content, how)

    def _is_reduced(self, head: Token) -> bool:
        """Whether a participle is parsed beside the verb of others: "crossed the lake on a device, called the Swan"."""
        if head.dep != "conj" or head.tag != "VBN":
            return False
        while head.dep == "conj":
            if any(c.dep in ("aux", "nsubj", "dobj", "ccomp") for c in self._s.children(head.i)):
                return False
            head = self._s.tokens[head.head]
        return head.tag == "VBD"

    def _content_of_verb(self, cue: Cue, head: Token, last: int, passive: bool) -> tuple[Span, str] | None:
        children = self._s.children(head.i)
        if "raising" in cue.takes:
            return (span, "clause") if passive and (span := self._raised(head)) else None
        if cue.takes & {"clause", "quotation"}:
            for child in self._clauses(head):
                is_apart = child.i < head.i and self._is_apart(child, head)
                if cue.act != "speech" and self._is_about_self(child):
                    return None  # "found themselves surrounded"
                if not is_apart and (span := self._clause(child, head)):
                    return span, "clause"
            if cue.force == "ask" and (question := self._question(head)):
                return self._covering(self._s.subtree(question.i)), "clause"
            if "clause" in cue.takes and (clause := self._behind_channel(head)):
                return self._covering(self._s.subtree(clause.i)[1:]), "clause"
            if "clause" in cue.takes and not passive and (span := self._around(head)):
                return span, "around"
        if "naming" in cue.takes and (span := self._naming(head)):
            return span, "naming"
        if "gerund" in cue.takes:
            for child in children:
                if child.dep == "xcomp" and child.i > head.i and self._is_gerund(child):
                    return self._covering(self._s.subtree(child.i)), "infinitive"
        if "infinitive" in cue.takes:
            for child in children:
                if child.dep in ("xcomp", "ccomp") and child.i > head.i and self._is_infinitive(child):
                    return self._infinitive(child, head), "infinitive"
        for child in children:
            if (
                child.dep == "prep"
                and child.i > head.i
                and child.lower in cue.prepositions
                and (span := self._governed(child))
            ):
                joins = child.lower in ("of", "for", "as") or cue.force == "describe"  # "likened it to a snake"
                if joins and "object" in cue.takes and (obj := self._object(head, passive)):
                    return self._covering([*obj, *self._indices(span)]), "object"
                return span, "preposition"
        if len(cue.words) > 1 and "object" in cue.takes and "as" not in cue.prepositions:
            preposition = self._s.tokens[last]
            return (
                (span, "preposition") if preposition.dep == "prep" and (span := self._governed(preposition)) else None
            )
        if (
            "object" in cue.takes
            and not (cue.prepositions and "as" in cue.prepositions)
            and (obj := self._object(head, passive))
        ):
            return self._covering(obj), "object"
        return None

    def _question(self, head: Token) -> Token | None:
        """The clause behind "asked the envoy if …", which the parser takes for a condition."""
        for child in self._s.children(head.i):
            mark = self._s.child(child.i, "mark")
            if child.dep == "advcl" and mark is not None and mark.lower in ("if", "whether") and mark.i > head.i:
                return child if self._s.tokens[mark.i - 1].text != "," else None
        return None

    def _clauses(self, head: Token) -> list[Token]:
        """The clauses a cue governs: one that follows comes first, whatever else but a quotation stands in front."""
        found = [c for c in self._s.children(head.i) if c.dep == "ccomp"]
        if len(found) < 2 or self._is_quoted(found[0]):
            return found
        behind = [c for c in found if c.i > head.i and (self._is_new_clause(c) or self._has_mark(c))]
        return [*behind, *(c for c in found if c not in behind)]

    def _is_about_self(self, clause: Token) -> bool:
        subject = self._s.child(clause.i, "nsubj", "nsubjpass")
        return subject is not None and subject.lower.endswith(("self", "selves"))

    def _is_apart(self, clause: Token, head: Token) -> bool:
        """Whether a colon parts a clause from the cue behind it: "Prices rose: he said they would fall"."""
        return any(t.text in _PARTING for t in self._s.tokens[clause.i : head.i])

    def _raised(self, head: Token) -> Span | None:
        """The clause around a passive cue: "He is said to have fled"."""
        subject = self._s.child(head.i, "nsubjpass")
        clause = self._s.child(head.i, "xcomp")
        if subject is None or clause is None or clause.i < head.i or not self._is_infinitive(clause):
            return None
        return self._covering([*self._s.subtree(subject.i), *self._s.subtree(clause.i)])

    def _behind_channel(self, head: Token) -> Token | None:
        """The clause that the parser hangs on a noun before it: "said in a speech that …", "told a group that …"."""
        for child in self._s.children(head.i):
            noun = self._s.child(child.i, "pobj") if child.dep == "prep" else child if child.dep == "dobj" else None
            if noun is None or child.i < head.i or noun.lemma.lower() in self._lexicon.nouns:
                continue  # "answered to charges that …": what others say
            for clause in self._s.children(noun.i):
                first = self._s.tokens[self._s.subtree(clause.i)[0]]
                is_that = first.lower == "that" and first.dep == "mark"
                if clause.dep in ("relcl", "acl", "ccomp") and is_that and self._is_new_clause(clause):
                    return clause
        return None

    def _clause(self, clause: Token, head: Token) -> Span | None:
        """The clause, without the cue's own words, its mark and what stands between; in front or behind the cue."""
        own = self._own(head)
        inside = [i for i in self._s.subtree(clause.i) if i not in own]
        if clause.i > head.i:
            inside = self._before_next_cue(clause, [i for i in inside if i > head.i])
            if (obj := self._s.child(head.i, "dobj")) and self._is_robbed(clause, obj, head):
                inside = [*(i for i in self._s.subtree(obj.i) if i > head.i), *inside]
            if inside and self._s.tokens[inside[0]].lower == "that" and self._s.tokens[inside[0]].dep == "mark":
                inside = inside[1:]
        elif inside:
            inside = [i for i in inside if i < head.i]
            # what follows "…, he said" in the same clause goes on with the content: "…, and …"
            rest = [t.i for c in self._s.children(head.i) if c.dep == "conj" and self._is_new_clause(c) for t in (c,)]
            if rest:
                inside = [*inside, *self._s.subtree(rest[0])]
        return self._covering(inside) if inside else None

    def _is_robbed(self, clause: Token, obj: Token, head: Token) -> bool:
        """Whether the parser takes the subject of a clause for the object of the cue: "announced classes would end"."""
        is_between = head.i < obj.i < clause.i and head.lemma not in self._lexicon.addressed
        return is_between and not self._is_new_clause(clause) and not self._has_mark(clause)

    def _before_next_cue(self, clause: Token, inside: list[int]) -> list[int]:
        """The clause before a second cue of the same speaker: "said the bureau has …, but indicated that …"."""
        for child in self._s.children(clause.i):
            if self._is_added(child):
                return [i for i in inside if i < self._s.subtree(child.i)[0]]
            if child.dep != "conj" or child.lemma not in self._lexicon.verbs or self._is_new_clause(child):
                continue
            is_of_cue = clause.tag == "VB" and self._s.child(clause.i, "aux") is not None  # "would go and warned …"
            if self._is_negated(child):
                continue
            if child.tag in ("VBD", "VBZ", "VBP") and (is_of_cue or self._governs(child)):
                first = self._s.subtree(child.i)[0]
                return [i for i in inside if i < first and not (i == first - 1 and self._s.tokens[i].dep == "cc")]
        return inside

    def _governs(self, verb: Token) -> bool:
        """Whether a verb of saying has words of its own to report."""
        if self._s.child(verb.i, "ccomp", "oprd"):
            return True
        return any(c.force in _ABOUT_OTHERS and len(c.words) == 1 for c in self._lexicon.verbs[verb.lemma])

    def _is_added(self, verb: Token) -> bool:
        """Whether a participle behind a comma says more: "said it had failed, adding that …"."""
        first = self._s.subtree(verb.i)[0]
        is_set_off = verb.tag == "VBG" and verb.dep == "advcl" and first > 0 and self._s.tokens[first - 1].text == ","
        if not is_set_off or not any(c.dep == "ccomp" and c.i > verb.i for c in self._s.children(verb.i)):
            return False
        return any(c.act == "speech" and "clause" in c.takes for c in self._lexicon.verbs.get(verb.lemma, ()))

    def _is_new_clause(self, token: Token) -> bool:
        return any(c.dep in ("nsubj", "nsubjpass", "expl") for c in self._s.children(token.i))

    def _own(self, head: Token) -> set[int]:
        """The tokens of the cue's clause itself: subject, verb, adverbials; not its clausal content."""
        out = {head.i}
        for child in self._s.children(head.i):
            if child.dep not in ("ccomp", "conj", "cc", "punct", "parataxis"):
                out.update(self._s.subtree(child.i))
        return out

    def _naming(self, head: Token) -> Span | None:
        named = [c for c in self._s.children(head.i) if c.dep in ("oprd", "dobj", "acomp", "attr") and c.i > head.i]
        obj = named[0] if named and named[0].dep == "dobj" else None
        after = obj is not None and any(c.dep in ("appos", "amod") and c.i > obj.i for c in self._s.children(obj.i))
        if len(named) > 1 or after:
            return self._covering([i for c in named for i in self._s.subtree(c.i)])
        for child in self._s.children(head.i):
            if child.dep in ("oprd", "ccomp", "xcomp") and child.i > head.i and not self._is_infinitive(child):
                inside = self._s.subtree(child.i)
                if obj := self._s.child(head.i, "dobj"):
                    inside = [*self._s.subtree(obj.i), *inside]
                return self._covering([i for i in inside if i > head.i])
        return None

    def _infinitive(self, clause: Token, head: Token) -> Span:
        inside = self._before_past(clause, [i for i in self._s.subtree(clause.i) if i > head.i])
        if (obj := self._s.child(head.i, "dobj")) and obj.i < clause.i:
            return self._covering([*self._s.subtree(obj.i), *inside])
        if inside and self._s.tokens[inside[0]].lower == "to" and len(inside) > 1:
            inside = inside[1:]
        return self._covering(inside)

    def _before_past(self, clause: Token, inside: list[int]) -> list[int]:
        """An infinitive before what the speaker did as well: "urged them to wait and spoke with the envoy"."""
        for child in self._s.children(clause.i):
            if child.dep == "conj" and child.tag in ("VBD", "VBZ") and not self._is_new_clause(child):
                first = self._s.subtree(child.i)[0]
                return [i for i in inside if i < first and not (i == first - 1 and self._s.tokens[i].dep == "cc")]
        return inside

    def _object(self, head: Token, passive: bool) -> list[int]:
        """The noun phrase the cue governs, with the phrases that belong to it; [] for persons spoken to."""
        if passive:
            return [
                i
                for t in syntax.surface_subject(self._s, head)[:1]
                if t.i < head.i
                for i in self._s.subtree(t.i)
                if i < head.i
            ]
        obj = self._s.child(head.i, "dobj")
        if (
            obj is None
            or obj.i < head.i
            or obj.lower in ("itself", "himself", "herself", "themselves", "who", "which", "that")
        ):
            return []
        inside = self._s.subtree(obj.i)
        for child in self._s.children(head.i):
            if (
                child.dep == "prep"
                and child.i > obj.i
                and child.lower in ("for", "as", "of")
                and child.i == inside[-1] + 1
            ):
                inside = [*inside, *self._s.subtree(child.i)]
        return inside

    def _subjects(self, head: Token) -> list[Token]:
        """Who speaks: the subject, found outside of the quoted words; "said Mary Jones" is often misread."""
        above = self._s.tokens[head.head]
        clause = above
        while clause.dep == "conj" and not self._is_new_clause(clause):
            clause = self._s.tokens[clause.head]
        outer = self._s.tokens[clause.head]
        is_second = head.dep == "conj" or self._is_added(head)
        if is_second and clause.dep == "ccomp" and outer.lemma in self._lexicon.verbs and not self._is_new_clause(head):
            return syntax.surface_subject(self._s, outer)  # "said …, but indicated that …"
        if not self._is_new_clause(head) and self._is_quoted(above) and (around := self._cue_around(above)):
            return syntax.surface_subject(self._s, around)  # '"…," Keller said, also adding "…"'
        if head.dep == "conj" and not self._is_new_clause(head) and (nearer := self._nearer_cue(above, head)):
            return syntax.surface_subject(self._s, nearer)
        is_participle = head.tag == "VBG" and head.dep == "advcl"
        if is_participle and syntax.is_passive(self._s, above) and (agents := syntax.agents(self._s, above)):
            return agents  # "was called a victory by Keller, saying that …"
        found = syntax.surface_subject(self._s, head)
        if found and not self._is_quoted(found[0]):
            return [] if found[0].lower == "there" else found
        for child in self._s.children(head.i):
            if child.dep in _NEAR_SUBJECTS and -4 <= child.i - head.i <= 8 and not self._is_quoted(child):
                return [child] if child.pos in ("PROPN", "NOUN", "PRON") else []
        beside = self._s.tokens[head.i - 1] if head.i else head
        return [beside] if found and beside.tag == "PRP" else []

    def _nearer_cue(self, above: Token, head: Token) -> Token | None:
        """The verb of saying that a second one really goes with: "prices rose as Ada Smith gave up and said …"."""
        if self._is_cue(above) or not self._s.child(head.i, "ccomp"):
            return None
        between = (t for t in reversed(self._s.tokens[above.i + 1 : head.i]) if t.tag in ("VBD", "VBZ", "VBP"))
        return next((t for t in between if self._is_cue(t) and self._is_new_clause(t)), None)

    def _cue_around(self, quoted: Token) -> Token | None:
        """The verb of saying that a quotation hangs on."""
        verbs = (t for t in self._s.ancestors(quoted.i) if not self._is_quoted(t))
        return next((t for t in verbs if self._is_cue(t)), None)

    def _is_cue(self, verb: Token) -> bool:
        return any(len(cue.words) == 1 for cue in self._lexicon.verbs.get(verb.lemma, ()))

    def _is_unsaid(self, head: Token) -> bool:
        """Whether a verb is negated, by itself or with the one before: "would not elaborate or comment on …"."""
        above = self._s.tokens[head.head]
        shares = head.dep == "conj" and head.tag == "VB" and above.tag == "VB" and not self._is_new_clause(head)
        return self._is_negated(head) or (shares and self._is_negated(above))

    def _is_withheld(self, head: Token) -> bool:
        """ "declined to say", "was urged to explain", "a way to tell", "Tell me", "That said, …": nothing is said."""
        above = self._s.tokens[head.head]
        before, after = self._s.tokens[head.i - 1].lower if head.i else "", self._s.tokens[head.i + 1 : head.i + 2]
        if before == "that" and after and after[0].text == "," and head.lower == "said":
            return True
        if not self._is_infinitive(head):
            return head.tag == "VB" and self._is_order(head)
        if head.dep in ("xcomp", "ccomp") and above.pos == "VERB" and above.lemma in self._lexicon.verbs:
            return any(c.force in _UNSAID for c in self._lexicon.verbs[above.lemma])
        if head.dep == "xcomp":  # "unable to tell", "it is hard to say"
            subject = syntax.surface_subject(self._s, head)
            adjective = self._s.child(above.i, "acomp") or above
            return adjective.lower in self._lexicon.unsaid or any(t.lower in ("it", "there") for t in subject)
        return head.dep in ("acl", "relcl")

    def _is_asked(self, head: Token) -> bool:
        """Whether the sentence asks if it is said or thought at all: "Did he say …?", "Why would they want to …?"."""
        if "?" not in self._s.tokens[-1].text and "?" not in self._s.tokens[-2 % len(self._s.tokens)].text:
            return False
        verb = head
        while verb.dep == "xcomp" and verb.head != verb.i:
            verb = self._s.tokens[verb.head]
        subject = self._s.child(verb.i, "nsubj", "nsubjpass")
        helpers = [c for c in self._s.children(verb.i) if c.dep in ("aux", "auxpass")]
        return subject is not None and any(c.i < subject.i < verb.i for c in helpers)

    def _is_remarkable(self, head: Token) -> bool:
        """ "It is worth noting that …", "it goes to show that …": the paper says so, not what "it" may stand for."""
        above = self._s.tokens[head.head]
        if above.dep == "acomp":
            above = self._s.tokens[above.head]
        is_within = head.dep == "xcomp" or self._is_infinitive(head) or self._s.tokens[head.i - 1].dep == "acomp"
        is_dummy = above.lemma in _DUMMY_VERBS or self._s.child(above.i, "acomp") is not None
        if head.dep not in ("xcomp", "advcl", "ccomp") or not is_within or not is_dummy or self._is_new_clause(head):
            return False
        subject = self._s.child(above.i, "nsubj")
        return subject is not None and subject.lower in ("it", "this", "that", "which")

    def _is_graded(self, head: Token) -> bool:
        """ "is so charged that …": the clause tells what comes of it."""
        before = self._s.tokens[max(0, head.i - 2) : head.i]
        return any(t.lower == "so" for t in before) and before[-1].pos == "ADV"

    def _is_order(self, head: Token) -> bool:
        """Whether a base form stands without subject and auxiliary: the reader is told to say it."""
        if any(c.dep in ("aux", "nsubj") for c in self._s.children(head.i)):
            return False
        return head.dep in ("ROOT", "ccomp", "advcl") or (
            head.dep == "conj" and self._s.tokens[head.head].tag == "VB" and self._is_order(self._s.tokens[head.head])
        )
