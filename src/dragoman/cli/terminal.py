"""Tables and colours for people. rich is imported here only, and only when something is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dragoman.dumps import Complaints
from dragoman.marked import Mark, Segment

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDTH_OF_PIPES = 100
_TOLD = 10  # bad lines told one by one

QUAD_COLOURS = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
_STYLES = {
    "dropped": "dim strike",
    "mention": "bold",
    "time": "italic",
    "place": "",
    "evidence": "underline",
    "cue": "magenta",
    "statement": "blue",
    "position": "underline",
    "relation": "underline",
    "claim": "underline",
}


def console() -> Console:
    """Standard output, 100 columns wide where it is no terminal."""
    return _console(sys.stdout)


def errors() -> Console:
    """Standard error, for progress and summaries."""
    return _console(sys.stderr)


def _console(file: TextIO) -> Console:
    from rich.console import Console

    width = None if file.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_PIPES
    return Console(file=file, width=width, highlight=False)


def table(columns: Sequence[tuple[str, dict[str, object]]], rows: Iterable[Sequence[str | int | Text]]) -> int:
    """Print a table; each column is a heading and rich's options. How many rows there were."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    is_wide = any("ratio" in options for _, options in columns)
    shown = Table(box=SIMPLE_HEAD, pad_edge=False, expand=is_wide, padding=(0, 1, 0, 0), show_edge=False)
    for heading, options in columns:
        shown.add_column(heading, overflow="fold", **options)  # type: ignore[arg-type]
    count = 0
    for row in rows:
        shown.add_row(*(cell if isinstance(cell, Text) else Text(clean(str(cell))) for cell in row))
        count += 1
    if count:
        console().print(shown)
        click.echo()
    return count


def clean(text: str) -> str:
    """Text from articles without the control characters that would drive a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def paint(segments: Iterable[Segment], labels: dict[str, str] | None = None) -> Text:
    """Marked text in colour, with the labels of records behind their ends."""
    from rich.text import Text

    out = Text()
    for segment in segments:
        out.append(clean(segment.text), style=" ".join(filter(None, map(style, segment.marks))) or None)
        for record in segment.ends:
            if labels and record in labels:
                out.append(f"[{labels[record]}]", style="dim")
    return out


def style(mark: Mark) -> str:
    """The rich style of a mark."""
    if mark.layer == "trigger":
        return f"bold reverse {QUAD_COLOURS.get(mark.flavour, 'white')}"
    return _STYLES[mark.layer]


def complain(file: Path, complaints: Complaints) -> None:
    """Tell on standard error what is wrong with a dump."""
    for number, why in complaints.bad[:_TOLD]:
        click.echo(f"{file}:{number}: {why}", err=True)
    if complaints.bad_count > _TOLD:
        click.echo(f"… and {complaints.bad_count - _TOLD:,} more bad lines", err=True)
    if complaints.truncated:
        click.echo(f"{file}: {complaints.truncated}", err=True)
