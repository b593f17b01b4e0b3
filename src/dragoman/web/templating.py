"""The pages' templates: everything that is put into them is text until a function of ours has made it HTML."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2

from dragoman import __version__, wording
from dragoman.model import Mention
from dragoman.report.page import environment
from dragoman.web.asking import MODES, QUADS, TYPES, url

NAVIGATION = (
    ("/", "Overview"), ("/search", "Search"), ("/acts", "Acts"), ("/stories", "Stories"), ("/articles", "Articles"),
    ("/actors", "Actors"), ("/topics", "Positions"), ("/claims", "Claims"), ("/map", "Map"), ("/network", "Network"),
    ("/problems", "Problems"), ("/api", "API"),
)  # fmt: skip


def render(template: str, **context: Any) -> str:
    """A page."""
    return _environment().get_template(template).render(**context)


def key(mention: Mention) -> str:
    """What the actor's page is asked by: a country's code, an entity, a sector of a country, or the words."""
    is_known = "/" in mention.entity and not mention.entity.startswith("?/") and " " not in mention.entity
    if mention.code and mention.kind == "state":
        return mention.code
    if is_known:
        return mention.entity
    if mention.code:
        return f"{mention.code}/{mention.sector}" if mention.sector else mention.code
    return " ".join((mention.name or mention.text).split())[:200]


@cache
def _environment() -> jinja2.Environment:
    made = environment("dragoman.web")
    made.globals.update(
        navigation=NAVIGATION,
        version=__version__,
        url=url,
        key=key,
        party=wording.party,
        heading=wording.heading,
        types=TYPES,
        quads=QUADS,
        modes=MODES,
    )
    made.filters["thousands"] = "{:,}".format
    return made
