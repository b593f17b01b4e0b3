"""The layers of the parsing model that take the most time, with the same sums in less of it.

The first, which looks at nothing but a word, its norm and whether a space follows, is asked once for each word. Those
above it, which look at the words around, are worked out without the new arrays and the memory of each step that
training would need. A model of another build keeps its layers as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy

# What the first layer may be made of so that it looks at one word at a time.
_OF_ONE_WORD = frozenset(
    {"extract_features", "list2ragged", "ragged2list", "ints-getitem", "hashembed", "static_vectors", "maxout",
     "layernorm", "dropout"}
)  # fmt: skip
_KEY = ("ORTH", "NORM", "SPACY")
# Words are told apart by 64 bits, as in spaCy itself.
_FACTORS = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=numpy.uint64)
_MOST = 50_000  # words; 20 MB for rows of 96 numbers
# The steps of a layer above it.
_STEPS = ("expand_window", "maxout", "layernorm", "dropout")


def remember_words(pipeline: Any) -> bool:
    """Let the pipeline's first layer be asked once for each word; whether it could be done."""
    layers = _layers(pipeline)
    if len(layers) != 2 or not all(step.name in _OF_ONE_WORD for step in layers[0].walk() if not step.layers):
        return False
    layers[0] = _model("remembered words", _Rows(layers[0].predict).forward)
    return True


def shorten_encoder(pipeline: Any) -> bool:
    """Let the pipeline's layers of windows work in fewer steps; whether it could be done."""
    layers = _layers(pipeline)
    if len(layers) != 2 or "pad" not in layers[1].attrs or len(layers[1].layers) != 1:
        return False
    read = [_window_layer(layer) for layer in layers[1].layers[0].layers]
    known = [layer for layer in read if layer is not None]
    if not known or len(known) < len(read):
        return False
    layers[1] = _model("shortened encoder", _Encoder(known, layers[1].attrs["pad"]).forward)
    return True


def _layers(pipeline: Any) -> list[Any]:
    """The layer of words and the encoder above it; none where the model has no such part of its own."""
    layers: list[Any] = pipeline.get_pipe("tok2vec").model.layers if pipeline.has_pipe("tok2vec") else []
    return layers


def _model(name: str, forward: Callable[[list[Any]], list[Any]]) -> Any:
    from thinc.api import Model

    def asked(model: Any, inputs: list[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:  # noqa: ARG001
        return forward(inputs), _no_training

    return Model(name, asked)


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("the pipeline is loaded to parse, not to be trained")


class _Rows:
    """The rows of numbers for words, of which it keeps those that it has seen."""

    def __init__(self, embed: Callable[[list[Any]], list[Any]]) -> None:
        self._embed = embed
        self._places: dict[int, int] = {}
        self._table: Any = None

    def forward(self, docs: list[Any]) -> list[Any]:
        """The rows of each document's words, as the layer itself gives them."""
        if len(self._places) > _MOST:
            self._places.clear()
        keys = [(doc.to_array(_KEY) * _FACTORS).sum(axis=1).tolist() for doc in docs]
        new = {key: doc[i] for of_one, doc in zip(keys, docs, strict=True)
               for i, key in enumerate(of_one) if key not in self._places}  # fmt: skip
        if new:
            self._add(list(new), self._embed([_alone(list(new.values()))])[0])
        places = [self._places[key] for of_one in keys for key in of_one]
        ends = list(accumulate(map(len, docs)))
        return list(numpy.split(self._table[places], ends[:-1]))

    def _add(self, keys: list[int], rows: Any) -> None:
        first = len(self._places)
        last = first + len(keys)
        if self._table is None or last > len(self._table):
            grown = numpy.empty((max(last, min(2 * last, _MOST)), rows.shape[1]), dtype=rows.dtype)
            if first:
                grown[:first] = self._table[:first]
            self._table = grown
        self._table[first:last] = rows
        self._places.update(zip(keys, range(first, last), strict=True))


def _alone(tokens: list[Any]) -> Any:
    """A document of these tokens, each as it stood."""
    doc = tokens[0].doc
    made = type(doc)(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    for token, one in zip(made, tokens, strict=True):
        if token.norm != one.norm:
            token.norm_ = one.norm_
    return made


@dataclass(frozen=True, slots=True)
class _WindowLayer:
    """Weights from a word and its two neighbours to ``pieces`` rows, of which each place takes the greatest."""

    weights: Any  # of three words, by pieces × width
    bias: Any
    scale: Any
    shift: Any
    pieces: int
    width: int


def _window_layer(residual: Any) -> _WindowLayer | None:
    """The weights of one layer, or None where it is of another kind."""
    steps = [step for step in residual.walk(order="dfs_pre") if not step.layers]
    if not residual.name.startswith("residual(") or tuple(step.name for step in steps) != _STEPS:
        return None
    window, maxout, norm, _ = steps
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    width, pieces, around = weights.shape
    if window.attrs["window_size"] != 1 or around != 3 * width:
        return None
    # Pieces first, so that the greatest is sought along whole rows.
    by_piece = numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, around))
    scale, shift = norm.get_param("G"), norm.get_param("b")
    return _WindowLayer(by_piece.T, bias.T.reshape(-1), scale, shift, pieces, width)


class _Encoder:
    def __init__(self, layers: list[_WindowLayer], pad: int) -> None:
        self._layers, self._pad = layers, pad

    def forward(self, sentences: list[Any]) -> list[Any]:
        """The rows of each sentence after all layers, as the layers themselves give them.

        Empty rows stand around each sentence: the model was trained so, and they take on numbers of their own.
        """
        width, pad = self._layers[0].width, self._pad
        starts = list(accumulate((len(s) + pad for s in sentences), initial=pad))
        rows = numpy.zeros((starts.pop(), width), dtype=numpy.float32)
        for start, sentence in zip(starts, sentences, strict=True):
            rows[start : start + len(sentence)] = sentence
        around = numpy.zeros((len(rows), 3 * width), dtype=numpy.float32)
        for layer in self._layers:
            around[1:, :width] = rows[:-1]
            around[:, width : 2 * width] = rows
            around[:-1, 2 * width :] = rows[1:]
            rows += _applied(layer, around)
        return [rows[start : start + len(sentence)] for start, sentence in zip(starts, sentences, strict=True)]


def _applied(layer: _WindowLayer, around: Any) -> Any:
    """The layer's product, the greatest of its pieces, brought to mean 0 and variance 1, scaled and shifted."""
    product = around @ layer.weights
    product += layer.bias
    pieces = product.reshape(len(around), layer.pieces, layer.width)
    out = pieces[:, 0].copy()
    for piece in range(1, layer.pieces):
        numpy.maximum(out, pieces[:, piece], out=out)
    size = numpy.float32(layer.width)
    out -= numpy.add.reduce(out, axis=1, keepdims=True) / size
    variance = numpy.add.reduce(out * out, axis=1, keepdims=True) / size
    out *= (variance + 1e-8) ** -0.5
    out *= layer.scale
    out += layer.shift
    return out
