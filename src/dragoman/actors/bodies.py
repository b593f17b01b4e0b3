"""Role nouns and what they stand for: "the Iranian president", "Israel's army", "rebels in eastern Congo"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors import coreference
from dragoman.actors.capitals import is_met
from dragoman.actors.homes import Homes
from dragoman.actors.nouns import Noun
from dragoman.actors.origins import Tie, left_edge, owners
from dragoman.actors.records import INTERNATIONAL, Role
from dragoman.actors.referents import Found, Referent, meant
from dragoman.actors.roles import change_at, lemma_of
from dragoman.actors.strangers import sector_of
from dragoman.actors.variants import slug
from dragoman.actors.words import Change
from dragoman.model import How

if TYPE_CHECKING:
    from dragoman.actors.resolve import Resolver

_CONFIDENCE: dict[Tie, float] = {"possessor": 0.95, "modifier": 0.95, "of": 0.9, "for": 0.85, "from": 0.8, "in": 0.8}
_PLACES = frozenset({"state", "place"})
_BODIES = frozenset({"organisation", "armed group", "party", "group", "company"})
_NEAR = 6  # sentences
_ANY = frozenset({"a", "an", "any", "another", "each", "every", "no", "some"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What places a noun: a country or a body."""

    code: str | None = None
    sector: str | None = None
    name: str | None = None
    is_body: bool = False  # an organisation, group or person rather than a country
    confidence: float = 1.0
    referent: Referent | None = None
    tie: Tie | None = None


