"""With the real model: workers give what one process gives, byte for byte, and what trips the coder is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.ledger import Ledger, dump
from dragoman.model import RawDocument
from dragoman.run import Line, Recipe
from tests.cli.conftest import Run, run  # noqa: F401  # a fixture

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_two_workers_give_what_one_process_gives(run: Run, tmp_path: Path) -> None:  # noqa: F811
    shown = {}
    for workers in (1, 2):
        ledger = tmp_path / f"{workers}.ledger"
        shown[workers] = run(
            "code", EXAMPLES, "--workers", workers, "--ledger", ledger, "--format", "jsonl", "--profile"
        )
        assert "parse" in shown[workers].stderr and "articles/s" in shown[workers].stderr
    assert shown[1].stdout == shown[2].stdout
    dumps = []
    for workers in (1, 2):
        with Ledger(tmp_path / f"{workers}.ledger", read_only=True) as opened:
            dumps.append(list(dump.lines(opened.connection)))
    assert dumps[0] == dumps[1]


def test_what_trips_cleaning_or_parsing_is_set_aside_with_type_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(Recipe())
    raws = [
        RawDocument(f"The minister left {place} on Monday and met the president there.", "feed.jsonl", "0", id=place)
        for place in ("Oslo", "Rome", "Bonn")
    ]
    from dragoman import coder
    from dragoman.run import line as room

    def segment(document, *rest):  # type: ignore[no-untyped-def]
        if document.id == "Rome":
            raise KeyError("no such road")
        return whole(document, *rest)

    whole = coder.segment
    monkeypatch.setattr(coder, "segment", segment)
    reasons = [(a := c.document.set_aside) and a.reason for c in line.code(raws)]
    assert reasons[0] is None and reasons[2] is None
    assert reasons[1] and reasons[1].startswith("the coder failed on it: KeyError: 'no such road' (")

    monkeypatch.setattr(room, "clean", lambda raw, published: 1 / 0)
    (coded,) = line.code(raws[:1])
    assert coded.document.set_aside and "ZeroDivisionError" in coded.document.set_aside.reason
    assert coded.document.id == "Oslo" and coded.document.text == raws[0].text


def test_the_digest_of_a_recipe_tells_choices_and_lexicons_apart(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("a = 1\n")
    digests = {
        Recipe().digest(), Recipe(publisher="A").digest(), Recipe(min_confidence=0.5).digest(),
        Recipe(lexicon=(tmp_path,)).digest(),
    }  # fmt: skip
    (tmp_path / "mine.toml").write_text("a = 2\n")
    digests.add(Recipe(lexicon=(tmp_path,)).digest())
    (tmp_path / "places.sqlite").write_bytes(b"a gazetteer")
    digests.add(Recipe(gazetteer=tmp_path / "places.sqlite").digest())
    assert len(digests) == 6 and Recipe().digest() in digests
