"""A line without a model that does what the text of a document says: for workers to crash, hang and fail with."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.model import CodedDocument, Document, RawDocument
from dragoman.stopwatch import Stopwatch


class StandIn:
    """Copies each text; a text may also be an order."""

    coder = "stand-in 1"
    model = "none"

    def __init__(self, folder: str = "") -> None:
        self._folder = Path(folder)
        self.stopwatch = Stopwatch()

    def code(self, raws: Sequence[RawDocument]) -> Iterator[CodedDocument]:
        for raw in raws:
            self._obey(raw.text)
            self.stopwatch.lap("copy")
            document = Document(
                raw.id or raw.sha256[:16], raw.text, (), source=raw.source, sha256=raw.sha256, set_aside=raw.set_aside
            )
            yield CodedDocument(document, coder=self.coder, model=self.model)

    def _obey(self, text: str) -> None:
        match text.split():
            case ["crash"]:
                os.kill(os.getpid(), signal.SIGSEGV)
            case ["crash", "once"] if not (self._folder / "crashed").exists():
                (self._folder / "crashed").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case ["exit"]:
                os._exit(3)
            case ["hang"]:
                time.sleep(1000)
            case ["linger"]:
                time.sleep(0.3)
            case ["eat"]:
                bytearray(8 << 30)
            case ["pid"]:
                (self._folder / str(os.getpid())).touch()


class Unmakable:
    """What a line with a wrong model is."""

    def __init__(self) -> None:
        raise DragomanError("no such model", "name another")


class Stillborn:
    """Kills whoever makes it."""

    def __init__(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
