"""Articles in, stories out."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.link import stories
from dragoman.link.likeness import containment
from dragoman.link.profiles import pack, pack_words, profile, shingles, unpack, unpack_words
from tests.link.articles import QUAKE, QUAKE_AGAIN, SUMMIT, document, grouped

FOOTER = "Sign up for our morning briefing and get the world in your inbox before you have had your breakfast"


def test_articles_on_the_same_news_are_one_story(tmp_path: Path) -> None:
    found = grouped(
        tmp_path,
        document("a", QUAKE, "2022-05-01", "Earthquake hits Velian port of Karvia"),
        document("b", QUAKE_AGAIN, "2022-05-02", "Twelve saved from Karvia rubble"),
        document("c", SUMMIT, "2022-05-01", "Herring summit opens in Tarrin"),
    )
    assert found == [["a", "b"], ["c"]]


def test_the_same_words_long_after_are_another_story(tmp_path: Path) -> None:
    found = grouped(tmp_path, document("a", QUAKE, "2021-05-01"), document("b", QUAKE_AGAIN, "2022-05-02"))
    assert found == [["a"], ["b"]]


def test_a_short_copy_is_a_copy_though_most_of_the_long_one_is_other_words(tmp_path: Path) -> None:
    short = QUAKE.split("\n")[0]
    long = f"{QUAKE}\n{SUMMIT}"
    a, b = shingles(short), shingles(long)
    assert len(a & b) / len(a | b) < 0.5 < containment(a, b)
    with Ledger(tmp_path / "x.ledger") as ledger:
        for one in (document("long", long, title="Day's news"), document("short", short, "2022-05-02", "Quake")):
            ledger.add(one)
        stories.update(ledger.connection)
        (story,) = stories.stories(ledger.connection)
    assert [d.original for d in story.documents] == ["long", "long"]
    assert story.originals == 1


def test_lines_that_a_publisher_repeats_make_no_copies(tmp_path: Path) -> None:
    rng = random.Random(5)
    words = "harbour vote strike price river judge museum engine winter ticket".split()
    pages = [
        document(
            f"p{i}",
            f"{' '.join(rng.choice(words) + str(rng.randrange(9999)) for _ in range(25))}.\n{FOOTER} {FOOTER} now.",
            f"2022-05-{1 + i * 2:02}",
            f"Page {rng.random()}",
            "courier.example",
        )
        for i in range(5)
    ]
    for order in (pages, pages[::-1], [pages[2], pages[4], pages[0], pages[3], pages[1]]):
        found = grouped(tmp_path / order[0].document.id, *order, one_by_one=True)
        assert sorted(map(len, found)) == [1, 1, 1, 1, 1]


def test_order_of_arrival_means_nothing(tmp_path: Path) -> None:
    articles = [
        document("a", QUAKE, "2022-05-01", "Earthquake hits Velian port of Karvia"),
        document("b", QUAKE_AGAIN, "2022-05-02", "Twelve saved from Karvia rubble"),
        document("c", QUAKE.split("\n")[0], "2022-05-02", "Earthquake hits Karvia"),
        document("d", SUMMIT, None, "Herring summit"),
        document("e", f"{SUMMIT} The herring talks ended.", "2022-05-03", "Herring"),
    ]
    results = []
    for i, order in enumerate(permutations(articles)):
        if i % 11 == 0:
            results.append(grouped(tmp_path / str(i), *order, one_by_one=i % 2 == 0))
    assert all(found == results[0] for found in results)
    assert results[0] == [["a", "b", "c"], ["e", "d"]]


def test_a_document_that_changes_leaves_its_story(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(document("a", QUAKE))
        ledger.add(document("b", QUAKE, "2022-05-02"))
        ledger.add(document("c", QUAKE, "2022-05-03"))
        stories.update(ledger.connection)
        ledger.add(document("a", SUMMIT))
        assert stories.update(ledger.connection) == 1
        assert [[d.id for d in s.documents] for s in stories.stories(ledger.connection)] == [["a"], ["b", "c"]]


def test_as_of(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.add(document("a", QUAKE, "2022-05-01"))
        ledger.add(document("b", QUAKE, "2022-05-03"))
        ledger.add(document("c", QUAKE, None))
        stories.update(ledger.connection)
        (story,) = stories.stories(ledger.connection, as_of="2022-05-02")
        assert [d.id for d in story.documents] == ["a"]
        assert stories.update(ledger.connection) == 0


@pytest.mark.parametrize("text", ["", "one", QUAKE])
def test_what_is_packed_comes_back(text: str) -> None:
    made = profile("x", None, text[:20], [text])
    assert unpack_words(pack_words(made.words)) == made.words
    assert unpack(pack(made.shingles)) == made.shingles
