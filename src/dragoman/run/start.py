"""Which engine a run gets: as many workers as there is work, cores and memory for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from dragoman.model import RawDocument
from dragoman.run.alone import Alone
from dragoman.run.line import Line, Recipe
from dragoman.run.pool import Limits, Pool
from dragoman.run.work import Engine, is_full

_WORKER_BYTES = 1 << 30  # what one takes at most in a long run


def start(
    recipe: Recipe, raws: Iterable[RawDocument], *, workers: int = 0, limits: Limits | None = None
) -> tuple[Engine, Iterator[RawDocument]]:
    """An engine, ready, and the documents for it. One worker is this process; 0 takes what the machine has.

    So many documents are read first as tell whether all workers will have work.
    """
    source = iter(raws)
    if workers == 1:
        return Alone(partial(Line, recipe)), source
    most = workers or available_workers()
    read: list[RawDocument] = []
    batches: list[list[RawDocument]] = [[]]
    for raw in source:
        read.append(raw)
        if is_full(batches[-1]):
            batches.append([])
            if len(batches) > most:
                break
        batches[-1].append(raw)
    return Pool(partial(Line, recipe), min(most, len(batches)), limits), chain(read, source)


def available_workers() -> int:
    """One a core that this process may use, and no more than fit into free memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = _free_bytes()
    return max(1, min(cores, free // _WORKER_BYTES)) if free is not None else cores


def _free_bytes() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    told = {name: value for name, _, value in (line.partition(":") for line in lines)}
    return int(told["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in told else None
