"""Worker processes, and what becomes of a document that crashes or hangs one.

The parent holds every document until its result has come out. A batch goes to a worker that waits for one, so neither
end ever blocks on a full pipe while the other does. When a worker dies or takes too long, a new one takes its place,
and each document that it still owed is tried once more alone; one that fails alone too is set aside.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from dragoman.errors import DragomanError
from dragoman.model import CodedDocument, RawDocument
from dragoman.run import worker
from dragoman.run.line import Line
from dragoman.run.work import BATCH_DOCUMENTS, Outcome, Skip, is_full, refused
from dragoman.stopwatch import Stopwatch

_START_S = 300.0  # loading takes 4 s, on a machine that swaps a hundred times as long
_MAX_DEATHS = 3  # of workers in a row that had nothing to do
_AHEAD = 8 * BATCH_DOCUMENTS  # documents a worker that are read, or done and wait for their turn
_AHEAD_CHARS = 20_000_000
_HINT = "it was tried twice; please report it with the article"
_STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a worker may take before it is ended."""

    seconds: float = 60.0  # for one document, before one more second for each 5,000 characters
    chars_a_second: float = 5_000.0  # a tenth of what the slowest machine measured does
    memory_bytes: int = 4 << 30  # of address space, of which a worker has 0.7 GiB; 0 for no limit


@dataclass(slots=True)
class _Item:
    raw: RawDocument
    number: int
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    deadline: float
    is_ready: bool = False
    is_busy: bool = True  # starting, or at a batch
    work: deque[_Item] = field(default_factory=deque)


