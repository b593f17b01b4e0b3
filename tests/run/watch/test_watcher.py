"""The watcher against a real server: what is new is kept once, whatever servers and restarts do to it."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.watched import Watched
from dragoman.run import Alone, Keeper
from dragoman.run.watch import Feed, Folder, Tally, Watch, Watcher, load
from dragoman.run.watch.entries import entries
from tests.run.stand_in import StandIn
from tests.run.watch.server import Site, answer, article, rss, serving

NOW = 1_800_000_000.0
ALLOWED = (ipaddress.ip_network("127.0.0.1/32"),)


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: float = NOW
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


@dataclass
class Desk:
    """A ledger, and looks at a site with a new watcher each, as after a restart."""

    path: Path
    clock: Clock
    said: list[str] = field(default_factory=list)

    def look(self, *feeds: str, folders: tuple[Folder, ...] = (), pause: float = 2.0) -> Tally:
        watch = Watch(tuple(Feed(url, "The Paper") for url in feeds), folders, pause=pause, allow_addresses=ALLOWED)
        make: Any = StandIn
        engine = Alone(make)
        with Ledger(self.path) as ledger:
            keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options="")
            with Watcher(
                watch, ledger, engine, keeper, tell=self.said.append, clock=self.clock, sleep=self.clock.sleep
            ) as watcher:
                return watcher.look()

    def kept(self) -> list[str]:
        with Ledger(self.path) as ledger:
            return sorted(ledger.document(listed.id).document.source for listed in ledger.documents())

    def problems(self) -> list[str]:
        with Ledger(self.path) as ledger:
            return [f"{problem.source}: {problem.reason}" for problem in ledger.problems()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "news.ledger", Clock())


def test_what_is_new_is_kept_once(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a", f"{site.base}/b?utm_source=rss", etag='"1"')}
    site.pages |= {"/a": article("Talks end"), "/b": article("Envoys meet")}
    assert desk.look(f"{site.base}/feed") == Tally(asked=1, named=2, kept=2)
    assert desk.kept() == [f"{site.base}/a", f"{site.base}/b"]
    assert desk.look(f"{site.base}/feed") == Tally(), "its time has not come"
    desk.clock.now += 901
    assert desk.look(f"{site.base}/feed") == Tally(asked=1), "304"
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    site.pages |= {"/feed": rss("/a", "/b", "/c", etag='"2"'), "/c": article("Army moves")}
    desk.clock.now += 901
    assert desk.look(f"{site.base}/feed") == Tally(asked=1, named=1, kept=1)
    assert [path for path in site.paths() if path in ("/a", "/b", "/c")] == ["/a", "/b", "/c"]


def test_what_the_feed_tells_stands_in_for_what_the_page_does_not(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": article("Talks end")}
    html = []
    make: Any = StandIn

    class Seen(StandIn):
        def code(self, raws):  # type: ignore[no-untyped-def]
            html.extend(raws)
            return super().code(raws)

    make = Seen
    engine = Alone(make)
    with Ledger(desk.path) as ledger:
        keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options="")
        watch = Watch((Feed(f"{site.base}/feed", "The Paper"),), allow_addresses=ALLOWED)
        with Watcher(watch, ledger, engine, keeper, tell=print, clock=desk.clock, sleep=desk.clock.sleep) as watcher:
            watcher.look()
    (raw,) = html
    assert (raw.title, str(raw.published), raw.publisher) == ("Talks end", "2021-03-04", "The Paper")
    assert raw.url == raw.source == f"{site.base}/a"


def test_one_host_is_not_hurried(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": article("A meets"), "/b": article("B meets")}
    site.pages["/robots.txt"] = answer(200, b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    desk.look(f"{site.base}/feed")
    assert site.paths() == ["/feed", "/robots.txt", "/a", "/b"]
    assert desk.clock.slept == [2.0, 2.0, 7.0]


def test_robots_txt_is_obeyed(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/open", "/closed/a", "/moved"), "/open": article("Open"), "/closed/a": article("No")}
    site.pages |= {"/moved": answer(302, Location="/closed/a")}
    site.pages["/robots.txt"] = answer(200, b"User-agent: dragoman\nDisallow: /closed/\n", "text/plain")
    assert desk.look(f"{site.base}/feed") == Tally(asked=1, named=3, kept=1, set_aside=2)
    assert "/closed/a" not in site.paths()
    assert all("robots.txt forbids it" in problem for problem in desk.problems())
    desk.clock.now += 100_000
    desk.look(f"{site.base}/feed")
    assert site.paths().count("/moved") == 1


def test_robots_txt_that_cannot_be_read_means_later(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": article("Talks end"), "/robots.txt": answer(503)}
    assert desk.look(f"{site.base}/feed").kept == 0 and "/a" not in site.paths()
    del site.pages["/robots.txt"]
    desk.clock.now += 61
    assert desk.look(f"{site.base}/feed").kept == 1


def test_a_busy_server_is_left_alone_as_long_as_it_says(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": answer(429, Retry_After="600"), "/b": article("B meets")}
    assert desk.look(f"{site.base}/feed").kept == 0
    assert site.paths().count("/a") == 1 and "/b" not in site.paths()
    assert max(desk.clock.slept) < 10, "nobody waits for it"
    site.pages["/a"] = article("A meets")
    desk.clock.now += 300
    assert desk.look(f"{site.base}/feed").kept == 0
    desk.clock.now += 301
    assert desk.look(f"{site.base}/feed").kept == 2


def test_a_feed_that_fails_is_asked_ever_more_rarely(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = answer(500)
    waits = []
    for _ in range(4):
        before = desk.clock.now
        desk.look(f"{site.base}/feed")
        with Ledger(desk.path) as ledger:
            desk.clock.now = Watched(ledger.connection).feed(f"{site.base}/feed").next_at
        waits.append(desk.clock.now - before)
    assert waits == [60, 120, 240, 480] and "status 500; asked again in 60 s" in desk.said[0]
    site.pages["/feed"] = rss()
    desk.look(f"{site.base}/feed")
    with Ledger(desk.path) as ledger:
        assert Watched(ledger.connection).feed(f"{site.base}/feed").failures == 0


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (answer(404), "status 404"),
        (answer(200, b"%PDF", "application/pdf"), "it is no page but application/pdf"),
        (answer(302, Location="http://169.254.169.254/"), "private network"),
        (answer(302, Location="file:///etc/passwd"), "only http and https"),
        (answer(200, b"<html><body></body></html>"), "no article was found"),
    ],
)
def test_what_will_not_be_had_is_set_aside_and_not_asked_for_again(site: Site, desk: Desk, page, reason: str) -> None:  # type: ignore[no-untyped-def]
    site.pages |= {"/feed": rss("/bad", "/good"), "/bad": page, "/good": article("Good news")}
    tally = desk.look(f"{site.base}/feed")
    assert (tally.kept, tally.set_aside, desk.kept()) == (1, 1, [f"{site.base}/good"])
    assert reason in desk.problems()[0]
    desk.clock.now += 100_000
    desk.look(f"{site.base}/feed")
    assert site.paths().count("/bad") == 1
    with Ledger(desk.path) as ledger:
        note = Watched(ledger.connection).note_of(f"{site.base}/bad")
    assert reason in (note or "")


def test_what_fails_for_now_is_asked_for_some_times(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": answer(200, b"short", Content_Length="1000")}
    for _ in range(10):
        desk.look(f"{site.base}/feed")
        desk.clock.now += 30_000
    assert site.paths().count("/a") == 5
    assert any("(asked 5 times)" in problem for problem in desk.problems())


def test_an_article_under_two_addresses_is_kept_once(site: Site, desk: Desk) -> None:
    own = f"{site.base}/world/talks"
    site.pages |= {"/feed": rss("/a", "/b", "/c"), "/a": article("Talks end", canonical=own)}
    site.pages |= {"/b": article("Talks end again", canonical=own), "/c": answer(301, Location="/world/talks")}
    site.pages["/world/talks"] = article("Talks end thrice")
    desk.look(f"{site.base}/feed")
    assert len(desk.kept()) <= 2
    site.pages["/feed"] = rss("/world/talks", "/c")
    desk.clock.now += 1000
    assert desk.look(f"{site.base}/feed").named == 0


def test_a_foreign_page_cannot_speak_for_another(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": article("Talks end", canonical="https://paper.example/scoop")}
    desk.look(f"{site.base}/feed")
    with Ledger(desk.path) as ledger:
        assert not Watched(ledger.connection).is_kept("https://paper.example/scoop")


def test_what_was_fetched_but_not_kept_comes_again(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": article("A meets"), "/b": article("B meets")}

    def killed(self: StandIn, raws: object) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patch:
        patch.setattr(StandIn, "code", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.look(f"{site.base}/feed")
    assert desk.kept() == []
    assert desk.look(f"{site.base}/feed") == Tally(kept=2)


def test_folders(site: Site, desk: Desk, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    def put(name: str, text: str, age: float) -> None:
        (inbox / name).write_text(text)
        os.utime(inbox / name, (NOW - age, NOW - age))

    folders = (Folder(inbox, "The Desk"),)
    put("a.txt", "Ministers met in Oslo.", 100)
    put("b.txt", "This one is still being written", 0.5)
    put(".hidden.txt", "no", 100)
    put("c.png", "no", 100)
    assert desk.look(folders=folders).kept == 1
    desk.clock.now += 10
    assert desk.look(folders=folders).kept == 1
    assert desk.look(folders=folders).kept == 0
    put("a.txt", "Ministers met in Rome.", 50)
    assert desk.look(folders=folders).kept == 1
    desk.look(folders=(Folder(tmp_path / "none"),))
    assert "there is no such folder" in desk.said[-1]


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>A &amp; B</title>
<link href="/a"/><updated>2021-03-04T10:00:00Z</updated><published>2021-03-03T23:00:00Z</published></entry></feed>"""


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (ATOM, [("http://p.example/a", "A & B", "2021-03-03")]),
        (b"<rss><channel><item><link>javascript:alert(1)</link></item></channel></rss>", []),
        (b"<rss version='2.0'><channel><item><title>cut <link>http://p.example/a", None),
        (b"<html><body>no feed</body></html>", None),
        (b"", None),
        (b"\x00\xff\xfe", None),
        ("<?xml version='1.0' encoding='utf-16'?><rss>\ud800</rss>".encode("utf-16", "surrogatepass"), None),
        (
            b"<rss version='2.0'><channel><item><link>http://[</link></item>"
            b"<item><link>http://p.example/b</link></item></channel></rss>",
            [("http://p.example/b", None, "None")],
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
            b"<item><title>&x;</title><link>http://p.example/a</link></item></channel></rss>",
            [("http://p.example/a", None, "None")],
        ),
    ],
)
def test_feeds_of_all_kinds(data: bytes, found: list[tuple[str, str | None, str]] | None) -> None:
    got = entries(data, "http://p.example/feed")
    told = None if got is None else [(entry.url, entry.title, str(entry.published)) for entry in got]
    if found is None:
        assert not told or told[0][0] == "http://p.example/a"
    else:
        assert [one[0] for one in told or []] == [one[0] for one in found]
        assert "root:" not in str(told)


