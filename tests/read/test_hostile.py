"""Input that would break, hang or mislead a reader that trusts it."""

import json
import sys
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from dragoman.errors import DragomanError
from dragoman.model import RawDocument
from dragoman.read import html_worker, read_paths
from dragoman.read.depth import depth
from dragoman.read.encoding import SAMPLE, charset_of, check_encoding, decode, encoding_of
from dragoman.read.html import HtmlReader
from dragoman.read.lines import MAX_LINE

GOOD = '{"id": "good", "text": "A good text."}'


def read(path: Path, **options: str) -> list[RawDocument]:
    return list(read_paths([str(path)], **options))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[" * 100_000, "broken JSON"),
        ('{"text": ' + "1" * 10_000 + "}", "broken JSON"),
        ('{"text": {"a": "b"}}', "no text"),
        ('{"text": "x", "date": 1512086400}', "no date"),
        ('{"text": "' + "x" * (MAX_LINE + 10) + '"}', "no article"),
    ],
)
def test_a_hostile_line_costs_only_itself(tmp_path: Path, line: str, word: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{line}\n{GOOD}\n", encoding="utf-8")
    documents = read(tmp_path / "a.jsonl")
    assert [d.id for d in documents] == ["good", None, "good"]
    aside = documents[1].set_aside
    assert aside and word in aside.reason and aside.line == 2 and aside.hint
    assert documents[1].text == ""


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("é".encode() * 25_000_000)
    (document,) = read(tmp_path / "a.txt")
    assert document.set_aside and "no article" in document.set_aside.reason


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.html", "a.md", "a.jsonl.gz", "a.parquet"])
def test_an_empty_file_of_any_format_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    (document,) = read(tmp_path / name)
    assert document.set_aside and document.set_aside.source == str(tmp_path / name)


@pytest.mark.parametrize("path", ["a\0b.txt", "x" * 5000, "/dev/null/a.txt"])
def test_impossible_paths(path: str) -> None:
    (document,) = read_paths([path])
    assert document.set_aside and "\0" not in document.source


def test_jsonl_in_other_encodings(tmp_path: Path) -> None:
    line = json.dumps({"text": "The “deal” – signed."}, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "windows-1252"):
        (tmp_path / "a.jsonl").write_bytes(f"{line}\n{line}\n".encode(encoding))
        assert [d.text for d in read(tmp_path / "a.jsonl")] == ["The “deal” – signed."] * 2, encoding


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_csv_dialects(tmp_path: Path, separator: str, encoding: str) -> None:
    table = "\r\n".join(separator.join(row) for row in [("ID", "Text"), ("1", '"The “deal”,\nsigned; – no\tmore"')])
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    assert [(d.id, d.text) for d in read(tmp_path / "a.csv")] == [("1", "The “deal”,\nsigned; – no\tmore")]


def test_a_cell_without_end_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,One.\n2," + "x" * (MAX_LINE * 2) + "\n3,Three.\n", encoding="utf-8")
    first, endless, third = read(tmp_path / "a.csv")
    assert (first.text, third.text) == ("One.", "Three.")
    assert endless.set_aside and endless.set_aside.line == 3


def test_a_table_without_text_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,words\n1,x\n2,y\n", encoding="utf-8")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{"id": "1"}, {"id": "2"}]), tmp_path / "b.parquet")
    documents = read(tmp_path)
    assert len(documents) == 2 and all(d.set_aside and "no column" in d.set_aside.reason for d in documents)


def test_parquet_with_nanoseconds_and_columns_that_mean_nothing(tmp_path: Path) -> None:
    stamp = pyarrow.array([1_512_086_400_000_000_001], pyarrow.timestamp("ns"))
    columns = {"Text": ["A text."], "date": stamp, "embedding": [[0.1, 0.2]]}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    (document,) = read(tmp_path / "a.parquet")
    assert document.text == "A text." and str(document.published) == "2017-12-01"


def test_a_day_or_time_zone_that_nobody_has_costs_only_its_row(tmp_path: Path) -> None:
    days = pyarrow.array([0, (1 << 31) - 1, None, -(1 << 31)], pyarrow.int32()).view(pyarrow.date32())
    table = pyarrow.table({"text": ["One.", "Two.", "Three.", "Four."], "date": days})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    stamps = pyarrow.array([0, None], pyarrow.timestamp("us", tz="Nowhere/None"))
    pyarrow.parquet.write_table(pyarrow.table({"text": ["One.", "Two."], "date": stamps}), tmp_path / "b.parquet")
    found = read(tmp_path)
    assert [d.text for d in found] == ["One.", "", "Three.", "", "", "Two."]
    asides = [d.set_aside for d in found if d.set_aside]
    assert [aside.line for aside in asides] == [2, 4, 1] and all("cannot be read" in aside.reason for aside in asides)


def test_few_accents_are_windows_1252_and_few_broken_bytes_are_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Mr Peña said “no” – twice.".encode("windows-1252"))
    (tmp_path / "b.txt").write_bytes("“No” – “never”, “ever”: he said".encode() + b"\xff.")
    assert [d.text for d in read(tmp_path)] == ["Mr Peña said “no” – twice.", "“No” – “never”, “ever”: he said\ufffd."]


def test_controls_that_were_quotation_marks_are_repaired_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It\x92s \x93over\x94.", encoding="utf-8")
    assert read(tmp_path / "a.txt")[0].text == "It’s “over”."


@pytest.mark.parametrize("name", ["hex", "rot13", "undefined", "klingon", "Punycode", "idna", "unicode_escape"])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(DragomanError, match="no encoding"):
        check_encoding(name)


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "utf-32", "cp1252", "koi8-r", "big5"])
def test_encodings_of_text_are_taken(name: str) -> None:
    check_encoding(name)


