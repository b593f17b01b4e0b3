"""Statements in the making, and which of them become records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from dragoman.extract import speakers
from dragoman.extract.ids import record_id
from dragoman.model import Document, Medium, Mention, Quote, Sentence, Span, Statement, StatementKind

_NESTED = frozenset({"assert", "claim", "reveal", "deny", "warn"})  # "said that X had told Y that …" are two statements
_SURE_NESTED = 0.85  # confidence from which a report within a report counts


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making."""

    sentence: Sentence
    content: Span
    kind: StatementKind
    speaker: Mention | None = None
    cue: Span | None = None
    addressee: Mention | None = None
    medium: Medium | None = None
    via: str | None = None
    date: str | None = None
    confidence: float = 0.5
    rule: str = "quotations:unattributed"
    force: str = "assert"


def statements_of(document: Document, drafts: list[Draft]) -> tuple[Statement, ...]:
    """The records of the drafts in text order, each content and speaker once, the surest of them."""
    out: dict[tuple[int, int, str], Statement] = {}
    reach, who = Span(-1, -1), ""  # the content that reaches furthest, and whose it is
    for draft in sorted(_passed_on(drafts), key=lambda d: (d.content.start, -d.content.end)):
        content = draft.content
        if content.end <= content.start or (reach.covers(content) and not _is_nested_speech(draft, reach, who)):
            continue
        if content.end > reach.end:
            reach, who = content, draft.speaker.entity if draft.speaker else ""
        key = (content.start, content.end, draft.speaker.entity + draft.speaker.text if draft.speaker else "")
        if key not in out or out[key].confidence < draft.confidence:
            out[key] = _statement(document, draft, key)
    return tuple(out.values())


def _is_nested_speech(draft: Draft, around: Span, who: str) -> bool:
    """Whether a statement within another one counts by itself: somebody else's speech, not a mere view or wish."""
    if draft.content == around:
        return True
    if draft.kind == "direct" and draft.speaker is not None and draft.speaker.entity == who:
        return False
    return draft.speaker is not None and draft.confidence >= _SURE_NESTED and draft.force in _NESTED


def _passed_on(drafts: list[Draft]) -> list[Draft]:
    """An agency passes on what is said within its report: "Putin said …, Interfax reported"."""
    outlets: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.speaker is not None and speakers.is_outlet(draft.speaker):
            outlets[draft.sentence.index].append(draft)
    return [_with_outlet(draft, outlets[draft.sentence.index]) for draft in drafts] if outlets else drafts


def _with_outlet(draft: Draft, outlets: list[Draft]) -> Draft:
    for outlet in outlets:
        if draft.cue is not None and draft.via is None and outlet.content.covers(draft.cue) and outlet.speaker:
            return replace(draft, via=outlet.speaker.text)
    return draft


def _statement(document: Document, draft: Draft, key: tuple[int, int, str]) -> Statement:
    def words(span: Span) -> Quote:
        return Quote(span.start, span.end, document.text[span.start : span.end])

    return Statement(
        record_id(document.id, "statement", *key),
        draft.sentence.index,
        draft.kind,
        draft.speaker,
        words(draft.content),
        words(draft.cue) if draft.cue else None,
        draft.addressee,
        draft.medium,
        draft.via,
        draft.date,
        draft.confidence,
        draft.rule,
    )
