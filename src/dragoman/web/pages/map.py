"""The map: where acts happened."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup

from dragoman.ledger import Ledger, PlaceCount
from dragoman.web.asking import Question, url
from dragoman.web.figures import world
from dragoman.web.served import Served
from dragoman.web.views import View

_LISTED = 200


def show(served: Served, question: Question) -> View:
    """Circles on a map, each as large as there are acts told as done at the place; and a table of them."""
    since, until = question.day("since"), question.day("until")

    def work(ledger: Ledger) -> list[PlaceCount]:
        return ledger.places(since=since, until=until)

    found = served.remember(("map", since, until), work)
    asked = {word: question.get(word) for word in ("since", "until")}

    def link(place: PlaceCount) -> str:
        return url("/search", kind="event", place=place.name, fact=1, **asked)

    return View(
        "map.html",
        "Map",
        {"found": found[:_LISTED], "total": len(found), "picture": Markup(world.picture(found, link)), "asked": asked},
        lambda: {"places": [{**asdict(place), "total": place.total} for place in found]},
        lambda: [{**asdict(place), **place.quads, "quads": None, "total": place.total} for place in found],
        ["name", "country", "lat", "lon", *PlaceCount.QUADS, "total"],
    )


