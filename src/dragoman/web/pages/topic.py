"""Topics: the matrix of who holds what about which proposal, with the words behind each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import wire, wording
from dragoman.ledger import Kept, Ledger
from dragoman.link import answers
from dragoman.link.words import plain, weight
from dragoman.model import Mention, Position
from dragoman.web.asking import Question
from dragoman.web.served import Served
from dragoman.web.views import View

_WORDS = 40  # of the index of topics
_LATEST = 2_000  # positions that the index is made from
_COLUMNS, _ROWS = 12, 25


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by proposals: in each cell the positions of one on the other, in order of time."""

    proposals: tuple[Kept[Position], ...]  # the first of each
    rows: tuple[tuple[Mention, tuple[tuple[Kept[Position], ...], ...]], ...]
    left_out: int  # proposals for which there is no room


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
        lambda: {
            "topic": topic,
            "chains": [wire.chain_json(chain) for chain in found.chains],
            "turns": [wire.turn_json(turn) for turn in found.turns],
            "others": [wire.record_json(kept) for kept in found.others],
        },
        lambda: map(wire.flat, _every(found)),
        wire.columns("position"),
    )


def matrix(found: answers.Answers) -> Matrix:
    """Proposals that are the same in other words stand in one column; those that most hold a view on come first."""
    groups: list[list[Kept[Position]]] = [[*chain.asks, *chain.answers] for chain in found.chains]
    for kept in found.others:
        for group in groups:
            if answers.says_the_same(group[0].record, kept.record, True):
                group.append(kept)
                break
        else:
            groups.append([kept])
    groups.sort(key=lambda group: (-len({_holder(kept) for kept in group}), -len(group), group[0].record.id))
    shown = groups[:_COLUMNS]
    holders: dict[str, Mention] = {}
    weights: dict[str, int] = {}
    for group in shown:
        for kept in group:
            holders.setdefault(_holder(kept), kept.record.holder)
            weights[_holder(kept)] = weights.get(_holder(kept), 0) + 1
    rows = [
        (holders[holder], tuple(tuple(kept for kept in group if _holder(kept) == holder) for group in shown))
        for holder in sorted(holders, key=lambda holder: (-weights[holder], holder))[:_ROWS]
    ]
    return Matrix(tuple(group[0] for group in shown), tuple(rows), len(groups) - len(shown))


def _holder(kept: Kept[Position]) -> str:
    return kept.record.holder.code or wording.party(kept.record.holder)


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
