"""How fast a run is with so many workers, and what memory it takes from beginning to end.

    python bench/workers.py [FILE ...] [--workers 1 2] [--repeat N] [--documents N]

Start-up is left out. Printed are documents/s, also as if each had 500 words (take the best of the repeats on a machine
that others use too), processor seconds a document, and the resident memory of parent and workers: after the first
tenth of the documents, and at the end.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import RawDocument
from dragoman.read import read_paths
from dragoman.run import Alone, Keeper, Line, Pool, Recipe

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "wikinews_2019_2020.jsonl"


_EVEN_WORDS = 500  # of an article as runs of other texts are compared by


def resident(pid: int) -> float:
    """MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20


def children() -> list[int]:
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def processor_seconds() -> float:
    """Of this process and of its workers so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = time.process_time()
    for pid in children():
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        spent += (int(fields[11]) + int(fields[12])) / ticks
    return spent


def run(raws: list[RawDocument], workers: int, folder: Path) -> None:
    make = partial(Line, Recipe())
    engine = Alone(make) if workers == 1 else Pool(make, workers)
    ledger = Ledger(folder / f"{workers}-{time.monotonic_ns()}.ledger")
    keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options="", again=True)

    def source() -> Iterator[RawDocument]:
        yield from raws

    began, spent, early, count = time.monotonic(), processor_seconds(), "", 0
    for outcome in engine.code(source(), keeper.skip):
        if outcome.coded:
            keeper.keep(outcome, outcome.coded)
        count += 1
        if count in (len(raws) // 10, len(raws)):
            memory = [resident(os.getpid()), *map(resident, children())]
            now = " ".join(f"{size:.0f}" for size in memory)
            early, late = (now, "") if count < len(raws) else (early, now)
    seconds, spent = time.monotonic() - began, processor_seconds() - spent
    engine.close()
    ledger.close()
    even = sum(len(raw.text.split()) for raw in raws) / _EVEN_WORDS
    told = f"{count / seconds:6.1f} documents/s, {even / seconds:6.1f} articles of {_EVEN_WORDS} words a second,"
    told += f" {1000 * spent / count:6.1f} ms of processor a document"
    print(f"{workers} workers: {told}; MiB after a tenth {early}, at the end {late}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="speed and memory of runs with workers")
    parser.add_argument("files", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--documents", type=int)
    options = parser.parse_args()
    raws = list(read_paths(options.files))[: options.documents]
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.repeat):
            for workers in options.workers:
                run(raws, workers, Path(folder))


if __name__ == "__main__":
    main()
