"""`dragoman code --engine ray`: from articles to a folder of Parquet files, on as many machines as there are."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import output
from dragoman.cli.coding import Articles, number
from dragoman.errors import DragomanError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.run import Recipe
    from dragoman.run.cluster import Done, Failed

_LINE_EVERY_S = 10.0


@dataclass(slots=True)
class ClusterRun:
    """One call of the command with this engine: what is counted and told."""

    settings: Settings
    output: str
    address: str | None = None
    timeout_s: float | None = None
    is_progress_wanted: bool | None = None  # None: in a terminal
    shards: int = 0
    done_before: int = 0
    done: int = 0
    tried_again: int = 0
    coded: int = 0
    set_aside: int = 0
    failed: list[Failed] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0

    def code(self, articles: Articles) -> None:
        """Code every shard that is not done yet. What cannot work is told before a cluster is asked for."""
        from dragoman.run import Limits, storage
        from dragoman.run.cluster import Cluster, Plan, connected
        from dragoman.run.folder import Folder
        from dragoman.run.shards import Shard

        if "-" in articles.paths:
            raise DragomanError("standard input is one stream", "write it to files, one for each worker at least")
        recipe = _from_anywhere(articles.recipe(self.settings))
        path = self.output if storage.is_remote(self.output) else str(Path(self.output).absolute())
        folder = Folder.open(path)
        folder.check(options := recipe.digest(), articles.encoding)
        shards = [Shard(*piece) for given in articles.paths for piece in storage.pieces(given)]
        self.shards = len(set(shards))
        limits = Limits() if self.timeout_s is None else Limits(seconds=self.timeout_s)
        plan = Plan(recipe, str(Path.cwd()), path, options, articles.encoding, limits)
        with connected(self.address, self.settings.workers) as ray:
            cluster = Cluster(ray, plan, folder, shards)
            self.done_before = cluster.done_before
            self.started = time.monotonic()
            for result in cluster.code(self.settings.workers):
                self._take(result)
            self.tried_again = cluster.tried_again

    def _take(self, result: Done | Failed) -> None:
        from dragoman.run.cluster import Failed

        if isinstance(result, Failed):
            self.failed.append(result)
            click.echo(f"{result.shard.source} was not coded: {result.reason} ({result.hint})", err=True)
            return
        self.done += 1
        self.coded += result.coded
        self.set_aside += result.set_aside
        self.counts.update(result.counts)
        is_shown = sys.stderr.isatty() if self.is_progress_wanted is None else self.is_progress_wanted
        now = time.monotonic()
        if is_shown and now - self.shown >= _LINE_EVERY_S:
            self.shown = now
            rate = (self.coded + self.set_aside) / max(now - self.started, 0.001)
            done = f"{self.done_before + self.done:,} of {self.shards:,} shards"
            click.echo(f"{done}, {number(self.coded, 'articles')}, {rate:.1f}/s", err=True)

    def summarise(self) -> None:
        """What was done, on standard error."""
        seconds = time.monotonic() - self.started
        found = ", ".join(number(self.counts[kind], kind) for kind in output.LISTS)
        shards = number(self.done, "shards")
        click.echo(f"{shards}, {number(self.coded, 'articles')} coded in {seconds:.1f} s: {found}", err=True)
        if self.done_before:
            click.echo(f"{number(self.done_before, 'shards')} had been coded before", err=True)
        if self.tried_again:
            click.echo(f"{number(self.tried_again, 'shards')} begun anew after a worker had died", err=True)
        if self.set_aside:
            click.echo(f"{number(self.set_aside, 'articles')} set aside, each with its reason", err=True)
        if self.failed:
            click.echo(f"{number(len(self.failed), 'shards')} not coded: the same command tries again", err=True)
        click.echo(f"Written to {self.output}. Next: dragoman ledger import {self.output} --ledger LEDGER", err=True)


def _from_anywhere(recipe: Recipe) -> Recipe:
    """The same files, by paths that do not depend on the folder that a worker is in."""
    model = recipe.model
    if model and Path(model).is_dir():
        model = str(Path(model).absolute())
    gazetteer = recipe.gazetteer and recipe.gazetteer.absolute()
    return replace(recipe, model=model, lexicon=tuple(p.absolute() for p in recipe.lexicon), gazetteer=gazetteer)
