"""A line for actors on a cluster, which import it from here: without a model, and with orders in the texts."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman import coder
from dragoman.model import CodedDocument, Document
from dragoman.run import Line, Recipe
from tests.run.quick import Quick

FOLDER = "DRAGOMAN_TEST_FOLDER"  # the variable that names where each notes whose worker it is


class Obedient(Quick):
    """A text may tell it to end itself, or the process that it works for."""

    def pipe(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        if folder := os.environ.get(FOLDER):
            Path(folder, str(os.getppid())).touch()
        for document in documents:
            if "CRASH WORKER" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "CRASH ACTOR" in document.text:
                os.kill(os.getppid(), signal.SIGKILL)
            yield from super().pipe([document])


def make(recipe: Recipe) -> Line:
    """A line that has this coder; those that others make keep theirs."""
    real = coder.Coder
    coder.Coder = Obedient  # type: ignore[misc, assignment]
    try:
        return Line(recipe)
    finally:
        coder.Coder = real  # type: ignore[misc]
