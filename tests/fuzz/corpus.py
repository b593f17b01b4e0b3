"""Nasty files, written by hand: what has broken readers before, at the size that breaks them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

_NEWS = "Kenya met Peru in Lima on Monday. Chad rejected the offer of Kenya, its foreign minister said."


def _line(**row: object) -> bytes:
    return json.dumps({"language": "en", **row}).encode() + b"\n"


def _text(part: str, chars: int = 30_000) -> Callable[[], bytes]:
    """A JSON line whose text is a small thing over and over: what is not linear shows here."""
    return lambda: _line(text=part * (chars // len(part)) + "\n" + _NEWS)


def _page(inner: str) -> Callable[[], bytes]:
    return lambda: f"<html><body><article><p>{_NEWS}</p>{inner}<p>{_NEWS}</p></article></body></html>".encode()


def _zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


_ENTITIES = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))

# What ends as an article: by name, what is in the file.
CODED: dict[str, Callable[[], bytes]] = {
    "quotation-marks.jsonl": _text("“"), "closing-marks.jsonl": _text("”"), "straight-marks.jsonl": _text('"'),
    "apostrophes.jsonl": _text("' "), "brackets.jsonl": _text("(["), "speech.jsonl": _text("“Yes,” said Kenya. ",
    6_000),
    "said.jsonl": _text("he said, ", 6_000), "actors.jsonl": _text("Kenya and ", 6_000), "lines.jsonl": _text("a\n"),
    "headlines.jsonl": _text("Kenya meets Peru again\n", 6_000), "of-the.jsonl": _text("of the ", 6_000),
    "digits.jsonl": _text("9"), "days.jsonl": _text("on Monday ", 6_000), "initials.jsonl": _text("J. "),
    "combining.jsonl": _text("e\u0301\u0345"), "turkish.jsonl": _text("İ"), "superscripts.jsonl": _text("²³ ①½ "),
    "emphasis.jsonl": _text("**a** _b_ "), "dashes.jsonl": _text("-- — "), "one-word.jsonl": _text("a"),
    "bidi.txt": lambda: ("\u202e" * 50 + _NEWS + "\u2066" * 50).encode(), "nul.txt": lambda: b"\0" + _NEWS.encode() * 2,
    "surrogates.txt": lambda: _NEWS.encode() + b"\xed\xa0\x80\xed\xbf\xbf",
    "old-mac.txt": lambda: _NEWS.encode() + b"\r" * 999,
    "utf-7.txt": lambda: (_NEWS + " +ADw-script+AD4-").encode(),
    "title-thrice.txt": lambda: f"{_NEWS[:33]}\n\n".encode() * 3 + _NEWS.encode(),
    "front-matter.md": lambda: b"---\ntitle: " + b"x" * 3_000 + b"\ndate: 9999-99-99\n---\n" + _NEWS.encode(),
    "no-end.csv": lambda: b'id,text\n1,"' + _NEWS.encode() + b"\n2,x\n" * 500,
    "wide.csv": lambda: b"text" + b",x" * 30_000 + b"\n" + _NEWS.encode(),
    "same-column.csv": lambda: b"text,text\n" + _NEWS.encode() + b",b\n",
    "deep-but-fair.html": _page("<div>" * 900), "entities.html": _page("&#0;&#xD800;&#x110000;&lt;" * 99),
    "unclosed.html": _page("<p>" * 5_000), "attributes.html": _page(f"<p {'a=b ' * 20_000}>x</p>"),
    "linked-data.html": _page('<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
    "members-of-one-name.zip": lambda: _zip_of({"a.txt": _NEWS.encode(), "A.txt": _NEWS.encode()}),
    "trailing.txt.gz": lambda: gzip.compress(_NEWS.encode()) + gzip.compress(b" More."),
}  # fmt: skip

# What is set aside, and a word of the reason.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "brackets.jsonl": (lambda: b"[" * 200_000, "broken JSON"),
    "objects.jsonl": (lambda: b'{"text":' * 100_000, "broken JSON"),
    "digits.jsonl": (lambda: b'{"text": ' + b"1" * 100_000 + b"}", "broken JSON"),
    "half.jsonl": (lambda: _line(text=_NEWS)[:40], "broken JSON"),
    "array.jsonl": (lambda: b'["text"]', "no JSON object"),
    "date.jsonl": (lambda: _line(text=_NEWS, date="31/31/31"), "no date"),
    "to-come.jsonl": (lambda: _line(text=_NEWS, date="9999-12-31"), "to come"),
    "long.jsonl": (lambda: _line(text="x" * 2_000_001), "no article"),
    "no-words.jsonl": (lambda: _line(text="!" * 3_000), "no words"),
    "deep.html": (_page("<div>" * 100_000), "nested"), "tags.html": (lambda: b"<b>" * 100_000, "nested"),
    "laughs.html": (lambda: f'<!DOCTYPE r [<!ENTITY l0 "l">{_ENTITIES}]><r>&l11;</r>'.encode(), "no article"),
    "picture.txt": (lambda: b"\x89PNG" + bytes(range(256)) * 9, "binary"),
    "noise.txt": (lambda: bytes(range(32)) * 300, "binary"),
    "bomb.jsonl.gz": (lambda: gzip.compress(b"\n" * 60_000_000), "refused"),
    "cut.txt.gz": (lambda: gzip.compress(_NEWS.encode() * 9)[:-9], "cannot be read"),
    "bomb.zip": (lambda: _zip_of({"a.jsonl": b"\n" * 60_000_000}), "refused"),
    "way-out.zip": (lambda: _zip_of({"../a.txt": b"x"}), "leads out"),
    "no-directory.zip": (lambda: _zip_of({"a.txt": b"x"})[:-22], "cannot be read"),
    "nothing.tar": (lambda: b"\0" * 10_240, "empty"), "noise.tar": (lambda: b"x" * 10_240, "cannot be read"),
    "noise.parquet": (lambda: b"PAR1" + b"\xff" * 64 + b"PAR1", "broken Parquet"),
    "length.warc": (lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nx",
    "cannot be read"),
    "nothing.csv": (lambda: b"", "empty"), "no-text.csv": (lambda: b"a,b\n1,2\n", "no column"),
}  # fmt: skip
