"""Whatever is in a file of articles: reading ends, and gives texts or reasons."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import RawDocument
from dragoman.read import read_paths
from tests.fuzz import contract, files

_LET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
_ANY = settings(deadline=None, suppress_health_check=_LET)
_CHANCE = st.randoms(use_true_random=False)
_HTML = (".html", ".zip", ".tar", ".warc", "")  # may start the process that reads pages, which takes a second
_TEXTS = st.text(st.characters(), max_size=300)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "a"]), inner, max_size=4),
    max_leaves=8,
)
_FIELDS = ("text", "content", "id", "title", "date", "published", "url", "publisher", "language", "else")
_ROWS = st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=6)
_NAMES = (".txt", ".md", ".jsonl", ".csv", ".parquet", ".txt.gz", ".csv.xz", ".jsonl.zst")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r")


def read(path: Path) -> list[RawDocument]:
    """The documents of a file: some, and each sound."""
    found = list(read_paths([str(path)]))
    assert found, "nothing came of it"
    for raw in found:
        assert raw.source.partition("!/")[0] == str(path)
        contract.check_raw(raw)
    return found


@pytest.mark.parametrize("suffix", sorted({f for f in files.FORMATS if not f.startswith(_HTML[:-1]) and f}))
@settings(_ANY, max_examples=60)
@given(chance=_CHANCE)
def test_files_of_records_and_texts(tmp_path: Path, suffix: str, chance: Random) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(files.data(chance, suffix))
    first = read(path)
    assert read(path) == first, "not the same a second time"


def test_pages_and_archives(tmp_path: Path) -> None:
    """By the hundred at once, so that the process that reads pages is started once."""
    paths = []
    for number in range(200):
        chance = Random(number)
        suffix = chance.choice([f for f in files.FORMATS if f.startswith(_HTML[:-1]) or not f])
        paths.append(tmp_path / f"{number}{suffix}")
        paths[-1].write_bytes(files.data(chance, suffix))
    found = list(read_paths([str(path) for path in paths]))
    for raw in found:
        contract.check_raw(raw)
    assert {raw.source.partition("!/")[0] for raw in found} == {str(path) for path in paths}


@settings(_ANY, max_examples=150)
@given(rows=st.lists(_ROWS | _JSON, max_size=4), ascii_=st.booleans())
def test_lines_of_any_json(tmp_path: Path, rows: list[Any], ascii_: bool) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(row, ensure_ascii=ascii_).replace("\n", " ") for row in rows]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    assert len(read(path)) == max(1, len(rows))


@settings(_ANY, max_examples=150)
@given(data=st.binary(max_size=600), suffix=st.sampled_from(_NAMES))
def test_any_bytes_under_any_name(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    read(path)


@settings(_ANY, max_examples=150)
@given(text=_TEXTS, encoding=st.sampled_from(_ENCODINGS))
def test_any_text_in_any_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"))
    (raw,) = read(path)
    if encoding in ("utf-8", "utf-8-sig") and raw.set_aside is None:
        plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
        assert abs(len(raw.text) - len(plain)) <= 2 * text.count("\ufeff"), "characters moved"
