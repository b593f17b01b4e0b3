"""The application: pages, API and files behind one door."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.errors import DragomanError, described
from dragoman.web import api, pages
from dragoman.web.access import HEADERS, Access, Tagged
from dragoman.web.asking import Question
from dragoman.web.pages import Show
from dragoman.web.refusals import Refusal, RefusalError, of_error, refusal
from dragoman.web.served import Served
from dragoman.web.views import respond

_LOG = logging.getLogger(__name__)
_FORM = re.compile(r"\.(json|csv)$")


def create(served: Served) -> FastAPI:
    """The application for one ledger; an ASGI server runs it."""
    app = FastAPI(
        title=api.TITLE,
        version=__version__,
        description=api.DESCRIPTION,
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,  # these pages would load their scripts from elsewhere
        redoc_url=None,
        lifespan=_until_the_end,
        routes=[*_page_routes(served), Mount("/static", _static())],
    )
    api.add(app, served)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(sqlite3.Error, _failed_to_read)
    app.add_exception_handler(RefusalError, _refused)
    app.add_exception_handler(HTTPException, _no_such_thing)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _broken)
    # The last one added is the outermost.
    app.add_middleware(Tagged)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)  # 9: five times as long for 3 % less
    app.add_middleware(Access, served=served)
    return app


@asynccontextmanager
async def _until_the_end(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.coding.close()


def _static() -> StaticFiles:
    # The style of marked articles is that of reports and notebooks.
    return StaticFiles(packages=[("dragoman.web", "static"), ("dragoman.report", "templates")])


def _page_routes(served: Served) -> list[BaseRoute]:
    out: list[BaseRoute] = []
    for path, show in pages.PAGES.items():
        name = "overview" if path == "/" else path.lstrip("/")
        for address in (path, f"/{name}.json", f"/{name}.csv"):
            out.append(Route(address, _endpoint(served, show, path), methods=["GET"]))  # noqa: PERF401
    out.append(Route("/judge", pages.judged(served), methods=["POST"]))
    return out


def _endpoint(served: Served, show: Show, path: str):  # type: ignore[no-untyped-def]  # Starlette takes what it is
    def endpoint(request: Request) -> Response:
        form = _FORM.search(request.url.path)
        question = Question(dict(request.query_params), path)
        view = show(served, question)
        return respond(view, question, form[1] if form else "html", may_write=request.scope["dragoman.may_write"])

    return endpoint


# --- what is said when there is no answer ---------------------------------------------------------------------------


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    return refusal(request.scope, of_error(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)
    return refusal(request.scope, error.refused)


async def _failed_to_read(request: Request, error: Exception) -> Response:
    _LOG.error("%s: %s", request.url.path, described(error))
    return refusal(request.scope, Refusal(500, "ledger", f"the ledger failed: {error}", "run `dragoman doctor`"))


async def _no_such_thing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return refusal(request.scope, Refusal(404, "not_found", "there is no such page", "the page /api names them"))
    hint = "GET reads; what may be sent is on the page /api"
    response = refusal(request.scope, Refusal(error.status_code, "refused", str(error.detail), hint))
    response.headers.update(error.headers or {})
    return response


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(map(_mistake, error.errors()))
    return refusal(request.scope, Refusal(422, "unreadable", told, "the page /api tells what each call takes"))


def _mistake(found: Mapping[str, Any]) -> str:
    name = ".".join(map(str, found["loc"][1:]))
    if found["type"] == "json_invalid":
        return f"the body is no JSON: {found['ctx']['error']}"
    return f"there is no {name}" if found["type"] == "extra_forbidden" else f"{name or 'the body'}: {found['msg']}"


async def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("%s: %s", request.url.path, described(error), exc_info=error)
    hint = "a mistake in Dragoman: please report it with this address"
    response = refusal(request.scope, Refusal(500, "internal", described(error), hint))
    response.headers.update(HEADERS)  # it is told outside of all that we put around the application
    return response
