"""PLOVER 2.0: events, modes, contexts, quad classes, scores, and the CAMEO codes of older data."""

from dragoman.ontology.plover import (
    ATTITUDE_OF,
    SECTORS,
    cameo_of,
    check_mode,
    complement_mode,
    modes_of,
    needs_recipient,
    quad_of,
    score_of,
)

__all__ = [
    "ATTITUDE_OF",
    "SECTORS",
    "cameo_of",
    "check_mode",
    "complement_mode",
    "modes_of",
    "needs_recipient",
    "quad_of",
    "score_of",
]
