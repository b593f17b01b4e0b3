"""Coding against gold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, judgements
from dragoman.link.evaluation import Evaluation, Gold, evaluate, load
from dragoman.link.evaluation_page import page
from dragoman.model import CodedDocument, EventType
from tests.ledger.conftest import TEXT, make, mention


def gold_of(tmp_path: Path, coded: CodedDocument) -> Gold:
    with Ledger(tmp_path / "gold.ledger") as ledger:
        ledger.add(coded)
        judgements.judge(ledger, coded.events[0].id, "right", by="a")
        ((id, text, data),) = judgements.gold(ledger, partial=True)
    return Gold(id, text, data["published"], {k: v for k, v in data.items() if isinstance(v, list)})


def run(gold: Gold, coded: CodedDocument | None) -> Evaluation:
    return evaluate([gold], lambda one: coded)


def test_what_is_coded_as_gold_says_is_all_right(tmp_path: Path) -> None:
    found = run(gold_of(tmp_path, make()), make())
    assert {(s.precision, s.recall, s.f) for s in found.scores.values()} == {(1.0, 1.0, 1.0)}
    assert found.confusion == {("REQUEST", "REQUEST"): 1, ("REJECT", "REJECT"): 1}
    assert found.by_actor["FRA"].right == 1
    assert found.curve()[0] == (0.0, 6, 1.0)


@pytest.mark.parametrize(
    ("changes", "events", "type_"),
    [
        ({"event": EventType.ACCUSE}, 1, 1),
        ({"actors": (mention("Mali", "MLI", "GOV", name="Mali"),)}, 1, 2),
        ({"mode": None}, 2, 2),
    ],
)
def test_what_makes_an_event_wrong(tmp_path: Path, changes: dict[str, Any], events: int, type_: int) -> None:
    old = make()
    found = run(gold_of(tmp_path, old), replace(old, events=(replace(old.events[0], **changes), old.events[1])))
    assert (found.scores["events"].right, found.scores["events: type"].right) == (events, type_)


def test_what_is_not_found_and_what_is_not_there(tmp_path: Path) -> None:
    old = make()
    gold = gold_of(tmp_path, old)
    found = run(gold, replace(old, events=old.events[:1], claims=()))
    assert found.scores["events"].recall == 0.5 and found.scores["claims"].recall == 0.0
    assert found.confusion["REJECT", "(none)"] == 1
    gold.records["events"][1]["repeats"] = True
    assert run(gold, replace(old, events=old.events[:1])).scores["events"].recall == 1.0
    assert run(gold, old).scores["events"].gold == 1
    assert run(gold, None).missing == ["doc-1"]


def test_gold_that_is_none_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="no gold"):
        load(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"events": []}), "utf-8")
    with pytest.raises(DragomanError, match="no text"):
        load(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(DragomanError, match=r"a\.json"):
        load(tmp_path)


@pytest.mark.parametrize("record", [5, {}, {"event": "REQUEST", "actors": "USA", "recipients": [], "evidence": {}}])
def test_a_record_of_gold_that_is_none_names_its_file(tmp_path: Path, record: object) -> None:
    gold = Gold("a", TEXT, None, {"events": [record], "statements": [], "positions": [], "relations": [], "claims": []})  # type: ignore[list-item]
    with pytest.raises(DragomanError, match=r"a\.json: a record is not as it should be") as caught:
        run(gold, make())
    assert "review --export" in caught.value.hint


def test_the_page(tmp_path: Path) -> None:
    shown = page(run(gold_of(tmp_path, make()), make()))
    assert "<svg" in shown and "Confusion" in shown and "http" not in shown
    assert "Nothing was coded" in page(run(gold_of(tmp_path, make()), None))
