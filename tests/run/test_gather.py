"""From a folder of shards to a ledger: the one that coding here gives, whatever became of single shards."""

from __future__ import annotations

import json
from functools import partial
from itertools import islice
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, dump
from dragoman.model import RawDocument
from dragoman.read import read_paths
from dragoman.run import Alone, Keeper, Recipe, never, shards, storage
from dragoman.run.folder import Folder, Identity
from dragoman.run.gather import Taken, take_in
from dragoman.run.shards import Shard
from tests.run.obedient import make

SENTENCE = "Ministers of the two countries met in the capital and signed a treaty on the shared river. "
IDENTITY = Identity("quick 1", "none", "choices")


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """Three files of 30 lines: some broken, some with an id or a text of another file, or in another language."""
    paths = []
    for name in ("a", "b", "c"):
        rows = []
        for i in range(30):
            text = f"Number {i if i % 7 == 3 else name + str(i)}. " + SENTENCE * (1 + i % 5)
            row = {"id": f"{name if i % 8 else 'x'}-{i}", "text": text} if i % 3 else {"text": text}
            rows.append("{broken" if i % 10 == 4 else json.dumps(row | ({"language": "fr"} if i == 8 else {})))
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(rows))
        paths.append(str(path))
    return paths


@pytest.fixture
def expected(inputs: list[str], tmp_path: Path) -> list[str]:
    """The ledger of one machine."""
    engine = Alone(partial(make, Recipe()))
    with Ledger(tmp_path / "expected.ledger") as ledger:
        keeper = Keeper(ledger, coder=engine.coder, model=engine.model, options=IDENTITY.options)
        for outcome in engine.code(read_paths(inputs), keeper.skip):
            if outcome.coded:
                keeper.keep(outcome, outcome.coded)
        return list(dump.lines(ledger.connection))


@pytest.fixture
def folder(inputs: list[str], tmp_path: Path) -> Path:
    """What a cluster makes of the inputs."""
    path = tmp_path / "coded"
    opened = Folder.open(str(path))
    pieces = [Shard(*piece) for given in inputs for piece in storage.pieces(given)]
    opened.settle(IDENTITY, pieces)
    engine = Alone(partial(make, Recipe()))
    for shard in pieces:
        with storage.written(opened.file(shard.file)) as file:
            list(shards.write(file, shard, engine.code(read_paths([shard.source]), never), IDENTITY.options))
    return path


def taken(folder: Path, ledger: Path) -> list[Taken]:
    with Ledger(ledger) as opened:
        return list(take_in(str(folder), opened))


def lines(ledger: Path) -> list[str]:
    with Ledger(ledger, read_only=True) as opened:
        return list(dump.lines(opened.connection))


def test_the_ledger_is_that_of_one_machine_however_often_it_is_taken_in(
    folder: Path, expected: list[str], tmp_path: Path
) -> None:
    ledger = tmp_path / "news.ledger"
    first = taken(folder, ledger)
    assert lines(ledger) == expected and sum(line.startswith("documents ") for line in expected) > 60
    assert not any(one.problem for one in first) and sum(one.set_aside for one in first) == 14
    again = taken(folder, ledger)
    assert sum(one.new for one in again) == 0 and lines(ledger) == expected


def test_an_import_that_was_broken_off_is_taken_up(folder: Path, expected: list[str], tmp_path: Path) -> None:
    ledger = tmp_path / "news.ledger"
    with Ledger(ledger) as opened:
        assert len(list(islice(take_in(str(folder), opened), 1))) == 1
    assert lines(ledger) != expected
    taken(folder, ledger)
    assert lines(ledger) == expected


@pytest.mark.parametrize("how", ["half", "empty", "other bytes", "another's", "other columns", "missing"])
def test_a_broken_shard_is_named_and_nothing_else_is_lost(
    folder: Path, expected: list[str], tmp_path: Path, how: str
) -> None:
    _, spoilt, other = sorted(folder.glob("*.parquet"))
    whole = spoilt.read_bytes()
    match how:
        case "half":
            spoilt.write_bytes(whole[: len(whole) // 2])
        case "empty":
            spoilt.write_bytes(b"")
        case "other bytes":
            spoilt.write_bytes(whole[:3000] + bytes(byte ^ 0x55 for byte in whole[3000:3050]) + whole[3050:])
        case "another's":
            spoilt.write_bytes(other.read_bytes())
        case "other columns":
            pyarrow.parquet.write_table(pyarrow.table({"text": ["no shard"]}), spoilt)
        case "missing":
            spoilt.unlink()
    ledger = tmp_path / "news.ledger"
    first, second, third = taken(folder, ledger)
    assert (first.new, first.problem, third.problem) == (26, "", "") and third.new > 0
    assert second.problem and second.hint and (how == "missing" or spoilt.name in second.problem)
    spoilt.write_bytes(whole)
    assert not any(one.problem for one in taken(folder, ledger))
    assert lines(ledger) == expected


def test_folders_that_are_none_of_ours_are_refused(folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "news.ledger") as ledger:
        with pytest.raises(DragomanError, match=r"no run\.json"):
            list(take_in(str(tmp_path / "nowhere"), ledger))
        for text in ("", "[]", '{"format": 1}', '{"format": 99, "identity": {}, "shards": []}'):
            (folder / "run.json").write_text(text)
            with pytest.raises(DragomanError):
                list(take_in(str(folder), ledger))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    with pytest.raises(DragomanError, match="holds other files"):
        Folder.open(str(tmp_path / "full"))


def test_what_was_coded_otherwise_is_kept_apart(folder: Path) -> None:
    opened = Folder.open(str(folder))
    opened.check("choices", None)
    for options, encoding in (("others", None), ("choices", "latin-1")):
        with pytest.raises(DragomanError, match="other options"):
            opened.check(options, encoding)
    with pytest.raises(DragomanError, match="by quick 1 with none"):
        opened.settle(Identity("quick 2", "none", "choices"), [])


def test_new_shards_come_after_those_that_are_there(folder: Path) -> None:
    opened = Folder.open(str(folder))
    before = list(opened.shards)
    opened.settle(IDENTITY, [Shard("new.jsonl", 5), before[1], Shard("new.jsonl", 5)])
    assert Folder.open(str(folder)).shards == [*before, Shard("new.jsonl", 5)]


def test_long_articles_are_not_held_in_memory_together(tmp_path: Path) -> None:
    shard, texts = Shard("long.jsonl", 1), [f"{i} " + "word " * 200_000 for i in range(40)]
    raws = [RawDocument(text, "long.jsonl", f"{i:064}", line=i) for i, text in enumerate(texts)]
    path = tmp_path / shard.file
    coded = list(shards.write(path, shard, Alone(partial(make, Recipe())).code(raws, never), "choices"))
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == 3
    rows = list(shards.read(path, shard))
    assert [row.raw for row in rows] == raws and [row.coded() for row in rows] == coded
