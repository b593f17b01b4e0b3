"""What an act becomes under an operator: the codebook's category rules as a table."""

import pytest

from dragoman.extract.operators import OperatorKind, combine
from dragoman.model import EventType

CASES: list[tuple[OperatorKind, EventType, str | None, EventType | None, str | None]] = [
    ("promise", EventType.AID, None, EventType.AGREE, None),
    ("promise", EventType.ASSAULT, None, EventType.THREATEN, "violence"),
    ("agree", EventType.RETREAT, "withdraw", EventType.CONCEDE, None),
    ("refuse", EventType.RETREAT, "withdraw", EventType.REJECT, "yield"),
    ("refuse", EventType.CONSULT, None, EventType.REJECT, "meet"),
    ("threaten", EventType.SANCTION, None, EventType.THREATEN, "restrict"),
    ("threaten", EventType.COERCE, "arrest", EventType.THREATEN, "arrest"),
    ("demand", EventType.RETREAT, "withdraw", EventType.REQUEST, "yield"),
    ("call", EventType.CONSULT, None, EventType.REQUEST, "meet"),
    ("call", EventType.AID, None, EventType.REQUEST, "assist"),
    ("suspend", EventType.AID, None, EventType.SANCTION, "discontinue"),
    ("suspend", EventType.CONSULT, None, EventType.REJECT, "meet"),
    ("stop", EventType.ASSAULT, "aerial", EventType.RETREAT, "ceasefire"),
    ("offer", EventType.RETREAT, "withdraw", EventType.AGREE, None),
    ("promise", EventType.CONCEDE, None, EventType.CONCEDE, None),
    ("offer", EventType.CONSULT, "third-party", EventType.AGREE, None),
    ("plan", EventType.CONSULT, "visit", EventType.AGREE, None),
    ("plan", EventType.MOBILIZE, "troops", EventType.MOBILIZE, "troops"),
    ("transparent", EventType.ASSAULT, "aerial", EventType.ASSAULT, "aerial"),
    ("want", EventType.ASSAULT, None, None, None),
    ("fear", EventType.ASSAULT, None, None, None),
    ("conditional", EventType.AID, None, None, None),
]


@pytest.mark.parametrize(("kind", "event", "mode", "becomes", "becomes_mode"), CASES)
def test_combine(
    kind: OperatorKind, event: EventType, mode: str | None, becomes: EventType | None, becomes_mode: str | None
) -> None:
    outcome = combine(kind, event, mode)
    assert (outcome.event, outcome.mode) == (becomes, becomes_mode) if outcome else becomes is None


def test_failure_and_denial_negate_and_plans_lie_ahead() -> None:
    for kind, auxiliary in (("fail", "negation"), ("deny", "negation"), ("plan", "future")):
        outcome = combine(kind, EventType.ASSAULT, None)  # type: ignore[arg-type]
        assert outcome is not None and outcome.auxiliary == auxiliary
