"""A view: what a page shows, as HTML, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from dragoman import wire
from dragoman.web.asking import Question
from dragoman.web.templating import render


@dataclass(frozen=True, slots=True)
class View:
    """One page: what its template shows, and the same as JSON and as flat rows, made only where they are asked for.

    ``columns`` name the cells of the rows even where there is no row.
    """

    template: str
    title: str
    shown: Mapping[str, Any]
    data: Callable[[], Any]
    rows: Callable[[], Iterable[Mapping[str, object]]]
    columns: Sequence[str] = ()


def respond(view: View, question: Question, form: str, *, may_write: bool) -> Response:
    """The view in the form that the address asks for: html, json or csv."""
    if form == "json":
        return JSONResponse(view.data())
    if form == "csv":
        return Response(csv_of(view.rows(), view.columns), media_type="text/csv; charset=utf-8")
    shown = {**view.shown, "title": view.title, "question": question, "may_write": may_write}
    return HTMLResponse(render(view.template, **shown))


def csv_of(rows: Iterable[Mapping[str, object]], columns: Sequence[str] = ()) -> str:
    """Flat rows as CSV, with a heading even where there is none, and without a cell that a spreadsheet would run."""
    every = list(rows)
    names = columns or list(dict.fromkeys(name for row in every for name in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: wire.cell(value) for name, value in row.items()} for row in every)
    return file.getvalue()
