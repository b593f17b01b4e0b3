"""From head tokens to actors and recipients: which mention is meant, and whom a fixed object lends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dragoman.actors import describe
from dragoman.extract import syntax
from dragoman.extract.matching import Classes, content_head
from dragoman.model import Mention, Reading, Sentence, Span, Token

# "sanctions on Iran", "aid to Syria", "talks with Hanoi", "the embassy of Turkey"
_LENDING_PREPOSITIONS = frozenset(
    "of on against to for with toward towards over from at between among into upon".split()
)
_LOCATING_PREPOSITIONS = frozenset({"in", "at", "into", "near", "across", "throughout", "inside", "outside", "around"})
_ABBREVIATION = 4  # letters; "US", "UN", "USSR" stand before a noun as adjectives do
# How a party hangs on a thing: "Iran's", "Iranian", "of Iran", "such as Iran".
_BELONGING = frozenset({"poss", "amod", "compound", "nmod", "prep", "agent", "pobj", "pcomp", "conj", "appos"})
_MAX_DEPTH = 5  # edges below an object within which a known actor still belongs to it
_ANSWER = "answer_phrase"  # the word class of "response", "protest", …
_DEEDS = ("attack", "bomb", "air_strike", "atrocity")  # the word classes of violent acts
_CIRCUMSTANCES = frozenset("after as because before since though although while when whereas once if".split())
_EMPTY = frozenset({"it", "there", "that", "this", "which", "who", "whom", "what", "one", "itself", "themselves", "so"})
_NOT_A_PARTY = frozenset({"ADV", "ADP", "SCONJ", "PUNCT", "VERB", "AUX"})


class Roles:
    """Looks up who stands at the tokens of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, classes: Classes) -> None:
        self._reading = reading
        self._classes = classes
        self._sentence = sentence
        self._times = [t.span for t in reading.inside(sentence).times]

    def is_actor(self, token: Token) -> bool:
        """Whether a known mention is anchored here."""
        return any(m.code or m.sector for m in self._mentions(token))

    def is_one(self, token: Token, other: Token) -> bool:
        """Whether two heads mean the same party: one entity, or one country and its government, army, people."""
        mentions, others = self._mentions(token), self._mentions(other)
        codes = {m.code for m in mentions if m.code}
        entities = {m.entity for m in mentions}
        return any(m.entity in entities or m.code in codes for m in others)

    def is_person(self, token: Token) -> bool:
        """Whether a person or group is meant here, be it one of no known country or sector."""
        return any(m.kind in ("person", "group", "crowd") for m in self._mentions(token))

    def _mentions(self, token: Token) -> tuple[Mention, ...]:
        """The mentions anchored at a head, or at what it counts: "thousands of teachers"."""
        found = self._reading.at(self._sentence.index, token.i)
        if found:
            return found
        content = content_head(self._sentence, token, self._classes)
        if content is not token:
            return self._reading.at(self._sentence.index, content.i)
        name = self._sentence.child(token.i, "appos")  # "the journalist Ana Ruiz", parsed as a noun and its name
        named = self._reading.at(self._sentence.index, name.i) if name is not None else ()
        return tuple(m for m in named if m.span.start <= token.start and token.end <= m.span.end)

    def is_site(self, token: Token) -> bool:
        """Whether a name before a noun tells where, not who: "the Nairobi bombing", but not "a U.S. strike"."""
        is_abbreviated = "." in token.text or (token.text.isupper() and len(token.text) <= _ABBREVIATION)
        kinds = {m.kind for m in self._reading.at(self._sentence.index, token.i)}
        return not is_abbreviated and not kinds.isdisjoint({"place", "state"})

    def who(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The parties at these heads: known mentions, else descriptions of the noun phrases; times are none."""
        out: dict[tuple[Span, str], Mention] = {}
        for token in tokens:
            for mention in self._at(token):
                out.setdefault((mention.span, mention.entity), mention)
        return tuple(m for m in out.values() if not _is_title_of_another(m, out.values()))

    def _at(self, token: Token) -> tuple[Mention, ...]:
        found = self._mentions(token)
        if found:
            return self._listed(token, found) or (*found, *self._sharing(token, found), *self._beside(token, found))
        if token.lower in _EMPTY or token.pos in _NOT_A_PARTY or self.is_time(token):
            return ()
        mention = describe(self._reading, self._sentence, token.i)
        is_deed = any(token.lemma.lower() in self._classes[name] for name in _DEEDS)
        if is_deed and self._sentence.child(token.i, "poss", "amod", "compound") is None:
            mention = replace(mention, code=None, sector=None, sector2=None)  # "the bombing in Kabul" is not Kabul's
        return (mention,)

    def is_own(self, mention: Mention, entities: Collection[str]) -> bool:
        """Whether a mere thing is meant that belongs to one of these: "its decision", "Iran's offer"."""
        if mention.kind != "unknown" or mention.how != "description" or mention.sentence != self._sentence.index:
            return False
        owner = self._sentence.child(mention.head, "poss")
        return owner is not None and any(m.entity in entities for m in self._mentions(owner))

    def _listed(self, token: Token, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Who several of no known country are, where a list says it: "the five crewmen, three Poles and two Danes"."""
        content = content_head(self._sentence, token, self._classes)
        if any(m.code for m in found) or content.tag != "NNS":
            return ()
        below = {c.i: c for head in (token, content) for c in self._sentence.children(head.i) if c.dep == "appos"}
        beside = (t for c in below.values() for t in self._list(c))
        return tuple(m for t in beside for m in self._reading.at(self._sentence.index, t.i) if m.code)

    def _list(self, token: Token) -> list[Token]:
        """A list that is parsed as apposition, with those of its members that hang on one another as such."""
        own = syntax.coordinated(self._sentence, token)
        below = [c for one in own for c in self._sentence.children(one.i) if c.dep == "appos"]
        return [*own, *(t for child in below for t in self._list(child))]

    def _sharing(self, token: Token, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "British and EU negotiators" are two parties: the coordinated modifiers of other countries."""
        codes = {m.code for m in found}
        out: list[Mention] = []
        for child in self._sentence.children(token.i):
            if child.dep in ("amod", "compound", "nmod"):
                group = syntax.coordinated(self._sentence, child)
                if len(group) > 1:
                    known = (m for t in group for m in self._reading.at(self._sentence.index, t.i))
                    out.extend(m for m in known if m.code and m.code not in codes)
        return tuple(out)

    def _beside(self, token: Token, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "Presidents X of France, Y of Italy and Z of Malta": those who hang on the name or the country before."""
        if not all(m.kind == "person" and m.name for m in found):
            return ()
        children = self._sentence.children(token.i)
        lands = [t for c in children if c.dep == "prep" and c.lower in ("of", "from") for t in self._governed(c)]
        apposed = [c for c in children if c.dep == "appos"]
        out: list[Mention] = []
        for other in (*lands[1:], *apposed, *syntax.coordinated(self._sentence, token)[1:]):
            named = self._reading.at(self._sentence.index, other.i)
            if other.pos == "PROPN" and named and all(m.kind == "person" and m.name for m in named):
                out.extend((*named, *self._beside(other, named)))
        entities = {m.entity for m in found}
        return tuple(m for m in out if m.entity not in entities)

    def is_time(self, token: Token) -> bool:
        """Whether the token belongs to a time expression."""
        span = Span(token.start, token.end)
        return any(time.covers(span) for time in self._times)

    def owning(self, fixed: Iterable[Token]) -> tuple[Mention, ...]:
        """The known actors whose these things are: possessor, nationality, or after "by"."""
        tokens: list[Token] = []
        for noun in fixed:
            for child in self._sentence.children(noun.i):
                is_owner = child.dep in ("poss", "compound", "amod", "nmod") and self.is_actor(child)
                if is_owner and not syntax.is_opposed(self._sentence, child):
                    tokens.extend(syntax.coordinated(self._sentence, child))
            tokens.extend(t for t in syntax.agents(self._sentence, noun) if self.is_actor(t))
        return self.who(tokens)

    def lent(self, fixed: Iterable[Token]) -> tuple[Mention, ...]:
        """The known actors that these things are for or against, by "on", "against", "to" …"""
        tokens: list[Token] = []
        for noun in fixed:
            for child in self._sentence.children(noun.i):
                if child.dep == "prep" and child.lower in _LENDING_PREPOSITIONS:
                    tokens.extend(t for t in self._governed(child) if self.is_actor(t))
                elif syntax.is_opposed(self._sentence, child) and self.is_actor(child):  # "an anti-French march"
                    tokens.append(child)
        return self.who(tokens)

    def beside(self, verb: Token) -> tuple[Mention, ...]:
        """Known actors after "to", "against", "with" … at the verb itself, where its frame names no recipient."""
        tokens: list[Token] = []
        for child in self._sentence.children(verb.i):
            is_absolute = child.lower == "with" and self._sentence.tokens[child.i - 1].text == ","
            if child.dep in ("prep", "dative") and child.lower in _LENDING_PREPOSITIONS and not is_absolute:
                tokens.extend(t for t in self._governed(child) if self.is_actor(t))
        return self.who(tokens)

    def in_clause(self, head: Token) -> tuple[Mention, ...]:
        """The known actors of the clause under ``head`` (a noun's that-clause too): its subject, else its object."""
        for child in self.clauses(head):
            subject = self._sentence.child(child.i, "nsubj", "nsubjpass")
            objects = syntax.direct_objects(self._sentence, child) if child.dep != "acl" or subject else []
            for tokens in ([subject] if subject else [], objects):
                every = (t for token in tokens for t in syntax.coordinated(self._sentence, token))
                known = [t for t in every if self.is_actor(t)]
                if known:
                    return self.who(known)
            if found := self.lent(objects) or self.owning(objects) or self.beside(child):
                return found
        return ()

    def clauses(self, head: Token) -> list[Token]:
        """The clauses that hang on a head, after it; infinitives too that are parsed as relative clauses."""
        deps = ("xcomp", "ccomp", "advcl", "acl")
        return [
            child
            for child in self._sentence.children(head.i)
            if child.i > head.i
            and (child.dep in deps or (child.dep == "relcl" and child.tag == "VB"))
            and not self._is_circumstance(child)
        ]

    def _is_circumstance(self, clause: Token) -> bool:
        """Whether a clause tells when or why, and so of others: "after the court had ruled"."""
        return clause.dep == "advcl" and any(
            c.dep in ("mark", "advmod") and c.lower in _CIRCUMSTANCES for c in self._sentence.children(clause.i)
        )

    def within(self, heads: Iterable[Token]) -> Iterator[tuple[Mention, ...]]:
        """The known actors below these heads, the nearest first: "rejected appeals against the siege of a village"."""
        level = list(heads)
        for _ in range(_MAX_DEPTH):
            below = (child for head in level for child in self._sentence.children(head.i))
            level = [c for c in below if c.dep != "relcl" and not self._is_circumstance(c)]
            known = [t for token in level if self.is_actor(token) for t in syntax.coordinated(self._sentence, token)]
            if known:
                yield self.who(known)

    def answering(self, verb: Token) -> tuple[Mention, ...]:
        """Whom an act answers by a set phrase: "in response to Chile's raid", "in protest at the French law"."""
        nouns = (self._sentence.child(c.i, "pobj") for c in self._sentence.children(verb.i) if c.dep == "prep")
        answers = [noun for noun in nouns if noun is not None and noun.lower in self._classes[_ANSWER]]
        return self.owning(answers) or self.lent(answers) or self.behind(answers)

    def behind(self, things: Iterable[Token]) -> tuple[Mention, ...]:
        """The nearest parties of a known country that things are of or for: "the work of Dutch charities"."""
        level = list(things)
        for _ in range(_MAX_DEPTH):
            below = (child for head in level for child in self._sentence.children(head.i))
            level = [c for c in below if c.dep in _BELONGING or (c.dep == "acl" and c.tag == "VBN")]
            placed = [t for t in level if any(m.code for m in self._mentions(t))]
            if placed:
                return self.who(t for token in placed for t in syntax.coordinated(self._sentence, token))
        return ()

    def located(self, head: Token) -> tuple[Mention, ...]:
        """Known actors that name where the act was done, the weakest hint at whom it was done to."""
        for child in self._sentence.children(head.i):
            if child.dep == "prep" and child.lower in _LOCATING_PREPOSITIONS:
                known = [t for t in self._governed(child) if self.is_actor(t)]
                if known:
                    return self.who(known)
        return ()

    def _governed(self, preposition: Token) -> list[Token]:
        obj = self._sentence.child(preposition.i, "pobj")
        return syntax.coordinated(self._sentence, obj) if obj else []


def _is_title_of_another(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mere description is a part of what names somebody: "Presidents" of "Presidents X of Chile"."""
    is_described = mention.how == "description" and mention.code is None
    return is_described and any(o is not mention and o.name and o.span.covers(mention.span) for o in others)
