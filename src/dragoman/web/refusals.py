"""What is said when there is no answer: one shape for programs, one page for people."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from dragoman.errors import DragomanError, NotThereError
from dragoman.ledger import RefusedError
from dragoman.web.asking import UnreadableError
from dragoman.web.coding import AsideError, BrokenError, BusyError
from dragoman.web.served import TooLongError
from dragoman.web.templating import render

_NOT_NOW = ("SQLITE_BUSY", "SQLITE_LOCKED")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status, a word for programs, and what people read."""

    status: int
    code: str
    error: str
    hint: str


class RefusalError(HTTPException):
    """Raised where a request is refused while it is being read."""

    def __init__(self, refused: Refusal) -> None:
        super().__init__(refused.status, refused.error)
        self.refused = refused


_MEANINGS: dict[type[DragomanError], tuple[int, str]] = {
    TooLongError: (503, "too_long"),
    BusyError: (503, "busy"),
    BrokenError: (503, "no_coder"),
    NotThereError: (404, "not_found"),
    UnreadableError: (400, "unreadable"),
    AsideError: (422, "set_aside"),
    RefusedError: (409, "taken"),
}


def of_error(error: DragomanError) -> Refusal:
    """What an error of the house means to a visitor."""
    cause = error.__cause__
    if meaning := _MEANINGS.get(type(error)):
        return Refusal(*meaning, error.message, error.hint)
    if isinstance(cause, sqlite3.Error):
        is_busy = getattr(cause, "sqlite_errorname", "").startswith(_NOT_NOW)
        return Refusal(503 if is_busy else 500, "busy" if is_busy else "ledger", error.message, error.hint)
    return Refusal(400, "refused", error.message, error.hint)


def refusal(scope: Scope, refused: Refusal) -> Response:
    """The answer, as the caller wants it."""
    headers = {"cache-control": "no-store"}
    if refused.status == 401:
        headers["www-authenticate"] = "Bearer"
    if refused.status == 503:
        headers["retry-after"] = "5"
    if scope["path"].startswith("/api/v") or scope["path"].endswith((".json", ".csv")):
        return JSONResponse(
            {"error": refused.error, "code": refused.code, "hint": refused.hint, "status": refused.status},
            refused.status, headers,
        )  # fmt: skip
    return HTMLResponse(render("error.html", refused=refused, title=refused.error), refused.status, headers)
