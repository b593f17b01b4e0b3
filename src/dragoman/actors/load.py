"""Reading and checking the actor lexicon's CSV files; a mistake is told with file and line."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dragoman.actors.records import INTERNATIONAL, Problem

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
KINDS = frozenset(
    ["state", "person", "organisation", "armed group", "party", "company", "crowd", "group", "place", "unknown"]
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_CODE = re.compile(r"[A-Z]{3}")

Row = dict[str, str]


@lru_cache(maxsize=50_000)
def parse_date(text: str, is_end: bool) -> dt.date | None:
    """A full date from ``2017-01-27``, ``2017-01`` or ``2017``: the first day, or the last where it ends a span.

    Raises ValueError for anything else; an empty text is None.
    """
    if not text:
        return None
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date (2017-01-27, 2017-01 or 2017)")
    year, month, day = int(match[1]), match[2], match[3]
    if not month:
        return dt.date(year, 12, 31) if is_end else dt.date(year, 1, 1)
    if not day:
        return dt.date(year, int(month), calendar.monthrange(year, int(month))[1] if is_end else 1)
    return dt.date(year, int(month), int(day))


def items(cell: str) -> list[str]:
    """The parts of a cell that lists several."""
    if "|" not in cell:
        return [part] if (part := cell.strip()) else []
    return [part.strip() for part in cell.split("|") if part.strip()]


class Reader:
    """Reads rows and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.codes: set[str] = set()  # of states; empty until states.csv is read

    def wrong(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(str(path), line, message))

    def rows(self, path: Path, columns: Sequence[str], needed: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """The rows of a file with their lines. ``columns`` a file may lack are empty, ``needed`` must be there."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from self._read(path, csv.reader(file), columns, needed)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.wrong(path, 1, f"not readable as UTF-8 CSV: {error}")

    def _read(
        self, path: Path, reader: Iterator[list[str]], columns: Sequence[str], needed: Sequence[str]
    ) -> Iterator[tuple[int, Row]]:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in needed if name not in header]
        if missing:
            self.wrong(path, 1, f"no column {', '.join(missing)}")
            return
        absent = dict.fromkeys((name for name in columns if name not in header), "")
        width = len(header)
        for cells in reader:
            line = reader.line_num  # type: ignore[attr-defined]  # csv.reader is typed as a bare iterator here
            if not cells or (len(cells) == 1 and not cells[0].strip()) or cells[0].startswith("#"):
                continue
            if len(cells) != width:
                self.wrong(path, line, f"{len(cells)} cells where the header has {width}")
                continue
            row = dict(zip(header, cells, strict=True))
            row.update(absent)
            empty = [name for name in needed if not row[name].strip()]
            if empty:
                self.wrong(path, line, f"{', '.join(empty)} is empty")
                continue
            yield line, row

    def are_sectors_right(self, path: Path, line: int, row: Row) -> bool:
        for column in ("sector", "sector2"):
            if row.get(column) and row[column] not in SECTORS:
                self.wrong(path, line, f"{column} {row[column]!r} is none of PLOVER's")
                return False
        return True

    def is_code_right(self, path: Path, line: int, code: str) -> bool:
        if not code or code in INTERNATIONAL or code in self.codes:
            return True
        if self.codes or not _CODE.fullmatch(code):
            self.wrong(
                path, line, f"code {code!r} is neither a country of states.csv nor {' '.join(sorted(INTERNATIONAL))}"
            )
            return False
        return True

    def is_kind_right(self, path: Path, line: int, kind: str) -> bool:
        if kind and kind not in KINDS:
            self.wrong(path, line, f"kind {kind!r} is none of {', '.join(sorted(KINDS))}")
            return False
        return True

    def dates(self, path: Path, line: int, row: Row) -> tuple[dt.date | None, dt.date | None] | None:
        """``since`` and ``until``, or None where they are wrong."""
        try:
            since, until = parse_date(row["since"].strip(), False), parse_date(row["until"].strip(), True)
        except ValueError as error:
            self.wrong(path, line, str(error))
            return None
        if since and until and until < since:
            self.wrong(path, line, f"until {row['until']} lies before since {row['since']}")
            return None
        return since, until
