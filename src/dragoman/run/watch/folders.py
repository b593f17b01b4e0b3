"""A folder into which articles are put: which files are new or have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dragoman.ledger.watched import Watched
from dragoman.model import RawDocument
from dragoman.read import SUFFIXES, read_paths
from dragoman.read.encoding import tidy
from dragoman.read.packed import plain_suffix
from dragoman.run.watch.config import Folder

_SETTLED_S = 2.0  # a file that changed less long ago may still be being written


def changed(
    folder: Folder, state: Watched, now: float, tell: Callable[[str], None]
) -> Iterator[tuple[str, str, Iterator[RawDocument]]]:
    """Each file that is not as it was: its key and stamp, for the state, and its documents."""
    if not folder.path.is_dir():
        tell(f"{folder.path}: there is no such folder")
        return
    for path in sorted(folder.path.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder.path).parts)
        if is_hidden or plain_suffix(path.name) not in SUFFIXES:
            continue
        try:
            about = path.stat()
        except OSError:
            continue  # it is gone again
        key, stamp = f"file:{tidy(str(path))}", f"{about.st_mtime_ns} {about.st_size}"
        if not path.is_file() or now - about.st_mtime < _SETTLED_S or state.note_of(key) == stamp:
            continue
        yield key, stamp, _read(path.as_posix(), folder)


def _read(path: str, folder: Folder) -> Iterator[RawDocument]:
    for raw in read_paths([path]):
        yield replace(raw, publisher=raw.publisher or folder.publisher)
