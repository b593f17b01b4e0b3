"""`dragoman report`: one page, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.conftest import make

pytestmark = pytest.mark.usefixtures("news")


def test_it_writes_one_page(run: Run, tmp_path: Path) -> None:
    shown = run("report", "-o", "out.html", "--title", "Sahel")
    assert shown.exit_code == 0 and "Written: out.html" in shown.stderr
    page = (tmp_path / "out.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") and "<h1>Sahel</h1>" in page
    assert not list(tmp_path.glob(".out*"))


def test_filters_choose_the_records(run: Run, tmp_path: Path) -> None:
    run("report", "-o", "out.html", "--since", "2022")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<b>0</b> events" in page and "Only: since 2022" in page


def test_a_page_that_cannot_be_written_is_told(run: Run) -> None:
    shown = run("report", "-o", "no/folder/out.html")
    assert shown.exit_code == 2 and "cannot be written" in shown.stderr


def test_the_ledger_may_stand_first_and_a_topic_is_kept_to(run: Run, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.ledger") as ledger:
        ledger.add(make())
    shown = run("report", "other.ledger", "--topic", "aid workers", "--as-of", "2021-03", "-o", "out.html")
    assert shown.exit_code == 0, shown.stderr
    assert "Positions on aid workers" in (tmp_path / "out.html").read_text("utf-8")
    shown = run("report", "other.ledger", "--topic", "aid workers", "--as-of", "2020", "-o", "none.html")
    assert shown.exit_code == 2 and "outside it" in shown.stderr and not (tmp_path / "none.html").exists()
