"""The project as people find it: nothing of this machine in it, locks whole, README true."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.ledger import Ledger

ROOT = Path(__file__).resolve().parents[1]
# Written in pieces, so that this file is none of those that it looks for.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted",
    "npmjs" + ".",
    "debian" + ".org",
    "/wo" + "rk/",
    "/tmp/" + "venv",
    "/op" + "t/pypi",
]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_no_registry_and_no_path_of_a_machine() -> None:
    files = tracked()
    if not files:
        pytest.skip("not a git checkout")
    found = [
        (str(path.relative_to(ROOT)), word)
        for path in files
        if path.is_file()
        for word in FORBIDDEN
        if word in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8").strip())
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_what_the_project_pins(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = [d for d in project["dependencies"] if "==" in d]
    assert pinned
    for dependency in pinned:
        assert re.search(rf"^{re.escape(dependency)}\b", text, re.M | re.I), dependency


def test_readme_names_every_command_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^ *\$? *dragoman ([a-z]+)", readme, re.M))
    commands = set(main.list_commands(None))  # type: ignore[attr-defined]
    assert named == commands


def test_readme_names_files_that_are_there() -> None:
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (ROOT / link).exists(), f"{page}: {link}"


def test_the_examples_are_coded_and_kept(tmp_path: Path) -> None:
    """What `make demo` does: most are coded; a broken line, a date that is none and a French article set aside."""
    from click.testing import CliRunner

    ledger = tmp_path / "demo.ledger"
    run = CliRunner().invoke(main, ["code", str(ROOT / "examples"), "--ledger", str(ledger)])
    assert run.exit_code == 1, run.output
    with Ledger(ledger) as kept:
        events = list(kept.events())
        codes = {a.code for row in events for a in row.record.actors}
        kinds = {row.record.event for row in events}
        assert len(events) > 60 and len(codes) > 12 and len(kinds) > 12
        assert list(kept.statements()) and list(kept.positions()) and list(kept.relations()) and list(kept.claims())
        assert len(list(kept.problems())) == 3
