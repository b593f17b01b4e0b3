"""The model's layers, worked out in less time, say what they said before."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy
import pytest
from thinc.api import Model

from dragoman.parse import engine, layers

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
        patch.setattr(layers, "remember_words", lambda pipeline: False)
        patch.setattr(layers, "shorten_encoder", lambda pipeline: False)
        return engine.load().pipeline


def _rows(pipeline: Any, texts: list[str]) -> list[Any]:
    return pipeline.get_pipe("tok2vec").predict([pipeline.make_doc(text) for text in texts])


def _same(some: list[Any], others: list[Any]) -> bool:
    return all(numpy.allclose(one, other, atol=1e-5) for one, other in zip(some, others, strict=True))


def test_they_say_what_the_model_says(pipeline: Any, untouched: Any) -> None:
    names = [[layer.name for layer in p.get_pipe("tok2vec").model.layers] for p in (pipeline, untouched)]
    assert not set(names[0]) & set(names[1]), "both are ours"
    wanted = _rows(untouched, TEXTS)
    for _ in range(2):
        assert _same(_rows(pipeline, TEXTS), wanted)
    assert _same(_rows(pipeline, TEXTS[::-1]), wanted[::-1]), "whatever was asked before"


def test_words_are_forgotten_when_there_are_too_many(
    pipeline: Any, untouched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "_MOST", 3)
    for text in filter(None, TEXTS):
        assert _same(_rows(pipeline, [text]), _rows(untouched, [text]))


def _of_layers(*of_model: Any) -> Any:
    """A pipeline whose model has these layers."""
    pipe = SimpleNamespace(model=SimpleNamespace(layers=list(of_model)))
    return SimpleNamespace(has_pipe=lambda name: True, get_pipe=lambda name: pipe)


def test_layers_of_another_kind_stay_as_they_are() -> None:
    def forward(model: Any, inputs: Any, is_train: bool) -> tuple[Any, Any]:
        return inputs, None

    around = Model("expand_window", forward)
    rows = Model("with_array", forward, layers=[Model("encode", forward, layers=[around])], attrs={"pad": 1})
    pipeline = _of_layers(around, rows)
    assert not layers.remember_words(pipeline)
    assert not layers.shorten_encoder(pipeline)
    assert layers._layers(pipeline) == [around, rows]


def test_a_model_without_such_layers_stays_as_it_is() -> None:
    pipeline = SimpleNamespace(has_pipe=lambda name: False)
    assert not layers.remember_words(pipeline)
    assert not layers.shorten_encoder(pipeline)
