"""Who asked whom for what, and what became of it: demands and their answers, in whichever articles they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, Unpack

from dragoman.errors import NotThereError
from dragoman.extract.normal_forms import normal_form, stem
from dragoman.ledger import Filters, Kept, Ledger
from dragoman.link.words import plain, weight
from dragoman.model import Mention, Position

Outcome = Literal["open", "accepted", "refused", "refused, then accepted", "accepted, then refused"]

_ASKS = frozenset({"demand", "propose", "offer", "threaten"})
_YES = frozenset({"accept", "support"})
_NO = frozenset({"refuse", "decline", "oppose"})
_FOR = frozenset({"demand", "propose", "offer", "promise", "support", "accept"})
_DENIALS = frozenset({"not", "no", "never"})
_PATIENCE_DAYS = 180  # an answer after longer is to another demand
_SAME = 0.6  # of the weight of the shorter proposal's words: from here on two wordings ask the same
_AT_ONCE_DAYS = 2  # opposite positions closer than this contradict each other; later ones are a change
_WHO_IS_ASKED = frozenset({"actor", "recipient", "party"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A demand, proposal, offer or threat, as often as it was made, and what was answered to it, in order of time."""

    asks: tuple[Kept[Position], ...]
    answers: tuple[Kept[Position], ...]
    outcome: Outcome

    @property
    def first(self) -> Kept[Position]:
        return self.asks[0]


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder with two positions that do not go together: a change in time, or a contradiction at one time."""

    before: Kept[Position]
    after: Kept[Position]
    is_contradiction: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What there is on a topic."""

    chains: tuple[Chain, ...]
    turns: tuple[Turn, ...]
    others: tuple[Kept[Position], ...]  # positions that neither ask nor answer what somebody here asked


def on(ledger: Ledger, topic: str, **filters: Unpack[Filters]) -> Answers:
    """The demands on a topic, with their answers. A filter by actor keeps the chains in which the actor has a part.

    Raises DragomanError where no position has the words of the topic, naming near ones.
    """
    wide: Filters = {**filters, "about": topic}
    mine: set[str] | None = None
    if any(filters.get(role) for role in _WHO_IS_ASKED):
        mine = {kept.record.id for kept in ledger.positions(**wide)}
        for role in _WHO_IS_ASKED:
            wide.pop(role, None)  # type: ignore[misc]
    wide.pop("limit", None)
    found = sorted(ledger.positions(**wide), key=_when)
    if not found:
        _explain_nothing(ledger, topic)
    answers = related(found)
    if mine is None:
        return answers

    def concerns(*kept: Kept[Position]) -> bool:
        return any(k.record.id in mine for k in kept)

    return Answers(
        tuple(c for c in answers.chains if concerns(*c.asks, *c.answers)),
        tuple(t for t in answers.turns if concerns(t.before, t.after)),
        tuple(k for k in answers.others if concerns(k)),
    )


def related(found: Sequence[Kept[Position]]) -> Answers:
    """Positions in order of time, sorted into demands with their answers, turns, and the rest."""
    asks: list[list[Kept[Position]]] = []
    for kept in found:
        if kept.record.stance in _ASKS:
            for group in asks:
                if _same_ask(group[0].record, kept.record):
                    group.append(kept)
                    break
            else:
                asks.append([kept])
    chains: list[Chain] = []
    used: set[str] = set()
    for group in asks:
        answers = [kept for kept in found if any(_answers(kept, ask) for ask in group)]
        used.update(kept.record.id for kept in (*group, *answers))
        chains.append(Chain(tuple(group), tuple(answers), _outcome(group, answers)))
    others = tuple(kept for kept in found if kept.record.id not in used)
    return Answers(tuple(chains), tuple(_turns(found)), others)


def _same_ask(a: Position, b: Position) -> bool:
    return (
        a.stance == b.stance
        and bool(_parties([a.holder]) & _parties([b.holder]))
        and _is_denied(a) == _is_denied(b)
        and says_the_same(a, b)
    )


def _answers(kept: Kept[Position], ask: Kept[Position]) -> bool:
    """Whether a position answers a demand: as its article says, or by somebody else, not before it, in like words."""
    answer, asked = kept.record, ask.record
    if answer.stance not in _YES | _NO:
        return False
    if answer.answers is not None:
        return answer.answers == asked.id
    holder = _parties([answer.holder])
    if holder & _parties([asked.holder]) or not _is_after(ask, kept):
        return False
    addressees = _parties(asked.addressees)
    is_asked = not addressees or bool(holder & addressees)
    replies = bool(_parties(answer.addressees) & _parties([asked.holder]))
    return (is_asked or replies or answer.stance in ("support", "oppose")) and says_the_same(answer, asked, True)


