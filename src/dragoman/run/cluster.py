"""Many shards on a Ray cluster: an actor a core, each with a worker of its own, and a shard of its input at a time.

Ray's core rather than Ray Data: the unit that is tried again, set aside and never done twice is the input file, and
Ray Data cuts its input into blocks of its own, whose death it answers by ending the run. Within a shard all is as on
one machine, for the actor hands its documents to a `Pool` of one: the document that kills or hangs the worker is tried
once more alone and then set aside. What is left to Ray are dead actors and machines, whose shards others code anew.
"""

from __future__ import annotations

import logging
import os
import platform
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from dragoman import output
from dragoman.errors import DragomanError, described
from dragoman.model import RawDocument
from dragoman.read import read_paths
from dragoman.read.encoding import tidy
from dragoman.run import shards as files
from dragoman.run import storage
from dragoman.run.folder import Folder, Identity
from dragoman.run.line import Line, Recipe
from dragoman.run.pool import Limits, Pool
from dragoman.run.shards import Shard
from dragoman.run.work import never

LOCAL = "local"  # the address of a Ray that is started here and stopped at the end
_ACTOR_BYTES = 5 << 28  # actor 140 MiB, its worker up to 810, the reader of its pages 60, as measured
_STORE_BYTES = 100 << 20  # no document goes through Ray's store
_MAX_TRIES = 3  # of a shard whose actors die
_MAX_DEATHS = 3  # of actors in a row that had nothing to do
_START_S = 600.0  # until the first actor is there; clusters that grow take minutes
_ANSWER_S = 10.0
_NO_RAY = "pip install 'dragoman[ray]', on every machine of the cluster"


@dataclass(frozen=True, slots=True)
class Plan:
    """What every actor must know."""

    recipe: Recipe
    folder: str  # that local inputs are told from
    output: str  # path or URL, from no folder in particular
    options: str  # digest of the recipe, where the run was started
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    make: Callable[[Recipe], Line] = Line


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was coded and is kept."""

    shard: Shard
    coded: int
    set_aside: int
    counts: dict[str, int]  # of records, by kind


@dataclass(frozen=True, slots=True)
class Failed:
    """A shard that could not be coded. The next run tries it again."""

    shard: Shard
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no shard can be coded by an actor."""

    reason: str
    hint: str


