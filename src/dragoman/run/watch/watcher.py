"""The watcher: asks feeds, fetches what is new, codes and keeps it, and remembers all that in the ledger.

An article is marked as kept only after the ledger has it. A watcher that is killed fetches again what it had not kept
yet, and the ledger knows what it has: nothing is lost, and nothing is there twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dragoman.ledger import Ledger
from dragoman.ledger.watched import FeedState, Waiting, Watched
from dragoman.model import RawDocument, SetAside
from dragoman.read.html import HtmlReader
from dragoman.run.keep import Keeper
from dragoman.run.watch.articles import Articles, FailedError, LaterError
from dragoman.run.watch.config import Feed, Watch
from dragoman.run.watch.entries import entries
from dragoman.run.watch.fetch import Answer, Fetcher, UnfetchableError
from dragoman.run.watch.folders import changed
from dragoman.run.watch.manners import Manners, is_busy, wait_after
from dragoman.run.work import Engine

_MOST_TRIES = 5
_AT_ONCE = 8  # articles that are fetched before they are coded
_LOOKED_AT = 200  # of those that wait, to find one whose host is free
_FOLDERS_EVERY_S = 30.0


@dataclass(slots=True)
class Tally:
    """What one look brought."""

    asked: int = 0  # feeds
    named: int = 0  # new articles in them
    kept: int = 0
    set_aside: int = 0


class Watcher:
    """Watches all that one `Watch` names. A context manager: it holds a process that reads pages."""

    def __init__(
        self, watch: Watch, ledger: Ledger, engine: Engine, keeper: Keeper, *, tell: Callable[[str], None],
        fetcher: Fetcher | None = None, clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._watch = watch
        self._ledger = ledger
        self._engine = engine
        self._keeper = keeper
        self._tell = tell
        self._clock = clock
        self._sleep = sleep
        self._state = Watched(ledger.connection)
        self._fetcher = fetcher or Fetcher(contact=watch.contact, allowed=watch.allow_addresses)
        self._manners = Manners(self._fetcher, watch.pause, clock=clock, sleep=sleep)
        self._html = HtmlReader()
        self._articles = Articles(self._fetcher, self._manners, self._html, self._state)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *details: object) -> None:
        self._html.__exit__(*details)

    def run(self) -> None:
        """Look again and again, until interrupted."""
        while True:
            self.look()
            self._sleep(max(1.0, self._next_at() - self._clock()))

    def look(self) -> Tally:
        """Ask every feed whose time it is, fetch what waits, look into the folders; code and keep what is new."""
        tally = Tally()
        for feed in self._watch.feeds:
            state = self._state.feed(feed.url)
            if state.next_at <= self._clock():
                self._ask(feed, state, tally)
        while due := self._state.due(self._clock(), _LOOKED_AT):
            self._take(due, tally)
        for folder in self._watch.folders:
            for key, stamp, raws in changed(folder, self._state, self._clock(), self._tell):
                self._code(raws, tally, {})
                self._state.settle(key, str(folder.path), "kept", stamp)
        return tally

    def _next_at(self) -> float:
        times = [self._state.feed(feed.url).next_at for feed in self._watch.feeds]
        waiting = self._state.next_due()
        times += [waiting] if waiting is not None else []
        times += [self._clock() + _FOLDERS_EVERY_S] if self._watch.folders else []
        return min(times)

    # --- feeds ---

    def _ask(self, feed: Feed, state: FeedState, tally: Tally) -> None:
        if not self._manners.is_patient(feed.url):
            self._state.put_feed(replace(state, next_at=self._manners.free_at(feed.url)))
            return
        tally.asked += 1
        told = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        headers = {name: value for name, value in told.items() if value}
        try:
            answer = self._fetcher.get(feed.url, headers=headers, permit=self._manners.turn)
        except UnfetchableError as error:
            self._feed_failed(state, str(error))
            return
        every = feed.every or self._watch.every
        rested = replace(state, failures=0, next_at=self._clock() + every, note=f"status {answer.status}")
        if answer.status == 304:
            self._state.put_feed(rested)
            return
        found = entries(answer.body, answer.url) if answer.status == 200 else None
        if found is None:
            reason = "it is no feed" if answer.status == 200 else f"status {answer.status}"
            self._feed_failed(state, reason, answer)
            return
        waiting = (
            Waiting(entry.url, feed.url, 0, entry.title, entry.published, feed.publisher) for entry in found
        )
        new = self._state.add(waiting, self._clock())
        tally.named += new
        etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        self._state.put_feed(replace(rested, etag=etag, last_modified=modified))
        if new:
            self._tell(f"{feed.url}: {new} new")

    def _feed_failed(self, state: FeedState, reason: str, answer: Answer | None = None) -> None:
        wait = wait_after(state.failures + 1, answer)
        if answer and is_busy(answer.status):
            self._manners.leave_alone(state.url, wait)
        self._state.put_feed(
            replace(state, failures=state.failures + 1, next_at=self._clock() + wait, note=reason)
        )
        self._tell(f"{state.url}: {reason}; asked again in {wait:.0f} s")

    # --- articles ---

    def _take(self, due: list[Waiting], tally: Tally) -> None:
        """Fetch some of those that wait, the ones whose hosts are free first, and code them."""
        fetched: dict[str, tuple[Waiting, frozenset[str]]] = {}
        raws: list[RawDocument] = []
        for _ in range(min(_AT_ONCE, len(due))):
            waiting = min(due, key=lambda one: self._manners.free_at(one.url))
            due.remove(waiting)
            if not self._manners.is_patient(waiting.url):
                free_at = self._manners.free_at(waiting.url)
                self._state.postpone(waiting.url, waiting.tries, free_at, "its host wants to be left alone")
                continue
            try:
                raw, aliases = self._articles.fetch(waiting)
            except LaterError as error:
                self._later(waiting, error, tally)
            except FailedError as error:
                self._failed(waiting, str(error), tally)
            else:
                if raw is None or any(aliases & known for _, known in fetched.values()):
                    continue  # it was kept before, or will be in a moment; then this one is looked at again
                raws.append(raw)
                fetched[raw.source] = (waiting, aliases | {waiting.url})
        self._code(raws, tally, fetched)

    def _later(self, waiting: Waiting, error: LaterError, tally: Tally) -> None:
        if waiting.tries + 1 >= _MOST_TRIES:
            self._failed(waiting, f"{error} (asked {_MOST_TRIES} times)", tally)
            return
        wait = wait_after(waiting.tries + 1, error.answer)
        if error.answer is not None:
            self._manners.leave_alone(waiting.url, wait)
        self._state.postpone(waiting.url, waiting.tries + 1, self._clock() + wait, str(error))

    def _failed(self, waiting: Waiting, reason: str, tally: Tally) -> None:
        tally.set_aside += 1
        hint = "the page is not asked for again"
        self._ledger.problem(SetAside(f"the page was not fetched: {reason}", hint, waiting.url))
        self._state.settle(waiting.url, waiting.feed, "failed", reason)

    def _code(
        self, raws: Iterable[RawDocument], tally: Tally, fetched: dict[str, tuple[Waiting, frozenset[str]]]
    ) -> None:
        for outcome in self._engine.code(raws, self._keeper.skip):
            reason = None
            if outcome.coded is not None:
                is_new, aside = self._keeper.keep(outcome, outcome.coded)
                tally.kept += is_new
                tally.set_aside += aside is not None
                reason = aside.reason if aside else None
            if outcome.raw.source in fetched:
                waiting, aliases = fetched[outcome.raw.source]
                for url in aliases if reason is None else (waiting.url,):
                    self._state.settle(url, waiting.feed, "failed" if reason else "kept", reason)
