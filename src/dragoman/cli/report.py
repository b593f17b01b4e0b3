"""`dragoman report`: the ledger as one HTML page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import click

from dragoman.cli import options
from dragoman.errors import DragomanError
from dragoman.ledger import Filters


@click.command()
@click.argument("path", metavar="[LEDGER]", required=False, type=click.Path(path_type=Path))
@options.ledger
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("dragoman-report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option("--title", help="The heading of the page.")
@click.option("--topic", metavar="WORDS", help="Only what has these words; with who holds what about it.")
@click.option("--party", metavar="WHO", help="Only what this actor does, says or is told: a code, or words of a name.")
@click.option("--since", metavar="DATE", help="From this day, month or year on.")
@click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
@click.option("--text", metavar="WORDS", help="Only articles with all these words.")
@options.min_confidence
@options.as_of
def report(
    path: Path | None, ledger: Path | None, target: Path, title: str | None, topic: str | None, **given: Any
) -> None:
    """Write the record as one HTML page that needs nothing else: to read, print, or send to a colleague."""
    from dragoman.report.page import render

    filters = cast(Filters, {name: value for name, value in given.items() if value is not None})
    with options.open_ledger(path or ledger) as opened:
        page = render(opened, title, topic, **filters)
    # Written aside and moved, so that a full disk does not leave half a page in the place of an old one.
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_text(page, "utf-8")
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise DragomanError(f"{target} cannot be written: {error.strerror}", "name another file with -o") from error
    click.echo(f"Written: {target}. Open it in a browser.", err=True)
