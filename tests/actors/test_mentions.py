"""Who is meant: mentions in context over all kinds, from 1990 to 2025."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest

from dragoman.actors import ActorLexicon, resolve
from dragoman.clean import clean
from dragoman.model import Document, Mention, RawDocument
from dragoman.parse import Parser, quick, segment

Expectation = tuple[str, str | None, str | None, str | None]  # words, code, sector, name
Case = tuple[dt.date | None, str, list[Expectation]]
GOAL = 0.92


def read(path: Path) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("    "):
            words, _, rest = line.strip().partition(" = ")
            code, sector, *name = rest.split(maxsplit=2)
            known = (None if cell == "-" else cell for cell in (code, sector))
            cases[-1][2].append((words, *known, name[0] if name else None))  # type: ignore[arg-type]
        else:
            date, _, text = line.partition(": ")
            cases.append((None if date == "undated" else dt.date.fromisoformat(date), text, []))
    return cases


CASES = [case for path in sorted(Path(__file__).parent.glob("mentions_*.txt")) for case in read(path)]


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


@cache
def parser() -> Parser:
    return Parser()


def mentions_of(date: dt.date | None, text: str, lexicon: ActorLexicon) -> tuple[Document, tuple[Mention, ...]]:
    if " / " in text:
        headline, article = text.split(" / ")
        document = clean(RawDocument(f"{headline}\n\n{article}", "-", "", title=headline, published=date))
        sentences = tuple(segment(document))
        parser().parse(sentences)
    else:
        document, sentences = quick(text, date)
    return document, resolve(document, sentences, lexicon)


def place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand; "Kim#2" is their second occurrence."""
    words, _, number = words.partition("#")
    match = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[int(number or 1) - 1]
    return match.start(), match.end()


def is_right(document: Document, mentions: tuple[Mention, ...], expected: Expectation) -> bool:
    """Whether a mention that is these words, or the shortest that contains them, has code, sector and name.

    A body without sector ("UNO -") may have any; where nobody at all is expected there may be no mention.
    """
    words, code, sector, name = expected
    start, end = place(document.text, words)
    inside = [m for m in mentions if start <= m.span.start and m.span.end <= end]
    around = [m for m in mentions if m.span.start <= start and end <= m.span.end]
    if not inside and not around:
        return code is None and sector is None
    return any(
        m.code == code and (m.sector == sector or (code is not None and sector is None)) and name in (None, m.name)
        for m in (inside or around)
    )


def failures(lexicon: ActorLexicon) -> list[str]:
    out = []
    for date, text, expectations in CASES:
        document, mentions = mentions_of(date, text, lexicon)
        for expected in expectations:
            if not is_right(document, mentions, expected):
                start, end = place(text, expected[0])
                there = [m for m in mentions if m.span.start < end and start < m.span.end]
                got = [(m.text, m.code, m.sector, m.name, m.how) for m in there]
                out.append(f"{date} {text!r}: {expected} but {got}")
    return out


def test_the_probe_set_is_large_and_mostly_right(lexicon: ActorLexicon) -> None:
    total = sum(len(expectations) for _, _, expectations in CASES)
    wrong = failures(lexicon)
    assert total >= 300
    assert 1 - len(wrong) / total >= GOAL, "\n".join(wrong)
