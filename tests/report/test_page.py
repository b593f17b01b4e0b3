"""The report and the marked article: complete, self-contained, and deaf to what articles say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import DayCount, Dyad, Ledger
from dragoman.model import SetAside
from dragoman.notebook import shown
from dragoman.report import article, figures
from dragoman.report.page import render
from tests.ledger.conftest import make

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "' onmouseover='alert(1)",
]


class Tags(HTMLParser):
    """What tags a page has, with their attributes; and that each that is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "line", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def ledger(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Ledger(tmp_path / "news.ledger") as opened:
        yield opened


def test_a_report_has_everything_and_needs_nothing(ledger: Ledger) -> None:
    ledger.add(make())
    ledger.problem(SetAside("broken JSON", "mend the line", "monday.jsonl", 7))
    page = render(ledger)
    tags = Tags(page)
    assert not tags.open
    for words in (
        "Conflict and cooperation",
        "Busiest pairs",
        "REQUEST",
        "release three aid workers",
        "monday.jsonl:7",
    ):
        assert words in page
    assert "Record of news" in tags.text and "good relations" in tags.text
    assert sum(tag == "svg" for tag, _ in tags.tags) == 4, "timeline, pairs, relations, claims"
    for tag, attributes in tags.tags:
        assert tag not in ("script", "link", "img", "iframe") and "src" not in attributes
        href = attributes.get("href") or "#"
        assert href.startswith(("#", "https://news.example/"))
    ids = {attributes.get("id") for _, attributes in tags.tags}
    links = {a["href"] for t, a in tags.tags if t == "a" and (a["href"] or "").startswith("#")}
    assert {str(link)[1:] for link in links} <= ids, "links within the page lead somewhere"


def test_the_same_ledger_gives_the_same_page(ledger: Ledger) -> None:
    ledger.add(make())
    assert render(ledger) == render(ledger)


def test_an_empty_ledger_gives_a_page(ledger: Ledger) -> None:
    assert not Tags(render(ledger)).open


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_an_article_becomes_markup(ledger: Ledger, payload: str) -> None:
    coded = make(text=make().document.text + payload)
    document = replace(coded.document, title=payload, publisher=payload, url=payload)
    mention = replace(coded.mentions[0], name=payload, office=payload, note=payload)
    event = replace(coded.events[0], actors=(mention,), said_by=mention, place=payload, rule=payload)
    coded = replace(coded, document=document, mentions=(mention,), events=(event,), coder=payload, model=payload)
    ledger.add(coded)
    ledger.problem(SetAside(payload, payload, payload))
    for page in (render(ledger, payload), article.standalone(coded)):
        for tag, attributes in Tags(page).tags:
            assert tag not in ("script", "img")
            assert not any(name.startswith("on") for name in attributes)
            assert not (attributes.get("href") or "").lower().startswith("javascript")


def test_the_article_is_there_word_for_word() -> None:
    coded = make()
    tags = Tags(re.sub(r'<a class="dg-ref".*?</a>', "", article.article(coded)))
    assert tags.text == coded.document.text and not tags.open


def test_a_notebook_shows_article_and_records() -> None:
    coded = shown(make())
    html = coded._repr_html_()
    assert 'class="dg-trigger dg-vconf' in html or "dg-trigger" in html
    assert "France (FRA GOV) → REQUEST/yield → Mali (MLI GOV)" in html
    assert coded == make() and hash(coded) == hash(shown(make()))


def test_a_notebook_shows_why_nothing_was_coded() -> None:
    coded = make()
    aside = replace(coded.document, set_aside=SetAside("not English", "translate it"))
    assert "not English" in shown(replace(coded, document=aside))._repr_html_()


@pytest.mark.parametrize(
    ("days", "unit", "count"),
    [
        (["2021-03-01"], "day", 1),
        (["2021-03-01", "2021-03-31"], "day", 31),
        (["2021-01-01", "2021-12-31"], "week", 53),
        (["2019-12-31", "2021-12-31"], "month", 25),
        (["1990-05-01", "2021-12-31"], "year", 32),
    ],
)
def test_bins_are_few_and_without_gaps(days: list[str], unit: str, count: int) -> None:
    name, found = figures.bins([DayCount(day, "verbal conflict", 2) for day in days])
    assert (name, len(found)) == (unit, count)
    assert sum(sum(one.counts.values()) for one in found) == 2 * len(days)
    assert found[0].first <= dt.date.fromisoformat(days[0])


def test_a_few_far_off_days_do_not_squeeze_the_rest() -> None:
    days = [DayCount("1944-06-06", "material conflict", 2)]
    days += [DayCount(f"2020-01-{day:02}", "verbal conflict", 3) for day in range(1, 31)]
    unit, found = figures.bins(days)
    assert (unit, found[0].name[:4], found[-1].name[:4]) == ("day", "2020", "2020")
    assert "acts of other times are left out" in figures.timeline(days)


def test_figures_of_nothing_are_nothing() -> None:
    assert figures.timeline([]) == "" and figures.dyads([]) == ""


def test_long_names_give_way_to_codes() -> None:
    svg = figures.dyads([Dyad("FRA", "MLI", "F" * 40, "Mali", {"verbal conflict": 3})])
    assert "FRA – MLI" in svg and ">3<" in svg


def test_a_report_on_a_topic_shows_who_holds_what(ledger: Ledger) -> None:
    ledger.add(make())
    coded = make("doc-2", published=dt.date(2021, 3, 9), source="two.txt")
    refused = replace(
        coded.positions[0], stance="refuse", holder=coded.mentions[1], addressees=(coded.mentions[0],)
    )  # fmt: skip
    ledger.add(replace(coded, positions=(refused,)))
    page = render(ledger, topic="aid workers")
    assert not Tags(page).open
    rows = dict(re.findall(r'<th scope="row">(\w+) \([^<]*</th>(.*?)</tr>', page))
    assert "demand" in rows["France"] and "refuse" not in rows["France"] and "refuse" in rows["Mali"]
    assert "<b>refused</b>" in page and "Positions on aid workers" in page
    assert "still friends" not in Tags(page[: page.index('id="articles"')]).text, "that is on something else"
    with pytest.raises(DragomanError, match="no position on 'grain'"):
        render(ledger, topic="grain")


def test_only_what_happened_leads_somewhere() -> None:
    days = [DayCount("2021-03-01", "verbal conflict", 2), DayCount("2021-03-03", "verbal cooperation", 1)]
    linked = figures.timeline(days, lambda one: f"/acts?since={one.first}&until={one.last}")
    assert re.findall(r'href="([^"]*)"', linked) == [
        "/acts?since=2021-03-01&amp;until=2021-03-01", "/acts?since=2021-03-03&amp;until=2021-03-03",
    ]  # fmt: skip
    assert "href" not in figures.timeline(days)
