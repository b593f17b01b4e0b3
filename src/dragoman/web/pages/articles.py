"""Articles: the list, and one of them with all that was read off it."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup

from dragoman import marked, output, wording
from dragoman.ledger.writing import describe
from dragoman.link import stories
from dragoman.model import Record
from dragoman.report import article
from dragoman.web.asking import Question, cut
from dragoman.web.served import Served
from dragoman.web.views import View

LAYERS = (
    ("mention", "actors"), ("time", "times"), ("place", "places"), ("event", "events"), ("statement", "statements"),
    ("position", "positions"), ("relation", "relations"), ("claim", "claims"), ("dropped", "left out"),
)  # fmt: skip


def listed(served: Served, question: Question) -> View:
    """Articles in the order in which they came in."""
    size, text = question.size, question.get("text")
    with served.ask() as ledger:
        found = list(
            ledger.documents(
                after=question.get("after"), limit=size + 1, text=text, publisher=question.get("publisher")
            )
        )
    shown, after = cut(found, size, lambda one: one.id)
    return View(
        "articles.html",
        "Articles",
        {"found": shown, "after": after},
        lambda: {"articles": [asdict(one) for one in shown], "after": after},
        lambda: map(asdict, shown),
        ("id", "title", "published", "publisher", "records"),
    )


def show(served: Served, question: Question) -> View:
    """One article, marked."""
    with served.ask() as ledger:
        coded = ledger.document(question.need("id", "the id of an article"))
        story = stories.story_of(ledger.connection, coded.document.id)
    document = coded.document
    labels = marked.labels(coded)
    every = marked.records(coded)
    return View(
        "article.html",
        " ".join((document.title or document.id).split()),
        {
            "coded": coded,
            "story": story,
            "text": Markup(article.article(coded)),
            "records": [(record, labels[record.id], describe(record)[0]) for record in every],
            "layers": LAYERS,
        },
        lambda: output.to_json(coded),
        lambda: [_flat(record) for record in every],
        ("kind", "id", "type", "heading", "words", "start", "end", "confidence", "rule"),
    )


def _flat(record: Record) -> dict[str, object]:
    kind, type_, quote = describe(record)
    return {
        "kind": kind, "id": record.id, "type": type_, "heading": wording.heading(record), "words": quote.text,
        "start": quote.start, "end": quote.end, "confidence": record.confidence, "rule": record.rule,
    }  # fmt: skip
