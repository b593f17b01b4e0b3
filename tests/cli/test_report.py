"""`dragoman report`: one page, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

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
