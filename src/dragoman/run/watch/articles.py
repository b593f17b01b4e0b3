"""One article that a feed has named → a raw document."""

from __future__ import annotations

from dataclasses import replace

from dragoman.ledger.watched import Waiting, Watched
from dragoman.model import RawDocument
from dragoman.read.encoding import charset_of
from dragoman.read.html import HtmlReader
from dragoman.run.watch.fetch import Answer, Fetcher, UnfetchableError
from dragoman.run.watch.links import canonical, host_of
from dragoman.run.watch.manners import Manners, is_busy

_HTML = ("text/html", "application/xhtml+xml")


class FailedError(Exception):
    """The article will not be had."""


class LaterError(Exception):
    """The article may be had later. ``answer`` is what a busy server said."""

    def __init__(self, reason: str, answer: Answer | None = None) -> None:
        super().__init__(reason)
        self.answer = answer


class Articles:
    """Fetches articles, politely."""

    def __init__(self, fetcher: Fetcher, manners: Manners, html: HtmlReader, state: Watched) -> None:
        self._fetcher = fetcher
        self._manners = manners
        self._html = html
        self._state = state

    def fetch(self, waiting: Waiting) -> tuple[RawDocument | None, frozenset[str]]:
        """The article, and other addresses that it goes by; no article where one of these was kept before.

        Raises LaterError or FailedError.
        """
        answer = self._answer(waiting)
        charset = charset_of(answer.headers.get("Content-Type") or "", answer.body)
        raw = self._html.read(answer.body, waiting.url, charset)
        aliases = _aliases(answer, raw) - {waiting.url}
        for alias in aliases:
            if self._state.is_kept(alias):
                self._state.settle(waiting.url, waiting.feed, "kept", f"the same as {alias}")
                return None, aliases
        raw = replace(
            raw,
            url=next(iter(_declared(answer, raw)), None) or canonical(answer.url),
            published=raw.published or waiting.published,
            publisher=raw.publisher or waiting.publisher,
            title=raw.title or waiting.title,
        )
        return raw, aliases

    def _answer(self, waiting: Waiting) -> Answer:
        try:
            answer = self._fetcher.get(waiting.url, permit=self._manners.permit)
        except UnfetchableError as error:
            if error.is_lasting:
                raise FailedError(str(error)) from error
            raise LaterError(str(error)) from error
        if is_busy(answer.status):
            raise LaterError(f"status {answer.status}", answer)
        if answer.status != 200:
            raise FailedError(f"status {answer.status}")
        kind = (answer.headers.get("Content-Type") or "").split(";")[0].strip().lower()
        if kind not in _HTML:
            raise FailedError(f"it is no page but {kind or 'of no type'}")
        return answer


def _declared(answer: Answer, raw: RawDocument) -> frozenset[str]:
    """The address that the page calls its own; it is believed for its own host only."""
    own = canonical(raw.url) if raw.url else None
    return frozenset({own} if own and host_of(own) == host_of(answer.url) else ())


def _aliases(answer: Answer, raw: RawDocument) -> frozenset[str]:
    final = canonical(answer.url)
    return _declared(answer, raw) | (frozenset({final}) if final else frozenset())
