"""Rows of measures as Arrow, pandas or polars tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def to_arrow(rows: Iterable[DataclassInstance], kind: type[DataclassInstance]) -> Any:
    """A pyarrow table of rows of a dataclass, with its columns even where there are no rows."""
    import pyarrow as pa

    types = {"str": pa.string(), "int": pa.int64(), "float": pa.float64()}
    names = [field.name for field in fields(kind)]
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        for name, value in asdict(row).items():
            columns[name].append(value)
    schema = pa.schema(
        [(f.name, types.get(str(f.type).split(" ")[0].split("[")[0], pa.string())) for f in fields(kind)]
    )
    return pa.table(columns, schema=schema)


def to_pandas(rows: Iterable[DataclassInstance], kind: type[DataclassInstance]) -> Any:
    """A pandas data frame. Raises DragomanError where pandas is not installed."""
    _needed("pandas")
    return to_arrow(rows, kind).to_pandas()


def to_polars(rows: Iterable[DataclassInstance], kind: type[DataclassInstance]) -> Any:
    """A polars data frame. Raises DragomanError where polars is not installed."""
    return _needed("polars").from_arrow(to_arrow(rows, kind))


def _needed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise DragomanError(f"{name} is not installed", f"pip install {name}") from error
