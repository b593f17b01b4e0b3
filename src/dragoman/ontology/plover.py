"""The standard's tables and the rules that it states about categories (codebook, "Events" and "Modes")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import DragomanError
from dragoman.lexicon import load_toml
from dragoman.model import EventType, Quad

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)

# Whether an act is good or bad for its recipient: decides what a promise of it is (AGREE or THREATEN).
ATTITUDE_OF: dict[EventType, int] = {
    EventType.AGREE: 1, EventType.CONSULT: 1, EventType.SUPPORT: 1, EventType.CONCEDE: 1, EventType.COOPERATE: 1,
    EventType.AID: 1, EventType.RETREAT: 1, EventType.REQUEST: 0, EventType.ACCUSE: -1, EventType.REJECT: -1,
    EventType.THREATEN: -1, EventType.PROTEST: -1, EventType.SANCTION: -1, EventType.MOBILIZE: -1,
    EventType.COERCE: -1, EventType.ASSAULT: -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Category:
    quad: Quad
    score: float
    recipient_required: bool
    modes: dict[str, float]
    cameo: str
    cameo_modes: dict[str, str]


@cache
def _table() -> dict[EventType, _Category]:
    data = load_toml("plover.toml")
    return {
        event: _Category(
            row["quad"], row["score"], row["recipient_required"], row["modes"], row["cameo"], row.get("cameo_modes", {})
        )
        for event, row in ((event, data[event.value]) for event in EventType)
    }


def quad_of(event: EventType) -> Quad:
    """The quad class of an event."""
    return _table()[event].quad


def score_of(event: EventType, mode: str | None) -> float:
    """The conflict–cooperation score (−10 … +10) of the mode if it has one, else of the event."""
    category = _table()[event]
    return category.modes.get(mode, category.score) if mode else category.score


def modes_of(event: EventType) -> frozenset[str]:
    """The modes that the codebook lists for an event."""
    return frozenset(_table()[event].modes)


def needs_recipient(event: EventType) -> bool:
    """Whether the codebook codes the event only with a recipient."""
    return _table()[event].recipient_required


def cameo_of(event: EventType, mode: str | None) -> str:
    """The code of three or four digits that an event of this mode has in CAMEO, which PLOVER replaced."""
    category = _table()[event]
    return category.cameo_modes.get(mode, category.cameo) if mode else category.cameo


def check_mode(event: EventType, mode: str | None, where: str) -> None:
    """Raise DragomanError, naming ``where``, unless the mode is one of the event's."""
    if mode is not None and mode not in modes_of(event):
        known = ", ".join(sorted(modes_of(event))) or "none"
        raise DragomanError(f"{where}: {event} has no mode {mode!r}", f"its modes: {known}")


def complement_mode(event: EventType, about: EventType, about_mode: str | None) -> str | None:
    """The mode of a REQUEST, REJECT or THREATEN whose content is another act.

    REQUEST and REJECT: *assist* exchange, relations, help; *yield* release, ending sanctions, easing, ceasefire;
    *meet* meetings; *change* the rest (codebook, "Modes"). THREATEN: by what is threatened.
    """
    if event is EventType.THREATEN:
        return _THREAT_BY_MODE.get(about_mode or "", _THREAT.get(about))
    if event not in (EventType.REQUEST, EventType.REJECT):
        return None
    if about is EventType.AGREE or about_mode == "resign":  # calls for dismissal are REQUEST/change
        return "change"
    return _CONTENT.get(about, "change")


_CONTENT = {
    EventType.CONSULT: "meet",
    EventType.SUPPORT: "assist",
    EventType.COOPERATE: "assist",
    EventType.AID: "assist",
    EventType.RETREAT: "yield",
    EventType.CONCEDE: "yield",
}
# What is threatened, by its mode where that says more: ties are cut, envoys withdrawn, people thrown out.
_THREAT_BY_MODE = {
    "arrest": "arrest",
    "convict": "arrest",
    "discontinue": "relations",
    "withdraw": "relations",
    "expel": "expel",
    "deport": "expel",
}
_THREAT = {
    EventType.ASSAULT: "violence",
    EventType.MOBILIZE: "violence",
    EventType.SANCTION: "restrict",
    EventType.COERCE: "restrict",
    EventType.REJECT: "relations",
}
