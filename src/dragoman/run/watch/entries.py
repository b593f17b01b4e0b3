"""What a feed names: RSS and Atom in all their versions and breakages."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from dragoman.read.encoding import tidy
from dragoman.run.watch.links import canonical

_MOST = 500  # entries of one feed; those that list their whole archive name the newest first
_TITLE_CHARS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed names."""

    url: str  # canonical
    title: str | None
    published: dt.date | None


def entries(data: bytes, url: str) -> list[Entry] | None:
    """The articles of a feed, in its order; None if this is no feed."""
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001  # it takes what nobody else takes, but fails on lone surrogates and the like
        return None
    if not found.get("version") and not found.entries:
        return None
    return list({entry.url: entry for entry in _entries(found.entries[:_MOST], url)}.values())


def _entries(found: list[dict[str, object]], base: str) -> Iterator[Entry]:
    for item in found:
        url = _url(item.get("link"), base)
        if url is None:
            continue
        title = item.get("title")
        title = " ".join(tidy(title).split())[:_TITLE_CHARS].strip() if isinstance(title, str) else None
        yield Entry(url, title or None, _day(item.get("published_parsed")))


def _url(link: object, base: str) -> str | None:
    """The plain address that a feed means; None where it means none of the web."""
    try:
        return canonical(urljoin(base, link)) if isinstance(link, str) else None
    except ValueError:  # "http://["
        return None


def _day(value: object) -> dt.date | None:
    """The day of publication, in the feed's UTC; one to come is no such day."""
    try:
        day = dt.date(*value[:3])  # type: ignore[index]
    except (TypeError, ValueError):
        return None
    return day if day <= dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1) else None
