"""A copy of a ledger that is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.ledger import schema


def copy(connection: sqlite3.Connection, path: Path, target: Path) -> None:
    """Copy in one step, which in WAL mode sees one moment and holds up no writer. The copy appears whole or not at
    all: it is made under another name, checked, and renamed."""
    if target.exists():
        raise DragomanError(f"{target} is there already", "name another file, or remove that one first")
    if not target.parent.is_dir():
        raise DragomanError(f"the folder {target.parent} does not exist", "make it, or put the copy elsewhere")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        with schema.explained(path):
            (pages,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if pages != "ok":
                raise DragomanError(f"{path} is damaged: {pages}", f"see: dragoman doctor --ledger {path}")
        with schema.explained(partial), closing(sqlite3.connect(partial)) as copied:
            connection.backup(copied)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.rename(target)
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + rest).unlink(missing_ok=True)
