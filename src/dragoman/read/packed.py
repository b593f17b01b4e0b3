"""Compressed files as streams that are never longer than they should be: .gz, .xz and .zst."""

from __future__ import annotations

import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any, cast

SUFFIXES = (".gz", ".xz", ".zst")
_SHORT = {".tgz": ".gz", ".txz": ".xz"}  # of tar archives
_CHUNK = 1 << 16
_ZST_CHUNK = 1 << 11  # at most 64 MB come out of so few bytes, and nothing bounds what one call gives
_MEMORY = 1 << 28  # bytes of dictionary that a file may ask its reader to hold
# Prose shrinks to a third, the markup of one outlet's pages to a thirtieth; bombs are packed a thousand to one.
_MOST_RATIO = 200
_FREE = 10_000_000  # bytes that may come out before the ratio tells anything
MAX_BYTES = 64 << 30  # of one file, unpacked


class TooMuchError(ValueError):
    """More comes out of a file than a file of articles holds."""


def plain_suffix(name: str) -> str:
    """The suffix that tells the format, that of the compression taken off: ``.jsonl`` of ``a.jsonl.zst``."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    if suffix in _SHORT:
        return ".tar"
    return PurePath(path.stem).suffix.lower() if suffix in SUFFIXES else suffix


def unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    """The stream behind the compression that the name tells; the file itself where it tells none."""
    suffix = PurePath(name).suffix.lower()
    suffix = _SHORT.get(suffix, suffix)
    if suffix not in SUFFIXES:
        return file
    counted = Counted(file)
    opened: Any
    if suffix == ".gz":
        opened = gzip.GzipFile(fileobj=cast(IO[bytes], counted))
    elif suffix == ".xz":
        opened = _Xz(counted)
    else:
        opened = _Zst(counted)
    return cast(IO[bytes], io.BufferedReader(Bounded(opened.read, lambda: counted.count), _CHUNK))


class Counted(io.RawIOBase):
    """A stream that knows how much was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Bounded(io.RawIOBase):
    """What ``read`` gives, until it is out of proportion to the packed bytes that it was made of."""

    def __init__(self, read: Callable[[int], bytes], packed: Callable[[], int], most: int = MAX_BYTES) -> None:
        self._read = read
        self._packed = packed
        self._most = most
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        check(self.count, self._packed(), self._most)
        return len(data)


def check(count: int, packed: int, most: int = MAX_BYTES) -> None:
    """Raise TooMuchError where this many bytes cannot have been made honestly of so many packed ones."""
    if count > most:
        raise TooMuchError(f"more than {most:,} bytes come out of it")
    if count > _FREE and count > _MOST_RATIO * packed:
        raise TooMuchError(f"it is packed more than {_MOST_RATIO} to one, as no articles are")


class _Xz:
    """Like lzma.LZMAFile, which cannot be told how much memory it may take."""

    def __init__(self, file: Counted) -> None:
        self._file = file
        self._decoder = self._fresh()
        self._is_fresh = True

    def _fresh(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)

    def read(self, size: int) -> bytes:
        while True:
            left = b""
            if self._decoder.eof:  # files may be several streams, one after the other
                left = self._decoder.unused_data
                self._decoder, self._is_fresh = self._fresh(), True
            data = left or (self._file.read(_CHUNK) or b"" if self._decoder.needs_input else b"")
            if not data and self._decoder.needs_input:
                if self._is_fresh:
                    return b""
                raise EOFError("it ends in the middle")
            self._is_fresh = False
            try:
                out = self._decoder.decompress(data, size)
            except lzma.LZMAError as error:
                raise ValueError(str(error)) from error
            if out:
                return out


class _Zst:
    """A stream of frames. zstandard's own reader takes a file that ends in the middle for a whole one."""

    def __init__(self, file: Counted) -> None:
        import zstandard

        self._file = file
        self._packer = zstandard.ZstdDecompressor(max_window_size=_MEMORY)
        self._error = zstandard.ZstdError
        self._decoder: Any = None
        self._out = io.BytesIO()

    def read(self, size: int) -> bytes:
        while not (out := self._out.read(size)):
            data = b""
            if self._decoder is not None and self._decoder.eof:
                data, self._decoder = self._decoder.unused_data, None
            data = data or self._file.read(_ZST_CHUNK) or b""
            if not data:
                if self._decoder is None:
                    return b""
                raise EOFError("it ends in the middle")
            self._decoder = self._decoder or self._packer.decompressobj()
            try:
                self._out = io.BytesIO(self._decoder.decompress(data))
            except self._error as error:
                raise ValueError(str(error)) from error
        return out
