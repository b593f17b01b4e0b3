"""The command line. A command's module is imported only when it is called, so that ``dragoman --help`` answers at once.

Exit status: 0 done, 1 some articles were set aside, 2 it could not be done (usage, a missing file, a full disk).
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from dragoman import __version__
from dragoman.errors import DragomanError

# Name: where the command lives, and what `dragoman --help` says about it.
COMMANDS = {
    "code": ("dragoman.cli.code:code", "Code articles: print their records, or keep them in a ledger."),
    "watch": ("dragoman.cli.watch:watch", "Watch feeds and folders: fetch, code and keep what is new."),
    "events": ("dragoman.cli.records:events", "Who did what to whom."),
    "statements": ("dragoman.cli.records:statements", "Who said what."),
    "positions": ("dragoman.cli.records:positions", "Who demands, offers, accepts or refuses what."),
    "relations": ("dragoman.cli.records:relations", "Who stands how to whom."),
    "claims": ("dragoman.cli.records:claims", "Who claims that what leads to what."),
    "acts": ("dragoman.cli.acts:acts", "What happened: the reports of one act as one."),
    "stories": ("dragoman.cli.stories:stories_command", "Which articles tell the same news, and which are copies."),
    "series": ("dragoman.cli.measures:series", "How two deal with each other over time."),
    "network": ("dragoman.cli.measures:network", "Who acts on whom."),
    "alerts": ("dragoman.cli.measures:alerts", "What is unusual for a pair, held against its own past."),
    "export": ("dragoman.cli.export:export", "Write records to a file: CSV, JSONL, Parquet, GeoJSON, GraphML."),
    "diff": ("dragoman.cli.history:diff", "What changed from one run of the coder to another."),
    "purge": ("dragoman.cli.history:purge", "Forget codings that later ones took the place of."),
    "review": ("dragoman.cli.review:review", "Say of records whether they are right, and how they should be."),
    "evaluate": ("dragoman.cli.evaluate:evaluate", "Measure the coding against your own gold."),
    "explain": ("dragoman.cli.explain:explain", "Why a record is there: its sentence, its rule, what was rejected."),
    "show": ("dragoman.cli.show:show", "An article with its records marked."),
    "problems": ("dragoman.cli.problems:problems", "What was set aside, and what to do about it."),
    "serve": ("dragoman.cli.serve:serve", "Open the explorer of a ledger in a browser, and its API."),
    "report": ("dragoman.cli.report:report", "Write the ledger's record as one HTML page."),
    "doctor": ("dragoman.cli.doctor:doctor", "Is the ledger whole? Changes nothing."),
    "backup": ("dragoman.cli.backup:backup", "Copy a ledger that is in use."),
    "ledger": ("dragoman.cli.ledger:ledger", "Bring into a ledger what was coded elsewhere."),
    "actors": ("dragoman.cli.actors:actors", "Look up actors, and resolve names."),
    "places": ("dragoman.cli.places:places", "Look up places, and import a gazetteer."),
    "lexicon": ("dragoman.cli.lexicon:lexicon", "Check and test a lexicon."),
}


_INTERRUPTED = 130  # as shells have it


class Failure(click.ClickException):
    """A DragomanError as the user sees it: one line, and a hint."""

    exit_code = 2

    def __init__(self, error: DragomanError) -> None:
        super().__init__(error.message)
        self.hint = error.hint

    def show(self, file: Any = None) -> None:
        click.echo(f"dragoman: {self.message}", file=file, err=True)
        if self.hint:
            click.echo(f"  hint: {self.hint}", file=file, err=True)


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports them when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS:
            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except DragomanError as error:
            raise Failure(error) from error
        except KeyboardInterrupt:
            click.echo("dragoman: stopped", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # The reader of a pipe has seen enough (`dragoman events | head`). What is left in the buffer goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dragoman", message="%(prog)s %(version)s")
def main() -> None:
    """Read news articles and keep the record of international affairs that they report.

    Begin with:  dragoman code ARTICLES --ledger news.ledger
    """
