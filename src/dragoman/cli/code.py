"""`dragoman code`: articles in, records out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from dragoman import settings
from dragoman.cli import options
from dragoman.cli.cluster import ClusterRun
from dragoman.cli.coding import Articles, Run, tell_mistakes
from dragoman.errors import DragomanError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.ledger
@options.format_of("jsonl", "table", "none", default=None)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of publication of articles that tell none.")
@click.option("--publisher", help="The publisher of articles that tell none.")
@click.option("--encoding", help="The encoding of the files, where it is told wrong; else it is detected.")
@options.lexicon
@options.model
@options.min_confidence
@options.workers
@click.option("--timeout", type=click.FloatRange(1), help="Seconds that an article may take in a worker. Default: 60.")
@click.option("--again", is_flag=True, help="Code anew what the ledger has already.")
@click.option("--progress/--no-progress", default=None, help="Tell how far it is. Default: in a terminal.")
@click.option(
    "--engine",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    help="Who codes: processes of this machine (the default), or a Ray cluster, which needs --output.",
)
@click.option("--output", metavar="FOLDER", help="With --engine ray: where its files go, a path or URL.")
@click.option(
    "--address",
    metavar="HOST:PORT",
    help="With --engine ray: the cluster; auto for the one that this machine is in, local for one of its own. Default:"
    " RAY_ADDRESS, or local.",
)
@click.option("--profile", is_flag=True, help="Tell at the end what time each stage took.")
@click.pass_context
def code(
    ctx: click.Context,
    paths: tuple[str, ...],
    ledger: Path | None,
    format_: str | None,
    date: dt.datetime | None,
    publisher: str | None,
    encoding: str | None,
    lexicon: tuple[Path, ...],
    model: str | None,
    min_confidence: float | None,
    workers: int | None,
    timeout: float | None,
    again: bool,
    progress: bool | None,
    engine: str,
    output: str | None,
    address: str | None,
    profile: bool,
) -> None:
    """Code articles: files, folders, archives, or - for standard input.

    With a ledger the records are kept there and a summary is printed; without one they are printed as tables, or
    as one JSON object an article with --format jsonl. What cannot be coded is set aside with its reason, and the
    rest goes on: the exit status is then 1. A run that was broken off is taken up by the same command.

    With --engine ray each file is coded by some machine of a cluster, and the result is a folder for
    `dragoman ledger import`.
    """
    chosen = settings.load(
        ledger=ledger, lexicon=lexicon, model=model, min_confidence=min_confidence, workers=workers
    )
    tell_mistakes(chosen.lexicon)
    articles = Articles(paths, date.date() if date else None, publisher, encoding)
    if engine == "ray":
        if output is None:
            raise click.UsageError("--engine ray writes to a folder: give --output FOLDER")
        if ledger or format_ or again or profile:
            raise click.UsageError("with --engine ray there is no --ledger, --format, --again or --profile")
        ctx.exit(_code_on_cluster(ClusterRun(chosen, output, address, timeout, progress), articles))
    if output or address:
        raise click.UsageError("--output and --address go with --engine ray")
    run = Run(chosen, format_ or ("none" if chosen.ledger else "table"), timeout_s=timeout, again=again)
    run.is_progress_wanted = progress
    try:
        run.code(articles)
    except (KeyboardInterrupt, DragomanError):
        if run.coded:
            run.summarise()
        raise
    run.summarise()
    if profile:
        run.print_profile()
    ctx.exit(1 if run.set_aside else 0)


def _code_on_cluster(run: ClusterRun, articles: Articles) -> int:
    """The exit status."""
    try:
        run.code(articles)
    except (KeyboardInterrupt, DragomanError):
        if run.done:
            run.summarise()
        raise
    run.summarise()
    return 1 if run.set_aside or run.failed else 0
