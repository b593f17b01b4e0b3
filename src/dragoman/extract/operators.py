"""What an act becomes under a verb of promising, refusing, demanding, …: the codebook's rules on categories.

"One event category always wins over category and auxiliary mode": a promised act of cooperation is AGREE, a threatened
attack THREATEN, a future RETREAT is CONCEDE.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model import Auxiliary, EventType
from dragoman.ontology import ATTITUDE_OF, complement_mode

OperatorKind = Literal[
    "promise", "agree", "offer", "refuse", "demand", "call", "threaten", "warn", "transparent", "cause", "stop", "fail",
    "plan", "want", "try", "deny", "allege", "fear", "suspend", "conditional", "support", "oppose", "propose",
]  # fmt: skip

_COOPERATIVE = (
    EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.AGREE, EventType.CONCEDE,
)  # fmt: skip

_YIELDING = (EventType.CONCEDE, EventType.RETREAT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What operator and complement report together. ``takes_roles_of``: whose actor and recipient the record has.

    * ``operator``: the operator's subject acts, on its addressee if it has one, else on the complement's recipient
    * ``complement``: the complement's own roles
    """

    event: EventType
    mode: str | None
    takes_roles_of: Literal["operator", "complement"] = "operator"
    auxiliary: Auxiliary | None = None
    absorbs_negation: bool = False


def _promised(event: EventType, mode: str | None) -> Outcome:
    if event in _YIELDING:
        return Outcome(EventType.CONCEDE, None)
    if event is EventType.REJECT:
        return Outcome(EventType.REJECT, mode)
    if event is EventType.ACCUSE or ATTITUDE_OF[event] >= 0:
        return Outcome(EventType.AGREE, None)
    return Outcome(EventType.THREATEN, complement_mode(EventType.THREATEN, event, mode))


def _agreed(event: EventType, mode: str | None) -> Outcome:
    if ATTITUDE_OF[event] >= 0:
        return _promised(event, mode)
    return Outcome(event, mode, "complement")


def _stopped(event: EventType) -> Outcome | None:
    if event is EventType.CONSULT:
        return Outcome(EventType.REJECT, "meet")
    if event in (EventType.AID, EventType.COOPERATE, EventType.SUPPORT, EventType.AGREE):
        return Outcome(EventType.SANCTION, "discontinue")
    if event is EventType.ASSAULT:
        return Outcome(EventType.RETREAT, "ceasefire")
    if event is EventType.SANCTION:
        return Outcome(EventType.CONCEDE, None)
    if event in (EventType.COERCE, EventType.MOBILIZE):
        return Outcome(EventType.RETREAT, "withdraw" if event is EventType.MOBILIZE else "access")
    return None


def _planned(event: EventType, mode: str | None) -> Outcome:
    if event in _YIELDING:
        return Outcome(EventType.CONCEDE, None, "complement")
    if event in _COOPERATIVE:
        return Outcome(EventType.AGREE, None, "complement")
    return Outcome(event, mode, "complement", "future")


def combine(kind: OperatorKind, event: EventType, mode: str | None) -> Outcome | None:
    """What ``event`` becomes as the complement of an operator; None where nothing is reported of it at all.

    ``warn`` and ``propose`` are what they are by their complement; ``want``, ``fear`` and conditions report no act.
    """
    match kind:
        case "promise":
            return _promised(event, mode)
        case "offer":
            is_hostile = event in (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST)
            return _promised(event, mode) if is_hostile else Outcome(EventType.AGREE, None)
        case "agree":
            return _agreed(event, mode)
        case "refuse":
            return Outcome(EventType.REJECT, complement_mode(EventType.REJECT, event, mode))
        case "demand" | "call":
            return Outcome(EventType.REQUEST, complement_mode(EventType.REQUEST, event, mode))
        case "threaten" | "warn":
            if ATTITUDE_OF[event] > 0 and kind == "warn":
                return None
            return Outcome(EventType.THREATEN, complement_mode(EventType.THREATEN, event, mode))
        case "propose":
            if event in _COOPERATIVE:
                return Outcome(EventType.AGREE, None)
            return Outcome(EventType.REQUEST, complement_mode(EventType.REQUEST, event, mode))
        case "transparent" | "cause":
            return Outcome(event, mode, "complement")
        case "stop" | "suspend":
            return _stopped(event)
        case "plan":
            return _planned(event, mode)
        case "fail" | "deny":
            return Outcome(event, mode, "complement", "negation")
        case "support":
            return Outcome(EventType.SUPPORT, None)
        case "oppose":
            return Outcome(EventType.REJECT, complement_mode(EventType.REJECT, event, mode))
        case "try" | "want" | "allege" | "fear" | "conditional":
            return None
