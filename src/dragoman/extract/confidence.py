"""How sure an event is: its chance to be right, by who is known in it and how it is told (``confidence.toml``)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.extract.lexicon import DEFAULT_CONFIDENCE
from dragoman.lexicon import load_toml
from dragoman.model import Auxiliary, Mention

Known = Literal["known", "unknown", "none", "needless"]
_EXTREME = 0.01  # confidences of entries are kept this far from 0 and 1, where the log-odds are without bound


@dataclass(frozen=True, slots=True)
class Telling:
    """What the confidence of an event is read from."""

    frame: float  # the confidence that the entry of the lexicon carries
    actor: Known
    recipient: Known
    is_noun: bool
    is_operated: bool
    is_said: bool
    auxiliary: frozenset[Auxiliary]


@dataclass(frozen=True, slots=True)
class _Weights:
    base: float
    frame: float
    least: float
    actor: dict[str, float]
    recipient: dict[str, float]
    telling: dict[str, float]
    auxiliary: dict[str, float]


@cache
def _weights() -> _Weights:
    return _Weights(**load_toml("confidence.toml"))


def least() -> float:
    """The chance below which nothing is recorded."""
    return _weights().least


def confidence_of(telling: Telling) -> float:
    """The chance that an event told like this is right, between 0 and 1."""
    weights = _weights()
    odds = weights.base + weights.frame * (_log_odds(telling.frame) - _log_odds(DEFAULT_CONFIDENCE))
    odds += weights.actor[telling.actor] + weights.recipient[telling.recipient]
    odds += weights.telling["noun"] if telling.is_noun else weights.telling["verb"]
    odds += weights.telling["operator"] if telling.is_operated else 0.0
    odds += weights.telling["said"] if telling.is_said else 0.0
    odds += sum(weights.auxiliary[name] for name in telling.auxiliary)
    return round(1 / (1 + math.exp(-odds)), 3)


def known(parties: Iterable[Mention]) -> Known:
    """Whether somebody of these is known by country or sector, or only named, or nobody is there."""
    everybody = tuple(parties)
    if not everybody:
        return "none"
    return "known" if any(m.code or m.sector for m in everybody) else "unknown"


def _log_odds(chance: float) -> float:
    kept = min(1 - _EXTREME, max(_EXTREME, chance))
    return math.log(kept / (1 - kept))
