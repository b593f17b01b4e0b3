"""`dragoman lexicon check|test`: is a lexicon well formed, and do its example sentences come out as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import settings
from dragoman.cli import options, terminal
from dragoman.model import CodedDocument, Document, Event, Mention, Paragraph, Span

if TYPE_CHECKING:
    from dragoman.extract.lexicon import Example

_folders = click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))


@click.group()
def lexicon() -> None:
    """Check and test a lexicon."""


@lexicon.command()
@_folders
@click.pass_context
def check(ctx: click.Context, folders: tuple[Path, ...]) -> None:
    """Read Dragoman's lexicon with these FOLDERS laid over it, and tell every mistake with file and line."""
    from dragoman.actors import ActorLexicon
    from dragoman.extract.lexicon import EventLexicon

    overlays = settings.load(lexicon=folders).lexicon
    actors = ActorLexicon.load(overlays)
    for problem in actors.problems:
        click.echo(str(problem), err=True)
    events = EventLexicon.load(overlays)
    click.echo(
        f"{len(actors.actors):,} actors with {len(actors.names):,} names, {len(actors.roles):,} roles;"
        f" {events.size:,} event patterns, {len(events.classes):,} word classes, {len(events.examples):,} examples"
    )
    if actors.problems:
        ctx.exit(1)


@lexicon.command()
@_folders
@options.model
@click.option("--rule", metavar="WORDS", help="Only examples whose rule has these, such as request.toml or call-on.")
@click.pass_context
def test(ctx: click.Context, folders: tuple[Path, ...], model: str | None, rule: str | None) -> None:
    """Code the example sentences of the event lexicon, and tell those that come out otherwise."""
    from dragoman.coder import Coder
    from dragoman.extract.lexicon import EventLexicon

    chosen = settings.load(lexicon=folders, model=model)
    examples = [e for e in EventLexicon.load(chosen.lexicon).examples if not rule or rule in e.rule]
    coder = Coder(model=chosen.model, lexicon=chosen.lexicon)
    found = coder.pipe(_document(number, example.text) for number, example in enumerate(examples))
    failed = list(_failures(examples, found))
    columns: list[tuple[str, dict[str, object]]] = [
        (name, {"ratio": 1}) for name in ("rule", "sentence", "should be", "came out as")
    ]
    terminal.table(columns, failed)
    click.echo(f"{len(examples) - len(failed):,} of {len(examples):,} examples come out as they say")
    if failed:
        ctx.exit(1)


def _document(number: int, text: str) -> Document:
    return Document(f"example-{number}", text, (Paragraph(Span(0, len(text))),))


def _failures(examples: Iterable[Example], found: Iterable[CodedDocument]) -> Iterator[tuple[str, str, str, str]]:
    for example, coded in zip(examples, found, strict=True):
        if not is_met(example, coded.events):
            came_out = "\n".join(_brief(event) for event in coded.events) or "no event"
            yield example.rule.partition("/")[2], example.text, _wanted(example), came_out


def is_met(example: Example, events: Iterable[Event]) -> bool:
    """Whether the events of an example's sentence are what it says: one that fits, or none of that kind."""
    of_kind = [event for event in events if example.event is None or event.event is example.event]
    if example.is_none:
        return not of_kind
    return any(
        event.mode == example.mode and _are(event.actors, example.actors) and _are(event.recipients, example.recipients)
        for event in of_kind
    )


def _are(mentions: Iterable[Mention], expected: Iterable[str]) -> bool:
    """Whether each expected phrase is among the mentions, or within one, or has one within it."""
    there = [_bare(words) for mention in mentions for words in (mention.text, mention.name or mention.text)]
    return all(any(_bare(words) in text or text in _bare(words) for text in there) for words in expected)


def _bare(words: str) -> str:
    """Without case and article: whether "the" belongs to a name is no matter here."""
    return re.sub(r"^(the|an?)\s+", "", words.casefold())


def _wanted(example: Example) -> str:
    if example.is_none:
        return f"no {example.event or 'event'}"
    kind = f"{example.event}/{example.mode}" if example.mode else str(example.event)
    return f"{', '.join(example.actors) or '?'} → {kind} → {', '.join(example.recipients) or '?'}"


def _brief(event: Event) -> str:
    def texts(mentions: Iterable[Mention]) -> str:
        return ", ".join(mention.text for mention in mentions) or "?"

    kind = f"{event.event}/{event.mode}" if event.mode else str(event.event)
    return f"{texts(event.actors)} → {kind} → {texts(event.recipients)}"
