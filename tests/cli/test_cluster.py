"""`dragoman code --engine ray` and `dragoman ledger import`: what is refused, and what is told.

No Ray is started here; tests/run/test_cluster.py has a real one.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from dragoman.ledger import Ledger
from dragoman.model import RawDocument
from dragoman.run import Outcome, cluster, shards, storage
from dragoman.run.cluster import Done, Failed
from dragoman.run.folder import Folder, Identity
from dragoman.run.shards import Shard
from tests.cli.conftest import Run
from tests.ledger.conftest import make


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    path = tmp_path / "article.txt"
    path.write_text("The minister left Oslo on Monday.\n")
    return path


def test_what_does_not_go_together_is_a_usage_error(run: Run, article: Path) -> None:
    for words in (["--engine", "ray"], ["--output", "out"], ["--engine", "ray", "--output", "out", "--ledger", "x"]):
        shown = run("code", article, *words)
        assert shown.exit_code == 2 and "--engine ray" in shown.stderr
    shown = run("code", "-", "--engine", "ray", "--output", "out", input="Text.")
    assert shown.exit_code == 2 and "standard input is one stream" in shown.stderr


def test_without_ray_it_says_what_to_install(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    shown = run("code", article, "--engine", "ray", "--output", "out")
    assert shown.exit_code == 2 and "Ray is not installed" in shown.stderr and "dragoman[ray]" in shown.stderr


def test_an_address_that_nobody_answers_at(run: Run, article: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"  # nobody listens
        shown = run("code", article, "--engine", "ray", "--output", "out", "--address", address)
    assert shown.exit_code == 2 and f"no Ray cluster at {address}" in shown.stderr


def test_a_folder_of_other_options_is_left_alone(run: Run, article: Path, tmp_path: Path) -> None:
    Folder.open(str(tmp_path / "out")).settle(Identity("quick 1", "none", "others"), [])
    before = (tmp_path / "out" / "run.json").read_bytes()
    shown = run("code", article, "--engine", "ray", "--output", "out")
    assert shown.exit_code == 2 and "other options" in shown.stderr
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").touch()
    shown = run("code", article, "--engine", "ray", "--output", "notes")
    assert shown.exit_code == 2 and "holds other files" in shown.stderr
    assert (tmp_path / "out" / "run.json").read_bytes() == before


def test_what_was_done_is_told(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    class Pretended:
        done_before, tried_again = 3, 2

        def __init__(self, *given: Any) -> None:
            seen.extend(given)

        def code(self, workers: int) -> Iterator[Done | Failed]:
            yield Done(Shard("a.jsonl", 1), 2, 1, {"events": 5})
            yield Failed(Shard("b.jsonl", 1), "its worker died 3 times", "split it")

    monkeypatch.setattr(cluster, "Cluster", Pretended)
    monkeypatch.setattr(cluster, "connected", lambda *_: nullcontext())
    shown = run("code", article, article, "--engine", "ray", "--output", "out", "--lexicon", ".", "--progress")
    assert shown.exit_code == 1 and shown.stdout == ""
    for told in (
        "b.jsonl was not coded: its worker died 3 times (split it)", "1 shard, 2 articles coded", "5 events",
        "3 shards had been coded before", "2 shards begun anew", "1 article set aside",
        "1 shard not coded", "4 of 1 shards, 2 articles",
        "dragoman ledger import out",
    ):  # fmt: skip
        assert told in shown.stderr
    _, plan, _, given = seen
    assert plan.recipe.lexicon[0].is_absolute() and Path(plan.output).is_absolute()
    assert given == [Shard(str(article), article.stat().st_size)] * 2


def test_import_tells_what_it_took_in_and_what_not(run: Run, tmp_path: Path) -> None:
    folder = Folder.open(str(tmp_path / "out"))
    whole, broken, missing = (Shard(f"{name}.jsonl", 1) for name in "abc")
    folder.settle(Identity("dragoman 0.1.0", "model 1", "x"), [whole, broken, missing])
    coded = make()
    raw = RawDocument(coded.document.text, coded.document.source, coded.document.sha256, coded.document.id)
    with storage.written(folder.file(whole.file)) as path:
        list(shards.write(path, whole, [Outcome(raw, coded)], "x"))
    (tmp_path / "out" / broken.file).write_bytes(b"PAR1")
    shown = run("ledger", "import", "out", "--ledger", "news.ledger")
    assert shown.exit_code == 1
    assert "1 article taken in, 0 were there already" in shown.stderr and "2 shards not taken in whole" in shown.stderr
    assert f"{broken.file} is broken" in shown.stderr and f"{missing.file} was not coded to its end" in shown.stderr
    with Ledger(tmp_path / "news.ledger", read_only=True) as ledger:
        assert ledger.document("doc-1") == coded
    shown = run("ledger", "import", "nowhere", "--ledger", "news.ledger")
    assert shown.exit_code == 2 and "no run.json in nowhere" in shown.stderr
