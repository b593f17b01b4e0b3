"""Does a coded document keep the output contract? Every span, every vocabulary, and the way there and back."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman import output
from dragoman.lexicon import load_toml
from dragoman.model import CodedDocument, Event, Mention, RawDocument, Span
from dragoman.ontology import SECTORS, modes_of, quad_of, score_of
from dragoman.web.api.contract import Coded

_INTERNAL = re.compile(r"the coder failed|cleaning failed|coding it (?:took|ended)")
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\r]")
_LISTS = ("mentions", "times", "places", "events", "statements", "positions", "relations", "claims")


@cache
def _contexts() -> frozenset[str]:
    return frozenset(load_toml("contexts.toml"))


def check_raw(raw: RawDocument) -> None:
    """What is read is text that no tool trips over, or a reason and a hint."""
    assert not _HARMFUL.search(raw.text), "harmful characters in the text"
    for words in (raw.id, raw.title, raw.url, raw.publisher, raw.language, raw.source):
        assert words is None or not _HARMFUL.search(words), f"harmful characters in {words!r}"
        assert words is None or words.strip(), "blank metadata"
    if raw.set_aside is not None:
        assert raw.set_aside.reason and raw.set_aside.hint, "set aside without reason or hint"
        assert not _HARMFUL.search(raw.set_aside.reason), "harmful characters in the reason"


def check(coded: CodedDocument) -> None:
    """Raise AssertionError that says which rule is broken."""
    line = output.dumps(coded)
    assert len(line.splitlines()) == 1, "not one line"
    assert output.loads(line.encode().decode()) == coded, "not the same after there and back"
    data = json.loads(line)
    Coded.model_validate(data, strict=False)
    assert set(data) == set(Coded.model_fields), "other fields than the contract's"
    _check_words(data, coded.document.text, "document")
    _check_parts(coded)
    document = coded.document
    if document.set_aside is not None:
        assert document.set_aside.reason and document.set_aside.hint, "set aside without reason or hint"
        assert not any(data[name] for name in _LISTS), "set aside, but with records"
        assert not _INTERNAL.search(document.set_aside.reason), document.set_aside.reason
    records = [*coded.events, *coded.statements, *coded.positions, *coded.relations, *coded.claims]
    ids = [record.id for record in records]
    assert len(set(ids)) == len(ids), "an id twice"
    assert all(record.rule for record in records), "no rule"
    assert all(p.answers is None or p.answers in ids for p in coded.positions), "answers nothing"
    for event in coded.events:
        _check_event(event)
    for mention in _mentions(coded):
        _check_mention(mention)
    for place in coded.places:
        assert place.lat is None or (abs(place.lat) <= 90 and place.lon is not None and abs(place.lon) <= 180), "off"


def _check_words(value: Any, text: str, where: str) -> None:
    """All that has a span says what stands there."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            _check_words(item, text, f"{where}[{i}]")
        return
    if not isinstance(value, dict):
        return
    for start, end, words in (("start", "end", "text"), ("start", "end", "content"), ("cue_start", "cue_end", "cue")):
        if value.get(start) is None or value.get(end) is None or "sha256" in value:
            continue
        assert 0 <= value[start] < value[end] <= len(text), f"{where}: an impossible span"
        if words in value:
            assert text[value[start] : value[end]] == value[words], f"{where}: {words} is not what stands there"
    for key, item in value.items():
        _check_words(item, text, f"{where}.{key}")


def _check_parts(coded: CodedDocument) -> None:
    """Paragraphs, datelines and what was dropped lie side by side and leave out nothing but white space."""
    document = coded.document
    if document.set_aside is not None:
        return
    spans = [p.span for p in document.paragraphs] + [d.span for d in document.dropped]
    spans += [p.dateline for p in document.paragraphs if p.dateline]
    rest = 0
    for span in [*sorted(spans), Span(len(document.text), len(document.text))]:
        assert span.start >= rest, "parts overlap"
        assert not document.text[rest : span.start].strip(), "a part is neither kept nor dropped"
        rest = span.end


def _check_event(event: Event) -> None:
    assert event.mode is None or event.mode in modes_of(event.event), f"{event.event} has no mode {event.mode}"
    assert set(event.contexts) <= _contexts(), f"contexts {event.contexts}"
    assert event.quad == quad_of(event.event), "the quad is another event's"
    assert event.score == score_of(event.event, event.mode), "the score is another event's"
    assert event.actors or event.recipients, "nobody does it to nobody"
    sizes = (event.size.dead, event.size.injured, event.size.arrested)
    assert all(n is None or 0 <= n < 1 << 63 for n in sizes), f"sizes {sizes}"
    if event.date and event.date.precision == "day":
        dt.date.fromisoformat(event.date.value)


def _mentions(coded: CodedDocument) -> Iterator[Mention]:
    """Those of the document, and all who stand in its records."""
    yield from coded.mentions
    for event in coded.events:
        yield from (*event.actors, *event.recipients, *_told(event.said_by))
    for statement in coded.statements:
        yield from _told(statement.speaker, statement.addressee)
    for position in coded.positions:
        yield from (position.holder, *position.addressees)
    for relation in coded.relations:
        yield from (relation.a, relation.b)
    for claim in coded.claims:
        yield from _told(claim.holder)


def _told(*mentions: Mention | None) -> Iterator[Mention]:
    yield from (mention for mention in mentions if mention is not None)


def _check_mention(mention: Mention) -> None:
    for sector in (mention.sector, mention.sector2):
        assert sector is None or sector in SECTORS, f"sector {sector}"
    assert mention.code is None or re.fullmatch("[A-Z]{3}", mention.code), f"code {mention.code}"
    assert 0 <= mention.confidence <= 1 and mention.entity, "confidence or entity"
