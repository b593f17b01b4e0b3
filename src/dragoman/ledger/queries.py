"""What the ledger can be asked: filters, turned into SQL with parameters. No word of a user becomes SQL."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from dataclasses import dataclass, field
from typing import TypedDict

from dragoman.errors import DragomanError
from dragoman.ledger.days import bounds
from dragoman.ontology import plover


class Filters(TypedDict, total=False):
    """The filters of every kind of record. ``None`` is no filter.

    ``actor``, ``recipient`` and ``party`` (either of them) take a country code (``USA``), a sector (``MIL``), both
    (``USA/MIL``), an entity id (``usa/nikki-haley``), or words of a name (``Haley``, ``Russia``).
    """

    actor: str | None  # also the speaker, holder, first side
    recipient: str | None  # also the addressee, second side
    party: str | None
    type: str | None  # event, kind of statement, stance, relation, modality
    mode: str | None
    quad: str | None
    place: str | None  # events only: at a place of this name
    fact: bool | None  # events only: without future, hypothetical, negation, historical
    since: str | dt.date | None
    until: str | dt.date | None
    text: str | None  # words that the article has
    about: str | None  # words that the record itself has
    document: str | None
    publisher: str | None
    min_confidence: float | None
    as_of: str | dt.date | None  # what was published by then; articles without a date were not
    limit: int | None


# Filters that may leave so few of the newest records that many would be tried in vain.
_THINNING = ("mode", "quad", "place", "document", "publisher", "min_confidence")


class Window(TypedDict, total=False):
    """The filters by time, which every question takes."""

    since: str | dt.date | None
    until: str | dt.date | None
    as_of: str | dt.date | None


@dataclass(slots=True)
class Query:
    """The WHERE of a question and its parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, condition: str, *parameters: object) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def keep_from_scanning(self) -> None:
        """Keep SQLite from going through all records of the kind: another condition finds the few that match."""
        self.conditions[0] = "+r.kind = ?"

    @property
    def where(self) -> str:
        return " AND ".join(self.conditions) or "1"

    @property
    def joins(self) -> str:
        """The tables beside ``records r`` that the conditions speak of, joined."""
        return " ".join(f"JOIN {table}" for table in self.tables.values())

    @property
    def tables(self) -> dict[str, str]:
        """The tables beside ``records r`` that the conditions speak of, and on what they are joined, by their name."""
        every = {"d": "documents d ON d.n = r.document", "e": "events e ON e.record = r.n"}
        return {name: table for name, table in every.items() if re.search(rf"\b{name}\.", self.where)}

    @property
    def are_many(self) -> bool:
        """Whether it was looked, and so many match that they are best tried in their order."""
        return len(self.conditions) == 2 and self.conditions[1].startswith("EXISTS")

    @property
    def by_number(self) -> tuple[str, list[object]] | None:
        """The conditions but for the kind, where they speak of nothing but ``r.n``."""
        rest = " AND ".join(self.conditions[1:]) or "1"
        return None if re.search(r"\b[de]\.|\br\.(?!n\b)", rest) else (rest, self.parameters[1:])


