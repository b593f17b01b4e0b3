"""The user's own gazetteer: one SQLite file, made from a GeoNames dump (``dump.py``)."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from dragoman.errors import DragomanError

VARIABLE = "DRAGOMAN_GAZETTEER"
SCHEMA = """
CREATE TABLE sites (
    geonameid INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, class TEXT NOT NULL,
    feature TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL, population INTEGER NOT NULL
) STRICT;
CREATE TABLE names (key TEXT NOT NULL, geonameid INTEGER NOT NULL, PRIMARY KEY (key, geonameid)) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
"""
_VERSION = 1
_MAX_NAMESAKES = 200  # of one name, the most populous: "San José" has thousands

Row = tuple[int, str, float, float, str, str, str, str, int]


def location() -> Path:
    """Where the imported gazetteer lies: ``DRAGOMAN_GAZETTEER``, else the user's data folder."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "dragoman" / "gazetteer.sqlite"


class Imported:
    """Looks names up in an imported gazetteer. Raises DragomanError where the file is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def rows(self, name_key: str) -> list[Row]:
        """The sites of a name, by its key (``names.key``), the most populous first."""
        try:
            return self._opened().execute(
                "SELECT s.* FROM names n JOIN sites s USING (geonameid) WHERE n.key = ?"
                " ORDER BY s.population DESC, s.geonameid LIMIT ?",
                (name_key, _MAX_NAMESAKES),
            ).fetchall()  # fmt: skip
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise _unusable(self.path, str(error)) from error

    def _opened(self) -> sqlite3.Connection:
        # A connection must not cross a fork: each worker opens its own.
        if self._connection is None or self._process != os.getpid():
            self._connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
            self._process = os.getpid()
            if self._connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                raise _unusable(self.path, "not a gazetteer of this version")
        return self._connection


def _unusable(path: Path, why: str) -> DragomanError:
    return DragomanError(f"{path}: {why}", f"make it anew: dragoman places import FILE --gazetteer {path}")
