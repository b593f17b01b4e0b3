"""`dragoman ledger import`: take in what a cluster coded."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman import settings
from dragoman.cli import options
from dragoman.cli.coding import number


@click.group()
def ledger() -> None:
    """Bring into a ledger what was coded elsewhere."""


@ledger.command("import")
@click.argument("folder")
@options.ledger
@click.pass_context
def import_(ctx: click.Context, folder: str, ledger: Path | None) -> None:
    """Take in FOLDER, a path or URL, as `dragoman code --engine ray --output FOLDER` filled it.

    The ledger is then just what coding the same articles on one machine gives. What it has already is passed over, so
    an import that was broken off is taken up by the same command. A shard that is broken or missing is named, the
    others are taken in, and the exit status is 1.
    """
    from dragoman.ledger import Ledger
    from dragoman.run.gather import take_in

    path = settings.load(ledger=ledger).ledger or settings.DEFAULT_LEDGER
    new = there = aside = problems = 0
    with Ledger(path) as opened:
        for taken in take_in(folder, opened):
            new, there, aside = new + taken.new, there + taken.there, aside + taken.set_aside
            if taken.problem:
                problems += 1
                told = taken.problem if taken.shard.file in taken.problem else f"{taken.shard.file} {taken.problem}"
                click.echo(f"{told} ({taken.shard.source}; {taken.hint})", err=True)
    click.echo(f"{number(new, 'articles')} taken in, {there:,} were there already, {aside:,} set aside", err=True)
    if problems:
        click.echo(f"{number(problems, 'shards')} not taken in whole: see above", err=True)
    click.echo(f"Kept in {path}. Who did what: dragoman events --ledger {path}", err=True)
    ctx.exit(1 if aside or problems else 0)
