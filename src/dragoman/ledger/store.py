"""`Ledger`: documents in, records out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack, cast

from dragoman import output
from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import copy, queries, reading, schema, summaries, writing
from dragoman.ledger.queries import Filters
from dragoman.ledger.summaries import DayCount, Dyad, PlaceCount
from dragoman.model import Claim, CodedDocument, Event, Position, RawDocument, Record, Relation, SetAside, Statement

R = TypeVar("R", bound=Record, covariant=True)

_BUSY_TIMEOUT_S = 30.0
_FETCHED_AT_ONCE = 200


class RefusedError(DragomanError):
    """One document that cannot be kept. The ledger is well, and takes the next."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A record with the article that it comes from."""

    record: R
    document: str
    title: str | None
    published: dt.date | None
    publisher: str | None
    url: str | None
    day: str | None  # when it happened or was said: the first such day; that of publication where the text is silent
    coder: str
    model: str


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some of the records that match. ``after`` is the id to go on after; None where there are no more."""

    records: tuple[Kept[R], ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was set aside."""

    source: str | None
    line: int | None
    document: str | None
    reason: str
    hint: str
    noted: str  # UTC


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in few words."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    records: int


class Ledger:
    """One ledger file, made if it is not there.

    >>> with Ledger("my.ledger") as ledger:
    ...     ledger.add(coded)
    ...     for kept in ledger.events(actor="USA", since="2021"):
    ...         print(kept.record.event, kept.record.evidence.text)

    Raises DragomanError when the file is no ledger, of a newer version, damaged, locked or read-only.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, timeout_s: float = _BUSY_TIMEOUT_S) -> None:
        self.path = Path(path)
        self.connection = schema.connect(self.path, read_only=read_only, timeout_s=timeout_s)
        self._runs: dict[tuple[str, str, str], int] = {}
        self._sources: set[str] = set()
        self._undo: list[Callable[[], object]] = []  # of what is remembered here, should the transaction fail

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything that was added is already kept."""
        self.connection.close()

    # --- writing ---

    def add(self, coded: CodedDocument, *, options: str = "") -> bool:
        """Keep a document in one transaction. True if that changed anything. ``options`` says with which choices it
        was coded, for `kept`.

        The same coding again changes nothing; another one of the same document (a new version of the coder, another
        date) takes its place. A document that was set aside becomes a problem. Raises RefusedError where the id already
        belongs to another article from another source: neither must overwrite the other.
        """
        document = coded.document
        if document.set_aside is not None:
            aside = document.set_aside
            self.problem(replace(aside, source=aside.source or document.source), document=document.id)
            return False
        digest = _digest(coded)
        with schema.explained(self.path), self._transaction():
            self._start(document.source)
            self.connection.execute("DELETE FROM problems WHERE document = ?", (document.id,))
            there = self.connection.execute(
                "SELECT d.digest, d.text, d.source, u.options FROM documents d JOIN runs u ON u.n = d.run"
                " WHERE d.id = ?",
                (document.id,),
            ).fetchone()
            if there is not None:
                if there[0] == digest:
                    if there[3] != options:  # other choices that make no difference here
                        run = self._run(coded.coder, coded.model, options)
                        self.connection.execute("UPDATE documents SET run = ? WHERE id = ?", (run, document.id))
                    return False
                if there[1] != document.text and there[2] != document.source:
                    raise RefusedError(
                        f"the ledger already has another article {document.id!r}, from {there[2]}",
                        "give each article an id of its own, or keep these in another ledger",
                    )
            try:
                writing.write(self.connection, coded, digest, self._run(coded.coder, coded.model, options))
            except UnicodeEncodeError as error:
                raise RefusedError(
                    f"article {document.id!r} holds characters that no file can keep (lone surrogates)",
                    "decode its source again, replacing what is not valid",
                ) from error
            return True

    def problem(self, aside: SetAside, *, document: str | None = None) -> None:
        """Note what was set aside. What an earlier run noted about the same source is forgotten with its first call."""
        with schema.explained(self.path), self._transaction():
            self._start(aside.source or "-")
            known = self.connection.execute(
                "SELECT 1 FROM problems WHERE source IS ? AND line IS ? AND document IS ? AND reason = ?",
                (aside.source, aside.line, document, aside.reason),
            )
            if known.fetchone() is None:
                self.connection.execute(
                    "INSERT INTO problems (source, line, document, reason, hint, noted) VALUES (?, ?, ?, ?, ?, ?)",
                    (aside.source, aside.line, document, aside.reason, aside.hint, _now()),
                )

    def _start(self, source: str) -> None:
        if source not in self._sources:
            self._sources.add(source)
            self._undo.append(lambda: self._sources.discard(source))
            self.connection.execute("DELETE FROM problems WHERE source = ?", (source,))

    def kept(self, raw: RawDocument, *, coder: str, model: str, options: str) -> str | None:
        """The id under which just these bytes are kept, coded just so; None if they are not."""
        if raw.set_aside is not None:
            return None
        with schema.explained(self.path):
            found = self.connection.execute(
                "SELECT d.id FROM documents d JOIN runs u ON u.n = d.run WHERE d.sha256 = ? AND d.text = ?"
                " AND d.id = ifnull(?, d.id) AND u.coder = ? AND u.model = ? AND u.options = ?",
                (raw.sha256, raw.text, raw.id, coder, model, options),
            ).fetchone()
        return found and str(found[0])

    def _run(self, coder: str, model: str, options: str) -> int:
        key = (coder, model, options)
        if key not in self._runs:
            cursor = self.connection.execute(
                "INSERT INTO runs (coder, model, options, started) VALUES (?, ?, ?, ?)", (*key, _now())
            )
            self._runs[key] = cast(int, cursor.lastrowid)
            self._undo.append(lambda: self._runs.pop(key))
        return self._runs[key]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK of the file and of what is remembered about it."""
        self._undo.clear()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back by itself after some errors, a full disk among them.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            for undo in self._undo:
                undo()
            raise

    def backup(self, target: Path) -> None:
        """Copy the ledger as it is at this moment; others may go on writing to it. Raises DragomanError where the
        target is there already or the copy fails; then nothing is left of it.
        """
        copy.copy(self.connection, self.path, target)

    # --- asking ---

    def events(self, *, event: str | None = None, **filters: Unpack[Filters]) -> Iterator[Kept[Event]]:
        """Events, newest first. ``event`` is one of the sixteen; see `Filters` for the rest."""
        return cast(Iterator[Kept[Event]], self._ask("event", event, filters))

    def statements(self, **filters: Unpack[Filters]) -> Iterator[Kept[Statement]]:
        """Statements, newest first: ``actor`` is the speaker, ``recipient`` the addressee."""
        return cast(Iterator[Kept[Statement]], self._ask("statement", None, filters))

    def positions(self, *, stance: str | None = None, **filters: Unpack[Filters]) -> Iterator[Kept[Position]]:
        """Positions, newest first: ``actor`` is the holder, ``recipient`` an addressee."""
        return cast(Iterator[Kept[Position]], self._ask("position", stance, filters))

    def relations(self, *, relation: str | None = None, **filters: Unpack[Filters]) -> Iterator[Kept[Relation]]:
        """Relations, newest first: ``actor`` is the first side, ``recipient`` the second, ``party`` either."""
        return cast(Iterator[Kept[Relation]], self._ask("relation", relation, filters))

    def claims(self, *, modality: str | None = None, **filters: Unpack[Filters]) -> Iterator[Kept[Claim]]:
        """Claims, newest first: ``actor`` is the holder."""
        return cast(Iterator[Kept[Claim]], self._ask("claim", modality, filters))

    def page(self, kind: str, size: int, after: str | None = None, **filters: Unpack[Filters]) -> Page[Record]:
        """The first ``size`` records of a kind that match, newest first, or those after the one with the id ``after``.

        However far on, a page costs the same. Raises DragomanError where ``after`` is no record (any more).
        """
        with schema.explained(self.path):
            query = self._query(kind, filters, newest=True)
            found: list[Kept[Record]] = []
            is_dated = after is not None and queries.add_after(self.connection, query, kind, after)
            found.extend(self._newest(query, size + 1))
            if is_dated and len(found) <= size:
                undated = self._query(kind, filters, newest=True)
                undated.add("r.first_day IS NULL")
                found.extend(self._newest(undated, size + 1 - len(found)))
        return Page(tuple(found[:size]), found[size - 1].record.id if len(found) > size else None)

    def _ask(self, kind: str, type_: str | None, filters: Filters) -> Iterator[Kept[Record]]:
        if type_ is not None:
            filters = {**filters, "type": type_}
        limit = filters.get("limit")
        return self._newest(self._query(kind, filters, newest=limit is not None), limit)

    def _query(self, kind: str, filters: Filters, *, newest: bool) -> queries.Query:
        unknown = set(filters) - Filters.__optional_keys__
        if unknown:
            there_are = ", ".join(sorted(Filters.__optional_keys__))
            raise DragomanError(f"no such filter: {', '.join(sorted(unknown))}", f"there are: {there_are}")
        with schema.explained(self.path):
            return queries.build(self.connection, kind, filters, newest=newest)

    def _newest(self, query: queries.Query, limit: int | None) -> Iterator[Kept[Record]]:
        order = "ORDER BY r.first_day DESC, r.n"
        if limit is None:
            events = f"JOIN {query.tables['e']}" if "e" in query.tables else ""
            return self._kept(f"{events} WHERE {query.where} {order}", tuple(query.parameters))
        # Which ones is settled before anything of them is read.
        chosen = f"SELECT r.n FROM records r {query.joins} WHERE {query.where} {order} LIMIT ?"
        return self._kept(f"WHERE r.n IN ({chosen}) {order}", (*query.parameters, limit))

    def _kept(self, rest: str, parameters: tuple[Any, ...]) -> Iterator[Kept[Record]]:
        with schema.explained(self.path):
            cursor = self.connection.execute(
                "SELECT r.kind, r.data, r.first_day, d.id, d.title, d.published, d.publisher, d.url, u.coder, u.model"
                f" FROM records r JOIN documents d ON d.n = r.document JOIN runs u ON u.n = r.run {rest}",
                parameters,
            )
            while rows := cursor.fetchmany(_FETCHED_AT_ONCE):
                with schema.legible(self.path):
                    found = [_kept(*row) for row in rows]
                yield from found

    def record(self, id: str) -> Kept[Record]:
        """The record whose id is this or begins with it. Raises DragomanError where there is none or are several."""
        found = list(self._kept("WHERE r.id = ? LIMIT 1", (id,)))
        if not found and id:
            # The characters after the last one bound the ids that begin with these words, by the index.
            found = list(self._kept("WHERE r.id >= ? AND r.id < ? LIMIT 2", (id, id + "\U0010ffff")))
        if len(found) == 1:
            return found[0]
        if found:
            raise DragomanError(f"several records have an id that begins with {id!r}", "give more of it")
        raise NotThereError(f"no record {id!r} in {self.path}", "ids are in the first column of `dragoman events`")

    def document(self, id: str) -> CodedDocument:
        """The coded document as it was added, by its id, the start of its id, its URL or its source."""
        with schema.explained(self.path), schema.legible(self.path):
            return reading.document(self.connection, id, str(self.path))

    def documents(
        self,
        *,
        after: str | None = None,
        limit: int | None = None,
        text: str | None = None,
        publisher: str | None = None,
    ) -> Iterator[Listed]:
        """What documents there are, in the order in which they came in; from the one behind ``after`` (an id) on.

        Raises DragomanError where ``after`` is no document (any more).
        """
        with schema.explained(self.path):
            query = queries.documents(self.connection, after=after, text=text, publisher=publisher)
            rows = self.connection.execute(
                "SELECT d.id, d.title, d.published, d.publisher,"
                " (SELECT count(*) FROM records r WHERE r.document = d.n) FROM documents d"
                f" WHERE {query.where} ORDER BY d.n LIMIT ?",
                (*query.parameters, -1 if limit is None else limit),
            )
            for row in rows:
                yield Listed(*row)

    def problems(self) -> Iterator[Problem]:
        """What was set aside, by source and line."""
        with schema.explained(self.path):
            rows = self.connection.execute(
                "SELECT source, line, document, reason, hint, noted FROM problems ORDER BY source, line, n"
            )
            for row in rows:
                yield Problem(*row)

    def counts(self) -> dict[str, int]:
        """How many documents, problems and records of each kind there are."""
        tables = ("documents", "events", "statements", "positions", "relations", "claims", "problems")
        with schema.explained(self.path):
            return {t: int(self.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}

    def count(self, kind: str, **filters: Unpack[Filters]) -> int:
        """How many records of a kind ("event", "statement" …) match."""
        with schema.explained(self.path):
            query = queries.build(self.connection, kind, filters)
            source, where, parameters = "records r", query.where, query.parameters
            if query.by_number:  # rows of the kind's own table are short
                source, (where, parameters) = f"(SELECT record AS n FROM {kind}s) r", query.by_number
            found = self.connection.execute(f"SELECT count(*) FROM {source} {query.joins} WHERE {where}", parameters)
            return int(found.fetchone()[0])

    def timeline(self, **filters: Unpack[Filters]) -> list[DayCount]:
        """Acts told as fact, per day and quad class."""
        with schema.explained(self.path):
            return summaries.timeline(self.connection, filters)

    def dyads(self, number: int = 10, **filters: Unpack[Filters]) -> list[Dyad]:
        """The pairs of countries or bodies with most acts told as fact between them."""
        with schema.explained(self.path):
            return summaries.dyads(self.connection, filters, number)

    def places(self, *, since: str | None = None, until: str | None = None) -> list[PlaceCount]:
        """Where acts told as fact happened, in these days (ISO) or ever; places with most of them first."""
        with schema.explained(self.path):
            return summaries.places(self.connection, since, until)



def _kept(
    kind: str, data: str, day: str | None, document: str, title: str | None, published: str | None,
    publisher: str | None, url: str | None, coder: str, model: str,
) -> Kept[Record]:  # fmt: skip
    """A row of the query for records."""
    record = output.record_from_json(kind, json.loads(data))
    date = dt.date.fromisoformat(published) if published else None
    return Kept(record, document, title, date, publisher, url, day, coder, model)


def _digest(coded: CodedDocument) -> str:
    """Over all that the ledger keeps but where the file lay: a moved file is the same document."""
    data = output.to_json(coded)
    del data["source"]
    return hashlib.sha256(output.encode(data).encode()).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
