"""Files at paths and at URLs. `file://` takes the way of object storage: listed, copied here, put there whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.run import storage
from dragoman.run.shards import Shard


@pytest.fixture
def there(tmp_path: Path) -> str:
    for name in ("b/z.jsonl", "a.warc.gz", "b/.hidden/x.txt", ".y.txt", "b/picture.png"):
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_text("12345")
    return (tmp_path / "news").as_uri()


def test_a_folder_stands_for_its_files_and_a_file_for_itself(there: str) -> None:
    files = [(f"{there}/a.warc.gz", 5), (f"{there}/b/z.jsonl", 5)]
    assert list(storage.pieces(there)) == list(storage.pieces(there + "/")) == files
    assert list(storage.pieces(files[1][0])) == files[1:]
    Path(there.removeprefix("file://"), "empty").mkdir()
    for url, told in ((f"{there}/missing.txt", "there is nothing at"), (f"{there}/empty", "no articles under")):
        with pytest.raises(DragomanError, match=told):
            list(storage.pieces(url))
    local = there.removeprefix("file://")
    assert list(storage.pieces(local)) == [(path.removeprefix("file://"), size) for path, size in files]
    assert list(storage.pieces(local + "/missing.txt")) == [(local + "/missing.txt", None)]


def test_what_is_fetched_is_a_copy_that_goes(there: str) -> None:
    with storage.fetched(f"{there}/b/z.jsonl") as file:
        assert (file.name, file.read_text()) == ("z.jsonl", "12345")
    assert not file.exists() and not file.parent.exists()
    with pytest.raises(storage.UnreadableError, match=r"missing\.txt"), storage.fetched(f"{there}/missing.txt"):
        pass


@pytest.mark.parametrize("is_url", [True, False])
def test_what_is_written_is_there_whole_or_not_at_all(tmp_path: Path, is_url: bool) -> None:
    folder = tmp_path / "new" / "out"
    target = f"{folder.as_uri() if is_url else folder}/a.txt"
    with pytest.raises(ZeroDivisionError), storage.written(target) as file:
        file.write_text("half")
        raise ZeroDivisionError
    assert storage.names(str(folder)) == []
    for text in ("one", "two"):
        with storage.written(target) as file:
            file.write_text(text)
            assert not (folder / "a.txt").exists() or (folder / "a.txt").read_text() == "one"
    assert (folder / "a.txt").read_text() == "two"
    assert storage.names(folder.as_uri() if is_url else str(folder)) == ["a.txt"]


def test_what_a_killed_worker_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.4711").write_text("half")
    with storage.written(str(tmp_path / "a.txt")) as file:
        file.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_urls_that_cannot_be_used_are_told() -> None:
    for url, told in (("nonsense://x/y", "nonsense"), ("s3://key:secret@bucket/x", "credentials do not belong")):
        with pytest.raises(DragomanError, match=told):
            list(storage.pieces(url))


def test_a_shard_has_a_file_of_its_own() -> None:
    names = {
        Shard("s3://a/CC-NEWS-2020.warc.gz", 7).file, Shard("s3://b/CC-NEWS-2020.warc.gz", 7).file,
        Shard("s3://a/CC-NEWS-2020.warc.gz", 8).file, Shard("s3://a/CC-NEWS-2020.warc.gz").file,
    }  # fmt: skip
    assert len(names) == 4 and all(name.startswith("CC-NEWS-2020.warc.gz-") for name in names)
    assert not Shard(".hidden").file.startswith(".") and "/" not in Shard("C:\\x/y z").file
