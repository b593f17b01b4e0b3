"""Serve a ledger to many clients at once, who ask its pages and the API changing questions, and time the answers.

    python bench/ledger.py --events 1000000 --ledger /tmp/big.ledger
    python bench/web.py --ledger /tmp/big.ledger --clients 20 --times 40
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import random
import re
import socket
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode

from dragoman.ledger import Ledger

_DRAWN = 2000  # of each thing that questions are about
Question = Callable[[random.Random], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--times", type=int, default=40, help="that each question is asked")
    parser.add_argument("--only", default="", help="questions with this in their name")
    given = parser.parse_args()
    with Ledger(given.ledger):
        pass  # brings it up to date, if it is an older one
    every = {name: question for name, question in questions(given.ledger).items() if given.only in name}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(given.ledger, port), daemon=True)
    server.start()
    try:
        wait_for(port)
        for name, question in every.items():  # what is worked out once is not what the many wait for
            begun = time.perf_counter()
            status = Client(port).ask(question(random.Random(0)))
            if (took := time.perf_counter() - begun) > 1:
                print(f"the first time: {name:36}{took:6.2f} s ({status})")
        ask_all(every, port, given.clients, given.times)
    finally:
        server.terminate()
        server.join()


def serve(ledger: Path, port: int) -> None:
    """The server, in a process of its own."""
    import uvicorn

    from dragoman.web import Served, create

    uvicorn.run(create(Served(ledger)), port=port, log_level="error")


def wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)


class Client:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, address: str) -> int:
        """The status of the answer, which is read to its end."""
        self._connection.request("GET", address, headers={"accept-encoding": "gzip"})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


def ask_all(every: dict[str, Question], port: int, clients: int, times: int) -> None:
    """Everything, in random order, by many at once: median and 95th percentile of each."""
    rng = random.Random(1)
    asked = [(name, question(rng)) for name, question in every.items() for _ in range(times)]
    rng.shuffle(asked)
    queue: Queue[tuple[str, str]] = Queue()
    for one in asked:
        queue.put(one)
    took: dict[str, list[float]] = {name: [] for name in every}
    statuses: Counter[tuple[str, int]] = Counter()

    def run() -> None:
        client = Client(port)
        while True:
            try:
                name, address = queue.get_nowait()
            except Empty:
                return
            begun = time.perf_counter()
            status = client.ask(address)
            took[name].append(time.perf_counter() - begun)
            statuses[name, status] += 1

    threads = [threading.Thread(target=run) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    print(f"\n{len(asked):,} questions by {clients} clients in {seconds:.0f} s, {len(asked) / seconds:.1f} a second")
    print(f"{'':40}{'median':>10}{'95 %':>10}{'worst':>10}   status")
    for name, seconds_each in took.items():
        told = " ".join(f"{status}×{n}" for (asker, status), n in statuses.items() if asker == name)
        median, most = statistics.median(seconds_each), sorted(seconds_each)[int(0.95 * (len(seconds_each) - 1))]
        print(f"{name:40}{1000 * median:7.0f} ms{1000 * most:7.0f} ms{1000 * max(seconds_each):7.0f} ms   {told}")
    everything = sorted(s for each in took.values() for s in each)
    median, most = statistics.median(everything), everything[int(0.95 * (len(everything) - 1))]
    print(f"{'all':40}{1000 * median:7.0f} ms{1000 * most:7.0f} ms")


def questions(ledger: Path) -> dict[str, Question]:
    """What is asked, by name; who, when and what are drawn from the ledger."""
    drawn = Drawn(ledger)

    def about(path: str, **words: Callable[[random.Random], str]) -> Question:
        return lambda rng: f"{path}?{urlencode({name: draw(rng) for name, draw in words.items()})}"

    def pair(path: str, a: str, b: str, **words: Callable[[random.Random], str]) -> Question:
        def ask(rng: random.Random) -> str:
            one, other = rng.choice(drawn.pairs)
            return f"{path}?{urlencode({a: one, b: other} | {name: draw(rng) for name, draw in words.items()})}"

        return ask

    actor, record, article = drawn.one_of("actors"), drawn.one_of("records"), drawn.one_of("articles")
    words, day, year = drawn.one_of("words"), drawn.one_of("days"), lambda rng: rng.choice(drawn.days)[:4]
    kind = lambda rng: rng.choice(("REJECT", "SANCTION", "ASSAULT", "CONSULT"))  # noqa: E731
    return {
        "/": lambda _: "/",
        "/search": lambda _: "/search",
        "/search?actor&type": about("/search", actor=actor, type=kind),
        "/search?text": about("/search", text=words),
        "/search?about": about("/search", about=words),
        "/search?actor&recipient&since": pair("/search", "actor", "recipient", since=day),
        "/acts": lambda _: "/acts",
        "/acts?actor&recipient": pair("/acts", "actor", "recipient"),
        "/acts?type&since": about("/acts", type=kind, since=day),
        "/act?id": about("/act", id=record),
        "/stories": lambda _: "/stories",
        "/story?id": about("/story", id=article),
        "/articles": lambda _: "/articles",
        "/articles?text": about("/articles", text=words),
        "/article?id": about("/article", id=article),
        "/actors": lambda _: "/actors",
        "/actor?name": about("/actor", name=actor),
        "/actor?name&since": about("/actor", name=actor, since=year),
        "/dyad?a&b": pair("/dyad", "a", "b"),
        "/dyad?a&b&since": pair("/dyad", "a", "b", since=day),
        "/topics": lambda _: "/topics",
        "/claims": lambda _: "/claims",
        "/map": lambda _: "/map",
        "/map?since&until": about("/map", since=year, until=year),
        "/network": lambda _: "/network",
        "/network?since&until": about("/network", since=year, until=year),
        "/record?id": about("/record", id=record),
        "/problems": lambda _: "/problems",
        "/api": lambda _: "/api",
        "/api/v1/documents?after": about("/api/v1/documents", after=article),
        "/api/v1/documents/ID": lambda rng: f"/api/v1/documents/{article(rng)}",
        "/api/v1/events?after": about("/api/v1/events", after=record),
        "/api/v1/events?actor&after": about("/api/v1/events", actor=actor, after=record),
        "/api/v1/events?actor&recipient": pair("/api/v1/events", "actor", "recipient"),
        "/api/v1/events?text&type": about("/api/v1/events", text=words, type=kind),
        "/api/v1/events?about": about("/api/v1/events", about=words),
        "/api/v1/events?limit=500": about("/api/v1/events", limit=lambda _: "500", since=day),
        "/api/v1/records/ID": lambda rng: f"/api/v1/records/{record(rng)}",
        "/api/v1/acts?actor": about("/api/v1/acts", actor=actor),
        "/api/v1/acts?actor&recipient": pair("/api/v1/acts", "actor", "recipient"),
        "/api/v1/acts/ID": lambda rng: f"/api/v1/acts/{record(rng)}",
        "/api/v1/stories?after": about("/api/v1/stories", after=article),
        "/api/v1/stories/ID": lambda rng: f"/api/v1/stories/{article(rng)}",
        "/api/v1/series?a&b": pair("/api/v1/series", "a", "b"),
        "/api/v1/network?since&until": about("/api/v1/network", since=year, until=year),
        "/api/v1/network?actor": about("/api/v1/network", actor=actor),
        "/api/v1/alerts": lambda _: "/api/v1/alerts",
        "/api/v1/actors?name": lambda rng: f"/api/v1/actors?name={rng.choice(('Kim', 'Haley', 'Union', 'Army'))}",
        "/api/v1/actors/NAME": lambda rng: f"/api/v1/actors/{actor(rng)}",
        "/api/v1/search?text": about("/api/v1/search", text=words),
        "/api/v1/counts": lambda _: "/api/v1/counts",
    }


class Drawn:
    """Things of a ledger, drawn at random."""

    def __init__(self, path: Path) -> None:
        rng = random.Random(2)
        with Ledger(path, read_only=True) as ledger:
            ask = ledger.connection.execute

            def some(table: str, columns: str) -> Iterator[tuple[str, ...]]:
                (most,) = ask(f"SELECT max(n) FROM {table}").fetchone()
                for _ in range(_DRAWN):
                    row = ask(f"SELECT {columns} FROM {table} WHERE n >= ? LIMIT 1", (rng.randint(1, most),)).fetchone()
                    yield row

            self.records = [id for id, kind in some("records", "id, kind") if kind == "event"]
            self.days = [day for (day,) in some("records", "first_day") if day]
            texts = list(some("documents", "id, text"))
            self.articles = [id for id, _ in texts]
            words = (re.findall(r"\w{5,}", text) for _, text in texts)
            self.words = [" ".join(rng.sample(found, 2)) for found in words if len(found) > 1]
            pairs = "SELECT a, b FROM event_dyads WHERE record >= ? AND b <> '' AND a <> b ORDER BY record LIMIT 1"
            (last,) = ask("SELECT max(n) FROM records").fetchone()
            self.pairs = [row for _ in range(_DRAWN) if (row := ask(pairs, (rng.randint(1, last),)).fetchone())]
            self.actors = [a for a, _ in self.pairs]

    def one_of(self, name: str) -> Callable[[random.Random], str]:
        """One of these, each time another."""
        return lambda rng: rng.choice(getattr(self, name))


if __name__ == "__main__":
    main()
