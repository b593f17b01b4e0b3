"""From the folder that a cluster filled into a ledger: the ledger that coding here would have given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.run import shards, storage
from dragoman.run.folder import NAME, Folder
from dragoman.run.keep import Keeper
from dragoman.run.shards import Shard
from dragoman.run.work import Outcome


@dataclass(slots=True)
class Taken:
    """What a shard brought. One with a ``problem`` brought no more than what is counted."""

    shard: Shard
    new: int = 0
    there: int = 0  # in the ledger already
    set_aside: int = 0
    problem: str = ""
    hint: str = ""


def take_in(path: str, ledger: Ledger) -> Iterator[Taken]:
    """Take in shard after shard, in the order of the inputs. What the ledger has already is passed over, so it may be
    broken off and taken up again. Raises DragomanError where the folder is none that a cluster filled."""
    folder = Folder.open(path)
    identity = folder.identity
    if identity is None:
        raise DragomanError(f"no {NAME} in {path}", "fill it: dragoman code ARTICLES --engine ray --output FOLDER")
    keeper = Keeper(ledger, coder=identity.coder, model=identity.model, options=identity.options)
    done = folder.done()
    for shard in folder.shards:
        taken = Taken(shard)
        if shard.file not in done:
            taken.problem = "was not coded to its end"
            taken.hint = "give the command that coded the others once more: it does what is left"
        else:
            try:
                with storage.fetched(folder.file(shard.file)) as file:
                    _take(file, keeper, taken)
            except (shards.SpoiltError, storage.UnreadableError) as error:
                taken.problem, taken.hint = error.message, error.hint
        yield taken


def _take(file: Path, keeper: Keeper, taken: Taken) -> None:
    for row in shards.read(file, taken.shard):
        if keeper.skip(row.raw):
            taken.there += 1
            continue
        coded = row.coded()
        is_new, aside = keeper.keep(Outcome(row.raw, coded), coded)
        taken.new += is_new
        taken.set_aside += aside is not None
        taken.there += not is_new and aside is None
