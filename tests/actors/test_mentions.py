"""Who is meant: mentions in context over all kinds, from 1990 to 2025."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from cases_coreference import COREFERENCE
from cases_names import NAMES, Case, Expectation
from cases_roles import ROLES

from dragoman.actors import ActorLexicon, resolve
from dragoman.model import Document, Mention
from dragoman.parse import quick

CASES: list[Case] = [*NAMES, *ROLES, *COREFERENCE]
GOAL = 0.92


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


def mentions_of(date: str | None, text: str, lexicon: ActorLexicon) -> tuple[Document, tuple[Mention, ...]]:
    document, sentences = quick(text, dt.date.fromisoformat(date) if date else None)
    return document, resolve(document, sentences, lexicon)


def place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand; "Kim#2" is their second occurrence."""
    words, _, number = words.partition("#")
    match = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[int(number or 1) - 1]
    return match.start(), match.end()


def is_right(document: Document, mentions: tuple[Mention, ...], expected: Expectation) -> bool:
    words, code, sector, name = expected
    start, end = place(document.text, words)
    there = [m for m in mentions if m.span.start < end and start < m.span.end]
    wanted = (None if code == "-" else code, None if sector == "-" else sector)

    def fits(mention: Mention) -> bool:
        heads = (
            start <= mention.span.start and mention.span.end <= end
        ) or mention.span.start <= start < end <= mention.span.end
        same = mention.code == wanted[0] and (mention.sector == wanted[1] or (code != "-" and sector == "-"))
        return heads and same and name in (None, mention.name)

    return any(fits(m) for m in there) or (not there and wanted == (None, None))


def failures(lexicon: ActorLexicon) -> list[str]:
    out = []
    for date, text, expectations in CASES:
        document, mentions = mentions_of(date, text, lexicon)
        for expected in expectations:
            if not is_right(document, mentions, expected):
                start, end = place(text, expected[0])
                got = [
                    (m.text, m.code, m.sector, m.name, m.how)
                    for m in mentions
                    if m.span.start < end and start < m.span.end
                ]
                out.append(f"{date} {text!r}: {expected} but {got}")
    return out


def test_the_probe_set_is_large_enough_and_mostly_right(lexicon: ActorLexicon) -> None:
    total = sum(len(expectations) for _, _, expectations in CASES)
    wrong = failures(lexicon)
    assert total >= 150
    assert 1 - len(wrong) / total >= GOAL, "\n".join(wrong)
