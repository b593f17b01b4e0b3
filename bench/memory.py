"""Whether a long run stays flat in memory: many made-up articles are coded and kept by one process.

    python bench/memory.py [FILE ...] [--documents 100000] [--sentences 4] [--every 10000]

Each article is drawn from the sentences of the files, and every sentence gets names that nobody had before: no
article is like another, no sentence is parsed from memory, and new words never end. Printed is the resident memory of
the process, after every so many documents.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from workers import CORPUS, resident

from dragoman.ledger import Ledger
from dragoman.model import RawDocument
from dragoman.read import read_paths
from dragoman.run import Alone, Keeper, Line, Recipe

_SYLLABLES = "ka ro mi te lu sha den vor nik bel tar ush gan ple zor fi".split()
_LONGEST = 60  # words of a sentence that is drawn


def sentences(files: list[str]) -> list[str]:
    """Sentences of the files, found roughly."""
    found = (s for raw in read_paths(files) for s in re.split(r"(?<=[a-z][.!?])\s+(?=[A-Z])", raw.text))
    return [s for s in found if 5 <= len(s.split()) <= _LONGEST and s[-1] in ".!?"]


def articles(drawn: list[str], number: int, length: int) -> Iterator[RawDocument]:
    rng = random.Random(1)

    def name() -> str:
        return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()

    for i in range(number):
        text = "\n".join(f"{name()} {name()}, who heard of it in {name()}: {rng.choice(drawn)}" for _ in range(length))
        yield RawDocument(text, f"{i}.txt", f"{i:064x}", id=f"made-up-{i}")


def main() -> None:
    parser = argparse.ArgumentParser(description="memory of a long run")
    parser.add_argument("files", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=4)
    parser.add_argument("--every", type=int, default=10_000)
    given = parser.parse_args()
    drawn = sentences(given.files)
    print(f"{given.documents:,} articles of {given.sentences} out of {len(drawn):,} sentences", flush=True)
    engine = Alone(partial(Line, Recipe()))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "x.ledger") as ledger:
        keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options="", again=True)
        outcomes = engine.code(articles(drawn, given.documents, given.sentences), keeper.skip)
        began, count = time.monotonic(), 0
        while some := list(islice(outcomes, 100)):
            for outcome in some:
                if outcome.coded:
                    keeper.keep(outcome, outcome.coded)
            count += len(some)
            if count % given.every < len(some):
                rate = count / (time.monotonic() - began)
                print(f"{count:9,} documents: {resident(os.getpid()):6.0f} MiB, {rate:.1f} documents/s", flush=True)
    engine.close()


if __name__ == "__main__":
    main()
