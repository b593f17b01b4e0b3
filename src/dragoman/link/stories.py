"""Stories: which articles tell the same news, kept up to date as articles come in.

Each article hangs on the earlier one that it resembles most (see `dragoman.link.likeness`), and a story is a tree of
these. A new article finds its place among those before it, and those after it are asked whether they resemble it more
than the one on which they hang; nothing else is computed again. The result depends on the articles alone.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.ledger.queries import lost
from dragoman.link import lines, profiles
from dragoman.link.likeness import Link, link
from dragoman.link.profiles import UNDATED, Profile

_AT_ONCE = 200  # documents a transaction
_NEAR_DAYS, _FAR_DAYS, _COPY_DAYS = 14, 180, 60
_SHARED_NEAR, _SHARED_FAR = 2, 3  # telling words in common, below which articles are not compared
_SHARED_SHINGLES = 2


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """An article in its story. ``original`` is the first of its copies: itself, if it is none."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    original: str
    likeness: float  # to the article on which it hangs; 0 for the first


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same news, in order of time; the first one's id is the story's."""

    id: str
    documents: tuple[StoryDocument, ...]

    @property
    def originals(self) -> int:
        """How many of them are not copies of another."""
        return len({document.original for document in self.documents})


@dataclass(slots=True)
class _Batch:
    """What one transaction of linking has in mind."""

    known: dict[int, Profile] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)


def unlinked(connection: sqlite3.Connection) -> list[int]:
    """The documents that are new or were coded anew since they were linked."""
    rows = connection.execute(
        "SELECT d.n FROM documents d LEFT JOIN story_documents s ON s.document = d.n"
        " WHERE s.digest IS NULL OR s.digest <> d.digest ORDER BY d.n"
    )
    return [n for (n,) in rows]


def update(connection: sqlite3.Connection) -> int:
    """Link what is not linked yet, some hundred documents a transaction. How many there were."""
    todo = unlinked(connection)
    for at in range(0, len(todo), _AT_ONCE):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _link(connection, todo[at : at + _AT_ONCE])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return len(todo)


def _link(connection: sqlite3.Connection, documents: Iterable[int]) -> None:
    batch = _Batch()
    todo = deque(documents)
    while todo:
        # A line that proves to be the publisher's changes the profiles of the pages that have it.
        todo.extend(sorted(_place(connection, batch, todo.popleft())))
    _name(connection, batch.moved)


def _place(connection: sqlite3.Connection, batch: _Batch, n: int) -> set[int]:
    """Put one document in its place. Which others have to be placed again because of its lines."""
    made = _profile(connection, n)
    if made is None:
        return set()
    profile, digest, changed = made
    orphans = _take_out(connection, batch, n)
    batch.known[n] = profile
    near = _candidates(connection, profile) - {n}
    _put_in(connection, n, profile, digest)
    _hang(connection, batch, n, near)
    for orphan in orphans:
        found = _loaded(connection, batch, orphan)
        _hang(connection, batch, orphan, _candidates(connection, found) - {orphan})
    _offer(connection, batch, n, near)
    return changed


def _hang(connection: sqlite3.Connection, batch: _Batch, n: int, near: Iterable[int]) -> None:
    """Hang a document on the earlier one that it resembles most."""
    profile = _loaded(connection, batch, n)
    best: tuple[Link, Profile, int] | None = None
    for other in near:
        candidate = _loaded(connection, batch, other)
        found = link(profile, candidate) if candidate.key < profile.key else None
        if found and (best is None or (found.rank, best[1].key) > (best[0].rank, candidate.key)):
            best = found, candidate, other
    if best:
        _set_parent(connection, batch, n, best[2], best[0])
    else:
        connection.execute(
            "UPDATE story_documents SET parent = NULL, is_copy = 0, likeness = 0 WHERE document = ?", (n,)
        )
        batch.moved.add(n)


def _offer(connection: sqlite3.Connection, batch: _Batch, n: int, near: Iterable[int]) -> None:
    """Ask the later documents whether they resemble this one more than that on which they hang."""
    profile = batch.known[n]
    for other in near:
        candidate = _loaded(connection, batch, other)
        if candidate.key <= profile.key or not (found := link(profile, candidate)):
            continue
        parent, is_copy, likeness = connection.execute(
            "SELECT parent, is_copy, likeness FROM story_documents WHERE document = ?", (other,)
        ).fetchone()
        now = (bool(is_copy), likeness)
        is_better = parent is None or found.rank > now
        if is_better or (found.rank == now and profile.key < _loaded(connection, batch, parent).key):
            _set_parent(connection, batch, other, n, found)


def _set_parent(connection: sqlite3.Connection, batch: _Batch, n: int, parent: int, found: Link) -> None:
    connection.execute(
        "UPDATE story_documents SET parent = ?, is_copy = ?, likeness = ? WHERE document = ?",
        (parent, found.is_copy, found.likeness, n),
    )
    batch.moved.add(n)


def _name(connection: sqlite3.Connection, moved: set[int]) -> None:
    """Tell everything below the documents that moved which story it belongs to now, and whose copy it is."""
    todo = [n for n in sorted(moved) if not _has_ancestor(connection, n, moved)]
    while todo:
        n = todo.pop()
        connection.execute(
            "UPDATE story_documents AS s SET"
            " story = ifnull((SELECT p.story FROM story_documents p WHERE p.document = s.parent), s.document),"
            " original = ifnull((SELECT p.original FROM story_documents p WHERE p.document = s.parent AND s.is_copy),"
            " s.document) WHERE document = ?",
            (n,),
        )
        todo.extend(row[0] for row in connection.execute("SELECT document FROM story_documents WHERE parent = ?", (n,)))


def _has_ancestor(connection: sqlite3.Connection, n: int, among: set[int]) -> bool:
    while True:
        row = connection.execute("SELECT parent FROM story_documents WHERE document = ?", (n,)).fetchone()
        if row is None or row[0] is None:
            return False
        n = row[0]
        if n in among:
            return True


# --- what is kept ---------------------------------------------------------------------------------------------------


def _profile(connection: sqlite3.Connection, n: int) -> tuple[Profile, str, set[int]] | None:
    row = connection.execute(
        "SELECT n, id, title, text, paragraphs, publisher, url, published, digest FROM documents WHERE n = ?", (n,)
    ).fetchone()
    if row is None:
        return None
    n, id, title, text, paragraphs, publisher, url, published, digest = row
    date = dt.date.fromisoformat(published) if published else None
    day = date.toordinal() if date else UNDATED
    page = lines.page(n, id, title, text, paragraphs, publisher, url, day)
    own, changed = lines.own_lines(connection, page)
    actors, acts = _actors(connection, n)
    return profiles.profile(page.id, date, page.title, own, actors, acts), digest, changed


def _actors(connection: sqlite3.Connection, document: int) -> tuple[set[str], set[str]]:
    """The codes of those who take part in a document's events, and who does what to whom."""
    rows = connection.execute(
        "SELECT DISTINCT e.a, e.b, e.event FROM records r JOIN event_dyads e ON e.record = r.n WHERE r.document = ?",
        (document,),
    ).fetchall()
    return {code for a, b, _ in rows for code in (a, b) if code}, {f"{a} {e} {b}" for a, b, e in rows if b}


