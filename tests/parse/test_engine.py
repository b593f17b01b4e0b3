"""The parser's matrix products get one thread, and whatever else the process works out keeps its own."""

from __future__ import annotations

from typing import Any

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from dragoman.model import Sentence, Span
from dragoman.parse import Parser


def _threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_one_thread_while_it_parses_and_as_many_as_before_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser()
    tagger = parser._pipeline.get_pipe("tagger")
    during: list[set[int]] = []
    predict = tagger.predict

    def watched(docs: Any) -> Any:
        during.append(_threads())
        return predict(docs)

    monkeypatch.setattr(tagger, "predict", watched, raising=False)
    text = "Rebels shelled the port."
    with threadpool_limits(limits=2, user_api="blas"):
        parser.parse([Sentence(0, 0, Span(0, len(text)), text)])
        assert (during, _threads()) == ([{1}], {2})
