"""A topic as a matrix: who holds what about which proposal."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman import wording
from dragoman.ledger import Kept
from dragoman.link import answers
from dragoman.model import Mention, Position

_COLUMNS, _ROWS = 12, 25


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by proposals: in each cell the positions of one on the other, in order of time."""

    proposals: tuple[Kept[Position], ...]  # the first of each
    rows: tuple[tuple[Mention, tuple[tuple[Kept[Position], ...], ...]], ...]
    left_out: int  # proposals for which there is no room


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
