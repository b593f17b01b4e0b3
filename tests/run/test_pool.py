"""Workers: order, crashes, hangs, memory, and nothing left behind. The coder is a stand-in that obeys its text."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError
from dragoman.model import RawDocument
from dragoman.run import Alone, Limits, Pool, never
from tests.run.stand_in import StandIn, Stillborn, Unmakable

QUICK = Limits(seconds=1.0, memory_bytes=2 << 30)


def raw(number: int, text: str = "") -> RawDocument:
    return RawDocument(text or f"text {number}", "feed.jsonl", f"{number:064}", id=str(number), line=number + 1)


def pool(workers: int = 2, limits: Limits = QUICK, folder: Path = Path()) -> Pool:
    make: Any = partial(StandIn, str(folder))
    return Pool(make, workers, limits)


def told(opened: Pool, texts: list[str]) -> list[str | None]:
    """The reason for which each text was set aside, None for those that were coded; in order, or it fails."""
    out = list(opened.code((raw(i, text) for i, text in enumerate(texts)), never))
    assert [outcome.raw.id for outcome in out] == [str(i) for i in range(len(texts))]
    assert all(o.coded and o.coded.document.text == o.raw.text and o.coded.coder == "stand-in 1" for o in out)
    return [(a := o.coded.document.set_aside) and a.reason for o in out if o.coded]


def test_what_comes_out_is_what_one_process_gives_in_the_order_of_the_input() -> None:
    texts = [f"text {i} " + "word " * (i % 7 * 500) for i in range(300)]
    texts[5] = texts[70] = "linger"
    make: Any = StandIn
    raws = [raw(i, text) for i, text in enumerate(texts)]
    alone = list(Alone(make).code(raws, never))
    with pool(3) as opened:
        assert list(opened.code(raws, never)) == alone
        assert opened.stopwatch.spent["copy"] > 0
        assert list(opened.code([], never)) == []
        assert list(opened.code(raws[:20], never)) == alone[:20], "a pool can be used again"


def test_what_is_skipped_keeps_its_place() -> None:
    raws = [raw(i) for i in range(200)]
    with pool() as opened:
        out = list(opened.code(raws, lambda r: int(r.id or 0) % 3 == 0 or int(r.id or 0) > 150))
    assert [o.raw for o in out] == raws
    assert [o.coded is None for o in out] == [i % 3 == 0 or i > 150 for i in range(200)]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("crash", "coding it ended the worker (SIGSEGV)"),
        ("exit", "coding it ended the worker (status 3)"),
        ("hang", "coding it took more than 1 seconds"),
        ("eat", "coding it ended the worker (status 1)"),
    ],
)
def test_a_document_that_ends_its_worker_is_set_aside_and_the_rest_goes_on(order: str, reason: str) -> None:
    texts = [f"text {i}" for i in range(60)]
    texts[20] = order
    with pool() as opened:
        found = told(opened, texts)
    assert found[20] == reason
    assert [i for i, why in enumerate(found) if why] == [20]


def test_the_first_the_last_and_two_in_one_batch() -> None:
    texts = ["crash", *(f"text {i}" for i in range(30)), "crash", "exit", "crash"]
    with pool() as opened:
        found = told(opened, texts)
    assert [i for i, why in enumerate(found) if why] == [0, 31, 32, 33]


def test_a_document_whose_second_try_succeeds_is_coded(tmp_path: Path) -> None:
    with pool(folder=tmp_path) as opened:
        assert not any(told(opened, ["a", "crash once", "b"]))
    assert (tmp_path / "crashed").exists()


def test_a_line_that_cannot_be_made_is_told_as_what_it_is() -> None:
    make: Any = Unmakable
    with pytest.raises(DragomanError, match="no such model") as caught:
        Pool(make, 2)
    assert caught.value.hint == "name another"


def test_workers_that_die_while_they_start_end_the_run() -> None:
    make: Any = Stillborn
    with pytest.raises(DragomanError, match="no worker can be started"):
        Pool(make, 2)


def test_input_is_read_no_further_ahead_than_needed() -> None:
    read = 0

    def endless() -> Iterator[RawDocument]:
        nonlocal read
        while True:
            yield raw(read)
            read += 1

    with pool() as opened:
        outcomes = opened.code(endless(), never)
        for expected in range(1000):
            assert next(outcomes).raw.id == str(expected)
        assert read < 1000 + 300
        del outcomes


def test_a_slow_document_does_not_let_results_pile_up() -> None:
    most = 0

    def source() -> Iterator[RawDocument]:
        nonlocal most
        for i in range(3000):
            most = max(most, i - given)
            yield raw(i, "linger" if i == 0 else "")

    given = 0
    with pool() as opened:
        for _ in opened.code(source(), never):
            given += 1
    assert given == 3000 and most <= 300


def test_nothing_is_left_running(tmp_path: Path) -> None:
    with pool(folder=tmp_path) as opened:
        list(opened.code([raw(0, "pid")], never))
    (name,) = (path.name for path in tmp_path.iterdir())
    for _ in range(100):
        if not Path(f"/proc/{name}").exists():
            break
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(name), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix")
def test_a_worker_that_still_starts_takes_no_notice_of_ctrl_c() -> None:
    hit: list[int] = []

    def interrupt() -> None:
        while not (children := multiprocessing.active_children()):
            time.sleep(0.001)
        for child in children:
            assert child.pid is not None
            os.kill(child.pid, signal.SIGINT)
            hit.append(child.pid)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pool(1) as opened:
        thread.join()
        assert told(opened, ["text"]) == [None]
        assert hit == [child.pid for child in multiprocessing.active_children()], "it is the one that was hit"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, []), "the parent hears it again"
