"""The first layer of the parsing model, worked out once for each word.

It looks at nothing but a word, its norm and whether a space follows, and takes a third of the time that the model's
layers take together; the layers above it, which look at the words around, are asked each time.
"""

from __future__ import annotations

from collections.abc import Callable
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


def remember(pipeline: Any) -> bool:
    """Let the pipeline's embedding layer be asked once for each word; whether it could be done.

    A model whose first layer looks beyond one word, or that has no layer of its own for words, stays as it is.
    """
    if not pipeline.has_pipe("tok2vec"):
        return False
    layers = pipeline.get_pipe("tok2vec").model.layers
    if len(layers) != 2 or not all(layer.name in _OF_ONE_WORD for layer in layers[0].walk() if not layer.layers):
        return False
    from thinc.api import Model

    layers[0] = Model("remembered", _Rows(layers[0].predict).forward)
    return True


class _Rows:
    """The rows of numbers for words, of which it keeps those that it has seen."""

    def __init__(self, embed: Callable[[list[Any]], list[Any]]) -> None:
        self._embed = embed
        self._places: dict[int, int] = {}
        self._table: Any = None

    def forward(self, model: Any, docs: list[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:  # noqa: ARG002
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
        return numpy.split(self._table[places], ends[:-1]), _no_training

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


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("the pipeline is loaded to parse, not to be trained")
