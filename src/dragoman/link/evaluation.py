"""How good the coding is, measured against a user's own gold: precision, recall, confusion, the worth of confidence.

Gold is a folder with ``ID.txt`` and ``ID.json`` for each article, as `dragoman review --export` writes it. A coded
record is right when it is the gold record's kind, its words overlap those of the gold record, and its parties are the
same: by code where gold has one, else by a word in common. Each gold record is matched once, in text order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman import output
from dragoman.errors import DragomanError, described
from dragoman.model import Claim, CodedDocument, Event, Mention, Position, Quote, Record, Relation, Span, Statement

Json = dict[str, Any]
_STANCES = {
    "demand": 0, "propose": 0, "offer": 1, "promise": 1, "support": 2, "accept": 2, "oppose": 3, "refuse": 3,
    "decline": 3, "threaten": 4,
}  # fmt: skip
_SMALL = frozenset("the a an of and in to s on for at by".split())
_SAME_CONTENT, _SAME_PROPOSAL = 0.5, 0.4  # shares from which on two contents, or proposals, are the same


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article."""

    id: str
    text: str
    published: str | None
    records: dict[str, list[Json]]


@dataclass(slots=True)
class Score:
    """Coded records, gold records, and how many of each have a partner."""

    coded: int = 0
    gold: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.coded if self.coded else None

    @property
    def recall(self) -> float | None:
        return self.right / self.gold if self.gold else None

    @property
    def f(self) -> float | None:
        return 2 * self.right / (self.coded + self.gold) if self.coded + self.gold else None


@dataclass(slots=True)
class Evaluation:
    """What a comparison gives."""

    documents: int = 0
    missing: list[str] = field(default_factory=list)  # articles of the gold that were not coded
    scores: dict[str, Score] = field(default_factory=dict)  # by kind; "events: type" leaves the parties aside
    by_event: dict[str, Score] = field(default_factory=dict)
    by_actor: dict[str, Score] = field(default_factory=dict)  # by the code of the first party that acts
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (gold, coded) on the same words
    certainty: list[tuple[float, bool]] = field(default_factory=list)  # of each coded record: its confidence, is right

    def curve(self, steps: int = 10) -> list[tuple[float, int, float]]:
        """For each least confidence: how many records are at least so sure, and how many of them are right."""
        out = []
        for i in range(steps):
            least = i / steps
            found = [is_right for confidence, is_right in self.certainty if confidence >= least]
            if found:
                out.append((least, len(found), sum(found) / len(found)))
        return out


def load(folder: Path) -> list[Gold]:
    """The gold of a folder. Raises DragomanError naming the file that is not as it should be."""
    if not folder.is_dir():
        raise DragomanError(f"there is no folder {folder}", "name one with ID.json and ID.txt for each article")
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text("utf-8"))
            text = path.with_suffix(".txt").read_text("utf-8")
            records = {kind: list(data[kind]) for kind in output.LISTS}
        except FileNotFoundError as error:
            raise DragomanError(f"{path} has no text beside it", f"add {path.with_suffix('.txt').name}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DragomanError(
                f"{path}: {type(error).__name__}: {error}", f"it needs lists of {', '.join(output.LISTS)}"
            ) from error
        found.append(Gold(path.stem, text, data.get("published"), records))
    if not found:
        raise DragomanError(f"no gold in {folder}", "it needs ID.json and ID.txt for each article")
    return found


def evaluate(gold: Iterable[Gold], coded: Callable[[Gold], CodedDocument | None]) -> Evaluation:
    """Compare each article's coding with its gold."""
    result = Evaluation()
    for one in gold:
        document = coded(one)
        result.documents += 1
        if document is None:
            result.missing.append(one.id)
        try:
            _compare(result, one, document)
        except (AttributeError, KeyError, TypeError) as error:
            raise DragomanError(
                f"{one.id}.json: a record is not as it should be: {described(error)}",
                "compare it with one that `dragoman review --export` writes",
            ) from error
    return result


def _compare(result: Evaluation, gold: Gold, coded: CodedDocument | None) -> None:
    for kind in output.LISTS:
        found: Sequence[Record] = getattr(coded, kind) if coded else ()
        wanted = gold.records[kind]
        partners = _matched(found, wanted, lambda r, g: _is_same(r, g, gold.text))
        _tally(result.scores.setdefault(kind, Score()), wanted, partners)
        result.certainty += [(r.confidence, p is not None) for r, p in zip(found, partners, strict=True)]
    events = coded.events if coded else ()
    _compare_events(result, events, gold)


