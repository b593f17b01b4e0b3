"""The overview: what is in the ledger, and where it is worth looking."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from dragoman import wire
from dragoman.ledger import Dyad, Ledger, Window
from dragoman.link import acts_asked, measures
from dragoman.report import figures
from dragoman.web import remembered
from dragoman.web.asking import Question, url
from dragoman.web.served import Served
from dragoman.web.views import View

_ACTS, _DYADS, _ALERTS = 12, 12, 8


def show(served: Served, question: Question) -> View:  # noqa: ARG001
    """The whole ledger at a glance."""
    found = served.remember("overview", _found)
    alerts = remembered.alerts(served, Window(since=None, until=None, as_of=None))[:_ALERTS]
    days, dyads = found["timeline"], found["dyads"]
    unit, _ = figures.bins(days)
    return View(
        "overview.html",
        f"Record of {served.ledger.stem}",
        {
            **found,
            "alerts": alerts,
            "unit": unit,
            "timeline": Markup(figures.timeline(days, _span)),
            "dyads": Markup(figures.dyads(dyads, _dyad)),
        },
        lambda: {
            "counts": found["counts"],
            "timeline": [asdict(day) for day in days],
            "dyads": [{**asdict(dyad), "total": dyad.total} for dyad in dyads],
            "acts": [wire.act_json(act) for act in found["acts"]],
            "alerts": [asdict(alert) for alert in alerts],
        },
        lambda: [asdict(day) for day in days],
        ("day", "quad", "count"),
    )


def _found(ledger: Ledger) -> dict[str, Any]:
    return {
        "counts": ledger.counts(),
        "timeline": measures.activity(ledger),
        "dyads": ledger.dyads(_DYADS),
        "acts": list(acts_asked.acts(ledger, limit=_ACTS)),
    }


def _span(one: figures.Bin) -> str:
    return url("/acts", since=one.first, until=one.last)


def _dyad(dyad: Dyad) -> str:
    return url("/dyad", a=dyad.a, b=dyad.b)