class ShardCoder:
    """The actor. What goes wrong comes back as a value: Ray would wrap an error, and try it again."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._pool: Pool | None = None

    def ready(self) -> Identity | Refused:
        """Start the worker, which loads the model."""
        plan, here = self._plan, platform.node()
        try:
            if plan.recipe.digest() != plan.options:
                return Refused(f"{here} has another lexicon", "give every machine the same files at the same paths")
            self._pool = Pool(partial(plan.make, plan.recipe), 1, plan.limits)
        except (DragomanError, OSError) as error:
            return Refused(f"on {here}: {error}", getattr(error, "hint", ""))
        return Identity(self._pool.coder, self._pool.model, plan.options, plan.encoding)

    def code(self, shard: Shard) -> Done | Failed | Refused:
        """Code a shard into its file. An input that cannot be fetched costs itself only; where nothing can be written,
        or no worker started, going on would only spoil the others."""
        source = shard.source if storage.is_remote(shard.source) else str(Path(self._plan.folder, shard.source))
        try:
            with storage.fetched(source) as local:
                return self._coded(local, shard)
        except storage.UnreadableError as error:
            return Failed(shard, error.message, error.hint)
        except DragomanError as error:
            return Refused(f"on {platform.node()}: {error.message}", error.hint)

    def _coded(self, local: Path, shard: Shard) -> Done:
        assert self._pool is not None
        coded = aside = 0
        counts: Counter[str] = Counter()
        with storage.written(storage.joined(self._plan.output, shard.file)) as path:
            outcomes = self._pool.code(_raws(local, shard, self._plan.encoding), never)
            for document in files.write(path, shard, outcomes, self._plan.options):
                aside += document.document.set_aside is not None
                coded += document.document.set_aside is None
                counts.update({kind: len(getattr(document, kind)) for kind in output.LISTS})
        return Done(shard, coded, aside, dict(counts))


def _raws(local: Path, shard: Shard, encoding: str | None) -> Iterator[RawDocument]:
    """The documents of a shard, told to come from where the user said, not from where they were read."""
    here, there = tidy(str(local)), tidy(shard.source)
    for raw in read_paths([str(local)], encoding=encoding):
        aside = raw.set_aside
        if aside is not None:
            source = aside.source and aside.source.replace(here, there)
            aside = replace(aside, source=source, reason=aside.reason.replace(here, there))
        yield replace(raw, source=raw.source.replace(here, there), set_aside=aside)


class Cluster:
    """One run on a Ray that is connected."""

    def __init__(self, ray: Any, plan: Plan, folder: Folder, shards: Sequence[Shard]) -> None:
        self._ray, self._plan, self._folder = ray, plan, folder
        self._shards = shards
        self._identity: Identity | None = None
        done = folder.done()
        self._waiting = deque(shard for shard in dict.fromkeys(shards) if shard.file not in done)
        self.done_before = len(dict.fromkeys(shards)) - len(self._waiting)
        self._working: dict[Any, tuple[Any, Shard | None]] = {}  # by what Ray promised; no shard: it is starting
        self.tried_again = 0  # shards, because an actor died at them
        self._tries: Counter[Shard] = Counter()
        self._deaths = 0
        self._actor = ray.remote(num_cpus=1, max_restarts=0, memory=_ACTOR_BYTES)(ShardCoder)

    def code(self, workers: int) -> Iterator[Done | Failed]:
        """What becomes of each shard that is not done yet, as it comes. Raises DragomanError where nobody can work."""
        since = time.monotonic()
        try:
            for _ in range(min(workers or self._cores(), len(self._waiting))):
                self._start()
            while self._waiting or any(shard for _, shard in self._working.values()):
                ready, _ = self._ray.wait(list(self._working), num_returns=1, timeout=_ANSWER_S)
                if not ready and self._identity is None and time.monotonic() - since > _START_S:
                    hint = "each needs a core and 1.25 GiB; is the cluster busy? `ray status` tells"
                    raise DragomanError(f"no worker was started within {_START_S:.0f} seconds", hint)
                for promised in ready:
                    yield from self._answered(promised)
        finally:
            for actor, _ in self._working.values():
                self._ray.kill(actor)

    def _cores(self) -> int:
        """How many actors the cluster has room for now."""
        there = self._ray.cluster_resources()
        return max(1, int(min(there.get("CPU", 1), there.get("memory", 0) // _ACTOR_BYTES)))

    def _start(self) -> None:
        actor = self._actor.remote(self._plan)
        self._working[actor.ready.remote()] = (actor, None)

    def _answered(self, promised: Any) -> Iterator[Done | Failed]:
        from ray.exceptions import RayError, RayTaskError

        actor, shard = self._working.pop(promised)
        try:
            answer = self._ray.get(promised)
        except RayTaskError as error:
            raise DragomanError(f"a worker failed: {described(error.cause)}", "please report it") from error
        except RayError as error:  # of the many kinds, all are ways in which the actor or its machine is gone
            yield from self._lost(shard, str(error).splitlines()[0])
            return
        if isinstance(answer, Refused):
            raise DragomanError(answer.reason, answer.hint)
        if isinstance(answer, Identity):
            self._welcome(answer)
        else:
            yield answer
        if self._waiting:
            following = self._waiting.popleft()
            self._working[actor.code.remote(following)] = (actor, following)
        else:
            self._ray.kill(actor)

    def _welcome(self, identity: Identity) -> None:
        """The first actor to be ready says how the folder is coded; the others must agree."""
        self._deaths = 0
        if self._identity is None:
            self._folder.settle(identity, self._shards)
            self._identity = identity
        elif identity != self._identity:
            told = f"{identity.coder} with {identity.model}, {self._identity.coder} with {self._identity.model}"
            raise DragomanError(f"the machines of the cluster code differently: {told}", "install the same on each")

    def _lost(self, shard: Shard | None, reason: str) -> Iterator[Failed]:
        if shard is None:
            self._deaths += 1
            if self._deaths >= _MAX_DEATHS:
                raise DragomanError(f"no worker can be started: {reason}", "is there enough memory on each machine?")
        else:
            self._tries[shard] += 1
            if self._tries[shard] < _MAX_TRIES:
                self.tried_again += 1
                self._waiting.append(shard)
            else:
                told = f"its worker died {_MAX_TRIES} times: {reason}"
                yield Failed(shard, told, "split it, and see which part it is; the rest was coded")
        if self._waiting:
            self._start()


@contextmanager
def connected(address: str | None, workers: int = 0) -> Iterator[Any]:
    """Ray, connected: to the cluster of this process if it has one, of this address, of RAY_ADDRESS, or one of our own.

    Raises DragomanError where Ray is not installed, or nobody answers.
    """
    try:
        # Ray tells its makers how it is used unless it is told not to; and read when it is imported: a cluster of this
        # machine alone need not be reached from another.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        address = address or os.environ.get("RAY_ADDRESS") or LOCAL
        if address == LOCAL:
            os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        import ray
    except ImportError as error:
        raise DragomanError("Ray is not installed", _NO_RAY) from error
    if ray.is_initialized():
        yield ray
        return
    try:
        if address == LOCAL:
            ray.init(
                LOCAL, num_cpus=workers or None, include_dashboard=False, object_store_memory=_STORE_BYTES,
                log_to_driver=False, logging_level=logging.ERROR,
            )  # fmt: skip
        else:
            _knock(address)
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError, OSError) as error:
        raise DragomanError(f"no Ray cluster at {address}: {error}", "is it up? `ray status` tells") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """See whether anybody listens: Ray itself would try for minutes. Raises OSError."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER_S).close()
