"""Real files of every format, and of every kind of brokenness: what comes out, and that the rest goes on."""

import csv
import datetime as dt
import gzip
import io
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.model import RawDocument
from dragoman.read import read_paths, spread
from dragoman.read.dates import parse_date
from dragoman.read.encoding import tidy

PAGE = """<!doctype html><html lang="en"><head><title>Talks in Oslo - The Paper</title>
<meta property="og:title" content="Talks in Oslo end"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"><link rel="canonical" href="https://paper.example/oslo">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Talks in Oslo end</h1>
<p>The two delegations left Oslo on Thursday without a deal, the Norwegian foreign ministry said in a statement.</p>
<p>A diplomat said that another round was planned for April, after both sides have consulted their governments.</p>
</article><footer>Copyright The Paper. Follow us on Facebook.</footer></body></html>"""


def read(*paths: Path, **options: str) -> list[RawDocument]:
    return list(read_paths([str(p) for p in paths], **options))


def reasons(documents: list[RawDocument]) -> list[str | None]:
    return [d.set_aside.reason if d.set_aside else None for d in documents]


def test_text_is_the_input_with_plain_newlines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("One.\r\nTwo – “three”.".encode())
    (document,) = read(tmp_path / "a.txt")
    assert document.text == "One.\nTwo – “three”."
    assert len(document.sha256) == 64 and document.published is None


def test_markdown_that_declares_its_date(tmp_path: Path) -> None:
    text = '---\ntitle: "Court: a ruling"\ndate: 2023-12-01\nsource: The Ledger\ntags: [a, b]\n---\n\n# Court\n\nText.'
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ndate: soon\n---\nText.", encoding="utf-8")
    (tmp_path / "c.md").write_text("Text.\n\n---\ndate: 2023-12-01\n---\n", encoding="utf-8")
    first, second, third = read(tmp_path)
    assert first.text == text
    assert (first.title, first.published, first.publisher) == ("Court: a ruling", dt.date(2023, 12, 1), "The Ledger")
    assert second.published is None and second.set_aside is None and third.published is None


def test_a_row_of_many_lines_is_told_by_its_first(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,date\n"One\n\ntwo",2020-01-01\n"Three\nfour",soon\n', encoding="utf-8")
    assert [d.line for d in read(tmp_path / "a.csv")] == [2, 5]


def test_jsonl_with_a_broken_line_seven(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(i), "text": f"Text {i}.", "date": "2020-01-02"}) for i in range(1, 10)]
    lines[6] = '{"id": "7", "text": '
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    documents = read(tmp_path / "a.jsonl")
    assert [d.id for d in documents if not d.set_aside] == ["1", "2", "3", "4", "5", "6", "8", "9"]
    (broken,) = [d for d in documents if d.set_aside]
    assert broken.set_aside and broken.set_aside.line == 7 and "JSON" in broken.set_aside.reason
    assert documents[0].published == dt.date(2020, 1, 2)


def test_metadata_under_their_many_names(tmp_path: Path) -> None:
    row = {"content": "A text.", "dct": "2017-12-01T10:00:00", "domain": "paper.example", "headline": "T", "lang": "en"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (document,) = read(tmp_path / "a.jsonl")
    assert (document.text, document.published, document.publisher, document.title, document.language) == (
        "A text.", dt.date(2017, 12, 1), "paper.example", "T", "en",
    )  # fmt: skip


def test_metadata_of_marks_that_are_taken_away_is_none(tmp_path: Path) -> None:
    row = {"text": "A text.", "title": "\u202e", "headline": "T", "publisher": " \ufeff", "id": "\x01"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (document,) = read(tmp_path / "a.jsonl")
    assert (document.title, document.publisher, document.id) == ("T", None, None)


def test_csv_and_parquet_and_gz(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": "First, with comma.", "published": "2020-01-02"}, {"id": "2", "text": "Second."}]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, ["id", "text", "published"])
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "a.csv").write_text(buffer.getvalue(), encoding="utf-8")
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(buffer.getvalue().encode()))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "c.parquet")
    documents = read(tmp_path)
    assert [d.text for d in documents] == ["First, with comma.", "Second."] * 3
    assert {d.published for d in documents} == {dt.date(2020, 1, 2), None}


