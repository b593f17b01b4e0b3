"""Coding anew keeps what was there, and the difference can be asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, history
from tests.ledger.conftest import make


def recoded(ledger: Ledger) -> None:
    """A second version that finds one event less, one other, and is surer of the statement."""
    ledger.add(make())
    old = make()
    new = replace(old.events[0], id="doc-1-e9")
    said = replace(old.statements[0], confidence=0.95)
    ledger.add(replace(old, events=(old.events[1], new), statements=(said,), coder="dragoman 0.2.0"))


def summary(ledger: Ledger, before: int, after: int) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (c.how, (c.after or c.before).id, c.fields)  # type: ignore[union-attr]
        for c in history.changes(ledger.connection, before, after)
    ]


def test_what_changed(ledger: Ledger) -> None:
    recoded(ledger)
    assert summary(ledger, 1, 2) == [
        ("deleted", "doc-1-e1", ()),
        ("added", "doc-1-e9", ()),
        ("changed", "doc-1-s1", ("confidence",)),
    ]
    assert {(how, id) for how, id, _ in summary(ledger, 2, 1)} == {
        ("added", "doc-1-e1"), ("deleted", "doc-1-e9"), ("changed", "doc-1-s1"),
    }  # fmt: skip
    assert summary(ledger, 2, 2) == []
    assert {how for how, _, _ in summary(ledger, 0, 2)} == {"added"}


def test_runs(ledger: Ledger) -> None:
    recoded(ledger)
    first, second = history.runs(ledger.connection)
    assert (first.coder, first.documents, first.replaced) == ("dragoman 0.1.0", 0, 1)
    assert (second.coder, second.documents, second.replaced) == ("dragoman 0.2.0", 1, 0)
    with pytest.raises(DragomanError, match="no run 7"):
        list(history.changes(ledger.connection, 1, 7))


def test_purge(ledger: Ledger) -> None:
    recoded(ledger)
    assert history.purge(ledger.connection, 1) == 0
    assert history.purge(ledger.connection) == 1
    assert {how for how, _, _ in summary(ledger, 1, 2)} == {"added"}
    assert ledger.document("doc-1").coder == "dragoman 0.2.0"


def test_as_of(ledger: Ledger) -> None:
    ledger.add(make())
    assert len(list(ledger.events(as_of="2021-03-03"))) == 2
    assert len(list(ledger.events(as_of="2021"))) == 2
    assert list(ledger.events(as_of="2021-03-02")) == []
