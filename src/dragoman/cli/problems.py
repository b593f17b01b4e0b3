"""`dragoman problems`: what was set aside."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dragoman import output
from dragoman.cli import options, terminal


@click.command()
@options.ledger
@options.format_of("table", "jsonl")
def problems(ledger: Path | None, format_: str) -> None:
    """What could not be read or coded, why, and what to do about it."""
    with options.open_ledger(ledger) as opened:
        found = list(opened.problems())
    if format_ == "jsonl":
        for problem in found:
            click.echo(output.encode(asdict(problem)))
        return
    terminal.table(
        [("where", {}), ("line", {"justify": "right"}), ("what", {}), ("what to do", {})],
        ([p.source or p.document or "-", p.line or "", p.reason, p.hint] for p in found),
    )
    if not found:
        click.echo("Nothing was set aside.")