def build(connection: sqlite3.Connection, kind: str, filters: Filters, *, newest: bool = False) -> Query:
    """The conditions on ``records r``, ``documents d`` and, for events, ``events e``. Raises DragomanError.

    ``newest`` says that only the newest of them are wanted, in their order.
    """
    query = Query()
    query.add("r.kind = ?", kind)
    are_tried = newest and not any(filters.get(name) is not None for name in _THINNING)
    if kind == "event" and (pair := _pair(filters)):
        between = "SELECT record FROM event_dyads WHERE a = ? AND b = ? AND NOT is_joint"
        _add_matching(connection, query, between, "record", list(pair), are_tried)
        filters = {**filters, "actor": None, "recipient": None}
    for role in ("actor", "recipient", "party"):
        if wanted := filters.get(role):
            _add_party(connection, query, role, str(wanted), are_tried)
    if (type_ := filters.get("type")) is not None:
        query.add("r.type = ?", type_)
    if (quad := filters.get("quad")) is not None:
        query.add("e.quad = ?", quad)
    if (mode := filters.get("mode")) is not None:
        query.add("e.mode = ?", mode)
    if (place := filters.get("place")) is not None:
        query.add("r.n IN (SELECT record FROM event_places WHERE name = ? COLLATE NOCASE)", place)
    if filters.get("fact"):
        query.add("e.auxiliary = ''")
    if (since := filters.get("since")) is not None:
        query.add("r.last_day >= ?", _day(since, 0))
    if (until := filters.get("until")) is not None:
        query.add("r.first_day <= ?", _day(until, 1))
    if (text := filters.get("text")) is not None:
        _add_text(connection, query, "r.document", "d.n", "documents_text", full_text(text))
    if (about := filters.get("about")) is not None:
        _add_text(connection, query, "r.n", "r.n", "records_text", full_text(about))
    if (document := filters.get("document")) is not None:
        query.add("d.id = ?", document)
    if (publisher := filters.get("publisher")) is not None:
        query.add("d.publisher = ? COLLATE NOCASE", publisher)
    if (confidence := filters.get("min_confidence")) is not None:
        query.add("r.confidence >= ?", confidence)
    if (as_of := filters.get("as_of")) is not None:
        query.add("d.published <= ?", _day(as_of, 1))
    return query


def lost(what: str) -> DragomanError:
    """That a page cannot go on where the one before ended, because that is not there (any more)."""
    return DragomanError(f"there is no {what} to go on after", "begin again with the first page")


def add_after(connection: sqlite3.Connection, query: Query, kind: str, id: str) -> bool:
    """Only records that come behind the one with this id, newest first. Raises DragomanError where there is none.

    Where that one has a day, only records that have one too; True then: those without a day are still to come.
    """
    found = connection.execute(
        "SELECT first_day, n FROM records WHERE kind = ? AND id = ? ORDER BY n LIMIT 1", (kind, id)
    ).fetchone()
    if found is None:
        raise lost(f"{kind} {id!r}")
    day, n = found
    if day is None:
        query.add("r.first_day IS NULL AND r.n > ?", n)
    else:
        # The first condition lets the index begin there; those without a day are another question (`Ledger.page`).
        query.add("r.first_day <= ? AND (r.first_day < ? OR r.n > ?)", day, day, n)
    return day is not None


def documents(connection: sqlite3.Connection, *, after: str | None, text: str | None, publisher: str | None) -> Query:
    """The conditions on ``documents d`` alone. Raises DragomanError where ``after`` is no document."""
    query = Query()
    if after is not None:
        found = connection.execute("SELECT n FROM documents WHERE id = ?", (after,)).fetchone()
        if found is None:
            raise lost(f"document {after!r}")
        query.add("d.n > ?", found[0])
    if text is not None:
        query.add("d.n IN (SELECT rowid FROM documents_text WHERE documents_text MATCH ?)", full_text(text))
    if publisher is not None:
        query.add("d.publisher = ? COLLATE NOCASE", publisher)
    return query


def _add_text(connection: sqlite3.Connection, query: Query, asked: str, tried: str, table: str, words: str) -> None:
    matching = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
    if _are_few(connection, matching, [words]):
        query.keep_from_scanning()
        query.add(f"{asked} IN ({matching})", words)
    else:
        query.add(f"+{tried} IN ({matching})", words)


def _are_few(connection: sqlite3.Connection, matching: str, parameters: list[object]) -> bool:
    """Whether so few match that they are best asked for their records; else records are tried in their own order."""
    (number,) = connection.execute(f"SELECT count(*) FROM ({matching} LIMIT {_FEW + 1})", parameters).fetchone()
    return bool(number <= _FEW)


_FEW = 5000


