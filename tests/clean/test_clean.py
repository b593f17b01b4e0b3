"""What of a scraped page is the article: text in, kept paragraphs and dropped lines out."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.model import Document, RawDocument

STORY = [
    "The foreign ministers of Chile and Bolivia met in Lima on Tuesday to discuss access to the sea.",
    "Chile rejected a Bolivian proposal to reopen the border dispute.",
    "“We will not negotiate our territory,” the Chilean minister said.",
]


def cleaned(*lines: str, title: str | None = None, separator: str = "\n\n") -> Document:
    return clean(RawDocument(separator.join(lines), "-", "0" * 64, title=title))


def kept(document: Document) -> list[str]:
    return [document.text[p.span.start : p.span.end] for p in document.paragraphs]


def dropped(document: Document) -> dict[str, str]:
    return {document.text[d.span.start : d.span.end]: d.reason for d in document.dropped}


def test_the_title_is_kept_once() -> None:
    title = "Chile rejects Bolivian proposal on sea access"
    document = cleaned(title, title, title.upper(), *STORY)
    assert kept(document) == [title, *STORY]
    assert document.paragraphs[0].is_title and document.title == title
    assert set(dropped(document).values()) == {"repeated title"}


@pytest.mark.parametrize(
    "again",
    [
        "Chile rejects Bolivian proposal on sea access | The Lima Post",
        "Chile rejects Bolivian proposal on sea access - News",
    ],
)
def test_the_title_with_the_name_of_the_site_is_a_repetition(again: str) -> None:
    title = "Chile rejects Bolivian proposal on sea access"
    assert dropped(cleaned(title, again, *STORY, separator="\n")) == {again: "repeated title"}


def test_a_section_name_may_stand_before_the_title() -> None:
    document = cleaned("World / Americas", "Chile rejects Bolivian proposal on sea access", *STORY)
    assert document.title == "Chile rejects Bolivian proposal on sea access"


def test_a_title_stitched_to_the_text_is_cut_off() -> None:
    title = "Chile rejects Bolivian proposal on sea access"
    document = cleaned(f"{title} {title} {STORY[0]}", *STORY[1:], title=title)
    assert kept(document) == [title, *STORY]
    assert document.paragraphs[0].is_title and list(dropped(document).values()) == ["repeated title"]


def test_markdown_marks_and_front_matter_are_no_text() -> None:
    text = (
        "---\ntitle: Chile rejects proposal\ndate: 2021-03-04\n---\n\n"
        "# Chile rejects Bolivian proposal on sea access\n\n"
        "![The sea](sea.jpg)\n\n> "
        + STORY[2]
        + "\n\nThe ministry published it in a [note](https://chile.example/note).\n"
    )
    document = clean(RawDocument(text, "-", "0"))
    assert kept(document) == [
        "Chile rejects Bolivian proposal on sea access",
        STORY[2],
        "The ministry published it in a [note](https://chile.example/note).",
    ]
    assert document.paragraphs[0].is_title


def test_headlines_of_other_stories_are_dropped_at_the_end_and_in_the_middle() -> None:
    others = ["Striker signs record contract in Madrid", "Hollywood mourns veteran comedian", "Ten recipes for winter"]
    title = "Chile rejects Bolivian proposal on sea access"
    document = cleaned(title, STORY[0], others[0], *STORY[1:], *others[1:])
    assert [text for text, reason in dropped(document).items() if reason == "teaser headline"] == others


def test_section_heads_of_the_own_story_stay() -> None:
    document = cleaned(STORY[0], "Bolivian access to the sea in dispute", *STORY[1:])
    assert not document.dropped


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By Maria Lopez, Reuters", "byline"),
        ("March 4, 2021", "byline"),
        ("Read more: What the treaty of 1904 says", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Share this on Facebook", "boilerplate"),
        ("Copyright 2021 The Associated Press. All rights reserved.", "boilerplate"),
        ("Sign up for our daily newsletter", "boilerplate"),
        ("8 September 2022 - 3 min read", "boilerplate"),
        ("Comments (42) - Log in to comment", "boilerplate"),
        ("(c) The Lima Post 2022 | Share | Print", "boilerplate"),
        ("The Lima Post — Tuesday 19 May 2020", "byline"),
        ("Lima Post, April 4, 2022", "byline"),
        ("The ministers in Lima. [Photo: Ana Silva/Lima Post]", "caption"),
        ("Reporting by Ana Silva; editing by Tom Brown", "boilerplate"),
        ("The ministers shake hands. (Photo: AFP)", "caption"),
        ("Image copyright Getty Images", "caption"),
        ("FILE - The Chilean minister at a press conference in Santiago", "caption"),
    ],
)
def test_lines_that_are_no_article(line: str, reason: str) -> None:
    assert dropped(cleaned(STORY[0], line, *STORY[1:])) == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "Police fired tear gas.",
        "“Never,” he said.",
        "By Friday, the rebels had left the town and the army moved in.",
        "Reuters reported that the talks had failed, citing a diplomat in Vienna.",
        "Share prices fell in Moscow after the announcement.",
        "He declined to comment.",
        "The text is at https://chile.example/note.",
        "He had been flown to Hamburg by helicopter before dawn",
        "Turkish police had closed off several streets near a stadium before the match began",
    ],
)
def test_short_real_paragraphs_stay(line: str) -> None:
    assert not cleaned(STORY[0], line, *STORY[1:]).dropped


@pytest.mark.parametrize("line", ["Advertisement", "Chile rejects proposal", "By Maria Lopez"])
def test_a_document_of_one_line_is_the_article(line: str) -> None:
    document = cleaned(line)
    assert kept(document) == [line] and not document.paragraphs[0].is_title


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("MOSCOW (Reuters) - Russia said no.", "Russia said no."),
        ("BEIJING -- China said no.", "China said no."),
        ("New York, May 17, IRNA - Iran said no.", "Iran said no."),
        ("ISLAMABAD: Pakistan said no.", "Pakistan said no."),
        ("NAIROBI, Kenya (AP) _ Kenya said no.", "Kenya said no."),
        ("SMITH: We said no.", "SMITH: We said no."),
        ("Iran - unlike Iraq - said no.", "Iran - unlike Iraq - said no."),
    ],
)
def test_datelines_belong_to_no_sentence(text: str, body: str) -> None:
    assert kept(cleaned(text)) == [body]


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The foreign ministers of Chile and Bolivia met in Lima on Tuesday to\n"
        "discuss access to the sea, a dispute that is older than a century and\n"
        "has kept the two countries without full diplomatic relations since\n"
        "1978."
    )
    assert kept(cleaned(wrapped)) == [wrapped]


def test_wrapped_copy_without_blank_lines_is_parted_by_its_indents() -> None:
    text = (
        "   The foreign ministers of Chile and Bolivia met in Lima on Tuesday\n"
        "to discuss access to the sea, a dispute that is older than a century.\n"
        "   Chile rejected a proposal to reopen the border dispute, which its\n"
        "senate had called an insult, and asked Bolivia to withdraw its claim."
    )
    assert [part.split()[0] for part in kept(cleaned(text))] == ["The", "Chile"]


def test_lines_that_only_happen_to_be_short_stay_apart() -> None:
    lines = [
        "Police fired tear gas in the capital.",
        "Two officers were hurt.",
        "Nobody was arrested, the ministry said.",
    ]
    assert kept(cleaned(*lines, separator="\n")) == lines


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("Turkish Energy Minister Haluk Ozdemir and Oman's Oil Minister Said Al Harthy will meet OPEC Secretary "
         "Ali Benachour in Muscat on Monday, to sign a memorandum", None, "en"),
        ("El presidente dijo el martes que su gobierno no negociará con los rebeldes mientras sigan secuestrando a "
         "civiles en el norte del país andino.", None, "es"),
        ("Президент России заявил во вторник, что переговоры с Украиной не будут продолжены.", None, "ru"),
        ("Short text", "en_US", "en"),
        ("Short text", "English", "en"),
        ("Short text", "fr-FR", "fr"),
        ("Short text", "unknown", "en"),
    ],
)  # fmt: skip
def test_the_language_is_told_by_the_input_or_the_words(text: str, told: str | None, language: str) -> None:
    document = clean(RawDocument(text, "-", "0", language=told))
    assert document.language == language
    assert bool(document.set_aside) == (language != "en")


@pytest.mark.parametrize("told", ["-", "_", "7", "http://[", "x" * 500, "\"en\""])
def test_what_is_no_name_of_a_language_tells_none(told: str) -> None:
    document = clean(RawDocument("The king met the queen in London.", "-", "0", language=told))
    assert document.language == "en" and document.set_aside is None


def test_another_language_is_set_aside_with_its_reason() -> None:
    text = (
        "Die Außenminister von Chile und Bolivien trafen sich am Dienstag in Lima, um über den Zugang zum Meer zu "
        "sprechen, den Bolivien vor mehr als hundert Jahren im Krieg verloren hat."
    )
    document = cleaned(text)
    assert document.set_aside and "(de)" in document.set_aside.reason and document.set_aside.hint
    assert not document.paragraphs


def test_a_text_without_words_is_set_aside() -> None:
    assert cleaned("12 34 -- 56").set_aside


def test_dates_are_set_only_where_none_is_known() -> None:
    raw = RawDocument("A text.", "-", "0", published=dt.date(2020, 1, 2))
    assert clean(raw, published=dt.date(2021, 1, 1)).published == dt.date(2020, 1, 2)
    assert clean(RawDocument("A text.", "-", "0"), published=dt.date(2021, 1, 1)).published == dt.date(2021, 1, 1)
    assert clean(RawDocument("A text.", "-", "0")).published is None


@given(st.lists(st.text(alphabet='ABc de.:-"“()0123', max_size=40), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    """Kept, dropped and datelines together cover every character that is not white space."""
    document = cleaned(*lines, separator="\n")
    if document.set_aside:
        return
    covered: set[int] = set()
    for p in document.paragraphs:
        covered.update(range((p.dateline or p.span).start, p.span.end))
    for d in document.dropped:
        covered.update(range(d.span.start, d.span.end))
    assert all(i in covered for i, c in enumerate(document.text) if not c.isspace())


SEED = Path(__file__).resolve().parents[3] / "shared" / "gold" / "seed" / "article.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the gold is not here")
def test_the_seed_article() -> None:
    document = clean(RawDocument(SEED.read_text(encoding="utf-8"), "-", "0"))
    reasons = [d.reason for d in document.dropped]
    assert sorted(reasons) == ["repeated title", "repeated title", "teaser headline", "teaser headline"]
