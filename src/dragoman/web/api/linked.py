"""What many articles say together: acts, stories, answers, and measures over acts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query

from dragoman import wire
from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import Filters
from dragoman.ledger.queries import first_day, last_day
from dragoman.link import acts_asked, answers, measures, stories
from dragoman.web import remembered
from dragoman.web.api import shapes
from dragoman.web.api.answering import Json, behind, named, page
from dragoman.web.api.parameters import (
    ActsAsked,
    AlertsAsked,
    AnswersAsked,
    Called,
    NetworkAsked,
    SeriesAsked,
    StoriesAsked,
)
from dragoman.web.asking import UnreadableError, cut

router = APIRouter(tags=["What many articles say together"])

_MOST_POSITIONS = 3000  # each is held against each: these take a second
_FIRST_YEAR, _LAST_YEAR = "1900", "2100"  # periods without an act are in a series too


@router.get("/acts", response_model=shapes.Acts)
def acts(call: Called, _: Annotated[ActsAsked, Query()]) -> Json:
    """Acts, newest first: what happened once, however many articles report it."""
    question, size = call.question, call.question.size
    filters: Filters = {**question.filters("event"), "limit": size + 1}
    with call.served.ask() as ledger:
        found = list(
            acts_asked.acts(ledger, disputed=question.flag("disputed"), after=question.get("after"), **filters)
        )
    shown, after = cut(found, size, lambda act: act.id)
    return page(call, "acts", [*map(wire.act_json, shown)], after)


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
    shown, after = cut(found, size, lambda story: story.id)
    return page(call, "stories", [*map(wire.story_json, shown)], after)


@router.get("/stories/{id:path}", response_model=shapes.Story)
def story(call: Called, id: Annotated[str, Path(description="the id of an article")]) -> Json:
    """The story of an article, by the article's id."""
    with call.served.ask() as ledger:
        found = stories.story_of(ledger.connection, named(id))
    if found is None:
        hint = "new articles have one once they are linked: `dragoman stories` does it"
        raise NotThereError(f"no story of an article {id!r}", hint)
    return Json(wire.story_json(found))


@router.get("/answers", response_model=shapes.Answers)
def demands(call: Called, _: Annotated[AnswersAsked, Query()]) -> Json:
    """The demands on a topic with their answers, and who changed or contradicted their position."""
    topic, filters = call.question.need("on", "sanctions"), call.question.filters("position")
    with call.served.ask() as ledger:
        number = ledger.count("position", about=topic, **call.question.window())
        if number > _MOST_POSITIONS:
            hint = f"narrow it to {_MOST_POSITIONS:,}: more words, or a shorter time"
            raise DragomanError(f"there are {number:,} positions on {topic!r}", hint)
        found = answers.on(ledger, topic, **filters)
    return Json(wire.answers_json(found))


@router.get("/series", response_model=shapes.Series)
def series(call: Called, _: Annotated[SeriesAsked, Query()]) -> Json:
    """What two do to each other, period by period without gaps. An act counts once, however many report it."""
    question = call.question
    a, b, by = question.need("a", "USA"), question.need("b", "PRK"), question.unit() or "week"
    since, until = question.day("since") or first_day(_FIRST_YEAR), question.day("until") or last_day(_LAST_YEAR)
    if since < first_day(_FIRST_YEAR) or until > last_day(_LAST_YEAR):
        raise UnreadableError("that is too long a time", f"ask for {_FIRST_YEAR} to {_LAST_YEAR} at most")
    with call.served.ask() as ledger:
        one, other = measures.code_of(ledger.connection, a), measures.code_of(ledger.connection, b)
        directed, reports = question.flag("directed"), question.flag("reports")
        periods = measures.series(
            ledger, one, other, by=by, directed=directed, reports=reports, **question.window()
        )
    return Json({"a": one, "b": other, "by": by, "periods": [*map(asdict, periods)]})


@router.get("/network", response_model=shapes.Network)
def network(call: Called, _: Annotated[NetworkAsked, Query()]) -> Json:
    """Who acts on whom, most acts first."""
    question = call.question
    window, actor, reports = question.window(), question.get("actor"), question.flag("reports")
    least = question.number("least", 1, 1_000_000)
    ties = remembered.ties(call.served, window, actor=actor, reports=reports, least=least)
    shown, after = behind(call, ties, lambda tie: f"{tie.a}-{tie.b}")
    return page(call, "ties", [*map(asdict, shown)], after)


@router.get("/alerts", response_model=shapes.Alerts)
def alerts(call: Called, asked: Annotated[AlertsAsked, Query()]) -> Json:
    """Where a pair has far more conflict or cooperation than it used to have, latest first."""
    window, by = call.question.window(), call.question.unit() or "week"
    found = remembered.alerts(call.served, window, by=by, surprise=asked.surprise, least=asked.least)
    shown, after = behind(call, found, lambda alert: f"{alert.a}-{alert.b}-{alert.period}-{alert.about}")
    return page(call, "alerts", [*map(asdict, shown)], after)
