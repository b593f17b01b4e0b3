"""Date and publisher of a page: what the page declares about its article, and nothing else."""

import datetime as dt
from collections.abc import Iterator

import pytest

from dragoman.model import RawDocument
from dragoman.read.html import HtmlReader

BODY = (
    "<p>The two delegations left Oslo on 5 March 2020 without a deal, the Norwegian foreign ministry said.</p>"
    "<p>A diplomat said that another round was planned, after both sides have consulted their governments.</p>"
)
DAY = dt.date(2021, 3, 4)


@pytest.fixture(scope="module")
def reader() -> Iterator[HtmlReader]:
    with HtmlReader() as reader:
        yield reader


def page(reader: HtmlReader, head: str = "", before: str = "", body: str = BODY, after: str = "") -> RawDocument:
    html = f"<html><head>{head}</head><body>{before}<article><h1>Talks end</h1>{body}</article>{after}</body></html>"
    document = reader.read(html.encode(), "2019-07-01-page.html")
    assert document.set_aside is None
    return document


def linked(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="pubdate" content="4 March 2021">', DAY),
        ('<meta itemprop="datePublished" content="2021-03-04">', DAY),
        ('<meta property="article:modified_time" content="2021-03-05">', None),
        ('<meta name="date" content="recently">', None),
        (linked('{"@type": "NewsArticle", "datePublished": "2021-03-04T09:00:00+01:00"}'), DAY),
        (linked('{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2021-03-04"}]}'), DAY),
        (linked('[{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2021-03-04"}}]'), DAY),
        (linked('{"@type": "VideoObject", "datePublished": "2021-03-01"}'), None),
        (linked('{"@graph": null}'), None),
        (linked("[" * 100_000), None),
        (linked("{broken"), None),
    ],
)
def test_the_date_that_the_head_declares(reader: HtmlReader, head: str, day: dt.date | None) -> None:
    assert page(reader, head).published == day


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"body": '<header><time datetime="2021-03-04T10:00">4 March</time></header>' + BODY}, DAY),
        ({"body": '<time class="updated" datetime="2021-03-09">9 March</time>' + BODY}, None),
        ({"body": BODY + '<p>The war began on <time datetime="2014-02-20">20 February</time>.</p>'}, None),
        ({"after": '<article><h2>Other</h2><time datetime="2021-01-01">1 January</time></article>'}, None),
        ({"before": '<time datetime="2024-01-01">Today</time>'}, None),
        ({}, None),
    ],
)
def test_the_time_in_the_head_of_the_article(reader: HtmlReader, parts: dict[str, str], day: dt.date | None) -> None:
    assert page(reader, **parts).published == day


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="The Paper">', "The Paper"),
        (linked('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "The Paper"}}'), "The Paper"),
        ("<title>Talks end - The Paper</title>", None),
    ],
)
def test_the_publisher_is_declared_or_unknown(reader: HtmlReader, head: str, publisher: str | None) -> None:
    assert page(reader, head).publisher == publisher


def test_xhtml_that_declares_its_encoding(reader: HtmlReader) -> None:
    html = (
        f'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><article>{BODY}<p>“Señor”</p></article></body></html>'
    )
    document = reader.read(html.encode("windows-1252"), "a.html")
    assert document.set_aside is None and "“Señor”" in document.text


def test_what_a_page_tells_of_itself_has_no_harmful_characters(reader: HtmlReader) -> None:
    told = {"headline": "Talks\\u0001 in\\u202e Oslo", "publisher": {"name": "\\ud800 The Paper\\u0000"}}
    head = linked(str({"@type": "NewsArticle", **told}).replace("'", '"').replace("\\\\", "\\"))
    document = page(reader, head + '<link rel="canonical" href="https://paper.example/a&#1;b">')
    assert (document.title, document.publisher) == ("Talks in Oslo", "\ufffd The Paper")
    assert document.url == "https://paper.example/a b"
