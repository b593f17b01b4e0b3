"""Whatever a text says: what comes out of the real line keeps the output contract, alone and in any company."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import output
from dragoman.model import CodedDocument, RawDocument, Span
from dragoman.read.encoding import tidy
from dragoman.read.records import from_text
from dragoman.run import Line, Recipe
from tests.fuzz import contract, texts


@cache
def line() -> Line:
    return Line(Recipe())


def raw(text: str) -> RawDocument:
    return from_text(text, "a.txt", text.encode("utf-8", "surrogatepass"))


def code(raws: list[RawDocument]) -> list[CodedDocument]:
    found = list(line().code(raws))
    assert len(found) == len(raws)
    for one in found:
        contract.check(one)
    return found


def test_hostile_texts() -> None:
    for first in range(0, 640, 16):
        code([raw(texts.text(Random(number))) for number in range(first, first + 16)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(chance=st.randoms(use_true_random=False))
def test_hostile_texts_shrunk_where_they_fail(chance: Random) -> None:
    code([raw(texts.text(chance))])


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(), max_size=400))
def test_any_text(text: str) -> None:
    code([raw(text)])


@settings(max_examples=100, deadline=None)
@given(
    title=st.none() | st.text(max_size=60), url=st.none() | st.sampled_from(["http://[", "x", "https://a.example/b",
    "//", "é"]),
    publisher=st.none() | st.text(max_size=20), language=st.none() | st.text(max_size=5),
)  # fmt: skip
def test_any_metadata(title: str | None, url: str | None, publisher: str | None, language: str | None) -> None:
    article = f"{title or ''}\nKenya met Peru on Monday.\nChad rejected the offer of Kenya."
    told = {name: value and (tidy(value).strip() or None) for name, value in (("title", title), ("publisher",
    publisher))}
    code([replace(raw(article), url=url, language=language, **told)])


def test_the_same_text_gives_the_same_bytes_in_any_company() -> None:
    raws = [raw(texts.text(Random(number))) for number in range(2_000, 2_064)]
    raws = list({one.sha256: one for one in raws}.values())

    def coded(some: list[RawDocument]) -> dict[str, str]:
        out = {}
        for start in range(0, len(some), 16):
            out |= {one.document.sha256: output.dumps(one) for one in code(some[start : start + 16])}
        return out

    whole = coded(raws)
    line()._coder._parser._cache.clear()
    shuffled = sorted(raws, key=lambda one: hashlib.sha256(one.sha256.encode()).hexdigest())
    assert coded(shuffled) == whole


# --- would a lie be found? ------------------------------------------------------------------------------------------


@cache
def sound() -> CodedDocument:
    text = 'Peru\'s president met Chad\'s on Monday. "We agree," she said. Kenya demanded that Chad withdraw.'
    found = code([raw(text)])[0]
    assert found.events and found.statements and found.mentions
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: replace(c, mentions=(replace(c.mentions[0], text="Mali"), *c.mentions[1:])),
        lambda c: replace(c, mentions=(replace(c.mentions[0], span=Span(5, 2)), *c.mentions[1:])),
        lambda c: replace(c, mentions=(replace(c.mentions[0], kind="planet"), *c.mentions[1:])),
        lambda c: replace(c, mentions=(replace(c.mentions[0], sector="XYZ"), *c.mentions[1:])),
        lambda c: replace(c, events=(replace(c.events[0], mode="sing"), *c.events[1:])),
        lambda c: replace(c, events=(replace(c.events[0], score=99.0), *c.events[1:])),
        lambda c: replace(c, events=(c.events[0], *c.events)),
        lambda c: replace(c, statements=(replace(c.statements[0], confidence=1.5), *c.statements[1:])),
        lambda c: replace(c, document=replace(c.document, paragraphs=c.document.paragraphs[1:])),
        lambda c: replace(c, document=replace(c.document, text=c.document.text[:-20])),
    ],
)  # fmt: skip
def test_the_contract_finds_what_is_wrong(spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((AssertionError, ValueError)):
        contract.check(spoil(sound()))
