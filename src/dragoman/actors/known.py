"""Names of the lexicon in context: which reading of the name is meant, and whether a capital acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.capitals import is_actor, is_where
from dragoman.actors.nouns import Noun
from dragoman.actors.origins import left_edge
from dragoman.actors.records import INTERNATIONAL, Actor, NameKind, Sense
from dragoman.actors.referents import Found, Referent
from dragoman.actors.roles import change_at, role_at
from dragoman.actors.strangers import sector_of
from dragoman.model import How

if TYPE_CHECKING:
    from dragoman.actors.resolve import Resolver

# How likely a reading is before anything is known of the document: a country before a person of that name …
_PRIOR: dict[NameKind, float] = {
    "name": 1.0, "adjective": 1.0, "demonym": 1.0, "bare": 0.6, "capital": 0.9, "seat": 0.95,
}  # fmt: skip
_PRIOR_OF_KIND = {"state": 0.3, "place": -0.3, "person": -0.2}


class Known:
    """Resolves nouns that are names of the lexicon."""

    def __init__(self, resolver: Resolver) -> None:
        self._all = resolver
        self._referents: dict[tuple[str, str], Referent] = {}

    def resolve(self, noun: Noun) -> list[Found]:
        sense, confidence = self.choose(noun)
        actor = sense.actor
        if actor.kind == "person":
            return self._person(noun, confidence)
        if actor.kind == "state":
            return [self._state(noun, sense, confidence)]
        if actor.kind in ("place", "group") and sense.kind != "adjective":
            acts = is_actor(noun.sentence, noun.head, self._all.lexicon)
            sector = "GOV" if acts and actor.code else None
            return [_found(noun, self.body(actor), "name", confidence, "place or region", sector)]
        if (actor.code and actor.code not in INTERNATIONAL and noun.last > noun.first) or len(noun.senses) > 1:
            other = self._of_another_state(noun, actor)
            if other:
                return other
        if actor.kind == "party" and _is_beginning(noun):
            return self._all.strangers.resolve(replace(noun, kind="unknown", senses=()))
        if actor.kind == "party" and self._is_out_of_place(actor):
            role = role_at(noun.sentence, noun.head, self._all.lexicon)
            if role is not None and role.role.kind == "party":
                return self._all.bodies.role(replace(noun, kind="role", senses=(), role=role))
        how: How = "demonym" if sense.kind == "adjective" else "name"
        return [Found(noun, self.body(actor), how, noun.first, noun.last, confidence, "named so in the lexicon")]

    def _of_another_state(self, noun: Noun, actor: Actor) -> list[Found]:
        """ "Chile's Defense Department" is not the American one: another state's body of the same name."""
        bodies = self._all.bodies
        codes = {o.code for o in bodies.origins(noun) if o.code and not o.is_body}
        if not codes or actor.code in codes:
            return []
        for sense in noun.senses:
            if sense.actor.code in codes:
                return [Found(noun, self.body(sense.actor), "name", noun.first, noun.last, 0.9, "its state is named")]
        role = role_at(noun.sentence, noun.head, self._all.lexicon)
        if role is None:
            return []
        return bodies.role(replace(noun, kind="role", senses=(), role=role))

    def _is_out_of_place(self, actor: Actor) -> bool:
        """Whether the article names other countries, but nothing of the one whose party has this name.

        Many countries have a Democratic Party.
        """
        named = self._all.named
        return actor.code not in INTERNATIONAL and actor.code not in named and sum(named.values()) > 1

    def choose(self, noun: Noun) -> tuple[Sense, float]:
        """The reading that the document supports most."""
        senses = noun.senses
        if len(senses) == 1:
            return senses[0], 0.95
        ranked = sorted(senses, key=lambda s: -self._score(noun, s))
        lead = self._score(noun, ranked[0]) - self._score(noun, ranked[1])
        same = ranked[0].actor.code == ranked[1].actor.code
        return ranked[0], 0.9 if lead > 0.5 or same else 0.6

    def _score(self, noun: Noun, sense: Sense) -> float:
        actor = sense.actor
        score = _PRIOR[sense.kind] + _PRIOR_OF_KIND.get(actor.kind, 0.0)
        support = self._all.support.get(actor.code or "", 0)
        score += min(1.5, 0.3 * support)
        day = self._all.persons.day
        if day and ((actor.since and day < actor.since) or (actor.until and day > actor.until)):
            score -= 1.0
        if actor.kind == "person":
            score += 2.0 if noun.role or noun.gender else 0.0
            score += 1.0 if actor.id in self._all.persons.known else 0.0
        elif noun.role is not None:
            score -= 1.0
        return score

    def _person(self, noun: Noun, confidence: float) -> list[Found]:
        everybody = self._all
        persons = bare = [sense.actor for sense in noun.senses if sense.actor.kind == "person"]
        sense = noun.senses[0]
        if sense.kind == "bare":
            text = noun.sentence.tokens[noun.last].text
            named = [one for one in everybody.persons.bearers(text) if isinstance(one, Actor)]
            persons = named or persons
            if noun.role is not None:
                persons = list({a.id: a for a in (*persons, *everybody.lexicon.by_surname(text))}.values())
        role = noun.role.role if noun.role else None
        if len(persons) > 1:
            codes = everybody.bodies.codes(noun)
            is_untitled = noun.role is None and noun.gender is None
            by_surname = bare if sense.kind == "bare" and is_untitled else ()
            actor, sure = everybody.persons.best(persons, role, codes, everybody.memory.weights, by_surname)
            confidence = min(confidence, sure)
        else:
            actor = persons[0]
        assert actor is not None
        return [self.person(noun, actor, confidence, "name")]

    def person(self, noun: Noun, actor: Actor, confidence: float, how: How) -> Found:
        """A person of the lexicon at a noun, with titles and the words that change the office."""
        everybody = self._all
        referent = everybody.persons.referent(actor)
        referent.gender = referent.gender or noun.gender
        first = noun.first
        note = f"{actor.name}, {referent.office or 'no office'} on {everybody.persons.day or 'an unknown day'}"
        found = Found(noun, referent, how, first, noun.last, confidence, note)
        if noun.titled_from is not None or everybody.bodies.is_owned(noun):
            found.first = left_edge(
                noun.sentence, noun.head, noun.first if noun.titled_from is None else noun.titled_from
            )
            found.last = max(noun.last, noun.sentence.phrase(noun.head)[1])
        if noun.role is not None:
            self._retitle(noun, referent, found)
        return found

    def _retitle(self, noun: Noun, referent: Referent, found: Found) -> None:
        """The text's own title counts where the lexicon knows of no office that day."""
        assert noun.role is not None
        role = noun.role.role
        change = change_at(noun.sentence, noun.role.first, noun.role.head, self._all.lexicon)
        if change is None and not self._all.persons.is_dated:
            self._all.persons.hold(referent, role)
        if change in ("former", "late"):
            if not self._all.persons.is_dated or referent.office == role.office:
                found.sector, found.has_own_sector = "ELI", True
        elif referent.sector == "ELI" and change != "to_come" and role.kind == "person":
            origin = self._all.bodies.origin(noun)
            sector, sector2 = sector_of(role, origin, self._all, change)
            if sector is not None:
                referent.sector, referent.sector2, referent.office = sector, sector2, role.office
                found.note += f"; the text calls them {role.phrase}"

    def _state(self, noun: Noun, sense: Sense, confidence: float) -> Found:
        sentence, lexicon = noun.sentence, self._all.lexicon
        token = sentence.tokens[noun.head]
        state = self.body(sense.actor)
        if sense.kind in ("adjective", "demonym"):
            is_modifier = token.dep in ("amod", "compound", "nmod", "npadvmod") or noun.is_part
            if sense.kind == "adjective" and (is_modifier or (token.pos == "ADJ" and token.dep == "conj")):
                return _found(noun, state, "demonym", confidence, "nationality", "GOV")
            if is_modifier:
                return _found(noun, state, "demonym", confidence, "nationality", "GOV")
            return self._people(noun, sense.actor, confidence)
        if sense.kind == "capital":
            if is_actor(sentence, noun.head, lexicon):
                return _found(noun, state, "metonym", 0.85, "the capital stands for its government", "GOV")
            return _found(noun, self._place(noun, sense.actor), "name", confidence, "the capital as a place", None)
        if sense.kind == "seat":
            return _found(noun, state, "metonym", confidence, "the seat stands for its government", "GOV")
        sector = None if is_where(sentence, noun.head, lexicon) else "GOV"
        return _found(noun, state, "name", confidence, "named so in the lexicon", sector)

    def _people(self, noun: Noun, actor: Actor, confidence: float) -> Found:
        """ "The Russians", "two Somalis"."""
        token = noun.sentence.tokens[noun.head]
        plural = token.tag in ("NNS", "NNPS", "JJ") or token.lower.endswith("ese")
        key = (actor.id, "people" if plural else "citizen")
        referent = self._referents.get(key)
        if referent is None:
            kind = "crowd" if plural else "person"
            referent = Referent(f"{actor.id}/{key[1]}", None, kind, actor.code, "CVL", None, is_plural=plural)  # type: ignore[arg-type]
            self._referents[key] = referent
        first, last = left_edge(noun.sentence, noun.head), noun.last
        return Found(noun, referent, "demonym", first, last, min(confidence, 0.8), "people of that country")

    def _place(self, noun: Noun, actor: Actor) -> Referent:
        text = " ".join(t.text for t in noun.sentence.tokens[noun.first : noun.last + 1])
        key = (actor.id, text)
        if key not in self._referents:
            self._referents[key] = Referent(f"{actor.id}/{text.lower()}", text, "place", actor.code)
        return self._referents[key]

    def body(self, actor: Actor) -> Referent:
        """The document's referent for a state, body or place of the lexicon."""
        return self._all.persons.referent(actor)


def _is_beginning(noun: Noun) -> bool:
    """Whether a name is only how a longer one begins: "National Conference of State Legislatures"."""
    tokens = noun.sentence.tokens[noun.last + 1 : noun.last + 3]
    is_named = len(tokens) == 2 and tokens[0].lower == "of" and tokens[1].pos == "PROPN"
    return is_named and noun.first < noun.last and noun.sentence.tokens[noun.last].lower not in ("party", "front")


def _found(noun: Noun, referent: Referent, how: How, confidence: float, note: str, sector: str | None) -> Found:
    found = Found(noun, referent, how, noun.first, noun.last, confidence, note, sector)
    found.sector2, found.has_own_sector = referent.sector2, True
    return found
