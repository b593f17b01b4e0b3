"""`dragoman doctor`: is the ledger whole?"""

from __future__ import annotations

from pathlib import Path

import click

from dragoman import settings
from dragoman.cli import options


@click.command()
@options.ledger
@click.option("--renew-index", is_flag=True, help="Make the word indexes and the tallies of acts anew, then look.")
@click.pass_context
def doctor(ctx: click.Context, ledger: Path | None, renew_index: bool) -> None:
    """Look whether the ledger is whole, and tell what to do where it is not.

    Looked at are the file itself, what belongs to what, that each record stands in its article where it says, and the
    word indexes. Nothing is changed. The exit status is 1 if something is wrong.
    """
    from dragoman.ledger import doctor as room

    path = settings.load(ledger=ledger).ledger or settings.DEFAULT_LEDGER
    if renew_index:
        room.renew_indexes(path)
        click.echo("the word indexes are made anew", err=True)
    count = 0
    for count, finding in enumerate(room.examine(path), 1):  # noqa: B007
        click.echo(f"{finding.what}\n  what to do: {finding.hint}")
    if count:
        ctx.exit(1)
    with options.open_ledger(path) as opened:
        counts = opened.counts()
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    click.echo(f"{path} is whole: {told}")
