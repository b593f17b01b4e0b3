"""Persons by name: which of several bearers, what title and office say, and what a text calls them later."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.offices import standing
from dragoman.actors.records import Actor, Gender, Role
from dragoman.actors.referents import Referent
from dragoman.actors.variants import slug, surnames
from dragoman.model import Sentence

_LAST = 1.2  # what it adds to be the one spoken of last …
_BARE = 1.5  # … and to be the one who is meant by the surname alone, if no title tells another


class Persons:
    """The persons of one document."""

    def __init__(self, lexicon: ActorLexicon, day: dt.date | None, is_dated: bool) -> None:
        self._lexicon = lexicon
        self.day, self.is_dated = day, is_dated
        self.known: dict[str, Actor] = {}  # named in full somewhere in the document
        self._surnames: dict[str, dict[str, Actor | str]] = {}
        self._named: Counter[str] = Counter()  # strangers, by how often they are named in full
        self._referents: dict[str, Referent] = {}

    def note_known(self, actor: Actor, surface: str) -> None:
        """The document names this person of the lexicon in full."""
        self.known[actor.id] = actor
        for surname in self._short(surface, actor.code, also=actor.name) if " " in surface else [surface]:
            self._surnames.setdefault(surname, {})[actor.id] = actor

    def note_unknown(self, name: str) -> None:
        """The document names somebody in full whom the lexicon does not know."""
        self._named[name] += 1
        for surname in self._short(name, None):
            self._surnames.setdefault(surname, {})[f"?/{slug(name)}"] = name

    def _short(self, name: str, code: str | None, also: str = "") -> list[str]:
        """What the bearer of a full name may be called; no given name that stands in the middle of it."""
        out = []
        for full in (name, also) if also else (name,):
            last, *others = surnames(full, code)
            out += [last, *(other for other in others if other not in self._lexicon.first_names)]
        return out

    def best(
        self,
        actors: Sequence[Actor],
        role: Role | None,
        codes: Iterable[str],
        weights: dict[str, float],
        bare: Iterable[Actor] = (),
    ) -> tuple[Actor | None, float]:
        """The likeliest of these persons by title, day and the countries spoken of; how sure that is.

        The whole world calls ``bare`` by the surname alone.
        """
        turns = {a.id: self._referents[a.id].turn for a in actors if a.id in self._referents}
        last = max(turns, key=lambda id_: turns[id_]) if turns else None
        unmistakable = {a.id for a in bare}

        def total(a: Actor) -> float:
            return self.score(a, role, codes, weights) + _LAST * (a.id == last) + _BARE * (a.id in unmistakable)

        scored = sorted(((total(a), a.id, a) for a in actors), reverse=True)
        if not scored:
            return None, 0.0
        lead = scored[0][0] - (scored[1][0] if len(scored) > 1 else -1.0)
        return scored[0][2], 0.95 if lead >= 1.0 else 0.75 if lead > 0.2 else 0.5

    def score(self, actor: Actor, role: Role | None, codes: Iterable[str], weights: dict[str, float]) -> float:
        now = standing(actor, self.day)
        score = 0.0
        if actor.id in self.known:
            score += 2.0
        if now.office is not None and (self.day is not None):
            score += 1.5
        if role is not None:
            score += self._fit(actor, role, now.office)
        wanted = tuple(codes)
        if wanted:
            score += 2.0 if actor.code in wanted or now.code in wanted else -2.0
        if weights and actor.code in weights:
            score += min(1.0, 0.2 + weights[actor.code] / 5)
        if self.day is not None and actor.tenures and now.office is None:
            years = min(abs((self.day - (t.until or self.day)).days) for t in actor.tenures) / 365
            ahead = min((((t.since or self.day) - self.day).days for t in actor.tenures), default=0) / 365
            score -= min(1.5, max(years, ahead, 0.0) / 12)
        return score

    def _fit(self, actor: Actor, role: Role, office: str | None) -> float:
        """How well a title fits: the office in force, one ever held, the same sector."""
        offices = [t.office for t in actor.tenures]
        if role.office and office == role.office:
            return 2.0
        word = (role.office or role.phrase).split()[-1].lower()
        if office and word in office.lower():
            return 1.5
        if role.office and role.office in offices:
            return 1.0
        if any(o and word in o.lower() for o in offices):
            return 0.7
        return 0.0 if not role.office else -1.0

    def called(self, token: str) -> bool:
        """Whether somebody whom the document names in full may be called so."""
        return self._listed(token) in self._surnames

    def _listed(self, surname: str) -> str:
        """A surname as the document has it elsewhere: "El-Mahdi" that opens a sentence is "el-Mahdi"."""
        if surname in self._surnames or "-" not in surname:
            return surname
        small, bare = surname[0].lower() + surname[1:], surname.partition("-")[2]
        return small if small in self._surnames or surname[:2].lower() not in ("al", "el", "ul") else bare

    def principal(self, strangers: Sequence[str], gender: Gender | None) -> str:
        """Of strangers of one surname the one who is called by it alone: whom the text names most, then first.

        The wife or son of whom an article is about is named in full.
        """
        fitting = [s for s in strangers if gender is None or self._gender(s) in (gender, None)] or strangers
        return max(fitting, key=lambda name: self._named[name])

    def bearers(self, surname: str) -> list[Actor | str]:
        """Those whom the document names in full and who may be called so."""
        return list(self._surnames.get(self._listed(surname), {}).values())

    def referent(self, actor: Actor) -> Referent:
        """The document's referent for an actor of the lexicon."""
        found = self._referents.get(actor.id)
        if found is None:
            now = standing(actor, self.day)
            confidence = 1.0 if actor.kind != "person" or self.is_dated else 0.85
            found = Referent(
                actor.id, actor.name, actor.kind, now.code, now.sector, now.sector2, now.office, confidence=confidence
            )
            if actor.kind == "person":
                found.gender = self._gender(actor.name)
                if found.gender is None and now.office in ("King", "Sultan", "Emir", "Pope"):
                    found.gender = "m"
                elif now.office == "Queen":
                    found.gender = "f"
            elif actor.kind in ("crowd",):
                found.is_plural = True
            self._referents[actor.id] = found
        return found

    def hold(self, referent: Referent, role: Role) -> None:
        """A text of unknown day gives somebody a title: they are what they were when they held that office."""
        actor = self._lexicon.actors.get(referent.id)
        office = role.office or role.phrase.title()
        held = [t for t in actor.tenures if _is_called(t.office, office)] if actor is not None else []
        if held and not _is_called(referent.office, office):
            last = held[-1]
            referent.code, referent.office = last.code, last.office
            referent.sector, referent.sector2 = last.sector, last.sector2

    def stranger(self, name: str) -> Referent:
        """The referent for a name that the lexicon does not know."""
        key = f"?/{slug(name) or 'x'}"
        found = self._referents.get(key)
        if found is None:
            found = Referent(key, name, "unknown", confidence=0.8, gender=self._gender(name))
            if found.gender is not None and " " in name:
                found.kind = "person"
            self._referents[key] = found
        return found

    def _gender(self, name: str) -> Gender | None:
        """What the whole name tells where the lexicon lists it (family name first, odd given names), else the given."""
        gender, first = self._lexicon.gender, name.split()[0]
        return gender(name) or gender(first) or gender(first.split("-")[0])


def _is_called(held: str | None, office: str) -> bool:
    """Whether an office is what a title says: "Secretary-General of NATO" is "Secretary General"."""
    return held is not None and f"{_plain(held)} ".startswith(f"{_plain(office)} ")


def _plain(office: str) -> str:
    return office.lower().replace("-", " ").replace("defense", "defence")


def name_text(sentence: Sentence, first: int, last: int) -> str:
    """The words of a name as one line of text, without line breaks or marks of emphasis between them."""
    tokens, shift = sentence.tokens, sentence.span.start
    out = tokens[first].text
    for before, token in pairwise(tokens[first : last + 1]):
        gap = sentence.text[before.end - shift : token.start - shift]
        out += f" {token.text}" if any(char.isspace() for char in gap) else token.text
    return out
