"""Flags beat the environment, which beats dragoman.toml, which beats the defaults; mistakes name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import settings
from dragoman.errors import DragomanError


def write(folder: Path, text: str) -> None:
    (folder / "dragoman.toml").write_text(text)


def test_defaults(tmp_path: Path) -> None:
    assert settings.load(folder=tmp_path, environment={}) == settings.Settings()


def test_each_source_beats_the_next(tmp_path: Path) -> None:
    write(tmp_path, 'ledger = "file.ledger"\nmin_confidence = 0.1\nmodel = "file"\nlexicon = ["mine"]\n')
    environment = {"DRAGOMAN_LEDGER": "env.ledger", "DRAGOMAN_MIN_CONFIDENCE": "0.2", "DRAGOMAN_MODEL": ""}
    loaded = settings.load(folder=tmp_path, environment=environment, ledger=Path("flag.ledger"), lexicon=())
    assert loaded == settings.Settings(Path("flag.ledger"), "file", (tmp_path / "mine",), min_confidence=0.2)


def test_paths_of_the_file_are_relative_to_it(tmp_path: Path) -> None:
    write(tmp_path, 'ledger = "news.ledger"')
    assert settings.load(folder=tmp_path, environment={}).ledger == tmp_path / "news.ledger"


def test_another_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("min_confidence = 0.7")
    named = {"DRAGOMAN_CONFIG": str(tmp_path / "other.toml")}
    assert settings.load(folder=tmp_path, environment=named).min_confidence == 0.7
    with pytest.raises(DragomanError, match="not there"):
        settings.load(folder=tmp_path, environment={"DRAGOMAN_CONFIG": str(tmp_path / "no.toml")})


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('# mine\n\nledgr = "x"', "dragoman.toml:3: unknown setting 'ledgr'", "did you mean ledger?"),
        ("[colours]\na = 1", "dragoman.toml:1: unknown setting 'colours'", "there are"),
        ("ledger = 3", "dragoman.toml:1: ledger = 3", "news.ledger"),
        ("min_confidence = 3", "from 0 to 1", "0.5"),
        ("min_confidence = true", "from 0 to 1", "0.5"),
        ("workers = inf", "dragoman.toml:1: workers = inf", "workers = 4"),
        ("lexicon = 3", "list of folders", "my-lexicon"),
        ("gazetteer = 3", "not a path", "places.sqlite"),
        ("model = []", "not a name", "en_core"),
        ("ledger = [\n1", "dragoman.toml: ", "TOML"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str, hint: str) -> None:
    write(tmp_path, text)
    with pytest.raises(DragomanError) as caught:
        settings.load(folder=tmp_path, environment={})
    assert message in caught.value.message and hint in caught.value.hint


def test_a_variable_with_a_mistake_is_named() -> None:
    with pytest.raises(DragomanError, match="DRAGOMAN_MIN_CONFIDENCE"):
        settings.load(environment={"DRAGOMAN_MIN_CONFIDENCE": "high"})
