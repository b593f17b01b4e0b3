"""kill -9 at random moments: nothing lost, nothing doubled, and in the end the ledger of an unbroken run.

A dozen kills here; `bench/kills.py` does hundreds, with the real model.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, dump

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Ministers of the two countries met in the capital and signed a treaty on the shared river. "
KILLS = 12


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """400 lines, some of them broken, some with an id or a text that was there before."""
    rows = []
    for i in range(400):
        id_ = f"article-{i - 7 if i % 50 == 9 else i}"
        text = f"Number {i - 3 if i % 40 == 5 else i}. " + SENTENCE * (1 + i % 5)
        row = json.dumps({"id": id_, "text": text} if i % 3 else {"text": text, "date": "2021-03-04"})
        rows.append("{broken" if i % 60 == 11 else row)
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(rows) + "\n")
    return path


def command(feed: Path, ledger: Path, workers: int) -> list[str]:
    main = Path(__file__).with_name("quick_main.py")
    return [sys.executable, str(main), "code", str(feed), "--ledger", str(ledger), "--workers", str(workers)]


def started(feed: Path, ledger: Path, workers: int, **how: bool) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"}
    return subprocess.Popen(
        command(feed, ledger, workers), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler), **how,
    )  # fmt: skip


def lines(ledger: Path) -> list[str]:
    with Ledger(ledger, read_only=True) as opened:
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(dump.lines(opened.connection))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix")
def test_ctrl_c_ends_it_and_all_its_workers(feed: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "news.ledger"
    process = started(feed, ledger, 2, start_new_session=True)
    while not ledger.exists() or not _has_articles(ledger):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all of them
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130 and b"dragoman: stopped" in told and b"Traceback" not in told
    with Ledger(ledger, read_only=True) as opened:
        kept = opened.counts()["documents"]
    process = started(feed, ledger, 2)
    _, told = process.communicate()
    assert kept > 0 and f"{kept} were in the ledger already".encode() in told


def _has_articles(ledger: Path) -> bool:
    try:
        with Ledger(ledger, read_only=True) as opened:
            return opened.counts()["documents"] > 0
    except DragomanError:  # it is just being made
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix")
def test_killed_and_taken_up_again(feed: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.ledger"
    began = time.monotonic()
    process = started(feed, whole, 1)
    _, told = process.communicate()
    assert process.returncode == 1, told.decode()
    took = time.monotonic() - began
    expected = lines(whole)
    assert sum(line.startswith("documents ") for line in expected) > 300

    chance, kills = random.Random(7), 0
    while kills < KILLS:
        ledger = tmp_path / f"broken-{kills}.ledger"
        for workers in (2, 1, 2, 3):
            process = started(feed, ledger, workers)
            try:
                process.wait(chance.uniform(0.2, took))
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
            process.communicate()
        process = started(feed, ledger, 2)
        _, told = process.communicate()
        assert process.returncode == 1, told.decode()
        assert lines(ledger) == expected
