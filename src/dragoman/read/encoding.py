"""Bytes → text, without ever moving a character afterwards."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import DragomanError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"OggS",
    b"ID3",
    b"SQLite format",
)
_SAMPLE = 65_536  # bytes looked at to tell binary from text and to guess an encoding
_MAX_CONTROL = 0.02  # share of control characters above which bytes are no text
# Characters that break tools or turn text around; each is replaced by one character, so that offsets stay.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotTextError(Exception):
    """Bytes that are no text, or in no encoding that can be told."""


def check_encoding(name: str | None) -> None:
    """Raise DragomanError for an encoding that Python does not know."""
    if name is None:
        return
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise DragomanError(f"there is no encoding {name!r}", "try utf-8, windows-1252 or latin-1") from error


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of some bytes: in the encoding named, told by a byte order mark, UTF-8, or the likeliest other.

    Raises NotTextError for binary data and where no encoding fits.
    """
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise NotTextError(f"it is not in the encoding {encoding}: {error.reason} at byte {error.start}") from error
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if _is_binary(data[:_SAMPLE]):
        raise NotTextError("it is binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotTextError("its encoding cannot be told")
    return data.decode(best.encoding, errors="replace")


def _is_binary(sample: bytes) -> bool:
    if sample.startswith(_MAGIC):
        return True
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return controls > _MAX_CONTROL * max(len(sample), 1)


def tidy(text: str) -> str:
    """Plain newlines; controls, byte order marks, bidi marks and lone surrogates replaced one for one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _HARMFUL.sub(" ", text))
