"""The first layer, asked once for each word, says what it says when it is asked each time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy
import pytest
from thinc.api import Model

from dragoman.parse import embedding, engine

# "n't" and "'s" have norms of their own; "US" stands with and without a space behind it, beside "us".
TEXTS = [
    "The US won't go; it's the US's envoy who can't.",
    "Tell us: has the US gone?  It is gone.",
    "",
    "The envoy's gone, and won't be back.",
]


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return engine.load().pipeline


@pytest.fixture(scope="module")
def untouched() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedding, "remember", lambda pipeline: False)
        return engine.load().pipeline


def _rows(pipeline: Any, texts: list[str]) -> list[Any]:
    return pipeline.get_pipe("tok2vec").predict([pipeline.make_doc(text) for text in texts])


def _same(some: list[Any], others: list[Any]) -> bool:
    return all(numpy.allclose(one, other, atol=1e-5) for one, other in zip(some, others, strict=True))


def test_it_says_what_the_layer_says(pipeline: Any, untouched: Any) -> None:
    wanted = _rows(untouched, TEXTS)
    for _ in range(2):
        assert _same(_rows(pipeline, TEXTS), wanted)
    assert _same(_rows(pipeline, TEXTS[::-1]), wanted[::-1]), "whatever was asked before"


def test_it_forgets_when_it_is_full(pipeline: Any, untouched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_MOST", 3)
    for text in TEXTS:
        assert _same(_rows(pipeline, [text]), _rows(untouched, [text]))


def test_a_layer_that_looks_around_stays_as_it_is() -> None:
    looks_around = Model("expand_window", lambda model, inputs, is_train: (inputs, None))
    layers = [looks_around, looks_around]
    pipe = SimpleNamespace(model=SimpleNamespace(layers=layers))
    pipeline = SimpleNamespace(has_pipe=lambda name: True, get_pipe=lambda name: pipe)
    assert not embedding.remember(pipeline)
    assert layers == [looks_around, looks_around]


def test_a_pipeline_without_such_a_layer_stays_as_it_is() -> None:
    assert not embedding.remember(SimpleNamespace(has_pipe=lambda name: False))
