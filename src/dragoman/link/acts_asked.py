"""Asking for acts: what happened, how many tell it, and what they disagree on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Unpack

from dragoman import output, wording
from dragoman.errors import NotThereError
from dragoman.ledger import Filters, Ledger, rows, schema
from dragoman.ledger.queries import Query, build, last_day, lost
from dragoman.link.reports import Status
from dragoman.model import Event, Mention

About = Literal["dead", "injured", "arrested", "happened", "who"]
_NEAR_DAYS = 1
_FEW = 5000  # reports
_AT_ONCE = 60  # acts whose reports are read together, at most


@dataclass(frozen=True, slots=True)
class Dispute:
    """What reports of an act disagree on: each version with the ids of the records that give it."""

    about: About
    versions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """What happened once, whoever reports it. Its ``id`` is that of the record of its first report."""

    id: str
    status: Status
    day: str | None
    event: Event  # the first report
    actors: tuple[Mention, ...]  # of all reports, each once
    recipients: tuple[Mention, ...]
    reports: int
    documents: int
    originals: int  # documents, copies counted once
    publishers: int
    first_published: str | None
    last_published: str | None
    disputes: tuple[Dispute, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    event: Event
    document: str
    original: int
    publisher: str | None
    published: str | None


def acts(
    ledger: Ledger,
    *,
    event: str | None = None,
    disputed: bool = False,
    after: str | None = None,
    **filters: Unpack[Filters],
) -> Iterator[Act]:
    """Acts of which a report matches, newest first. Those that no article reported by ``as_of`` did not happen yet.

    The filters are those of events. ``disputed`` gives those that reports disagree on, ``after`` those that come behind
    the act with this id. Raises DragomanError.
    """
    connection = ledger.connection
    if event is not None:
        filters = {**filters, "type": event}
    limit, as_of = filters.get("limit"), filters.get("as_of")
    with schema.explained(ledger.path):
        found = 0
        cursor = connection.execute(*_matching(connection, filters, after))
        size = _AT_ONCE if limit is None else min(limit, _AT_ONCE)
        while found != limit and (some := cursor.fetchmany(size)):
            told = _told(connection, [n for _, n, _, _ in some], last_day(as_of) if as_of else None)
            for day, n, id, status in some:
                if found == limit:
                    return
                act = _act(connection, n, id, status, day or None, told[n])
                if act.disputes or not disputed:
                    found += 1
                    yield act


def one(ledger: Ledger, id: str) -> Act:
    """The act with this id, or the one that the event with this id reports. Raises DragomanError."""
    with schema.explained(ledger.path):
        found = ledger.connection.execute(
            "SELECT a.n, a.id, a.status, nullif(a.first_day, '') FROM records r JOIN act_reports t ON t.record = r.n"
            " JOIN acts a ON a.n = t.act WHERE r.kind = 'event' AND r.id = ?",
            (id,),
        ).fetchone()
        if found is None:
            raise NotThereError(f"no act {id!r} in {ledger.path}", "ids are in the first column of `dragoman acts`")
        n, first, status, day = found
        return _act(ledger.connection, n, first, status, day, _told(ledger.connection, [n], None)[n])


def count(ledger: Ledger, *, event: str | None = None, **filters: Unpack[Filters]) -> int:
    """How many acts match."""
    if event is not None:
        filters = {**filters, "type": event}
    with schema.explained(ledger.path):
        sql, parameters = _matching(ledger.connection, filters)
        return int(ledger.connection.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()[0])


def _matching(connection: sqlite3.Connection, filters: Filters, after: str | None = None) -> tuple[str, list[object]]:
    query = build(connection, "event", filters, newest=filters.get("limit") is not None)
    source, condition, parameters = "acts a", "1", list[object]()
    if {name for name, value in filters.items() if value is not None} - {"limit"}:
        source, condition, parameters = _reported(connection, query)
    if after is not None:
        found = connection.execute(
            "SELECT a.first_day, a.n FROM records r JOIN act_reports t ON t.record = r.n JOIN acts a ON a.n = t.act"
            " WHERE r.kind = 'event' AND r.id = ?",
            (after,),
        ).fetchone()
        if found is None:
            raise lost(f"act {after!r}")
        # The first condition lets the index begin there.
        condition += " AND a.first_day <= ? AND (a.first_day < ? OR a.n > ?)"
        parameters = [*parameters, found[0], *found]
    return (
        f"SELECT DISTINCT a.first_day, a.n, a.id, a.status FROM {source} WHERE {condition}"
        " ORDER BY a.first_day DESC, a.n",
        parameters,
    )


def _reported(connection: sqlite3.Connection, query: Query) -> tuple[str, str, list[object]]:
    """Which tables hold the acts of which a report matches, under which condition: few matching reports are best asked
    for their acts; where many match, acts are tried in their own order."""
    if not query.are_many:
        if query.by_number:  # who takes part is known without the records, and only events are reports of acts
            reports, (where, parameters) = "(SELECT record AS n, act FROM act_reports) r", query.by_number
        else:
            reports = f"records r JOIN act_reports t ON t.record = r.n {query.joins}"
            where, parameters = query.where, query.parameters
        told = rows.at_once(
            connection, ["act"], f"SELECT act FROM {reports} WHERE {where} LIMIT {_FEW + 1}", parameters
        )
        if len(told) <= _FEW:
            return "acts a", "a.n IN (SELECT value FROM json_each(?))", [json.dumps([act for (act,) in told])]
    # A CROSS JOIN goes through the tables in the order in which they stand.
    tables = ("acts a", "act_reports t ON t.act = a.n", "records r ON r.n = +t.record", *query.tables.values())
    return " CROSS JOIN ".join(tables), query.where, query.parameters


def _act(connection: sqlite3.Connection, n: int, id: str, status: Status, day: str | None, told: list[_Told]) -> Act:
    published = sorted(filter(None, (t.published for t in told)))
    first = next((t.event for t in told if t.event.id == id), told[0].event)
    return Act(
        first.id, status, day, first,
        _once(m for t in told for m in t.event.actors), _once(m for t in told for m in t.event.recipients),
        len(told), len({t.document for t in told}), len({t.original for t in told}),
        len({t.publisher for t in told if t.publisher}), published[0] if published else None,
        published[-1] if published else None, tuple(_disputes(connection, n, told, day)),
        tuple(t.event.id for t in told),
    )  # fmt: skip


def _told(connection: sqlite3.Connection, acts: Sequence[int], as_of: str | None) -> dict[int, list[_Told]]:
    """The reports of each of these acts in order of publication."""
    reports = connection.execute(
        "SELECT a.act, r.data, d.id, ifnull(s.original, d.n), d.publisher, d.published FROM act_reports a"
        " JOIN records r ON r.n = a.record JOIN documents d ON d.n = r.document"
        " LEFT JOIN story_documents s ON s.document = d.n WHERE a.act IN (SELECT value FROM json_each(?))"
        " AND (? IS NULL OR d.published <= ?) ORDER BY ifnull(d.published, '9999'), d.id, r.n",
        (json.dumps(list(acts)), as_of, as_of),
    )
    found: dict[int, list[_Told]] = {act: [] for act in acts}
    for act, data, *rest in reports:
        found[act].append(_Told(output.event_from_json(json.loads(data)), *rest))
    return found


def _once(mentions: Iterator[Mention]) -> tuple[Mention, ...]:
    return tuple({(m.code, m.entity if not m.code else m.name): m for m in mentions}.values())


def _disputes(connection: sqlite3.Connection, act: int, told: list[_Told], day: str | None) -> Iterator[Dispute]:
    sizes: tuple[Literal["dead", "injured", "arrested"], ...] = ("dead", "injured", "arrested")
    for about in sizes:
        values = [(getattr(t.event.size, about), t) for t in told]
        if dispute := _dispute(about, [(str(value), t) for value, t in values if value is not None]):
            yield dispute
    if dispute := _dispute("happened", [("no" if "negation" in t.event.auxiliary else "yes", t) for t in told]):
        yield dispute
    others = [(wording.parties(t.event.actors, short=True), t) for t in _others(connection, act, told, day)]
    if others:
        mine = [(wording.parties(told[0].event.actors, short=True), t) for t in told]
        if dispute := _dispute("who", [*mine, *others]):
            yield dispute


def _dispute(about: About, versions: list[tuple[str, _Told]]) -> Dispute | None:
    found: dict[str, list[str]] = {}
    for value, told in versions:
        found.setdefault(value, []).append(told.event.id)
    if len(found) < 2:
        return None
    return Dispute(about, tuple((value, tuple(ids)) for value, ids in found.items()))


def _others(connection: sqlite3.Connection, act: int, told: list[_Told], day: str | None) -> list[_Told]:
    """Reports in the same stories of the same deed done to the same by somebody else."""
    first = told[0].event
    codes = {m.code for m in first.recipients if m.code}
    if first.quad != "material conflict" or not day or not codes or not (first.place or first.size.dead):
        return []
    others = connection.execute(
        "SELECT DISTINCT a.n FROM acts a JOIN act_reports t ON t.act = a.n JOIN records r ON r.n = t.record"
        " JOIN story_documents s ON s.document = r.document WHERE a.event = ? AND a.n <> ?"
        " AND a.first_day BETWEEN date(?, ?) AND date(?, ?) AND s.story IN (SELECT x.story FROM story_documents x"
        " JOIN records y ON y.document = x.document JOIN act_reports z ON z.record = y.n WHERE z.act = ?)",
        (first.event.value, act, day, f"-{_NEAR_DAYS} days", day, f"+{_NEAR_DAYS} days", act),
    ).fetchall()
    mine = {m.code or m.entity for t in told for m in t.event.actors}
    found = [t for reports in _told(connection, [n for (n,) in others], None).values() for t in reports]
    return [
        t for t in found
        if codes & {m.code for m in t.event.recipients} and not mine & {m.code or m.entity for m in t.event.actors}
        and _is_alike(first, t.event)
    ]  # fmt: skip


def _is_alike(a: Event, b: Event) -> bool:
    """Whether two deeds with other doers are told of one place, or with one number of dead."""
    return bool((a.place and a.place == b.place) or (a.size.dead and a.size.dead == b.size.dead))
