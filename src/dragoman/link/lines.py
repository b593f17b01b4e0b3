"""Lines that a publisher repeats on many pages: they are not the article, and make strangers look like copies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.link.profiles import UNDATED, hashed
from dragoman.urls import host_of

# A line is repeated when pages with other titles have it on other days. An agency's updates of one story share lines
# under several titles too, but within a day or two.
_TITLES, _DAYS = 3, 3
_TITLES_AT_ONCE = 6
_ENOUGH = 64  # pages looked at


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it stands on its publisher's page."""

    n: int
    id: str
    title: str
    lines: tuple[str, ...]
    publisher: str
    day: int


def page(
    n: int, id: str, title: str | None, text: str, paragraphs: str, publisher: str | None, url: str | None, day: int
) -> Page:
    """The page of a row of the ledger's documents; ``paragraphs`` is JSON by the output contract."""
    kept = [p for p in json.loads(paragraphs) if not p["is_title"]]
    spans = ((p["dateline"]["end"] if p["dateline"] else p["start"], p["end"]) for p in kept)
    lines = tuple(" ".join(text[start:end].split()) for start, end in spans)
    host = host_of(url)
    return Page(n, id, title or "", lines, (publisher or host).lower(), day)


def own_lines(connection: sqlite3.Connection, page: Page) -> tuple[list[str], set[int]]:
    """The lines that are the article's own, and the other documents of which a line has now proved to be none.

    Notes the lines of the page. Without a publisher every line is the article's own.
    """
    if not page.publisher:
        return list(page.lines), set()
    own: list[str] = []
    changed: set[int] = set()
    title = hashed(page.title.lower() or (page.lines[0] if page.lines else ""))
    counted = set(
        connection.execute("DELETE FROM story_lines WHERE document = ? RETURNING line, title, day", (page.n,))
    )
    for line, key in zip(page.lines, _keys(page.publisher, page.lines), strict=True):
        seen = connection.execute(
            "SELECT document, title, day FROM story_lines WHERE line = ? LIMIT ?", (key, _ENOUGH)
        ).fetchall()
        if _is_repeated((t, d) for _, t, d in seen):
            continue
        connection.execute("INSERT OR REPLACE INTO story_lines VALUES (?, ?, ?, ?)", (key, page.n, title, page.day))
        if _is_repeated([*((t, d) for _, t, d in seen), (title, page.day)]):
            if (key, title, page.day) not in counted:
                changed.update(document for document, _, _ in seen)
        else:
            own.append(line)
    return own, changed - {page.n}


def _keys(publisher: str, lines: Sequence[str]) -> list[int]:
    """64 bits of each line, with its publisher."""
    return [hashed(f"{publisher}\n{line}") << 31 | hashed(line) >> 1 for line in lines]


def _is_repeated(pages: Iterable[tuple[int, int]]) -> bool:
    seen = list(pages)
    titles = len({title for title, _ in seen})
    days = [day for _, day in seen if day != UNDATED]
    spread = max(days) - min(days) if days else 0
    return titles >= _TITLES_AT_ONCE or (titles >= _TITLES and spread >= _DAYS)
