"""The API, call by call, read off its own OpenAPI document: as complete as that is, and without a line of script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.web import api
from dragoman.web.api.answering import REFUSALS
from dragoman.web.asking import Question
from dragoman.web.served import Served
from dragoman.web.views import View

_MOST_CHOICES = 20  # a longer vocabulary is named by its size; the OpenAPI document has all of it


@dataclass(frozen=True, slots=True)
class Word:
    """A parameter or a field."""

    name: str
    type: str
    is_needed: bool
    about: str
    example: str | None = None
    shape: str | None = None  # what it holds, where that is described on its own


@dataclass(frozen=True, slots=True)
class Call:
    """A method and a path."""

    anchor: str
    method: str
    path: str
    about: str
    words: tuple[Word, ...]
    body: str | None
    answers: tuple[tuple[str, str, str | None], ...]  # status, what it means, shape
    example: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that is sent or answered."""

    name: str
    about: str
    fields: tuple[Word, ...]


def show(_served: Served, _question: Question) -> View:
    """Every call and every shape."""
    groups, shapes = _described()
    return View(
        "api.html",
        "API",
        {
            "groups": groups,
            "shapes": shapes,
            "about": api.DESCRIPTION.strip().split("\n\n"),
            "prefix": api.PREFIX,
            "refusals": {status: refused["description"] for status, refused in REFUSALS.items()},
        },
        api.specification,
        lambda: [
            {
                "method": call.method, "path": call.path, "name": word.name, "type": word.type,
                "needed": word.is_needed, "about": word.about,
            }
            for calls in groups.values() for call in calls for word in call.words
        ],
        ("method", "path", "name", "type", "needed", "about"),
    )  # fmt: skip


@cache
def _described() -> tuple[dict[str, list[Call]], list[Shape]]:
    spec = api.specification()
    groups: dict[str, list[Call]] = {}
    for path, methods in spec["paths"].items():
        for method, call in methods.items():
            groups.setdefault(call["tags"][0], []).append(_call(method.upper(), path, call))
    schemas = spec["components"]["schemas"]
    shapes = [_shape(name, schemas[name]) for name in schemas if "Validation" not in name]
    return groups, shapes


def _call(method: str, path: str, call: dict[str, Any]) -> Call:
    words = tuple(
        _word(p["name"], _told(p["schema"]), p["required"], p.get("description")) for p in call.get("parameters", ())
    )
    body = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answers = tuple(
        (status, answer["description"], _reference(answer.get("content", {}).get("application/json", {}).get("schema")))
        for status, answer in sorted(call["responses"].items())
        if int(status) not in REFUSALS
    )
    return Call(
        call["operationId"], method, path, call.get("description", ""), words, _reference(body), answers,
        _example(path, words) if method == "GET" else None,
    )  # fmt: skip


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter where it is given: null is the same as not to give it."""
    given = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return {**schema, "anyOf": given} if given else schema


def _example(path: str, words: tuple[Word, ...]) -> str | None:
    """An address to try, where no id has to be known for it."""
    if "{" in path:
        return None
    needed = {word.name: word.example for word in words if word.is_needed}
    return None if None in needed.values() else Question({}, path).url(**needed)


def _shape(name: str, schema: dict[str, Any]) -> Shape:
    needed = schema.get("required", ())
    every = schema.get("properties", {})  # a vocabulary has none
    fields = tuple(_word(field, one, field in needed, one.get("description")) for field, one in every.items())
    about = " ".join(schema.get("description", "").split())
    return Shape(name, about if fields else f"{about} {_type(schema)}", fields)


def _word(name: str, schema: dict[str, Any], is_needed: bool, about: str | None) -> Word:
    examples = schema.get("examples") or [None]
    default = schema.get("default")
    type_ = _type(schema) + (f", {default} if it is not told" if default not in (None, False) else "")
    example = None if examples[0] is None else str(examples[0])
    return Word(name, type_, is_needed, about or "", example, _shape_in(schema))


def _type(schema: dict[str, Any]) -> str:
    """A schema in words."""
    if "anyOf" in schema:
        every = [_type({**one, **({"enum": schema["enum"]} if "enum" in schema and one.get("type") != "null" else {})})
                 for one in schema["anyOf"]]  # fmt: skip
        return " or ".join(dict.fromkeys(every))
    if "$ref" in schema:
        return _name(schema["$ref"])
    if choices := schema.get("enum"):
        return " · ".join(choices) if len(choices) <= _MOST_CHOICES else f"one of {len(choices)} words"
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if values := schema.get("additionalProperties"):
        return f"object of {_type(values)}" if isinstance(values, dict) else "object"
    least, most = schema.get("minimum"), schema.get("maximum")
    bounds = f" from {least:g} to {most:g}" if least is not None and most is not None else ""
    return f"{schema.get('type', 'anything')}{bounds}"


def _shape_in(schema: dict[str, Any]) -> str | None:
    return next(_names(schema), None)


def _names(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield _name(schema["$ref"])
        for value in schema.values():
            yield from _names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names(value)


def _reference(schema: dict[str, Any] | None) -> str | None:
    return _shape_in(schema) if schema else None


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
