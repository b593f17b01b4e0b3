"""The actor lexicon: who there is, by name, by surname, by office; roles, titles and first names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman import collector
from dragoman.actors.build import Builder
from dragoman.actors.names import Hit, NameFinder
from dragoman.actors.records import Actor, Gender, Problem, Role, Sense, Tenure, Title
from dragoman.actors.variants import surnames
from dragoman.actors.words import Words
from dragoman.errors import DragomanError


class ActorLexicon:
    """Everything known about actors. Immutable once loaded; shared by all documents of a process."""

    def __init__(self, built: Builder, words: Words) -> None:
        self.names: dict[str, tuple[Sense, ...]] = built.names
        self.surnames: dict[str, tuple[Actor, ...]] = built.surnames
        self._keys: dict[str, Actor] = built.keys
        self._spellings = built.spellings
        self.actors: dict[str, Actor] = built.actors
        self.states: dict[str, Actor] = built.states
        self.holders: dict[tuple[str, str], list[tuple[Tenure, Actor]]] = built.holders
        self.roles: dict[str, Role] = built.roles
        self.role_depth: dict[str, int] = built.role_depth
        self.role_reach: dict[str, int] = built.role_reach
        self.titles: dict[str, Title] = built.titles
        self.first_names: dict[str, Gender | None] = built.first_names
        self.problems: tuple[Problem, ...] = tuple(built.problems)
        self.words = words
        self._finder = NameFinder(built.names)

    @classmethod
    def load(cls, folders: Sequence[Path | str] = (), *, strict: bool = False) -> ActorLexicon:
        """Our own lexicon and the users' ``folders``, later ones adding to or overriding earlier ones.

        Lines with mistakes are left out and told in ``problems``; with ``strict`` they raise DragomanError instead.
        """
        with collector.paused():
            built = Builder.read([Path(folder) for folder in folders])
            if strict and built.problems:
                shown = "\n".join(str(problem) for problem in built.problems[:10])
                message = f"{len(built.problems)} mistakes in the actor lexicon:\n{shown}"
                raise DragomanError(message, "mend these lines")
            return cls(built, Words.load())

    def find(self, text: str) -> list[Hit]:
        """Every name of the lexicon in ``text``."""
        return self._finder.find(text)

    def holder(self, code: str, office: str, on: dt.date | None) -> Actor | None:
        """Who held an office on a day; None where nobody known or several did, or where the day is not known."""
        if on is None:
            return None
        found = {actor.id: actor for tenure, actor in self.holders.get((code, office), ()) if tenure.holds(on)}
        if len(found) == 2:  # the day of a change counts for the one who came
            found = {a.id: a for t, a in self.holders[code, office] if t.holds(on) and t.until != on}
        return next(iter(found.values())) if len(found) == 1 else None

    def gender(self, name: str) -> Gender | None:
        """The gender that a given name tells."""
        return self.first_names.get(name)

    def by_spelling(self, name: str) -> Actor | None:
        """The person or armed group of this full name in whatever transliteration."""
        return self._keys.get(self._spellings.key(name))

    def by_surname(self, surname: str) -> tuple[Actor, ...]:
        """Everybody of this surname; a given name is nobody's, though it stand in the middle of one's name."""
        bearers = self.surnames.get(surname, ())
        if surname not in self.first_names:
            return bearers
        return tuple(a for a in bearers if surname in (surnames(a.name, a.code)[0], a.name.split()[0]))


def check(folder: Path | str) -> tuple[Problem, ...]:
    """What is wrong with a user's folder of actor files (``dragoman actors check``)."""
    path = Path(folder)
    built = Builder.read([path])
    return tuple(_within(built.problems, path))


def _within(problems: Iterable[Problem], folder: Path) -> Iterable[Problem]:
    return (problem for problem in problems if Path(problem.file).is_relative_to(folder))
