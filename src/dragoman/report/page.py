"""The report: what a ledger holds, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Unpack, cast

import jinja2
from markupsafe import Markup

from dragoman import wording
from dragoman.ledger import Filters, Kept, Ledger
from dragoman.link import answers, causal_map, matrix, relation_map
from dragoman.model import Claim, Record, Relation
from dragoman.report import article, figures

_SHOWN = 100  # records of a kind
_ARTICLES = 20
_DYADS = 12
_KINDS = ("event", "position", "statement", "relation", "claim")


def render(ledger: Ledger, title: str | None = None, topic: str | None = None, **filters: Unpack[Filters]) -> str:
    """The page. Filters choose the records; without any it tells of the whole ledger.

    A topic keeps the records whose words have its words, and shows who holds what about it. Raises DragomanError where
    nobody holds anything about it.
    """
    held = None
    if topic is not None:
        held = answers.on(ledger, topic, **filters)
        filters = {**filters, "about": topic}
    days = ledger.timeline(**filters)
    unit, _ = figures.bins(days)
    latest = {kind: list(_records(ledger, kind, filters)) for kind in _KINDS}
    documents = dict.fromkeys(kept.document for kind in _KINDS for kept in latest[kind])
    shown = list(documents)[:_ARTICLES]
    relations = cast(list[Kept[Relation]], latest["relation"])

    def to_article(kept: Kept[Any]) -> str | None:
        return f"#d-{kept.document}" if kept.document in shown else None

    return (
        _environment()
        .get_template("report.html")
        .render(
            title=title or (f"Positions on {topic}" if topic else f"Record of {ledger.path.stem}"),
            held=held,
            matrix=matrix.matrix(held) if held else None,
            filters=[f"{name} {value}" for name, value in filters.items() if value],
            counts=ledger.counts(),
            matching={kind: ledger.count(kind, **filters) for kind in _KINDS},
            coders=_coders(latest.values()),
            article_style=Markup(article.style()),
            unit=unit,
            timeline=Markup(figures.timeline(days)),
            dyads=Markup(figures.dyads(ledger.dyads(_DYADS, **filters))),
            latest=latest,
            relations=relation_map.bonds(relations),
            relation_map=Markup(relation_map.picture(relations, link=to_article)),
            causal_map=Markup(causal_map.picture(cast(list[Kept[Claim]], latest["claim"]), link=to_article)),
            articles=[ledger.document(id_) for id_ in shown],
            shown=set(shown),
            problems=list(ledger.problems()),
        )
    )


def _records(ledger: Ledger, kind: str, filters: Filters) -> Iterator[Kept[Record]]:
    found: Iterator[Kept[Record]] = getattr(ledger, f"{kind}s")(**{**filters, "limit": filters.get("limit") or _SHOWN})
    return found


def _coders(kinds: Iterable[list[Kept[Record]]]) -> list[str]:
    return sorted({f"{kept.coder} ({kept.model})" for kind in kinds for kept in kind})


def environment(package: str) -> jinja2.Environment:
    """The templates of a package. What is put into them is text, until a function of ours has made HTML of it."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        who=wording.who,
        parties=wording.parties,
        content=wording.content,
        size=wording.size,
        quad_class=article.QUAD_CLASSES,
    )
    made.filters["link"] = link
    return made


def _environment() -> jinja2.Environment:
    made = environment("dragoman.report")
    made.globals.update(
        article=lambda coded: Markup(article.article(coded)),
        records=lambda coded: Markup(article.records(coded)),
    )
    return made


def link(url: str | None) -> str | None:
    """The URL if it is one that a page may lead to: articles can carry any text as theirs."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
