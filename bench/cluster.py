"""What an article costs from page to ledger, for sizing a cluster (docs/cluster.md).

    python bench/cluster.py [FILE ...] [--documents N]

Processor time, not time by the clock: a machine that others use too then tells nearly the same as one at rest. Pages
are made from the articles, with as much around them as pages of newspapers have.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import CodedDocument, RawDocument
from dragoman.read import read_paths
from dragoman.read.html import HtmlReader
from dragoman.run import Line, Outcome, Recipe, shards
from dragoman.run.folder import Folder, Identity
from dragoman.run.gather import take_in
from dragoman.run.shards import Shard

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "wikinews_2019_2020.jsonl"
FRENCH = (
    "Les ministres des deux pays se sont réunis lundi dans la capitale et ont signé un traité sur le fleuve partagé. "
)
AROUND = 60_000  # characters of a page beside its article: a newspaper's page has 50 to 150 kB
WARM = 20  # articles coded before the clock runs


def page(raw: RawDocument) -> bytes:
    """The article as a newspaper's site shows it."""
    links = "".join(f'<li class="nav-item"><a href="/section/{i}/">Section {i}</a></li>' for i in range(150))
    script = f"<script>var config = {{{'x' * (AROUND - 2 * len(links))}}};</script>"
    body = "".join(f"<p>{line}</p>" for line in raw.text.split("\n") if line.strip())
    head = f"<title>{raw.title}</title><meta charset='utf-8'>{script}"
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><ul>{links}</ul></nav><article>"
        f"<h1>{raw.title}</h1>{body}</article><aside><ul>{links}</ul></aside></body></html>"
    ).encode()


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds, those of processes that end with the work included."""

    def spent() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    before = spent()
    work()
    return spent() - before


def extract(pages: Iterable[bytes]) -> None:
    with HtmlReader() as reader:
        for data in pages:
            assert reader.read(data, "page.html").set_aside is None


def code(line: Line, raws: list[RawDocument]) -> list[CodedDocument]:
    return [coded for i in range(0, len(raws), 16) for coded in line.code(raws[i : i + 16])]


def main() -> None:
    parser = argparse.ArgumentParser(description="what an article costs")
    parser.add_argument("files", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    raws = list(read_paths(options.files))[: options.documents + WARM]
    warm, raws = raws[:WARM], raws[WARM:]
    count = len(raws)
    words = sum(len(raw.text.split()) for raw in raws) / count
    print(f"{count} articles, {words:.0f} words on average; load {os.getloadavg()[0]:.1f}")

    pages = [page(raw) for raw in raws]
    cost = 1000 * (seconds(lambda: extract(pages)) - seconds(lambda: extract(pages[:1]))) / (count - 1)
    print(f"a page of {sum(map(len, pages)) / count / 1000:.0f} kB: {cost:.1f} ms to its article")

    french = [RawDocument(FRENCH * (len(raw.text) // len(FRENCH) + 1), "x", raw.sha256) for raw in raws]
    line = Line(Recipe())
    code(line, warm)
    print(f"an article in another language: {1000 * seconds(lambda: code(line, french)) / count:.1f} ms")
    coded: list[CodedDocument] = []
    print(f"an article: {1000 * seconds(lambda: coded.extend(code(line, raws))) / count:.1f} ms to its records")
    resident = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"memory at most: {resident[0]:.0f} MiB, the process that reads pages {resident[1]:.0f} MiB")

    with tempfile.TemporaryDirectory() as name:
        path, shard = Path(name), Shard("bench.jsonl", 1)
        folder = Folder.open(str(path / "out"))
        folder.settle(Identity(line.coder, line.model, ""), [shard])
        outcomes = [Outcome(raw, one) for raw, one in zip(raws, coded, strict=True)]
        written = path / "out" / shard.file
        cost = 1000 * seconds(lambda: list(shards.write(written, shard, outcomes, ""))) / count
        print(f"its row of Parquet: {written.stat().st_size / count / 1000:.1f} kB, {cost:.1f} ms")
        with Ledger(path / "news.ledger") as ledger:
            began = time.monotonic()
            cost = 1000 * seconds(lambda: list(take_in(folder.path, ledger))) / count
            clock = time.monotonic() - began
        size = (path / "news.ledger").stat().st_size / count / 1000
        print(f"into a ledger: {cost:.1f} ms, {count / clock:.0f} articles/s by the clock, {size:.1f} kB")


if __name__ == "__main__":
    main()
