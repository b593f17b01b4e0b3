"""Whether a pattern of the lexicon holds at a verb or noun of a sentence, and what fills its slots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.extract import syntax
from dragoman.extract.lexicon import EventLexicon
from dragoman.extract.patterns import Part, Pattern, Slot
from dragoman.model import Sentence, Token

Classes = Mapping[str, frozenset[str]]

_PREPOSITION_DEPS = frozenset({"prep", "dative", "prt", "agent", "mark", "advmod", "aux", "pcomp"})
_LOOSE_DEPS = _PREPOSITION_DEPS | {
    "acomp",
    "oprd",
    "dobj",
    "amod",
    "attr",
    "npadvmod",
    "appos",
    "xcomp",
    "ccomp",
    "advcl",
    "intj",
}
_CLAUSE_DEPS = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
# "rounds of talks", "dozens of rebels", "$50 million in aid": what counts is what is counted.
_QUANTITY = "quantity"
_CURRENCY = "currency"
_TRANSFERRING = "transferring"
_ADVERBIAL = "adverbial"
_ADVERBIAL_PREPOSITIONS = frozenset({"in", "at", "on", "under", "by"})
_WISHING = frozenset({"should", "must", "ought"})
_MUTUAL_PREPOSITIONS = frozenset({"between", "among"})
_PREDICATIVES = frozenset({"oprd", "acomp", "attr"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})
_MODIFIER_DEPS = frozenset({"compound", "amod", "nmod", "npadvmod"})


@dataclass(slots=True)
class Match:
    """A pattern that holds, and the head tokens in its slots."""

    pattern: Pattern
    head: Token
    actors: list[Token] = field(default_factory=list)  # of slots A; the subject is added by the caller
    recipients: list[Token] = field(default_factory=list)
    fixed: list[Token] = field(default_factory=list)  # what matched a fixed word or class: part of the trigger
    dangling: list[Token] = field(default_factory=list)  # prepositions without a slot: they govern the complement


def content_head(sentence: Sentence, token: Token, classes: Classes) -> Token:
    """The noun that is meant: "talks" of "a series of talks", "aid" of "$50 million in aid"."""
    is_money = _is_money(sentence, token, classes)
    if not is_money and token.lemma.lower() not in classes.get(_QUANTITY, ()):
        return token
    for child in sentence.children(token.i):
        is_link = child.lower == "of" or (is_money and child.lower == "in")
        if child.dep == "prep" and is_link and (obj := sentence.child(child.i, "pobj")):
            return obj
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else token
    if is_money and following.lower == "in" and following.head == token.head:  # parsed beside the sum
        return sentence.child(following.i, "pobj") or token
    return token


def _is_money(sentence: Sentence, token: Token, classes: Classes) -> bool:
    if token.lemma.lower() in classes.get(_CURRENCY, ()):
        return True
    return token.tag == "CD" and any(child.tag == "$" for child in sentence.children(token.i))


def _spellings(sentence: Sentence, token: Token, compound_heads: frozenset[str]) -> frozenset[str]:
    """How a noun can stand in the lexicon: lemma, form, and compounds with each word and all words that modify it."""
    lemma = token.lemma.lower()
    heads = {lemma, token.lower}
    if token.tag == "NNPS":  # proper nouns keep their form as lemma: "Marines"
        heads.add(token.lower.removesuffix("s"))
    out = set(heads)
    if compounded := heads & compound_heads:
        modifiers = [c for c in sentence.children(token.i) if c.i < token.i and c.dep in _MODIFIER_DEPS]
        for modifier in modifiers:
            for left in (modifier.lemma.lower(), modifier.lower):
                out.update([f"{left} {head}" for head in compounded])
        if len(modifiers) > 1:
            out.update([f"{' '.join(m.lower for m in modifiers)} {head}" for head in compounded])
        if token.i > 1 and sentence.tokens[token.i - 1].lower == "-":  # "cease - fire"
            out.update([f"{sentence.tokens[token.i - 2].lemma.lower()} {head}" for head in compounded])
    for word in heads:
        if "-" in word:
            out.update((word.replace("-", " "), word.replace("-", "")))
    return frozenset(out)


def _is_said_of(token: Token) -> bool:
    """Whether an adjective is said of an object and stands for nobody: "the move it called outrageous"."""
    return token.tag == "JJ" and token.dep in _PREDICATIVES and token.text.islower()


class Matcher:
    """Matches patterns against one sentence. ``is_time`` tells tokens of time expressions, which are no parties."""

    def __init__(self, sentence: Sentence, lexicon: EventLexicon, is_time: Callable[[Token], bool]) -> None:
        self._sentence = sentence
        self._lexicon = lexicon
        self._classes = lexicon.classes
        self._is_time = is_time
        self._objects: dict[int, list[Token]] = {}
        self._candidates: dict[tuple[int, bool], list[Token]] = {}
        self._keys: dict[int, frozenset[str]] = {}

    @cached_property
    def words(self) -> set[str]:
        """What patterns can need: the words of the sentence, and the classes of its nouns as "@class"."""
        out = {t.lower for t in self._sentence.tokens}
        out.update([t.lemma.lower() for t in self._sentence.tokens])
        classes_of, compound_heads = self._lexicon.classes_of, self._lexicon.compound_heads
        for token in self._sentence.tokens:
            if token.pos in _NOMINAL or token.tag == "VBG":
                lower, lemma = token.lower, token.lemma.lower()
                is_one = lower not in compound_heads and lemma not in compound_heads and "-" not in lower
                for word in {lower, lemma} if is_one and token.tag != "NNPS" else self.keys(token):
                    if word in classes_of:
                        out.update(classes_of[word])
        return out

    def keys(self, token: Token) -> frozenset[str]:
        """The spellings under which a noun can stand in the lexicon, computed once."""
        found = self._keys.get(token.i)
        if found is None:
            found = self._keys[token.i] = _spellings(self._sentence, token, self._lexicon.compound_heads)
        return found

    def fits(self, token: Token, slot: Slot) -> bool:
        """Whether a noun phrase head may stand in a slot; a coordinated one will do for a class."""
        if slot.word is None and slot.word_class is None:
            return not self._is_time(token) and (slot.role == "_" or not _is_said_of(token))
        wanted = frozenset({slot.word}) if slot.word else self._classes[slot.word_class or ""]
        return any(
            not wanted.isdisjoint(self._meant(candidate)) for candidate in syntax.coordinated(self._sentence, token)
        )

    def content(self, token: Token) -> Token:
        """The noun that is meant, where one only counts another."""
        return content_head(self._sentence, token, self._classes)

    def _meant(self, token: Token) -> frozenset[str]:
        """The spellings of the noun that is meant; a sum of money is also the money that it is."""
        content = self.keys(self.content(token))
        return content | self.keys(token) if _is_money(self._sentence, token, self._classes) else content

    def verb(self, pattern: Pattern, verb: Token) -> Match | None:
        """The match of a verb pattern at ``verb``, without its subject; None if some part is missing.

        This is asked of patterns only whose needs are among the ``words``; so is ``noun``.
        """
        if pattern.is_passive and not syntax.is_passive(self._sentence, verb):
            return None
        match = Match(pattern, verb)
        anchors = [verb]
        for part in pattern.parts:
            if not self._part(part, verb, anchors, match):
                return None
        if pattern.complement and not self._has_clause(pattern, anchors):
            return None
        return match

    def noun(self, pattern: Pattern, noun: Token) -> Match | None:
        """The match of a noun pattern at ``noun``. A and R slots may be empty, fixed words and classes may not."""
        match = Match(pattern, noun)
        anchors = [noun]
        if noun.dep in ("dobj", "nsubjpass") and noun.head != noun.i:
            anchors.append(self._sentence.tokens[noun.head])  # "held talks with": prepositions hang on either
        for part in pattern.parts:
            optional = part.slot is not None and part.slot.word is None and part.slot.word_class is None
            if not self._part(part, noun, self._around(noun, anchors, part), match) and not optional:
                return None
        return match

    def _around(self, noun: Token, anchors: list[Token], part: Part) -> list[Token]:
        """Where a part of a noun's pattern may hang: "between" of "talks resumed between …" hangs on the verb."""
        if noun.dep == "nsubj" and part.word in _MUTUAL_PREPOSITIONS:
            return [*anchors, self._sentence.tokens[noun.head]]
        return anchors

    def objects(self, verb: Token) -> list[Token]:
        """Direct objects of a verb, computed once."""
        if verb.i not in self._objects:
            self._objects[verb.i] = syntax.direct_objects(self._sentence, verb)
        return self._objects[verb.i]

    # -- parts ----------------------------------------------------------------------------------------------------

    def _part(self, part: Part, head: Token, anchors: list[Token], match: Match) -> bool:
        if part.is_clause:
            preposition = self._governed_by(part.word or "", anchors)
            return preposition is not None and self._sentence.child(preposition.i, "pcomp") is not None
        if part.slot is None:
            return self._word(part, anchors, match)
        if part.word is None:
            return self._object(part.slot, head, anchors, match)
        return self._prepositional(part.word, part.slot, head, anchors, match)

    def _word(self, part: Part, anchors: list[Token], match: Match) -> bool:
        found = self._child(part.word or "", anchors, _LOOSE_DEPS)
        if found is None:
            return False
        is_last = part is match.pattern.parts[-1]
        if not is_last and found.dep == "prep" and self._sentence.child(found.i, "pobj") is not None:
            return False  # "gave in to them", not "gave a lecture to them in May"
        anchors.append(found)
        (match.dangling if found.dep in ("prep", "dative", "aux", "agent") else match.fixed).append(found)
        return True

    def _object(self, slot: Slot, head: Token, anchors: list[Token], match: Match) -> bool:
        key = (head.i, match.pattern.kind == "verb")
        candidates = self._candidates.get(key)
        if candidates is None:
            direct = self.objects(head) if key[1] else []
            candidates = [*direct, *syntax.indirect_objects(self._sentence, head)]
            if key[1]:  # "gave Malawi money": the receiver comes first
                candidates.sort(key=lambda token: token.i)
                if head.lemma == "be":  # "is critical of", "is a friend of"
                    candidates.extend(c for c in self._sentence.children(head.i) if c.dep in ("acomp", "attr"))
            self._candidates[key] = candidates
        taken = {token.i for token in (*match.fixed, *match.actors, *match.recipients)}
        for token in candidates:
            if token.i not in taken and self.fits(token, slot):
                is_open = slot.word is None and slot.word_class is None
                free = (t for t in candidates if t.i not in taken)
                alike = [t for t in free if not (is_open and self._is_fixed(t, match.pattern))]
                if any(t.dep in ("dative", "nsubjpass") for t in alike):  # receiver and thing are no list
                    alike = syntax.coordinated(self._sentence, token)
                self._bind(slot, token, anchors, match, alike)
                return True
        if slot.word_class and len(anchors) > 1 and key[1]:
            return self._predicative(slot, head, anchors, match)
        return match.pattern.kind == "verb" and not candidates and self._raised(slot, head, anchors, match)

    def _is_fixed(self, token: Token, pattern: Pattern) -> bool:
        """Whether a second object is the pattern's own thing: "access" of "denied the inspectors access"."""
        slots = (part.slot for part in pattern.parts if part.slot and part.word is None)
        things = (slot for slot in slots if slot.role == "_" and (slot.word or slot.word_class))
        words = {part.word for part in pattern.parts if part.slot is None}
        return not words.isdisjoint(self.keys(token)) or any(self.fits(token, slot) for slot in things)

    def _predicative(self, slot: Slot, head: Token, anchors: list[Token], match: Match) -> bool:
        """ "called him a liar", "called the move outrageous": what is said of the object, adjectives parsed with it."""
        said = [child for child in self._sentence.children(head.i) if child.dep in _PREDICATIVES]
        for noun in anchors[1:]:
            said.extend(c for c in self._sentence.children(noun.i) if c.dep == "amod" and c.i > noun.i)
        for token in said:
            if self.fits(token, slot):
                self._bind(slot, token, anchors, match, [token])
                return True
        return False

    def _raised(self, slot: Slot, head: Token, anchors: list[Token], match: Match) -> bool:
        """ "wants Germany to pay", "found him guilty", "declared a truce to begin on Monday": the object is parsed as
        subject of what is said of it."""
        for clause in self._sentence.children(head.i):
            is_raising = clause.pos == "ADJ" or self._particle(clause) is not None
            if clause.dep in ("ccomp", "xcomp", "pcomp") and is_raising:
                subject = self._sentence.child(clause.i, "nsubj", "nsubjpass")
                if subject is not None and not self._is_time(subject) and self.fits(subject, slot):
                    self._bind(slot, subject, anchors, match, syntax.coordinated(self._sentence, subject))
                    return True
        return False

    def _prepositional(self, word: str, slot: Slot, head: Token, anchors: list[Token], match: Match) -> bool:
        for preposition in self._children(word, anchors, _PREPOSITION_DEPS):
            if preposition.dep == "agent" and slot.role == "R":
                continue  # "was rejected by X": X does it
            governed = self._sentence.child(preposition.i, "pobj")
            if governed is None:  # "out of the talks": the second preposition hangs on the first
                inner = self._sentence.child(preposition.i, "prep")
                governed = self._sentence.child(inner.i, "pobj") if inner and inner.lower == word else None
            if governed is not None:
                governed = syntax.antecedent(self._sentence, governed, head)
                if self.fits(governed, slot) and self._may_be_party(word, governed, slot, match):
                    anchors.append(preposition)
                    match.fixed.append(preposition)
                    self._bind(slot, governed, anchors, match, syntax.coordinated(self._sentence, governed))
                    return True
            elif preposition.dep == "prep" and self._raised(slot, preposition, anchors, match):
                return True
            elif preposition.dep in ("prt", "advmod", "prep") and match.pattern.kind == "verb":
                match.fixed.append(preposition)
                if self._object(slot, head, anchors, match):
                    return True
                match.fixed.pop()
        if word == "for" and (asked := self._for_clause(anchors)):
            subject = self._sentence.child(asked.i, "nsubj", "nsubjpass")
            if subject is not None and self.fits(subject, slot):
                self._bind(slot, subject, anchors, match, syntax.coordinated(self._sentence, subject))
                return True
        if word == "to" and slot.role == "R" and (token := self._stray_receiver(head)) and self.fits(token, slot):
            self._bind(slot, token, anchors, match, syntax.coordinated(self._sentence, token))
            return True
        if word in ("to", "for") and match.pattern.kind == "verb":
            for token in syntax.indirect_objects(self._sentence, head):
                if self.fits(token, slot):
                    self._bind(slot, token, anchors, match, syntax.coordinated(self._sentence, token))
                    return True
        return False

    def _stray_receiver(self, verb: Token) -> Token | None:
        """The receiver parsed as part of the thing: "returned a coin with the image of a king to Peru"."""
        if verb.lemma.lower() not in self._classes[_TRANSFERRING]:
            return None
        within = [i for thing in self.objects(verb) for i in self._sentence.subtree(thing.i) if i > thing.i]
        for i in reversed(within):
            if self._sentence.tokens[i].lower == "to" and (receiver := self._sentence.child(i, "pobj")):
                above = self._sentence.tokens[self._sentence.tokens[i].head]
                if self._particle(above) is not None or above.lower in self._classes[_ADVERBIAL]:
                    return None  # "to be flown to Peru", "its response to the floods"
                phrase = (receiver, *self._sentence.children(receiver.i))
                return receiver if any(t.text[0].isupper() for t in phrase) else None
        return None

    def _may_be_party(self, preposition: str, noun: Token, slot: Slot, match: Match) -> bool:
        """Whether a noun can fill a party's slot: no fixed word again, no "in response", "on condition"."""
        if slot.word is not None or slot.word_class is not None or slot.role == "_":
            return True
        is_phrase = preposition in _ADVERBIAL_PREPOSITIONS and noun.lower in self._classes[_ADVERBIAL]
        return not is_phrase and noun not in match.fixed

    def is_adverb(self, noun: Token) -> bool:
        """Whether a bare noun makes an adverb: "struck in protest", "closed the port in retaliation"."""
        above = self._sentence.tokens[noun.head]
        is_bare = not any(c.i < noun.i for c in self._sentence.children(noun.i))
        return noun.dep == "pobj" and above.lower == "in" and is_bare and noun.lower in self._classes[_ADVERBIAL]

    def _bind(self, slot: Slot, token: Token, anchors: list[Token], match: Match, group: list[Token]) -> None:
        anchors.append(token)
        if slot.word or slot.word_class:
            match.fixed.append(token)
            content = self.content(token)
            if content is not token:
                anchors.append(content)
                match.fixed.append(content)
            for other in syntax.coordinated(self._sentence, token)[1:]:
                if self.fits(other, slot):  # "travel bans and asset freezes on R": R hangs on the last
                    anchors.append(other)
                    match.fixed.append(other)
        if slot.role == "R":
            match.recipients.extend(group)
        elif slot.role == "A":
            match.actors.extend(group)

    # -- tree -----------------------------------------------------------------------------------------------------

    def _children(self, word: str, anchors: list[Token], deps: frozenset[str]) -> list[Token]:
        below = (child for anchor in anchors for child in self._sentence.children(anchor.i))
        return [child for child in below if child.dep in deps and word in (child.lower, child.lemma)]

    def _child(self, word: str, anchors: list[Token], deps: frozenset[str]) -> Token | None:
        if " " in word:
            for anchor in anchors:
                for child in self._sentence.children(anchor.i):
                    if child.dep in deps and word in self.keys(child):
                        return child
            return None
        found = self._children(word, anchors, deps)
        if found:
            return found[0]
        if word == "to":  # "committed to withdraw": the particle is the infinitive's
            for anchor in anchors:
                for clause in self._sentence.children(anchor.i):
                    if clause.dep in _CLAUSE_DEPS:
                        return self._particle(clause)
        asked = self._for_clause(anchors) if word == "for" else None
        return self._sentence.child(asked.i, "mark") if asked is not None else None

    def _for_clause(self, anchors: list[Token]) -> Token | None:
        """The infinitive of "called for Britain to stay", whose "for" is parsed as its mark."""
        for anchor in anchors:
            for clause in self._sentence.children(anchor.i):
                mark = self._sentence.child(clause.i, "mark")
                if clause.dep in _CLAUSE_DEPS and mark is not None and mark.lower == "for" and self._particle(clause):
                    return clause
        return None

    def _particle(self, clause: Token) -> Token | None:
        for child in self._sentence.children(clause.i):
            if child.dep == "aux" and child.lower == "to":
                return child
        return None

    def _governed_by(self, word: str, anchors: list[Token]) -> Token | None:
        found = self._children(word, anchors, _PREPOSITION_DEPS)
        return found[0] if found else None

    def _is_wished(self, clause: Token) -> bool:
        """Whether a clause tells what is to be, not what is: "insisted that it be lifted", "that it must go"."""
        verbal = [c for c in self._sentence.children(clause.i) if c.dep in ("aux", "auxpass") and c.i < clause.i]
        first = verbal[0] if verbal else clause
        return first.tag == "VB" or first.lower in _WISHING

    def _has_clause(self, pattern: Pattern, anchors: list[Token]) -> bool:
        verbs = self._classes[pattern.complement_class] if pattern.complement_class else None
        for anchor in anchors:
            for child in self._sentence.children(anchor.i):
                if child.dep not in ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"):
                    continue
                if verbs is not None and child.lemma.lower() not in verbs:
                    continue
                complement, has_to = pattern.complement, self._particle(child) is not None
                if complement == "to-inf" and has_to:
                    return True
                is_content = child.dep in ("ccomp", "acl") and not syntax.is_relative(self._sentence, child)
                if complement == "that" and is_content and not has_to:
                    return True
                if complement == "that-should" and is_content and not has_to and self._is_wished(child):
                    return True
                if complement == "-ing" and child.tag == "VBG":
                    return True
        return False
