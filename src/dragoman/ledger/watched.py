"""What a watcher remembers between its looks, in the ledger that it fills. Times are seconds since 1970, UTC."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True)
class FeedState:
    """How it stands with a feed."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0  # in a row
    next_at: float = 0.0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that a feed has named, and that is to be fetched."""

    url: str
    feed: str
    tries: int
    title: str | None
    published: dt.date | None
    publisher: str | None


class Watched:
    """The watcher's tables of one ledger. Each row is kept as soon as it is told."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def feed(self, url: str) -> FeedState:
        """The state of a feed; that of a new one if it was never asked."""
        row = self._connection.execute(
            "SELECT url, etag, last_modified, failures, next_at, note FROM feeds WHERE url = ?", (url,)
        ).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def put_feed(self, state: FeedState) -> None:
        """Remember how it stands with a feed."""
        self._connection.execute(
            "INSERT OR REPLACE INTO feeds (url, etag, last_modified, failures, next_at, note)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (state.url, state.etag, state.last_modified, state.failures, state.next_at, state.note),
        )

    def add(self, found: Iterable[Waiting], now: float) -> int:
        """Remember what a feed has named. How much of it is new."""
        before = self._connection.total_changes
        self._connection.executemany(
            "INSERT INTO seen (url, feed, status, title, published, publisher, next_at)"
            " VALUES (?, ?, 'waiting', ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                (w.url, w.feed, w.title, w.published.isoformat() if w.published else None, w.publisher, now)
                for w in found
            ),
        )
        return self._connection.total_changes - before

    def due(self, now: float, limit: int) -> list[Waiting]:
        """What is to be fetched now, the longest waiting first."""
        rows = self._connection.execute(
            "SELECT url, feed, tries, title, published, publisher FROM seen"
            " WHERE status = 'waiting' AND next_at <= ? ORDER BY next_at, url LIMIT ?",
            (now, limit),
        )
        return [Waiting(u, f, n, t, dt.date.fromisoformat(p) if p else None, b) for u, f, n, t, p, b in rows]

    def next_due(self) -> float | None:
        """When something is to be fetched next."""
        row = self._connection.execute("SELECT min(next_at) FROM seen WHERE status = 'waiting'").fetchone()
        return None if row[0] is None else float(row[0])

    def is_kept(self, url: str) -> bool:
        """Whether this was fetched and kept before."""
        found = self._connection.execute("SELECT 1 FROM seen WHERE url = ? AND status = 'kept'", (url,))
        return found.fetchone() is not None

    def settle(self, url: str, feed: str, status: str, note: str | None = None) -> None:
        """It is done with: ``kept`` or ``failed``."""
        self._connection.execute(
            "INSERT INTO seen (url, feed, status, note) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET status = excluded.status, note = excluded.note",
            (url, feed, status, note),
        )

    def note_of(self, url: str) -> str | None:
        """What was noted about it."""
        row = self._connection.execute("SELECT note FROM seen WHERE url = ?", (url,)).fetchone()
        return None if row is None else cast(str | None, row[0])

    def postpone(self, url: str, tries: int, next_at: float, note: str) -> None:
        """Try it again later."""
        self._connection.execute(
            "UPDATE seen SET tries = ?, next_at = ?, note = ? WHERE url = ?", (tries, next_at, note, url)
        )
