"""`dragoman doctor` and `dragoman backup`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.conftest import Run


def test_a_whole_ledger_and_its_copy(run: Run, news: Path) -> None:
    shown = run("doctor")
    assert shown.exit_code == 0 and "is whole: 1 documents, 2 events" in shown.stdout
    assert run("backup", "copy.ledger").exit_code == 0
    assert run("doctor", "--ledger", "copy.ledger").exit_code == 0
    again = run("backup", "copy.ledger")
    assert again.exit_code == 2 and "is there already" in again.stderr


def test_what_is_wrong_is_told_with_what_to_do(run: Run, news: Path) -> None:
    with sqlite3.connect(news) as connection:
        connection.execute("DELETE FROM events")
        connection.execute("INSERT INTO records_text (records_text) VALUES ('delete-all')")
    connection.close()
    shown = run("doctor")
    assert shown.exit_code == 1
    assert "2 records and their rows in events" in shown.stdout and "--again" in shown.stdout
    assert "word index records_text" in shown.stdout and "--renew-index" in shown.stdout
    renewed = run("doctor", "--renew-index")
    assert renewed.exit_code == 1 and "word index records_text" not in renewed.stdout


def test_no_ledger(run: Run) -> None:
    assert run("doctor").exit_code == 2 and run("backup", "copy.ledger").exit_code == 2
