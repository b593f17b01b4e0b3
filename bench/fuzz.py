"""Hostile input at scale, through the real line with the real model: does anything crash, vanish or lie?

    python bench/fuzz.py [--cases 100000] [--first N] [--kind KIND] [--model NAME]

Nine cases in ten are files of articles in any format, built hostile and partly spoilt byte by byte; the others are
feeds, settings, gold, lexicons, gazetteers and ledgers. Each must end coded (or used) or set aside with a reason and a
hint; what is coded must keep the output contract, the ledger must give it back as it was, and a twentieth of all is
read and coded a second time in other company and must come out the same, byte for byte. Case N is always the same: a
failure is told with its number, and ``--first N --cases 1`` repeats it.
"""

from __future__ import annotations

import argparse
import logging
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.fuzz import beside, contract, files  # noqa: E402

from dragoman import output  # noqa: E402
from dragoman.ledger import Ledger, RefusedError  # noqa: E402
from dragoman.model import CodedDocument, RawDocument  # noqa: E402
from dragoman.read import read_paths  # noqa: E402
from dragoman.run import Alone, Line, Recipe, never  # noqa: E402

AT_ONCE = 2_000  # cases that are read by one reader
BESIDE = 10  # one case in so many is no article
AGAIN = 20  # one set of cases in so many is done twice


@dataclass
class Report:
    """What became of the cases."""

    cases: Counter[str] = field(default_factory=Counter)  # by format
    documents: int = 0
    coded: int = 0
    records: int = 0
    same: int = 0  # documents that came out the same a second time
    asides: Counter[str] = field(default_factory=Counter)  # documents set aside, by reason
    refused: Counter[str] = field(default_factory=Counter)  # other cases, by kind
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def failing(self, case: str) -> Iterator[None]:
        """Note what goes wrong meanwhile, and go on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # any is a failure
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{case}: {type(error).__name__}: {error}"[:300] + f" ({Path(where.filename).name}:{where.lineno})"
            self.failures.append(told)
            print("FAILURE", told, flush=True)


def articles(numbers: Sequence[int], engine: Alone, report: Report, *, is_again: bool) -> None:
    """Write, read, code and check the files of these cases."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths: dict[str, int] = {}
        for number in numbers:
            case = files.build(Random(number), f"c{number}")
            (folder / case.name).write_bytes(case.data)
            paths[str(folder / case.name)] = number
            report.cases[case.format] += 1
        raws = read(list(paths), report)
        of = dict.fromkeys(paths, 0)
        for raw in raws:
            of[raw.source.partition("!/")[0]] += 1
            with report.failing(raw.source):
                contract.check_raw(raw)
        report.failures += [f"{path}: nothing came of it" for path, count in of.items() if not count]
        coded = code(raws, engine, report)
        for one in coded:
            count(one, report)
        with report.failing(f"ledger of {numbers[0]} and after"):
            keep(folder / "kept.ledger", coded)
        if is_again:
            again = code(read(list(paths)[::-1], report)[::-1], engine, report)
            compare(coded, again, report)


def read(paths: list[str], report: Report) -> list[RawDocument]:
    """All documents of these files. Where reading crashes, file by file, to tell which it was."""
    try:
        return list(read_paths(paths))
    except Exception:  # noqa: BLE001  # it is told below
        found: list[RawDocument] = []
        for path in paths:
            with report.failing(path):
                found += read_paths([path])
        return found


def code(raws: Sequence[RawDocument], engine: Alone, report: Report) -> list[CodedDocument]:
    """The coded documents, each checked."""
    out = []
    with report.failing("a whole set"):
        for outcome in engine.code(raws, never):
            assert outcome.coded is not None
            out.append(outcome.coded)
            with report.failing(outcome.raw.source):
                contract.check(outcome.coded)
    return out


def count(one: CodedDocument, report: Report) -> None:
    report.documents += 1
    if one.document.set_aside:
        report.asides[plain(one.document.set_aside.reason)] += 1
    else:
        report.coded += 1
    report.records += sum(map(len, (one.events, one.statements, one.positions, one.relations, one.claims)))


