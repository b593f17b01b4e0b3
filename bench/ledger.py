"""Fill a ledger with made-up articles and events, link it, and time what users ask of it.

    python bench/ledger.py --events 1000000 --ledger /tmp/big.ledger     # keeps and reuses the ledger
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from dragoman import link
from dragoman.export import export
from dragoman.ledger import Ledger, writing
from dragoman.link import acts_asked, measures
from dragoman.model import CodedDocument, Document, Event, EventDate, EventType, Mention, Paragraph, Quote, Size, Span
from dragoman.ontology import quad_of, score_of

_STATES = [
    "USA", "RUS", "CHN", "IRN", "PRK", "KOR", "JPN", "GBR", "FRA", "DEU", "UKR", "ISR", "SYR", "TUR", "SAU", "IND",
    "PAK", "AFG", "EGY", "IRQ", "VEN", "BRA", "MEX", "CAN", "AUS", "PHL", "VNM", "MMR", "ETH", "SOM", "SDN", "NGA",
]  # fmt: skip
_A_DAY, _EVENTS_EACH = 250, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, default=Path("bench.ledger"))
    given = parser.parse_args()
    if not given.ledger.exists():
        fill(given.ledger, given.events // _EVENTS_EACH)
    with Ledger(given.ledger) as ledger:
        begun = time.perf_counter()
        linked = link.update(ledger)
        took = time.perf_counter() - begun
        if linked:
            print(f"linked {linked:,} articles in {took:.0f} s, {linked / took:.0f} a second")
    ask(given.ledger)
    print(f"ledger {given.ledger.stat().st_size / 1e9:.2f} GB, peak memory {_peak_mib():.0f} MiB")


def fill(path: Path, documents: int) -> None:
    """Articles of some hundred words, a fifth of them copies, with events between states that are not alike busy."""
    rng = random.Random(1)
    text = (Path(link.__file__).parent / "common_words.txt").read_text("utf-8").split()
    weights = list(accumulate(1 / (i + 10) for i in range(len(text))))
    busy = list(accumulate(1 / (i + 2) for i in range(len(_STATES))))
    begun, recent = time.perf_counter(), list[str]()
    with Ledger(path) as ledger:
        run = ledger._run("bench", "none", "")
        for at in range(0, documents, 1000):
            ledger.connection.execute("BEGIN")
            for n in range(at, min(at + 1000, documents)):
                body = " ".join(rng.choices(text, cum_weights=weights, k=rng.randint(60, 160)))
                if recent and rng.random() < 0.2:
                    body = rng.choice(recent)
                recent = [*recent[-300:], body]
                coded = article(rng, n, body, busy)
                writing.write(ledger.connection, coded, str(n), run)
            ledger.connection.execute("COMMIT")
    took = time.perf_counter() - begun
    print(f"filled {documents:,} articles, {documents * _EVENTS_EACH:,} events in {took:.0f} s")


def article(rng: random.Random, n: int, body: str, busy: list[float]) -> CodedDocument:
    day = dt.date(2015, 1, 1) + dt.timedelta(days=n // _A_DAY)
    document = Document(
        f"d{n}", body, (Paragraph(Span(0, len(body))),), title=body[:60], published=day, publisher=f"paper {n % 97}"
    )
    events = tuple(_event(rng, f"{n:x}-{i}", body, day, busy) for i in range(_EVENTS_EACH))
    return CodedDocument(document, events=events, coder="bench", model="none")


def _event(rng: random.Random, id: str, body: str, day: dt.date, busy: list[float]) -> Event:
    a, b = rng.choices(_STATES, cum_weights=busy, k=2)
    event = rng.choice(list(EventType))
    when = day - dt.timedelta(days=rng.choice([0, 0, 0, 1, 1, 2]))
    at = rng.randrange(max(1, len(body) - 80))
    return Event(
        id, 0, event, None, (), (), quad_of(event), score_of(event, None), (_party(a),), (_party(b),),
        EventDate(when.isoformat(), "day"), None, Size(), None, Quote(at, at + 10, body[at : at + 10]),
        Quote(at, at + 80, body[at : at + 80]), rng.random(), f"bench:{event}",
    )  # fmt: skip


def _party(code: str) -> Mention:
    name, entity = code.title(), f"{code.lower()}/state"
    return Mention(Span(0, 3), name, 0, 0, entity, name, "state", code, "GOV", None, "name")


def ask(path: Path) -> None:
    """The questions, each asked five times: median and worst."""
    with Ledger(path, read_only=True) as ledger:
        questions: dict[str, Callable[[], object]] = {
            "events of a pair in a month": lambda: list(
                ledger.events(actor="USA", recipient="PRK", since="2016-03", until="2016-03", limit=50)
            ),
            "events of one type, newest 50": lambda: list(ledger.events(event="SANCTION", limit=50)),
            "events of an actor, newest 50": lambda: list(ledger.events(actor="IRN", limit=50)),
            "full text, 50 events": lambda: list(ledger.events(text="missile treaty", limit=50)),
            "full text of records, 50 events": lambda: list(ledger.events(about="missile treaty", limit=50)),
            "acts of a pair in a month": lambda: list(
                acts_asked.acts(ledger, actor="USA", recipient="PRK", since="2016-03", until="2016-03", limit=50)
            ),
            "acts, newest 50": lambda: list(acts_asked.acts(ledger, limit=50)),
            "series of the busiest pair by week": lambda: measures.series(ledger, "USA", "RUS"),
            "series as of a day": lambda: measures.series(ledger, "USA", "RUS", as_of="2016-06-30"),
            "network of a year": lambda: measures.network(ledger, since="2016", until="2016"),
            "network of all": lambda: measures.network(ledger),
            "alerts by week": lambda: list(measures.alerts(ledger)),
            "busiest dyads": lambda: ledger.dyads(),
        }
        for name, question in questions.items():
            times = [_timed(question) for _ in range(5)]
            print(f"{name:40} {statistics.median(times):7.3f} s   worst {max(times):7.3f} s")
        target = path.with_suffix(".parquet")
        begun = time.perf_counter()
        rows = export(ledger, target, "parquet", "event", force=True).rows
        took = time.perf_counter() - begun
        print(f"export of {rows:,} events to Parquet: {took:.1f} s, {rows / took:,.0f} rows a second")
        for made in (target, target.with_name(target.name + ".manifest.json")):
            made.unlink()


def _timed(question: Callable[[], object]) -> float:
    begun = time.perf_counter()
    question()
    return time.perf_counter() - begun


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
