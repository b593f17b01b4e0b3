"""The line of one document: whole, deterministic, and not to be stopped by one bad article."""

import datetime as dt
from pathlib import Path

import pytest

from dragoman import coder as coder_module
from dragoman.clean import clean
from dragoman.coder import Coder, code
from dragoman.errors import DragomanError
from dragoman.model import RawDocument
from dragoman.output import dumps

ARTICLE = (
    "Norway suspends aid to Malawi\n\n"
    "Norway suspended aid to Malawi on Friday and demanded an inquiry, Norwegian Foreign Minister Ine Larsen said. "
    "“We cannot go on like this,” she told reporters in Oslo.\n\n"
    "Malawi rejected the demand."
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def raw(text: str, name: str) -> RawDocument:
    return RawDocument(text, "-", "0", id=name, published=dt.date(2019, 5, 18))


def test_one_article_gives_every_kind_of_record_that_it_holds(coder: Coder) -> None:
    coded = coder.code(clean(raw(ARTICLE, "a")))
    assert {(e.event, e.actors[0].code) for e in coded.events if e.actors} >= {("SANCTION", "NOR"), ("REJECT", "MWI")}
    assert any(s.kind == "direct" and s.speaker and s.speaker.code == "NOR" for s in coded.statements)
    assert any(p.stance == "demand" and p.holder.code == "NOR" for p in coded.positions)
    text = coded.document.text
    for event in coded.events:
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.evidence.start <= event.trigger.start < event.evidence.end
        assert 0 < event.confidence <= 1 and event.rule


def test_the_same_input_gives_the_same_bytes_in_any_company(coder: Coder) -> None:
    others = [clean(raw("Peru expelled two Spanish diplomats.", "b")), clean(raw("A quiet day in Oslo.", "c"))]
    alone = dumps(coder.code(clean(raw(ARTICLE, "a"))))
    among = [dumps(c) for c in coder.pipe([others[0], clean(raw(ARTICLE, "a")), others[1]])]
    assert among[1] == alone
    assert dumps(Coder().code(clean(raw(ARTICLE, "a")))) == alone


def test_a_document_that_trips_the_coder_is_set_aside_and_the_rest_goes_on(
    coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = coder_module.statements.extract

    def trip(reading: object, lexicon: object) -> object:
        if reading.document.id == "bad":  # type: ignore[attr-defined]
            raise IndexError("past the end")
        return whole(reading, lexicon)  # type: ignore[arg-type]

    monkeypatch.setattr(coder_module.statements, "extract", trip)
    documents = [clean(raw(ARTICLE, name)) for name in ("good", "bad", "better")]
    first, second, third = coder.pipe(documents)
    assert first.events and third.events
    assert second.document.set_aside and "IndexError: past the end" in second.document.set_aside.reason
    assert not second.events


def test_an_undated_article_keeps_its_days_unresolved(coder: Coder) -> None:
    coded = coder.code(clean(RawDocument(ARTICLE, "-", "0")))
    assert [t.value for t in coded.times if t.text == "Friday"] == [None]
    assert all(e.date is None for e in coded.events)


def test_code_in_one_call() -> None:
    coded = code("Russia expelled two Norwegian diplomats on Friday.", published="2021-02-05")
    assert [(e.event, e.mode, e.actors[0].code, e.recipients[0].code) for e in coded.events] == [
        ("SANCTION", "expel", "RUS", "NOR")
    ]
    assert coded.events[0].date and coded.events[0].date.value == "2021-02-05"
    with pytest.raises(DragomanError, match="no date"):
        code("A text.", published="last week")


SEED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "seed" / "article.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the gold is not here")
def test_the_article_that_started_the_project(coder: Coder) -> None:
    text = SEED.read_text(encoding="utf-8")
    coded = coder.code(clean(RawDocument(text, "-", "0", published=dt.date(2017, 12, 1))))
    assert sorted(d.reason for d in coded.document.dropped) == ["repeated title"] * 2 + ["teaser headline"] * 2
    assert len(coded.events) >= 12 and len(coded.statements) >= 9


def test_words_of_the_users_folder_reach_every_room(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text(
        '[[cue]]\npos = "verb"\nact = "speech"\nforce = "assert"\nfactivity = "neutral"\ntakes = ["clause"]\n'
        'words = ["opinionate"]\n',
        encoding="utf-8",
    )
    document = clean(raw("The minister opinionated that the talks with Chad had failed.", "a"))
    assert not Coder().code(document).statements
    assert Coder(lexicon=[tmp_path]).code(document).statements
