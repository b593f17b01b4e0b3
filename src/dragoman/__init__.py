"""Reads news articles and keeps the record of international affairs that they report.

    import dragoman
    coded = dragoman.code("Russia expelled two Norwegian diplomats on Friday.", published="2021-02-05")
    for event in coded.events:
        ...

Nothing heavy is imported before it is used, so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.ledger import Ledger
    from dragoman.notebook import code

__version__ = "0.1.0"

__all__ = ["Coder", "Ledger", "__version__", "code"]

_HOMES = {"Coder": "dragoman.coder", "code": "dragoman.notebook", "Ledger": "dragoman.ledger"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
