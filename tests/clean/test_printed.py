"""The day of publication that stands in the text: only where the lines over the article say it whole and agree."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.clean import clean
from dragoman.clean.printed import printed_date
from dragoman.model import RawDocument

BODY = "The two governments agreed on Monday to reopen the bridge, which shots across the river had closed."
DAY = dt.date(2021, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "Published 4 March 2021, 18:42",
        "First published on Thursday, March 4th, 2021",
        "The Courier, March 4, 2021",
        "4 Mar. 2021",
        "2021-03-04 09:15 UTC",
        "Published: 4 March 2021 | Updated: 6 March 2021",
        "Updated 6 March 2021; published 4 March 2021",
        "Last updated: 4 March 2021",
        "4 March 2021 - 3 min read",
    ],
)
def test_a_whole_date_is_read(line: str) -> None:
    assert printed_date([line]) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Published 03/04/2021",  # which of them is the month?
        "4 March",
        "March 2021",
        "31 June 2021",
        "Read more: A bridge too far (4 March 2021)",
        "4 March 2021, 5 March 2021",
        "Copyright 2021",
        "14 March 20213",
    ],
)
def test_what_is_no_whole_date_or_not_the_articles_is_left(line: str) -> None:
    assert printed_date([line]) is None


def test_lines_that_disagree_tell_nothing() -> None:
    assert printed_date(["4 March 2021", "5 March 2021"]) is None
    assert printed_date(["5 March 2021", "Published 4 March 2021"]) == DAY, "but what is said to be the day counts"


def published(text: str, **known: dt.date) -> dt.date | None:
    return clean(RawDocument(text, "a.txt", "0" * 64), **known).published


def test_lines_over_the_article_date_it() -> None:
    assert published(f"Bridge to open again\n\nBy Anna Berg\nPublished 4 March 2021\n\n{BODY}\n") == DAY
    assert published(f"Bridge to open again\n\nBorder News Weekly\n4 March 2021\n\n{BODY}\n") == DAY


def test_dates_in_and_under_the_article_do_not() -> None:
    assert published(f"Bridge to open again\n\n{BODY} It was built on 4 March 1921.\n") is None
    assert published(f"Bridge to open again\n\n{BODY}\n\nPublished 4 March 2021\n") is None


def test_metadata_go_before_the_text_and_the_text_before_a_default() -> None:
    text = f"Bridge to open again\n\nPublished 4 March 2021\n\n{BODY}\n"
    known = RawDocument(text, "a.txt", "0" * 64, published=dt.date(2021, 3, 5))
    assert clean(known).published == dt.date(2021, 3, 5)
    assert published(text, published=dt.date(2020, 1, 1)) == DAY
