"""The standard's tables are whole and hang together."""

import pytest

from dragoman.errors import DragomanError
from dragoman.model import EventType
from dragoman.ontology import check_mode, modes_of, needs_recipient, quad_of, score_of


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
