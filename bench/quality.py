"""Measures the coder on the gold in ../shared and keeps the record of it.

    python bench/quality.py            print every figure beside the recorded one
    python bench/quality.py --write    record the figures: docs/quality.json, the tables and the plot in docs/quality.md

Each line of the table is a figure of ``score.py``; the command that makes it stands beside it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import confidence

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.output import dumps
from dragoman.read import read_paths

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
RECORD = ROOT / "docs" / "quality.json"
PAGE = ROOT / "docs" / "quality.md"
PLOT = ROOT / "docs" / "images" / "reliability.svg"
BEGIN, END = "<!-- {}: begin -->", "<!-- {}: end -->"

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


def reliability(predicted: Path) -> Iterator[tuple[float, float]]:
    """The confidence of every event in the coded documents, and 1 where the gold has that event, else 0."""
    scorer = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert scorer is not None and scorer.loader is not None
    score = importlib.util.module_from_spec(scorer)
    scorer.loader.exec_module(score)
    coded_documents = score.by_id(predicted)
    for path in sorted((GOLD / "documents").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))["events"]
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for event in gold:
            event["at"] = score.locate(text, event["evidence"])
        told = coded_documents[path.stem]["events"]

        def is_same(a: dict[str, Any], b: dict[str, Any], score: Any = score) -> bool:
            kinds = (b["event"], *b.get("also", []))
            return a["event"] in kinds and score.overlap(score.span(a["evidence"]), b["at"]) > 0

        for event, hit in zip(told, score.match(told, gold, is_same), strict=True):
            yield event["confidence"], float(hit is not None)


def curve(pairs: Iterable[tuple[float, float]]) -> tuple[list[tuple[float, float, int]], float]:
    """Mean confidence, share that is right, and number in each tenth, and how far off they are (ECE)."""
    tenths: dict[int, list[tuple[float, float]]] = {}
    for sure, right in pairs:
        tenths.setdefault(min(9, int(sure * 10)), []).append((sure, right))
    rows = [
        (sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group))
        for _, group in sorted(tenths.items())
    ]
    total = sum(n for _, _, n in rows)
    return rows, sum(n * abs(sure - right) for sure, right, n in rows) / max(1, total)


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


def confidences() -> tuple[list[confidence.Pair], int]:
    """The confidence of every event in the documents, with whether it is right, and how many events the gold has."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        _write(predicted, coded(Coder(), GOLD / COMMANDS["documents"][0]))
        files = (GOLD / "documents").glob("*.json")
        return list(reliability(predicted)), sum(
            len(json.loads(f.read_text(encoding="utf-8"))["events"]) for f in files
        )


def print_reliability(pairs: Iterable[confidence.Pair]) -> None:
    """What the confidence of events is worth: how many of those at 0.7 to 0.8 are right, and so on."""
    rows, error = curve(pairs)
    print("confidence of events    right      n")
    for sure, right, n in rows:
        print(f"{sure:20.2f} {right:8.2f} {n:6d}")
    print(f"{error:8.3f}  expected calibration error")


def put(name: str, text: str) -> None:
    """Put a text between the marks of this name in the page of figures."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = BEGIN.format(name), END.format(name)
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    PAGE.write_text(f"{head}{begin}\n\n{text}\n\n{end}{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="record the figures")
    parser.add_argument("commands", nargs="*", help=f"some of {', '.join((*COMMANDS, 'actors'))}; all if none is given")
    arguments = parser.parse_args()
    before = recorded()
    figures = measure(arguments.commands or (*COMMANDS, "actors"))
    for name, value in figures.items():
        print(f"{value:8.3f}  {value - before.get(name, value):+.3f}  {name}")
    pairs, gold = confidences() if not arguments.commands or "documents" in arguments.commands else ([], 0)
    if pairs:
        print_reliability(pairs)
    if arguments.write:
        figures = {**before, **figures}
        RECORD.write_text(
            json.dumps({"date": dt.date.today().isoformat(), "figures": figures}, indent=1) + "\n", encoding="utf-8"
        )
        put("figures", table(figures))
    if arguments.write and pairs:
        rows, error = curve(pairs)
        PLOT.write_text(confidence.plot(rows, "Confidence of events, and how many of them are right"), encoding="utf-8")
        told = f"{len(pairs)} events in all, on average {error:.3f} off the line (expected calibration error)."
        put("confidence", f"{told}\n\n{confidence.thresholds(pairs, gold)}")


if __name__ == "__main__":
    main()
