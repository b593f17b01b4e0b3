"""Running commands, and a ledger for them to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.ledger import Ledger
from dragoman.model import SetAside
from tests.ledger.conftest import make

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder, with no settings of the user's."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEDGER", "MODEL", "LEXICON", "MIN_CONFIDENCE", "CONFIG"):
        monkeypatch.delenv(f"DRAGOMAN_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object, input: str | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=input, prog_name="dragoman")

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """./dragoman.ledger, where commands look for it, with one document and one problem."""
    path = tmp_path / "dragoman.ledger"
    with Ledger(path) as ledger:
        ledger.add(make())
        ledger.problem(SetAside("broken JSON", "mend the line", "monday.jsonl", 7))
    return path
