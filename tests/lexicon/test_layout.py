"""A user's TOML file is laid out like ours, or told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lexicon
from dragoman.errors import DragomanError
from dragoman.extract import bonds, causes, cues, stances
from dragoman.extract.lexicon import EventLexicon

OURS = Path(lexicon.__file__).parent
FILES = ("cues.toml", "relations.toml", "causes.toml", "positions.toml")


def told(folder: Path, name: str, text: str) -> str:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(DragomanError) as caught:
        list(lexicon.find(name if "/" not in name else "events/*.toml", (folder,)))
    assert name in caught.value.message and caught.value.hint
    return caught.value.message.partition(": ")[2]


@pytest.mark.parametrize("name", [*FILES, *sorted(f"events/{path.name}" for path in (OURS / "events").glob("*.toml"))])
def test_our_own_files_are_laid_out_like_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes((OURS / name).read_bytes())
    assert tmp_path / name in list(lexicon.find(name if "/" not in name else "events/*.toml", (tmp_path,)))


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("causes.toml", "[[verb]]\nafter = ['to']\n", "an entry of verb has no words"),
        ("causes.toml", "[[verb]]\nwords = 5\n", "words = 5 is a number, not a list, each a text"),
        ("causes.toml", "[[verb]]\nwords = []\n", "words = [] is an empty list, not a list, each a text"),
        ("causes.toml", "[[verb]]\nwords = ['brew', 1]\n", "a mixed list"),
        ("causes.toml", "[[verb]]\nwords = ['brew', ' ']\n", "a mixed list"),
        ("causes.toml", "[[verbs]]\nwords = ['brew']\n", "unknown key 'verbs'"),
        ("causes.toml", "[state]\nwords = ['peace']\nadjective = true\n", "unknown key 'adjective'"),
        ("relations.toml", "[[noun]]\nword = ['pal']\nwords = ['pal']\nrelation = 'ally'\n", "unknown key 'word'"),
        ("cues.toml", "[media]\ntweet = 'tweeted'\n", "tweet = tweeted is a text"),
        ("positions.toml", "position = 'x'\n", "position = x is a text, not a list, each a table"),
        ("events/mine.toml", "event = 'AID'\n[[group]]\nname = 'a'\nverbs = 'feed R'\n", "verbs = feed R is a text"),
        ("events/mine.toml", "event = 'AID'\n[[group]]\nname = 'a'\nexamples = ['x']\n", "each a text, not"),
        ("events/classes_mine.toml", "food = 'rice'\n", "food = rice is a text, not a list, each a text"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, wrong: str) -> None:
    assert wrong in told(tmp_path, name, text)


def test_files_laid_out_like_ours_are_taken(tmp_path: Path) -> None:
    (tmp_path / "causes.toml").write_text("[[verb]]\nwords = ['brew']\n", "utf-8")
    (tmp_path / "relations.toml").write_text("[[noun]]\nrelation = 'ally'\nwords = ['comrade']\n", "utf-8")
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "classes_mine.toml").write_text("food = ['rice']\n", "utf-8")
    (tmp_path / "events" / "mine.toml").write_text(
        "event = 'AID'\n[[group]]\nname = 'feed'\nverbs = ['feed R with @food']\n", "utf-8"
    )
    for load in (causes.load, bonds.load, cues.load, stances.load):
        load((tmp_path,))
    assert "food" in EventLexicon.load((tmp_path,)).classes