def _compare_events(result: Evaluation, events: Sequence[Event], gold: Gold) -> None:
    wanted = gold.records["events"]
    by_type = _matched(events, wanted, lambda r, g: _is_same_type(r, g, gold.text))
    _tally(result.scores.setdefault("events: type", Score()), wanted, by_type)
    whole = _matched(events, wanted, lambda r, g: _is_same(r, g, gold.text))
    for event, partner in zip(events, whole, strict=True):
        row = None if partner is None else wanted[partner]
        if row is None or not row.get("repeats"):
            for score in _rows_of(result, *_named(event, row)):
                score.coded += 1
                score.right += row is not None
    for row in wanted:
        if not row.get("repeats"):
            for score in _rows_of(result, row["event"], _first_code(a.get("code") for a in row["actors"])):
                score.gold += 1
    near = _matched(events, wanted, lambda r, g: _is_near(_span(r.evidence), g.get("evidence"), gold.text))
    for event, partner in zip(events, near, strict=True):
        told = "(none)" if partner is None else wanted[partner]["event"]
        if partner is not None and event.event.value in wanted[partner].get("also", ()):
            told = event.event.value
        result.confusion[told, event.event.value] += 1
    for i, row in enumerate(wanted):
        if i not in near and not row.get("repeats"):
            result.confusion[row["event"], "(none)"] += 1


def _named(event: Event, gold: Json | None) -> tuple[str, str]:
    """Under which event and actor a coded event counts: gold's where it has a partner, else its own."""
    if gold is not None:
        return gold["event"], _first_code(a.get("code") for a in gold["actors"])
    return event.event.value, _first_code(m.code for m in event.actors)


def _rows_of(result: Evaluation, event: str, actor: str) -> tuple[Score, Score]:
    return result.by_event.setdefault(event, Score()), result.by_actor.setdefault(actor, Score())


def _tally(score: Score, wanted: list[Json], partners: list[int | None]) -> None:
    """Records that gold marks as repeats may be found, and need not: they count nowhere."""
    repeats = {i for i, row in enumerate(wanted) if row.get("repeats")}
    score.coded += sum(partner not in repeats for partner in partners)
    score.right += sum(partner is not None and partner not in repeats for partner in partners)
    score.gold += len(wanted) - len(repeats)


def _matched(found: Sequence[Any], wanted: list[Json], same: Callable[[Any, Json], bool]) -> list[int | None]:
    free = dict(enumerate(wanted))
    partners: list[int | None] = []
    for record in found:
        hit = next((i for i, row in free.items() if same(record, row)), None)
        if hit is not None:
            del free[hit]
        partners.append(hit)
    return partners


def _is_same_type(event: Event, gold: Json, text: str) -> bool:
    is_type = event.event.value in (gold["event"], *gold.get("also", ()))
    return is_type and _is_near(_span(event.evidence), gold.get("evidence"), text)


def _is_same(record: Record, gold: Json, text: str) -> bool:
    match record:
        case Event():
            sides = _any_same(record.actors, gold["actors"]) and _any_same(record.recipients, gold["recipients"])
            return sides and _is_same_type(record, gold, text)
        case Statement():
            return _is_same_content(record.content, gold["content"], text) and _is_same_speaker(
                record.speaker, gold.get("speaker")
            )
        case Position():
            mine, theirs = _words(record.proposal), _words(gold["proposal"])
            shared = len(mine & theirs)
            return (
                _STANCES[record.stance] == _STANCES.get(gold["stance"])
                and _is_same_actor(record.holder, gold.get("holder") or {})
                and shared > 0
                and shared >= _SAME_PROPOSAL * min(len(mine), len(theirs))
            )
        case Relation():
            straight = _is_same_actor(record.a, gold["a"]) and _is_same_actor(record.b, gold["b"])
            crossed = _is_same_actor(record.a, gold["b"]) and _is_same_actor(record.b, gold["a"])
            is_kind = record.relation == gold["relation"] and (straight or crossed)
            return is_kind and _is_near(_span(record.evidence), gold.get("evidence"), text)
        case Claim():
            pairs = (
                (record.evidence, gold.get("evidence")),
                (record.cause, gold["cause"]),
                (record.effect, gold["effect"]),
            )
            return all(_is_near(_span(quote), words, text) for quote, words in pairs)


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _located(words: str | None, text: str) -> Span | None:
    start = text.find(words) if words else -1
    return Span(start, start + len(words)) if words and start >= 0 else None


def _is_near(span: Span, words: str | None, text: str) -> bool:
    at = _located(words, text)
    return at is not None and span.overlaps(at)


def _is_same_content(quote: Quote, words: str, text: str) -> bool:
    at, span = _located(words, text), _span(quote)
    if at is None or not span.overlaps(at):
        return False
    shared = min(span.end, at.end) - max(span.start, at.start)
    whole = span.join(at)
    return shared >= _SAME_CONTENT * (whole.end - whole.start)


def _any_same(mentions: Sequence[Mention], gold: list[Json]) -> bool:
    return not gold or any(_is_same_actor(m, g) for m in mentions for g in gold)


def _is_same_actor(mention: Mention, gold: Json) -> bool:
    if gold.get("code"):
        return mention.code == str(gold["code"])
    return bool(_words(mention.text) & _words(gold.get("text")) or _words(mention.name) & _words(gold.get("name")))


def _is_same_speaker(mention: Mention | None, gold: Json | None) -> bool:
    if mention is None or gold is None:
        return mention is None and gold is None
    if mention.name and gold.get("name"):
        return bool(_words(mention.name) & _words(gold["name"]))
    return _is_same_actor(mention, gold)


def _first_code(codes: Iterable[str | None]) -> str:
    return next((code for code in codes if code), "(no code)")


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower())) - _SMALL
