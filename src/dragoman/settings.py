"""What a user can set, and where: flags, then the environment, then ``dragoman.toml``, then the defaults here."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError

DEFAULT_LEDGER = Path("dragoman.ledger")
CONFIG_NAME = "dragoman.toml"
CONFIG_VARIABLE = "DRAGOMAN_CONFIG"
PREFIX = "DRAGOMAN_"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. Every field is a key of ``dragoman.toml`` and, as ``DRAGOMAN_…``, a variable."""

    ledger: Path | None = None  # None: ./dragoman.ledger for questions, and coding keeps nothing
    model: str | None = None  # a spaCy pipeline by name or path; None: the one that comes with Dragoman
    lexicon: tuple[Path, ...] = ()  # folders laid over Dragoman's own lexicon, the last one wins
    gazetteer: Path | None = None  # made by `dragoman places import`; None: the user's own, if there is one
    min_confidence: float = 0.0  # records below are neither printed nor kept
    workers: int = 0  # processes that code; 0: one a core, as far as memory allows


def load(*, folder: Path | None = None, environment: Mapping[str, str] | None = None, **flags: object) -> Settings:
    """The settings in force. Flags that are None or empty are not given. Raises DragomanError naming file and line."""
    environment = os.environ if environment is None else environment
    path = Path(environment.get(CONFIG_VARIABLE) or (folder or Path()) / CONFIG_NAME)
    settings = Settings()
    if path.is_file():
        settings = _from_file(settings, path)
    elif environment.get(CONFIG_VARIABLE):
        raise DragomanError(f"{CONFIG_VARIABLE} names {path}, which is not there", "correct or unset it")
    for field in fields(Settings):
        variable = PREFIX + field.name.upper()
        if environment.get(variable):
            settings = _set(settings, field.name, environment[variable], variable, Path())
    given: dict[str, Any] = {name: value for name, value in flags.items() if value not in (None, ())}
    return replace(settings, **given)


def _from_file(settings: Settings, path: Path) -> Settings:
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DragomanError(f"{path}: {error}", "it must be a readable UTF-8 TOML file") from error
    known = [field.name for field in fields(Settings)]
    for key, value in data.items():
        where = f"{path}:{_line_of(key, text)}"
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
            raise DragomanError(f"{where}: unknown setting {key!r}", hint)
        settings = _set(settings, key, value, where, path.parent)
    return settings


def _line_of(key: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().lstrip("[").lstrip().strip("\"'").startswith(key):
            return number
    return 1


def _set(settings: Settings, name: str, value: Any, where: str, base: Path) -> Settings:
    try:
        return replace(settings, **{name: _READERS[name](value, base)})
    except (OverflowError, TypeError, ValueError) as error:
        raise DragomanError(f"{where}: {name} = {value!r}: {error}", _EXAMPLES[name]) from error


def _path(value: Any, base: Path) -> Path:
    if not isinstance(value, str):
        raise TypeError("not a path")
    return base / Path(value).expanduser()


def _paths(value: Any, base: Path) -> tuple[Path, ...]:
    parts = value.split(os.pathsep) if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise TypeError("not a list of folders")
    return tuple(_path(part, base) for part in parts)


def _name(value: Any, base: Path) -> str:
    if not isinstance(value, str):
        raise TypeError("not a name")
    return str(base / value) if (base / value).is_dir() else value


def _share(value: Any, _base: Path) -> float:
    if isinstance(value, bool) or not 0 <= float(value) <= 1:
        raise ValueError("not a number from 0 to 1")
    return float(value)


def _number(value: Any, _base: Path) -> int:
    if isinstance(value, bool) or int(value) < 0 or int(value) != float(value):
        raise ValueError("not a number of processes")
    return int(value)


_READERS: dict[str, Callable[[Any, Path], Any]] = {
    "ledger": _path,
    "model": _name,
    "lexicon": _paths,
    "gazetteer": _path,
    "min_confidence": _share,
    "workers": _number,
}
_EXAMPLES = {
    "ledger": 'a file: ledger = "news.ledger"',
    "model": 'a spaCy pipeline: model = "en_core_web_md"',
    "lexicon": 'folders: lexicon = ["my-lexicon"]',
    "gazetteer": 'a file: gazetteer = "places.sqlite"',
    "min_confidence": "a number from 0 to 1: min_confidence = 0.5",
    "workers": "a number: workers = 4",
}
