"""`dragoman backup`: copy a ledger that is in use."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@options.ledger
def backup(target: Path, ledger: Path | None) -> None:
    """Copy the ledger to TARGET while others may read and write it.

    The copy is that of one moment, and a ledger like any other.
    """
    with options.open_ledger(ledger) as opened:
        opened.backup(target)
        click.echo(f"{opened.path} copied to {target}: {target.stat().st_size:,} bytes", err=True)
