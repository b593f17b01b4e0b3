"""Who gets in: tokens, names, origins, sizes; and what every answer carries."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dragoman.ledger import Ledger
from dragoman.web import Served, create
from dragoman.web.access import COOKIE, HEADERS, MOST_BYTES
from tests.web.conftest import article, asking

TOKEN = "open-sesame"
COUNTS = "/api/v1/counts"


@pytest.fixture(scope="module")
def closed(path: Path) -> Iterator[httpx.Client]:
    """A client of a server that shows nothing without the token."""
    with asking(Served(path, token=TOKEN, is_open=False, hosts=frozenset())) as client:
        yield client


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server that shows everybody, and takes articles from those with the token."""
    path = tmp_path_factory.mktemp("access") / "mine.ledger"
    with Ledger(path) as ledger:
        ledger.add(article(0))
    with asking(Served(path, token=TOKEN, may_write=True)) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def cookie(token: str) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={token}"}


# --- tokens ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [COUNTS, "/", "/overview.json", "/api", "/api/v1/openapi.json", "/nothing"])
def test_nothing_is_shown_without_the_token_where_it_is_demanded(closed: httpx.Client, address: str) -> None:
    for headers in ({}, bearer("wrong"), cookie("wrong"), {"authorization": TOKEN}, {"cookie": ";;=,"}):
        answer = closed.get(address, headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert "doc-" not in answer.text
    assert closed.get(f"{address}?token=wrong").status_code == 401
    assert closed.post("/api/v1/code", json={"text": "a"}).status_code == 401


@pytest.mark.parametrize("headers", [bearer(TOKEN), cookie(TOKEN), {"authorization": f"bearer  {TOKEN}"}])
def test_the_token_opens(closed: httpx.Client, headers: dict[str, str]) -> None:
    assert closed.get(COUNTS, headers=headers).json()["documents"]


def test_a_token_in_the_address_becomes_a_cookie_and_is_gone_from_the_address(path: Path) -> None:
    with asking(Served(path, token=TOKEN, is_open=False)) as client:
        answer = client.get(f"/api/v1/events?actor=FRA&token={TOKEN}&limit=2")
        assert (answer.status_code, answer.headers["location"]) == (303, "/api/v1/events?actor=FRA&limit=2")
        told = answer.headers["set-cookie"].lower()
        assert "httponly" in told and "samesite=strict" in told
        assert client.get(answer.headers["location"]).status_code == 200  # the client keeps it
        connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80)
        connection.request("GET", f"//elsewhere.example/?token={TOKEN}")
        assert connection.getresponse().getheader("location") == "/elsewhere.example/"
        connection.close()


def test_no_token_opens_a_server_that_has_none(path: Path) -> None:
    with asking(Served(path, is_open=False)) as client:
        for headers in ({}, bearer("None"), {"authorization": "Bearer"}, cookie("")):
            assert client.get(COUNTS, headers=headers).status_code == 401


def test_only_the_token_lets_write(writable: httpx.Client) -> None:
    sent = {"text": "peace"}
    for headers in ({}, bearer("wrong"), cookie("wrong")):
        answer = writable.post("/api/v1/documents", json=sent, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "read_only")
        assert "--write" in answer.json()["hint"]
    assert writable.get(COUNTS).json()["documents"] == 1


def test_the_token_lets_nobody_write_to_a_server_that_only_shows(closed: httpx.Client) -> None:
    answer = closed.post("/api/v1/documents", json={"text": "peace"}, headers=bearer(TOKEN))
    assert (answer.status_code, answer.json()["code"]) == (403, "read_only")


# --- other names, other sites ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", ""]
)
def test_a_name_that_is_not_ours_is_refused(client: httpx.Client, host: str) -> None:
    answer = client.get(COUNTS, headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1:8000", "[::1]:80"])
def test_our_own_names_are_known(client: httpx.Client, host: str) -> None:
    assert client.get(COUNTS, headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_may_not_send_anything_in_a_visitors_name(
    writable: httpx.Client, headers: dict[str, str]
) -> None:
    for address in ("/api/v1/documents", "/api/v1/code", "/judge"):
        answer = writable.post(address, json={"text": "peace"}, headers={**headers, **cookie(TOKEN)})
        assert answer.status_code == 403
    assert writable.get(COUNTS).json()["documents"] == 1


def test_other_sites_are_told_nothing_of_sharing(client: httpx.Client) -> None:
    origin = {"origin": "https://elsewhere.example"}
    for answer in (
        client.get(COUNTS, headers=origin),
        client.options(COUNTS, headers={**origin, "access-control-request-method": "GET"}),
        client.post("/api/v1/code", headers=origin),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


# --- sizes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/api/v1/code", "/api/v1/documents", "/judge"])
def test_too_much_is_refused_before_it_is_read_whether_its_length_is_told_or_not(
    writable: httpx.Client, address: str
) -> None:
    headers = {**bearer(TOKEN), "content-type": "application/json"}

    def endless() -> Iterator[bytes]:
        for _ in range(2 + (MOST_BYTES >> 20)):
            yield b" " * (1 << 20)

    connection = http.client.HTTPConnection(writable.base_url.host, writable.base_url.port)
    connection.putrequest("POST", address)
    for name, value in {**headers, "content-length": str(MOST_BYTES + 1)}.items():
        connection.putheader(name, value)
    connection.endheaders()  # the length alone is enough
    assert connection.getresponse().status == 413
    connection.close()
    assert writable.post(address, content=endless(), headers=headers).status_code == 413
    assert writable.get(COUNTS).status_code == 200


# --- what every answer carries --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status"), [("/", 200), (COUNTS, 200), ("/nothing", 404), ("/api/v1/nothing", 404), ("/?token=x", 200)]
)
def test_every_answer_tells_the_browser_what_it_may_do(client: httpx.Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_mistake_of_ours_is_told_in_the_same_way(path: Path) -> None:
    app = create(Served(path))

    def broken() -> None:
        raise RuntimeError("oh")

    app.add_api_route("/api/v1/broken", broken)
    with asking(Served(path), app) as client:
        answer = client.get("/api/v1/broken")
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert client.get(COUNTS).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/events?limit=3", "/", "/search.csv?kind=event"])
def test_what_has_not_changed_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", {tag}'):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in again.headers
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_tag_changes_with_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "mine.ledger"
    with Ledger(path) as ledger, asking(Served(path)) as client:
        ledger.add(article(0))
        tag = client.get("/api/v1/events").headers["etag"]
        assert client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 304
        ledger.add(article(1))
        assert client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 200


def test_long_answers_are_packed_for_those_who_can_unpack_them(client: httpx.Client) -> None:
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80)

    def get(encoding: str) -> tuple[str | None, bytes]:
        connection.request("GET", "/api/v1/events", headers={"accept-encoding": encoding})
        answer = connection.getresponse()
        return answer.getheader("content-encoding"), answer.read()

    (packed_as, packed), (plain_as, plain) = get("gzip"), get("identity")
    connection.close()
    assert (packed_as, plain_as) == ("gzip", None)
    assert len(packed) < len(plain) / 3
    assert json.loads(gzip.decompress(packed)) == json.loads(plain)
