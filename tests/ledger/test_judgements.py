"""Verdicts of people: kept, found again, and turned into gold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, judgements
from tests.ledger.conftest import TEXT, make


def verdicts(ledger: Ledger) -> list[tuple[str, str]]:
    return [(j.record, j.verdict) for j in judgements.judgements(ledger)]


def test_the_last_verdict_counts_and_the_first_stays(filled: Ledger) -> None:
    judgements.judge(filled, "doc-1-e1", "wrong", by="ada")
    judgements.judge(filled, "doc-1-e1", "right", by="bo", note="it says so")
    assert verdicts(filled) == [("doc-1-e1", "wrong"), ("doc-1-e1", "right")]
    found = judgements.verdict_on(filled, make().events[0], "doc-1")
    assert found is not None and (found.verdict, found.by, found.note) == ("right", "bo", "it says so")


def test_a_verdict_holds_when_the_article_is_coded_anew(filled: Ledger) -> None:
    judgements.judge(filled, "doc-1-e1", "wrong", by="ada")
    old = make()
    again = replace(old.events[0], id="doc-1-new", confidence=0.4)
    filled.add(replace(old, events=(again, old.events[1]), coder="dragoman 2"))
    found = judgements.verdict_on(filled, again, "doc-1")
    assert found is not None and found.verdict == "wrong"
    assert [kept.record.id for kept in judgements.queue(filled, "event")] == ["doc-1-e2"]


def test_least_certain_first(ledger: Ledger) -> None:
    ledger.add(make("one", confidence=0.9))
    ledger.add(make("two", source="two.txt", confidence=0.3))
    ids = [kept.record.id for kept in judgements.queue(ledger, "event", limit=3)]
    assert ids == ["two-e1", "two-e2", "one-e1"]
    assert [kept.record.id for kept in judgements.queue(ledger, "claim", document="one")] == ["one-c1"]


def test_amended_records_are_checked(filled: Ledger) -> None:
    data = output.event_to_json(make().events[0])
    amended = {**data, "event": "ACCUSE", "mode": "allege"}
    assert judgements.judge(filled, "doc-1-e1", "amended", by="ada", amended=amended).amended is not None
    with pytest.raises(DragomanError, match="no event"):
        judgements.judge(filled, "doc-1-e1", "amended", by="ada", amended={**data, "event": "GOSSIP"})
    with pytest.raises(DragomanError, match="does not have"):
        wrong = {**data, "trigger": {"start": 0, "end": 4, "text": "urge"}}
        judgements.judge(filled, "doc-1-e1", "amended", by="ada", amended=wrong)
    with pytest.raises(DragomanError, match="go together"):
        judgements.judge(filled, "doc-1-e1", "amended", by="ada")
    with pytest.raises(DragomanError, match="no record"):
        judgements.judge(filled, "nothing", "right", by="ada")


def test_gold(filled: Ledger) -> None:
    old = make()
    judgements.judge(
        filled, "doc-1-e1", "amended", by="a", amended={**output.event_to_json(old.events[0]), "mode": None}
    )
    judgements.judge(filled, "doc-1-e2", "wrong", by="a")
    assert list(judgements.gold(filled)) == []
    for id in ("doc-1-s1", "doc-1-p1", "doc-1-r1", "doc-1-c1"):
        judgements.judge(filled, id, "right", by="a")
    missed = output.event_to_json(replace(old.events[1], id="seen-by-me"))
    judgements.add(filled, "doc-1", "event", missed, by="a")
    ((id, text, data),) = judgements.gold(filled)
    assert (id, text, data["published"]) == ("doc-1", TEXT, "2021-03-03")
    assert [(e["event"], e["mode"], e["trigger"]) for e in data["events"]] == [
        ("REQUEST", None, "urged"), ("REJECT", "yield", "rejected"),
    ]  # fmt: skip
    assert data["events"][0]["actors"] == [{"text": "France", "code": "FRA", "sector": "GOV", "name": "France"}]
    assert data["positions"][0]["responds_to"] is None
    assert {kind: len(data[kind]) for kind in ("statements", "relations", "claims")} == {
        "statements": 1, "relations": 1, "claims": 1,
    }  # fmt: skip
