"""Actors: who is in the ledger, and the profile of one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict
from itertools import islice
from typing import Any

from markupsafe import Markup

from dragoman import output, wire
from dragoman.actors import asked
from dragoman.errors import NotThereError
from dragoman.ledger import Ledger, Window
from dragoman.ledger.periods import UNITS, Unit, last_of
from dragoman.link import measures
from dragoman.report import figures
from dragoman.web.asking import Question, UnreadableError, url
from dragoman.web.served import Served
from dragoman.web.views import View

_CODE = re.compile(r"[A-Z]{3}")
_SHOWN = 8  # records of a kind
_PARTNERS = 30
_MOST_NAMESAKES = 5
_MOST_LISTED = 300


def listed(served: Served, question: Question) -> View:
    """Those who act or are acted upon, busiest first; with words, those whose names have them."""
    words = (question.get("name") or "").casefold()
    busiest = served.remember("actors", _busiest)
    found = [one for one in busiest if words in one["name"].casefold() or words == one["code"].casefold()]
    named = _known(served, question.get("name") or "") if words else []
    return View(
        "actors.html",
        "Actors",
        {"found": found[:_MOST_LISTED], "named": named, "total": len(found)},
        lambda: {"actors": found, "named": named},
        lambda: found,
        ("code", "name", "acts", "does", "receives", "score"),
    )


def _busiest(ledger: Ledger) -> list[dict[str, Any]]:
    totals: dict[str, dict[str, Any]] = {}
    for tie in measures.network(ledger):
        for code, name, side in ((tie.a, tie.a_name, "does"), (tie.b, tie.b_name, "receives")):
            one = totals.setdefault(
                code, {"code": code, "name": name, "acts": 0, "does": 0, "receives": 0, "score": 0.0}
            )
            one["acts"] += tie.acts
            one[side] += tie.acts
            one["score"] += tie.sum_score
    for one in totals.values():
        one["score"] = round(one["score"] / one["acts"], 2)
    return sorted(totals.values(), key=lambda one: (-one["acts"], one["code"]))


def show(served: Served, question: Question) -> View:
    """What one actor does, says, wants and undergoes."""
    name = question.need("name", "USA")
    window = question.window()
    key = ("actor", name, *window.values())
    found = served.remember(key, lambda ledger: _profile(ledger, name, window, _known(served, name)))
    if not any(found["records"].values()) and not found["offices"]:
        raise NotThereError(f"nobody called {name!r} is in this ledger", "the page /actors lists those who are")
    done, received = found["done"], found["received"]
    return View(
        "actor.html",
        found["title"],
        {
            **found,
            "name": name,
            "asked": {word: question.get(word) for word in window},
            "does": Markup(figures.timeline(done, lambda one: _span(one, actor=name))),
            "undergoes": Markup(figures.timeline(received, lambda one: _span(one, recipient=name))),
        },
        lambda: {
            "name": name,
            "title": found["title"],
            "done": [asdict(day) for day in done],
            "received": [asdict(day) for day in received],
            "partners": [asdict(tie) for tie in found["partners"]],
            "offices": found["offices"],
            "records": {
                kind: [wire.record_json(kept) for kept in records] for kind, records in found["records"].items()
            },
        },
        lambda: [
            {"side": side, **asdict(day)} for side, days in (("does", done), ("undergoes", received)) for day in days
        ],
        ("side", "day", "quad", "count"),
    )


def _profile(ledger: Ledger, name: str, window: Window, known: list[output.Json]) -> dict[str, Any]:
    partners: list[measures.Tie] = []
    if _CODE.fullmatch(name):
        done = measures.activity(ledger, name, **window)
        received = measures.activity(ledger, name, received=True, **window)
        if done or received:
            partners = measures.network(ledger, actor=name, **window)
    else:
        done, received = ledger.timeline(actor=name, **window), ledger.timeline(recipient=name, **window)
    records = {kind: ledger.page(kind, _SHOWN, None, party=name, **window).records for kind in output.KINDS}
    return {
        "title": known[0]["name"] if len(known) == 1 or (known and _CODE.fullmatch(name)) else name,
        "done": done,
        "received": received,
        "partners": partners[:_PARTNERS],
        "records": records,
        "offices": known,
    }


def _known(served: Served, name: str) -> list[output.Json]:
    """What the lexicon knows of the actors with this id, code or name."""
    return [wire.actor_json(actor) for actor in islice(asked.exactly(served.lexicon(), name), _MOST_NAMESAKES)]


def _span(one: figures.Bin, **who: str) -> str:
    return url("/search", kind="event", since=one.first, until=one.last, fact=1, **who)


def dyad(served: Served, question: Question) -> View:
    """How two deal with each other."""
    a, b = question.need("a", "USA"), question.need("b", "PRK")
    by = question.unit()
    window = question.window()
    found = served.remember(("dyad", a, b, by, *window.values()), lambda ledger: _dyad(ledger, a, b, by, window))
    return View(
        "dyad.html",
        f"{found['a_name']} and {found['b_name']}",
        {**found, "units": UNITS},
        lambda: {
            "a": found["a"],
            "b": found["b"],
            "by": found["by"],
            "series": [asdict(period) for period in found["series"]],
            "events": {side: [wire.record_json(k) for k in found["events"][side]] for side in found["events"]},
            "positions": {side: [wire.record_json(k) for k in found["positions"][side]] for side in found["positions"]},
        },
        lambda: map(asdict, found["series"]),
        ("period", "start", "acts", "sum_score", "mean_score", "balance"),
    )


def _dyad(ledger: Ledger, a: str, b: str, by: Unit | None, window: Window) -> dict[str, Any]:
    one, other = measures.code_of(ledger.connection, a), measures.code_of(ledger.connection, b)
    if one == other:
        raise UnreadableError(f"{one} cannot be both sides", "name two actors: /dyad?a=USA&b=PRK")
    series = measures.series(ledger, one, other, by=by, **window)
    unit = measures.unit_of(series)
    names = measures.names_of(ledger.connection)
    sides = {"there": (one, other), "back": (other, one)}
    return {
        "a": one,
        "b": other,
        "a_name": names.get(one, one),
        "b_name": names.get(other, other),
        "by": unit,
        "series": series,
        "plot": _plot(series, one, other, unit),
        "events": {
            side: ledger.page("event", _SHOWN, None, actor=x, recipient=y, **window).records
            for side, (x, y) in sides.items()
        },
        "positions": {
            side: ledger.page("position", _SHOWN, None, actor=x, recipient=y, **window).records
            for side, (x, y) in sides.items()
        },
    }


def _plot(series: list[measures.Period], a: str, b: str, unit: Unit) -> Markup:
    from dragoman.link import plots

    def link(period: measures.Period) -> str | None:
        if not period.acts:
            return None
        until = last_of(dt.date.fromisoformat(period.start), unit)
        return url("/dyad", a=a, b=b, since=period.start, until=until)

    return Markup(plots.series(series, f"{a} and {b} by {unit}", link))
