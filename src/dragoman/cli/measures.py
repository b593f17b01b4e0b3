"""`dragoman series`, `dragoman network`, `dragoman alerts`: counts and scores over time and between whom."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman import output
from dragoman.cli import linking, options, terminal
from dragoman.errors import DragomanError
from dragoman.ledger.periods import UNITS
from dragoman.link import measures, plots

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 50

_since = click.option("--since", metavar="DATE", help="From this day, month or year on.")
_until = click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
_reports = click.option("--reports", is_flag=True, help="Count reports, not acts.")
_by = click.option("--by", type=click.Choice(UNITS), default="week", show_default=True, help="How long a period is.")


def _common(function: F) -> F:
    for option in reversed([options.ledger, _since, _until, options.as_of, options.format_of("table", "jsonl", "csv")]):
        function = option(function)
    return function


@click.command()
@click.argument("a", metavar="WHO")
@click.argument("b", metavar="WHOM")
@_common
@_by
@click.option("--directed", is_flag=True, help="Only what WHO does to WHOM, not what comes back.")
@_reports
@options.drawing("--plot")
def series(a: str, b: str, ledger: Path | None, format_: str, plot: Path | None, force: bool, **given: Any) -> None:
    """How two countries or bodies deal with each other over time: acts by quad class, and their scores.

    WHO and WHOM are codes (USA, UNO) or names.
    """
    with linking.open_linked(ledger) as opened:
        found = measures.series(opened, a, b, **given)
    if plot:
        arrow = "→" if given["directed"] else "–"
        options.draw(plot, plots.series(found, f"{a} {arrow} {b}, acts per {given['by']}"), force)
        return
    _print(found, measures.Period, format_, ("period", "acts", *_QUADS, "sum_score", "mean_score", "balance"))


@click.command()
@_common
@click.option("--actor", metavar="WHO", help="Only what this one does and is done to: a code or a name.")
@click.option("--least", type=click.IntRange(min=1), default=1, help="Only pairs with at least so many acts.")
@_reports
@options.drawing("--plot")
def network(ledger: Path | None, format_: str, plot: Path | None, force: bool, **given: Any) -> None:
    """Who acts on whom, most acts first."""
    with linking.open_linked(ledger) as opened:
        found = measures.network(opened, **given)
    if not found:
        raise DragomanError("nobody acts on anybody in this window", "widen it, or ask without --actor and --least")
    if plot:
        options.draw(plot, plots.network(found, "Who acts on whom"), force)
        return
    _print(found, measures.Tie, format_, ("a_name", "b_name", "acts", *_QUADS, "mean_score", "balance"))


@click.command()
@_common
@_by
@click.option("--surprise", type=float, default=3.0, show_default=True, help="Standard deviations above the past.")
@click.option("--least", type=click.IntRange(min=1), default=3, show_default=True, help="At least so many acts.")
def alerts(ledger: Path | None, format_: str, **given: Any) -> None:
    """Periods with far more conflict or cooperation than a pair used to have, latest first."""
    with linking.open_linked(ledger) as opened:
        found = list(measures.alerts(opened, **given))
    if not found and format_ == "table":
        click.echo("Nothing unusual.")
        return
    _print(found, measures.Alert, format_, tuple(field.name for field in fields(measures.Alert)))


_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
_HEADINGS = {
    "verbal_cooperation": "coop.\nverbal", "material_cooperation": "coop.\nmaterial",
    "verbal_conflict": "conflict\nverbal", "material_conflict": "conflict\nmaterial",
    "a_name": "who", "b_name": "whom", "sum_score": "score\nsum", "mean_score": "score\nmean",
}  # fmt: skip


def _print(rows: Sequence[Any], kind: type[Any], format_: str, shown: Sequence[str]) -> None:
    if format_ == "jsonl":
        for row in rows:
            click.echo(output.encode(asdict(row)))
        return
    if format_ == "csv":
        writer = csv.DictWriter(sys.stdout, [field.name for field in fields(kind)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
        return
    columns: list[tuple[str, dict[str, object]]] = [
        (_HEADINGS.get(name, name), {} if isinstance(getattr(rows[0], name), str) else {"justify": "right"})
        for name in shown
    ]
    part = rows[:_SHOWN] if kind is not measures.Period else rows
    terminal.table(columns, ([_cell(getattr(row, name)) for name in shown] for row in part))
    if len(rows) > len(part):
        click.echo(f"These are the first {len(part)} of {len(rows)}; --format csv prints all.", err=True)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
