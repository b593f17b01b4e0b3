"""What Dragoman knows, as data. This module only finds and opens the files; each room reads its own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.lexicon.layout import Layout

_OURS = Path(str(files(__name__)))


def folders(overlays: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Our own lexicon folder, then the user's, in the order in which later ones add to or override earlier ones."""
    for folder in overlays:
        if not folder.is_dir():
            raise DragomanError(
                f"no lexicon folder {folder}", "--lexicon takes a folder laid out like dragoman/lexicon"
            )
    return (_OURS, *overlays)


def find(pattern: str, overlays: Sequence[Path] = ()) -> Iterator[Path]:
    """The files that match ``pattern`` (``events/*.toml``) in each folder, sorted by name within a folder.

    Raises DragomanError where a user's TOML file is not laid out like ours.
    """
    for folder in folders(overlays):
        for path in sorted(folder.glob(pattern)):
            if folder != _OURS and path.suffix == ".toml":
                _layout(pattern, _sort_of(path)).check(read_toml(path), str(path))
            yield path


def _sort_of(path: Path) -> str:
    """Files of event patterns are of three sorts, told by how their names begin."""
    return next((sort for sort in ("classes", "operators") if path.stem.startswith(sort)), "")


@cache
def _layout(pattern: str, sort: str) -> Layout:
    return Layout(read_toml(path) for path in _OURS.glob(pattern) if _sort_of(path) == sort)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises DragomanError that names the file and, as the parser tells it, the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DragomanError(f"{path}: {error}", "the file must be UTF-8 TOML; see CONTRIBUTING.md") from error


def load_toml(name: str) -> dict[str, Any]:
    """One of our own TOML files by its path in the lexicon."""
    return read_toml(_OURS / name)
