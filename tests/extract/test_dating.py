"""When acts happened: the right time for the right act, and what the document tells of acts that have none."""

import datetime as dt

import pytest

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.extract.when_where import is_historical, precision_of
from dragoman.model import CodedDocument, EventDate, RawDocument

DAY = dt.date(2021, 6, 9)  # a Wednesday


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str, day: dt.date | None = DAY) -> CodedDocument:
    return coder.code(clean(RawDocument(text, "-", "0", id="d", published=day)))


def dates(coded: CodedDocument) -> dict[str, str | None]:
    return {e.trigger.text.split()[0]: e.date.value if e.date else None for e in coded.events}


CASES = [
    ("Russia attacked Ukraine on Monday.", {"attacked": "2021-06-07"}),
    ("On Monday Russia attacked Ukraine.", {"attacked": "2021-06-07"}),
    ("Russia attacked Ukraine in 2014.", {"attacked": "2014"}),
    ("Russia attacked Ukraine in March 2019.", {"attacked": "2019-03"}),
    (
        "Israel condemned Iran on Tuesday after Iran attacked Iraq on Friday.",
        {"condemned": "2021-06-08", "attacked": "2021-06-04"},
    ),
    ("Israel condemned Friday's bombing in Iraq.", {"condemned": None}),
    ("France condemned Iran until the talks of last week.", {"condemned": None}),
    ("Iran condemned the United States.", {"condemned": None}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_right_time_for_the_right_act(coder: Coder, text: str, expected: dict[str, str | None]) -> None:
    assert dates(code(coder, text)) | expected == dates(code(coder, text))


def test_wire_copy_tells_of_its_day(coder: Coder) -> None:
    text = "BAGHDAD (AP) -- Iran attacked Iraq on Tuesday.\n\nThe United States condemned Iran."
    coded = code(coder, text)
    by_word = {e.trigger.text.split()[0]: e.date for e in coded.events}
    assert by_word["condemned"] == EventDate("2021-06-08", "day")  # no span: inferred


def test_old_reports_have_no_day_of_their_own(coder: Coder) -> None:
    calm = "\n\nMany fled.\n\nNothing moved.\n\nIt rained."
    text = f"Iran attacked Iraq on May 3.{calm}\n\nThe United States condemned Iran."
    assert dates(code(coder, text, dt.date(2021, 6, 30)))["condemned"] is None


def test_a_noun_has_the_date_that_the_deed_was_told_with(coder: Coder) -> None:
    text = "Iran bombed a base in Iraq on May 3, 2019. The bombing of Iraq by Iran killed 40 soldiers."
    coded = code(coder, text)
    found = {e.date.value for e in coded.events if e.date}
    assert found == {"2019-05-03"}
    assert all("historical" in e.auxiliary for e in coded.events if e.date)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Iran bombed a base in Iraq on May 3, 2019.{calm} Iran backed airstrikes on Israel.", "airstrikes"),
        ("Iran attacked Iraq on May 3, 2019.{calm} Iran denied an attack on Israel.", "an attack on"),
        ("Israel killed Ali Khamenei on May 3, 2019.{calm} Israel killed Hassan Rouhani.", "killed Hassan"),
    ],
)
def test_another_deed_is_not_the_one_told(coder: Coder, text: str, word: str) -> None:
    calm = " Many fled. Nothing moved. It rained."
    found = [e for e in code(coder, text.format(calm=calm)).events if word in e.evidence.text]
    assert all(e.date is None for e in found)


def test_what_is_only_spoken_of_has_not_the_day_of_the_report(coder: Coder) -> None:
    text = (
        "BAGHDAD (AP) -- Iran attacked Iraq on Tuesday.\n\nThe United States spoke of France's talks with Iran."
        "\n\nFrance condemned Iran after Iran invaded Syria."
    )
    by_word = {e.trigger.text.split()[0]: e.date for e in code(coder, text).events}
    assert by_word.get("talks") is None
    assert by_word["condemned"] == EventDate("2021-06-08", "day")
    assert by_word["invaded"] is None


def test_what_is_told_as_past_lies_not_ahead(coder: Coder) -> None:
    assert dates(code(coder, "Russia extended sanctions against Ukraine to July 30, 2021."))["extended"] is None


def test_what_is_undated_stays_undated_without_publication(coder: Coder) -> None:
    coded = code(coder, "Iran attacked Iraq on Tuesday. The United States condemned Iran.", None)
    assert all(e.date is None for e in coded.events)


@pytest.mark.parametrize(
    ("value", "precision"),
    [("2021-06-07", "day"), ("2021-06-07T05:00", "time"), ("2021-W22", "week"), ("2021-06", "month"), ("2021", "year"),
     ("2021-Q1", "quarter"), ("2021-SU", "season"), ("P3D", None), ("PAST_REF", None), ("XXXX-WXX-5", None)],
)  # fmt: skip
def test_precision(value: str, precision: str | None) -> None:
    assert precision_of(value) == precision


@pytest.mark.parametrize(
    ("value", "precision", "is_old"),
    [("2021-06-07", "day", False), ("2021-05-01", "day", True), ("2021-05", "month", False), ("2021-03", "month", True),
     ("2020", "year", True), ("2021", "year", False)],
)  # fmt: skip
def test_historical_is_more_than_a_month_ago(value: str, precision: str, is_old: bool) -> None:
    assert is_historical(EventDate(value, precision), DAY) is is_old  # type: ignore[arg-type]
