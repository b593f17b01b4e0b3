"""The process that takes articles out of HTML. Hostile pages hang or bloat it; the parent kills and restarts it.

Speaks over its standard streams: a length of four bytes, then as many bytes; a greeting first, then HTML in, JSON out.
It is run as a file and must import nothing of ours.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

MEMORY_BYTES = 1 << 30
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "publication_date", "citation_publication_date",
)  # fmt: skip
_PUBLISHER_METAS = ("og:site_name", "application-name", "dc.publisher", "citation_publisher")
_ARTICLE_TYPE = re.compile(r"(Article|Posting|Report)$")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_RUNNING_TEXT = frozenset({"p", "blockquote", "aside", "footer", "li", "nav"})
_CHANGED = re.compile(r"updat|modif|edit", re.I)


def extract(html: str) -> dict[str, str | None]:
    """Text, title, date, publisher and URL of a page; only what the page itself declares, nothing guessed."""
    import trafilatura
    from lxml import html as parser

    page = _DECLARATION.sub("", html)  # lxml refuses decoded text that declares an encoding
    body = trafilatura.extract(page, favor_precision=True, include_comments=False, include_tables=False)
    tree = parser.document_fromstring(page)
    linked = sorted(_linked_data(tree), key=_rank)
    articles = [item for item in linked if _rank(item) < 2]
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and (meta.get("content") or "").strip():
            metas.setdefault(name.strip().lower(), meta.get("content").strip())
    return {
        "text": body,
        "title": _joined(metas.get("og:title")) or _joined(_of(articles, "headline")) or _heading(tree),
        "date": _first(metas, _DATE_METAS) or _of(articles, "datePublished") or _time(tree),
        "publisher": _joined(_first(metas, _PUBLISHER_METAS)) or _joined(_publisher(articles)),
        "url": next((str(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical"), None)
        or metas.get("og:url"),
    }


def _joined(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _heading(tree: Any) -> str | None:
    for name in ("h1", "title"):
        for element in tree.iter(name):
            if found := _joined(element.text_content()):
                return found
    return None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The items of JSON-LD, those of graphs and lists too."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            todo = [json.loads(script.text)]
        except (ValueError, RecursionError):
            continue
        while todo:
            item = todo.pop(0)
            if isinstance(item, list):
                todo.extend(item)
            elif isinstance(item, dict):
                yield item
                todo.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _rank(item: dict[str, Any]) -> int:
    """Articles before the page that they are on; videos, comments and products have dates of their own."""
    types = item.get("@type")
    names = [str(name) for name in (types if isinstance(types, list) else [types])]
    if any(_ARTICLE_TYPE.search(name) for name in names):
        return 0
    return 1 if "WebPage" in names else 2


def _of(items: list[dict[str, Any]], key: str) -> str | None:
    return next((str(item[key]) for item in items if isinstance(item.get(key), str) and item[key].strip()), None)


def _publisher(items: list[dict[str, Any]]) -> str | None:
    for item in items:
        publisher = item.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                return str(one["name"])
    return None


def _time(tree: Any) -> str | None:
    """The day in the head of the article: of the one with the heading, since teasers are articles as well."""
    articles = list(tree.iter("article"))
    headed = [article for article in articles if next(article.iter("h1"), None) is not None]
    for article in headed or (articles if len(articles) == 1 else []):
        for element in article.iter("time"):
            above = list(element.iterancestors())
            nearest = next(i for i, parent in enumerate(above) if parent.tag == "article")
            if above[nearest] is not article or not element.get("datetime"):
                continue
            words = " ".join(str(element.get(key) or "") for key in ("class", "itemprop", "id"))
            if not _CHANGED.search(words) and not any(parent.tag in _RUNNING_TEXT for parent in above[:nearest]):
                return str(element.get("datetime"))
    return None


def read_message(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    data = stream.read(size)
    return data if len(data) == size else None


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
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a parser that prints must not speak to the parent
    import trafilatura  # noqa: F401  # loaded before the greeting: the clock of the first page starts after it

    write_message(out, b"ready")
    while (message := read_message(sys.stdin.buffer)) is not None:
        try:
            answer: dict[str, str | None] = extract(message.decode("utf-8", "replace"))
        except MemoryError:
            answer = {"error": "the page needs more than 1 GiB of memory", "spent": "memory"}
        except Exception as error:  # noqa: BLE001  # whatever a hostile page provokes, the page is at fault and told
            answer = {"error": f"the page cannot be parsed: {type(error).__name__}: {error}"[:300]}
            if "memory" in str(error):  # as libxml2 tells it
                answer["spent"] = "memory"
        write_message(out, json.dumps(answer).encode())


if __name__ == "__main__":
    main()
