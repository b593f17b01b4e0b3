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
_TRY = "try utf-8, windows-1252 or latin-1"
SAMPLE = 65_536  # bytes looked at to tell binary from text and to guess an encoding
_MAX_CONTROL = 0.02  # share of control characters above which bytes are no text
_MIN_NULS = 0.3  # share of NULs at every other byte that makes it UTF-16 without a mark
_MAX_WESTERN = 0.08  # share of bytes above 127 up to which text is in Latin letters with some accents and dashes
_FEW = 10  # so many such bytes are still few, however short the text
# Characters that break tools or turn text around; each is replaced by one character, so that offsets stay.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
# Codecs of Python that no page is written in. Punycode takes quadratic time: a megabyte would take minutes.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
# Windows-1252 read as Latin-1 leaves C1 controls where quotation marks and dashes were: repaired one for one.
_C1 = {code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ") for code in range(0x80, 0xA0)}


class NotTextError(Exception):
    """Bytes that are no text, or in no encoding that can be told."""


def check_encoding(name: str | None) -> None:
    """Raise DragomanError for an encoding that Python does not know, or that is none of text."""
    if name is None:
        return
    try:
        b"text".decode(name)
    except UnicodeDecodeError:
        pass  # four bytes that this encoding does not end on: it exists
    except (LookupError, ValueError) as error:
        raise DragomanError(f"there is no encoding {name!r}", _TRY) from error
    if codecs.lookup(name).name in _NO_CHARSETS:
        raise DragomanError(f"{name!r} is no encoding of articles", _TRY)


def charset_of(header: str, data: bytes) -> str | None:
    """The encoding that a server told in a Content-Type header, if the page is in it."""
    match = _CHARSET.search(header)
    return match[1] if match and _fits(data, match[1]) else None


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """The text of some bytes: in the encoding named, told by a byte order mark, UTF-8, the one that the text itself
    declares, or the likeliest other.

    Raises NotTextError for binary data and where no encoding fits.
    """
    name = encoding or encoding_of(data[:SAMPLE], declared)
    try:
        return data.decode(name)
    except UnicodeError as error:
        if encoding:
            where = f"{error.reason} at byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)
            raise NotTextError(f"it is not in the encoding {encoding}: {where}") from error
    if name == "utf-8" and not _is_utf8(data, final=True):  # the sample was, the rest is not
        name = _guess(data, declared)
    return data.decode(name, errors="replace")


def encoding_of(sample: bytes, declared: str | None = None) -> str:
    """The likeliest encoding of bytes of which this is the start. Raises NotTextError if there is none."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if wide := _utf16(sample):
        return wide
    if _is_binary(sample):
        raise NotTextError("it is binary, not text")
    return "utf-8" if _is_utf8(sample, final=False) else _guess(sample, declared)


def _guess(data: bytes, declared: str | None) -> str:
    """For what is not quite UTF-8."""
    if declared and _fits(data, declared):
        return declared
    high = sum(byte > 127 for byte in data[:SAMPLE])
    lost = data[:SAMPLE].decode("utf-8", "replace").count("\ufffd")
    if 4 * lost < high:  # UTF-8 with a few bytes broken
        return "utf-8"
    if high <= max(_FEW, _MAX_WESTERN * len(data[:SAMPLE])) and _fits(data, "cp1252"):
        return "cp1252"  # statistics fail on a few accents and dashes among English words
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise NotTextError("its encoding cannot be told")
    return best.encoding


def _fits(data: bytes, name: str) -> bool:
    try:
        if codecs.lookup(name).name in _NO_CHARSETS:
            return False
        data.decode(name)
    except (LookupError, ValueError):
        return False
    return True


def _is_utf8(data: bytes, *, final: bool) -> bool:
    """Whether these bytes are UTF-8; a sample (not ``final``) may end inside a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark shows by NULs at every other byte."""
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if even < 0.02 and odd > _MIN_NULS:
        return "utf-16-le"
    return "utf-16-be" if odd < 0.02 and even > _MIN_NULS else None


def _is_binary(sample: bytes) -> bool:
    if sample.startswith(_MAGIC):
        return True
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return controls > _MAX_CONTROL * max(len(sample), 1)


def tidy(text: str) -> str:
    """Plain newlines; controls, byte order marks, bidi marks and lone surrogates replaced one for one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _HARMFUL.sub(lambda match: _C1.get(ord(match[0]), " "), text))
