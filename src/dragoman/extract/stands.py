"""Positions within one sentence, still as tokens: cue, holder, who is to act, and where the proposal stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract import syntax
from dragoman.extract.cues import last_of
from dragoman.extract.proposals import Proposals
from dragoman.extract.stances import StanceCue
from dragoman.model import Stance, Token

_CUE_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_TO_ADDRESSEE = frozenset({"on", "upon", "to", "with", "from", "for"})
SURE = 0.8  # confidence of a cue that tells a position outright, not as a wish
_DOUBTFUL = frozenset({"would", "could", "might", "may"})
_OWED = frozenset({"should", "must", "shall", "ought"})  # what is only asked of the subject is no stance of the subject
_ASKING = frozenset({"whether", "if", "why", "how", "what", "when", "who", "where"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A position as one sentence tells it. ``proposal`` is a range of tokens, ``refers`` a word that stands for one."""

    stance: Stance
    head: Token
    holders: tuple[Token, ...]
    addressees: tuple[Token, ...]
    proposal: tuple[int, int] | None
    refers: Token | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Content:
    proposal: tuple[int, int] | None = None
    refers: Token | None = None
    addressees: tuple[Token, ...] = ()


class SentenceStands(Proposals):
    """Finds the positions that the words of one sentence take."""

    def find(self) -> Iterator[Stand]:
        cues = self._lexicon.cues
        for token in self._s.tokens:
            pos = _CUE_OF.get(token.pos)
            if pos is None:
                continue
            key = token.lower if pos == "adjective" else token.lemma
            for cue in cues[pos].get(key, ()):
                last = last_of(cue.words, self._s, token)
                if last is None:
                    continue
                stand = (
                    self._verb(cue, token, last)
                    if pos == "verb"
                    else self._noun(cue, token)
                    if pos == "noun"
                    else self._adjective(cue, token)
                )
                if stand is not None:
                    yield from self._split(stand) if cue.is_addressed else (stand,)
                    break

    def _split(self, stand: Stand) -> Iterator[Stand]:
        """Two proposals for two addressees: "called on A to stop X and for B not to hold Y"."""
        if stand.proposal is None:
            yield stand
            return
        first, last = stand.proposal
        for i in range(first + 1, last - 2):
            if self._s.tokens[i].lower != "for" or self._s.tokens[i - 1].lower != "and":
                continue
            who = self._s.child(i, "pobj") or next((t for t in self._s.tokens[i + 1 : last] if t.dep == "nsubj"), None)
            verb = next((t for t in self._s.tokens[i + 2 : last + 1] if t.tag == "VB" and self.is_infinitive(t)), None)
            if who is not None and verb is not None and who.i < verb.i:
                yield replace(stand, proposal=(first, i - 2))
                yield replace(
                    stand, proposal=self.verb_phrase(verb), addressees=tuple(syntax.coordinated(self._s, who))
                )
                return
        yield stand

    # -- by part of speech --------------------------------------------------------------------------------------------

    def _verb(self, cue: StanceCue, head: Token, last: int) -> Stand | None:
        if head.dep in ("amod", "compound") or self._is_under_cue(head) or self._is_unreal(cue, head):
            return None
        passive = syntax.is_passive(self._s, head)
        holders = tuple(syntax.agents(self._s, head) if passive else syntax.surface_subject(self._s, head))
        if (
            not holders
            and passive
            and any(c.dep == "prep" and c.lower in cue.prepositions for c in self._s.children(head.i))
        ):
            holders = tuple(syntax.surface_subject(self._s, head))  # "those opposed to", "is committed to"
        if not holders or self._is_nobody(holders[0]):
            return None
        above = self._s.tokens[head.head]
        negated = self.is_negated(head) or (head.dep == "xcomp" and self.is_negated(above))  # "did not go on to refuse"
        stance = cue.negated if negated else cue.stance
        doubtful = any(c.dep == "aux" and c.lower in _DOUBTFUL for c in self._s.children(head.i))
        if stance is None or (doubtful and cue.confidence < SURE):  # "may want to leave"
            return None
        content = self._content(cue, head, last, passive)
        if content is None or self._is_gap(head, content):
            return None
        return Stand(
            stance,
            head,
            holders,
            content.addressees,
            content.proposal,
            content.refers,
            cue.confidence - 0.2 * doubtful,
            cue.rule,
        )

    def _is_nobody(self, holder: Token) -> bool:
        """Whether a noun phrase denies that anybody is meant: "no member has asked for help"."""
        return any(c.lower in ("no", "neither") and c.dep in ("det", "preconj") for c in self._s.children(holder.i))

    def _is_gap(self, head: Token, content: _Content) -> bool:
        """Whether a relative clause leaves only the verb of a proposal: "the form that the school wants to adopt"."""
        is_bare = content.proposal is not None and content.proposal[0] == content.proposal[1]
        return is_bare and head.dep == "relcl" and self._s.tokens[head.head].i < head.i and not content.addressees

    def _is_unreal(self, cue: StanceCue, head: Token) -> bool:
        """ "unless Iran agreed", "should refrain", "accused of threatening", "called it X for": no position."""
        if self.is_doubtful(head) or self._s.child(head.i, "oprd"):
            return True
        if cue.stance not in ("demand", "propose") and any(
            c.dep == "aux" and c.lower in _OWED for c in self._s.children(head.i)
        ):
            return True
        above = self._s.tokens[head.head]
        if head.dep == "advcl" and head.tag == "VBG" and above.lemma in self._lexicon.allegations:
            return True  # "accused Keller of fraud, threatening to leave": who threatens is not told
        return head.dep == "pcomp" and self._s.tokens[above.head].lemma in self._lexicon.allegations

    def _is_under_cue(self, head: Token) -> bool:
        """ "pledged to ask …", "ordered them to stop and start accepting …": the outer cue's position alone."""
        below, above = head, self._s.tokens[head.head]
        while below.dep in ("xcomp", "conj") and below.tag in ("VB", "VBG"):
            if below.dep == "xcomp" and above.lemma in self._lexicon.cues["verb"]:
                return above.lemma != "want"
            below, above = above, self._s.tokens[above.head]
        return False

    def _noun(self, cue: StanceCue, head: Token) -> Stand | None:
        holders = self._owners(head)
        if not holders:
            return None
        for child in self._s.children(head.i):
            if child.i < head.i:
                continue
            if child.dep in ("acl", "ccomp") and self._fits_clause(cue, child):
                return Stand(
                    cue.stance,
                    head,
                    holders,
                    self._subject(child),
                    self.verb_phrase(child),
                    None,
                    cue.confidence - 0.1,
                    cue.rule,
                )
            if (
                child.dep == "prep"
                and child.lower in cue.prepositions
                and (obj := self._s.child(child.i, "pobj", "pcomp"))
            ) and (not cue.only_acts or self.is_act(obj)):
                return Stand(cue.stance, head, holders, (), self.noun_phrase(obj), None, cue.confidence - 0.2, cue.rule)
        return None

    def _adjective(self, cue: StanceCue, head: Token) -> Stand | None:
        verb = self._s.tokens[head.head]
        if head.dep in ("amod", "appos") or head.dep == "ROOT":
            holders: tuple[Token, ...] = (verb,) if syntax.is_noun(verb) else ()
        else:
            holders = tuple(syntax.surface_subject(self._s, verb)) if verb.pos in ("VERB", "AUX") else ()
        stance = cue.negated if self.is_negated(verb) else cue.stance
        if not holders or stance is None:
            return None
        for child in self._s.children(head.i):
            if child.dep == "xcomp" and "infinitive" in cue.takes and child.lemma not in self._lexicon.talk:
                return Stand(stance, head, holders, (), self.verb_phrase(child), None, cue.confidence - 0.1, cue.rule)
            if (
                child.dep == "prep"
                and child.lower in cue.prepositions
                and (obj := self._s.child(child.i, "pobj", "pcomp"))
            ) and (self.is_act(obj) or not cue.only_acts):
                return Stand(stance, head, holders, (), self.noun_phrase(obj), None, cue.confidence, cue.rule)
        return None

    # -- what is wanted -----------------------------------------------------------------------------------------------

    def _content(self, cue: StanceCue, head: Token, last: int, passive: bool) -> _Content | None:
        if "infinitive" in cue.takes and (found := self._infinitive(cue, head, passive)):
            return found
        if "clause" in cue.takes:
            for child in self._s.children(head.i):
                is_own = self._opens_quotation(child) and not self._opens_quotation(head)  # 'proposed: "I ask …"'
                if child.dep == "ccomp" and child.i > head.i and not is_own and self._fits_clause(cue, child):
                    return _Content(self._clause(child), None, self._subject(child))
        children = self._s.children(head.i)
        for child in children:
            if child.dep in ("prep", "agent") and child.i > head.i and child.lower in cue.prepositions:
                return self._governed(cue, head, child)
        if "object" not in cue.takes:
            return None
        if len(cue.words) > 1 and (final := self._s.tokens[last]).dep == "prep":
            return self._governed(cue, head, final)
        return self._object(cue, head, passive)

    def _infinitive(self, cue: StanceCue, head: Token, passive: bool) -> _Content | None:
        """An infinitive under the cue, or under the noun that is asked to act."""
        children = self._s.children(head.i)
        hearers = [c for c in children if c.dep in ("dobj", "dative", "nsubjpass") and syntax.is_noun(c)]
        to = [c for c in children if c.dep in ("prep", "dative") and c.lower in _TO_ADDRESSEE]
        hearers.extend(obj for c in to if (obj := self._s.child(c.i, "pobj")))
        for anchor in (head, *hearers):
            for child in self._s.children(anchor.i):
                if (
                    child.dep not in ("xcomp", "ccomp", "acl", "relcl", "advcl")
                    or child.i < head.i
                    or not self.is_infinitive(child)
                ):
                    continue
                if child.lemma in self._lexicon.talk and (cue.confidence < SURE or cue.stance in ("decline", "refuse")):
                    return None
                if self._opens_quotation(child) and not self._opens_quotation(head):
                    return None  # "told the press, 'to show …'"
                subject = self._subject(child)
                hearer = [h for h in hearers if h.i < child.i]
                if hearer and not subject and not self._can_act(hearer[0]):
                    return None  # "called for talks to end the war": talks do not act
                if (
                    not (subject or hearer)
                    and cue.is_addressed
                    and cue.confidence >= SURE
                    and cue.words[0] in ("tell", "order", "warn", "expect", "require", "direct", "advise", "instruct")
                ):
                    return None
                addressed = cue.is_addressed or cue.stance in ("demand", "propose")
                if passive:
                    who = tuple(syntax.surface_subject(self._s, head))
                else:
                    who = subject or tuple(t for h in hearer[:1] for t in syntax.coordinated(self._s, h))
                if "object" in cue.takes and not cue.is_addressed and hearer and anchor is not head and not subject:
                    return None  # "rejected a plan to …": the object is what is meant
                first, last = self.verb_phrase(child)
                is_done = self._s.child(child.i, "auxpass") is not None
                if who and addressed and is_done and who[0].i < first and who[0].pos == "NOUN":
                    return _Content((self._s.phrase(who[0].i)[0], last))  # "for the bill to be dropped"
                return _Content((first, last), None, who if addressed else ())
        return None

    def _can_act(self, noun: Token) -> bool:
        """Whether a noun can be asked to act; acts and sums of money cannot."""
        return (
            noun.pos != "NUM"
            and not (noun.pos == "NOUN" and self.is_act(noun))
            and not self._s.child(noun.i, "quantmod")
        )

    def _fits_clause(self, cue: StanceCue, clause: Token) -> bool:
        """Whether a clause says what is to be done, not what is the case."""
        if self.is_infinitive(clause):
            return "infinitive" in cue.takes
        if "clause" not in cue.takes:
            return False
        first = self._s.tokens[self._s.subtree(clause.i)[0]]
        if any(c.lower in _ASKING and c.i < clause.i for c in (first, *self._s.children(clause.i))):
            return False
        auxiliaries = {c.lower for c in self._s.children(clause.i) if c.dep in ("aux", "auxpass")}
        if cue.stance in ("demand", "propose") and cue.confidence >= SURE:
            return (
                bool(auxiliaries & {"must", "should", "be"})
                or clause.tag == "VB"
                or (clause.tag == "VBP" and not auxiliaries)
            )
        return bool(auxiliaries & {"will", "would", "'ll", "’ll", "can", "could", "shall"})

    def _governed(self, cue: StanceCue, head: Token, preposition: Token) -> _Content | None:
        obj = self._s.child(preposition.i, "pobj", "pcomp")
        if obj is None or (cue.words == ("call",) and self._s.child(head.i, "dobj")):
            return None  # "called the race for Keller"
        if self._is_reference(obj):
            return self._reference(obj)
        if (cue.only_acts and not self.is_act(obj)) or obj.lemma in self._lexicon.durations:
            return None
        hearer = next(
            (
                c
                for c in self._s.children(head.i)
                if c.dep in ("prep", "dative") and c.lower in ("to", "on") and c.i != preposition.i
            ),
            None,
        )
        who = self._s.child(hearer.i, "pobj") if hearer and cue.stance in ("demand", "propose") else None
        return _Content(self.noun_phrase(obj), None, tuple(syntax.coordinated(self._s, who)) if who else ())

    def _object(self, cue: StanceCue, head: Token, passive: bool) -> _Content | None:
        obj = self._s.child(head.i, "nsubjpass") if passive else self._s.child(head.i, "dobj")
        if obj is not None and obj.lower == "what" and obj.tag == "WP":
            return self._cleft(head)
        if obj is None or obj.tag in ("WDT", "WP"):
            gerund = next(
                (
                    c
                    for c in self._s.children(head.i)
                    if c.dep in ("xcomp", "ccomp") and c.tag == "VBG" and c.i > head.i
                ),
                None,
            )
            if gerund is not None:
                return _Content(self.verb_phrase(gerund))
            if head.dep != "relcl":
                return None
            obj = self._s.tokens[head.head]
            is_named = self._is_reference(obj) or (cue.only_acts and not self.is_act(obj))
            if not is_named:
                return _Content(self._s.phrase(obj.i))  # without the clause that says who wants it
        if self._is_reference(obj):
            return self._reference(obj)
        if (cue.only_acts and not self.is_act(obj)) or obj.pos == "PRON":
            return None
        if obj.pos == "PROPN" and cue.stance == "promise":
            return None  # "promised Mexico that …": the hearer
        return _Content(self.noun_phrase(obj))

    def _cleft(self, head: Token) -> _Content | None:
        """What the sentence says it is: "What Pyongyang wants is relief"."""
        clause = head
        while clause.dep == "conj":
            clause = self._s.tokens[clause.head]
        be = self._s.tokens[clause.head]
        value = self._s.child(be.i, "attr", "acomp", "xcomp") if be.lemma == "be" else None
        return _Content(self.noun_phrase(value)) if value is not None and value.i > head.i else None

    # -- references ---------------------------------------------------------------------------------------------------

    def _is_reference(self, token: Token) -> bool:
        if token.pos == "PRON" or token.tag in ("DT", "PRP"):
            return token.lower in self._lexicon.reference_pronouns
        if token.lemma in ("do",) and token.tag == "VBG":
            return True  # "refrained from doing so"
        return token.lemma in self._lexicon.reference_nouns

    def _reference(self, token: Token) -> _Content | None:
        """The proposal that a noun like "idea" stands for: its own complement, else one told before."""
        if token.pos == "NOUN":
            for child in self._s.children(token.i):
                if child.dep == "acl" and child.i > token.i and self.is_infinitive(child):
                    return _Content(self.verb_phrase(child))
                if (
                    child.dep == "prep"
                    and child.lower in ("of", "for", "to")
                    and (obj := self._s.child(child.i, "pobj", "pcomp"))
                ):
                    return _Content(self.noun_phrase(obj))
        return _Content(None, token)
