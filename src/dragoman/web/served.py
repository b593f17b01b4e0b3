"""What is served: one ledger, asked over as many connections as there are threads, none of which may take too long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from dragoman.actors import ActorLexicon
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.run import Recipe

T = TypeVar("T")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STEPS_BETWEEN_LOOKS = 1_000_000  # of SQLite's machine; some 50 ms: a look needs the interpreter, which others hold
_MOST_REMEMBERED = 256
_MOST_SECONDS = 60.0  # for what is worked out once for all
_MOST_AT_WORK = 4  # at what is worked out once for all, so that what is quickly told is
_REST = 5  # times as long as it took, an answer serves at least: a ledger that is being written changes all the time


class TooLongError(DragomanError):
    """A question that was given up."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    state: str
    value: object
    until: float  # it is not worked out again before


@dataclass(slots=True)
class Served:
    """A ledger to be served, and what visitors may do."""

    ledger: Path
    token: str | None = None  # what writers have to show, and readers too if `is_open` is False
    is_open: bool = True  # to readers without the token
    may_write: bool = False
    hosts: frozenset[str] = LOOPBACK  # names that a request may call us by; none: any
    seconds: float = 10.0  # that one question may take
    recipe: Recipe = field(default_factory=Recipe)  # how articles that are sent are coded
    _here: threading.local = field(default_factory=threading.local)
    _remembered: dict[object, _Remembered] = field(default_factory=dict)
    _working: dict[object, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_MOST_AT_WORK))
    _lexicon: ActorLexicon | None = None

    @contextmanager
    def ask(self, seconds: float | None = None) -> Iterator[Ledger]:
        """The ledger, read-only. Raises DragomanError; TooLongError where what is asked takes more than it may."""
        ledger = getattr(self._here, "ledger", None)
        if ledger is None:
            ledger = self._here.ledger = Ledger(self.ledger, read_only=True)
        most = self.seconds if seconds is None else seconds
        deadline = time.monotonic() + most
        ledger.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        try:
            with schema.explained(self.ledger):
                yield ledger
        except DragomanError as error:
            if getattr(error.__cause__, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                message = f"the answer takes more than {most:g} seconds"
                raise TooLongError(message, "narrow it: a shorter time, an actor, fewer words") from error
            raise
        finally:
            ledger.connection.set_progress_handler(None, 0)

    def lexicon(self) -> ActorLexicon:
        """Who is who, loaded when it is first asked for. Raises DragomanError."""
        with self._lock:
            if self._lexicon is None:
                self._lexicon = ActorLexicon.load(self.recipe.lexicon)
            return self._lexicon

    def state(self) -> str:
        """Changes whenever somebody writes to the ledger."""
        told = []
        for name in (self.ledger.name, f"{self.ledger.name}-wal"):
            try:
                stat = self.ledger.with_name(name).stat()
            except FileNotFoundError:
                continue
            if stat.st_size:
                told.append(f"{stat.st_mtime_ns:x}.{stat.st_size:x}")
        return "-".join(told)

    def remember(self, key: object, work: Callable[[Ledger], T]) -> T:
        """What ``work`` makes of the ledger, worked out once for each state of it, in a minute at most.

        While the ledger is being written the last answer serves until the next one is there, which one thread works
        out in the background, and not all the time; only the first asker has to wait. Raises DragomanError.
        """
        state = self.state()
        with self._lock:
            known = self._remembered.get(key)
            lock = self._working.setdefault(key, threading.Lock())
        if known is not None and (known.state == state or time.monotonic() < known.until):
            return cast(T, known.value)
        if known is None:
            with lock:
                known = self._remembered.get(key)
                return cast(T, known.value) if known is not None else self._work(key, work)
        if lock.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(key, work, lock), daemon=True).start()
        return cast(T, known.value)

    def _work(self, key: object, work: Callable[[Ledger], T]) -> T:
        with self._places, self.ask(max(self.seconds, _MOST_SECONDS)) as ledger:
            state, begun = self.state(), time.monotonic()
            value = work(ledger)
            ended = time.monotonic()
        with self._lock:
            if len(self._remembered) >= _MOST_REMEMBERED:
                oldest = next(iter(self._remembered))
                del self._remembered[oldest]
                self._working.pop(oldest, None)
            self._remembered[key] = _Remembered(state, value, ended + _REST * (ended - begun))
        return value

    def _renew(self, key: object, work: Callable[[Ledger], Any], lock: threading.Lock) -> None:
        try:
            self._work(key, work)
        except DragomanError:
            pass  # the last answer goes on serving
        finally:
            ledger = self._here.__dict__.pop("ledger", None)
            if ledger is not None:
                ledger.close()
            lock.release()
