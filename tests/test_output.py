"""The output contract: every field there, nothing lost on the way out and back, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import output
from dragoman.errors import DragomanError
from dragoman.model import (
    Claim,
    CodedDocument,
    Document,
    Dropped,
    Event,
    EventType,
    Mention,
    Paragraph,
    Position,
    Quote,
    Relation,
    Size,
    Span,
    Statement,
)

TEXT = "Norland's foreign minister urged Sudland on Monday to withdraw its troops."
MINISTER = Mention(
    Span(0, 26), TEXT[0:26], 0, 3, "?/minister", None, "person", "NOR", "GOV", "Foreign Minister", "role"
)
SUDLAND = Mention(Span(33, 40), "Sudland", 0, 5, "?/sudland", "Sudland", "state", None, None, None, "name")
EVENT = Event(
    "e1", 0, EventType.REQUEST, "yield", (), (), "verbal conflict", -1.0, (MINISTER,), (SUDLAND,), None, None, Size(),
    None, Quote(27, 32, "urged"), Quote(0, 74, TEXT), 0.8, "events/request.toml:urge",
)  # fmt: skip
STATEMENT = Statement(
    "s1", 0, "indirect", MINISTER, Quote(51, 73, TEXT[51:73]), None, SUDLAND, None, None, None, 0.7, "statements:urge"
)
CODED = CodedDocument(
    document=Document(
        "d1", TEXT, (Paragraph(Span(0, 74)),), (Dropped(Span(0, 1), "byline"),), published=dt.date(2021, 3, 1)
    ),
    mentions=(MINISTER, SUDLAND),
    events=(EVENT,),
    statements=(STATEMENT,),
    positions=(
        Position("p1", 0, MINISTER, "demand", "withdraw its troops", (SUDLAND,), None, Quote(0, 74, TEXT), 0.8, "r"),
    ),
    relations=(Relation("r1", 0, MINISTER, "represents", SUDLAND, "denied", Quote(0, 74, TEXT), 0.5, "r"),),
    claims=(
        Claim("c1", 0, None, Quote(0, 7, TEXT[:7]), Quote(8, 15, TEXT[8:15]), "could", Quote(0, 74, TEXT), 0.5, "r"),
    ),
    coder="dragoman 0.1.0",
    model="none",
)  # fmt: skip

CONTRACT = {
    "": "id title published language publisher url text dropped mentions times places events statements positions "
    "relations claims set_aside coder",
    "mentions": "start end text entity name kind code sector office how",
    "events": "id event mode auxiliary contexts quad score actors recipients date place size said_by trigger evidence "
    "confidence rule",
    "statements": "id kind speaker start end content cue addressee medium via date confidence rule",
    "positions": "id holder stance proposal addressees answers evidence confidence rule",
    "relations": "id a relation b status evidence confidence rule",
    "claims": "id holder cause effect modality evidence confidence rule",
}


@pytest.mark.parametrize("part", CONTRACT)
def test_every_field_of_the_contract_is_there(part: str) -> None:
    data = output.to_json(CODED)
    assert set(CONTRACT[part].split()) <= set(data[part][0] if part else data)


def test_null_is_written_out_and_empty_lists_are_lists() -> None:
    data = output.to_json(CodedDocument(Document("d", "", ())))
    assert data["publisher"] is None and data["published"] is None and data["set_aside"] is None
    assert all(data[part] == [] for part in CONTRACT if part)


def test_a_line_is_one_line_whatever_the_text_holds() -> None:
    text = "a\nb\x85c\u2028d\u2029e\ud800f"
    line = output.dumps(CodedDocument(Document("d", text, ())))
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["text"] == text


@pytest.mark.parametrize("line", ["{", "{}", "[]", "null", '{"id": 1}'])
def test_other_json_is_refused_with_a_hint(line: str) -> None:
    with pytest.raises(DragomanError) as caught:
        output.loads(line)
    assert caught.value.hint


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    line = re.sub(r'"confidence": [0-9.]+', f'"confidence": {number}', output.dumps(CODED), count=1)
    with pytest.raises(DragomanError, match="not JSON"):
        output.loads(line)


@pytest.mark.parametrize("aside", ["x", [1], {}])
def test_a_reason_that_is_none_is_refused(aside: object) -> None:
    with pytest.raises(DragomanError, match="not a coded document"):
        output.from_json({**output.to_json(CODED), "set_aside": aside})


# The model is the strategy: whatever its types allow must come back as it was.
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(float, NUMBERS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.builds(CodedDocument))
def test_round_trip(coded: CodedDocument) -> None:
    line = output.dumps(coded)
    assert output.loads(line) == coded
    assert output.dumps(output.loads(line)) == line


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Event))
def test_round_trip_of_events(event: Event) -> None:
    coded = replace(CODED, events=(event,))
    assert output.from_json(json.loads(output.dumps(coded))).events == (event,)


@pytest.mark.parametrize("kind", [Event, Statement, Position, Relation, Claim])
def test_record_to_json_knows_every_kind(kind: type) -> None:
    field = f"{kind.__name__.lower()}s"
    assert output.record_to_json(getattr(CODED, field)[0]) == output.to_json(CODED)[field][0]
