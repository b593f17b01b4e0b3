"""Whatever is asked: an answer, or a refusal that says what to do; never a mistake of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import httpx
import pytest

from dragoman.web import Served
from dragoman.web.pages import PAGES
from tests.web.conftest import asking

_WORDS = (
    "kind", "limit", "after", "type", "actor", "recipient", "since", "until", "as_of", "quad", "mode", "place", "fact",
    "min_confidence", "text", "q", "id", "name", "a", "b", "on", "by", "publisher", "party", "token", "unit", "topic",
)  # fmt: skip
_VALUES = (
    "", " ", "0", "-1", "9" * 5_000, "²", "٣", "1e999", "nan", "inf", "\0", "%00", "\ud800", "\u202e", "é" * 500, "'",
    '"', "*",
    "a OR", "NEAR(", '"a', "a*b^", "(", "--", "'; DROP TABLE records; --", "USA", "USA/MIL", "usa", "/", "?/x",
    "9999-99-99", "0000",
    "10000", "2021-02-30", "2021", "event", "x" * 6_000, "[]", "{}", "true", "../../etc/passwd", "<script>", "week",
    "AGREE", "doc-1",
)  # fmt: skip
_PATHS = (
    *PAGES, "/article", "/record", "/act", "/story", "/actor", "/dyad", "/topic", "/nothing", "//", "/%00",
    "/..%2f..%2fetc/passwd",
    "/static/..%2f..%2fapp.py", "/static/%00", "/docs", "/openapi.json", "/api/v1/events", "/api/v1/documents/%00",
    "/api/v1/records/x",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[httpx.Client]:
    with asking(Served(path)) as client:
        yield client


def question(chance: Random) -> str:
    words = {chance.choice(_WORDS): chance.choice(_VALUES) for _ in range(chance.choice((0, 1, 1, 2, 4)))}
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in words.items())
    form = chance.choice(("", "", ".json", ".csv", ".xml"))
    return f"{chance.choice(_PATHS)}{form}?{query}"


def test_any_question(client: httpx.Client) -> None:
    for number in range(400):
        asked = question(Random(number))
        answer = client.get(asked)
        assert answer.status_code < 500, f"{number}: {asked[:300]}: {answer.text[:300]}"
        assert "content-security-policy" in answer.headers
        assert "root:" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("words", ["limit=" + "9" * 5_000, "min_confidence=nan", "since=" + "9" * 5_000])
def test_numbers_that_are_too_large_are_told(client: httpx.Client, words: str) -> None:
    answer = client.get(f"/search.json?{words}")
    assert answer.status_code == 400 and answer.json()["hint"]


_HEADERS = ("if-none-match", "cookie", "authorization", "host", "origin", "accept-encoding", "accept")
_TOLD = (b"9" * 5_000, b"\xff", b'"', b"dragoman=\xff;;=", b"Bearer \xff", b"-1", b"[", b"\xe2\x80\xae")


@pytest.mark.parametrize("header", _HEADERS)
@pytest.mark.parametrize("value", _TOLD)
def test_any_header(client: httpx.Client, header: str, value: bytes) -> None:
    answer = client.get("/overview.json", headers=[(header.encode(), value)])
    assert answer.status_code < 500
