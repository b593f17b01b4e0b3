"""`dragoman export`: records to a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import click

from dragoman import export as exports
from dragoman import output
from dragoman.cli import linking, options
from dragoman.errors import DragomanError
from dragoman.ledger import Filters

_RUN = re.compile(r"\d{1,3}")  # four digits are a year


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@options.ledger
@click.option("--format", "format_", type=click.Choice(list(exports.FORMATS)), help="Default: by the ending of FILE.")
@click.option("--kind", type=click.Choice(output.KINDS), default="event", show_default=True, help="Which records.")
@click.option("--actor", metavar="WHO", help="Who acts, speaks or holds it: a code, or words of a name.")
@click.option("--recipient", metavar="WHO", help="To whom: the same.")
@click.option("--party", metavar="WHO", help="Either side.")
@click.option("--type", "type", metavar="NAME", help="The event, stance, relation, …")
@click.option("--since", metavar="DATE|RUN", help="From this day, month or year on; or what changed since a run.")
@click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
@click.option("--text", metavar="WORDS", help="Articles with all these words.")
@click.option("--publisher", help="Of articles of this publisher only.")
@options.min_confidence
@options.as_of
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(
    target: Path, ledger: Path | None, format_: str | None, kind: str, force: bool, since: str | None, **given: Any
) -> None:
    """Write all records that match to FILE, and a manifest beside it.

    csv and parquet have one flat row a record; jsonl has events in PLOVER's names; polecat has the columns of POLECAT's
    files; geojson has the events whose place is known, graphml who acts on whom.

    With --since RUN (a number, see `dragoman diff`) it is what was added, changed and deleted since, as JSON lines.
    """
    format_ = format_ or _format_of(target)
    with linking.open_linked(ledger) as opened:
        if since is not None and _RUN.fullmatch(since):
            if format_ != "jsonl":
                raise DragomanError("changes since a run are JSON lines", f"name {target.with_suffix('.jsonl').name}")
            written = exports.export_changes(opened, target, int(since), force=force)
        else:
            filters = {name: value for name, value in {**given, "since": since}.items() if value is not None}
            written = exports.export(opened, target, format_, kind, force=force, **cast(Filters, filters))
    click.echo(f"{written.rows} rows written: {target}, {written.manifest.name}", err=True)
    if not written.rows:
        click.echo("Nothing matched.", err=True)


def _format_of(target: Path) -> str:
    for name, ending in exports.FORMATS.items():
        if target.suffix.lower() == ending:
            return name
    raise DragomanError(f"{target.name}: of which format?", f"give --format: {', '.join(exports.FORMATS)}")
