"""What was set aside, why, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice

from dragoman.web.asking import Question
from dragoman.web.served import Served
from dragoman.web.views import View


def show(served: Served, question: Question) -> View:
    """The problems, by source and line."""
    size, skipped = question.size, question.number("from", 1, 10_000_000) - 1
    with served.ask() as ledger:
        found = list(islice(ledger.problems(), skipped, skipped + size + 1))
    after = skipped + size + 1 if len(found) > size else None
    found = found[:size]
    return View(
        "problems.html",
        "Set aside",
        {"found": found, "after": after},
        lambda: {"problems": [asdict(problem) for problem in found], "from": after},
        lambda: map(asdict, found),
        ("source", "line", "document", "reason", "hint", "noted"),
    )
