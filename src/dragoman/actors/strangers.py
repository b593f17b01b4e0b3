"""Names that the lexicon does not know: surnames of persons named before, and persons whom only the text places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.coreference import latest
from dragoman.actors.nouns import Noun
from dragoman.actors.origins import left_edge
from dragoman.actors.persons import name_text
from dragoman.actors.records import Actor, Role
from dragoman.actors.referents import Found, Referent
from dragoman.actors.roles import RoleFound, change_at
from dragoman.model import How

if TYPE_CHECKING:
    from dragoman.actors.bodies import Origin
    from dragoman.actors.resolve import Resolver

# Scores of persons.best that a mere surname must reach: measured on dated news, below them wrong bearers prevail.
_TITLED, _UNTITLED = 2.5, 2.4
_BODIES = frozenset({"organisation", "armed group", "party", "company"})
_FORCES = frozenset({"MIL", "COP"})
_FAR = 40  # sentences


class Strangers:
    """Resolves proper names outside the lexicon."""

    def __init__(self, resolver: Resolver) -> None:
        self._all = resolver

    def resolve(self, noun: Noun) -> list[Found]:
        name = name_text(noun.sentence, noun.first, noun.last)
        is_full = " " in name  # "el-Sayed" is a surname
        if not is_full:
            body = self._short_of(noun, name)
            if body is not None:
                return [body]
        found = self._bearer(noun, name) if not is_full else None
        found = found or self._by_surname(noun, name, is_full)
        if found is not None:
            return [found]
        return self._stranger(noun, name)

    def _short_of(self, noun: Noun, name: str) -> Found | None:
        """ "The House", "the Brotherhood": a body that the text has named in full."""
        det = noun.sentence.child(noun.head, "det")
        if det is None or det.lower != "the":
            return None
        here, memory = noun.sentence.index, self._all.memory
        referent = latest(memory, here, lambda r: r.kind in _BODIES and _head_of(r.name or "") == name, _FAR)
        if referent is None:
            return None
        return Found(noun, referent, "name", det.i, noun.last, 0.8, f"short for {referent.name}")

    def _bearer(self, noun: Noun, name: str) -> Found | None:
        """Whom the document names in full elsewhere."""
        everybody = self._all
        bearers = everybody.persons.bearers(name)
        actors = [one for one in bearers if isinstance(one, Actor)]
        role = noun.role.role if noun.role else None
        if actors:
            codes = everybody.bodies.codes(noun) if len(actors) > 1 else ()
            actor, sure = everybody.persons.best(actors, role, codes, everybody.memory.weights)
            assert actor is not None
            return everybody.known.person(noun, actor, 0.95 if len(bearers) == 1 else sure, "name")
        if bearers:
            strangers = [one for one in bearers if isinstance(one, str)]
            chosen = everybody.persons.principal(strangers, noun.gender)
            return self._named(noun, everybody.persons.stranger(chosen), 0.9 if len(bearers) == 1 else 0.75)
        return None

    def _by_surname(self, noun: Noun, name: str, is_full: bool) -> Found | None:
        """Somebody of the lexicon whom the title, the day and the country single out."""
        everybody = self._all
        spelt = everybody.lexicon.by_spelling(name) if is_full else None
        if spelt is not None and spelt.kind != "person":
            return Found(noun, everybody.known.body(spelt), "name", noun.first, noun.last, 0.85, "one of its spellings")
        if spelt is not None:
            return everybody.known.person(noun, spelt, 0.9, "name")
        bearers = everybody.lexicon.by_surname(name)
        if bearers:
            is_full = False  # "Pérez Molina" is a surname of two words
        else:
            bearers = everybody.lexicon.by_surname(name.split()[-1])
        if not bearers:
            return None
        role = noun.role.role if noun.role else None
        if is_full:
            first = name.split()[0]
            same = [a for a in bearers if a.name.split()[0] == first]
            if not same and role is None:
                return None
            bearers = tuple(same) or bearers
        codes = everybody.bodies.codes(noun)
        for other in everybody.bodies.appositives(noun) if role is None else ():
            if other.role is not None and other.role.role.kind == "person":
                role, codes = other.role.role, everybody.bodies.codes(other)
        persons = everybody.persons
        scored = sorted(
            ((persons.score(a, role, codes, everybody.memory.weights), a.id, a) for a in bearers), reverse=True
        )
        score, _, actor = scored[0]
        lead = score - (scored[1][0] if len(scored) > 1 else 0.0)
        needed = _TITLED + (0.9 if is_full and actor.name.split()[0] != name.split()[0] else 0.0) if role else _UNTITLED
        if score < needed or lead < 0.5:
            return None
        if role is None and noun.sentence.tokens[noun.head].dep in ("compound", "amod"):
            return None
        return everybody.known.person(noun, actor, 0.8, "office" if role and role.office else "name")

    def _stranger(self, noun: Noun, name: str) -> list[Found]:
        token = noun.sentence.tokens[noun.head]
        words = self._all.lexicon.words
        if not (noun.role or noun.gender):
            if token.dep in ("compound", "amod", "nmod", "npadvmod", "nummod"):
                return []
            is_where = noun.sentence.tokens[token.head].lower in words.capitals["place_prepositions"]
            is_name = noun.last > noun.first and noun.sentence.tokens[noun.first].text in self._all.lexicon.first_names
            if token.dep == "pobj" and is_where and not is_name:
                return []
        referent = self._all.persons.stranger(name)
        if token.dep == "nsubj" and noun.sentence.tokens[token.head].lemma in words.capitals["sayers"]:
            referent.kind = "person"
        return [self._named(noun, referent, 0.8)]

    def _named(self, noun: Noun, referent: Referent, confidence: float) -> Found:
        """The mention, after the text around the name has told what it can."""
        referent.gender = referent.gender or noun.gender
        if noun.role or noun.gender:
            referent.kind = "person"
        found = Found(noun, referent, "name", noun.first, noun.last, confidence, "a name the lexicon does not know")
        if noun.titled_from is not None:
            found.first = left_edge(noun.sentence, noun.head, noun.titled_from)
            found.last = max(noun.last, noun.sentence.phrase(noun.head)[1])
        if referent.sector is None or referent.code is None:
            self._learn(noun, referent, found)
        return found

    def _learn(self, noun: Noun, referent: Referent, found: Found) -> None:
        """Country, sector and office from possessor, title, apposition or the role noun that the name explains."""
        bodies = self._all.bodies
        if noun.role is None:
            self._place(noun, referent, found)
        elif noun.role.role.kind == "person":
            self._apply(noun, noun.role, referent, found, "title")
        for other in bodies.appositives(noun):
            if referent.code and referent.sector:
                return
            if other.role is not None and other.role.role.kind == "person":
                self._apply(other, other.role, referent, found, "apposition")
        if referent.code is None and noun.role is not None and referent.sector is not None:
            origin = bodies.implied(noun, noun.role.role)
            referent.code = origin.code
            found.confidence *= origin.confidence

    def _place(self, noun: Noun, referent: Referent, found: Found) -> None:
        """ "Poland's Jan Nowak", "Jan Nowak of Poland"; a body takes its owner's sector too."""
        origin = self._all.bodies.origin(noun)
        if referent.code is None and origin.code is not None and not (origin.is_body and referent.kind == "person"):
            referent.code, found.how, found.note = origin.code, "apposition", f"of {origin.name or origin.code}"
            if origin.is_body:
                referent.sector = origin.sector

    def _apply(self, at: Noun, found_role: RoleFound, referent: Referent, found: Found, how: How) -> None:
        role: Role = found_role.role
        change = change_at(at.sentence, found_role.first, found_role.head, self._all.lexicon)
        origin = self._all.bodies.origin(at)
        referent.kind = "person"
        referent.role = referent.role or role.phrase
        referent.office = referent.office or (role.office if change is None or change == "acting" else None)
        if referent.code is None and origin.code is not None:
            referent.code = origin.code
            referent.confidence = origin.confidence
        if referent.sector is None:
            referent.sector, referent.sector2 = sector_of(role, origin, self._all, change)
        found.how, found.note = how, f"{role.phrase} of {origin.name or 'no known country'}"


