"""Acts are found in two ways, by how many reports match: both give the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dragoman.ledger import Filters, Ledger
from dragoman.link import acts_asked, update
from dragoman.model import EventDate
from tests.ledger.conftest import ledger as ledger
from tests.ledger.conftest import make

QUESTIONS: tuple[Filters, ...] = (
    {"actor": "FRA"},
    {"actor": "FRA", "recipient": "Mali"},
    {"type": "REQUEST", "since": "2021-03"},
    {"text": "recipes", "fact": True},
    {"publisher": "the courier", "quad": "verbal conflict", "until": "2021-04"},
    {"actor": "ZZZ"},
)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_few_and_many_reports_give_the_same_acts(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, asked: Filters
) -> None:
    for month in range(1, 7):
        for copy in range(2):
            coded = make(f"doc-{month}-{copy}", published=dt.date(2021, month, 3), source=f"{month}-{copy}.txt")
            urged = replace(coded.events[0], date=EventDate(f"2021-{month:02}-01", "day"))
            ledger.add(replace(coded, events=(urged, coded.events[1])))
    update(ledger)

    def found() -> list[str]:
        ids = [act.id for act in acts_asked.acts(ledger, **asked)]
        paged: list[str] = []
        while page := [a.id for a in acts_asked.acts(ledger, after=paged[-1] if paged else None, **asked, limit=2)]:
            paged += page
        assert paged == ids
        assert acts_asked.count(ledger, **asked) == len(ids) == len(set(ids))
        return ids

    few = found()
    monkeypatch.setattr(acts_asked, "_FEW", 0)
    assert found() == few
    assert bool(few) == (asked.get("actor") != "ZZZ")
