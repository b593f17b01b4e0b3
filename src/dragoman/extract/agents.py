"""Who does what a verb or a noun tells: subjects, owners, wielders of instruments."""

from __future__ import annotations

from typing import Protocol

from dragoman.extract import syntax
from dragoman.extract.lexicon import EventLexicon
from dragoman.extract.matching import Match
from dragoman.model import EventType, Sentence, Token

DOCUMENT = "document"  # the word class of what speaks for who issued it: "a statement condemning", "the letter urged"
ISSUING = "issuing"  # the word class of what issuers do
SAYING = "saying"  # the word class of plain reporting verbs
ADDRESSING = "addressing"  # the word class of verbs for what is done by words
COMMANDING = "commanding"  # the word class of verbs whose doer does what is ordered
PERFORMING = "performing"  # the word class of verbs whose doer does what they govern: "a raid led by", "carried out by"
# The word classes of what and who is attacked, seized, held, where they stand before the noun: "journalist killings".
STRUCK = ("building", "civilian", "journalist", "refugee", "prisoner", "property")
EMBASSY = "diplomatic_post"  # the word class of what is struck even where it is a name
WEAPONS = ("weapons", "aircraft", "ship", "bomb")  # the word classes of what somebody wields
_MAX_ADDRESS = 3  # prepositions between an addressee and the letter to him
BLAMED = "blamed"  # the word class of what those are who did it: "responsible", "behind"
_HARMING = frozenset({EventType.ASSAULT, EventType.COERCE})
GATHERING = "gathering"  # the word class of verbs whose purpose is told as done, by the one who comes or calls


class Parties(Protocol):
    """What the acts of a sentence need to know of who and what its words mean."""

    def is_actor(self, token: Token) -> bool: ...

    def is_person(self, token: Token) -> bool: ...

    def is_one(self, token: Token, other: Token) -> bool: ...

    def is_site(self, token: Token) -> bool: ...

    def is_time(self, token: Token) -> bool: ...


