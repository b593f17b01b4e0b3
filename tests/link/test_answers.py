"""Positions of many articles in; demands with their answers, and changes of position, out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.link import answers
from dragoman.model import CodedDocument, Mention, Position, Quote, Stance
from tests.link.test_acts import OSTRAVA, TARRIN, TEXT, VELIA, article


def position(
    id: str, holder: Mention, stance: Stance, proposal: str, *addressees: Mention, answers: str | None = None
) -> Position:
    return Position(id, 0, holder, stance, proposal, addressees, answers, Quote(0, 5, proposal), 0.8, "positions:x")


def told(id: str, day: str, *held: Position) -> CodedDocument:
    return replace(article(id, day=day, text=f"{id} {TEXT}"), positions=held)


DEMAND = position("ask", VELIA, "demand", "lift the grain embargo on the islands", OSTRAVA)
NO = position("no", OSTRAVA, "refuse", "lifting the grain embargo", VELIA)
YES = position("yes", OSTRAVA, "accept", "the lifting of the embargo on grain")
THIRD = position("third", TARRIN, "support", "lifting of the grain embargo on the islands")
OTHER = position("other", OSTRAVA, "refuse", "handing over the embargo records")


@pytest.mark.parametrize(
    ("held", "outcome", "answered"),
    [
        ([("2022-01-01", DEMAND)], "open", []),
        ([("2022-01-01", DEMAND), ("2022-01-09", NO)], "refused", ["no"]),
        ([("2022-01-01", DEMAND), ("2022-01-09", YES)], "accepted", ["yes"]),
        ([("2022-01-01", DEMAND), ("2022-01-09", NO), ("2022-02-09", YES)], "refused, then accepted", ["no", "yes"]),
        ([("2022-01-01", DEMAND), ("2022-01-02", THIRD)], "open", ["third"]),
        ([("2022-01-01", NO), ("2022-01-09", DEMAND)], "open", []),  # not before it was asked
        ([("2022-01-01", DEMAND), ("2023-01-09", NO)], "open", []),  # long forgotten
        ([("2022-01-01", DEMAND), ("2022-01-09", OTHER)], "open", []),
        (
            [("2022-01-01", DEMAND), ("2022-01-09", replace(NO, answers="ask", proposal="embargo talk"))],
            "refused",
            ["no"],
        ),
    ],
)
def test_a_demand_meets_its_answer(
    tmp_path: Path, held: list[tuple[str, Position]], outcome: str, answered: list[str]
) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        for i, (day, one) in enumerate(held):
            ledger.add(told(f"d{i}", day, one))
        (chain,) = answers.on(ledger, "embargo").chains
    assert (chain.outcome, [k.record.id for k in chain.answers]) == (outcome, answered)


def test_a_demand_made_again_is_the_same_demand(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(told("a", "2022-01-01", DEMAND))
        ledger.add(told("b", "2022-01-05", replace(DEMAND, id="again", proposal="lift its embargo on grain")))
        ledger.add(told("c", "2022-01-07", replace(DEMAND, id="not", proposal="not lift the grain embargo")))
        found = answers.on(ledger, "embargo")
    assert [[k.record.id for k in c.asks] for c in found.chains] == [["ask", "again"], ["not"]]


def test_changes_and_contradictions(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(told("a", "2022-01-01", NO))
        ledger.add(told("b", "2022-03-01", YES))
        ledger.add(told("c", "2022-03-02", replace(NO, id="no2")))
        found = answers.on(ledger, "embargo")
        assert [(t.before.record.id, t.after.record.id, t.is_contradiction) for t in found.turns] == [
            ("no", "yes", False), ("yes", "no2", True),
        ]  # fmt: skip
        assert len(answers.on(ledger, "embargo", as_of="2022-02").turns) == 0
        assert answers.on(ledger, "embargo", actor="TAR").others == ()


def test_a_topic_that_nobody_has_a_position_on(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(told("a", "2022-01-01", DEMAND))
        with pytest.raises(DragomanError, match="embarog") as caught:
            answers.on(ledger, "embarog")
        assert "near: embargo" in caught.value.hint
        with pytest.raises(DragomanError, match="in this window"):
            answers.on(ledger, "embargo", since="2023")
