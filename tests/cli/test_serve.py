"""`dragoman serve`: it says where it is, answers there, and ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.conftest import make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is ended by a signal")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with Ledger(path) as opened:
        opened.add(make())
    return path


@contextmanager
def served(ledger: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address that it prints."""
    command = [sys.executable, "-m", "dragoman", "serve", str(ledger), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}) as process:
        assert process.stderr
        line = process.stderr.readline()
        try:
            found = re.search(r"http://\S+", line)
            assert found, line + process.stderr.read()
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
        assert process.wait(10) == 0 and "Traceback" not in rest


def get(address: str, **options: object) -> httpx.Response:
    """The answer, once it listens."""
    transport = httpx.HTTPTransport(retries=5)
    with httpx.Client(transport=transport, timeout=20) as client:
        return client.get(address, **options)  # type: ignore[arg-type]


def test_it_serves_a_ledger_with_its_acts(ledger: Path) -> None:
    with served(ledger) as address:
        assert address.startswith("http://127.0.0.1:") and "token" not in address
        page = get(address)
        assert page.status_code == 200 and "Record of news" in page.text
        assert len(get(f"{address}acts.json").json()["acts"]) == 2, "its articles were linked first"
        assert get(f"{address}record?id=doc-1-e1").text.count("--write") == 1


def test_who_may_write_gets_a_token(ledger: Path) -> None:
    with served(ledger, "--write", DRAGOMAN_TOKEN="the-token") as address:
        assert address.endswith("/?token=the-token")
        signed_in = get(address, follow_redirects=False)
        assert signed_in.status_code == 303 and "HttpOnly" in signed_in.headers["set-cookie"]
        record = address.replace("?token", "record?id=doc-1-e1&token")
        with httpx.Client(follow_redirects=True) as client:
            assert 'value="right"' in client.get(record).text


def test_another_host_needs_the_token(ledger: Path) -> None:
    with served(ledger, "--host", "0.0.0.0") as address:
        assert "?token=" in address
        there = address.replace("0.0.0.0", "127.0.0.1")
        assert get(there.partition("?")[0]).status_code == 401
        assert get(there, follow_redirects=False).status_code == 303


def test_names_are_looked_up_in_the_lexicon_that_was_chosen(ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "actors"
    own.mkdir(parents=True)
    row = "River Users League,RUL,NGO,SOC,,organisation,,"
    (own / "organisations.csv").write_text(f"name,aliases,code,sector,sector2,kind,since,until\n{row}\n", "utf-8")
    with served(ledger, "--lexicon", str(own.parent)) as address:
        assert get(f"{address}api/v1/actors/River%20Users%20League").json()["known"][0]["code"] == "NGO"
    with served(ledger, DRAGOMAN_LEXICON=str(own.parent)) as address:
        assert get(f"{address}api/v1/actors/RUL").status_code == 200
    with served(ledger) as address:
        assert get(f"{address}api/v1/actors/RUL").status_code == 404


def test_a_port_in_use_and_a_missing_ledger_are_told(run: Run, ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        shown = run("serve", str(ledger), "--port", str(taken.getsockname()[1]))
    assert shown.exit_code == 2 and "cannot be listened at" in shown.stderr and "--port 0" in shown.stderr
    shown = run("serve", "nothing.ledger")
    assert shown.exit_code == 2 and "there is no ledger" in shown.stderr
