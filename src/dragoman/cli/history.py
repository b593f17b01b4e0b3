"""`dragoman diff` and `dragoman purge`: what coding anew changed, and forgetting what it replaced."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import click

from dragoman import output, settings, wording
from dragoman.cli import options, terminal
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, history
from dragoman.ledger.history import Change

_SHOWN = 100
_MARKS: dict[Literal["added", "deleted", "changed"], str] = {"added": "+", "deleted": "-", "changed": "~"}
_COLOURS = {"added": "green", "deleted": "red", "changed": "yellow"}


@click.command()
@click.argument("before", type=int, required=False, metavar="[RUN")
@click.argument("after", type=int, required=False, metavar="RUN]")
@options.ledger
@options.format_of("table", "jsonl")
def diff(before: int | None, after: int | None, ledger: Path | None, format_: str) -> None:
    """What changed from one run of the coder to another: records added, deleted, and told otherwise.

    Without runs they are listed; with one, it is compared with the last. Run 0 is the empty ledger.
    """
    with options.open_ledger(ledger) as opened:
        found = history.runs(opened.connection)
        if before is None:
            _list(found, format_)
            return
        if not found:
            raise DragomanError("the ledger has no runs", "code articles into it first")
        changes = history.changes(opened.connection, before, found[-1].number if after is None else after)
        if format_ == "jsonl":
            for change in changes:
                click.echo(output.encode(to_json(change)))
            return
        _print(list(changes))


def _list(found: list[history.Run], format_: str) -> None:
    if format_ == "jsonl":
        for run in found:
            click.echo(output.encode({name: getattr(run, name) for name in run.__slots__}))
        return
    columns: list[tuple[str, dict[str, object]]] = [
        ("run", {"justify": "right"}), ("started", {}), ("coder", {}), ("model", {}),
        ("articles", {"justify": "right"}), ("replaced, kept", {"justify": "right"}),
    ]  # fmt: skip
    rows: list[list[str | int]] = [[r.number, r.started, r.coder, r.model, r.documents, r.replaced] for r in found]
    if not terminal.table(columns, rows):
        click.echo("No runs.")


def _print(changes: list[Change]) -> None:
    for change in changes[:_SHOWN]:
        record = change.after or change.before
        assert record is not None
        what = f" ({', '.join(change.fields)})" if change.fields else ""
        line = f"{_MARKS[change.how]} {change.kind} {record.id[:10]} {wording.heading(record)}{what}"
        click.secho(terminal.clean(line), fg=_COLOURS[change.how])
        click.echo(terminal.clean(f"    {wording.content(record)}"))
    counts = Counter((change.kind, change.how) for change in changes)
    for kind in dict.fromkeys(change.kind for change in changes):
        click.echo(f"{kind}s: " + ", ".join(f"{counts[kind, how]} {how}" for how in _MARKS if counts[kind, how]))
    if not changes:
        click.echo("Nothing changed.")
    elif len(changes) > _SHOWN:
        click.echo(f"The first {_SHOWN} are shown; --format jsonl prints all.", err=True)


def to_json(change: Change) -> output.Json:
    """A change as one object, with the records by the output contract."""
    return {
        "how": change.how,
        "kind": change.kind,
        "document": change.document,
        "fields": list(change.fields),
        "before": output.record_to_json(change.before) if change.before else None,
        "after": output.record_to_json(change.after) if change.after else None,
    }


@click.command()
@options.ledger
@click.option("--until", type=int, metavar="RUN", help="Only codings that runs up to this one replaced.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(ledger: Path | None, until: int | None, yes: bool) -> None:
    """Forget codings that later ones took the place of. What holds now stays; `dragoman diff` can no longer tell."""
    with options.open_ledger(ledger) as there:
        if until is not None:
            history.check_run(there.connection, until)
    if not yes:
        click.confirm("Forget replaced codings for good?", abort=True)
    with Ledger(settings.load(ledger=ledger).ledger or settings.DEFAULT_LEDGER) as opened:
        gone = history.purge(opened.connection, until)
    click.echo(f"{gone} replaced coding{'s' if gone != 1 else ''} forgotten.", err=True)
