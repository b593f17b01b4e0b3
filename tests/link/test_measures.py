"""Counts and scores over time, and between whom."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dragoman import link
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.periods import Unit
from dragoman.link import frames, measures, plots
from dragoman.model import EventDate, EventType
from tests.link.test_acts import OSTRAVA, OTHER, TARRIN, TEXT, VELIA, article, event, who


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A raid told three times, talks between two, an answer a month after, and a plan that is no fact."""
    made = Ledger(tmp_path / "x.ledger")
    talks = {
        "event": EventType.CONSULT, "mode": "meet", "quad": "verbal cooperation", "score": 1.0, "recipients": (),
        "actors": (VELIA, OSTRAVA), "date": EventDate("2022-05-19", "day"),
    }  # fmt: skip
    made.add(article("one", event("a"), event("t", **talks)))
    made.add(article("two", event("b"), publisher="Echo"))
    made.add(article("three", event("c", auxiliary=("future",)), text=OTHER))
    made.add(
        article(
            "four", event("d", actors=(OSTRAVA,), recipients=(VELIA,), date=EventDate("2022-06-06", "day")),
            event("e", actors=(OSTRAVA,), recipients=(TARRIN,), date=EventDate("2022", "year")),
            day="2022-06-07", text=f"Reply. {TEXT}",
        )
    )  # fmt: skip
    link.update(made)
    return made


@pytest.mark.parametrize(
    ("until", "unit"), [("2022-06", "day"), ("2023-06", "week"), ("2026", "month"), ("2060", "year")]
)
def test_a_series_takes_the_unit_that_can_be_read(ledger: Ledger, until: str, unit: Unit) -> None:
    found = measures.series(ledger, "VEL", "OST", by=None, until=until)
    assert measures.unit_of(found) == unit and len(found) <= 100
    assert found == measures.series(ledger, "VEL", "OST", by=unit, until=until)


def test_a_series_counts_acts_without_gaps(ledger: Ledger) -> None:
    found = measures.series(ledger, "VEL", "OST")
    assert [(p.period, p.acts) for p in found] == [
        ("2022-W18", 1), ("2022-W19", 0), ("2022-W20", 1), ("2022-W21", 0), ("2022-W22", 0), ("2022-W23", 1),
    ]  # fmt: skip
    first, empty, talks = found[:3]
    assert (first.start, first.material_conflict, first.sum_score, first.mean_score, first.balance) == (
        "2022-05-02", 1, -9.0, -9.0, -1.0,
    )  # fmt: skip
    assert (empty.mean_score, empty.balance) == (None, None)
    assert (talks.verbal_cooperation, talks.balance) == (1, 1.0)


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ({"by": "month"}, [2, 1]),
        ({"by": "month", "reports": True}, [3, 1]),
        ({"by": "month", "directed": True}, [2]),
        ({"by": "year"}, [3]),
        ({"by": "day", "until": "2022-05-03"}, [1, 0]),
        ({"by": "month", "as_of": "2022-05-31"}, [2]),
        ({"by": "month", "since": "2022-06", "until": "2022-07"}, [1, 0]),
    ],
)
def test_what_a_series_is_asked(ledger: Ledger, asked: dict[str, object], acts: list[int]) -> None:
    assert [p.acts for p in measures.series(ledger, "Velia", "OST", **asked)] == acts  # type: ignore[arg-type]


def test_who_is_not_known_and_when_there_is_nothing(ledger: Ledger) -> None:
    with pytest.raises(DragomanError, match="Velai") as caught:
        measures.series(ledger, "Velai", "OST")
    assert "Velia (VEL)" in caught.value.hint
    with pytest.raises(DragomanError, match="no act") as caught:
        measures.series(ledger, "VEL", "OST", since="2023")
    assert "4 reports from 2022-05-02 to 2022-06-06" in caught.value.hint
    with pytest.raises(DragomanError, match="no dated act"):
        measures.series(ledger, "VEL", "TAR")


def test_a_network(ledger: Ledger) -> None:
    found = [(t.a, t.b, t.acts, t.mean_score) for t in measures.network(ledger)]
    assert found == [("OST", "VEL", 2, -4.0), ("VEL", "OST", 2, -4.0)]
    assert measures.network(ledger, since="2022-06")[0].acts == 1
    assert measures.network(ledger, actor="Tarrin") == []
    assert measures.network(ledger, least=3) == []


def test_what_is_unusual(tmp_path: Path) -> None:
    with Ledger(tmp_path / "y.ledger") as ledger:
        days = [f"2022-{m:02}-03" for m in range(1, 11)] + [f"2022-11-{d:02}" for d in (1, 5, 9, 13, 17, 21, 25)]
        for i, day in enumerate(days):
            ledger.add(article(f"d{i}", event(f"e{i}", date=EventDate(day, "day")), day=day, text=f"{OTHER} {i} {day}"))
        link.update(ledger)
        (alert,) = measures.alerts(ledger, by="month")
        assert (alert.a, alert.b, alert.period, alert.about, alert.acts, alert.expected) == (
            "OST", "VEL", "2022-11", "conflict", 7, 1.0,
        )  # fmt: skip
        assert list(measures.alerts(ledger, by="month", until="2022-10")) == []
        assert list(measures.alerts(ledger, by="month", since="2022-12")) == []


def test_tables(ledger: Ledger) -> None:
    table = frames.to_arrow(measures.network(ledger), measures.Tie)
    assert table.column("acts").to_pylist() == [2, 2]
    assert frames.to_arrow([], measures.Period).schema.field("mean_score").type == "double"


def test_plots_are_well_formed_and_tell_every_act(ledger: Ledger) -> None:
    drawn = plots.series(measures.series(ledger, "VEL", "OST"), "Velia & Ostrava")
    titles = [e.text or "" for e in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "2022-W18: 1 material conflict, mean score -9.0"
    drawn = plots.network(measures.network(ledger), "<all>")
    titles = [e.text or "" for e in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}title")]
    assert "Velia → Ostrava: 2 acts, mean score -4.0" in titles


def test_one_who_is_alone_has_no_dyad(tmp_path: Path) -> None:
    with Ledger(tmp_path / "z.ledger") as ledger:
        ledger.add(article("one", event("a", recipients=(who(None, "dockers", kind="crowd"),))))
        link.update(ledger)
        assert measures.network(ledger) == []