def sector_of(
    role: Role, origin: Origin, resolver: Resolver, change: str | None
) -> tuple[str | None, str | None]:
    """The sector of a role: its own, the body's where the role is generic, ELI for former holders of an office."""
    words = resolver.lexicon.words.sectors
    sector, sector2 = role.sector, role.sector2
    own, is_body = origin.sector, origin.is_body
    is_generic = sector is None or (sector in words["generic"] and role.kind in ("person", "group", "crowd"))
    is_generic = is_generic or (role.phrase in words["of_body"] and own != "BUS")
    if not is_body and role.phrase in words["of_force"]:
        sector = _force(origin, resolver) or sector
    if is_body and is_generic and not (sector == "MIL" and own is None):
        sector, sector2 = own, None
    if change in ("former", "late") and (
        sector in words["office_sectors"] or (sector is None and role.kind == "person")
    ):
        return "ELI", None
    return sector, sector2


def _force(origin: Origin, resolver: Resolver) -> str | None:
    """Whether officers are of the police or the army: towns have no army; else as the text has spoken of them last."""
    if origin.referent is not None and origin.referent.kind == "place":
        return "COP"
    assert resolver.scan is not None
    force = latest(resolver.memory, resolver.scan.sentence.index, lambda r: r.sector in _FORCES, _FAR)
    return force.sector if force is not None else None


def _head_of(name: str) -> str:
    """The noun of a body's name: "House" of "House of Representatives", "Agency" of "Fars News Agency"."""
    words = name.split()
    end = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "to", "in")), len(words))
    return words[end - 1] if words else ""