class Bodies:
    """Resolves role nouns and nouns that refer back."""

    def __init__(self, resolver: Resolver) -> None:
        self._all = resolver
        self._homes = Homes(resolver)
        self._referents: dict[str, Referent] = {}

    # --- where a noun belongs -----------------------------------------------------------------------------------

    def origins(self, noun: Noun) -> list[Origin]:
        """The countries or bodies that a noun's modifiers name, those of the closest tie.

        Several for "Turkish and Russian officials", "the presidents of Peru and Chile".
        """
        scan = self._all.scan
        assert scan is not None
        is_plural = noun.sentence.tokens[noun.head].tag in ("NNS", "NNPS")
        out: list[Origin] = []
        tie: Tie | None = None
        is_visited = is_met(noun.sentence, noun.head, self._all.lexicon)
        for owner in owners(scan, noun):
            if owner.tie == "in" and is_visited and _is_town(scan.nouns[owner.head]):
                continue  # "met rebels in Doha"
            if out and (owner.tie != tie or not is_plural):
                break
            heads = [owner.head]
            if is_plural:
                heads += [t.i for t in noun.sentence.children(owner.head) if t.dep == "conj"]
            for i, origin in ((head, one) for head in heads for one in self._named(head, owner.tie)):
                is_other = all(o.code != origin.code for o in out)
                if not out or (is_plural and is_other and (not origin.is_body or i == owner.head)):
                    out.append(origin)
            tie = owner.tie
        return out

    def _named(self, head: int, tie: Tie) -> list[Origin]:
        """What the noun at a token gives as an origin."""
        out = []
        for found in self._all.at(head):
            referent = found.referent
            if tie == "in" and referent.kind not in _PLACES:
                continue
            if referent.code is None and referent.sector is None and referent.kind not in _BODIES:
                continue
            is_body = referent.kind not in _PLACES and not (referent.kind == "crowd" and found.how == "demonym")
            sector = found.sector if found.has_own_sector else referent.sector
            confidence = _CONFIDENCE[tie] * found.confidence
            out.append(Origin(referent.code, sector, referent.name, is_body, confidence, referent, tie))
        return out

    def origin(self, noun: Noun) -> Origin:
        """The first of the origins, or an empty one."""
        found = self.origins(noun)
        return found[0] if found else Origin()

    def is_owned(self, noun: Noun) -> bool:
        """Whether a possessor or nationality stands right before a name: "Jordan's King Abdullah"."""
        scan = self._all.scan
        assert scan is not None
        if noun.first == 0:
            return False
        before = scan.sentence.tokens[noun.first - 1]
        if before.tag == "POS":
            return before.head in scan.nouns
        return before.i in scan.nouns and before.dep in ("amod", "compound") and scan.nouns[before.i].kind == "known"

    def codes(self, noun: Noun) -> tuple[str, ...]:
        """The country codes among a noun's origins."""
        return tuple(o.code for o in self.origins(noun) if o.code)

    def appositives(self, noun: Noun) -> list[Noun]:
        """The nouns that stand in apposition to this one, on either side."""
        scan = self._all.scan
        assert scan is not None
        token = scan.sentence.tokens[noun.head]
        sentence, nouns = scan.sentence, scan.nouns
        beside = [c.i for c in sentence.children(noun.head) if c.dep == "appos" and c.i in nouns]
        out = [nouns[i] for i in beside if not (member := sentence.child(i, "conj")) or self._is_role(member.i)]
        if token.dep == "appos" and token.head in scan.nouns:
            out.append(scan.nouns[token.head])
        return out

    def _is_role(self, head: int) -> bool:
        """Whether an apposition that goes on tells another role ("president and party chief"), not a list of names."""
        assert self._all.scan is not None
        noun = self._all.scan.nouns.get(head)
        return noun is not None and noun.kind == "role"

    # --- role nouns ---------------------------------------------------------------------------------------------

    def role(self, noun: Noun) -> list[Found]:
        """All that a role noun means: usually one referent, several for "the presidents of Poland and Hungary"."""
        assert noun.role is not None
        role, sentence = noun.role.role, noun.sentence
        first = left_edge(sentence, noun.head, noun.first)
        last = max(noun.role.last, sentence.phrase(noun.head)[1])
        same = self._same_person(noun, role)
        if same is not None:
            return [Found(noun, same, "apposition", first, last, 0.9, "stands beside the name")]
        change = change_at(sentence, noun.role.first, noun.role.head, self._all.lexicon)
        origins = self.origins(noun)
        token = sentence.tokens[noun.head]
        if role.kind == "group" and lemma_of(token) in self._all.lexicon.words.anaphora["others"]:
            beside = self._named_beside(noun, first)
            if beside:
                return [meant(noun, r, first, last, "named beside it") for r in beside]
            origins = [o for o in origins if not _is_another(o)]
        plural = token.tag in ("NNS", "NNPS")
        if all(origin.code is None for origin in origins):
            meant_by_it = self._unowned(noun, role, change, plural, not origins)
            if meant_by_it is not None:
                return meant_by_it
        if not origins or all(_is_of_some_crowd(origin) for origin in origins):
            origins = [self._default(noun, role, plural)]
        if not plural:
            origins = origins[:1]
        return [self._body(noun, role, origin, change, plural, first, last) for origin in origins]

    def _unowned(
        self, noun: Noun, role: Role, change: Change | None, plural: bool, is_bare: bool
    ) -> list[Found] | None:
        """What a noun that no country owns refers back to; None where it does not. A bare one has no owner at all."""
        first = left_edge(noun.sentence, noun.head, noun.first)
        last = max(noun.role.last if noun.role else noun.head, noun.sentence.phrase(noun.head)[1])
        members = self.members(noun) if plural else []
        if members and (role.kind == "organisation" or (role.office and members[0].kind == "state")):
            owned = [Origin(r.code, None, r.name, False, 0.7, r) for r in members]
            return [self._body(noun, role, origin, change, False, first, last) for origin in owned]
        if members:
            return [meant(noun, r, first, last, "each of those spoken of last") for r in members]
        if plural and is_bare and self.is_definite(noun):
            return self._those(noun, role, first, last)
        if plural or not is_bare:
            return None
        if self._is_no_body(noun, role):
            return []
        found = self._back(noun, role, first, last)
        return [found] if found is not None else None

    def _those(self, noun: Noun, role: Role, first: int, last: int) -> list[Found] | None:
        """ "The ministers" after "NATO defence ministers": the last of whom the text has said more."""

        def is_longer(r: Referent) -> bool:
            return r.is_plural and r.code is not None and (r.role or "").endswith(f" {role.phrase}")

        found = coreference.latest(self._all.memory, noun.sentence.index, is_longer, _NEAR)
        return [meant(noun, found, first, last, f"the {found.role}s spoken of")] if found is not None else None

    def _is_no_body(self, noun: Noun, role: Role) -> bool:
        """Whether a noun tells of a thing that has the name of a body: "intelligence suggests", "opposition to it"."""
        if role.phrase not in self._all.lexicon.words.sectors["mass"]:
            return False
        sentence = noun.sentence
        is_about = any(c.dep == "prep" and c.lower in ("to", "on", "about") for c in sentence.children(noun.head))
        return is_about or not self.is_definite(noun)

    def _same_person(self, noun: Noun, role: Role) -> Referent | None:
        if role.kind != "person" or noun.sentence.tokens[noun.head].tag in ("NNS", "NNPS"):
            return None
        for other in self.appositives(noun):
            if other.kind in ("known", "unknown"):
                for found in self._all.at(other.head):
                    if found.referent.kind == "person":
                        return found.referent
        return None

    def _named_beside(self, noun: Noun, first: int) -> list[Referent]:
        """Who an ally or neighbour is, as an apposition tells: "its ally Russia", "Russia, its closest ally,"."""
        scan = self._all.scan
        assert scan is not None
        plural = scan.sentence.tokens[noun.head].tag in ("NNS", "NNPS")
        heads = [other.head for other in self.appositives(noun) if other.kind == "known"]
        if plural and not heads:  # "its neighbours, Kenya and Uganda,"
            beside = (c.i for c in scan.sentence.children(noun.head) if c.dep == "appos" and c.i in scan.nouns)
            heads = [i for i in beside if scan.nouns[i].kind == "known"]
        is_apposed = scan.sentence.child(noun.head, "poss", "det") is not None
        if not heads and is_apposed and first > 1 and scan.sentence.tokens[first - 1].text == ",":
            heads = [i for i, other in scan.nouns.items() if other.kind == "known" and other.last == first - 2]
        heads += [t.i for head in heads for t in scan.sentence.children(head) if t.dep == "conj"]
        out = [found.referent for head in heads for found in self._all.at(head)]
        return out if plural else out[:1]

    def members(self, noun: Noun) -> list[Referent]:
        """Each of "the two leaders", "both sides", "the three countries" where the text settles them."""
        lexicon = self._all.lexicon
        members = coreference.group_meant(noun, self._all.memory, lexicon)
        if lemma_of(noun.sentence.tokens[noun.head]) not in lexicon.words.anaphora["countries"]:
            return members
        return [self._all.known.body(lexicon.states[r.code]) if r.code in lexicon.states else r for r in members]

    def _body(
        self, noun: Noun, role: Role, origin: Origin, change: str | None, plural: bool, first: int, last: int
    ) -> Found:
        lexicon, persons = self._all.lexicon, self._all.persons
        if role.office and origin.code and change in (None, "outgoing") and not plural and not _is_any(noun):
            holder = (
                None
                if origin.is_body and origin.code not in INTERNATIONAL
                else lexicon.holder(origin.code, role.office, persons.day)
            )
            if holder is not None:
                referent = persons.referent(holder)
                note = f"{role.office} of {origin.name} on {persons.day}"
                return Found(noun, referent, "office", first, last, 0.9 * origin.confidence, note)
        sector, sector2 = sector_of(role, origin, self._all, change)
        if role.phrase in lexicon.words.sectors["government"] and origin.referent and origin.referent.kind == "state":
            name, key = origin.name, f"{origin.referent.id}/gov"
        else:
            name, key = None, f"{(origin.code or '?').lower()}/{slug(role.phrase)}"
            if origin.is_body and origin.referent is not None:
                key = f"{origin.referent.id}/{slug(role.phrase)}"
        if noun.role is not None and noun.first < noun.role.first:
            name = " ".join(t.text for t in noun.sentence.tokens[noun.first : noun.last + 1])
            key = f"{(origin.code or '?').lower()}/{slug(name)}"
        known = self._referents.get(key)
        if known is not None and (known.is_plural or not plural):
            referent = known
        else:
            referent = Referent(key, name, role.kind, origin.code, sector, sector2, role.office, role=role.phrase)
            referent.is_plural = plural or role.kind == "crowd"
            self._referents[key] = referent
        note = f"{role.phrase} of {origin.name or 'no known country'}"
        return Found(noun, referent, "role", first, last, 0.9 * origin.confidence, note, sector, sector2, True)

    def _back(self, noun: Noun, role: Role, first: int, last: int) -> Found | None:
        """A definite office or body without a country: the person or body of that kind spoken of last."""
        sentence = noun.sentence
        word = lemma_of(sentence.tokens[noun.head])
        is_post = word in self._all.lexicon.words.sectors["posts"] and sentence.tokens[noun.head].dep == "compound"
        if not self.is_definite(noun) and not is_post:  # "the embassy", "an embassy bombing" after one was named
            return None
        here = sentence.index
        if role.kind == "person":
            words = self._all.lexicon.words
            deputies = words.sectors["deputies"]
            referent = coreference.latest(self._all.memory, here, lambda r: _bears(r, role, word, deputies))
            if referent is None and word in words.anaphora["person"]:
                return None
        elif role.kind in ("organisation", "party", "armed group", "group", "company"):
            if word in self._all.lexicon.words.sectors["posts"]:
                referent = coreference.latest(self._all.memory, here, lambda r: _is_same_post(r, role))
            else:
                referent = coreference.latest(self._all.memory, here, lambda r: _is_body(r, role, word), 6)
        else:
            return None
        if referent is None:
            return None
        if referent.kind == "person" and role.kind != "person":
            return self._body(
                noun, role, Origin(referent.code, None, referent.name, False, 0.8), None, False, first, last
            )
        how: How = "office" if role.office else "role"
        return Found(noun, referent, how, first, last, 0.75, f"the {word} spoken of last")

    def implied(self, noun: Noun, role: Role) -> Origin:
        """The country of an office named without one: that of the same office before, or the one the text is about."""
        before = coreference.latest(
            self._all.memory,
            noun.sentence.index,
            lambda r: r.code is not None and r.role == role.phrase and not r.is_plural,
        )
        if before is not None:
            return Origin(before.code, None, None, False, 0.8)
        if role.sector not in self._all.lexicon.words.sectors["domestic"]:
            return Origin()
        ranked = self._homes.ranked(noun, role, False)
        if ranked and (len(ranked) == 1 or ranked[0][0] > 2 * ranked[1][0]):
            return Origin(ranked[0][1], None, None, False, 0.55)
        return Origin()

    def is_definite(self, noun: Noun) -> bool:
        det = noun.sentence.child(noun.head, "det")
        return det is not None and det.lower in ("the", "this", "that")

    def _default(self, noun: Noun, role: Role, plural: bool) -> Origin:
        """The country that a bare "the army", "police", "officials" leaves to be understood."""
        home = self._homes.home(noun, role, plural)
        if home is None:
            return Origin()
        code, sure = home
        state = self._all.lexicon.states.get(code)
        referent = self._all.known.body(state) if state else None
        return Origin(code, None, state.name if state else None, False, sure, referent)


