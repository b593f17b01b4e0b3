"""HTML pages: the article is taken out in a process of its own that is killed when a page hangs it."""

from __future__ import annotations

import hashlib
import json
import re
import selectors
import subprocess
import sys

from dragoman.model import RawDocument
from dragoman.read.dates import parse_date
from dragoman.read.encoding import NotTextError, decode, tidy
from dragoman.read.html_worker import read_message, write_message
from dragoman.read.records import MAX_CHARS, aside

TIMEOUT_S = 10.0
_MAX_DEPTH = 2_000  # nested elements; pages have some dozens, bombs have 100,000
_MAX_BYTES = 20_000_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", re.I)


class HtmlReader:
    """Holds the worker between pages; a context manager, so that no process is left behind."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> HtmlReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, data: bytes, source: str, encoding: str | None = None) -> RawDocument:
        """The article of a page; set aside if the page is hostile or holds none."""
        digest = hashlib.sha256(data).hexdigest()
        try:
            page = tidy(decode(data, encoding or _declared(data)))
        except NotTextError as error:
            return aside(source, str(error), "give --encoding, or save the page as UTF-8", sha256=digest)
        if len(data) > _MAX_BYTES:
            return aside(source, f"a page of {len(data):,} bytes", "save the article alone, as text", sha256=digest)
        if _depth(page) > _MAX_DEPTH:
            return aside(
                source, f"more than {_MAX_DEPTH:,} nested elements", "save the article alone, as text", sha256=digest
            )
        answer = self._ask(page)
        if problem := answer.get("error"):
            return aside(source, problem, "save the article alone, as text", sha256=digest)
        return _document(answer, source, digest)

    def _ask(self, page: str) -> dict[str, str | None]:
        worker = self._started()
        assert worker.stdin is not None and worker.stdout is not None
        try:
            write_message(worker.stdin, page.encode("utf-8", "replace"))
            with selectors.DefaultSelector() as selector:
                selector.register(worker.stdout, selectors.EVENT_READ)
                if not selector.select(self._timeout_s):
                    self._stop()
                    return {"error": f"the page was not read within {self._timeout_s:g} seconds"}
            message = read_message(worker.stdout)
        except BrokenPipeError:
            message = None
        if not message:
            self._stop()
            return {"error": "the page broke the reader"}
        return dict(json.loads(message))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            command = [sys.executable, "-m", "dragoman.read.html_worker"]
            self._worker = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._worker

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None


def _declared(data: bytes) -> str | None:
    """The encoding that a page names in its head, if Python knows it and the bytes are in it."""
    match = _META_CHARSET.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name


def _depth(page: str) -> int:
    """How deep the elements are nested, as written."""
    depth = deepest = 0
    for match in _TAG.finditer(page):
        if match[2].lower() in _VOID or match[3]:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _document(answer: dict[str, str | None], source: str, digest: str) -> RawDocument:
    body, title = answer.get("text"), answer.get("title")
    if not body or not body.strip():
        return aside(source, "no article was found in the page", "save the article alone, as text", sha256=digest)
    try:
        published = parse_date(answer.get("date"))
    except ValueError:
        published = None  # a page's own date that is none is as good as no date
    text = body if not title or body.lstrip().startswith(title) else f"{title}\n\n{body}"
    return RawDocument(
        tidy(text)[:MAX_CHARS], source, digest, None, title, published, answer.get("url"), answer.get("publisher")
    )