def test_html_gives_the_article_and_what_the_page_declares(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (document,) = read(tmp_path / "a.html")
    assert document.set_aside is None
    assert "without a deal" in document.text and "Facebook" not in document.text and "World" not in document.text
    assert document.title == "Talks in Oslo end" and document.publisher == "The Paper"
    assert document.published == dt.date(2021, 3, 4) and document.url == "https://paper.example/oslo"


def test_html_without_a_date_is_undated(tmp_path: Path) -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2021-03-04T10:00:00Z">', "")
    (tmp_path / "a.html").write_text(undated.replace("on Thursday", "on 5 March 2020"), encoding="utf-8")
    (document,) = read(tmp_path / "a.html")
    assert document.set_aside is None and document.published is None


def test_a_bomb_of_nested_tags_is_refused_and_the_next_page_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html>" + "<div>" * 100_000 + "x", encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    bomb, page = read(tmp_path)
    assert bomb.set_aside and "nested" in bomb.set_aside.reason and bomb.set_aside.hint
    assert page.set_aside is None


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("spaces.txt", b" \n\n ", "empty"),
        ("line.txt", b"x" * 5_000_000, "no article"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("zip.md", b"PK\x03\x04" + bytes(100), "binary"),
        ("empty.html", b"<html><body></body></html>", "no article"),
        ("broken.parquet", b"PAR1 and nothing more", "Parquet"),
        ("broken.txt.gz", b"\x1f\x8b\x08 and nothing more", "cannot be read"),
        ("date.jsonl", b'{"text": "A text.", "date": "the day before"}', "no date"),
        ("list.jsonl", b"[1, 2]", "no JSON object"),
        ("no-text.jsonl", b'{"id": "1"}', "no text"),
    ],
)
def test_bad_input_is_set_aside_with_its_reason(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("A good text.", encoding="utf-8")
    bad, good = read(tmp_path / name, tmp_path / "z.txt")
    assert bad.set_aside and word in bad.set_aside.reason and bad.set_aside.hint and bad.text == ""
    assert bad.set_aside.source == str(tmp_path / name)
    assert good.text == "A good text."


def test_pieces_read_one_by_one_give_what_all_of_them_give(tmp_path: Path) -> None:
    for name in ("b/deep/z.txt", "b/a.jsonl", "b/.hidden.txt", "b/.git/x.txt", "b/picture.png", "c.md", "empty/x.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"text": "The minister left."}\n{broken\n')
    paths = [str(tmp_path / name) for name in ("c.md", "b", "empty", "missing.txt")]
    pieces = list(spread(paths))
    assert [Path(piece).name for piece in pieces] == ["c.md", "a.jsonl", "z.txt", "empty", "missing.txt"]
    assert [document for piece in pieces for document in read_paths([piece])] == list(read_paths(paths))


def test_missing_paths_and_folders_without_articles(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"PK")
    assert [bool(r) for r in reasons(read(tmp_path, tmp_path / "nowhere.txt"))] == [True, True]


def test_other_encodings_are_told(tmp_path: Path) -> None:
    text = "Le ministère a déclaré que l’accord était signé. " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("windows-1252"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-16"))
    assert [d.text for d in read(tmp_path)] == [text, text]
    assert read(tmp_path / "a.txt", encoding="windows-1252")[0].text == text
    assert "not in the encoding" in str(reasons(read(tmp_path / "a.txt", encoding="utf-8"))[0])
    with pytest.raises(DragomanError, match="no encoding"):
        read(tmp_path / "a.txt", encoding="klingon")


def test_harmful_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\\u0000b\\ud800c\\u202ed\\ufeffe"}', encoding="utf-8")
    assert read(tmp_path / "a.jsonl")[0].text == "a b\ufffdc d e"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_tidying_moves_nothing(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(tidy(text)) == len(plain)
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-12-01", dt.date(2017, 12, 1)),
        ("2017-12-01T10:00:00Z", dt.date(2017, 12, 1)),
        ("20171201", dt.date(2017, 12, 1)),
        ("Fri, 01 Dec 2017 10:00:00 GMT", dt.date(2017, 12, 1)),
        ("", None),
        (None, None),
    ],
)
def test_dates(written: object, day: dt.date | None) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize("written", ["yesterday", "2017-13-40", "12/01/2017"])
def test_what_is_no_date_is_no_date(written: str) -> None:
    with pytest.raises(ValueError):
        parse_date(written)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, text in ((b'{"text": "From JSON."}\n', "From JSON."), (b"From text.\nMore.", "From text.\nMore.")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [d.text for d in read_paths(["-"])] == [text]


def test_a_day_that_is_to_come_is_told_or_left(tmp_path: Path) -> None:
    far = (dt.date.today() + dt.timedelta(days=400)).isoformat()
    soon = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)).isoformat()
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"text": "Talks went on.", "published": day}) + "\n" for day in (far, soon)))
    first, second = read(rows)
    assert first.set_aside and f"published on {far}, which is to come" in first.set_aside.reason and first.line == 1
    assert second.set_aside is None and second.published == dt.date.fromisoformat(soon)
    note = tmp_path / "note.md"
    note.write_text(f"---\ndate: {far}\n---\n\nTalks went on.\n")
    page = tmp_path / "page.html"
    meta = f'<meta property="article:published_time" content="{far}">'
    story = "Talks went on in the capital. " * 20
    page.write_text(f"<html><head>{meta}</head><body><article><p>{story}</p></article></body></html>")
    assert [raw.published for raw in read(note, page)] == [None, None]
