"""The pages of the explorer, by their address."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.web.asking import Question
from dragoman.web.pages import (
    actor,
    acts,
    api_docs,
    articles,
    claims,
    map,
    network,
    overview,
    problems,
    record,
    search,
    topic,
)
from dragoman.web.served import Served
from dragoman.web.views import View

Show = Callable[[Served, Question], View]

PAGES: dict[str, Show] = {
    "/": overview.show,
    "/search": search.show,
    "/acts": acts.listed,
    "/act": acts.show,
    "/stories": acts.stories_listed,
    "/story": acts.story,
    "/articles": articles.listed,
    "/article": articles.show,
    "/actors": actor.listed,
    "/actor": actor.show,
    "/dyad": actor.dyad,
    "/topics": topic.index,
    "/topic": topic.show,
    "/claims": claims.show,
    "/map": map.show,
    "/network": network.show,
    "/record": record.show,
    "/problems": problems.show,
    "/api": api_docs.show,
}
judged = record.judged