class Agents:
    """Finds the doers of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: EventLexicon, parties: Parties) -> None:
        classes = lexicon.classes
        self._sentence = sentence
        self._act_nouns = lexicon.act_nouns
        self._gathering = classes.get(GATHERING, frozenset())
        self._commanding = classes.get(COMMANDING, frozenset())
        self._saying = classes.get(SAYING, frozenset())
        self._addressing = classes.get(ADDRESSING, frozenset())
        self._issuing = classes.get(ISSUING, frozenset())
        self._documents = classes.get(DOCUMENT, frozenset())
        self._struck = lexicon.members(STRUCK)
        self._embassies = classes.get(EMBASSY, frozenset())
        self._is_site = parties.is_site
        self._weapons = lexicon.members(WEAPONS)
        self._blamed_as = classes.get(BLAMED, frozenset())
        self._performing = classes.get(PERFORMING, frozenset())
        self._is_actor = parties.is_actor
        self._is_one = parties.is_one

    def around(self, noun: Token) -> list[Token]:
        """The subject of the clause that a noun stands in: "after a meeting with X, Y said", "Y wrapped up talks"."""
        for above in self._sentence.ancestors(noun.i):
            if above.pos == "VERB":
                return [t for t in syntax.surface_subject(self._sentence, above) if self._is_actor(t)]
        return []

    def wielders(self, doers: list[Token]) -> list[Token]:
        """Whose the instruments are that a restricted subject names: "a bomb killed", "Israeli missiles hit"."""
        out: list[Token] = []
        for token in doers:
            owners = [token] if self._is_actor(token) else self.of_noun(token)
            out.extend(t for t in owners if t is token or t.dep != "compound" or not self.is_struck(t))
        return out

    def is_struck(self, owner: Token) -> bool:
        """Whether a noun before an attack tells what it struck: "the Nairobi bombing", "embassy bombings"."""
        lemma = owner.lemma.lower()
        is_common = owner.tag in ("NN", "NNS") or lemma in self._embassies
        return self._is_site(owner) or (is_common and lemma in self._struck)

    def armed(self, doers: list[Token]) -> list[Token]:
        """Whose the weapons are that are told to act: "missiles fired by Israel hit", "Israel's missiles hit"."""
        out: list[Token] = []
        for token in doers:
            is_weapon = not self._is_actor(token) and token.lemma.lower() in self._weapons
            owners = self.of_noun(token) if is_weapon else []
            is_described = any(t.dep in ("amod", "compound", "nmod") for t in owners)  # its words tell whose it is
            out.extend(owners if owners and not is_described else [token])
        return out

    def of_verb(self, verb: Token) -> list[Token]:
        """Who does what a verb tells; of what a statement or letter does, who issued it, where that is told."""
        doers = self._doers(verb)
        if not any(t.lemma.lower() in self._documents for t in doers):
            return doers
        return [issuer for t in doers for issuer in self._issuers(t, verb) or [t]]

    def _letter_to(self, addressee: Token) -> Token | None:
        """The document that an addressee is named for: "letter" of "a letter to the head of the bank"."""
        token = addressee
        for _ in range(_MAX_ADDRESS):
            token = self._sentence.tokens[token.head] if token.dep == "appos" else token
            preposition = self._sentence.tokens[token.head]
            if token.dep != "pobj" or preposition.dep not in ("prep", "dative"):
                return None
            token = self._sentence.tokens[preposition.head]
            if preposition.lower == "to" and token.pos == "VERB":
                token = self._sentence.child(token.i, "dobj") or token
            if preposition.lower == "to":
                return token if token.lemma.lower() in self._documents else None
        return None

    def _issuers(self, noun: Token, verb: Token, *, is_within: bool = False) -> list[Token]:
        if noun.lemma.lower() not in self._documents or self._is_actor(noun):
            return []
        above = self._sentence.tokens[noun.head]
        is_within = is_within or (verb.dep in ("acl", "relcl") and verb.head == noun.i)
        if is_within and noun.dep == "pobj" and above.lower in ("in", "with"):
            above = self._sentence.tokens[above.head]
        owner = self._sentence.child(noun.i, "poss")
        if owner is not None and self._is_actor(owner):
            return syntax.coordinated(self._sentence, owner)
        is_issued = above.pos == "VERB" and (above.lemma.lower() in self._issuing or noun.dep == "pobj")
        if is_within and is_issued and noun.dep in ("dobj", "pobj"):
            return syntax.agents(self._sentence, above) or [t for t in self._doers(above) if t is not noun]
        return []

    def _doers(self, verb: Token) -> list[Token]:
        if syntax.is_passive(self._sentence, verb):
            return syntax.agents(self._sentence, verb) or self._commanders(verb)
        if verb.dep == "acl" and verb.tag == "VBG":
            noun = self._sentence.tokens[verb.head]
            if letter := self._letter_to(noun):  # "sent a letter to the premier warning …"
                return self._issuers(letter, verb, is_within=True) or [letter]
            above = self._sentence.tokens[noun.head]
            is_told = noun.lemma.lower() in self._act_nouns and noun.lemma.lower() not in self._documents
            if is_told and noun.dep in ("dobj", "attr") and above.pos == "VERB" and not self._is_actor(noun):
                return self.of_verb(above)  # "staged a protest demanding …"
        above = self._sentence.tokens[verb.head]
        is_purpose = verb.dep in ("xcomp", "advcl") and verb.tag == "VB" and not self._has_subject(verb)
        if is_purpose and above.lemma.lower() in self._gathering and above is not verb:
            return self.of_verb(above)  # "called him to congratulate him": who calls, not who is called
        if teller := self._teller(verb):
            return self.of_verb(teller)
        subject = syntax.surface_subject(self._sentence, verb)
        listed = [
            child
            for child in self._sentence.children(verb.i)
            if child.dep == "npadvmod" and subject and child.i < subject[0].i and self._is_actor(child)
        ]
        return [*listed, *subject]  # "US, allies push …" is parsed with the first as an adverbial

    def _teller(self, verb: Token) -> Token | None:
        """The verb of saying that a verb is really beside: "said three men were hurt, and accused Iran"."""
        told = self._sentence.tokens[verb.head]
        saying = self._sentence.tokens[told.head]
        is_beside = verb.dep == "conj" and verb.tag in ("VBD", "VBZ") and not self._has_subject(verb)
        if not is_beside or told.dep != "ccomp" or saying.lemma.lower() not in self._saying or told.i < saying.i:
            return None
        is_other = told.tag == "VB" or syntax.is_passive(self._sentence, told) or self._is_own_object(verb, told)
        return saying if is_other and verb.lemma.lower() in self._addressing else None

    def _is_own_object(self, verb: Token, told: Token) -> bool:
        """Whether a pronoun makes the one who did the one thing the object of the other: "had left and urged it to"."""
        pronoun = self._sentence.child(verb.i, "dobj")
        if pronoun is None or pronoun.tag != "PRP" or pronoun.lower.endswith(("self", "selves")):
            return False
        return any(self._is_one(pronoun, t) for t in syntax.surface_subject(self._sentence, told))

    def _commanders(self, verb: Token) -> list[Token]:
        """ "a judge ordered the minister jailed": the judge."""
        above = self._sentence.tokens[verb.head]
        is_bare = verb.dep in ("ccomp", "xcomp", "oprd", "acl") and self._sentence.child(verb.i, "aux", "mark") is None
        if above.pos == "NOUN" and above.dep == "dobj":
            above = self._sentence.tokens[above.head]
        if is_bare and above.pos == "VERB" and above.lemma.lower() in self._commanding:
            return self.of_verb(above)
        return []

    def _has_subject(self, verb: Token) -> bool:
        return self._sentence.child(verb.i, "nsubj", "nsubjpass") is not None

    def in_noun(self, match: Match, event: EventType | None) -> tuple[list[Token], list[Token]]:
        """Who does and who suffers what a noun tells: its slots, and its owners in the role that these leave them."""
        pattern, noun = match.pattern, match.head
        actors, recipients = list(match.actors), list(match.recipients)
        own = pattern.head.split()[:-1]  # "a military parade": that is no military's
        owners = [t for t in self.of_noun(noun) if t.lower not in own or self._sentence.children(t.i)]
        if event is EventType.ACCUSE and not recipients:  # "the Russia investigation"
            recipients = [t for t in owners if t.dep == "compound" and self._is_site(t)]
            owners = [t for t in owners if t not in recipients]
        if event in _HARMING:
            struck = [t for t in owners if t.dep == "compound" and self.is_struck(t)]
            recipients = recipients or struck
            owners = [t for t in owners if t not in struck]
        if actors and any(t.lower == "with" for t in match.fixed):  # "Iran's talks with Iraq", "a meeting with X"
            owners = owners or (self.around(noun) if event is EventType.CONSULT and len(actors) == 1 else [])
            return [*(t for t in owners if t not in actors), *actors], recipients
        if pattern.possessor == "R":
            return actors, recipients or owners
        return actors or owners, recipients

    def of_noun(self, noun: Token) -> list[Token]:
        """Whose act a noun names: possessor, by-phrase, nationality or name before it."""
        for child in self._sentence.children(noun.i):
            if child.dep == "poss":
                return syntax.coordinated(self._sentence, child)
        if by := syntax.agents(self._sentence, noun):
            return by
        for child in self._sentence.children(noun.i):
            is_owner = child.dep in ("amod", "compound", "nmod") and self._is_actor(child)
            if is_owner and not syntax.is_opposed(self._sentence, child):
                return syntax.coordinated(self._sentence, child)
        return self._performers(noun) or self._guilty(noun)

    def _guilty(self, noun: Token) -> list[Token]:
        """ "the cartel was responsible for the killings", "the rebels were behind the raid"."""
        above = self._sentence.tokens[noun.head]
        if noun.dep != "pobj" or above.dep != "prep":
            return []
        said = above if above.lower in self._blamed_as else self._sentence.tokens[above.head]
        verb = self._sentence.tokens[said.head]
        if said.lemma.lower() not in self._blamed_as or verb.lemma != "be" or verb.dep == "ccomp":
            return []  # whom somebody else blames is accused of it
        return [t for t in syntax.surface_subject(self._sentence, verb) if t.pos in ("NOUN", "PROPN")]

    def _performers(self, noun: Token) -> list[Token]:
        """ "a Saudi-led strike", "an attack claimed by the rebels", "a raid blamed on the army"."""
        for child in self._sentence.children(noun.i):
            if child.tag != "VBN" or child.lemma.lower() not in self._performing:
                continue
            if child.dep == "acl" and (by := syntax.agents(self._sentence, child) or self._blamed(child)):
                return by
            if child.dep == "amod":
                return [t for t in self._sentence.children(child.i) if t.i < child.i and self._is_actor(t)]
        return []

    def _blamed(self, participle: Token) -> list[Token]:
        for child in self._sentence.children(participle.i):
            if child.dep == "prep" and child.lower in ("on", "to") and (obj := self._sentence.child(child.i, "pobj")):
                return syntax.coordinated(self._sentence, obj)
        return []

    def are_several(self, doers: list[Token]) -> bool:
        """Whether a subject names more than one party: "both sides", "they", "the ministers", "A and B"."""
        if len(doers) != 1 or doers[0].tag in ("NNS", "NNPS") or doers[0].lower in ("they", "we", "both", "who"):
            return True  # and "Presidents X of Chile and Y of Peru"
        return any(c.dep == "compound" and c.tag in ("NNS", "NNPS") for c in self._sentence.children(doers[0].i))
