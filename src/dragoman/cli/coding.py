"""One run of `dragoman code`: from the articles to the ledger or the terminal, and what is told about it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import output
from dragoman.cli import terminal
from dragoman.model import CodedDocument, RawDocument, Record, SetAside
from dragoman.settings import Settings
from dragoman.stopwatch import Stopwatch

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.run import Keeper, Outcome, Recipe

_PROBLEMS_SHOWN = 10


def tell_mistakes(folders: Iterable[Path]) -> None:
    """Say which lines of a user's lexicon are wrong, and so left out."""
    for folder in folders:
        from dragoman.actors import check

        problems = check(folder)
        for problem in problems[:_PROBLEMS_SHOWN]:
            click.echo(f"dragoman: left out: {problem}", err=True)
        if problems:
            lines = number(len(problems), "lines")
            click.echo(f"  hint: mend {lines} of the lexicon; dragoman actors check {folder} tells all", err=True)


@dataclass(frozen=True, slots=True)
class Articles:
    """What is to be coded, and what the user says about it."""

    paths: tuple[str, ...]
    date: dt.date | None = None
    publisher: str | None = None
    encoding: str | None = None

    def read(self) -> Iterator[RawDocument]:
        """The articles, read."""
        from dragoman.read import read_paths

        return read_paths(self.paths, encoding=self.encoding)

    def recipe(self, settings: Settings) -> Recipe:
        """How they are to be coded."""
        from dragoman.run import Recipe

        return Recipe.chosen(settings, self.date, self.publisher)