def _take_out(connection: sqlite3.Connection, batch: _Batch, n: int) -> list[int]:
    """Forget a document's old profile. Those that hung on it are returned."""
    if connection.execute("SELECT 1 FROM story_documents WHERE document = ?", (n,)).fetchone() is None:
        return []
    old = _loaded(connection, batch, n)
    connection.executemany(
        "DELETE FROM story_terms WHERE term = ? AND is_main = ? AND day = ? AND document = ?",
        [(term, main, old.day, n) for term, main in old.terms()],
    )
    connection.executemany(
        "DELETE FROM story_shingles WHERE shingle = ? AND day = ? AND document = ?",
        [(shingle, old.day, n) for shingle in old.sample()],
    )
    return [row[0] for row in connection.execute("SELECT document FROM story_documents WHERE parent = ?", (n,))]


def _put_in(connection: sqlite3.Connection, n: int, profile: Profile, digest: str) -> None:
    connection.execute(
        "INSERT INTO story_documents (document, digest, id, day, words, shingles, actors, acts, story, original)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET digest = excluded.digest,"
        " day = excluded.day, words = excluded.words, shingles = excluded.shingles, actors = excluded.actors,"
        " acts = excluded.acts",
        (
            n, digest, profile.id, profile.day, profiles.pack_words(profile.words), profiles.pack(profile.shingles),
            profiles.pack(profile.actors), profiles.pack(profile.acts), n, n,
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT OR IGNORE INTO story_terms VALUES (?, ?, ?, ?)",
        [(term, main, profile.day, n) for term, main in profile.terms()],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO story_shingles VALUES (?, ?, ?)", [(s, profile.day, n) for s in profile.sample()]
    )


def _loaded(connection: sqlite3.Connection, batch: _Batch, n: int) -> Profile:
    if n not in batch.known:
        id, day, words, *sets = connection.execute(
            "SELECT id, day, words, shingles, actors, acts FROM story_documents WHERE document = ?", (n,)
        ).fetchone()
        batch.known[n] = Profile(id, day, profiles.unpack_words(words), *map(profiles.unpack, sets))
    return batch.known[n]


def _candidates(connection: sqlite3.Connection, profile: Profile) -> set[int]:
    """The documents worth comparing: a rule over each pair alone, like the comparison itself."""
    terms = profile.terms()
    every = [term for term, _ in terms]
    main = [term for term, is_main in terms if is_main]
    day = profile.day
    found = _sharing(connection, "story_terms", "term", every, "is_main IN (0, 1) AND", day, _NEAR_DAYS, _SHARED_NEAR)
    found |= _sharing(connection, "story_terms", "term", main, "is_main = 1 AND", day, _FAR_DAYS, _SHARED_FAR)
    sample = profile.sample()
    return found | _sharing(connection, "story_shingles", "shingle", sample, "", day, _COPY_DAYS, _SHARED_SHINGLES)


def _sharing(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    keys: list[int],
    condition: str,
    day: int,
    days: int,
    fewest: int,
) -> set[int]:
    """The documents with so many of these keys within so many days, or without a date."""
    marks = ", ".join("?" * len(keys))
    first, last = (0, UNDATED) if day == UNDATED else (day - days, day + days)
    rows = connection.execute(
        f"SELECT document FROM (SELECT document FROM {table} WHERE {column} IN ({marks}) AND {condition} day"
        f" BETWEEN ? AND ? UNION ALL SELECT document FROM {table} WHERE {column} IN ({marks}) AND {condition} day = ?)"
        " GROUP BY document HAVING count(*) >= ?",
        (*keys, first, last if last != UNDATED else UNDATED - 1, *keys, UNDATED, fewest),
    )
    return {n for (n,) in rows}


# --- asking ---------------------------------------------------------------------------------------------------------


def stories(
    connection: sqlite3.Connection, *, as_of: str | None = None, only: Sequence[int] | None = None
) -> Iterator[Story]:
    """The stories, by their first article; with ``as_of`` (an ISO day), of articles published by then; with ``only``,
    those that began with these articles (by number)."""
    condition = "d.published <= ?" if as_of else "1"
    if only is not None:
        condition += f" AND s.story IN ({', '.join(map(str, map(int, only)))})"
    rows = connection.execute(
        "SELECT s.story, d.id, d.title, d.published, d.publisher, o.id, s.likeness FROM story_documents s"
        " JOIN documents d ON d.n = s.document JOIN documents o ON o.n = s.original"
        f" JOIN story_documents r ON r.document = s.story WHERE {condition} ORDER BY r.day, r.id, s.day, s.id",
        (as_of,) if as_of else (),
    )
    story: int | None = None
    members: list[StoryDocument] = []
    for number, *columns in rows:
        if number != story and members:
            yield Story(members[0].id, tuple(members))
            members = []
        story = number
        members.append(StoryDocument(*columns))
    if members:
        yield Story(members[0].id, tuple(members))


_BY_ID = "FROM documents d JOIN story_documents s ON s.document = d.n WHERE d.id = ?"


def latest(connection: sqlite3.Connection, size: int, after: str | None = None, least: int = 2) -> list[Story]:
    """Stories of ``least`` articles or more, those that began last first, behind the story with the id ``after``.

    Raises DragomanError where there is no such story.
    """
    # What has no date comes behind what has one.
    undated: tuple[str, tuple[object, ...]] = ("r.day = ?", (UNDATED,))
    parts = [("r.day < ?", (UNDATED,)), undated]
    if after is not None:
        mark = connection.execute(f"SELECT s.day, s.id {_BY_ID}", (after,)).fetchone()
        if mark is None:
            raise lost(f"story {after!r}")
        is_undated = mark[0] == UNDATED
        parts = [("r.day = ? AND r.id < ?", mark)] if is_undated else [("(r.day, r.id) < (?, ?)", mark), undated]
    found: list[Story] = []
    for condition, parameters in parts:
        rows = connection.execute(
            f"SELECT r.document FROM story_documents r WHERE r.story = r.document AND {condition} AND"
            " (SELECT count(*) FROM (SELECT 1 FROM story_documents s WHERE s.story = r.document LIMIT ?)) >= ?"
            " ORDER BY r.day DESC, r.id DESC LIMIT ?",
            (*parameters, least, least, size - len(found)),
        )
        if numbers := [n for (n,) in rows]:
            found += reversed([*stories(connection, only=numbers)])
    return found


def story_of(connection: sqlite3.Connection, document: str) -> Story | None:
    """The story in which the article with this id stands; None where it is not linked (yet)."""
    found = connection.execute(f"SELECT s.story {_BY_ID}", (document,)).fetchone()
    return next(stories(connection, only=found), None) if found else None
