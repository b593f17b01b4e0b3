"""The causal map: what is said to lead to what, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from markupsafe import Markup

from dragoman import wire
from dragoman.ledger import Kept, Page
from dragoman.link import causal_map
from dragoman.link.words import plain
from dragoman.model import Claim
from dragoman.web.asking import Question, url
from dragoman.web.served import Served
from dragoman.web.views import View


def show(served: Served, question: Question) -> View:
    """Claims as arrows from causes to effects, and as a table."""
    filters, size = question.filters("claim"), question.number("limit", causal_map.MOST, 500)
    with served.ask() as ledger:
        page = cast(Page[Claim], ledger.page("claim", size, question.get("after"), **filters))
    return View(
        "claims.html",
        "Claims: what leads to what",
        {"found": page.records, "after": page.after, "picture": Markup(_picture(page.records))},
        lambda: {"records": [wire.record_json(kept) for kept in page.records], "after": page.after},
        lambda: map(wire.flat, page.records),
        wire.columns("claim"),
    )


def _picture(found: Sequence[Kept[Claim]]) -> str:
    return causal_map.picture(found, link=lambda kept: url("/record", id=kept.record.id), link_words=_same)


def _same(words: str) -> str | None:
    """What else is said about a cause or effect: the claims with its two longest words."""
    telling = sorted(set(plain(words)), key=lambda word: (-len(word), word))[:2]
    return url("/claims", about=" ".join(telling)) if telling else None
