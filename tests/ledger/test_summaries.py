"""Counts over events: acts told as fact, per day and between whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.ledger import DayCount, Dyad, Ledger
from dragoman.model import Event, EventDate, EventType
from tests.ledger.conftest import make, mention

FRANCE = mention("France", "FRA", "GOV", name="France")
MALI = mention("Mali", "MLI", "GOV", name="Mali")
ARMY = mention("Mali's army", "MLI", "MIL", name="Malian Army", kind="organisation")
NOBODY = mention("workers", None, None, kind="crowd")


def add(ledger: Ledger, *events: Event) -> None:
    numbered = tuple(replace(event, id=f"e{i}") for i, event in enumerate(events))
    ledger.add(replace(make(), events=numbered, statements=(), positions=(), relations=(), claims=()))


def act(**changes: object) -> Event:
    return replace(make().events[0], **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (act(), 1),
        (act(actors=(MALI,), recipients=(FRANCE,)), 1),  # whoever acted
        (act(actors=(FRANCE, FRANCE), recipients=(MALI, ARMY)), 1),  # one act
        (act(event=EventType.CONSULT, actors=(FRANCE, MALI), recipients=()), 1),  # talks have actors only
        (act(actors=(FRANCE, MALI), recipients=(NOBODY,)), 0),  # together against somebody else
        (act(actors=(MALI,), recipients=(ARMY,)), 0),
        (act(actors=(FRANCE,), recipients=()), 0),
        (act(auxiliary=("negation",)), 0),
    ],
)
def test_dyads(ledger: Ledger, event: Event, expected: int) -> None:
    add(ledger, event)
    dyads = [Dyad("FRA", "MLI", "France", "Mali", {"verbal conflict": expected})] if expected else []
    assert ledger.dyads() == dyads


def test_dyads_come_busiest_first_and_by_quad(ledger: Ledger) -> None:
    russia = mention("Monday", "RUS", "GOV", name="Russia")
    add(
        ledger, act(), act(quad="material conflict"), act(actors=(russia,)), act(actors=(russia,), recipients=(FRANCE,))
    )
    assert [(d.a, d.b, d.total) for d in ledger.dyads()] == [("FRA", "MLI", 2), ("FRA", "RUS", 1), ("MLI", "RUS", 1)]
    assert len(ledger.dyads(1)) == 1
    assert ledger.dyads(party="RUS", quad="verbal conflict")[0].total == 1


def test_timeline(ledger: Ledger) -> None:
    year = EventDate("2021", "year")
    add(ledger, act(), act(), act(quad="material conflict"), act(date=year), act(auxiliary=("future",)))
    assert ledger.timeline() == [
        DayCount("2021-03-01", "material conflict", 1),
        DayCount("2021-03-01", "verbal conflict", 2),
    ]
    assert ledger.timeline(actor="MLI") == []


def test_count(ledger: Ledger) -> None:
    add(ledger, act(), act())
    assert ledger.count("event") == 2 and ledger.count("event", actor="JPN") == 0 and ledger.count("claim") == 0