def _is_any(noun: Noun) -> bool:
    """Whether no one holder of an office is meant: "no U.S. president", "a Russian president"."""
    det = noun.sentence.child(noun.head, "det")
    return det is not None and det.lower in _ANY


def _is_of_some_crowd(origin: Origin) -> bool:
    """Whether an owner leaves open whose a noun is: "protesters from several communities"."""
    return origin.code is None and origin.referent is not None and origin.referent.kind == "crowd"


def _is_town(noun: Noun) -> bool:
    return any(sense.kind == "capital" or sense.actor.kind == "place" for sense in noun.senses)


def _is_another(origin: Origin) -> bool:
    """Whether the owner of an ally or neighbour says who it is not: "Chad's neighbour", "a NATO ally"."""
    is_owner = origin.tie in ("possessor", "of", "for") and not (origin.referent and origin.referent.kind == "person")
    return is_owner or (origin.is_body and origin.tie == "modifier")


def _bears(referent: Referent, role: Role, word: str, deputies: frozenset[str]) -> bool:
    """Whether a person holds an office of that name or was introduced by it; no deputy is called what the head is."""
    if referent.kind != "person" or referent.is_plural:
        return False
    if role.office and referent.office == role.office:
        return True
    own = role.phrase.split()
    for called in ((referent.role or "").split(), (referent.office or "").lower().split()):
        if word in called and (deputies.isdisjoint(called) or not deputies.isdisjoint(own)):
            return True
    return False


def _is_same_post(referent: Referent, role: Role) -> bool:
    """Whether a referent is one or several embassies of some state, or its ambassador: "the embassy" is theirs."""
    is_envoy = role.phrase == "embassy" and "ambassador" in f"{referent.role} {referent.office}".lower()
    return referent.code is not None and (referent.role == role.phrase or is_envoy)


def _is_body(referent: Referent, role: Role, word: str) -> bool:
    if referent.kind not in ("organisation", "party", "armed group", "group", "company") or referent.is_plural:
        return False
    name = (referent.name or "").lower().split()
    return referent.role == role.phrase or (word in name and all(w in name for w in role.phrase.split()))
