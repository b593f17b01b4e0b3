"""Writing one coded document: the rows that it becomes. The caller holds the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from dragoman import output
from dragoman.ledger import history, tallies
from dragoman.ledger.days import bounds
from dragoman.model import Claim, CodedDocument, Event, Mention, Position, Quote, Record, Relation, Statement

Days = tuple[str, str] | None
_OWNED_BY_DOCUMENT = ("records", "mentions", "times", "places")


def write(connection: sqlite3.Connection, coded: CodedDocument, digest: str, run: int) -> None:
    """Add the document, or put this coding in the place of the one that is there, which is kept aside."""
    history.keep_replaced(connection, coded.document.id, run)
    document = _write_document(connection, coded, digest, run)
    for table in _OWNED_BY_DOCUMENT:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    party = _parties(connection)
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document, i, m.span.start, m.span.end, m.sentence, m.head, party(m), m.office, m.how, m.confidence, m.note)
            for i, m in enumerate(coded.mentions)
        ),
    )
    connection.executemany(
        "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((document, i, t.span.start, t.span.end, t.text, t.type, t.value) for i, t in enumerate(coded.times)),
    )
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                document,
                i,
                p.span.start,
                p.span.end,
                p.text,
                p.name,
                p.geonameid,
                p.lat,
                p.lon,
                p.country,
                p.country_alpha2,
                p.country_name,
            )
            for i, p in enumerate(coded.places)
        ),
    )
    published = coded.document.published.isoformat() if coded.document.published else None
    for record in records_of(coded):
        _write_record(connection, record, document, bounds(published), run, party)
    _write_dyads(connection, document)
    _write_places(connection, document)


def _write_dyads(connection: sqlite3.Connection, document: int) -> None:
    """The flat rows of who acts on whom."""
    connection.execute(
        "INSERT OR IGNORE INTO event_dyads (a, b, day, record, event, quad, score, published, is_fact, is_joint)"
        " SELECT a, b, day, record, event, quad, score, published, is_fact, is_joint"
        " FROM events_of_dyads WHERE document = ?",
        (document,),
    )
    tallies.stand_in_document(connection, document)


def _write_places(connection: sqlite3.Connection, document: int) -> None:
    """The flat rows of where events happened."""
    connection.execute(
        "INSERT INTO event_places SELECT record, day, name, country, lat, lon, quad, is_fact FROM places_of_events"
        " WHERE document = ?",
        (document,),
    )


def records_of(coded: CodedDocument) -> Iterable[Record]:
    """All records of a document, kind by kind."""
    yield from coded.events
    yield from coded.statements
    yield from coded.positions
    yield from coded.relations
    yield from coded.claims


def _write_document(connection: sqlite3.Connection, coded: CodedDocument, digest: str, run: int) -> int:
    document, data = coded.document, output.to_json(coded)
    row = {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "published": data["published"],
        "language": document.language,
        "publisher": document.publisher,
        "url": document.url,
        "source": document.source,
        "sha256": document.sha256,
        "paragraphs": output.encode(data["paragraphs"]),
        "dropped": output.encode(data["dropped"]),
        "digest": digest,
        "run": run,
    }
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    inserted = connection.execute(
        f"INSERT INTO documents ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes} RETURNING n", row
    )
    return int(inserted.fetchone()[0])


def _parties(connection: sqlite3.Connection) -> Callable[[Mention], int]:
    """A function from a mention to the row that says who is meant by which words, made where it is new."""
    known: dict[tuple[str | None, ...], int] = {}

    def party(mention: Mention) -> int:
        key = (mention.entity, mention.kind, mention.text, mention.name, mention.code, mention.sector, mention.sector2)
        if key not in known:
            connection.execute(
                "INSERT INTO parties (entity, kind, text, name, code, sector, sector2) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                key,
            )
            found = connection.execute(
                "SELECT n FROM parties WHERE entity = ? AND kind = ? AND text = ? AND ifnull(name, '') = ifnull(?, '')"
                " AND ifnull(code, '') = ifnull(?, '') AND ifnull(sector, '') = ifnull(?, '')"
                " AND ifnull(sector2, '') = ifnull(?, '')",
                key,
            )
            known[key] = int(found.fetchone()[0])
        return known[key]

    return party


def _write_record(
    connection: sqlite3.Connection,
    record: Record,
    document: int,
    published: Days,
    run: int,
    party: Callable[[Mention], int],
) -> None:
    kind, type_, quote = describe(record)
    first, last = _days_of(record, published) or (None, None)
    cursor = connection.execute(
        "INSERT INTO records (id, document, kind, type, sentence, span_start, span_end, quote, first_day, last_day,"
        " confidence, rule, run, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.id, document, kind, type_, record.sentence, quote.start, quote.end, quote.text, first, last,
            record.confidence, record.rule, run, output.encode(output.record_to_json(record)),
        ),
    )  # fmt: skip
    n = cursor.lastrowid
    table, details = _details(record)
    places = ", ".join("?" * (len(details) + 1))
    connection.execute(f"INSERT INTO {table} VALUES ({places})", (n, *details))
    connection.executemany(
        "INSERT INTO participants VALUES (?, ?, ?, ?)",
        (
            (n, role, i, party(mention))
            for role, mentions in participants_of(record).items()
            for i, mention in enumerate(mentions)
        ),
    )


def describe(record: Record) -> tuple[str, str, Quote]:
    """The kind of a record, its type within the kind, and its words."""
    match record:
        case Event():
            return "event", record.event.value, record.evidence
        case Statement():
            return "statement", record.kind, record.content
        case Position():
            return "position", record.stance, record.evidence
        case Relation():
            return "relation", record.relation, record.evidence
        case Claim():
            return "claim", record.modality, record.evidence


def participants_of(record: Record) -> dict[str, tuple[Mention, ...]]:
    """Who takes part in a record, by the role under which the ledger is asked."""
    match record:
        case Event():
            said_by = (record.said_by,) if record.said_by else ()
            return {"actor": record.actors, "recipient": record.recipients, "said_by": said_by}
        case Statement():
            return {
                "actor": (record.speaker,) if record.speaker else (),
                "recipient": (record.addressee,) if record.addressee else (),
            }
        case Position():
            return {"actor": (record.holder,), "recipient": record.addressees}
        case Relation():
            return {"actor": (record.a,), "recipient": (record.b,)}
        case Claim():
            return {"actor": (record.holder,) if record.holder else ()}


def _details(record: Record) -> tuple[str, tuple[object, ...]]:
    match record:
        case Event():
            date, size = record.date, record.size
            return "events", (
                record.event.value, record.mode, " ".join(record.auxiliary), " ".join(record.contexts), record.quad,
                record.score, date.value if date else None, date.precision if date else None, record.place,
                size.dead, size.injured, size.arrested, record.trigger.text,
            )  # fmt: skip
        case Statement():
            cue = record.cue.text if record.cue else None
            return "statements", (record.content.text, cue, record.medium, record.via, record.date)
        case Position():
            return "positions", (record.stance, record.proposal, record.answers)
        case Relation():
            return "relations", (record.relation, record.status)
        case Claim():
            return "claims", (record.cause.text, record.effect.text, record.modality)


def _days_of(record: Record, published: Days) -> Days:
    if isinstance(record, Event):
        told = bounds(record.date.value) if record.date else None
        # An act told as history did not happen on the day of the news that tells it.
        return told or (None if "historical" in record.auxiliary else published)
    if isinstance(record, Statement):
        return bounds(record.date) or published
    return published
