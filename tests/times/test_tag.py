"""Time expressions in context: a sentence and its day of publication in, the values out."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Document, Paragraph, Span
from dragoman.parse import quick, segment
from dragoman.times import tag
from dragoman.times.rules import rules
from dragoman.times.tag import hinted_rules
from dragoman.times.vocabulary import vocabulary

DAY = dt.date(2021, 6, 9)  # a Wednesday

CASES = [
    ("The envoys met on Monday.", [("Monday", "DATE", "2021-06-07")]),
    ("The envoys will meet on Monday.", [("Monday", "DATE", "2021-06-14")]),
    ("The envoys met last Friday.", [("last Friday", "DATE", "2021-06-04")]),
    ("They spoke on Wednesday.", [("Wednesday", "DATE", "2021-06-09")]),
    ("The vote took place yesterday.", [("yesterday", "DATE", "2021-06-08")]),
    ("Talks resume tomorrow.", [("tomorrow", "DATE", "2021-06-10")]),
    ("He was born on 4 March 1951.", [("4 March 1951", "DATE", "1951-03-04")]),
    ("The pact was signed on Nov. 21, 1995.", [("Nov. 21, 1995", "DATE", "1995-11-21")]),
    ("The embassy closed in March 2012.", [("March 2012", "DATE", "2012-03")]),
    ("The embassy closed in March.", [("March", "DATE", "2021-03")]),
    ("The summit will be held in October.", [("October", "DATE", "2021-10")]),
    ("They quarrelled last month.", [("last month", "DATE", "2021-05")]),
    ("Exports fell last year.", [("last year", "DATE", "2020")]),
    ("The army left last week.", [("last week", "DATE", "2021-W22")]),
    ("The war ended in 1995.", [("1995", "DATE", "1995")]),
    ("The border was open in the 1990s.", [("the 1990s", "DATE", "199")]),
    ("He resigned two years ago.", [("two years ago", "DATE", "2019")]),
    ("He resigned three days ago.", [("three days ago", "DATE", "2021-06-06")]),
    ("The siege lasted three weeks.", [("three weeks", "DURATION", "P3W")]),
    ("They agreed on a five-year plan.", [("five-year", "DURATION", "P5Y")]),
    ("Protests are held every Friday.", [("every Friday", "SET", "XXXX-WXX-5")]),
    ("Flights leave daily.", [("daily", "SET", "P1D")]),
    ("The shelling began at 5 a.m. on Monday.", [("5 a.m. on Monday", "TIME", "2021-06-07T05:00")]),
    ("The talks collapsed in the first quarter of 2019.", [("the first quarter of 2019", "DATE", "2019-Q1")]),
    ("The minister is now in Rome.", [("now", "DATE", "PRESENT_REF")]),
    ("The vote was held on Christmas Day.", [("Christmas Day", "DATE", "2021-12-25")]),
    ("The regime fell last summer.", [("last summer", "DATE", "2020-SU")]),
]
NO_TIMES = [
    "Ministers may march on.",
    "He took a second look at the sun.",
    "Some 2000 troops crossed the border.",
    "They will fall and spring up again.",
    "The 32 May plan was a joke.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tag(text: str, expected: list[tuple[str, str, str]]) -> None:
    document, sentences = quick(text, DAY)
    assert [(t.text, t.type, t.value) for t in tag(document, sentences)] == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    document, sentences = quick(text, DAY)
    assert [t.text for t in tag(document, sentences) if t.text not in ("May",)] == []


def test_undated_stays_unresolved_but_full_dates_hold() -> None:
    document, sentences = quick("He left on Monday after the coup of 12 May 2003.")
    assert [(t.text, t.value) for t in tag(document, sentences)] == [("Monday", None), ("12 May 2003", "2003-05-12")]


def test_later_days_count_from_the_day_told() -> None:
    document, sentences = quick(
        "The king fled on 3 April 1979. Three days later the capital fell. The next day he abdicated.", DAY
    )
    assert [t.value for t in tag(document, sentences)] == ["1979-04-03", "1979-04-06", "1979-04-07"]


@given(st.text(alphabet="0123456789-/ .,:apm MayMondaylastnextweekyear'’", max_size=120))
def test_any_text_gives_ordered_spans_that_hold_their_words(text: str) -> None:
    document = Document("d", text, (Paragraph(Span(0, len(text))),), published=DAY)
    times = tag(document, segment(document))
    assert all(document.text[t.span.start : t.span.end] == t.text for t in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))


_PIECES = st.sampled_from(
    [
        *vocabulary().months, *vocabulary().weekdays, *vocabulary().units, *vocabulary().seasons, *vocabulary().sets,
        *vocabulary().numbers, *vocabulary().ordinals, *vocabulary().day_parts, *vocabulary().references,
        *"the of in this last next that same every per each ago later early mid late end year-end GMT Q2".split(),
        *"s ' ’ : / -".split(),
        *"1 04 14 21st 1995 2019 '95 90s 5 a.m. pm nineteen two thousand fiscal century recent 9/11 weekend".split(),
    ]
)  # fmt: skip


@given(st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", " ", " ", ", "])), max_size=8))
def test_a_rule_is_hinted_at_wherever_it_holds(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    hinted = {rules()[number].name for number in hinted_rules(text)}
    assert {rule.name for rule in rules() if rule.pattern.search(text)} <= hinted
