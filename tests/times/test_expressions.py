"""More time expressions in context: clocks and zones, ranges, feasts, sets, modifiers, and what is none."""

import datetime as dt
from itertools import pairwise

import pytest

from dragoman.parse import quick
from dragoman.times import tag
from dragoman.times.vocabulary import vocabulary

DAY = dt.date(2021, 6, 9)  # a Wednesday

CASES: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    ("He ruled between 1991 and 1995.", [("1991", "DATE", "1991"), ("1995", "DATE", "1995")]),
    ("He ruled from 1991 to 1995.", [("1991", "DATE", "1991"), ("1995", "DATE", "1995")]),
    (
        "The siege lasted from March 3 to April 6.",
        [("March 3", "DATE", "2021-03-03"), ("April 6", "DATE", "2021-04-06")],
    ),
    ("The truce began at the start of Ramadan.", [("Ramadan", "DATE", "2021-04-13")]),
    ("Markets close for Eid al-Fitr.", [("Eid al-Fitr", "DATE", "2021-05-13")]),
    ("They met on Nowruz.", [("Nowruz", "DATE", "2021-03-21")]),
    ("Diwali 2019 was quiet.", [("Diwali 2019", "DATE", "2019-10-27")]),
    ("The attack came during Ramadan 2031.", [("Ramadan 2031", "DATE", None)]),
    ("Orthodox Easter fell early.", [("Orthodox Easter", "DATE", "2021-05-02")]),
    ("The blast came at 1400 GMT.", [("1400 GMT", "TIME", "2021-06-09T14:00")]),
    ("The blast came at 14:30 GMT on Tuesday.", [("14:30 GMT on Tuesday", "TIME", "2021-06-08T14:30")]),
    ("The blast came at 9 p.m. local time.", [("9 p.m. local time", "TIME", "2021-06-09T21:00")]),
    ("Polls close at 8 p.m. EST, Nov. 9.", [("8 p.m. EST, Nov. 9", "TIME", "2021-11-09T20:00")]),
    ("The 32 May 2020 plan was a joke.", [("32 May 2020", "DATE", None)]),
    ("It happened on 30 February 2020.", [("30 February 2020", "DATE", None)]),
    ("He was born in January nineteen ninety-seven.", [("January nineteen ninety-seven", "DATE", "1997-01")]),
    ("It was the winter of nineteen ninety-four.", [("the winter of nineteen ninety-four", "DATE", "1994-WI")]),
    ("Exports fell in this year's third quarter.", [("this year's third quarter", "DATE", "2021-Q3")]),
    ("Profit rose in the 1988 second quarter.", [("the 1988 second quarter", "DATE", "1988-Q2")]),
    ("Protests are held on Tuesday nights.", [("Tuesday nights", "SET", "XXXX-WXX-2")]),
    ("He came back three weeks later.", [("three weeks later", "DATE", "2021-W26")]),
    ("A week ago he left.", [("A week ago", "DATE", "2021-W22")]),
    ("He was born in 1931. Later that year he left.", [("1931", "DATE", "1931"), ("Later that year", "DATE", "1931")]),
    (
        "It rained on May 3, 2019, and snowed later that month.",
        [("May 3, 2019", "DATE", "2019-05-03"), ("later that month", "DATE", "2019-05")],
    ),
    ("He left earlier in the month.", [("earlier in the month", "DATE", "2021-06")]),
    (
        "On Monday he left. Later in the day he came back.",
        [("Monday", "DATE", "2021-06-07"), ("Later in the day", "DATE", "2021-06-07")],
    ),
    ("He came that year.", [("that year", "DATE", None)]),
    ("They had met a year earlier.", [("a year earlier", "DATE", "2020")]),
    ("The vote is two weeks from now.", [("two weeks from now", "DATE", "2021-W25")]),
    ("In the early 1990s he fled.", [("the early 1990s", "DATE", "199")]),
    ("By mid-March the front had moved.", [("mid-March", "DATE", "2021-03")]),
    ("In late 2019 the virus spread.", [("late 2019", "DATE", "2019")]),
    ("At the end of the year he quit.", [("the end of the year", "DATE", "2021")]),
    ("The treaty was signed on 1/2/2003.", [("1/2/2003", "DATE", "2003-01-02")]),
    ("The treaty was signed on 2003-04-05.", [("2003-04-05", "DATE", "2003-04-05")]),
    ("He left on the 3rd of May.", [("the 3rd of May", "DATE", "2021-05-03")]),
    ("He left on May 3rd, 1999.", [("May 3rd, 1999", "DATE", "1999-05-03")]),
    ("The meeting is on Friday morning.", [("Friday morning", "TIME", "2021-06-11TMO")]),
    ("It rained last night.", [("last night", "TIME", "2021-06-08TNI")]),
    ("He will speak tonight.", [("tonight", "TIME", "2021-06-09TNI")]),
    ("He will return next week.", [("next week", "DATE", "2021-W24")]),
    ("They will vote next year.", [("next year", "DATE", "2022")]),
    ("Elections are due in December.", [("December", "DATE", "2021-12")]),
    ("He resigned last December.", [("last December", "DATE", "2020-12")]),
    ("He will visit this coming Sunday.", [("this coming Sunday", "DATE", "2021-06-13")]),
    ("The fighting began this spring.", [("this spring", "DATE", "2021-SP")]),
    ("In the summer of 2014 they left.", [("the summer of 2014", "DATE", "2014-SU")]),
    ("He served for more than 20 years.", [("more than 20 years", "DURATION", "P20Y")]),
    ("The 30-day truce held.", [("30-day", "DURATION", "P30D")]),
    ("It took several hours.", [("several hours", "DURATION", "PTXH")]),
    ("He waited for months.", [("months", "DURATION", "PXM")]),
    ("The council meets every month.", [("every month", "SET", "P1M")]),
    ("They earn $5 a day.", [("a day", "SET", "P1D")]),
    ("They train twice a week.", [("a week", "SET", "P1W")]),
    ("The paper comes out weekly.", [("weekly", "SET", "P1W")]),
    ("In recent weeks, fighting has grown.", [("recent weeks", "DATE", "PAST_REF")]),
    ("In the coming months, talks will resume.", [("the coming months", "DATE", "FUTURE_REF")]),
    ("Currently, nobody knows.", [("Currently", "DATE", "PRESENT_REF")]),
    ("The day before yesterday he fled.", [("The day before yesterday", "DATE", "2021-06-07")]),
    ("The day after tomorrow he returns.", [("The day after tomorrow", "DATE", "2021-06-11")]),
    ("He died on Christmas Eve.", [("Christmas Eve", "DATE", "2021-12-24")]),
    ("He spoke on Thanksgiving.", [("Thanksgiving", "DATE", "2021-11-25")]),
    ("They marched on Good Friday.", [("Good Friday", "DATE", "2021-04-02")]),
    ("He spoke on May Day 2012.", [("May Day 2012", "DATE", "2012-05-01")]),
    ("The class of '98 met.", [("'98", "DATE", "1998")]),
    ("In the first half of 2018 trade grew.", [("the first half of 2018", "DATE", "2018")]),
    ("In fiscal 2020 it lost money.", [("fiscal 2020", "DATE", "2020")]),
    ("The third quarter of 2020 was bad.", [("The third quarter of 2020", "DATE", "2020-Q3")]),
    ("They met over the weekend.", [("the weekend", "DATE", "2021-W22-WE")]),
    ("He comes back at noon.", [("noon", "TIME", "2021-06-09T12:00")]),
    ("He left at midnight Friday.", [("midnight Friday", "TIME", "2021-06-04T24:00")]),
    ("The May government resigned.", [("May", "DATE", "2021-05")]),
    ("They marched in March.", [("March", "DATE", "2021-03")]),
    ("They met on Sunday, March 8, 2020.", [("Sunday, March 8, 2020", "DATE", "2020-03-08")]),
    ("Wednesday's vote failed.", [("Wednesday", "DATE", "2021-06-09")]),
    ("Tuesday's and Thursday's raids failed.", [("Tuesday", "DATE", "2021-06-08"), ("Thursday", "DATE", "2021-06-03")]),
    ("The 2015 accord collapsed.", [("2015", "DATE", "2015")]),
    ("The Sept. 11 attacks changed that.", [("Sept. 11", "DATE", "2001-09-11")]),
    ("The 1967 war changed that.", [("1967", "DATE", "1967")]),
    ("The two-day meeting ended.", [("two-day", "DURATION", "P2D")]),
    ("In two weeks he leaves.", [("two weeks", "DURATION", "P2W")]),
    ("He was jailed for life in 1999.", [("1999", "DATE", "1999")]),
    ("It was a 24-hour strike.", [("24-hour", "DURATION", "PT24H")]),
    (
        "Rebels attacked from Friday through Sunday.",
        [("Friday", "DATE", "2021-06-04"), ("Sunday", "DATE", "2021-06-06")],
    ),
    (
        "The border was shut from Dec. 24 to Jan. 2.",
        [("Dec. 24", "DATE", "2020-12-24"), ("Jan. 2", "DATE", "2021-01-02")],
    ),
    ("The vote begins on Thursday.", [("Thursday", "DATE", "2021-06-10")]),
    ("The strike ended on Monday evening.", [("Monday evening", "TIME", "2021-06-07TEV")]),
    ("Early Tuesday, shells fell.", [("Early Tuesday", "DATE", "2021-06-08")]),
    ("The embassy closed in April 2019.", [("April 2019", "DATE", "2019-04")]),
    ("She fled in 1979 and returned in 2003.", [("1979", "DATE", "1979"), ("2003", "DATE", "2003")]),
    ("The pact expires in 2025.", [("2025", "DATE", "2025")]),
    (
        "A curfew runs from 8 p.m. to 5 a.m.",
        [("8 p.m.", "TIME", "2021-06-09T20:00"), ("5 a.m.", "TIME", "2021-06-09T05:00")],
    ),
    ("The 9/11 attacks killed thousands.", [("9/11", "DATE", "2001-09-11")]),
    ("They met on Eid al-Adha 2018.", [("Eid al-Adha 2018", "DATE", "2018-08-21")]),
    ("Yom Kippur 2015 was calm.", [("Yom Kippur 2015", "DATE", "2015-09-23")]),
    ("The rally is held each Saturday.", [("each Saturday", "SET", "XXXX-WXX-6")]),
    ("He has ruled since 2000.", [("2000", "DATE", "2000")]),
    ("Sanctions were lifted in January 2016.", [("January 2016", "DATE", "2016-01")]),
    ("Prices rose in the last three months.", [("the last three months", "DURATION", "P3M")]),
    ("He was held for 18 days.", [("18 days", "DURATION", "P18D")]),
    ("The embargo has lasted six decades.", [("six decades", "DURATION", "P6E")]),
    ("They spoke this morning.", [("this morning", "TIME", "2021-06-09TMO")]),
    ("They spoke last Tuesday.", [("last Tuesday", "DATE", "2021-06-08")]),
    ("They will meet next Tuesday.", [("next Tuesday", "DATE", "2021-06-15")]),
    ("Trade doubled in the 1980s.", [("the 1980s", "DATE", "198")]),
    ("The accord of 14 July 2015 holds.", [("14 July 2015", "DATE", "2015-07-14")]),
    ("The blast happened at 2:15 a.m. Monday.", [("2:15 a.m. Monday", "TIME", "2021-06-07T02:15")]),
    ("It was signed in the spring of 1999.", [("the spring of 1999", "DATE", "1999-SP")]),
    ("A truce was reached on Armistice Day 1918.", [("Armistice Day 1918", "DATE", "1918-11-11")]),
    ("In Q3 2019 sales fell.", [("Q3 2019", "DATE", "2019-Q3")]),
    ("They agreed on a ten-year deal.", [("ten-year", "DURATION", "P10Y")]),
    ("The ban takes effect in two months.", [("two months", "DURATION", "P2M")]),
    ("He fled ten days ago.", [("ten days ago", "DATE", "2021-05-30")]),
    ("He had fled four years earlier.", [("four years earlier", "DATE", "2017")]),
    ("The shelling stopped on Victory Day.", [("Victory Day", "DATE", "2021-05-09")]),
]
NO_TIMES = [
    "The raid began at 25:70 GMT.",
    "He lived until the year 99999.",
    "He spoke at 13 p.m. to them.",
    "The march of time is second to none.",
    "She may come, said April Smith.",
    "He ran 1500 metres and won 2000 dollars.",
    "The Sun rises over Mar-a-Lago.",
    "He was 45 years old.",
    "Room 1984 was locked.",
    "Some 1,999 men died.",
    "The population is 2020 people.",
    "The four-month-old truce held.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tag(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    document, sentences = quick(text, DAY)
    assert [(t.text, t.type, t.value) for t in tag(document, sentences)] == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    document, sentences = quick(text, DAY)
    assert [t.text for t in tag(document, sentences)] == []


@pytest.mark.parametrize(
    "text",
    ["They met on Eid al-Fitr.", "They met at noon.", "They met on Sunday.", "They met in May.", "They met last week."],
)
def test_without_a_date_nothing_is_guessed(text: str) -> None:
    document, sentences = quick(text)
    assert [t.value for t in tag(document, sentences)] == [None]


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("They met on February 29.", dt.date(2022, 3, 1), "2020-02-29"),
        ("They will meet on February 29.", dt.date(2022, 3, 1), "2024-02-29"),
        ("They met on 29 February.", dt.date(1903, 3, 1), "1904-02-29"),
        ("They met on February 28.", dt.date(2022, 3, 1), "2022-02-28"),
    ],
)
def test_a_leap_day_far_from_the_next_leap_year(text: str, day: dt.date, value: str) -> None:
    document, sentences = quick(text, day)
    assert [t.value for t in tag(document, sentences)] == [value]


def test_sept_11_before_2001_is_a_day_of_the_year_like_others() -> None:
    document, sentences = quick("The Sept. 11 attacks were planned.", dt.date(1999, 5, 1))
    assert [t.value for t in tag(document, sentences)] == ["1998-09-11"]


@pytest.mark.parametrize("feast", sorted(vocabulary().told_holidays))
def test_every_feast_has_one_first_day_a_year_in_order(feast: str) -> None:
    days = list(vocabulary().told_holidays[feast].values())
    assert days == sorted(days)
    gaps = {(dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days for a, b in pairwise(days)}
    assert all(320 < gap < 400 or 680 < gap < 740 for gap in gaps)
