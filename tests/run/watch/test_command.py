"""`dragoman watch` as a process: killed, started again, ended by SIGTERM; one a ledger."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from tests.run.watch.server import Site, article, rss, serving

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        links = [f"/{i}" for i in range(12)]
        opened.pages["/feed"] = rss(*links)
        opened.pages |= {link: article(f"Talks number {link[1:]} end", text=f"Round {link[1:]}") for link in links}
        yield opened


@pytest.fixture
def feeds(tmp_path: Path, site: Site) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'pause = 0\nallow_addresses = ["127.0.0.1/32"]\n[[feed]]\nurl = "{site.base}/feed"\n')
    return path


def started(feeds: Path, *more: str) -> subprocess.Popen[str]:
    main = ROOT / "tests" / "run" / "quick_main.py"
    ledger = feeds.with_name("news.ledger")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]), "PYTHONSAFEPATH": "1"}
    return subprocess.Popen(
        [sys.executable, str(main), "watch", str(feeds), "--ledger", str(ledger), *more],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def kept(feeds: Path) -> list[str]:
    try:
        with Ledger(feeds.with_name("news.ledger"), read_only=True) as ledger:
            return [listed.title or "" for listed in ledger.documents()]
    except Exception:  # noqa: BLE001  # it is just being made
        return []


def wait_for(feeds: Path, count: int) -> None:
    until = time.monotonic() + 60
    while len(kept(feeds)) < count:
        assert time.monotonic() < until, kept(feeds)
        time.sleep(0.05)


def test_it_survives_being_killed_and_ends_when_told(feeds: Path, site: Site) -> None:
    first = started(feeds)
    wait_for(feeds, 1)
    first.kill()
    first.communicate()
    second = started(feeds)
    wait_for(feeds, 12)
    third = started(feeds, "--once")
    assert "is being watched for already" in third.communicate()[1] and third.returncode == 2
    second.send_signal(signal.SIGTERM)
    assert "stopped" in second.communicate(timeout=30)[1] and second.returncode == 0
    assert len(kept(feeds)) == len(set(kept(feeds))) == 12


def test_once_is_for_cron(feeds: Path, site: Site) -> None:
    process = started(feeds, "--once")
    assert "1 feeds asked, 12 new articles, 12 kept, 0 set aside" in process.communicate()[1]
    assert process.returncode == 0 and len(kept(feeds)) == 12
    again = started(feeds, "--once")
    assert "0 feeds asked, 0 new articles" in again.communicate()[1]
    assert site.paths().count("/feed") == 1
