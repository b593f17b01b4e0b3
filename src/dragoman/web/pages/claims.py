"""The causal map: what is said to lead to what, and by whom."""

from __future__ import annotations

from typing import cast

from markupsafe import Markup

from dragoman import wire
from dragoman.ledger import Page
from dragoman.model import Claim
from dragoman.web.asking import Question
from dragoman.web.figures import causal
from dragoman.web.served import Served
from dragoman.web.views import View

_MOST = 60  # claims that one picture can show


def show(served: Served, question: Question) -> View:
    """Claims as arrows from causes to effects, and as a table."""
    filters, size = question.filters("claim"), question.number("limit", _MOST, 500)
    with served.ask() as ledger:
        page = cast(Page[Claim], ledger.page("claim", size, question.get("after"), **filters))
    return View(
        "claims.html",
        "Claims: what leads to what",
        {"found": page.records, "after": page.after, "picture": Markup(causal.picture(page.records[:_MOST]))},
        lambda: {"records": [wire.record_json(kept) for kept in page.records], "after": page.after},
        lambda: map(wire.flat, page.records),
        wire.columns("claim"),
    )