class Pool:
    """Workers that are there from the beginning to `close`; a context manager."""

    def __init__(self, make: Callable[[], Line], workers: int, limits: Limits | None = None) -> None:
        self._make = make
        self._limits = limits or Limits()
        self._context = multiprocessing.get_context("spawn")
        self._deaths = 0
        self._reset()
        self._stopwatch = Stopwatch()
        self.coder = self.model = ""
        self._workers: list[_Worker] = []
        try:
            self._workers.extend(self._started() for _ in range(workers))
            while not self.coder:
                self._serve(None)
        except BaseException:
            self.close()
            raise

    def _reset(self) -> None:
        self._read = self._given = 0  # how many documents came in, and how many results went out
        self._is_open = True
        self._again: deque[_Item] = deque()  # to be tried alone
        self._next: deque[list[_Item]] = deque()  # batches for whoever waits for one
        self._results: dict[int, tuple[RawDocument, bytes | CodedDocument | None]] = {}
        self._ahead_chars = 0

    @property
    def stopwatch(self) -> Stopwatch:
        """Where the time went, summed over the workers."""
        return self._stopwatch

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; what they were at is lost."""
        for one in self._workers:
            one.connection.close()
            one.process.kill()
        for one in self._workers:
            one.process.join(_STOP_S)
        self._workers.clear()

    def code(self, raws: Iterable[RawDocument], skip: Skip) -> Iterator[Outcome]:
        """One outcome a document, in order. Raises DragomanError when no worker can be started any more."""
        self._reset()
        source = iter(raws)
        while self._is_open or self._given < self._read or any(one.is_busy and one.is_ready for one in self._workers):
            if wants_more := self._wants_more():
                self._read_batch(source, skip)
            can_wait = not wants_more and self._given not in self._results
            self._serve(None if can_wait else 0)
            while self._given in self._results:
                yield self._outcome()
                self._serve(0)

    def _wants_more(self) -> bool:
        """Whether to read on: a batch is kept ready for each worker, and what is held in memory is bounded."""
        ahead = self._read - self._given
        is_room = ahead < _AHEAD * len(self._workers) and self._ahead_chars < _AHEAD_CHARS
        return self._is_open and len(self._next) < len(self._workers) and (is_room or not ahead)

    def _read_batch(self, source: Iterator[RawDocument], skip: Skip) -> None:
        """Read until a batch is full, or something is skipped that can be told at once."""
        batch: list[_Item] = []
        while not is_full([item.raw for item in batch]):
            raw = next(source, None)
            if raw is None:
                self._is_open = False
                break
            if skip(raw):
                self._results[self._read] = (raw, None)
            else:
                batch.append(_Item(raw, self._read))
            self._ahead_chars += len(raw.text)
            self._read += 1
            if not batch:
                break
            self._serve(0)
        if batch:
            self._next.append(batch)

    def _outcome(self) -> Outcome:
        raw, result = self._results.pop(self._given)
        self._given += 1
        self._ahead_chars -= len(raw.text)
        return Outcome(raw, pickle.loads(result) if isinstance(result, bytes) else result)

    # --- the workers ---

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=worker.main, args=(theirs, self._make, self._limits.memory_bytes), daemon=True
        )
        with _without_interrupts():
            process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + _START_S)

    def _serve(self, timeout_s: float | None) -> None:
        """Give work to those who wait, take what they send, end those who are late. Waits for news if it may."""
        self._hand_out()
        busy = {one.connection: one for one in self._workers if one.is_busy}
        if timeout_s is None:
            timeout_s = max(0.0, min((one.deadline for one in busy.values()), default=0.0) - time.monotonic())
        for connection in wait(list(busy), timeout_s):
            assert isinstance(connection, Connection)
            self._receive(busy[connection])
        now = time.monotonic()
        for one in [one for one in busy.values() if one.is_busy and one.deadline < now]:
            self._lost(one, is_late=True)
        self._hand_out()

    def _hand_out(self) -> None:
        for one in self._workers:
            if one.is_busy:
                continue
            if self._again:
                items = [self._again.popleft()]
            elif self._next:
                items = self._next.popleft()
            else:
                return
            one.work.extend(items)
            one.is_busy = True
            one.deadline = self._due(one)
            try:
                one.connection.send_bytes(pickle.dumps([item.raw for item in items], pickle.HIGHEST_PROTOCOL))
            except OSError:
                pass  # it died while it waited: its end of the pipe tells, and the work goes to another

    def _due(self, one: _Worker) -> float:
        chars = sum(len(item.raw.text) for item in one.work)
        return time.monotonic() + self._limits.seconds + chars / self._limits.chars_a_second

    def _receive(self, one: _Worker) -> None:
        try:
            message = one.connection.recv_bytes()
        except (EOFError, OSError):
            self._lost(one, is_late=False)
            return
        if message.startswith(worker.RESULT):
            item = one.work.popleft()
            self._results[item.number] = (item.raw, message[1:])
            one.deadline = self._due(one)
            return
        match pickle.loads(message[1:]):
            case worker.Ready(coder, model):
                one.is_ready, one.is_busy, self._deaths = True, False, 0
                self.coder, self.model = coder, model
            case worker.Failed(reason, hint):
                raise DragomanError(reason, hint)
            case worker.Done(spent):
                one.is_busy = False
                self._stopwatch.add(spent)

    def _lost(self, one: _Worker, *, is_late: bool) -> None:
        """Put another worker in the place of this one; try what it owed alone, and set aside what was alone."""
        limit_s = self._limits.seconds + sum(len(item.raw.text) for item in one.work) / self._limits.chars_a_second
        if is_late:
            one.process.kill()
        one.process.join(_STOP_S)
        reason = f"coding it took more than {limit_s:.0f} seconds" if is_late else _death(one.process.exitcode)
        one.connection.close()
        if not one.is_ready:
            self._deaths += 1
            if self._deaths >= _MAX_DEATHS:
                raise DragomanError(
                    f"no worker can be started: {reason}", "is there enough memory? Try fewer with --workers"
                )
        for item in one.work:
            item.tries += 1
            if item.tries > 1:
                document = refused(item.raw, reason, _HINT)
                self._results[item.number] = (item.raw, CodedDocument(document, coder=self.coder, model=self.model))
            else:
                self._again.append(item)
        self._workers[self._workers.index(one)] = self._started()
        one.is_busy = False


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back: a terminal sends it to the workers too, and one that still starts could not ignore it yet.

    A process inherits what is blocked; here the signal comes in when this ends.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it would unblock the signal half-way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        more = ", as it is when memory runs out" if name == "SIGKILL" else ""
        return f"coding it ended the worker ({name}{more})"
    return f"coding it ended the worker (status {code})"
