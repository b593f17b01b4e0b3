"""Search: records by every filter there is, all of it in the address."""

from __future__ import annotations

from dragoman import wire
from dragoman.web.asking import Question
from dragoman.web.served import Served
from dragoman.web.views import View


def show(served: Served, question: Question) -> View:
    """Records of one kind, newest first."""
    kind, filters, size = question.kind, question.filters(), question.size
    with served.ask() as ledger:
        page = ledger.page(kind, size, question.get("after"), **filters)
    return View(
        "search.html",
        "Search",
        {"kind": kind, "found": page.records, "after": page.after},
        lambda: {"kind": kind, "records": [wire.record_json(kept) for kept in page.records], "after": page.after},
        lambda: map(wire.flat, page.records),
        wire.columns(kind),
    )
