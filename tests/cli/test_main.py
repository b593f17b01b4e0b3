"""The command as a whole: help, errors, pipes, and that nothing heavy is imported for them."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from dragoman import __version__
from dragoman.cli import COMMANDS
from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.conftest import make


def test_help_lists_every_command(run: Run) -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in shown.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(run: Run, name: str) -> None:
    module, attribute = COMMANDS[name][0].split(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command) and command.name == name
    shown = run(name, "-h")
    assert shown.exit_code == 0 and "Usage: dragoman" in shown.output


def test_version(run: Run) -> None:
    assert run("--version").output == f"dragoman {__version__}\n"


def test_a_mistyped_command_is_guessed(run: Run) -> None:
    shown = run("evnts")
    assert shown.exit_code == 2 and "Did you mean 'events'?" in shown.output


def test_an_error_is_one_line_and_a_hint(run: Run) -> None:
    shown = run("events")
    assert shown.exit_code == 2
    assert shown.stderr.splitlines() == [
        "dragoman: there is no ledger at dragoman.ledger",
        "  hint: make one: dragoman code ARTICLES --ledger dragoman.ledger",
    ]


ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def python(code: str, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=cwd, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from dragoman.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'rich', 'jinja2', 'numpy', 'sqlite3', 'trafilatura'} & set(sys.modules)\n"
        "print('HEAVY', heavy)"
    )
    assert b"HEAVY set()" in python(code, tmp_path).communicate()[0]


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path, news: Path) -> None:
    with Ledger(news) as ledger:
        for i in range(200):
            ledger.add(make(f"x{i}"))
    with python("from dragoman.cli import main; main(['events', '--format', 'jsonl'])", tmp_path) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
