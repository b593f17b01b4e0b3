"""`dragoman watch`: feeds and folders, again and again."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

import click

from dragoman import settings
from dragoman.cli import coding, options
from dragoman.errors import DragomanError


@click.command()
@click.argument("feeds", metavar="FEEDS.TOML", type=click.Path(path_type=Path))
@options.ledger
@click.option("--once", is_flag=True, help="Look once at all whose time it is, and end.")
@options.lexicon
@options.model
@options.min_confidence
@options.workers
def watch(
    feeds: Path,
    ledger: Path | None,
    once: bool,
    lexicon: tuple[Path, ...],
    model: str | None,
    min_confidence: float | None,
    workers: int | None,
) -> None:
    """Watch RSS and Atom feeds and folders: fetch, code and keep what is new.

    FEEDS.TOML names them (docs/watching.md shows how). What was seen is remembered in the ledger: it may be stopped
    and started at any time. It ends with Ctrl-C or SIGTERM.
    """
    from dragoman.ledger import Ledger
    from dragoman.run import Keeper, Line, Pool, Recipe
    from dragoman.run.watch import Watcher, load

    chosen = settings.load(ledger=ledger, lexicon=lexicon, model=model, min_confidence=min_confidence, workers=workers)
    coding.tell_mistakes(chosen.lexicon)
    watched = load(feeds)
    path = chosen.ledger or settings.DEFAULT_LEDGER
    recipe = Recipe.chosen(chosen)
    signal.signal(signal.SIGTERM, _interrupt)
    with Ledger(path) as opened, _alone(path), Pool(partial(Line, recipe), chosen.workers or 1) as engine:
        keeper = Keeper(opened, coder=engine.coder, model=engine.model, options=recipe.digest())
        with Watcher(watched, opened, engine, keeper, tell=partial(click.echo, err=True)) as watcher:
            if once:
                tally = watcher.look()
                told = f"{tally.asked} feeds asked, {tally.named} new articles, {tally.kept} kept"
                click.echo(f"{told}, {tally.set_aside} set aside", err=True)
                return
            click.echo(f"watching {len(watched.feeds)} feeds and {len(watched.folders)} folders", err=True)
            with contextlib.suppress(KeyboardInterrupt):
                watcher.run()
            click.echo("stopped", err=True)


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise KeyboardInterrupt


@contextmanager
def _alone(ledger: Path) -> Iterator[None]:
    """One watcher a ledger: two would fetch everything twice."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ledger.with_name(ledger.name + "-watching").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            hint = "it goes on as it is; stop it, or name another ledger"
            raise DragomanError(f"{ledger} is being watched for already", hint) from error
        yield
