"""The article with its records, and why a record is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.cli import rules
from dragoman.ledger import Ledger
from tests.cli.conftest import Run
from tests.ledger.conftest import make

pytestmark = pytest.mark.usefixtures("news")


def test_show_prints_the_whole_article_and_its_records(run: Run) -> None:
    shown = run("show", "doc-1")
    assert shown.exit_code == 0
    assert "France urged[e1] Mali on Monday" in shown.stdout
    assert "teaser headline: Read more: Ten recipes" in shown.stdout
    assert "France (FRA GOV) → REQUEST/yield → Mali (MLI GOV)" in shown.stdout


def test_show_marks_in_colour_only_what_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    everything, triggers = run("show", "doc-1").stdout, run("show", "doc-1", "--layer", "trigger").stdout
    assert "\x1b[2;9mRead more" in everything and "\x1b[1;7;33murged" in triggers
    assert "\x1b[2;9mRead more" not in triggers


def test_show_lists_the_articles(run: Run) -> None:
    assert "France and Mali" in run("show").stdout


def test_show_of_nothing(run: Run) -> None:
    shown = run("show", "doc-9")
    assert shown.exit_code == 2 and "no document 'doc-9'" in shown.stderr


def test_no_article_drives_the_terminal(run: Run, news: Path) -> None:
    hostile = make("doc-2")
    text = hostile.document.text + "\x1b]0;owned\x07\x1b[31mred"
    with Ledger(news) as ledger:
        ledger.add(replace(hostile, document=replace(hostile.document, text=text, title="\x1b[2Jgone")))
    for arguments in (["show", "doc-2"], ["show"], ["events"], ["explain", "doc-2-e1"]):
        assert "\x1b" not in run(*arguments).stdout


@pytest.mark.parametrize(
    ("id", "words"),
    [
        (
            "doc-1-e1",
            ["urged", "verbal conflict, score -1", "2021-03-01 (day)", "AID: aid workers are no aid", "human_rights"],
        ),
        ("doc-1-e2", ["2 dead", "historical", "nothing else is noted", "the sentence tells none"]),
        ("doc-1-s1", ["speaker", "Anna Lenoir (FRA GOV)", "addressee", "cue", "said"]),
        ("doc-1-p1", ["holder", "proposal", "release three aid workers"]),
        ("doc-1-r1", ["good relations"]),
        ("doc-1-c1", ["cause", "A refusal", "effect", "a cut in aid"]),
    ],
)
def test_explain(run: Run, id: str, words: list[str]) -> None:
    shown = run("explain", id)
    assert shown.exit_code == 0
    for word in [*words, id, "0.80", "dragoman 0.1.0, model model 1", "dragoman show doc-1"]:
        assert word in shown.stdout


def test_explain_shows_the_whole_sentence_and_no_more(run: Run) -> None:
    shown = run("explain", "doc-1-e1").stdout
    assert "France urged Mali on Monday to release three aid workers.\n" in shown.replace(" \n", "\n").replace("  ", "")
    assert "rejected the demand" not in shown


RULES = """
event = "REQUEST"

[[group]]
name = "urge"
verbs = ["urge R to-inf"]

[[group]]
name = "call"  # loud
verbs = [
  "call on R", "call for _",
]
"""


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("events/mine.toml:urge/urge R to-inf", 6),
        ("events/mine.toml:call/call for _", 11),
        ("events/mine.toml:call/gone", 9),
        ("events/mine.toml:call", 9),
        ("events/mine.toml:nothing/at all", None),
        ("events/none.toml:call", None),
        ("statements:said", None),
    ],
)
def test_the_line_of_a_rule(tmp_path: Path, rule: str, line: int | None) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.toml").write_text(RULES)
    place = rules.locate(rule, [tmp_path])
    assert (place.line if place else None) == line