def _outcome(asks: list[Kept[Position]], answers: list[Kept[Position]]) -> Outcome:
    """What those who were asked said last; what others think of it decides nothing."""
    asked = {party for ask in asks for party in _parties(ask.record.addressees)}
    said = [
        kept.record.stance in _YES
        for kept in answers
        if (_parties([kept.record.holder]) & asked if asked else kept.record.stance not in ("support", "oppose"))
    ]
    if not said:
        return "open"
    last = said[-1]
    if last and False in said:
        return "refused, then accepted"
    if not last and True in said:
        return "accepted, then refused"
    return "accepted" if last else "refused"


def _turns(found: Sequence[Kept[Position]]) -> Iterator[Turn]:
    """For each holder and proposal, each place where the one position follows on the opposite one."""
    by_holder: dict[str, list[Kept[Position]]] = {}
    for kept in found:
        if kept.record.stance != "threaten":
            for party in _parties([kept.record.holder]):
                by_holder.setdefault(party, []).append(kept)
    for mine in by_holder.values():
        for i, after in enumerate(mine):
            before = next((k for k in reversed(mine[:i]) if says_the_same(k.record, after.record, True)), None)
            if before is not None and _is_for(before.record) != _is_for(after.record):
                gap = _days(before, after)
                yield Turn(before, after, gap is not None and gap < _AT_ONCE_DAYS)


# --- what is the same -----------------------------------------------------------------------------------------------


def says_the_same(a: Position, b: Position, whoever: bool = False) -> bool:
    """Whether two proposals ask the same of the same (or of anybody: ``whoever``), in whatever words."""
    mine, theirs = normal_form(a), normal_form(b)
    if not whoever and mine.responsible and theirs.responsible and not mine.responsible & theirs.responsible:
        return False
    left, right = mine.object | {mine.action}, theirs.object | {theirs.action}
    heavy = _weights(a.proposal, b.proposal)
    total = min(_total(left, heavy), _total(right, heavy))
    return total > 0 and _total(left & right, heavy) >= _SAME * total


def _weights(*texts: str) -> dict[str, float]:
    return {stem(word): weight(word, word) for text in texts for word in plain(text) if word not in _DENIALS}


def _total(words: Iterable[str], heavy: dict[str, float]) -> float:
    return sum(heavy.get(word, 0.0) for word in words)


def _parties(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.code or m.entity for m in mentions)


def _is_for(position: Position) -> bool:
    """Whether the holder wants the act: who demands that it be not done is against it."""
    return (position.stance in _FOR) != _is_denied(position)


def _is_denied(position: Position) -> bool:
    return bool(_DENIALS & set(plain(position.proposal)[:3]))


def _when(kept: Kept[Position]) -> tuple[str, str, int, str]:
    day = kept.published.isoformat() if kept.published else "9999"
    return day, kept.document, kept.record.sentence, kept.record.id


def _days(before: Kept[Position], after: Kept[Position]) -> int | None:
    if before.published is None or after.published is None:
        return 0 if before.document == after.document else None
    return (after.published - before.published).days


def _is_after(ask: Kept[Position], answer: Kept[Position]) -> bool:
    if ask.document == answer.document:
        return answer.record.sentence >= ask.record.sentence
    gap = _days(ask, answer)
    return gap is None or 0 <= gap <= _PATIENCE_DAYS


def _explain_nothing(ledger: Ledger, topic: str) -> None:
    """Raise DragomanError: the topic is not known, or not in this window."""
    everywhere = ledger.count("position", about=topic)
    if everywhere:
        raise NotThereError(
            f"no position on {topic!r} in this window",
            f"there are {everywhere} outside it: widen --since, --until, --as-of",
        )
    known = {word for kept in ledger.positions() for word in plain(kept.record.proposal) if len(word) > 3}
    near = [w for word in plain(topic) for w in get_close_matches(word, known, 3, 0.7)]
    hint = f"near: {', '.join(dict.fromkeys(near))}" if near else "give words that a proposal has, such as: sanctions"
    raise NotThereError(f"no position on {topic!r}", hint)
