"""Putting the lexicon together from its files: which names lead to which actors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from dragoman.actors.load import Reader, Row, items
from dragoman.actors.records import (
    INTERNATIONAL,
    Actor,
    Gender,
    NameKind,
    Problem,
    Role,
    Sense,
    Tenure,
    Title,
)
from dragoman.actors.variants import Spellings, fold, slug, spellings, surnames
from dragoman.lexicon import folders as lexicon_folders
from dragoman.lexicon import load_toml
from dragoman.model import MentionKind

_STATE = "code alpha2 name official aliases adjectives demonyms capital capital_aliases seats since until".split()
_TERRITORY = "name aliases adjectives demonyms code sector2 capital".split()
_REGION = "name adjectives code kind".split()
_SUBNATIONAL = "name aliases code kind type".split()
_ORGANISATION = "name aliases code sector sector2 kind since until".split()
PERSON_COLUMNS = "name aliases bare code sector sector2 office since until".split()
_ROLE = "phrase sector sector2 kind office".split()


class Builder:
    """Reads folders in order and indexes what they say."""

    def __init__(self) -> None:
        self.reader = Reader()
        self._senses: dict[str, list[Sense]] = {}
        self._surnames: dict[str, dict[str, Actor]] = {}
        self._persons: dict[str, list[Actor]] = {}
        self.spellings = Spellings(load_toml("actors/spellings.toml")["groups"])
        self.keys: dict[str, Actor] = {}  # persons and armed groups by the one spelling of their full name
        self._dead: set[str] = set()  # codes of states that are no more
        self._seen: set[tuple[str, str | None, str | None, str]] = set()
        self.actors: dict[str, Actor] = {}
        self.states: dict[str, Actor] = {}
        self.holders: dict[tuple[str, str], list[tuple[Tenure, Actor]]] = {}
        self.roles: dict[str, Role] = {}
        self.role_depth: dict[str, int] = {}  # head word -> most words that stand before it in a phrase
        self.role_reach: dict[str, int] = {}  # first word -> most words that follow it ("secretary of state")
        self.titles: dict[str, Title] = {}
        self.first_names: dict[str, Gender | None] = {}

    @classmethod
    def read(cls, overlays: Sequence[Path]) -> Builder:
        """Our folder, then the overlays; an overlay may be laid out like ours or hold the CSV files themselves."""
        built = cls()
        for folder in lexicon_folders(overlays):
            inner = folder / "actors"
            built._folder(inner if inner.is_dir() else folder)
        return built

    @property
    def problems(self) -> list[Problem]:
        return self.reader.problems

    @property
    def names(self) -> dict[str, tuple[Sense, ...]]:
        return {name: tuple(senses) for name, senses in self._senses.items()}

    @property
    def surnames(self) -> dict[str, tuple[Actor, ...]]:
        return {name: tuple(bearers.values()) for name, bearers in self._surnames.items()}

    def _folder(self, folder: Path) -> None:
        self._states(folder / "states.csv")
        self._territories(folder / "territories.csv")
        self._places(folder / "regions.csv", _REGION)
        self._places(folder / "subnational.csv", _SUBNATIONAL)
        for name in ("organisations.csv", "armed_groups.csv"):
            self._organisations(folder / name)
        for path in sorted((folder / "people").glob("*.csv")):
            self._people(path)
        self._roles(folder / "roles.csv")
        self._titles(folder / "titles.csv")
        self._first_names(folder / "first_names.csv")

    def _name(self, surface: str, actor: Actor, kind: NameKind) -> None:
        sense = Sense(actor, kind)
        for text in spellings(surface):
            known = self._senses.get(text)
            if known is None:
                self._senses[text] = [sense]
            elif all(other.actor is not actor for other in known):
                known.append(sense)

    def _add(self, actor: Actor) -> Actor:
        """Registers an actor; one of the same id from an earlier folder is replaced where it stands."""
        old = self.actors.get(actor.id)
        if old is not None:
            old.name, old.kind, old.code = actor.name, actor.kind, actor.code
            old.sector, old.sector2, old.since, old.until = actor.sector, actor.sector2, actor.since, actor.until
            return old
        self.actors[actor.id] = actor
        return actor

    def _states(self, path: Path) -> None:
        if not path.exists():
            return
        rows = list(self.reader.rows(path, _STATE, ("code", "name")))
        seen: set[str] = set()
        for line, row in rows:
            if row["code"] in seen and not row["until"]:  # a dead state may share a code (West Germany)
                self.reader.wrong(path, line, f"code {row['code']} stands here twice")
            seen.add(row["code"])
        self.reader.codes |= seen
        for line, row in rows:
            dates = self.reader.dates(path, line, row)
            if dates:
                self._state(row, dates)

    def _state(self, row: Row, dates: tuple[dt.date | None, dt.date | None]) -> None:
        code = row["code"]
        id_ = f"{code.lower()}/{slug(row['name'])}" if dates[1] and code in self.states else code.lower()
        if dates[1]:
            self._dead.add(code)
        state = self._add(Actor(id_, row["name"], "state", code, since=dates[0], until=dates[1]))
        self.states.setdefault(code, state)
        for name in (row["name"], row["official"], *items(row["aliases"])):
            if name:
                self._name(name, state, "name")
        # A word that is both adjective and demonym ("Afghan") is the adjective; the phrase around it decides.
        for column, kind in (("adjectives", "adjective"), ("demonyms", "demonym"), ("seats", "seat")):
            for name in items(row[column]):
                self._name(name, state, cast(NameKind, kind))
        for name in (row["capital"], *items(row["capital_aliases"])):
            if name:
                self._name(name, state, "capital")

    def _territories(self, path: Path) -> None:
        if not path.exists():
            return
        for line, row in self.reader.rows(path, _TERRITORY, ("name", "code")):
            if not self.reader.is_code_right(path, line, row["code"]):
                continue
            id_ = f"{row['code'].lower()}/{slug(row['name'])}"
            actor = self._add(Actor(id_, row["name"], "state", row["code"], sector2=row["sector2"] or None))
            for name in (row["name"], *items(row["aliases"])):
                self._name(name, actor, "name")
            for column, kind in (("adjectives", "adjective"), ("demonyms", "demonym"), ("capital", "capital")):
                for name in items(row[column]):
                    self._name(name, actor, cast(NameKind, kind))

    def _places(self, path: Path, columns: Sequence[str]) -> None:
        if not path.exists():
            return
        for line, row in self.reader.rows(path, columns, ("name",)):
            kind = row.get("kind") or "place"
            if not (self.reader.is_code_right(path, line, row["code"]) and self.reader.is_kind_right(path, line, kind)):
                continue
            id_ = f"{row['code'].lower() or 'world'}/{slug(row['name'])}"
            actor = self._add(Actor(id_, row["name"], cast(MentionKind, kind), row["code"] or None))
            for name in (row["name"], *items(row.get("aliases", ""))):
                self._name(name, actor, "name")
            for name in items(row.get("adjectives", "")):
                self._name(name, actor, "adjective")

    def _organisations(self, path: Path) -> None:
        if not path.exists():
            return
        first: dict[tuple[str, str], int] = {}
        for line, row in self.reader.rows(path, _ORGANISATION, ("name", "code")):
            kind = row["kind"] or "organisation"
            before = first.setdefault((row["name"], row["code"]), line)
            if before != line:
                self.reader.wrong(path, line, f"{row['name']} ({row['code']}) stands in line {before} already")
                continue
            dates = self.reader.dates(path, line, row)
            fine = self.reader.is_code_right(path, line, row["code"]) and self.reader.are_sectors_right(path, line, row)
            if not (fine and self.reader.is_kind_right(path, line, kind) and dates):
                continue
            id_ = f"{row['code'].lower()}/{slug(row['name'])}"
            actor = Actor(id_, row["name"], cast(MentionKind, kind), row["code"], row["sector"] or None)
            actor.sector2, actor.since, actor.until = row["sector2"] or None, *dates
            actor = self._add(actor)
            for name in (row["name"], *items(row["aliases"])):
                self._name(name, actor, "name")
                if kind == "armed group" and " " in (key := self.spellings.key(name)):
                    self.keys.setdefault(key, actor)

    def _people(self, path: Path) -> None:
        for line, row in self.reader.rows(path, PERSON_COLUMNS, ("name", "code")):
            dates = self.reader.dates(path, line, row)
            fine = self.reader.is_code_right(path, line, row["code"]) and self.reader.are_sectors_right(path, line, row)
            if not fine or not dates:
                continue
            key = (row["name"], row["code"], row["office"], row["since"])
            if key in self._seen:
                self.reader.wrong(path, line, f"{row['name']}, {row['office']} since {row['since']} stands here twice")
                continue
            self._seen.add(key)
            self._office(path, line, row, dates)

    def _office(self, path: Path, line: int, row: Row, dates: tuple[dt.date | None, dt.date | None]) -> None:
        tenure = Tenure(
            row["office"] or None, row["code"], row["sector"] or None, row["sector2"] or None, dates[0], dates[1]
        )
        actor = self._person(row)
        for other in actor.tenures:
            if (
                tenure.office
                and other.office == tenure.office
                and other.code == tenure.code
                and _overlap(other, tenure)
            ):
                self.reader.wrong(path, line, f"{actor.name} holds {tenure.office} twice at a time")
                return
        actor.tenures.append(tenure)
        if tenure.office and tenure.code:
            self.holders.setdefault((tenure.code, tenure.office), []).append((tenure, actor))
        for name in items(row["aliases"]):
            self._name(name, actor, "name")
            self._surname(name, actor)
        for name in items(row["bare"]):
            self._name(name, actor, "bare")
            self._surnames.setdefault(name, {})[actor.id] = actor

    def _person(self, row: Row) -> Actor:
        """The person of this row: the one of that name and country, or of an international post, or a new one."""
        name, code = row["name"], row["code"]
        for actor in self._persons.get(name, ()):
            passing = INTERNATIONAL | self._dead  # who served the Soviet Union may serve Russia
            if actor.code == code or code in passing or actor.code in passing:
                if actor.code in passing:
                    actor.code = code
                return actor
        actor = self._add(Actor(f"{code.lower()}/{slug(name)}", name, "person", code))
        self._persons.setdefault(name, []).append(actor)
        self.keys.setdefault(self.spellings.key(name), actor)
        self._name(name, actor, "name")
        self._surname(name, actor)
        return actor

    def _surname(self, name: str, actor: Actor) -> None:
        if " " not in name:
            return
        for surname in surnames(name, actor.code):
            self._surnames.setdefault(surname, {})[actor.id] = actor
            if not surname.isascii():
                self._surnames.setdefault(fold(surname), {})[actor.id] = actor

    def _roles(self, path: Path) -> None:
        if not path.exists():
            return
        first: dict[str, int] = {}
        for line, row in self.reader.rows(path, _ROLE, ("phrase",)):
            kind = row["kind"] or "person"
            before = first.setdefault(row["phrase"].lower(), line)
            if before != line:
                self.reader.wrong(path, line, f"{row['phrase']!r} stands in line {before} already")
                continue
            if not (self.reader.are_sectors_right(path, line, row) and self.reader.is_kind_right(path, line, kind)):
                continue
            phrase = row["phrase"].lower()
            self.roles[phrase] = Role(
                phrase, row["sector"] or None, row["sector2"] or None, cast(MentionKind, kind), row["office"] or None
            )
            self._index_role(phrase.replace("-", " - ").replace("'s", " 's").split())

    def _index_role(self, words: list[str]) -> None:
        for i, word in enumerate(words):
            if i and word in ("of", "for", "in", "at", "to"):
                head, reach = words[i - 1], len(words) - i
                self.role_reach[head] = max(self.role_reach.get(head, 0), reach)
                self.role_depth[head] = max(self.role_depth.get(head, 0), i - 1)
                return
        self.role_depth[words[-1]] = max(self.role_depth.get(words[-1], 0), len(words) - 1)

    def _titles(self, path: Path) -> None:
        if not path.exists():
            return
        for _, row in self.reader.rows(path, ("title", "role", "gender"), ("title",)):
            gender = cast(Gender, row["gender"]) if row["gender"] in ("m", "f") else None
            self.titles[row["title"]] = Title(row["title"], row["role"] or None, gender)

    def _first_names(self, path: Path) -> None:
        if not path.exists():
            return
        for _, row in self.reader.rows(path, ("name", "gender"), ("name",)):
            self.first_names[row["name"]] = cast(Gender, row["gender"]) if row["gender"] in ("m", "f") else None


def _overlap(a: Tenure, b: Tenure) -> bool:
    start = max(a.since or dt.date.min, b.since or dt.date.min)
    return start < min(a.until or dt.date.max, b.until or dt.date.max)
