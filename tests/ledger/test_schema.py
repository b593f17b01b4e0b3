"""Opening: migrations, and files that are no ledger, too new, damaged or may not be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from tests.ledger.conftest import make


def test_the_version_is_the_number_of_migrations(ledger: Ledger) -> None:
    assert ledger.connection.execute("PRAGMA user_version").fetchone() == (len(schema.migrations()),)
    assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert ledger.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_older_ledger_is_migrated_and_keeps_its_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.ledger"
    with Ledger(path) as ledger:
        ledger.add(make())
    newer = (*schema.migrations(), "CREATE TABLE remarks (record TEXT);\nCREATE INDEX j ON remarks (record);\n")
    monkeypatch.setattr(schema, "migrations", lambda: newer)
    with pytest.raises(DragomanError, match="older dragoman"):
        Ledger(path, read_only=True)
    with Ledger(path) as ledger:
        assert ledger.document("doc-1") == make()
        assert ledger.connection.execute("SELECT count(*) FROM remarks").fetchone() == (0,)


def test_a_ledger_from_before_the_tallies_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "old.ledger"
    rows = [  # a, b, day, record, act, score, is_fact: one act told twice, one not linked, one without a day, a plan
        ("FRA", "MLI", "2021-03-01", 1, 7, -1.0, 1), ("FRA", "MLI", "2021-03-02", 2, 7, -1.5, 1),
        ("FRA", "MLI", "2021-03-02", 3, None, -2.2, 1), ("FRA", "", "", 4, None, 1.0, 1),
        ("FRA", "MLI", "2021-03-02", 5, None, -2.0, 0),
    ]  # fmt: skip
    with sqlite3.connect(path) as old:
        for script in _scripts[:4]:
            old.executescript(script)
        old.executemany(
            "INSERT INTO event_dyads (a, b, day, record, act, event, quad, score, is_fact, is_joint)"
            " VALUES (?, ?, ?, ?, ?, 'REQUEST', 'verbal conflict', ?, ?, 0)",
            rows,
        )
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version = 4")
    with Ledger(path) as ledger:
        ask = ledger.connection.execute
        assert ask("SELECT * FROM tie_tallies").fetchall() == [("FRA", "MLI", "2021-03", "verbal conflict", 2, -3200)]
        assert ask("SELECT role, code, day, acts FROM actor_tallies ORDER BY role, day").fetchall() == [
            ("actor", "FRA", "2021-03-01", 1), ("actor", "FRA", "2021-03-02", 1),
            ("recipient", "MLI", "2021-03-01", 1), ("recipient", "MLI", "2021-03-02", 1),
        ]  # fmt: skip


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.ledger"
    Ledger(path).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: (*_scripts, "CREATE TABLE a (b);\nCREATE TABLE a (b);\n"))
        with pytest.raises(DragomanError):
            Ledger(path)
    with Ledger(path) as ledger:
        assert ledger.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'a'").fetchone() == (0,)


_scripts = schema.migrations()


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"
    with Ledger(path) as ledger:
        ledger.connection.execute("PRAGMA user_version = 99")
    for read_only in (True, False):
        with pytest.raises(DragomanError, match="newer dragoman") as caught:
            Ledger(path, read_only=read_only)
        assert "upgrade" in caught.value.hint


def _text(path: Path) -> None:
    path.write_text("Dear diary, " * 1000)


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def _damaged(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(make())
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("spoil", "message"), [(_text, "is not a ledger"), (_foreign, "is not a ledger"), (Path.mkdir, "ledger")]
)
def test_other_files_are_refused_and_left_alone(tmp_path: Path, spoil, message: str, read_only: bool) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DragomanError, match=message) as caught:
        Ledger(path, read_only=read_only)
    assert caught.value.hint
    assert before is None or path.read_bytes() == before


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.ledger"
    _damaged(path)
    with pytest.raises(DragomanError, match="damaged"), Ledger(path) as ledger:
        list(ledger.events())


def test_asking_a_ledger_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="no ledger") as caught:
        Ledger(tmp_path / "none.ledger", read_only=True)
    assert "dragoman code" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DragomanError, match="does not exist"):
        Ledger(tmp_path / "no" / "folder.ledger")


def test_a_ledger_in_a_read_only_folder_can_be_asked_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    with Ledger(path) as ledger:
        ledger.add(make())
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("nothing is read-only for this user")
        with Ledger(path, read_only=True) as ledger:
            assert len(list(ledger.events())) == 2
        with pytest.raises(DragomanError, match=r"may not be written|cannot be opened"):
            Ledger(path).add(make("doc-2"))
        with pytest.raises(DragomanError, match="cannot be opened"):
            Ledger(tmp_path / "b.ledger")
    finally:
        tmp_path.chmod(0o755)


def test_nothing_is_written_through_a_read_only_ledger(filled: Ledger) -> None:
    with Ledger(filled.path, read_only=True) as ledger, pytest.raises(DragomanError, match="may not be written"):
        ledger.add(make("doc-2"))
