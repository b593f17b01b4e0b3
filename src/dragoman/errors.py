"""The one family of errors that users meet, and how to speak of the others."""

from __future__ import annotations

import traceback
from pathlib import Path


class DragomanError(Exception):
    """What is wrong and where, with a hint that says what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class NotThereError(DragomanError):
    """What was asked for by name is not there."""


def described(error: BaseException) -> str:
    """Type, message and place of an unforeseen error, for a report: ``KeyError: 'x' (extract/events.py:12)``."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    place = ""
    if ours:
        place = f" ({Path(ours[-1].filename).relative_to(package).as_posix()}:{ours[-1].lineno})"
    return f"{type(error).__name__}: {error}"[:300] + place
