"""Archives and compressed files: what is in them is read, what is hostile is refused, the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.model import RawDocument
from dragoman.read import read_paths

LINES = "".join(json.dumps({"id": str(i), "text": f"Text {i}."}) + "\n" for i in range(3)).encode()
PAGE = """<!doctype html><html><head><title>Talks end</title></head><body><article><h1>Talks end</h1>
<p>The two delegations left Geneva on Thursday without a deal, the Swiss foreign ministry said in a statement.</p>
<p>A diplomat said “another round” was planned for April, after both sides have consulted their governments.</p>
</article></body></html>"""
BOMB = b"\n" * 40_000_000


def read(path: Path) -> list[RawDocument]:
    return list(read_paths([str(path)]))


def told(path: Path) -> list[str]:
    """Id or text of each document, or why it was set aside."""
    return [d.set_aside.reason if d.set_aside else d.id or d.text for d in read(path)]


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".xz", lzma.compress), (".zst", zstandard.compress)],
)
def test_compressed_lines(tmp_path: Path, suffix: str, pack) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(LINES))
    assert told(path) == ["0", "1", "2"]
    assert {d.source for d in read(path)} == {str(path)}
    path.write_bytes(pack(LINES) + pack(LINES))
    assert told(path) == ["0", "1", "2"] * 2, "several streams, one after the other"
    path.write_bytes(pack(LINES)[:-9])
    assert told(path)[-1].startswith("the file cannot be read")
    path.write_bytes(b"no such thing")
    assert told(path)[-1].startswith("the file cannot be read")
    path.write_bytes(pack(BOMB))
    assert told(path) == ["the file is refused: it is packed more than 200 to one, as no articles are"]


def test_a_file_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 30}]
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(LINES, filters=filters))
    assert told(tmp_path / "a.jsonl.xz")[0].startswith("the file cannot be read")
    parameters = zstandard.ZstdCompressionParameters(window_log=29)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    (tmp_path / "a.jsonl.zst").write_bytes(packer.compress(LINES) + packer.flush())
    assert told(tmp_path / "a.jsonl.zst")[0].startswith("the file cannot be read")


def test_a_zip_of_articles(tmp_path: Path) -> None:
    members = {
        "b/one.txt": b"One.", "a/two.html": PAGE.encode(), "lines.jsonl.gz": gzip.compress(LINES), "a.png": b"\x89PNG",
        ".hidden.txt": b"no", "__MACOSX/one.txt": b"no", "empty.jsonl": b"",
    }  # fmt: skip
    path = make_zip(tmp_path / "news.zip", members)
    documents = read(path)
    assert [d.source for d in documents] == [
        f"{path}!/{name}" for name in ("b/one.txt", "a/two.html", *["lines.jsonl.gz"] * 3, "empty.jsonl")
    ]
    assert documents[0].text == "One." and documents[1].title == "Talks end"
    assert documents[5].set_aside and documents[5].set_aside.reason == "the file is empty"
    assert [d.source for d in read(tmp_path)] == [d.source for d in documents], "found in folders too"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_tar_of_articles(tmp_path: Path, mode: str) -> None:
    suffix = mode.replace("w:", ".").replace("w", "")
    members = {"one.txt": b"One.", "lines.jsonl": LINES, "x/.h.txt": b"", "table.csv": b"id,text\n3,Three.\n"}
    path = make_tar(tmp_path / f"news.tar{suffix}", members, mode)
    assert told(path) == ["One.", "0", "1", "2", "3"]
    assert read(path)[0].source == f"{path}!/one.txt"


def test_other_names_of_compressed_tars(tmp_path: Path) -> None:
    assert told(make_tar(tmp_path / "news.tgz", {"one.txt": b"One."}, "w:gz")) == ["One."]
    plain = make_tar(tmp_path / "plain.tar", {"one.txt": b"One."})
    (tmp_path / "news.tar.zst").write_bytes(zstandard.compress(plain.read_bytes()))
    assert told(tmp_path / "news.tar.zst") == ["One."]


HOSTILE = {
    "../../etc/evil.txt": "its name leads out of the archive",
    "/etc/evil.txt": "its name leads out of the archive",
    "C:\\evil.txt": "its name leads out of the archive",
    "..\\evil.txt": "its name leads out of the archive",
    "inner.zip": "a .zip inside an archive is not read",
    "inner.tar.gz": "a .tar inside an archive is not read",
    "table.parquet": "a .parquet inside an archive is not read",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_members_that_are_refused(tmp_path: Path, name: str, make) -> None:  # type: ignore[no-untyped-def]
    suffix = "zip" if make is make_zip else "tar"
    path = make(tmp_path / f"news.{suffix}", {"one.txt": b"One.", name: b"Two.", "three.txt": b"Three."})
    assert told(path) == ["One.", HOSTILE[name], "Three."]


def test_bombs_end_the_archive(tmp_path: Path) -> None:
    members = {"one.txt": b"One.", "bomb.jsonl": BOMB, "two.txt": b"Two."}
    for path in (make_zip(tmp_path / "a.zip", members), make_tar(tmp_path / "a.tar.gz", members, "w:gz")):
        first, second = told(path)
        assert first == "One." and second.startswith("the file is refused: it is packed more than")


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"x" * 1000, "b.txt": b"Fine."})
    data = path.read_bytes().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    documents = read(path)
    assert documents[-1].text == "Fine." and (documents[0].set_aside or len(documents[0].text) == 10)


def test_encrypted_members_and_links(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"One.", "b.txt": b"Two."})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert told(path) == ["the member is encrypted", "Two."]
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        link = tarfile.TarInfo("passwords.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert told(tmp_path / "a.tar") == ["a link or device in an archive is not read"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.warc", "a.warc.gz"])
def test_broken_archives(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"This is none. " * 100)
    (reason,) = told(tmp_path / name)
    assert reason.startswith(("the file cannot be read", "no HTML pages"))


def test_a_truncated_zip_member_costs_only_itself(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"abcdefgh" * 100, "b.txt": b"Fine."})
    data = bytearray(path.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    first, second = told(path)
    assert first.startswith("the member cannot be read") and second == "Fine."


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_web_archive(tmp_path: Path, is_packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if is_packed else "crawl.warc")
    answers = [
        ("https://paper.example/talks", "200 OK", "text/html; charset=windows-1252", PAGE.encode("cp1252")),
        ("https://paper.example/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
        ("https://paper.example/picture", "200 OK", "image/png", b"\x89PNG"),
        ("https://paper.example/empty", "200 OK", "text/html", b""),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=is_packed)
        for url, status, kind, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(record)
    page, empty = read(path)
    assert page.title == "Talks end" and page.url == "https://paper.example/talks"
    assert page.source == f"{path}!/https://paper.example/talks"
    assert page.published is None, "the day of the visit is not that of publication"
    assert "“another round”" in page.text, "the encoding that the server told"
    assert empty.set_aside is not None


def test_a_hostile_web_archive_prints_nothing_and_its_addresses_turn_nothing_around(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.warc"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=punycode\r\n\r\n" + PAGE.encode()
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\xe2\x80\xaeb\r\n"
    head += b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
    path.write_bytes((head % (len(answer) - 3)) + answer + b"\r\n\r\n")
    (document, *_) = read(path)
    assert document.url == "http://a.example/ b" and "“another round”" in document.text
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tgz", "a.tar.xz", "a.jsonl.gz", "a.jsonl.xz", "a.jsonl.zst", "a.warc.gz"]
)
def test_no_spoilt_byte_gets_through(tmp_path: Path, name: str) -> None:
    """Whatever is broken in an archive, it ends in documents that are read or set aside."""
    chance, path = random.Random(name), tmp_path / name
    if name.endswith(".zip"):
        make_zip(path, {"one.txt": b"One.", "lines.jsonl": LINES, "b.jsonl.gz": gzip.compress(LINES)})
    elif ".t" in name:
        mode = {".gz": "w:gz", ".tgz": "w:gz", ".xz": "w:xz"}.get(path.suffix, "w")
        make_tar(path, {"one.txt": b"One.", "lines.jsonl": LINES, "b.jsonl.gz": gzip.compress(LINES)}, mode)
    elif ".warc" in name:
        with path.open("wb") as file:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
            writer = WARCWriter(file, gzip=True)
            for i in range(3):
                record = writer.create_warc_record(
                    f"https://p.example/{i}", "response", payload=io.BytesIO(b"x" * 50), http_headers=headers
                )
                writer.write_record(record)
    else:
        path.write_bytes({".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstandard.compress}[path.suffix](LINES))
    whole = path.read_bytes()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            data[chance.randrange(len(data))] = chance.choice((0, 255, chance.randrange(256)))
        path.write_bytes(data[: chance.choice((len(data), len(data), chance.randrange(len(data))))])
        for document in read(path):
            assert document.set_aside or document.text
