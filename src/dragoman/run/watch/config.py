"""``feeds.toml``: what is watched, how often, and how politely."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from dragoman.errors import DragomanError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
T = TypeVar("T")

_SPAN = re.compile(r"(\d+)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    url: str
    publisher: str | None = None
    every: float | None = None  # seconds; None: as for all


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder into which articles are put."""

    path: Path
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """All that is watched, and the manners."""

    feeds: tuple[Feed, ...] = ()
    folders: tuple[Folder, ...] = ()
    every: float = 900.0  # seconds between two looks at a feed
    pause: float = 2.0  # seconds between two requests to one host, at least
    contact: str | None = None  # told to servers: an address or a page about who is asking
    allow_addresses: tuple[Network, ...] = ()  # private networks that may be asked


def load(path: Path) -> Watch:
    """What a file says. Raises DragomanError that names the file and what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise DragomanError(f"there is no file {path}", "docs/watching.md shows what it looks like") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DragomanError(f"{path}: {error}", "it must be a readable UTF-8 TOML file") from error
    try:
        feeds = tuple(_feed(table) for table in _tables(data, "feed"))
        folders = tuple(_folder(table, path.parent) for table in _tables(data, "folder"))
        watch = Watch(feeds, folders, **_general(data))
    except (TypeError, ValueError) as error:
        raise DragomanError(f"{path}: {error}", "docs/watching.md shows what it looks like") from error
    if not feeds and not folders:
        raise DragomanError(f"{path} names nothing to watch", 'add [[feed]] with url = "https://…"')
    return watch


def _tables(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    tables = data.pop(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{name} must be tables: [[{name}]]")
    return tables


def _feed(table: Mapping[str, Any]) -> Feed:
    _known(table, Feed)
    url = table.get("url")
    parts = urlsplit(url) if isinstance(url, str) else None
    if not isinstance(url, str) or parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"a feed needs an http(s) address: url = {url!r}")
    every = table.get("every")
    return Feed(url, _text(table, "publisher"), None if every is None else _every(every))


def _folder(table: Mapping[str, Any], base: Path) -> Folder:
    _known(table, Folder)
    if not isinstance(table.get("path"), str):
        raise ValueError('a folder needs a path: path = "inbox"')
    return Folder(base / Path(table["path"]).expanduser(), _text(table, "publisher"))


def _general(data: Mapping[str, Any]) -> dict[str, Any]:
    _known(data, Watch)
    out: dict[str, Any] = {"contact": _text(data, "contact")}
    if "every" in data:
        out["every"] = _every(data["every"])
    if "pause" in data:
        out["pause"] = seconds(data["pause"])
    networks = data.get("allow_addresses", [])
    if not isinstance(networks, list):
        raise ValueError('allow_addresses must be a list: ["10.1.0.0/16"]')
    out["allow_addresses"] = tuple(ipaddress.ip_network(network) for network in networks)
    return out


def _known(table: Mapping[str, Any], type_: type[object]) -> None:
    names = [field.name for field in fields(type_) if field.name not in ("feeds", "folders")]  # type: ignore[arg-type]
    for key in table:
        if key not in names:
            near = get_close_matches(key, names, 1)
            raise ValueError(f"unknown key {key!r}" + (f": did you mean {near[0]}?" if near else ""))


def _text(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, str) or not value.isprintable()):
        raise ValueError(f"{key} must be a text: {value!r}")
    return value


def _every(value: object) -> float:
    found = seconds(value)
    if found < _LEAST_EVERY_S:
        raise ValueError(f"every = {value!r}: no feed is asked more often than once a minute")
    return found


def seconds(value: object) -> float:
    """A span of time: a number of seconds, or ``"90s"``, ``"15m"``, ``"2h"``, ``"1d"``."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return float(value)
    if isinstance(value, str) and (match := _SPAN.fullmatch(value.strip())):
        return float(int(match[1]) * _SECONDS[match[2]])
    raise ValueError(f'{value!r} is no span of time: write "15m" or "2h"')
