"""kill -9 at random moments of an ingest with the real model: is anything lost, doubled or different in the end?

    python bench/kills.py [FILE.jsonl] [--kills N] [--documents N] [--model NAME] [--seed N]

First an unbroken run makes the ledger that is expected. Then, over and over: a new ledger, and runs that are killed at
random moments (four in five times the whole run, else one of its workers, which the run must get over by itself) until
one comes to its end. That ledger must pass SQLite's check and have the same logical dump, line for line.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.ledger import Ledger, dump
from dragoman.read import read_paths

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "wikinews_2019_2020.jsonl"
MAIN = "from dragoman.cli import main; main()"


def started(feed: Path, ledger: Path, model: str | None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", MAIN, "code", str(feed), "--ledger", str(ledger), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [*command, *(["--model", model] if model else [])], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def told(ledger: Path) -> tuple[str, int, int]:
    """A hash of all that the ledger says; how many documents and records it has."""
    with Ledger(ledger, read_only=True) as opened:
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), ledger
        digest = hashlib.sha256("\n".join(dump.lines(opened.connection)).encode()).hexdigest()
        (records,) = opened.connection.execute("SELECT count(*) FROM records").fetchone()
        return digest, opened.counts()["documents"], records


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found = [int(pid) for pid in children.read_text("ascii").split()] if children.exists() else []
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def ingest(model: str | None, feed: Path, ledger: Path, took: float, chance: random.Random) -> tuple[int, int]:
    """Kill runs into this ledger until one ends. How many runs and how many workers were killed."""
    runs = workers = 0
    while True:
        process = started(feed, ledger, model)
        # Moments after the model is loaded matter most, and loading is most of a short run.
        moment = time.monotonic() + chance.uniform(0.3, 1.0) * took
        while process.poll() is None and time.monotonic() < moment:
            time.sleep(0.01)
        if process.poll() is None and chance.random() < 0.2 and (found := workers_of(process)):
            os.kill(chance.choice(found), signal.SIGKILL)
            workers += 1
            process.wait()
        elif process.poll() is None:
            process.kill()
            process.wait()
            runs += 1
            continue
        if process.returncode not in (0, 1):
            raise SystemExit(f"a run ended with status {process.returncode}")
        return runs, workers


def main() -> None:
    parser = argparse.ArgumentParser(description="kill -9 at random moments, and what is in the ledger in the end")
    parser.add_argument("file", nargs="?", default=str(CORPUS))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--model")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.jsonl"
        with Path(options.file).open("rb") as source:
            feed.write_bytes(b"".join(line for line, _ in zip(source, range(options.documents), strict=False)))
        documents = sum(raw.set_aside is None for raw in read_paths([str(feed)]))
        whole = Path(folder) / "whole.ledger"
        began = time.monotonic()
        started(feed, whole, options.model).wait()
        took = time.monotonic() - began
        expected = told(whole)
        what = f"{documents} articles read, {expected[1]} kept, {expected[2]} records"
        print(f"unbroken: {what}, {took:.0f} s", flush=True)
        runs = workers = ingests = wrong = 0
        while runs + workers < options.kills:
            ledger = Path(folder) / f"{ingests}.ledger"
            more_runs, more_workers = ingest(options.model, feed, ledger, took, chance)
            runs, workers, ingests = runs + more_runs, workers + more_workers, ingests + 1
            found = told(ledger)
            wrong += found != expected
            verdict = "same" if found == expected else f"DIFFERENT: {found[1]} kept, {found[2]} records"
            print(f"ingest {ingests}: {runs} runs and {workers} workers killed so far: {verdict}", flush=True)
    print(f"{runs + workers} kills in {ingests} ingests: {wrong} ledgers differ from that of the unbroken run")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