def plain(reason: str) -> str:
    """A reason without what is particular to one case."""
    reason = re.sub(r"^(broken \w+|the file cannot be read|the (?:member|record|page) cannot be \w+):.*", r"\1", reason)
    reason = re.sub(r"^(?:'.*|\".*|\S+|.*\)) is no date$", "no date", reason)
    return re.sub(r"\(\w[\w-]*\)$", "(…)", re.sub(r"\d[\d,.:-]*", "…", reason))[:70]


def keep(path: Path, coded: Sequence[CodedDocument]) -> None:
    """A ledger takes them all, or refuses one for its id, and gives back what it took."""
    kept: dict[str, CodedDocument] = {}
    with Ledger(path) as ledger:
        ledger.connection.execute("PRAGMA synchronous = OFF")
        for one in coded:
            try:
                ledger.add(one)
            except RefusedError:
                continue
            if one.document.set_aside is None:
                kept[one.document.id] = one
        for id_, one in list(kept.items())[:: max(1, len(kept) // 50)]:
            # The same article from another file is the same document, and keeps the name of the first.
            back = replace(ledger.document(id_).document, source=one.document.source)
            assert replace(ledger.document(id_), document=back) == one, f"{id_} came back different"


def compare(coded: Sequence[CodedDocument], again: Sequence[CodedDocument], report: Report) -> None:
    """The same bytes again, whatever was coded beside it."""
    lines, others = (sorted(output.dumps(one) for one in found) for found in (coded, again))
    for line, other in zip(lines, others, strict=True):
        if line == other:
            report.same += 1
        else:
            report.failures.append(f"{output.loads(line).document.source}: not the same a second time")


def other(number: int, report: Report, kind: str | None) -> None:
    """One case that is no article."""
    chance = Random(number)
    kind = kind or chance.choice(list(beside.KINDS))
    report.cases[kind] += 1
    with TemporaryDirectory() as folder, report.failing(f"{number} ({kind})"):
        told = beside.run(kind, chance, Path(folder))
        report.refused[f"{kind}: {told.partition(':')[0]}"] += 1


def told(report: Report, seconds: float) -> str:
    cases = sum(report.cases.values())
    lines = [
        f"{cases:,} cases: {report.documents:,} documents, {report.coded:,} coded ({report.records:,} records), "
        f"{sum(report.asides.values()):,} set aside; {sum(report.refused.values()):,} cases of other kinds",
        f"a second time the same: {report.same:,} documents",
        "", *(f"{number:8,}  {name}" for name, number in report.cases.most_common()),
        "", *(f"{number:8,}  set aside: {reason}" for reason, number in report.asides.most_common(40)),
        "", *(f"{number:8,}  {what}" for what, number in sorted(report.refused.items())),
        "", *(f"FAILURE {failure}" for failure in report.failures[:50]),
        f"failures: {len(report.failures)}", f"time: {seconds:,.0f} s",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="hostile input through the whole line")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--kind", choices=["articles", *beside.KINDS], help="only such cases")
    parser.add_argument("--model")
    options = parser.parse_args()
    logging.getLogger("dragoman").setLevel(logging.CRITICAL)  # what it has to say is in the results
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    report, began = Report(), time.monotonic()
    engine = Alone(lambda: Line(Recipe(model=options.model)))
    numbers = range(options.first, options.first + options.cases)

    def is_article(number: int) -> bool:
        return options.kind == "articles" if options.kind else number % BESIDE != 0

    try:
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            if chosen := [number for number in some if is_article(number)]:
                articles(chosen, engine, report, is_again=start // AT_ONCE % AGAIN == 0)
            for number in some:
                if not is_article(number):
                    other(number, report, options.kind)
            done, spent = start + len(some), time.monotonic() - began
            print(f"{done:,} cases, {spent:,.0f} s, {len(report.failures)} failures", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        pass  # what was done until then is told
    print(told(report, time.monotonic() - began))
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()
