"""Hostile files of every input format: built as the format has it, with hostile things in every place, and then, some
of them, spoilt byte by byte."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import lzma
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pyarrow
import pyarrow.parquet
import zstandard

from tests.fuzz import texts

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """One file: ``format`` is its kind, as counted; ``name`` ends as that kind does."""

    format: str
    name: str
    data: bytes


FORMATS = (
    ".txt", ".txt", ".md", ".html", ".jsonl", ".jsonl", ".jsonl", ".csv", ".csv", ".parquet", ".zip", ".tar", ".warc",
    "", ".txt.gz", ".md.xz", ".html.zst", ".jsonl.gz", ".jsonl.xz", ".jsonl.zst", ".csv.gz", ".csv.zst", ".tar.gz",
    ".tar.xz", ".tar.zst", ".warc.gz",
)  # fmt: skip


def build(chance: Random, name: str) -> Case:
    """A file of some format whose name begins so."""
    format_ = chance.choice(FORMATS)
    return Case(format_.lstrip(".") or "no suffix", name + format_, data(chance, format_))


def data(chance: Random, format_: str) -> bytes:
    """The bytes of a file of this format."""
    plain, _, packing = format_.rpartition(".") if format_.endswith(tuple(_PACKERS)) else (format_, "", "")
    whole = _WRITERS[plain](chance)
    if chance.random() < 0.15:
        whole = spoilt(chance, whole)
    if packing:
        whole = _PACKERS["." + packing](whole)
        if chance.random() < 0.2:
            whole = spoilt(chance, whole)
    return whole


def spoilt(chance: Random, whole: bytes) -> bytes:
    """Bytes with some of them changed, doubled, cut out, put in or cut off."""
    out = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randint(0, max(0, len(out) - 1))
        length = chance.choice((1, 1, 2, 4, 16, 300))
        match chance.randint(0, 6):
            case 0 if out:
                out[at] ^= 1 << chance.randint(0, 7)
            case 1:
                out[at : at + length] = chance.choice((b"\0", b"\xff", b"\x80", b"\n", b'"')) * length
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length]
            case 4:
                out[at:at] = chance.choice(_BYTES)
            case 5:
                del out[at:]
            case _:
                out += out[:at]
    return bytes(out[:2_000_000])


_BYTES = (
    b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x1b$B",
    b"\x0e",
    b"\xe2\x80", b"\x93", b"\r", b"\r\n", b"\n\n", b'"', b'""', b"\\", b"\\u", b"\\ud800", b"{", b"[" * 50, b"}", b",",
    b";", b"\t", b"<", b"</", b"<!--", b"]]>", b"&#xD800;", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08",
    b"\xfd7zXZ\0",
    b"(\xb5/\xfd", b"PAR1", b"ustar", b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"\x7f\xff\xff\xff", b"\x80\0\0\0",
)  # fmt: skip

# --- what a record may say of itself --------------------------------------------------------------------------------

_DATES: tuple[object, ...] = (
    "2017-12-01", "2017-12-01T25:99:99Z", "20171201", "0000-00-00", "9999-12-31", "10000-01-01", "2017-02-30", "-1",
    "31/31/31", "Mon, 1 Dec 2017 00:00:00 +9999", "Mon, 99 Foo 99999999999999999999 00:00", "yesterday", "", " ", 0,
    -1, 1e308, 1512086400, True, None, [], {}, "1 January 0", "December 31, 9999", "٢٠١٧-١٢-٠١", "²017-12-01", "\ud800",
    "1" * 5000, "2017-12-01" * 300, "nan", float("inf"), "Thu, 01 Jan 1970 00:00:00 -2359", "2017/12-01", "--",
)  # fmt: skip
_LANGUAGES: tuple[object, ...] = ("en", "EN-us", "english", "fr", "", "xx", "\0", "x" * 500, 7, None, "en\n", "_", "-")
_IDS: tuple[object, ...] = ("a", "a", "", " ", 1, -1, 10**30, None, True, "../../x", "\ud800", "a\0b", "';--", "é" * 9)
_NAMES = ("text", "Text", "content", "body", "article", "words", "", " text ", "TEXT\0", "text.text")


def row(chance: Random) -> Row:
    """An article and its metadata; now and then something else where the text should be."""
    out: Row = {"text": texts.text(chance)}
    if chance.random() < 0.03:
        out = {chance.choice(_NAMES): chance.choice((None, 1, [], ["a"], {"a": "b"}, True, 1e308, "", "\ud800"))}
    if chance.random() < 0.4:
        out["date"] = f"{chance.randint(1850, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    if chance.random() < 0.7:
        out["id"] = f"{chance.randint(0, 1 << 60):x}"
    for name, values in (("date", _DATES), ("language", _LANGUAGES), ("id", _IDS)):
        if chance.random() < 0.06:
            out[name] = chance.choice(values)
    for name in ("title", "url", "publisher", "headline", "published"):
        if chance.random() < 0.08:
            out[name] = chance.choice((texts.spoilt(chance), "2017-12-01", "http://[", "javascript:1", 5, None, []))
    return out


# --- the formats ----------------------------------------------------------------------------------------------------

_ENCODINGS = ("utf-8",) * 9 + (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252", "latin-1", "utf-7", "shift_jis",
    "gb18030", "koi8-r", "iso2022_jp", "cp037", "mac-roman", "big5",
)  # fmt: skip


def encoded(chance: Random, words: str) -> bytes:
    """Words in some encoding, not always one that has them all."""
    name = chance.choice(_ENCODINGS)
    return words.encode(name, chance.choice(("surrogatepass", "replace")) if name.startswith("utf") else "replace")


def _txt(chance: Random) -> bytes:
    return encoded(chance, texts.text(chance))


def _md(chance: Random) -> bytes:
    fields = "".join(f"{name}: {value}\n" for name, value in row(chance).items() if name != "text")
    rule = chance.choice(("---\n", "---\n", "--- \n", "***\n", "----\n", ""))
    return encoded(chance, f"{rule}{fields}{rule}\n{texts.text(chance)}")


def _jsonl(chance: Random) -> bytes:
    lines = [json.dumps(row(chance), ensure_ascii=chance.random() < 0.5) for _ in range(chance.choice((1, 1, 1, 2)))]
    if chance.random() < 0.2:
        lines.insert(chance.randint(0, len(lines)), chance.choice(_LINES))
    return encoded(chance, chance.choice(("\n", "\n", "\r\n", "\n\n", "\r", "\x85", "\u2028")).join(lines))


_LINES = (
    "[" * 3_000, '{"text":' * 3_000, '{"text": NaN}', '{"text": 1e999}', '{"text": ' + "1" * 5_000 + "}", "null",
    "{}", "[]",
    '"', '{"text": "\\ud800 met \\udfff."}', '{"text": "a", "text": "b"}', "{'text': 'a'}", '{"text": "a"}}',
    "\ufeff{}",
    '{"text": "\\u0000"}', '{"id": Infinity, "text": "Chad met Peru."}', '{"text": "x" /* y */}',
    '{"\\u0074ext": "a b"}',
    '{"text": "Chad met Peru.", "date": {"$date": -1}}', "#", "\0", '{"text": "a\tb"}', '{"text": "a',
)  # fmt: skip


def _csv(chance: Random) -> bytes:
    rows = [row(chance) for _ in range(chance.choice((1, 1, 2)))]
    names = list(dict.fromkeys(name for one in rows for name in one))
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=chance.choice(",,,;\t"), lineterminator=chance.choice(("\r\n", "\n")),
        quoting=chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )  # fmt: skip
    writer.writerow([name.replace("\0", "") for name in names])
    for one in rows:
        writer.writerow([str(one.get(name, "")) for name in names][: chance.choice((None, None, None, 1))])
    whole = out.getvalue()
    if chance.random() < 0.2:
        at = chance.randint(0, len(whole))
        whole = whole[:at] + chance.choice(('"', '""', "\n", "\r", "\0", ",", ";;;;", '"' * 99, ",\n" * 9)) + whole[at:]
    return encoded(chance, whole)


_PARQUET_DATES: tuple[Callable[[], pyarrow.Array], ...] = (
    lambda: pyarrow.array([0], pyarrow.date32()),
    lambda: pyarrow.array([(1 << 31) - 1], pyarrow.int32()).view(pyarrow.date32()),
    lambda: pyarrow.array([-(1 << 31)], pyarrow.int32()).view(pyarrow.date32()),
    lambda: pyarrow.array([(1 << 62)], pyarrow.int64()).view(pyarrow.timestamp("us")),
    lambda: pyarrow.array([-(1 << 62)], pyarrow.int64()).view(pyarrow.timestamp("s")),
    lambda: pyarrow.array([1 << 60], pyarrow.int64()).view(pyarrow.timestamp("ns", tz="Nowhere/None")),
    lambda: pyarrow.array([1 << 40], pyarrow.int64()).view(pyarrow.timestamp("ms", tz="+99:99")),
    lambda: pyarrow.array([dt.timedelta(9)], pyarrow.duration("us")),
    lambda: pyarrow.array([dt.time(1)], pyarrow.time64("us")),
    lambda: pyarrow.array([float("nan")]),
    lambda: pyarrow.array(["2017-12-01"]),
    lambda: pyarrow.array(["2017-12-01"]).dictionary_encode(),
    lambda: pyarrow.array([{"day": 1}]),
    lambda: pyarrow.nulls(1),
)


def _parquet(chance: Random) -> bytes:
    words = texts.text(chance)
    sound = words.encode("utf-8", "replace").decode()
    whole = words.encode("utf-8", "surrogatepass")
    column = chance.choice((
        pyarrow.array([sound]), pyarrow.array([sound]), pyarrow.array([sound], pyarrow.large_string()),
        pyarrow.array([sound]).dictionary_encode(), pyarrow.array([whole], pyarrow.binary()),
        pyarrow.array([[sound]]), pyarrow.array([{"text": sound}]), pyarrow.nulls(1),
        pyarrow.Array.from_buffers(  # a text that is not UTF-8
            pyarrow.string(), 1, [None, pyarrow.array([0, len(whole) + 1], pyarrow.int32()).buffers()[1],
                                  pyarrow.py_buffer(b"\xff" + whole)],
        ),
    ))  # fmt: skip
    columns = [(chance.choice(("text", "text", "text", *_NAMES)), column)]
    columns.append((chance.choice(("date", "published", "id", "text", "Text")), chance.choice(_PARQUET_DATES)()))
    out = io.BytesIO()
    table = pyarrow.Table.from_arrays([array for _, array in columns], names=[name for name, _ in columns])
    try:
        pyarrow.parquet.write_table(table, out, compression=chance.choice(("none", "snappy", "zstd", "gzip")))
    except (pyarrow.ArrowException, ValueError, OSError):  # no such table can be written
        return b"PAR1" + sound.encode() + b"PAR1"
    return out.getvalue()


_LINKED = '<script type="application/ld+json">'
_HEADS = (
    '<meta charset="utf-8">', '<meta charset="punycode">', '<meta charset="rot13">', '<meta charset="utf-16">',
    '<meta charset="undefined">', '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">',
    '<meta property="article:published_time" content="{}">', '<meta name="date" content="{}">', "<title>{}</title>",
    '<meta property="og:title" content="{}">', '<meta property="og:site_name" content="{}">', "<base href=//[>",
    '<link rel="canonical" href="{}">', _LINKED + "{}</script>", "<script>{}</script>",
    _LINKED + '{"@type": ["NewsArticle", 1, null], "headline": [], "datePublished": 5}</script>',
    _LINKED + '{"@type": "NewsArticle", "headline": "{}", "publisher": [{"name": 1}]}</script>',
    _LINKED + "[" * 2_000 + "</script>", "<style>{}</style>", "<noscript>{}", "<!-- {}",
)  # fmt: skip
_BODIES = (
    "<p>{}</p>", "<p>{}", "<div><p>{}</div></p>", "<article><h1>{}</h1><p>{}</p></article>", "<h1>{}</h1>",
    "<b>" * 40 + "{}", "<table><tr><td>{}", "<pre>{}</pre>", "<svg><text>{}</text></svg>", "<math><mi>{}",
    "<template><p>{}", "<br>{}<br/>", "<p onclick='{}'>{}</p>", "<a href='{}'>{}</a>", "<textarea><p>{}",
    "<p>&#0;&#xD800;&#x110000;&bogus;&amp;amp;{}</p>",
    "<![CDATA[{}]]>", "<?php {} ?>", "<time datetime='{}'>{}</time>", "<ul><li>{}<li>{}</ul>", "<iframe srcdoc='{}'>",
    "<p hidden>{}</p>", "<frameset><frame src='{}'>", "<select><option>{}", "</p></div></body></html><p>{}", "<\0p>{}",
)  # fmt: skip


def _html(chance: Random) -> bytes:
    def part(template: str) -> str:
        return template.replace("{}", chance.choice((texts.plain, texts.text))(chance))

    head = "".join(part(chance.choice(_HEADS)) for _ in range(chance.randint(0, 3)))
    head += part(f'<meta name="date" content="{chance.choice(_DATES)}">') if chance.random() < 0.2 else ""
    body = "".join(part(chance.choice(("<p>{}</p>", *_BODIES))) for _ in range(chance.randint(1, 3)))
    opening = chance.choice(("<!DOCTYPE html><html>", "<html>", "", '<?xml version="1.0" encoding="utf-16"?><html>'))
    if chance.random() < 0.02:
        body = chance.choice(("<div>", "<a href=x>", "<b><i>")) * 2_500 + body
    return encoded(chance, f"{opening}<head>{head}</head><body><article>{body}</article></body></html>")


_MEMBERS = (
    "a.txt", "b.md", "2020/c.jsonl", "d.csv", "../e.txt", "/etc/f.txt", "C:\\g.txt", "h\u202etxt.md", "i.txt.gz",
    "x" * 300 + ".txt", "j.zip", "k.tar", "l.parquet", ".hidden.txt", "m.exe", "n.txt/", "o\\..\\p.txt", "", "é.txt",
    "a.txt", "q.html",
)  # fmt: skip


def _members(chance: Random) -> list[tuple[str, bytes]]:
    out = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(_MEMBERS)
        writer = next((_WRITERS[end] for end in (".jsonl", ".csv", ".html", ".md") if name.endswith(end)), _txt)
        out.append((name, gzip.compress(writer(chance)) if name.endswith(".gz") else writer(chance)))
    return out


def _zip(chance: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED,
    zipfile.ZIP_LZMA))) as archive:
        for name, content in _members(chance):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the same name twice
                archive.writestr(name or "a", content)
    return out.getvalue()


def _tar(chance: Random) -> bytes:
    out = io.BytesIO()
    format_ = chance.choice((tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
    with tarfile.open(fileobj=out, mode="w", format=format_) as archive:
        for name, content in _members(chance):
            info = tarfile.TarInfo(name[:90])
            info.size = len(content)
            info.type = chance.choice((tarfile.REGTYPE,) * 6 + (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE))
            info.linkname = "/etc/passwd"
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


_RECORD = (
    b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http;msgtype=response\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
)
_ANSWER = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n%s"


def _warc(chance: Random) -> bytes:
    out = b""
    for _ in range(chance.choice((1, 1, 2))):
        page = _html(chance)
        answer = _ANSWER % (
            chance.choice((b"200 OK", b"200 OK", b"200 OK", b"404 No", b"x", b"")),
            chance.choice((b"text/html", b"text/html; charset=utf-8", b"text/html; charset=punycode", b"image/png",
            b"")),
            chance.choice((b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"\xff: \0\r\n")),
            page,
        )  # fmt: skip
        kind = chance.choice((b"response", b"response", b"response", b"warcinfo", b""))
        url = chance.choice((b"http://a.example/", b"", b"javascript:1", b"\xff\0", b"http://[",
        b"http://a/\xe2\x80\xae"))
        out += _RECORD % (kind, url, len(answer) + chance.choice((0, 0, 0, 1, -1, 10**12)), answer)
    return out


def _any(chance: Random) -> bytes:
    """Under a name that tells nothing."""
    return chance.choice((_txt, _html, _jsonl, _csv, _zip, _tar))(chance)


_WRITERS: dict[str, Callable[[Random], bytes]] = {
    ".txt": _txt, ".md": _md, ".html": _html, ".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet, ".zip": _zip,
    ".tar": _tar, ".warc": _warc, "": _any,
}  # fmt: skip
_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda whole: gzip.compress(whole, 1, mtime=0),
    ".xz": lambda whole: lzma.compress(whole, preset=0),
    ".zst": lambda whole: zstandard.ZstdCompressor(level=1).compress(whole),
}