def full_text(words: str) -> str:
    """A full-text query that finds all these words, and "quoted phrases" as they stand; ``sanction*`` finds beginnings.

    Every word is quoted for FTS5, so that nothing in it is taken for an operator.
    """
    found = []
    for match in re.finditer(r'"([^"]*)"?|([^\s"]+)', words.replace("\0", " ")):
        phrase = match[1] if match[1] is not None else match[2]
        star = "*" if phrase.endswith("*") else ""
        if re.search(r"\w", phrase):
            found.append('"' + phrase.rstrip("*").replace('"', '""') + '"' + star)
    if not found:
        raise DragomanError(f"no word to look for in {words!r}", "give words that the text has, such as: oil embargo")
    return " ".join(found)


_CODE = re.compile(r"[A-Z]{3}")
_CODE_AND_SECTOR = re.compile(r"([A-Z]{3})/([A-Z]{3})")


def _pair(filters: Filters) -> tuple[str, str] | None:
    """The codes of actor and recipient, where a question is about both, by code."""
    actor, recipient = filters.get("actor") or "", filters.get("recipient") or ""
    are_codes = all(_CODE.fullmatch(one) and one not in plover.SECTORS for one in (actor, recipient))
    return (actor, recipient) if are_codes else None


def _add_party(connection: sqlite3.Connection, query: Query, role: str, wanted: str, are_tried: bool) -> None:
    condition, parameters = _who(connection, wanted.strip())
    roles = "'actor', 'recipient'" if role == "party" else f"'{role}'"
    parties = f"participants p JOIN parties w ON w.n = p.party WHERE p.role IN ({roles}) AND ({condition})"
    _add_matching(connection, query, f"SELECT p.record FROM {parties}", "p.record", parameters, are_tried)


def _add_matching(
    connection: sqlite3.Connection,
    query: Query,
    matching: str,
    record: str,
    parameters: list[object],
    are_tried: bool,
) -> None:
    """Only records that are among the ``matching`` ones; these name them by ``record``."""
    if are_tried and not _are_few(connection, matching, parameters):
        query.add(f"EXISTS ({matching} AND {record} = r.n)", *parameters)
    else:
        query.keep_from_scanning()
        query.add(f"r.n IN ({matching})", *parameters)


def _who(connection: sqlite3.Connection, wanted: str) -> tuple[str, list[object]]:
    """The condition on ``parties w`` for whom a user names."""
    if match := _CODE_AND_SECTOR.fullmatch(wanted):
        return "w.code = ? AND ? IN (w.sector, w.sector2)", [match[1], match[2]]
    if _CODE.fullmatch(wanted):
        if wanted in plover.SECTORS:
            return "w.sector = ? OR w.sector2 = ?", [wanted, wanted]
        return "w.code = ?", [wanted]
    if "/" in wanted and " " not in wanted:
        return "w.entity = ?", [wanted.lower()]
    words = [word for word in re.split(r"\s+", wanted) if word]
    if not words:
        raise DragomanError("an actor without a name", "give a code (USA), a name (Nikki Haley), or words of one")
    condition = " AND ".join(["(w.name LIKE ? ESCAPE '\\' OR w.text LIKE ? ESCAPE '\\')"] * len(words))
    parameters: list[object] = [like for word in words for like in [f"%{_escaped(word)}%"] * 2]
    # "Russia" means whoever acts for it, not only the places where the word itself stands.
    states = connection.execute(
        "SELECT DISTINCT code FROM parties"
        " WHERE kind = 'state' AND code IS NOT NULL AND ? IN (lower(name), lower(text))",
        (wanted.lower(),),
    ).fetchall()
    if states:
        condition = f"({condition}) OR w.code IN ({', '.join('?' * len(states))})"
        parameters.extend(code for (code,) in states)
    return condition, parameters


def _escaped(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


def first_day(value: str | dt.date) -> str:
    """The first day of a date, month or year that a user names. Raises DragomanError."""
    return _day(value, 0)


def last_day(value: str | dt.date) -> str:
    """The last day of a date, month or year that a user names. Raises DragomanError."""
    return _day(value, 1)


def _day(value: str | dt.date, end: int) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    found = bounds(value)
    if found is None:
        raise DragomanError(f"{value!r} is no date", "write it as 2021-02-28, 2021-02 or 2021")
    return found[end]
