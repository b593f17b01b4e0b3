"""The standard's tables are whole and hang together."""

import pytest

from dragoman.errors import DragomanError
from dragoman.lexicon import load_toml
from dragoman.model import EventType
from dragoman.ontology import cameo_of, check_mode, modes_of, needs_recipient, quad_of, score_of


def test_every_event_has_quad_and_score_of_its_side() -> None:
    for event in EventType:
        is_conflict = quad_of(event).endswith("conflict")
        assert score_of(event, None) <= 0 if is_conflict else score_of(event, None) > 0
        for mode in modes_of(event):
            assert -10 <= score_of(event, mode) <= 10


def test_modes_are_counted_as_the_codebook_has_them() -> None:
    assert sum(len(modes_of(event)) for event in EventType) == 67


def test_mode_scores_differ() -> None:
    assert score_of(EventType.CONSULT, "visit") == 4.0
    assert score_of(EventType.ASSAULT, "unconventional") == -10.0


def test_recipients_required() -> None:
    assert {e for e in EventType if needs_recipient(e)} == {EventType.AID, EventType.COOPERATE, EventType.SANCTION}


def test_a_wrong_mode_is_told_with_the_right_ones() -> None:
    with pytest.raises(DragomanError, match="troops"):
        check_mode(EventType.MOBILIZE, "aerial", "file")


def test_every_mode_has_a_code_of_the_right_form() -> None:
    for event in EventType:
        for mode in [None, *modes_of(event)]:
            code = cameo_of(event, mode)
            assert code.isdigit() and len(code) in (3, 4) and 2 <= int(code[:2]) <= 20, (event, mode)


def test_no_code_is_of_a_mode_that_there_is_not() -> None:
    for event in EventType:
        assert set(load_toml("plover.toml")[event.value].get("cameo_modes", ())) <= modes_of(event)


def test_the_mode_gives_the_nearer_code() -> None:
    assert cameo_of(EventType.ASSAULT, None) == "190"
    assert cameo_of(EventType.ASSAULT, "drone") == "1952"
    assert cameo_of(EventType.CONSULT, "multilateral") == cameo_of(EventType.CONSULT, None) == "040"
