"""What the doctor finds, that it changes nothing, and copies of ledgers in use."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, doctor, dump
from tests.ledger.conftest import make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with Ledger(path) as ledger:
        for i in range(30):
            ledger.add(make(f"doc-{i}"))
    return path


def found(path: Path) -> str:
    before = path.read_bytes()
    told = "\n".join(f"{finding.what} {finding.hint}" for finding in doctor.examine(path))
    assert path.read_bytes() == before
    return told


def test_a_whole_ledger(path: Path) -> None:
    assert found(path) == ""


def _orphan(c: sqlite3.Connection) -> None:
    c.execute("PRAGMA foreign_keys = OFF")
    c.execute("DELETE FROM documents WHERE n = 3")


def _half(c: sqlite3.Connection) -> None:
    c.execute("DELETE FROM events WHERE record = 1")


def _false(c: sqlite3.Connection) -> None:
    c.execute("UPDATE records SET span_start = span_start + 1 WHERE n = 2")


def _index(c: sqlite3.Connection) -> None:
    c.execute("DROP TRIGGER records_text_gone")
    c.execute("DELETE FROM claims WHERE record IN (SELECT n FROM records WHERE kind = 'claim')")
    c.execute("DELETE FROM records WHERE kind = 'claim'")


def _tally(c: sqlite3.Connection) -> None:
    c.execute("UPDATE tie_tallies SET acts = acts + 1")


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (_orphan, "belongs to a row of documents that is not there"),
        (_half, "1 records and their rows in events do not fit together"),
        (_false, "1 records do not stand in their articles where they say"),
        (_index, "the word index records_text is not that of the articles"),
        (_tally, "the tallies in tie_tallies are not those of the acts"),
    ],
)
def test_what_is_wrong_is_told(path: Path, spoil: Callable[[sqlite3.Connection], None], what: str) -> None:
    with sqlite3.connect(path) as connection:
        spoil(connection)
    connection.close()
    assert what in found(path)


@pytest.mark.parametrize("spoil", [_index, _tally])
def test_word_indexes_and_tallies_are_made_anew_when_asked(
    path: Path, spoil: Callable[[sqlite3.Connection], None]
) -> None:
    with sqlite3.connect(path) as connection:
        spoil(connection)
    connection.close()
    doctor.renew_indexes(path)
    assert found(path) == ""


@pytest.mark.parametrize("page", [1, 5, -1])
def test_a_damaged_file_is_told_and_left_as_it_is(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    last = len(content) // 4096 - 1
    start = 4096 * (page if page > 0 else last)
    content[start : start + 4096] = os.urandom(4096)
    path.write_bytes(content)
    assert "restore a backup" in found(path)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE records SET data = 'x'", "UPDATE records SET data = '{}'",
        "UPDATE documents SET published = 'yesterday'",
        "UPDATE documents SET text = x'ff'", "UPDATE documents SET paragraphs = '[1]'", "DELETE FROM runs",
    ],
)  # fmt: skip
def test_rows_that_do_not_hold_what_they_should_are_told_as_damage(path: Path, spoil: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(spoil)
    connection.close()
    with Ledger(path, read_only=True) as ledger:
        for ask in (lambda: ledger.document("doc-1"), lambda: list(ledger.events())):
            try:
                ask()
            except DragomanError as error:
                assert "damaged" in error.message and "dragoman doctor" in error.hint
                break
        else:
            assert not list(ledger.events()), "without its run no record is told"


def test_a_schema_that_is_no_text_any_more_is_told_as_damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"WITHOUT ROWID", b"\x81ITHOUT ROWID"))
    with pytest.raises(DragomanError, match="is damaged"):
        Ledger(path, read_only=True)
    assert "damaged" in found(path)


def test_a_version_below_all_is_told_as_damage(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = -1")
    connection.close()
    with pytest.raises(DragomanError, match="is damaged"):
        Ledger(path)
    assert "damaged" in found(path)


def test_a_question_with_half_a_character_is_refused(path: Path) -> None:
    with Ledger(path, read_only=True) as ledger, pytest.raises(DragomanError, match="characters that no ledger holds"):
        ledger.document("\ud800")


def test_no_ledger_is_no_patient(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="no ledger"):
        list(doctor.examine(tmp_path / "none.ledger"))


def test_a_copy_of_a_ledger_in_use_is_that_of_one_moment(path: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Ledger(path) as ledger:
            i = 100
            while not stop.is_set():
                ledger.add(make(f"doc-{i}"))
                i += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for i in range(5):
            with Ledger(path, read_only=True) as ledger:
                ledger.backup(tmp_path / f"copy-{i}.ledger")
            assert found(tmp_path / f"copy-{i}.ledger") == ""
    finally:
        stop.set()
        writer.join()
    with Ledger(tmp_path / "copy-4.ledger") as copied:
        assert copied.counts()["documents"] >= 30
        assert copied.add(make("another"))
    assert sorted(p.name for p in tmp_path.iterdir() if "partial" in p.name) == []


def test_a_copy_says_the_same_and_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.ledger"
    with Ledger(path, read_only=True) as ledger:
        ledger.backup(target)
        with Ledger(target, read_only=True) as copied:
            assert list(dump.lines(copied.connection)) == list(dump.lines(ledger.connection))
        with pytest.raises(DragomanError, match="is there already"):
            ledger.backup(target)
        with pytest.raises(DragomanError, match="does not exist"):
            ledger.backup(tmp_path / "no" / "copy.ledger")
