"""How fast the whole line is, and what share of its time the parser takes.

    python bench/throughput.py [FILE.jsonl] [--documents N] [--write]

Codes the articles once to warm up, then three times; prints documents/s and words/s of the whole line, of tagger and
parser alone on the same sentences, their ratio, the time of each stage, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.model import Document, Sentence
from dragoman.parse import segment
from dragoman.parse.prefilter import can_hold_record
from dragoman.read import read_paths

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "wikinews_2019_2020.jsonl"
RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def parse_alone(coder: Coder, documents: list[Document]) -> list[list[Sentence]]:
    """Segment, filter and parse as the line does, and nothing else."""
    coder._parser._cache.clear()
    out = []
    for start in range(0, len(documents), 16):
        batch = [segment(document) for document in documents[start : start + 16]]
        coder._parser.parse(s for sentences in batch for s in sentences if can_hold_record(s))
        out.extend(batch)
    return out


def whole(coder: Coder, documents: list[Document]) -> None:
    coder._parser._cache.clear()
    for _ in coder.pipe(documents):
        pass


def main() -> None:
    arguments = argparse.ArgumentParser(description="documents/s of the whole line, and its ratio to the parser")
    arguments.add_argument("file", nargs="?", default=str(CORPUS))
    arguments.add_argument("--documents", type=int, default=100)
    options = arguments.parse_args()
    documents = [d for raw in read_paths([options.file]) if not (d := clean(raw)).set_aside][: options.documents]
    words = sum(len(d.text.split()) for d in documents)
    coder = Coder()
    whole(coder, documents)
    coder.stopwatch.take()
    line = statistics.median(seconds(lambda: whole(coder, documents)) for _ in range(RUNS))
    stages = coder.stopwatch.take()
    parser = statistics.median(seconds(lambda: parse_alone(coder, documents)) for _ in range(RUNS))
    print(f"{len(documents)} documents, {words} words, one process")
    print(f"whole line   {line:7.2f} s  {len(documents) / line:6.1f} documents/s  {words / line:8.0f} words/s")
    print(f"parser alone {parser:7.2f} s  {len(documents) / parser:6.1f} documents/s  {words / parser:8.0f} words/s")
    print(f"everything but the parser: {100 * (line - parser) / parser:.0f} % of the parser's time")
    for name, spent in stages.items():
        print(f"  {name:11s}{spent / RUNS:7.2f} s  {100 * spent / RUNS / parser:5.1f} %")
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
