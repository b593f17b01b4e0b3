"""What many articles say together: acts, stories, answers, and measures over acts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, TypedDict, cast

from fastapi import APIRouter, Path, Query

from dragoman import wire
from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import Filters
from dragoman.ledger.queries import first_day, last_day
from dragoman.link import acts_asked, answers, measures, stories
from dragoman.web.api import shapes
from dragoman.web.api.answering import Json, cut, named, page
from dragoman.web.api.parameters import (
    ActsAsked,
    AlertsAsked,
    AnswersAsked,
    Called,
    NetworkAsked,
    SeriesAsked,
    StoriesAsked,
)
from dragoman.web.asking import Question, UnreadableError

router = APIRouter(tags=["What many articles say together"])

_MOST_POSITIONS = 3000  # each is held against each: these take a second
_FIRST_YEAR, _LAST_YEAR = "1900", "2100"  # periods without an act are in a series too


class _Window(TypedDict):
    since: str | None
    until: str | None
    as_of: str | None


@router.get("/acts", response_model=shapes.Acts)
def acts(call: Called, _: Annotated[ActsAsked, Query()]) -> Json:
    """Acts, newest first: what happened once, however many articles report it."""
    question, size = call.question, call.question.size
    filters: Filters = {**question.filters("event"), "limit": size + 1}
    with call.served.ask() as ledger:
        disputed, after = question.flag("disputed"), question.get("after")
        found = list(acts_asked.acts(ledger, disputed=disputed, after=after, **filters))
    return page(call, "acts", [*map(wire.act_json, found[:size])], found[size - 1].id if len(found) > size else None)


@router.get("/acts/{id}", response_model=shapes.Act)
def act(call: Called, id: Annotated[str, Path(description="the id of an act or event")]) -> Json:
    """An act, by its id or that of any event that reports it."""
    with call.served.ask() as ledger:
        return Json(wire.act_json(acts_asked.one(ledger, named(id))))


@router.get("/stories", response_model=shapes.Stories)
def latest_stories(call: Called, _: Annotated[StoriesAsked, Query()]) -> Json:
    """Stories, those that began last first: articles that tell the same news, copies marked."""
    question, size = call.question, call.question.size
    with call.served.ask() as ledger:
        least = question.number("least", 2, 1000)
        found = stories.latest(ledger.connection, size + 1, question.get("after"), least)
    shown = [wire.story_json(story) for story in found[:size]]
    return page(call, "stories", shown, found[size - 1].id if len(found) > size else None)


@router.get("/stories/{id:path}", response_model=shapes.Story)
def story(call: Called, id: Annotated[str, Path(description="the id of an article")]) -> Json:
    """The story of an article, by the article's id."""
    with call.served.ask() as ledger:
        found = stories.story_of(ledger.connection, named(id))
    if found is None:
        raise NotThereError(f"no story of an article {id!r}", "new articles have one after `dragoman link`")
    return Json(wire.story_json(found))


@router.get("/answers", response_model=shapes.Answers)
def demands(call: Called, _: Annotated[AnswersAsked, Query()]) -> Json:
    """The demands on a topic with their answers, and who changed or contradicted their position."""
    topic, filters = call.question.need("on", "sanctions"), call.question.filters("position")
    with call.served.ask() as ledger:
        number = ledger.count("position", about=topic, **_window(call.question))
        if number > _MOST_POSITIONS:
            hint = f"narrow it to {_MOST_POSITIONS:,}: more words, or a shorter time"
            raise DragomanError(f"there are {number:,} positions on {topic!r}", hint)
        found = answers.on(ledger, topic, **filters)
    return Json(
        {
            "chains": [wire.chain_json(chain) for chain in found.chains],
            "turns": [wire.turn_json(turn) for turn in found.turns],
            "others": [wire.record_json(kept) for kept in found.others],
        }
    )


@router.get("/series", response_model=shapes.Series)
def series(call: Called, _: Annotated[SeriesAsked, Query()]) -> Json:
    """What two do to each other, period by period without gaps. An act counts once, however many report it."""
    question = call.question
    a, b, by = question.need("a", "USA"), question.need("b", "PRK"), _unit(question)
    window = _window(question)
    since, until = window["since"] or first_day(_FIRST_YEAR), window["until"] or last_day(_LAST_YEAR)
    if since < first_day(_FIRST_YEAR) or until > last_day(_LAST_YEAR):
        raise UnreadableError("that is too long a time", f"ask for {_FIRST_YEAR} to {_LAST_YEAR} at most")
    with call.served.ask() as ledger:
        one, other = measures.code_of(ledger.connection, a), measures.code_of(ledger.connection, b)
        directed, reports = question.flag("directed"), question.flag("reports")
        periods = measures.series(ledger, one, other, by=by, directed=directed, reports=reports, **window)
    return Json({"a": one, "b": other, "by": by, "periods": [*map(asdict, periods)]})


@router.get("/network", response_model=shapes.Network)
def network(call: Called, _: Annotated[NetworkAsked, Query()]) -> Json:
    """Who acts on whom, most acts first."""
    question = call.question
    window, actor, reports = _window(question), question.get("actor"), question.flag("reports")
    least = question.number("least", 1, 1_000_000)
    ties = call.served.remember(
        ("api network", actor, reports, least, *window.values()),
        lambda ledger: measures.network(ledger, actor=actor, reports=reports, least=least, **window),
    )
    shown, after = cut(call, ties, lambda tie: f"{tie.a}-{tie.b}")
    return page(call, "ties", [*map(asdict, shown)], after)


@router.get("/alerts", response_model=shapes.Alerts)
def alerts(call: Called, asked: Annotated[AlertsAsked, Query()]) -> Json:
    """Where a pair has far more conflict or cooperation than it used to have, latest first."""
    window, by = _window(call.question), _unit(call.question)
    found = call.served.remember(
        ("api alerts", by, asked.surprise, asked.least, *window.values()),
        lambda ledger: list(measures.alerts(ledger, by=by, surprise=asked.surprise, least=asked.least, **window)),
    )
    shown, after = cut(call, found, lambda alert: f"{alert.a}-{alert.b}-{alert.period}-{alert.about}")
    return page(call, "alerts", [*map(asdict, shown)], after)


def _unit(question: Question) -> measures.Unit:
    return cast(measures.Unit, question.one_of("by", measures.UNITS) or "week")


def _window(question: Question) -> _Window:
    return {"since": question.day("since"), "until": question.day("until"), "as_of": question.day("as_of")}