def test_a_bomb_of_entities_is_no_feed() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    data = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{levels}]><rss version="2.0"><channel><item>'
    entries((data + "<title>&l11;</title></item></channel></rss>").encode(), "http://p.example/feed")


def test_the_file_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'every = "1h"\npause = 5\ncontact = "desk@paper.example"\nallow_addresses = ["10.0.0.0/8"]\n'
        '[[feed]]\nurl = "https://paper.example/rss"\npublisher = "The Paper"\nevery = "10m"\n'
        '[[folder]]\npath = "inbox"\n'
    )
    watch = load(path)
    assert watch.feeds == (Feed("https://paper.example/rss", "The Paper", 600.0),)
    assert watch.folders == (Folder(tmp_path / "inbox"),)
    assert (watch.every, watch.pause, watch.contact) == (3600.0, 5.0, "desk@paper.example")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names nothing to watch"),
        ("[[feed]]\n", "a feed needs an http"),
        ('[[feed]]\nurl = "file:///etc/passwd"\n', "a feed needs an http"),
        ('[[feed]]\nurl = "https://p.example/"\nevry = 3\n', "did you mean every"),
        ('every = "soon"\n[[feed]]\nurl = "https://p.example/"\n', "is no span of time"),
        ('every = 5\n[[feed]]\nurl = "https://p.example/"\n', "more often than once a minute"),
        ('allow_addresses = ["here"]\n[[feed]]\nurl = "https://p.example/"\n', "here"),
        ('contact = "a\\nb"\n[[feed]]\nurl = "https://p.example/"\n', "contact"),
        ("[[folder]]\n", "a folder needs a path"),
        ("feed = 3\n", "must be tables"),
        ("= 3\n", "TOML"),
    ],
)
def test_what_is_wrong_in_it_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(DragomanError, match=message) as caught:
        load(tmp_path / "feeds.toml")
    assert "feeds.toml" in caught.value.message


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="there is no file"):
        load(tmp_path / "none.toml")
