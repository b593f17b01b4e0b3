"""Files at local paths and in object storage: what is there, and how it is fetched and put there whole.

A path with ``://`` is a URL: pyarrow opens ``s3://``, ``gs://``, ``hdfs://`` and ``file://``, an installed fsspec what
else it knows. Credentials come from where those libraries look for them, never from the URL: it ends up in records as
their source.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from dragoman import files
from dragoman.errors import DragomanError
from dragoman.read import is_article_file, spread

_CHUNK = 1 << 20
_HINT = "check the address, the network and your credentials; what is done already is kept"


class UnreadableError(DragomanError):
    """What was to be fetched cannot be."""


def is_remote(path: str) -> bool:
    """Whether it is a URL."""
    return "://" in path


def pieces(path: str) -> Iterator[tuple[str, int | None]]:
    """The files of articles that an input stands for, in the order in which one machine reads them, and their sizes in
    bytes (None for what is not there). Raises DragomanError where object storage cannot be asked, or has no such thing.
    """
    if not is_remote(path):
        for piece in spread([path]):
            yield piece, _size(piece)
        return
    from pyarrow import fs

    system, root = _opened(path)
    with _explained(path):
        found = system.get_file_info(root)
        if found.type == fs.FileType.NotFound:
            raise DragomanError(f"there is nothing at {path}", _HINT)
        if found.type == fs.FileType.File:
            yield path, found.size
            return
        inside = system.get_file_info(fs.FileSelector(root, recursive=True))
    read = [info for info in inside if info.type == fs.FileType.File and _is_wanted(info.path[len(root) :])]
    if not read:
        raise DragomanError(f"no articles under {path}", "is it the right folder?")
    for info in sorted(read, key=lambda info: str(info.path)):
        yield joined(path, info.path[len(root) :]), info.size


def joined(folder: str, name: str) -> str:
    """The path or URL of something in a folder."""
    if not is_remote(folder):
        return str(Path(folder, name))
    url = urlsplit(folder)
    return url._replace(path=f"{url.path.rstrip('/')}/{name.lstrip('/')}").geturl()


def names(folder: str) -> list[str]:
    """The names of what is in a folder, sorted; none where there is no such folder."""
    from pyarrow import fs

    system, root = _opened(folder)
    with _explained(folder):
        inside = system.get_file_info(fs.FileSelector(root, allow_not_found=True))
    return sorted(PurePosixPath(info.path).name for info in inside)


@contextmanager
def fetched(path: str) -> Iterator[Path]:
    """A local file with what is at this path; of a URL a copy, for as long as this lasts.

    Raises UnreadableError where it cannot be fetched.
    """
    if not is_remote(path):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        local = Path(folder, PurePosixPath(urlsplit(path).path).name)
        try:
            system, there = _opened(path)
            with _explained(path), system.open_input_stream(there) as stream, local.open("wb") as file:
                while data := stream.read(_CHUNK):
                    file.write(data)
        except DragomanError as error:
            raise UnreadableError(error.message, error.hint) from error
        yield local


@contextmanager
def written(target: str) -> Iterator[Path]:
    """A local file to write, which takes its place at the target when all went well, whatever was there before.

    It is written aside and moved, so that nobody ever finds half of it. Raises DragomanError where that fails.
    """
    if not is_remote(target):
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        with files.written(path, force=True) as aside:
            yield aside
        for left in path.parent.glob(f".{path.name}.*"):  # by a worker that was killed over it
            left.unlink(missing_ok=True)
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        local = Path(folder, "file")
        yield local
        system, there = _opened(target)
        aside_there = f"{PurePosixPath(there).parent}/.{PurePosixPath(there).name}.{os.getpid()}"
        with _explained(target):
            if system.type_name not in ("s3", "gcs", "abfs"):  # there, folders are only a way to write names
                system.create_dir(str(PurePosixPath(there).parent), recursive=True)
            with local.open("rb") as file, system.open_output_stream(aside_there) as stream:
                while data := file.read(_CHUNK):
                    stream.write(data)
            system.move(aside_there, there)


def _opened(path: str) -> tuple[Any, str]:
    """The file system of a path, and what the path is called there."""
    import pyarrow
    from pyarrow import fs

    if not is_remote(path):
        return fs.LocalFileSystem(), str(Path(path).absolute())
    if urlsplit(path).scheme in ("s3", "gs") and "@" in urlsplit(path).netloc:
        raise DragomanError("credentials do not belong into a URL", "put them where the cloud's own tools look")
    try:
        system, root = fs.FileSystem.from_uri(path)
    except pyarrow.ArrowInvalid as error:
        return _by_fsspec(path, error)
    except (pyarrow.ArrowException, OSError) as error:
        raise DragomanError(f"{path} cannot be opened: {error}", _HINT) from error
    return system, str(root).rstrip("/")


def _by_fsspec(path: str, error: Exception) -> tuple[Any, str]:
    from pyarrow import fs

    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(path)
    except (ImportError, ValueError) as other:
        hint = "s3, gs, hdfs and file are known, and what an installed fsspec knows"
        raise DragomanError(f"{path} cannot be opened: {error}", hint) from other
    return fs.PyFileSystem(fs.FSSpecHandler(system)), str(root).rstrip("/")


@contextmanager
def _explained(path: str) -> Iterator[None]:
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        raise DragomanError(f"{path}: {error}", _HINT) from error


def _size(path: str) -> int | None:
    try:
        return Path(path).stat().st_size
    except OSError:
        return None


def _is_wanted(inside: str) -> bool:
    *folders, name = inside.strip("/").split("/")
    return is_article_file(name) and not any(folder.startswith(".") for folder in folders)
