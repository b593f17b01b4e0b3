"""How the API answers: the JSON of `dragoman.output`, pages that lead on, and what its description says of errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.responses import JSONResponse

from dragoman import output
from dragoman.ledger.queries import lost
from dragoman.web.api.parameters import Call
from dragoman.web.api.shapes import Refused
from dragoman.web.asking import Question, UnreadableError, cut

T = TypeVar("T")

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refused, "description": "What is asked cannot be read, or makes no sense"},
    401: {"model": Refused, "description": "The token is missing or wrong"},
    404: {"model": Refused, "description": "There is no such thing"},
    422: {"model": Refused, "description": "A parameter or the body is not of the right form"},
    503: {"model": Refused, "description": "It takes too long, or the ledger is busy: narrow it, or try again"},
}


class Json(JSONResponse):
    """JSON as it is on the command line: compact, and safe whatever characters an article has."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return output.encode(content).encode()


def page(call: Call, name: str, items: Sequence[object], after: str | None) -> Json:
    """Some things, and where to go on."""
    following = call.question.url(after=after) if after is not None else None
    return Json({name: items, "after": after, "next": following})


def behind(call: Call, items: Sequence[T], key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """The part of a list that is asked for, and the key of its last one if there are more. Raises DragomanError."""
    start, after = 0, call.question.get("after")
    if after is not None:
        start = next((i for i, item in enumerate(items, 1) if key(item) == after), 0)
        if not start:
            raise lost(repr(after))
    return cut(items[start:], call.question.size, key)


def named(value: str) -> str:
    """A word of the path. Raises UnreadableError."""
    name = Question({"it": value}).get("it")
    if name is None:
        raise UnreadableError("nothing is named", "put an id or a name behind the last /")
    return name
