"""Topics: the matrix of who holds what about which proposal, with the words behind each cell."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import wire
from dragoman.ledger import Kept, Ledger
from dragoman.link import answers
from dragoman.link.matrix import matrix
from dragoman.link.words import plain, weight
from dragoman.model import Position
from dragoman.web.asking import Question
from dragoman.web.served import Served
from dragoman.web.views import View

_WORDS = 40  # of the index of topics
_LATEST = 2_000  # positions that the index is made from


def index(served: Served, question: Question) -> View:
    """The words that proposals share, as topics to begin with; and the latest positions."""
    words = served.remember("topics", _topics)
    with served.ask() as ledger:
        page = ledger.page("position", question.size, question.get("after"), **question.filters("position"))
    return View(
        "topics.html",
        "Positions: who wants what",
        {"words": words, "found": page.records, "after": page.after},
        lambda: {
            "topics": [{"word": word, "positions": count} for word, count in words],
            "records": [wire.record_json(kept) for kept in page.records],
            "after": page.after,
        },
        lambda: map(wire.flat, page.records),
        wire.columns("position"),
    )


def show(served: Served, question: Question) -> View:
    """The matrix of a topic, and who asked whom for what and what became of it."""
    topic = question.need("on", "sanctions")
    filters = question.filters("position")

    def work(ledger: Ledger) -> answers.Answers:
        return answers.on(ledger, topic, **filters)

    found = served.remember(("topic", topic, *sorted(filters.items())), work)
    return View(
        "topic.html",
        f"Positions on {topic}",
        {"topic": topic, "found": found, "matrix": matrix(found)},
        lambda: {"topic": topic, **wire.answers_json(found)},
        lambda: map(wire.flat, _every(found)),
        wire.columns("position"),
    )


def _every(found: answers.Answers) -> Sequence[Kept[Position]]:
    every = [kept for chain in found.chains for kept in (*chain.asks, *chain.answers)]
    return list({kept.record.id: kept for kept in (*every, *found.others)}.values())


def _topics(ledger: Ledger) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for kept in ledger.positions(limit=_LATEST):
        for word in {w for w in plain(kept.record.proposal) if len(w) > 3 and weight(w, w) > 0.5}:
            counts[word] = counts.get(word, 0) + 1
    shared = [(word, count) for word, count in counts.items() if count > 1] or list(counts.items())
    return sorted(shared, key=lambda item: (-item[1] * weight(item[0], item[0]), item[0]))[:_WORDS]
