"""Tallies: however articles come, change and go, they tell what counting all reports tells."""

from __future__ import annotations

import random
import sqlite3
from itertools import product
from pathlib import Path

import pytest

from dragoman import link
from dragoman.ledger import Ledger
from dragoman.link import measures
from dragoman.model import CodedDocument, EventDate, EventType
from tests.link.test_acts import OSTRAVA, TARRIN, VELIA, article, event, who

NOWHERE = who(None, "dockers")
PARTIES = (VELIA, OSTRAVA, TARRIN, NOWHERE)
DAYS = (
    EventDate("2022-04-30", "day"), EventDate("2022-05-01", "day"), EventDate("2022-05-02", "day"),
    EventDate("2022-05-31", "day"), EventDate("2022-06", "month"), EventDate("2022", "year"),
)  # fmt: skip
NEVER = "2999"  # as it was known on that day, all is known: counted from the reports


def drawn(rng: random.Random, id: str) -> CodedDocument:
    """An article with some acts among few parties, on few days, so that many tell the same."""
    events = []
    for i in range(rng.randint(0, 4)):
        type_, quad, score = rng.choice(
            [(EventType.ASSAULT, "material conflict", -9.0), (EventType.CONSULT, "verbal cooperation", 1.1)]
        )
        events.append(
            event(
                f"{id}-{i}", event=type_, mode=None, quad=quad, score=score, date=rng.choice(DAYS),
                actors=tuple(rng.sample(PARTIES, rng.randint(1, 2))),
                recipients=tuple(rng.sample(PARTIES, rng.randint(0, 2))),
                auxiliary=rng.choice(((), (), (), ("future",))), place=None,
            )
        )  # fmt: skip
    return article(id, *events, day=rng.choice(("2022-05-03", "2022-06-01")), text=f"{id} {rng.random()} " * 9)


def standing(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT d.a, d.b, d.record, d.stands, ifnull(s.stands, 0) FROM event_dyads d"
        " LEFT JOIN standing_dyads s USING (a, b, day, record)"
    ).fetchall()


def ties(ledger: Ledger, **asked: str | None) -> list[tuple[object, ...]]:
    return [(t.a, t.b, t.acts, t.verbal_cooperation, t.sum_score) for t in measures.network(ledger, **asked)]  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(4))
def test_tallies_tell_what_counting_all_reports_tells(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    with Ledger(tmp_path / "x.ledger") as ledger:
        for round_ in range(3):
            for n in range(12):
                ledger.add(drawn(rng, f"a{rng.randint(0, 19) if round_ else n}"), options=str(round_))
            if round_ == 1:  # articles that are gone take their acts with them
                ledger.connection.execute("DELETE FROM documents WHERE n % 5 = 0")
            link.update(ledger)
            for *_, stands, should in standing(ledger.connection):
                assert stands == should
            days = (None, "2022-05", "2022-05-01", "2022-05-02", "2022-06-01")
            for since, until in product(days, days):
                window = {"since": since, "until": until}
                assert ties(ledger, **window) == ties(ledger, as_of=NEVER, **window), window
                assert ties(ledger, actor="VEL", **window) == ties(ledger, actor="VEL", as_of=NEVER, **window)
                for received in (False, True):
                    assert measures.activity(ledger, "OST", received=received, **window) == measures.activity(  # type: ignore[arg-type]
                        ledger, "OST", received=received, as_of=NEVER, **window
                    )
            for a, b in {(t.a, t.b) for t in measures.network(ledger)}:
                for directed in (False, True):
                    assert measures.series(ledger, a, b, directed=directed) == measures.series(
                        ledger, a, b, directed=directed, as_of=NEVER
                    )


def test_acts_of_a_ledger_that_is_not_linked_yet_count_each_report(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        for id in "abc":
            ledger.add(article(id, event(f"{id}-1")))
        assert [tie.acts for tie in measures.network(ledger)] == [3]
        link.update(ledger)
        assert [tie.acts for tie in measures.network(ledger)] == [1]


def test_an_act_that_two_do_together_counts_once_between_them(tmp_path: Path) -> None:
    talks = {"event": EventType.CONSULT, "quad": "verbal cooperation", "score": 1.0}
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(article("a", event("a-1", actors=(VELIA, OSTRAVA), recipients=(), **talks)))
        link.update(ledger)
        assert [(t.a, t.b, t.acts) for t in measures.network(ledger)] == [("OST", "VEL", 1), ("VEL", "OST", 1)]
        assert sum(p.acts for p in measures.series(ledger, "VEL", "OST")) == 1
        assert [p.acts for p in measures.series(ledger, "OST", "VEL", directed=True)] == [1]
