"""What a Markdown file declares about itself in the lines between its first two ``---``."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.read.dates import is_to_come, parse_date

_BLOCK = re.compile(r"\s*---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINE = re.compile(r"([A-Za-z_-]+):[ \t]+(.+?)[ \t]*")


def declared(text: str) -> dict[str, str]:
    """The plain ``name: value`` lines of a text's front matter, names in lower case; none if it has none."""
    block = _BLOCK.match(text)
    if block is None:
        return {}
    lines = (_LINE.fullmatch(line) for line in block[1].split("\n"))
    return {match[1].lower(): match[2].strip("\"'") for match in lines if match}


def declared_date(fields: dict[str, str]) -> dt.date | None:
    """The day of publication among them; one that cannot be read is none."""
    for name in ("published", "date"):
        try:
            if (day := parse_date(fields.get(name))) and not is_to_come(day):
                return day
        except ValueError:
            continue
    return None
