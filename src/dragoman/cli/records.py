"""`dragoman events|statements|positions|relations|claims`: ask the ledger for records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click

from dragoman.cli import options, rows
from dragoman.errors import DragomanError
from dragoman.ledger import Filters, Kept, Ledger
from dragoman.model import EventType, Modality, Quad, Record, RelationKind, Stance, StatementKind
from dragoman.ontology import modes_of

F = TypeVar("F", bound=Callable[..., Any])

_WHO = "code (USA), sector (MIL), both (USA/MIL), entity id, or words of a name"
_MODES = sorted(set().union(*map(modes_of, EventType)))
_DEFAULT_LIMIT = 50


def filters_of(actor: str, recipient: str | None) -> Callable[[F], F]:
    """The filters that all kinds have; ``actor`` and ``recipient`` say what the two sides are called here."""
    made = [
        options.ledger,
        click.option("--actor", metavar="WHO", help=f"{actor}: {_WHO}."),
        recipient and click.option("--recipient", metavar="WHO", help=f"{recipient}: the same."),
        recipient and click.option("--party", metavar="WHO", help="Either side."),
        click.option("--since", metavar="DATE", help="From this day, month or year on."),
        click.option("--until", metavar="DATE", help="Up to the end of this day, month or year."),
        click.option("--text", metavar="WORDS", help='Articles with all these words; "in quotes" as they stand.'),
        click.option("--about", metavar="WORDS", help="Records whose own words have all these."),
        click.option("--document", metavar="ID", help="Of this article only."),
        click.option("--publisher", help="Of articles of this publisher only."),
        options.min_confidence,
        options.as_of,
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            help=f"At most so many. Default: {_DEFAULT_LIMIT} in a table, else all.",
        ),
        options.format_of("table", "jsonl", "csv"),
    ]

    def decorate(function: F) -> F:
        for option in reversed([o for o in made if o]):
            function = option(function)
        return function

    return decorate


def choice(name: str, values: Sequence[str], help_: str) -> Callable[[F], F]:
    """An option that takes one of the names of a vocabulary."""
    return click.option(
        name,
        "quad" if name == "--quad" else "type",
        type=click.Choice(values, case_sensitive=False),
        metavar="NAME",
        help=f"{help_}: {', '.join(values)}.",
    )


@click.command()
@filters_of("Who acts", "To whom it is done")
@choice("--event", [str(event) for event in EventType], "A PLOVER event")
@click.option("--mode", type=click.Choice(_MODES), metavar="NAME", help="A mode of the event, such as demo or visit.")
@choice("--quad", get_args(Quad), "A quad class")
@click.option("--place", metavar="NAME", help="Only at this place, by the name that the gazetteer has for it.")
@click.option("--fact", is_flag=True, help="Only acts told as done: none planned, conditional, denied or long past.")
def events(ledger: Path | None, format_: str, **filters: Any) -> None:
    """Who did what to whom, newest first."""
    _answer("event", ledger, format_, filters)


@click.command()
@filters_of("Who speaks", "To whom")
@choice("--kind", get_args(StatementKind), "A kind of statement")
def statements(ledger: Path | None, format_: str, **filters: Any) -> None:
    """Who said what, newest first."""
    _answer("statement", ledger, format_, filters)


@click.command()
@filters_of("Whose position it is", "Who is to act")
@choice("--stance", get_args(Stance), "A stance")
@click.option("--on", metavar="TOPIC", help="What was asked on a topic, what was answered, and who changed position.")
def positions(ledger: Path | None, format_: str, on: str | None, **filters: Any) -> None:
    """Who demands, offers, accepts or refuses what, newest first."""
    if on is not None:
        from dragoman.cli import answers

        answers.show(ledger, format_, on, _filters(filters))
        return
    _answer("position", ledger, format_, filters)


@click.command()
@filters_of("The first side", "The second side")
@choice("--relation", get_args(RelationKind), "A relation")
@options.drawing("--graph")
def relations(ledger: Path | None, format_: str, graph: Path | None, force: bool, **filters: Any) -> None:
    """Who stands how to whom."""
    if graph:
        from dragoman.link import relation_map

        _draw("relation", ledger, filters, relation_map.picture, graph, force)
        return
    _answer("relation", ledger, format_, filters)


@click.command()
@filters_of("Who claims it", None)
@choice("--modality", get_args(Modality), "How sure the claim is")
@options.drawing("--graph")
def claims(ledger: Path | None, format_: str, graph: Path | None, force: bool, **filters: Any) -> None:
    """Who claims that what leads to what."""
    if graph:
        from dragoman.link import causal_map

        filters["limit"] = filters["limit"] or causal_map.MOST
        _draw("claim", ledger, filters, causal_map.picture, graph, force)
        return
    _answer("claim", ledger, format_, filters)


def _filters(given: dict[str, Any]) -> Filters:
    return cast(Filters, {name: value for name, value in given.items() if value is not None})


def _draw(
    kind: str,
    path: Path | None,
    given: dict[str, Any],
    picture: Callable[[list[Kept[Any]]], str],
    target: Path,
    force: bool,
) -> None:
    """A picture of the records that match."""
    with options.open_ledger(path) as ledger:
        drawn = picture(list(getattr(ledger, f"{kind}s")(**_filters(given))))
    if not drawn:
        raise DragomanError(f"there is no {kind} to draw", f"see what there is: dragoman {kind}s")
    options.draw(target, drawn, force)


def _answer(kind: str, path: Path | None, format_: str, given: dict[str, Any]) -> None:
    filters = _filters(given)
    if format_ == "table":
        limit = filters.setdefault("limit", _DEFAULT_LIMIT)
        # One more than is shown tells whether there are more.
        filters["limit"] = limit + 1 if limit is not None else None
    with options.open_ledger(path) as ledger:
        found = cast(Iterator[Kept[Record]], getattr(ledger, f"{kind}s")(**filters))
        if format_ == "jsonl":
            rows.print_jsonl(found)
        elif format_ == "csv":
            rows.print_csv(found, kind)
        else:
            _table(ledger, kind, list(found), (filters["limit"] or 0) - 1)


def _table(ledger: Ledger, kind: str, found: list[Kept[Record]], limit: int) -> None:
    rows.print_table(found[:limit], kind)
    if len(found) > limit:
        click.echo(f"There are more: these are the first {limit}. --limit shows more, --format csv all.", err=True)
    elif not found:
        total = ledger.counts()[f"{kind}s"]
        click.echo(f"No {kind} matches; the ledger has {total} in all." if total else f"The ledger has no {kind}s.")
