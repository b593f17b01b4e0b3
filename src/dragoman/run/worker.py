"""The process that codes: it makes one line, then answers batches until the other end closes.

What it sends: `Ready` once, or `Failed`; then for each batch a coded document for each raw one, in order, and `Done`.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from dragoman.errors import DragomanError
from dragoman.run.line import Line

RESULT, NEWS = b"r", b"n"  # what a message begins with: the parent need not unpickle a result to know it
_PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass(frozen=True, slots=True)
class Ready:
    """The line is made."""

    coder: str
    model: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The line cannot be made: no worker of this kind will ever work."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Done:
    """The batch is done; what time each stage took."""

    spent: dict[str, float]


def main(connection: Connection, make: Callable[[], Line], memory_bytes: int) -> None:
    """Run until the parent closes its end or dies."""
    _settle(memory_bytes)
    with contextlib.suppress(EOFError, OSError):  # the parent has gone
        try:
            line = make()
        except DragomanError as error:
            _send(connection, NEWS, Failed(error.message, error.hint))
            return
        _send(connection, NEWS, Ready(line.coder, line.model))
        while True:
            raws = pickle.loads(connection.recv_bytes())
            for coded in line.code(raws):
                _send(connection, RESULT, coded)
            _send(connection, NEWS, Done(line.stopwatch.take()))


def _send(connection: Connection, kind: bytes, message: object) -> None:
    connection.send_bytes(kind + pickle.dumps(message, pickle.HIGHEST_PROTOCOL))


def _settle(memory_bytes: int) -> None:
    """Ctrl-C is the parent's to handle; no more memory than allowed; never outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.getLogger("dragoman").setLevel(logging.CRITICAL)  # what a worker has to say is in its results
    if memory_bytes:
        with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on this system
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
