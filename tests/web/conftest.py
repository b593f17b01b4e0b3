"""A ledger to be served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from dragoman import link
from dragoman.ledger import Ledger
from dragoman.model import CodedDocument, EventDate, SetAside
from dragoman.web import Served
from tests.ledger.conftest import make
from tests.web.serving import serving

ARTICLES = 7


def article(number: int) -> CodedDocument:
    """An article with five records and an event more, of another month each."""
    coded = make(f"doc-{number}", published=dt.date(2021, 1 + number, 3), source=f"articles/{number}.txt")
    urged, rejected = coded.events
    urged = replace(urged, date=EventDate(f"2021-{1 + number:02}-01", "day"))
    return replace(coded, events=(urged, rejected))


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger that no test writes to."""
    path = tmp_path_factory.mktemp("web") / "news.ledger"
    with Ledger(path) as ledger:
        for number in range(ARTICLES):
            ledger.add(article(number))
        for line in range(1, 6):
            ledger.problem(SetAside("the record has no text", "give it one", "articles/feed.jsonl", line))
        link.update(ledger)
    return path


@contextmanager
def asking(served: Served, app: FastAPI | None = None) -> Iterator[httpx.Client]:
    """A client of a server of this ledger."""
    with serving(served, app) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def client(path: Path) -> Iterator[httpx.Client]:
    """A client of a server that only shows."""
    with asking(Served(path)) as client:
        yield client
