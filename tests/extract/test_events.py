"""The probe set: sentences of our own over all events, modes, auxiliary modes and constructions.

``probe_events.toml`` holds them; each names the events that it must yield and nothing else. Parties are given by their
words, the speaker whom an event is attributed to by ``said_by``. A sentence counts as right when every event named is
there with its parties and no other event is told but those that a careful coder could add.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import CodedDocument, Event, EventType, Mention
from dragoman.ontology import modes_of

PROBE = tomllib.loads(Path(__file__).with_name("probe_events.toml").read_text(encoding="utf-8"))["sentence"]
RIGHT_AT_LEAST = 0.93
SENTENCES_AT_LEAST = 400
SILENT_AT_LEAST = 60


def holds(event: Event, expected: dict[str, Any]) -> bool:
    """Whether an event is the one expected: category, mode and auxiliary if given, and each party named."""
    return (
        event.event == expected["event"]
        and event.mode == expected.get("mode", event.mode)
        and list(event.auxiliary) == expected.get("auxiliary", [a for a in event.auxiliary if a == "historical"])
        and all(named(party, event.actors) for party in expected.get("actors", []))
        and all(named(party, event.recipients) for party in expected.get("recipients", []))
        and ("said_by" not in expected or (event.said_by is not None and named(expected["said_by"], (event.said_by,))))
    )


def named(party: str, mentions: tuple[Mention, ...]) -> bool:
    return any(party.lower() in m.text.lower() for m in mentions)


def mistakes(row: dict[str, Any], code: Callable[..., CodedDocument]) -> list[str]:
    """What is wrong with the events of one probe sentence; empty if nothing is."""
    events = list(code(row["text"]).events)
    expected = row.get("events", [])
    missing = [e for e in expected if not any(holds(event, e) for event in events)]
    surplus = [e for e in events if not any(holds(e, x) for x in [*expected, *row.get("also", [])])]
    return [f"missing {e}" for e in missing] + [f"surplus {e.event}/{e.mode} {e.auxiliary} {e.rule}" for e in surplus]


def test_the_probe_set_covers_the_codebook() -> None:
    told = [event for row in PROBE for event in row.get("events", [])]
    modes = {(event["event"], event["mode"]) for event in told if "mode" in event}
    missing = [(str(e), mode) for e in EventType for mode in modes_of(e) if (e, mode) not in modes]
    assert len(PROBE) >= SENTENCES_AT_LEAST
    assert sum(not row.get("events") and not row.get("also") for row in PROBE) >= SILENT_AT_LEAST
    assert {event["event"] for event in told} == {str(e) for e in EventType}
    assert not missing, missing


def test_probe_set(code: Callable[..., CodedDocument]) -> None:
    wrong = {row["text"]: found for row in PROBE if (found := mistakes(row, code))}
    share = 1 - len(wrong) / len(PROBE)
    assert share >= RIGHT_AT_LEAST, "\n".join(f"{text}\n    {'; '.join(found)}" for text, found in wrong.items())


@pytest.mark.parametrize("row", [r for r in PROBE if r.get("unreal")], ids=lambda r: r["text"][:60])
def test_nothing_unreal_is_told_as_fact(row: dict[str, Any], code: Callable[..., CodedDocument]) -> None:
    """Denied, conditional, planned, feared or demanded acts: never an event of that kind without its auxiliary."""
    for event in code(row["text"]).events:
        if event.event == row["unreal"]:
            assert event.auxiliary, f"{event.event} told as fact by {event.rule}"
