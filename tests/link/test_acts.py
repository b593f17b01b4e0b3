"""Events of many articles in, acts out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dragoman import link
from dragoman.ledger import Ledger
from dragoman.link.acts_asked import acts, count
from dragoman.model import CodedDocument, Document, Event, EventDate, EventType, Mention, Paragraph, Quote, Size, Span

TEXT = "Velian jets bombed the Ostravan port of Karvia on Monday, killing nine dockers, the harbour master said."
OTHER = (
    "The Velian central bank raised its rate by half a point, more than brokers of the exchange had thought it would."
)


def who(code: str | None, name: str, entity: str = "", kind: str = "state") -> Mention:
    return Mention(
        Span(0, 6),
        name,
        0,
        0,
        entity or f"?/{name}",
        name,
        kind,
        code,
        "GOV",
        None,
        "name",  # type: ignore[arg-type]
    )


VELIA, OSTRAVA, TARRIN = who("VEL", "Velia"), who("OST", "Ostrava"), who("TAR", "Tarrin")
MONDAY = EventDate("2022-05-02", "day")


def event(id: str, **changes: Any) -> Event:
    made = Event(
        id, 0, EventType.ASSAULT, "aerial", (), (), "material conflict", -9.0, (VELIA,), (OSTRAVA,), MONDAY, "Karvia",
        Size(), None, Quote(7, 18, "jets bombed"), Quote(0, 47, TEXT[:47]), 0.9, "events/assault.toml:bomb",
    )  # fmt: skip
    return replace(made, **changes)


def article(
    id: str, *events: Event, day: str = "2022-05-03", text: str = TEXT, publisher: str = "Courier"
) -> CodedDocument:
    return CodedDocument(
        Document(
            id, text, (Paragraph(Span(0, len(text))),), title=text[:40], published=dt.date.fromisoformat(day),
            publisher=publisher, source=f"{id}.txt",
        ),
        events=events, coder="dragoman 1", model="m",
    )  # fmt: skip


def told(path: Path, *articles: CodedDocument) -> list[list[str]]:
    with Ledger(path) as ledger:
        for one in articles:
            ledger.add(one)
            link.update(ledger)
        return sorted(sorted(act.records) for act in acts(ledger))


VERBAL: dict[str, Any] = {
    "event": EventType.REQUEST, "mode": None, "quad": "verbal conflict", "place": None,
    "evidence": Quote(0, 40, "called for an inquiry into the shelling"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        (event("a"), event("b"), True),
        (event("a"), event("b", date=None), True),  # published the day after
        (event("a"), event("b", mode=None), True),
        (event("a"), event("b", date=EventDate("2022-05-05", "day")), False),
        (event("a"), event("b", event=EventType.COERCE, mode=None), False),
        (event("a"), event("b", mode="beat"), False),
        (event("a"), event("b", recipients=(TARRIN,)), False),
        (event("a"), event("b", recipients=()), True),  # one story
        (event("a"), event("b", actors=(VELIA, TARRIN)), False),  # another leading actor
        (event("a"), event("b", auxiliary=("future",)), False),
        (event("a"), event("b", auxiliary=("negation",)), True),
        (event("a", **VERBAL), event("b", **VERBAL), True),
        (event("a", **VERBAL), event("b", **VERBAL | {"evidence": Quote(0, 9, "asked for grain")}), False),
        (
            event("a", **VERBAL, actors=(who("VEL", "Ann Bo", "vel/ann-bo", "person"),)),
            event("b", **VERBAL, actors=(who("VEL", "Cy Do", "vel/cy-do", "person"),)),
            False,
        ),
    ],
)
def test_two_reports(tmp_path: Path, a: Event, b: Event, is_one: bool) -> None:
    found = told(tmp_path / "x.ledger", article("one", a), article("two", b, text=f"{TEXT} Sirens were heard."))
    assert found == ([["a", "b"]] if is_one else [["a"], ["b"]])


def test_articles_of_other_stories_must_name_both_sides(tmp_path: Path) -> None:
    one, other = article("one", event("a")), article("two", event("b"), text=OTHER)
    assert told(tmp_path / "x.ledger", one, other) == [["a", "b"]]
    other = article("two", event("b", recipients=()), text=OTHER)
    assert told(tmp_path / "y.ledger", one, other) == [["a"], ["b"]]


def test_copies_are_no_further_sources_and_disputes_are_shown(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(article("one", event("a", size=Size(dead=9)), day="2022-05-02", text=f"{TEXT} {OTHER}"))
        ledger.add(article("two", event("b", size=Size(dead=9)), text=f"{TEXT} {OTHER}", publisher="Echo"))
        ledger.add(article("three", event("c", size=Size(dead=11)), day="2022-05-04", text=TEXT, publisher="Echo"))
        ledger.add(article("four", event("d", auxiliary=("negation",)), text=TEXT.replace("bombed", "never bombed")))
        link.update(ledger)
        (act,) = acts(ledger)
        assert (act.reports, act.documents, act.publishers) == (4, 4, 2)
        assert act.originals < act.documents
        assert (act.first_published, act.last_published) == ("2022-05-02", "2022-05-04")
        assert [(d.about, d.versions) for d in act.disputes] == [
            ("dead", (("9", ("a", "b")), ("11", ("c",)))),
            ("happened", (("yes", ("a", "b", "c")), ("no", ("d",)))),
        ]
        assert list(acts(ledger, disputed=True)) == [act]
        (then,) = acts(ledger, as_of="2022-05-02")
        assert (then.reports, then.disputes) == (1, ())
        assert list(acts(ledger, as_of="2022-05-01")) == []
        assert count(ledger, actor="VEL") == 1 and count(ledger, recipient="VEL") == 0


def test_who_did_it(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(article("one", event("a")))
        ledger.add(article("two", event("b", actors=(TARRIN,)), text=f"{TEXT} So it was told."))
        link.update(ledger)
        assert [[d.about for d in act.disputes] for act in acts(ledger)] == [["who"], ["who"]]


def test_order_of_arrival_means_nothing(tmp_path: Path) -> None:
    articles = [
        article("one", event("a")),
        article("two", event("b", date=EventDate("2022-05-03", "day")), day="2022-05-03"),
        article("three", event("c", date=None), day="2022-05-05"),
        article("four", event("d", date=EventDate("2022-05-20", "day")), day="2022-05-20"),
    ]
    found = [told(tmp_path / f"{i}.ledger", *order) for i, order in enumerate(permutations(articles))]
    assert all(one == found[0] for one in found)


def test_coding_anew_moves_reports(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(article("one", event("a")))
        ledger.add(article("two", event("b")))
        link.update(ledger)
        assert len(list(acts(ledger))) == 1
        ledger.add(article("two", event("b", recipients=(TARRIN,))))
        assert link.is_stale(ledger.connection)
        link.update(ledger)
        assert not link.is_stale(ledger.connection)
        assert [act.records for act in acts(ledger)] == [("a",), ("b",)]