@dataclass(slots=True)
class Run:
    """One call of the command: where its results go, and what is counted for the summary."""

    settings: Settings
    format: str
    timeout_s: float | None = None
    again: bool = False
    is_progress_wanted: bool | None = None  # None: where it is seen
    coded: int = 0
    unchanged: int = 0
    skipped: int = 0
    set_aside: int = 0
    problems: list[SetAside] = field(default_factory=list)  # the first of them
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(output.LISTS, 0))
    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    stopwatch: Stopwatch = field(default_factory=Stopwatch)

    def code(self, articles: Articles) -> None:
        """Code everything. A ledger that cannot be opened is told before the model is loaded."""
        from dragoman.cli.progress import Progress

        ledger = _open(self.settings.ledger)
        try:
            progress = Progress(articles.paths, is_wanted=self.is_progress_wanted)
            with progress, closing(self._outcomes(articles, ledger)) as outcomes:
                for outcome in outcomes:
                    progress.advance(outcome.raw, is_skipped=outcome.coded is None)
        finally:
            self.seconds = time.monotonic() - self.started
            if ledger:
                ledger.close()

    def _outcomes(self, articles: Articles, ledger: Ledger | None) -> Generator[Outcome, None, None]:
        """Each document once it is done with."""
        from dragoman.run import Keeper, Limits, never, start

        recipe = articles.recipe(self.settings)
        limits = Limits() if self.timeout_s is None else Limits(seconds=self.timeout_s)
        engine, raws = start(recipe, self._timed(articles.read()), workers=self.settings.workers, limits=limits)
        keeper = None
        if ledger:
            options = recipe.digest()
            keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options=options, again=self.again)
        self.started = time.monotonic()
        try:
            for outcome in engine.code(raws, keeper.skip if keeper else never):
                self.stopwatch.start()
                self._take(outcome, ledger, keeper)
                yield outcome
        finally:
            self.stopwatch.add(engine.stopwatch.spent)
            engine.close()

    def _timed(self, raws: Iterator[RawDocument]) -> Iterator[RawDocument]:
        while True:
            self.stopwatch.start()
            raw = next(raws, None)
            self.stopwatch.lap("read")
            if raw is None:
                return
            yield raw

    def _take(self, outcome: Outcome, ledger: Ledger | None, keeper: Keeper | None) -> None:
        coded = outcome.coded
        if coded is None:
            self.skipped += 1
            if ledger and keeper and self.format != "none" and (id_ := keeper.kept(outcome.raw)):
                self._print(ledger.document(id_))
            return
        aside = coded.document.set_aside and replace(
            coded.document.set_aside, source=coded.document.set_aside.source or coded.document.source
        )
        if keeper:
            is_new, aside = keeper.keep(outcome, coded)
            self.unchanged += not is_new and aside is None
            self.stopwatch.lap("keep")
        if self.format == "jsonl" or aside is None:
            self._print(coded)
            self.stopwatch.lap("print")
        if aside is not None:
            self.set_aside += 1
            if len(self.problems) < _PROBLEMS_SHOWN:
                self.problems.append(aside)
            return
        self.coded += 1
        for kind in output.LISTS:
            self.counts[kind] += len(getattr(coded, kind))

    def _print(self, coded: CodedDocument) -> None:
        if self.format == "jsonl":
            click.echo(output.dumps(coded))
        elif self.format == "table":
            _print_tables(coded)

    # --- what is told at the end, on standard error ---

    def summarise(self) -> None:
        """What was done."""
        found = ", ".join(number(self.counts[kind], kind) for kind in output.LISTS)
        click.echo(f"{number(self.coded, 'articles')} coded in {self.seconds:.1f} s: {found}", err=True)
        if self.skipped:
            click.echo(f"{self.skipped:,} were in the ledger already (--again codes them anew)", err=True)
        if self.unchanged:
            click.echo(f"{self.unchanged:,} of them were in the ledger already, just so", err=True)
        if self.set_aside:
            click.echo(f"{self.set_aside:,} set aside:", err=True)
            for aside in self.problems:
                where = f"{aside.source}:{aside.line}" if aside.line else aside.source
                click.echo(f"  {where}: {aside.reason}" + (f" ({aside.hint})" if aside.hint else ""), err=True)
            if self.set_aside > len(self.problems):
                click.echo(f"  and {self.set_aside - len(self.problems):,} more", err=True)
        if self.settings.ledger:
            ledger = self.settings.ledger
            click.echo(f"Kept in {ledger}. Who did what: dragoman events --ledger {ledger}", err=True)
            if self.set_aside:
                click.echo(f"What was set aside: dragoman problems --ledger {ledger}", err=True)
        elif not self.coded and not self.set_aside:
            click.echo("There was nothing to read.", err=True)

    def print_profile(self) -> None:
        """Processor seconds a stage; those of all workers together."""
        total = sum(self.stopwatch.spent.values()) or 1.0
        documents = max(self.coded + self.set_aside, 1)
        click.echo(f"\n{'stage':12}{'seconds':>9}{'share':>8}{'ms/article':>12}", err=True)
        for stage, seconds in self.stopwatch.spent.items():
            row = f"{stage:12}{seconds:9.2f}{100 * seconds / total:7.1f}%{1000 * seconds / documents:12.2f}"
            click.echo(row, err=True)
        rate = documents / max(self.seconds, 0.001)
        click.echo(f"{'all':12}{total:9.2f}   in {self.seconds:.2f} s: {rate:.1f} articles/s", err=True)


def number(count: int, plural: str) -> str:
    """``1 article``, ``2,000 articles``."""
    return f"{count:,} {plural.removesuffix('s') if count == 1 else plural}"


def _open(path: Path | None) -> Ledger | None:
    if path is None:
        return None
    from dragoman.ledger import Ledger

    return Ledger(path)


def _print_tables(coded: CodedDocument) -> None:
    from dragoman.cli import rows

    document = coded.document
    day = document.published.isoformat() if document.published else "no date"
    about = ", ".join(filter(None, [document.title or document.id, document.publisher, day]))
    click.secho(terminal.clean(about), bold=True)
    found = sum(rows.print_records(records, kind.removesuffix("s")) for kind, records in _by_kind(coded))
    if not found:
        click.echo("  no records\n")


def _by_kind(coded: CodedDocument) -> Iterable[tuple[str, Iterable[Record]]]:
    return ((kind, getattr(coded, kind)) for kind in output.LISTS)
