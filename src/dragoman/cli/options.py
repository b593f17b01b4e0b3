"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman import files, settings
from dragoman.ledger import Ledger
from dragoman.ledger.queries import last_day

F = TypeVar("F", bound=Callable[..., Any])

ledger = click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    help=f"The ledger file. Default: DRAGOMAN_LEDGER, dragoman.toml, or ./{settings.DEFAULT_LEDGER}.",
)
lexicon = click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder laid over Dragoman's own lexicon; may be given again.",
)
model = click.option("--model", help="Another spaCy pipeline, by name or path.")
workers = click.option(
    "--workers",
    type=click.IntRange(1),
    help="Processes that code. Default: one a core. 1 codes in this process, where an article may crash the run.",
)
min_confidence = click.option("--min-confidence", type=click.FloatRange(0, 1), help="Only records at least this sure.")


def _last_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return None if value is None else last_day(value)


as_of = click.option(
    "--as-of", metavar="DATE", callback=_last_day, help="What was published by the end of this day, month or year."
)


def format_of(*formats: str, default: str | None = "table") -> Callable[[F], F]:
    """``--format`` with these choices."""
    text = None if default is None else f"Default: {default}."
    return click.option("--format", "format_", type=click.Choice(formats), default=default, help=text)


def open_ledger(path: Path | None) -> Ledger:
    """The ledger to be asked, read-only. Raises DragomanError where there is none."""
    return Ledger(settings.load(ledger=path).ledger or settings.DEFAULT_LEDGER, read_only=True)


def drawing(name: str) -> Callable[[F], F]:
    """An option that names a picture to be drawn, and ``--force``."""

    def decorate(function: F) -> F:
        path = click.Path(path_type=Path, dir_okay=False)
        function = click.option("--force", is_flag=True, help="Write over a file that is there.")(function)
        return click.option(name, type=path, metavar="FILE.svg", help="Draw it into this file.")(function)

    return decorate


def draw(target: Path, svg: str, force: bool) -> None:
    """Write a picture, and say so."""
    with files.written(target, force=force) as aside:
        aside.write_text(svg, "utf-8")
    click.echo(f"Written: {target}.", err=True)
