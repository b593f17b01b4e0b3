"""`dragoman show`: an article with its records marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click

from dragoman import marked, wording
from dragoman.cli import options, terminal
from dragoman.ledger import Ledger
from dragoman.marked import Layer
from dragoman.model import CodedDocument, Event, Record


@click.command()
@click.argument("document", required=False)
@options.ledger
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice(get_args(Layer)),
    metavar="NAME",
    help=f"Mark these only: {', '.join(get_args(Layer))}. May be given again.",
)
def show(document: str | None, ledger: Path | None, layers: tuple[Layer, ...]) -> None:
    """An article of the ledger with its records marked in colour.

    DOCUMENT is its id, the beginning of it, its URL or its file. Without one, the articles are listed.
    """
    with options.open_ledger(ledger) as opened:
        if document is None:
            _list(opened)
        else:
            _show(opened.document(document), layers)


def _list(ledger: Ledger) -> None:
    columns: list[tuple[str, dict[str, object]]] = [
        ("document", {}), ("published", {"no_wrap": True}), ("title", {"ratio": 3}),
        ("publisher", {}), ("records", {"justify": "right"}),
    ]  # fmt: skip
    rows: Iterator[list[str | int]] = (
        [d.id, d.published or "?", d.title or "", d.publisher or "", d.records] for d in ledger.documents()
    )
    if not terminal.table(columns, rows):
        click.echo("The ledger has no articles.")


def _show(coded: CodedDocument, layers: tuple[Layer, ...]) -> None:
    document, console = coded.document, terminal.console()
    about = [document.id, document.publisher, document.url, str(document.published or "no date"), coded.coder]
    click.secho(terminal.clean(document.title or "(no title)"), bold=True)
    click.secho(terminal.clean(" · ".join(filter(None, about))) + "\n", dim=True)
    labels = marked.labels(coded)
    marks = [m for m in marked.marks(coded) if not layers or m.layer in layers]
    text = terminal.paint(marked.segments(document.text, marks), labels)
    console.print(text, soft_wrap=False)
    if document.dropped:
        click.secho("\nNot the article (struck out above):", bold=True)
        for dropped in document.dropped:
            words = " ".join(document.text[dropped.span.start : dropped.span.end].split())
            click.echo(f"  {dropped.reason}: {terminal.clean(words)[:70]}")
    click.secho("\nRecords:", bold=True)
    for record in marked.records(coded):
        console.print(_line(record, labels[record.id]))
    if not labels:
        click.echo("  none")


def _line(record: Record, label: str) -> object:
    from rich.text import Text

    line = Text()
    line.append(f"{label:>4}  ", "dim")
    colour = terminal.QUAD_COLOURS[record.quad] if isinstance(record, Event) else "default"
    line.append(terminal.clean(wording.heading(record)), colour)
    line.append(f"  {terminal.clean(wording.content(record))}" if not isinstance(record, Event) else "")
    line.append(f"  {record.id}", "dim")
    return line
