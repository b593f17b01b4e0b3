"""HTML pages: the article is taken out in a process of its own that is killed when a page hangs it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import threading

from dragoman.model import RawDocument
from dragoman.read import html_worker
from dragoman.read.dates import is_to_come, parse_date
from dragoman.read.depth import depth
from dragoman.read.encoding import NotTextError, decode, tidy
from dragoman.read.html_worker import read_message, write_message
from dragoman.read.records import MAX_CHARS, aside

TIMEOUT_S = 10.0
MAX_BYTES = 20_000_000
_START_S = 60.0  # importing the parsers takes a second, on a busy machine many
_MAX_DEPTH = 2_000  # nested elements; pages have some dozens, bombs have 100,000
_MAX_PAGES = 500  # of one worker: what the parsers hold on to goes with it
_HINT = "save the article alone, as text"
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)=[\"']?\s*([\w-]+)", re.I)


class HtmlReader:
    """Holds the worker between pages; a context manager, so that no process is left behind."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._worker: subprocess.Popen[bytes] | None = None
        self._pages = 0

    def __enter__(self) -> HtmlReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, data: bytes, source: str, encoding: str | None = None) -> RawDocument:
        """The article of a page; set aside if the page is hostile or holds none."""
        digest = hashlib.sha256(data).hexdigest()
        if not data.strip():
            return aside(source, "the file is empty", "there is nothing to code in it", sha256=digest)
        if len(data) > MAX_BYTES:
            return aside(source, f"a page of more than {MAX_BYTES:,} bytes", _HINT, sha256=digest)
        try:
            page = tidy(decode(data, encoding, _declared(data)))
        except NotTextError as error:
            return aside(source, str(error), "give --encoding, or save the page as UTF-8", sha256=digest)
        if depth(page) > _MAX_DEPTH:
            return aside(source, f"more than {_MAX_DEPTH:,} nested elements", _HINT, sha256=digest)
        answer = self._ask(page)
        if problem := answer.get("error"):
            return aside(source, problem, _HINT, sha256=digest)
        return _document(answer, source, digest)

    def _ask(self, page: str) -> dict[str, str | None]:
        if self._pages >= _MAX_PAGES:
            self._stop()
        message = self._exchange(None, _START_S) if self._worker is None else b"ready"
        if message:
            message = self._exchange(page.encode("utf-8", "replace"), self._timeout_s)
        if message is None:
            self._stop()
            return {"error": f"the page was not read within {self._timeout_s:g} seconds"}
        if not message:
            self._stop()
            return {"error": "the page broke the reader"}
        answer = dict(json.loads(message))
        self._pages += 1
        if answer.get("spent"):
            self._stop()  # the next page gets a fresh one
        return answer

    def _exchange(self, data: bytes | None, limit_s: float) -> bytes | None:
        """What the worker answers; nothing if it died, None if it was killed because it took too long."""
        worker = self._started()
        assert worker.stdin is not None and worker.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(limit_s, kill)
        timer.start()
        try:
            if data is not None:
                write_message(worker.stdin, data)
            answer = read_message(worker.stdout)
        except OSError:
            answer = b""
        finally:
            timer.cancel()
        return answer or (None if late.is_set() else b"")

    def _started(self) -> subprocess.Popen[bytes]:
        """The worker. It is run as a file, and safely (-P): no module of the folder that we are in can slip in."""
        if self._worker is None:
            command = [sys.executable, "-P", html_worker.__file__]
            self._worker = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._pages = 0
        return self._worker

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
            for pipe in (self._worker.stdin, self._worker.stdout):
                try:
                    if pipe:
                        pipe.close()
                except OSError:  # what was still to be written to it is lost, and nobody waits for it
                    pass
            self._worker = None


def _declared(data: bytes) -> str | None:
    """The encoding that a page names in its head. As browsers do, Latin-1 is read as its superset."""
    match = _META_CHARSET.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    return "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name


def _document(answer: dict[str, str | None], source: str, digest: str) -> RawDocument:
    body, title = answer.get("text"), _told(answer.get("title"))
    if not body or not body.strip():
        return aside(source, "no article was found in the page", _HINT, sha256=digest)
    try:
        published = parse_date(answer.get("date"))
    except ValueError:
        published = None  # a page's own date that is none is as good as no date
    if is_to_come(published):
        published = None
    text = body if not title or body.lstrip().startswith(title) else f"{title}\n\n{body}"
    url, publisher = _told(answer.get("url")), _told(answer.get("publisher"))
    return RawDocument(tidy(text)[:MAX_CHARS], source, digest, None, title, published, url, publisher)


def _told(words: str | None) -> str | None:
    """What a page tells of itself; an escape in it may stand for a character that harms."""
    return " ".join(tidy(words).split()) or None if words else None
