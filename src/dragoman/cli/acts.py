"""`dragoman acts`: what happened, whoever reports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from dragoman import output, wire, wording
from dragoman.cli import linking, terminal
from dragoman.cli.records import choice, filters_of
from dragoman.ledger import Filters
from dragoman.model import EventType, Quad

if TYPE_CHECKING:
    from dragoman.link import Act

_DEFAULT_LIMIT = 50


@click.command()
@filters_of("Who acts", "To whom it is done")
@choice("--event", [str(event) for event in EventType], "A PLOVER event")
@choice("--quad", get_args(Quad), "A quad class")
@click.option("--fact", is_flag=True, help="Only acts that a report tells as done.")
@click.option("--disputed", is_flag=True, help="Only acts whose reports disagree.")
def acts(ledger: Path | None, format_: str, disputed: bool, **given: Any) -> None:
    """What happened, newest first: the reports of one act, from however many articles, are one line.

    Copies of an article do not count as further sources. `dragoman events` gives the reports.
    """
    from dragoman.link import acts_asked

    filters = cast(Filters, {name: value for name, value in given.items() if value is not None})
    limit = filters.get("limit")
    if format_ == "table":
        limit = _DEFAULT_LIMIT if limit is None else limit
        filters["limit"] = limit + 1
    with linking.open_linked(ledger) as opened:
        found = acts_asked.acts(opened, disputed=disputed, **filters)
        if format_ == "jsonl":
            for act in found:
                click.echo(output.encode(wire.act_json(act)))
            return
        every = list(found)
        columns: list[tuple[str, dict[str, object]]] = [
            ("act", {"no_wrap": True, "style": "dim"}), ("day", {"no_wrap": True}), ("event", {"no_wrap": True}),
            ("who → whom", {"ratio": 2}), ("reports", {"ratio": 1}), ("first told as", {"ratio": 3}),
        ]  # fmt: skip
        if not terminal.table(columns, (_row(act) for act in every[:limit])):
            click.echo("No act matches.")
        elif len(every) > (limit or 0):
            click.echo(
                f"There are more: these are the first {limit}. --limit shows more, --format jsonl all.", err=True
            )


def _row(act: Act) -> list[str]:
    event = act.event
    what = "\n".join(filter(None, [str(event.event), event.mode, act.status if act.status != "done" else None]))
    sides = wording.parties(act.actors, short=True)
    if act.recipients:
        sides += f" → {wording.parties(act.recipients, short=True)}"
    told = [f"{act.reports} in {act.documents}", f"{act.originals} own" if act.originals < act.documents else ""]
    disputes = [
        "{}: {}".format(d.about, " / ".join(f"{v} ({len(ids)})" for v, ids in d.versions)) for d in act.disputes
    ]
    words = "\n".join([wording.content(event), *disputes])
    return [act.id[:10], act.day or "?", what, sides, "\n".join(filter(None, told)), words]
