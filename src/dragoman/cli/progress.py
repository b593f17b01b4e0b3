"""How far `dragoman code` is: a bar on standard error where that is a terminal, else a line now and then if wanted."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from dragoman.cli import terminal
from dragoman.model import RawDocument
from dragoman.read.members import MEMBER

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_UPDATE_EVERY_S = 0.2
_LINE_EVERY_S = 10.0


class Progress:
    """Documents a second and time left. How much is left is told by bytes: of files that are done, and of the one at
    hand what its documents' texts amount to, at most its size. Documents come when they are done, in the order of the
    input: what workers have read ahead does not count."""

    def __init__(self, paths: tuple[str, ...], *, is_wanted: bool | None = None) -> None:
        self._is_bar = sys.stderr.isatty() and is_wanted is not False
        self._is_shown = self._is_bar or bool(is_wanted)
        self._every_s = _UPDATE_EVERY_S if self._is_bar else _LINE_EVERY_S
        self._sizes = dict(_sizes(paths)) if self._is_shown else {}
        self._source = ""
        self._before = 0.0  # bytes of the files before the one at hand
        self._here = 0.0
        self._documents = 0
        self._skipped = 0
        self._started = time.monotonic()
        self._shown_at = 0.0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._is_bar:
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TimeRemainingColumn(),
                console=terminal.errors(),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("loading the model", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, raw: RawDocument, *, is_skipped: bool = False) -> None:
        """A document is done. The clock runs from the first on: loading the model is not the speed of coding."""
        if not self._source:
            self._started = time.monotonic()
        source = raw.source.partition(MEMBER)[0]
        if source != self._source:
            self._before += self._sizes.pop(self._source, self._here)
            self._source, self._here = source, 0.0
        self._skipped += is_skipped
        self._documents += not is_skipped
        self._here = min(self._here + len(raw.text), self._sizes.get(self._source, float("inf")))
        now = time.monotonic()
        if not self._is_shown or now - self._shown_at < self._every_s:
            return
        self._shown_at = now
        rate = self._documents / max(now - self._started, 0.001)
        told = f"{self._documents:,} articles, {rate:.1f}/s" + (f", {self._skipped:,} skipped" if self._skipped else "")
        done = self._before + self._here
        total = done + sum(self._sizes.values()) - min(self._here, self._sizes.get(self._source, 0))
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=told, completed=done, total=total)
        else:
            click.echo(f"{told}, {100 * done / max(total, 1):.0f} % of the input", err=True)


def _sizes(paths: tuple[str, ...]) -> list[tuple[str, float]]:
    files: list[Path] = []
    for path in map(Path, paths):
        files.extend(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else files.append(path)
    return [(str(path), float(path.stat().st_size)) for path in files if path.is_file()]
