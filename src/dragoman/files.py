"""Writing a result to a file: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import DragomanError


@contextmanager
def written(target: Path, *, force: bool = False) -> Iterator[Path]:
    """A temporary file beside the target, that takes its name when all went well.

    Raises DragomanError where the target is there already (unless ``force``) or cannot be written.
    """
    if target.exists() and not force:
        raise DragomanError(f"{target} is there already", "name another file, or give --force")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield aside
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        raise DragomanError(f"{target} cannot be written: {error.strerror}", "name another file") from error
    finally:
        aside.unlink(missing_ok=True)
