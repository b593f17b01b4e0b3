"""`dragoman stories`: which articles tell the same news."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dragoman import output, wire
from dragoman.cli import linking, options, terminal
from dragoman.ledger import Ledger
from dragoman.link.stories import Story, stories, update
from dragoman.model import CodedDocument, SetAside

_SHOWN = 50
_TITLES_SHOWN = 4


@click.command("stories")
@click.argument("paths", nargs=-1, metavar="[FILES]...")
@options.ledger
@options.as_of
@click.option("--least", type=click.IntRange(min=1), default=1, help="Only stories of at least so many articles.")
@options.format_of("table", "jsonl")
def stories_command(paths: tuple[str, ...], ledger: Path | None, as_of: str | None, least: int, format_: str) -> None:
    """Which articles tell the same news, and which of them are copies.

    Of FILES (as `dragoman code` takes them), which need not be coded, or else of a ledger.
    """
    if paths:
        with TemporaryDirectory(prefix="dragoman-") as folder, Ledger(Path(folder) / "stories.ledger") as temporary:
            _take_in(temporary, paths)
            update(temporary.connection)
            _show(stories(temporary.connection, as_of=as_of), least, format_)
        return
    with linking.open_linked(ledger) as opened:
        _show(stories(opened.connection, as_of=as_of), least, format_)


def _take_in(ledger: Ledger, paths: tuple[str, ...]) -> None:
    from dragoman.clean import clean
    from dragoman.read import read_paths

    aside: list[SetAside] = []
    for raw in read_paths(paths):
        document = clean(raw)
        if document.set_aside:
            aside.append(document.set_aside)
        else:
            ledger.add(CodedDocument(document))
    for one in aside:
        click.echo(f"set aside: {one.source}{f':{one.line}' if one.line else ''}: {one.reason}", err=True)


def _show(found: Iterable[Story], least: int, format_: str) -> None:
    wanted = (story for story in found if len(story.documents) >= least)
    if format_ == "jsonl":
        for story in wanted:
            click.echo(output.encode(wire.story_json(story)))
        return
    every = sorted(wanted, key=lambda story: -len(story.documents))
    columns: list[tuple[str, dict[str, object]]] = [
        ("story", {"style": "dim"}), ("days", {"no_wrap": True}), ("articles", {"justify": "right"}),
        ("but for copies", {"justify": "right"}), ("titles", {"ratio": 1}),
    ]  # fmt: skip
    if not terminal.table(columns, (_row(story) for story in every[:_SHOWN])):
        click.echo("No story.")
    elif len(every) > _SHOWN:
        click.echo(f"There are {len(every) - _SHOWN} more; --format jsonl prints all.", err=True)


def _row(story: Story) -> list[str | int]:
    days = [d.published for d in story.documents if d.published]
    first, last = (min(days), max(days)) if days else ("?", "?")
    titles = list(dict.fromkeys(d.title for d in story.documents if d.title))
    shown = "\n".join(titles[:_TITLES_SHOWN]) + ("\n…" if len(titles) > _TITLES_SHOWN else "")
    return [
        story.id[:10],
        first if first == last else f"{first} – {last}",
        len(story.documents),
        story.originals,
        shown,
    ]
