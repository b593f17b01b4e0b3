"""Coding what visitors send, one article at a time, in a process that may crash or hang without harm to the server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from dragoman import link, output
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.model import CodedDocument, RawDocument
from dragoman.run import Limits, Line, Pool, never
from dragoman.web.served import Served

T = TypeVar("T")

_LIMITS = Limits(seconds=20.0)
_MOST_WAITING = 16  # articles, of some milliseconds each unless one is hostile


class BusyError(DragomanError):
    """Too many wait already."""


class AsideError(DragomanError):
    """An article that was set aside."""


class BrokenError(DragomanError):
    """No article can be coded here."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was to be kept."""

    id: str
    is_changed: bool
    records: int


class Coding:
    """Codes articles, and keeps them. One thread does all of it: the system ends a worker with the thread that
    started it, and the ledger is written over one connection.
    """

    def __init__(self, served: Served, limits: Limits = _LIMITS, make: Callable[[], Line] | None = None) -> None:
        self._served = served
        self._make = make or partial(Line, served.recipe)
        self._limits = limits
        self._thread = ThreadPoolExecutor(1, "dragoman-coding")
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._pool: Pool | None = None
        self._options = ""
        self._ledger: Ledger | None = None
        self._is_closed = False

    def code(self, raw: RawDocument) -> Future[CodedDocument]:
        """The article coded; set aside where that cannot be done. Raises BusyError where too many wait."""
        return self._later(lambda: self._code(raw))

    def add(self, raw: RawDocument) -> Future[Added]:
        """The article coded, kept and linked. Raises BusyError; its future AsideError, or the ledger's RefusedError."""
        return self._later(lambda: self._add(raw))

    def close(self) -> None:
        """End the worker; what it is at, and what waits for it, is lost."""
        self._is_closed = True
        if (pool := self._pool) is not None:
            pool.close()
        self._thread.submit(self._end)
        self._thread.shutdown()

    def _later(self, work: Callable[[], T]) -> Future[T]:
        if not self._waiting.acquire(blocking=False):
            raise BusyError(f"{_MOST_WAITING} articles wait to be coded", "try again, or use `dragoman code` for many")
        try:
            future = self._thread.submit(work)
        except BaseException:
            self._waiting.release()
            raise
        future.add_done_callback(lambda _: self._waiting.release())
        return future

    # --- in the thread ---

    def _engine(self) -> Pool:
        if self._is_closed:
            raise BusyError("the server is being stopped", "send it again when it is back")
        if self._pool is None:
            self._options = self._served.recipe.digest()  # first: what changes while it loads is coded anew
            self._pool = Pool(self._make, 1, self._limits)
        return self._pool

    def _code(self, raw: RawDocument) -> CodedDocument:
        try:
            (outcome,) = self._engine().code([raw], never)
        except BaseException as error:
            self._end_pool()  # the next one may have more luck with another
            if isinstance(error, DragomanError) and not isinstance(error, BusyError):
                raise BrokenError(error.message, error.hint) from error
            raise
        assert outcome.coded is not None  # nothing is skipped
        return outcome.coded

    def _add(self, raw: RawDocument) -> Added:
        pool = self._engine()
        if self._ledger is None:
            self._ledger = Ledger(self._served.ledger)
        ledger = self._ledger
        known = ledger.kept(raw, coder=pool.coder, model=pool.model, options=self._options)
        is_changed = False
        if known is None:
            coded = self._code(raw)
            is_changed = ledger.add(coded, options=self._options)
            if (aside := coded.document.set_aside) is not None:
                raise AsideError(aside.reason, aside.hint)
            known = coded.document.id
            link.update(ledger)
        kept = ledger.document(known)
        return Added(known, is_changed, sum(len(getattr(kept, kind)) for kind in output.LISTS))

    def _end_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _end(self) -> None:
        self._end_pool()
        if self._ledger is not None:
            self._ledger.close()
