"""The lexicons of cues, positions, causes and relations are there, and mistakes in them are named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.extract import bonds, causes, cues, stances


def test_the_cue_lexicon_is_broad() -> None:
    assert len(cues.load()) >= 500


@pytest.mark.parametrize(
    ("verb", "force", "factivity"),
    [
        ("deny", "deny", "counterfactive"),
        ("admit", "reveal", "factive"),
        ("claim", "claim", "neutral"),
        ("warn", "warn", "neutral"),
    ],
)
def test_cues_tell_force_and_factivity(verb: str, force: str, factivity: str) -> None:
    assert (force, factivity) in {(c.force, c.factivity) for c in cues.load().verbs[verb]}


def test_longer_cues_come_first() -> None:
    assert [len(c.words) for c in cues.load().verbs["point"]] == sorted(
        (len(c.words) for c in cues.load().verbs["point"]), reverse=True
    )


@pytest.mark.parametrize(
    ("file", "text", "load"),
    [
        ("cues.toml", '[[cue]]\npos = "verb"\nact = "sing"\nfactivity = "neutral"\nwords = ["hum"]\n', cues.load),
        ("positions.toml", '[[position]]\nstance = "shrug"\npos = "verb"\n\nwords = ["hum"]\n', stances.load),
        ("causes.toml", '[[preposition]]\n\n\ngives = "reason"\nwords = ["hum"]\n', causes.load),
        ("relations.toml", '[[noun]]\n\n\nrelation = "friend"\nwords = ["hum"]\n', bonds.load),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    tmp_path: Path, file: str, text: str, load: Callable[..., object]
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(DragomanError, match=rf"{file}, line 5"):
        load((tmp_path,))


def test_users_add_cues(tmp_path: Path) -> None:
    text = (
        '[[cue]]\npos = "verb"\nact = "speech"\nforce = "assert"\nfactivity = "neutral"\n'
        'takes = ["clause"]\nwords = ["opinionate"]\n'
    )
    (tmp_path / "cues.toml").write_text(text, encoding="utf-8")
    assert "opinionate" in cues.load((tmp_path,)).verbs
    assert "say" in cues.load((tmp_path,)).verbs
