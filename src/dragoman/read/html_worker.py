"""The process that takes articles out of HTML. Hostile pages hang or bloat it; the parent kills and restarts it.

Speaks over its standard streams: a length of four bytes, then as many bytes; HTML in, JSON out.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

MEMORY_BYTES = 1 << 30
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "date", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "publication_date",
)  # fmt: skip
_PUBLISHER_METAS = ("og:site_name", "application-name", "dc.publisher", "citation_publisher")


def extract(html: str) -> dict[str, str | None]:
    """Text, title, date, publisher, URL and language of a page; only what the page itself declares, nothing guessed."""
    import trafilatura
    from lxml import html as parser

    body = trafilatura.extract(html, favor_precision=True, include_comments=False, include_tables=False)
    tree = parser.fromstring(html)
    linked = list(_linked_data(tree))
    metas = {
        str(m.get("property") or m.get("name") or m.get("itemprop")).lower(): str(m.get("content"))
        for m in tree.iter("meta")
        if m.get("content")
    }
    title = metas.get("og:title") or _of(linked, "headline") or (tree.findtext(".//h1") or tree.findtext(".//title"))
    return {
        "text": body,
        "title": " ".join(title.split()) if title else None,
        "date": next((metas[n] for n in _DATE_METAS if n in metas), None)
        or _of(linked, "datePublished")
        or _time(tree),
        "publisher": next((metas[n] for n in _PUBLISHER_METAS if n in metas), None) or _publisher(linked),
        "url": next((str(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical"), None)
        or metas.get("og:url"),
        "language": (str(tree.get("lang")).lower()[:2] if tree.tag == "html" and tree.get("lang") else None),
    }


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                found = json.loads(script.text)
            except ValueError:
                continue
            for item in (
                found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
            ):
                if isinstance(item, dict):
                    yield item


def _of(linked: list[dict[str, Any]], key: str) -> str | None:
    return next((str(item[key]) for item in linked if isinstance(item.get(key), str)), None)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _time(tree: Any) -> str | None:
    for article in tree.iter("article"):
        for element in article.iter("time"):
            if element.get("datetime"):
                return str(element.get("datetime"))
    return None


def read_message(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    return stream.read(size)


def write_message(stream: IO[bytes], data: bytes) -> None:
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def main() -> None:
    """Serve until the parent closes the pipe."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):  # no such limit on this system: the parent's clock still holds
        pass
    while (message := read_message(sys.stdin.buffer)) is not None:
        try:
            answer: dict[str, str | None] = extract(message.decode("utf-8", "replace"))
        except MemoryError:
            answer = {"error": "the page needs more than 1 GiB of memory"}
        except Exception as error:  # noqa: BLE001  # whatever a hostile page provokes, the page is at fault and told
            answer = {"error": f"the page cannot be parsed: {type(error).__name__}: {error}"}
        write_message(sys.stdout.buffer, json.dumps(answer).encode())


if __name__ == "__main__":
    main()
