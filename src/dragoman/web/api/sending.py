"""Articles that are sent: coded and given back, or coded and kept."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPBearer

from dragoman import output
from dragoman.model import RawDocument
from dragoman.read.records import from_row
from dragoman.web.api import contract, shapes
from dragoman.web.api.answering import Json
from dragoman.web.api.parameters import Called
from dragoman.web.refusals import Refusal, RefusalError

_MEDIA: dict[int | str, dict[str, Any]] = {
    413: {"model": shapes.Refused, "description": "The text is too long for one article"},
    415: {"model": shapes.Refused, "description": "The body is not JSON"},
}


async def _is_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        hint = "send a JSON object with the header `Content-Type: application/json`"
        raise RefusalError(Refusal(415, "not_json", f"{kind or 'a body without a type'} is not read here", hint))


async def _may_write(request: Request) -> None:
    if not request.scope["dragoman.may_write"]:
        hint = "start the server with --write, and send the token that it tells: `Authorization: Bearer …`"
        raise RefusalError(Refusal(403, "read_only", "nothing may be added to this ledger here", hint))


router = APIRouter(tags=["Sending articles"], dependencies=[Depends(_is_json)], responses=_MEDIA)


@router.post("/code", response_model=contract.Coded)
async def code(call: Called, article: shapes.Article) -> Json:
    """Code an article and give it back with all that was read off it. Nothing is kept.

    Where it cannot be coded, `set_aside` says why.
    """
    coded = await asyncio.wrap_future(call.coding.code(_raw(article)))
    return Json(output.to_json(coded))


@router.post(
    "/documents",
    response_model=shapes.Added,
    status_code=201,
    responses={
        200: {"model": shapes.Added, "description": "It was in the ledger just so"},
        403: {"model": shapes.Refused, "description": "The server runs without --write, or the token is missing"},
        409: {"model": shapes.Refused, "description": "The id belongs to another article"},
    },
    dependencies=[Depends(_may_write), Depends(HTTPBearer(auto_error=False, description="The token of the server"))],
)
async def add(call: Called, article: shapes.Article) -> Json:
    """Code an article, keep it in the ledger, and link it with the others.

    The same article again changes nothing; another text under the same id takes the place of the old one.
    """
    added = await asyncio.wrap_future(call.coding.add(_raw(article)))
    where = f"/api/v1/documents/{quote(added.id, safe='')}"
    answer = {"id": added.id, "changed": added.is_changed, "records": added.records, "url": where}
    return Json(answer, 201 if added.is_changed else 200, {"location": where})


def _raw(article: shapes.Article) -> RawDocument:
    """The article as it would be read from a line of JSON. Raises RefusalError where there is nothing to code."""
    if len(article.text) > shapes.MOST_CHARS:
        error = f"{len(article.text):,} characters are too long for one article (at most {shapes.MOST_CHARS:,})"
        raise RefusalError(Refusal(413, "too_large", error, "send one article at a time, or use `dragoman code`"))
    row = article.model_dump()
    digest = hashlib.sha256(output.encode(row).encode()).hexdigest()
    raw = from_row(row, article.url or f"sent:{article.id or digest[:16]}", 1, digest)
    if raw.set_aside is not None:
        raise RefusalError(Refusal(422, "unreadable", raw.set_aside.reason, raw.set_aside.hint))
    return dataclasses.replace(raw, line=None)
