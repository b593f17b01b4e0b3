"""A real Ray of two workers on this machine, reached by nobody else: what it makes of shards, also when workers die."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, dump
from dragoman.read import read_paths
from dragoman.run import Keeper, Limits, Pool, Recipe, storage
from dragoman.run.cluster import LOCAL, Cluster, Done, Failed, Plan, connected
from dragoman.run.folder import Folder
from dragoman.run.gather import take_in
from dragoman.run.shards import Shard
from tests.run.obedient import FOLDER, make

# Not by importorskip: Ray must not be imported before it is told to keep to this machine.
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="signals, and workers that end with their parent"),
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed"),
]

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Ministers of the two countries met in the capital and signed a treaty on the shared river. "
LIMITS = Limits(seconds=20)


@pytest.fixture(scope="module")
def ray(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Ray, with all that it writes in folders that go."""
    folder = tempfile.mkdtemp(prefix="ray")  # sockets want short paths
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_TMPDIR", folder)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("seen")))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "src")]))
        patch.delenv("RAY_ADDRESS", raising=False)
        with connected(LOCAL, 2) as ray:
            yield ray
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Eight files in four formats, one of them spoilt, one with an article that ends whatever codes it."""
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(5):
        texts = [f"Number {n}-{i}. " + SENTENCE * (1 + i % 3) for i in range(60)]
        if n == 2:
            texts[30] = "CRASH WORKER " + SENTENCE
        rows = [json.dumps({"id": f"{n if i % 9 else 'x'}-{i}", "text": text}) for i, text in enumerate(texts)]
        rows[11] = "{broken"
        (folder / f"{n}.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    table = pyarrow.table({"text": [f"Row {i}. {SENTENCE}" for i in range(50)], "date": ["2021-03-04"] * 50})
    pyarrow.parquet.write_table(table, folder / "rows.parquet")
    (folder / "single.txt").write_text("Alone. " + SENTENCE)
    (folder / "spoilt.parquet").write_bytes(b"PAR1")
    return folder


def shards(*paths: object) -> list[Shard]:
    return [Shard(*piece) for path in paths for piece in storage.pieces(str(path))]


def cluster(ray: Any, output: Path | str, what: list[Shard]) -> Cluster:
    plan = Plan(Recipe(), str(Path.cwd()), str(output), Recipe().digest(), limits=LIMITS, make=make)
    return Cluster(ray, plan, Folder.open(str(output)), what)


def is_actor(pid: str) -> bool:
    command = Path("/proc", pid, "cmdline")
    return command.exists() and b"ShardCoder" in command.read_bytes()


def of_one_machine(paths: list[str], ledger: Path) -> list[str]:
    make_line: Any = partial(make, Recipe())
    with Pool(make_line, 1, LIMITS) as engine, Ledger(ledger) as opened:
        keeper = Keeper(opened, coder=engine.coder, model=engine.model, options=Recipe().digest())
        for outcome in engine.code(read_paths(paths), keeper.skip):
            if outcome.coded:
                keeper.keep(outcome, outcome.coded)
        return list(dump.lines(opened.connection))


def of_the_cluster(output: Path | str, ledger: Path) -> list[str]:
    with Ledger(ledger) as opened:
        assert not any(taken.problem for taken in take_in(str(output), opened))
        return list(dump.lines(opened.connection))


def test_a_worker_is_killed_and_the_records_are_those_of_one_machine(
    ray: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = ["news", "missing.txt"]  # workers have another current folder
    seen = Path(os.environ[FOLDER])
    results: list[Done | Failed] = []
    killed = 0
    run = cluster(ray, tmp_path / "out", shards(*paths))
    for result in run.code(2):
        results.append(result)
        if len(results) == 2:
            killed = next(int(path.name) for path in seen.iterdir() if is_actor(path.name))
            os.kill(killed, signal.SIGKILL)
    assert {result.shard.source for result in results} == {s.source for s in shards(*paths)} and len(results) == 9
    assert all(isinstance(result, Done) for result in results)
    assert not is_actor(str(killed)) and run.tried_again >= 1
    expected = of_one_machine(paths, tmp_path / "expected.ledger")
    assert of_the_cluster("out", tmp_path / "news.ledger") == expected
    told = [line for line in expected if line.startswith("problems ")]
    assert sum("ended the worker (SIGKILL" in line for line in told) == 1
    assert any("spoilt.parquet" in line for line in told) and any("missing.txt" in line for line in told)

    # What is done is not done again; what is not there is.
    (again,) = (tmp_path / "out").glob("3.jsonl*")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.parquet") if path != again}
    again.unlink()
    run = cluster(ray, tmp_path / "out", shards(*paths))
    assert run.done_before == 8
    assert [result.shard.source for result in run.code(2)] == ["news/3.jsonl.gz"]
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert of_the_cluster("out", tmp_path / "anew.ledger") == expected
    assert not list(tmp_path.glob("out/.*"))


def test_a_shard_that_kills_every_worker_is_given_up_and_the_rest_is_coded(ray: Any, tmp_path: Path) -> None:
    for name, text in (("a", "CRASH ACTOR"), ("b", "Talks."), ("c", "More talks.")):
        (tmp_path / f"{name}.txt").write_text(f"{text} {SENTENCE}")
    what = shards(*sorted(tmp_path.glob("*.txt")))
    failed, *done = sorted(cluster(ray, tmp_path / "out", what).code(2), key=lambda result: result.shard.source)
    assert isinstance(failed, Failed) and "died 3 times" in failed.reason
    assert [type(result) for result in done] == [Done, Done]
    (tmp_path / "a.txt").write_text("Mended. " + SENTENCE)
    run = cluster(ray, tmp_path / "out", shards(*sorted(tmp_path.glob("*.txt"))))
    assert run.done_before == 2 and [type(result) for result in run.code(2)] == [Done]


def test_urls_of_input_and_output_and_an_input_that_is_not_there(ray: Any, news: Path, tmp_path: Path) -> None:
    url, output = news.as_uri(), (tmp_path / "out").as_uri()
    what = [*shards(f"{url}/rows.parquet"), Shard(f"{url}/gone.jsonl", 9)]
    results = {result.shard: result for result in cluster(ray, output, what).code(1)}
    failed = results[what[1]]
    assert isinstance(failed, Failed) and "gone.jsonl" in failed.reason
    assert results[what[0]] == Done(what[0], 50, 0, {kind: 50 * n for kind, n in COUNTS.items()})
    with Ledger(tmp_path / "news.ledger") as ledger:
        first, second = take_in(output, ledger)
        assert first.new == 50 and second.problem == "was not coded to its end"
        assert {row[0] for row in ledger.connection.execute("SELECT source FROM documents")} == {what[0].source}


COUNTS = {"events": 2, "statements": 1, "positions": 1, "relations": 1, "claims": 1}


def test_where_nothing_can_be_written_the_run_ends(ray: Any, news: Path, tmp_path: Path) -> None:
    what = shards(news)
    (tmp_path / "out" / what[0].file).mkdir(parents=True)
    run = cluster(ray, tmp_path / "elsewhere", what)
    shutil.move(tmp_path / "out", tmp_path / "elsewhere")
    with pytest.raises(DragomanError, match="cannot be written"):
        list(run.code(1))


def test_workers_that_have_another_lexicon_are_refused(ray: Any, news: Path, tmp_path: Path) -> None:
    run = Cluster(
        ray, Plan(Recipe(), "", str(tmp_path / "out"), "other", make=make), Folder(str(tmp_path / "out")), shards(news)
    )
    with pytest.raises(DragomanError, match="has another lexicon"):
        list(run.code(1))
    assert not (tmp_path / "out").exists()
