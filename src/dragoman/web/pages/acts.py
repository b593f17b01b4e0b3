"""Acts and stories: what happened once, and which articles tell the same news."""

from __future__ import annotations

from dragoman import wire
from dragoman.link import acts_asked, stories
from dragoman.web.asking import Question, cut
from dragoman.web.served import Served
from dragoman.web.views import View

_LEAST = 2  # articles that make a story worth listing


def listed(served: Served, question: Question) -> View:
    """Acts, newest first."""
    filters, size, disputed = question.filters("event"), question.size, question.flag("disputed")
    with served.ask() as ledger:
        filters["limit"] = size + 1
        found = list(acts_asked.acts(ledger, disputed=disputed, after=question.get("after"), **filters))
    shown, after = cut(found, size, lambda act: act.id)
    return View(
        "acts.html",
        "Acts",
        {"found": shown, "after": after},
        lambda: {"acts": [wire.act_json(act) for act in shown], "after": after},
        lambda: map(flat, shown),
        COLUMNS,
    )


def show(served: Served, question: Question) -> View:
    """One act with its reports."""
    with served.ask() as ledger:
        act = acts_asked.one(ledger, question.need("id", "the id of an act"))
        reports = [ledger.record(id) for id in act.records[:500]]
    return View(
        "act.html",
        f"Act {act.id[:12]}",
        {"act": act, "reports": reports},
        lambda: {**wire.act_json(act), "told": [wire.record_json(kept) for kept in reports]},
        lambda: map(wire.flat, reports),
        wire.columns("event"),
    )


def stories_listed(served: Served, question: Question) -> View:
    """Stories that several articles tell, those that began last first."""
    size = question.size
    least = question.number("least", _LEAST, 1_000_000)
    with served.ask() as ledger:
        found = stories.latest(ledger.connection, size + 1, question.get("after"), least)
    shown, after = cut(found, size, lambda story: story.id)
    return View(
        "stories.html",
        "Stories",
        {"found": shown, "after": after},
        lambda: {"stories": [wire.story_json(story) for story in shown], "after": after},
        lambda: [row for story in shown for row in _articles(story)],
        _STORY_COLUMNS,
    )


def story(served: Served, question: Question) -> View:
    """The articles of one story."""
    wanted = question.need("id", "the id of an article")
    with served.ask() as ledger:
        document = ledger.document(wanted).document
        found = stories.story_of(ledger.connection, document.id)
    if found is None:
        found = stories.Story(document.id, ())
    titles = [one.title for one in found.documents if one.title]
    return View(
        "story.html",
        f"Story: {titles[0]}" if titles else "Story",
        {"story": found},
        lambda: wire.story_json(found),
        lambda: _articles(found),
        _STORY_COLUMNS,
    )


_STORY_COLUMNS = ("story", "document", "title", "published", "publisher", "copy_of", "likeness")
COLUMNS = (
    "id", "day", "status", "event", "mode", "quad", "score", "actors", "recipients", "reports", "documents",
    "originals", "publishers", "first_published", "last_published", "evidence",
)  # fmt: skip


def flat(act: acts_asked.Act) -> dict[str, object]:
    """An act as one flat row."""
    row = wire.act_json(act)
    for side in ("actors", "recipients"):
        row[side] = [one["name"] or one["text"] for one in row[side]]
    return row


def _articles(story: stories.Story) -> list[dict[str, object]]:
    return [{"story": story.id, **one} for one in wire.story_json(story)["articles"]]
