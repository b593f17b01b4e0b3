"""Fetching: redirects, limits, and machines that may not be asked; against a real server on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from dragoman.run.watch import addresses
from dragoman.run.watch.fetch import Fetcher, UnfetchableError
from dragoman.run.watch.links import canonical
from tests.run.watch.server import Site, answer, serving

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


def fetcher(**limits: float) -> Fetcher:
    return Fetcher(contact="desk@paper.example", allowed=LOOPBACK, **limits)  # type: ignore[arg-type]


def test_a_page_and_who_asked(site: Site) -> None:
    site.pages["/a?b=c&d=%20"] = answer(200, "Grüße".encode(), "text/plain")
    got = fetcher().get(f"{site.base}/a?b=c&d=%20", headers={"If-None-Match": '"x"'})
    assert (got.status, got.body.decode(), got.url) == (200, "Grüße", f"{site.base}/a?b=c&d=%20")
    ((_, headers),) = site.asked
    assert headers["User-Agent"].startswith("dragoman/") and "desk@paper.example" in headers["User-Agent"]
    assert headers["Host"] == site.base.removeprefix("http://") and headers["If-None-Match"] == '"x"'


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    site.pages["/old"] = answer(status, Location="/new")
    site.pages["/new"] = answer(200, b"here")
    assert fetcher().get(f"{site.base}/old").url == f"{site.base}/new"


def test_redirects_have_an_end(site: Site) -> None:
    site.pages["/loop"] = answer(302, Location="/loop")
    with pytest.raises(UnfetchableError, match="more than 5 redirects"):
        fetcher().get(f"{site.base}/loop")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.2/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://[::1]/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://0x7f000002/", "private network"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/", "only http and https"),
        ("http://user:secret@127.0.0.1/", "password"),
    ],
)
def test_a_redirect_does_not_lead_where_nobody_may_go(site: Site, target: str, reason: str) -> None:
    site.pages["/a"] = answer(302, Location=target)
    with pytest.raises(UnfetchableError, match=reason) as caught:
        fetcher().get(f"{site.base}/a")
    assert caught.value.is_lasting


def test_loopback_is_not_asked_unless_allowed(site: Site) -> None:
    site.pages["/"] = answer(200, b"secret")
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(UnfetchableError, match="private network"):
            Fetcher().get(f"http://{host}:{site.base.rpartition(':')[2]}/")
    assert site.asked == []


def test_a_name_that_changes_its_meaning_is_looked_up_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the first answer is public, the second one would be private."""
    port = int(site.base.rpartition(":")[2])
    asked = []

    def look_up(host: str, *rest: object, **more: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port))]

    connected = []
    whole = socket.create_connection

    def connect(address: tuple[str, int], **more: float) -> socket.socket:
        connected.append(address[0])
        return whole(address, **more)

    site.pages["/"] = answer(200, b"here")
    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr("dragoman.run.watch.fetch.socket.create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(UnfetchableError):
        fetcher().get(f"http://rebinding.example:{port}/")  # create_connection itself asks about the number
    assert connected == ["127.0.0.1"] and asked[0] == "rebinding.example" and "rebinding.example" not in asked[1:]


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("127.0.0.1", False), ("0.0.0.0", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::", False), ("::1", False),
        ("fe80::1", False), ("fc00::1", False), ("::ffff:192.168.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_public_and_private(address: str, is_public: bool) -> None:
    assert addresses.is_public(ipaddress.ip_address(address)) is is_public


def test_packed_pages_and_bombs(site: Site) -> None:
    site.pages["/good"] = answer(200, gzip.compress(b"word " * 1000), Content_Encoding="gzip")
    site.pages["/bomb"] = answer(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    site.pages["/long"] = answer(200, b"x" * 200_000)
    site.pages["/broken"] = answer(200, b"no gzip", Content_Encoding="gzip")
    site.pages["/other"] = answer(200, b"?", Content_Encoding="br")
    small = fetcher(max_bytes=100_000)
    assert small.get(f"{site.base}/good").body == b"word " * 1000
    for path in ("/bomb", "/long"):
        with pytest.raises(UnfetchableError, match="a page of more than 100,000 bytes"):
            small.get(site.base + path)
    for path in ("/broken", "/other"):
        with pytest.raises(UnfetchableError):
            small.get(site.base + path)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def silence(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


@pytest.mark.parametrize("page", [drip, drip_headers, silence])
def test_slow_servers_are_left(site: Site, page) -> None:  # type: ignore[no-untyped-def]
    site.pages["/"] = page
    began = time.monotonic()
    with pytest.raises(UnfetchableError, match="no whole answer within") as caught:
        fetcher(whole_s=0.5).get(site.base)
    assert not caught.value.is_lasting and time.monotonic() - began < 4


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xff no HTTP at all\r\n\r\n")


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(1000)) + b"\r\n")


@pytest.mark.parametrize("page", [cut_short, nonsense, hang_up, endless_headers])
def test_broken_answers(site: Site, page) -> None:  # type: ignore[no-untyped-def]
    site.pages["/"] = page
    with pytest.raises(UnfetchableError) as caught:
        fetcher().get(site.base)
    assert not caught.value.is_lasting


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnfetchableError):
        fetcher().get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://Paper.Example:443/World/a?id=7#top", "https://paper.example/World/a?id=7"),
        ("http://paper.example", "http://paper.example/"),
        ("http://paper.example:8080/a?utm_source=x&id=7&fbclid=y", "http://paper.example:8080/a?id=7"),
        ("https://paper.example/a?utm_medium=rss", "https://paper.example/a"),
        ("https://paper.example/a?b", "https://paper.example/a?b"),
        ("https://paper.example./a", "https://paper.example/a"),
        ("http://[2001:db8::1]:80/a", "http://[2001:db8::1]/a"),
        ("mailto:desk@paper.example", None), ("javascript:alert(1)", None), ("/relative", None), ("", None),
        ("http://user:pw@paper.example/", None), ("http://paper.example:port/", None), ("http://a b/", None),
        ("http://[", None),
    ],
)  # fmt: skip
def test_one_name_for_one_article(url: str, plain: str | None) -> None:
    assert canonical(url) == plain
    if plain:
        assert canonical(plain) == plain
