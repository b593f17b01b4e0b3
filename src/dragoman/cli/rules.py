"""Where in the lexicon a record's rule stands: ``events/request.toml:call-on/call on R to-inf`` → file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import lexicon


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a lexicon file. ``group`` is the named group that it belongs to."""

    path: Path
    line: int
    group: str
    pattern: str


def locate(rule: str, overlays: Sequence[Path] = ()) -> Place | None:
    """The place of a rule that cites a file of the lexicon, None for one that is code or that is there no more."""
    name, _, entry = rule.partition(":")
    group, _, pattern = entry.partition("/")
    for folder in reversed(lexicon.folders(overlays)):
        path = folder / name
        if not path.suffix or not path.is_file():
            continue
        lines = path.read_text("utf-8").splitlines()
        start = next((i for i, line in enumerate(lines) if _names(line, group)), None)
        if start is None:
            continue
        quoted = (f'"{pattern}"', f"'{pattern}'")
        found = next((i for i in range(start, len(lines)) if pattern and any(q in lines[i] for q in quoted)), start)
        return Place(path, found + 1, group, pattern)
    return None


def _names(line: str, group: str) -> bool:
    key, equals, value = line.partition("=")
    return bool(equals) and key.strip() in ("name", "kind") and value.split("#")[0].strip() == f'"{group}"'
