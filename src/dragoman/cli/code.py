"""`dragoman code`: articles in, records out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import output, settings
from dragoman.cli import options
from dragoman.errors import DragomanError
from dragoman.model import CodedDocument, Document, Record, SetAside

if TYPE_CHECKING:
    from dragoman.cli.progress import Progress
    from dragoman.ledger import Ledger

_KINDS = ("events", "statements", "positions", "relations", "claims")
_PROBLEMS_SHOWN = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.ledger
@options.format_of("jsonl", "table", "none", default=None)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of publication of articles that tell none.")
@click.option("--publisher", help="The publisher of articles that tell none.")
@click.option("--encoding", help="The encoding of the files, where it is told wrong; else it is detected.")
@options.lexicon
@options.model
@options.min_confidence
@click.pass_context
def code(
    ctx: click.Context,
    paths: tuple[str, ...],
    ledger: Path | None,
    format_: str | None,
    date: dt.datetime | None,
    publisher: str | None,
    encoding: str | None,
    lexicon: tuple[Path, ...],
    model: str | None,
    min_confidence: float | None,
) -> None:
    """Code articles: files, folders, or - for standard input.

    With a ledger the records are kept there and a summary is printed; without one they are printed as tables, or
    as one JSON object an article with --format jsonl. What cannot be coded is set aside with its reason, and the
    rest goes on: the exit status is then 1.
    """
    chosen = settings.load(ledger=ledger, lexicon=lexicon, model=model, min_confidence=min_confidence)
    run = _Run(chosen, format_ or ("none" if chosen.ledger else "table"))
    try:
        run.code(_Articles(paths, date.date() if date else None, publisher, encoding))
    except (KeyboardInterrupt, DragomanError):
        if run.coded:
            run.summarise()
        raise
    run.summarise()
    ctx.exit(1 if run.set_aside else 0)


@dataclass(frozen=True, slots=True)
class _Articles:
    """What is to be coded, and what the user says about it."""

    paths: tuple[str, ...]
    date: dt.date | None
    publisher: str | None
    encoding: str | None

    def documents(self, progress: Progress) -> Iterator[Document]:
        """The articles, read and cleaned."""
        from dragoman.clean import clean
        from dragoman.read import read_paths

        for raw in read_paths(self.paths, encoding=self.encoding):
            progress.reading(raw.source)
            document = clean(raw, published=self.date)
            yield replace(document, publisher=document.publisher or self.publisher)


@dataclass(slots=True)
class _Run:
    """One call of the command: where its results go, and what is counted for the summary."""

    settings: settings.Settings
    format: str
    coded: int = 0
    unchanged: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    started: float = field(default_factory=time.monotonic)

    def code(self, articles: _Articles) -> None:
        """Code everything. A ledger that cannot be opened is told before the model is loaded."""
        from dragoman.cli.progress import Progress

        ledger = _open(self.settings.ledger)
        try:
            with Progress(articles.paths) as progress:
                from dragoman.coder import Coder

                coder = Coder(model=self.settings.model, lexicon=self.settings.lexicon)
                self.started = time.monotonic()
                for coded in coder.pipe(articles.documents(progress)):
                    self._take(at_least(coded, self.settings.min_confidence), ledger)
                    progress.advance(coded.document)
        finally:
            if ledger:
                ledger.close()

    def _take(self, coded: CodedDocument, ledger: Ledger | None) -> None:
        if self.format == "jsonl":
            click.echo(output.dumps(coded))
        aside = coded.document.set_aside
        if ledger:
            from dragoman.ledger import RefusedError

            try:
                is_new = ledger.add(coded)
                self.unchanged += not is_new and aside is None
            except RefusedError as error:
                aside = SetAside(error.message, error.hint, coded.document.source)
                ledger.problem(aside, document=coded.document.id)
        if aside is not None:
            self.set_aside.append(replace(aside, source=aside.source or coded.document.source))
            return
        self.coded += 1
        for kind in _KINDS:
            self.counts[kind] += len(getattr(coded, kind))
        if self.format == "table":
            _print(coded)

    def summarise(self) -> None:
        """What was done, on standard error."""
        seconds = time.monotonic() - self.started
        found = ", ".join(_number(self.counts[kind], kind) for kind in _KINDS)
        click.echo(f"{_number(self.coded, 'articles')} coded in {seconds:.1f} s: {found}", err=True)
        if self.unchanged:
            click.echo(f"{self.unchanged} of them were in the ledger already, just so", err=True)
        if self.set_aside:
            click.echo(f"{len(self.set_aside)} set aside:", err=True)
            for aside in self.set_aside[:_PROBLEMS_SHOWN]:
                where = f"{aside.source}:{aside.line}" if aside.line else aside.source
                click.echo(f"  {where}: {aside.reason}" + (f" ({aside.hint})" if aside.hint else ""), err=True)
            if len(self.set_aside) > _PROBLEMS_SHOWN:
                click.echo(f"  and {len(self.set_aside) - _PROBLEMS_SHOWN} more", err=True)
        if self.settings.ledger:
            ledger = self.settings.ledger
            click.echo(f"Kept in {ledger}. Who did what: dragoman events --ledger {ledger}", err=True)
            if self.set_aside:
                click.echo(f"What was set aside: dragoman problems --ledger {ledger}", err=True)
        elif not self.coded and not self.set_aside:
            click.echo("There was nothing to read.", err=True)


def _number(count: int, plural: str) -> str:
    return f"{count:,} {plural.removesuffix('s') if count == 1 else plural}"


def _open(path: Path | None) -> Ledger | None:
    if path is None:
        return None
    from dragoman.ledger import Ledger

    return Ledger(path)


def at_least(coded: CodedDocument, confidence: float) -> CodedDocument:
    """The document with only the records that are at least this sure."""
    if confidence <= 0:
        return coded
    positions = tuple(p for p in coded.positions if p.confidence >= confidence)
    ids = {position.id for position in positions}
    return replace(
        coded,
        events=tuple(r for r in coded.events if r.confidence >= confidence),
        statements=tuple(r for r in coded.statements if r.confidence >= confidence),
        positions=tuple(p if p.answers in ids else replace(p, answers=None) for p in positions),
        relations=tuple(r for r in coded.relations if r.confidence >= confidence),
        claims=tuple(r for r in coded.claims if r.confidence >= confidence),
    )


def _print(coded: CodedDocument) -> None:
    from dragoman.cli import rows, terminal

    document = coded.document
    day = document.published.isoformat() if document.published else "no date"
    about = ", ".join(filter(None, [document.title or document.id, document.publisher, day]))
    click.secho(terminal.clean(about), bold=True)
    found = sum(rows.print_records(records, kind.removesuffix("s")) for kind, records in _by_kind(coded))
    if not found:
        click.echo("  no records\n")


def _by_kind(coded: CodedDocument) -> Iterable[tuple[str, Iterable[Record]]]:
    return ((kind, getattr(coded, kind)) for kind in _KINDS)