@pytest.mark.parametrize(
    "page",
    ["<a" * 500_000, "<" * 1_000_000, "<!--" * 300_000, "<script>" * 200_000, "<a " * 500_000 + ">", "</b>" * 300_000],
)
def test_depth_is_told_in_linear_time(page: str) -> None:
    start = time.monotonic()
    depth(page)
    assert time.monotonic() - start < 3


def test_depth_counts_what_nests() -> None:
    assert depth("<html><body><p>a<p>b<br><img src='x'><svg><path/><path/></svg><div>c</div></body></html>") == 3
    assert depth("<div>" * 5_000) == 5_000
    assert depth("<html><script>'<b><b><b>'</script></html>") == 2
    assert depth("<ul>" + "<li>a" * 5_000 + "</ul>") == 1


def test_a_worker_that_hangs_is_killed_and_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(
        "import sys, time, json\n"
        f"sys.path.insert(0, {str(Path(html_worker.__file__).parent)!r})\n"
        "from html_worker import read_message, write_message\n"
        "write_message(sys.stdout.buffer, b'ready')\n"
        "page = read_message(sys.stdin.buffer)\n"
        "if b'hang' in page: time.sleep(60)\n"
        "if b'die' in page: sys.exit(3)\n"
        "write_message(sys.stdout.buffer, json.dumps({'text': 'An article.'}).encode())\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("dragoman.read.html.html_worker.__file__", str(script))
    with HtmlReader(timeout_s=0.5) as reader:
        reasons = []
        for page in (b"<p>hang</p>", b"<p>die</p>", b"<p>fine</p>"):
            document = reader.read(page, "a.html")
            reasons.append(document.set_aside.reason if document.set_aside else document.text)
    assert "within 0.5 seconds" in reasons[0] and "broke" in reasons[1] and reasons[2] == "An article."


def test_modules_of_the_working_folder_do_not_slip_into_the_worker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "trafilatura.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with HtmlReader() as reader:
        page = (
            b"<html><body><article><p>" + b"The talks ended without a deal on Monday evening. " * 9 + b"</p></article>"
        )
        assert reader.read(page, "a.html").set_aside is None


def test_a_page_cannot_name_an_encoding_that_takes_quadratic_time(tmp_path: Path) -> None:
    page = b'<html><meta charset="punycode"><p>' + b"The talks ended. " * 60_000 + b"\xff-"
    start = time.monotonic()
    assert charset_of("text/html; charset=punycode", page) is None
    assert encoding_of(page[:SAMPLE], "punycode") != "punycode" and decode(page, None, "punycode")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("header", ["text/html; charset=UTF-8", "text/html;charset='utf-8'", 'a; charset = "utf-8"'])
def test_the_encoding_that_a_server_told(header: str) -> None:
    assert (charset_of(header, "é".encode()) or "").lower() == "utf-8"
    assert charset_of(header, b"\xff") is None and charset_of("text/html", b"a") is None


def test_a_reason_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"\0" * 40 + b"PAR1")
    (document,) = read(tmp_path / "a.parquet")
    assert document.set_aside and "\n" not in document.set_aside.reason


def test_a_page_that_cannot_be_parsed_does_not_cost_the_worker() -> None:
    page = b"<html><body><article><p>" + b"The talks ended without a deal on Monday evening. " * 9 + b"</p></article>"
    with HtmlReader() as reader:
        assert reader.read(page, "a.html").set_aside is None
        worker = reader._worker
        aside = reader.read(b"<!-- -->", "b.html").set_aside
        assert aside and "cannot be parsed" in aside.reason
        assert reader.read(page, "c.html").set_aside is None and reader._worker is worker


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions")
def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A text.", encoding="utf-8")
    plain = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    first, second = read(tmp_path)
    assert first.set_aside and "may not be read" in first.set_aside.reason and second.text == "A text."
