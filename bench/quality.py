"""Measures the coder on the gold in ../shared and keeps the record of it.

    python bench/quality.py            print every figure beside the recorded one
    python bench/quality.py --write    record the figures: docs/quality.json and the table in docs/quality.md

Each line of the table is a figure of ``score.py``; the command that makes it stands beside it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.output import dumps
from dragoman.read import read_paths

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
RECORD = ROOT / "docs" / "quality.json"
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

# score.py command → what is coded, what it is scored against
COMMANDS: dict[str, tuple[str, str]] = {
    "documents": ("documents.jsonl", "documents"),
    "plv": ("events/plv_dev.jsonl", "events/plv_dev.jsonl"),
    "quad": ("events/quad_dev.jsonl", "events/quad_dev.jsonl"),
    "statements": ("statements/polnear_dev.jsonl", "statements/polnear_dev.jsonl"),
    "times": ("times/timeml_dev.jsonl", "times/timeml_dev.jsonl"),
    "places": ("places/lgl.jsonl", "places/lgl.jsonl"),
    "claims": ("claims/cnc_train.jsonl", "claims/cnc_train.jsonl"),
}


def flatten(figures: dict[str, Any], prefix: str) -> Iterator[tuple[str, float]]:
    """Figures of nested objects as "plv: micro F"; counts of what was predicted and there are left out."""
    for key, value in figures.items():
        if isinstance(value, dict):
            if key != "by event":
                yield from flatten(value, f"{prefix}: {key}")
        elif key not in ("predicted", "gold", "n", "with an event", "neutral", "documents"):
            yield f"{prefix}: {key}", float(value)


def score(command: str, predicted: Path, gold: Path) -> dict[str, Any]:
    """What ``score.py`` prints."""
    done = subprocess.run(
        [sys.executable, str(GOLD / "score.py"), command, str(predicted), str(gold)],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def coded(coder: Coder, source: Path) -> Iterable[str]:
    """The lines that ``dragoman code --format jsonl`` prints for one file."""
    return (dumps(c) for c in coder.pipe(clean(raw) for raw in read_paths([str(source)])))


def measure(commands: Iterable[str] = (*COMMANDS, "actors")) -> dict[str, float]:
    """Code the gold and score it: every figure by its name."""
    coder = Coder()
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        for command in commands:
            if command == "actors":
                _write(predicted, _resolved(GOLD / "actors_dev.jsonl"))
                gold = GOLD / "actors_dev.jsonl"
            else:
                source, against = COMMANDS[command]
                _write(predicted, coded(coder, GOLD / source))
                gold = GOLD / against
            out.update(flatten(score(command, predicted, gold), command))
    return out


def _resolved(source: Path) -> Iterator[str]:
    """The lines that ``dragoman actors resolve --format jsonl`` prints for one file."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "actors", "resolve", "--format", "jsonl"]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, check=True)
    yield from done.stdout.splitlines()


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(line.rstrip("\n") + "\n" for line in lines), encoding="utf-8")


def recorded() -> dict[str, float]:
    """The figures on record; empty before the first."""
    return dict(json.loads(RECORD.read_text(encoding="utf-8"))["figures"]) if RECORD.exists() else {}


def table(figures: dict[str, float]) -> str:
    """The figures as a Markdown table, one line a figure."""
    rows = ["| figure | value | command |", "|---|---|---|"]
    for name, value in figures.items():
        command = name.split(":")[0]
        gold = COMMANDS.get(command, ("", "actors_dev.jsonl"))[1]
        rows.append(f"| {name} | {value:g} | `score.py {command} PRED {gold}` |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="record the figures")
    parser.add_argument("commands", nargs="*", help=f"some of {', '.join((*COMMANDS, 'actors'))}; all if none is given")
    arguments = parser.parse_args()
    before = recorded()
    figures = measure(arguments.commands or (*COMMANDS, "actors"))
    for name, value in figures.items():
        print(f"{value:8.3f}  {value - before.get(name, value):+.3f}  {name}")
    if arguments.write:
        figures = {**before, **figures}
        RECORD.write_text(
            json.dumps({"date": dt.date.today().isoformat(), "figures": figures}, indent=1) + "\n", encoding="utf-8"
        )
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        _, _, tail = rest.partition(END)
        PAGE.write_text(f"{head}{BEGIN}\n\n{table(figures)}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
