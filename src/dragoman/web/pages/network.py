"""The network: who acts on whom, in a time that the visitor chooses."""

from __future__ import annotations

from dataclasses import asdict, fields

from markupsafe import Markup

from dragoman.link import measures, plots
from dragoman.web import remembered
from dragoman.web.asking import Question, url
from dragoman.web.served import Served
from dragoman.web.views import View

_LISTED = 200


def show(served: Served, question: Question) -> View:
    """The picture, and its arrows as a table."""
    window = question.window()
    actor, least = question.get("actor"), question.number("least", 1, 1_000_000)

    ties = remembered.ties(served, window, actor=actor, least=least)
    asked = {word: question.get(word) for word in window}
    picture = ""
    if ties:
        picture = plots.network(
            ties,
            "Who acts on whom",
            lambda tie: url("/search", kind="event", actor=tie.a, recipient=tie.b, fact=1, **asked),
            lambda code: url("/actor", name=code, **asked),
        )
    return View(
        "network.html",
        "Network",
        {"ties": ties[:_LISTED], "total": len(ties), "picture": Markup(picture)},
        lambda: {"ties": [asdict(tie) for tie in ties]},
        lambda: map(asdict, ties),
        [one.name for one in fields(measures.Tie)],
    )
