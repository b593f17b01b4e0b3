"""The API: REST under ``/api/v1``, described by its own OpenAPI document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI

from dragoman import __version__
from dragoman.web.api import linked, reading, sending, who
from dragoman.web.api.answering import REFUSALS
from dragoman.web.coding import Coding
from dragoman.web.served import Served

TITLE = "Dragoman"
DESCRIPTION = """\
What a ledger holds, for programs: articles, the records read off them, and what many articles say together.

Lists come in pages: follow `next` until it is null, and every match has come once, however many there are. Dates are
ISO; `null` means unknown. Every error has the same shape: `error`, `code`, `hint`, `status`. Answers carry an `ETag`:
send it back as `If-None-Match`, and nothing is sent again that has not changed. A server that was started with a token
takes it as `Authorization: Bearer …`.
"""
PREFIX = "/api/v1"


def add(app: FastAPI, served: Served) -> None:
    """Put the calls of the API into an application."""
    app.state.served = served
    app.state.coding = Coding(served)
    every = APIRouter(prefix=PREFIX, responses=REFUSALS, generate_unique_id_function=lambda route: route.name)
    for one in (reading, linked, who, sending):
        every.include_router(one.router)
    app.include_router(every)


@cache
def specification() -> dict[str, Any]:
    """The OpenAPI document."""
    app = FastAPI(title=TITLE, version=__version__, description=DESCRIPTION)
    add(app, Served(Path()))
    return app.openapi()
