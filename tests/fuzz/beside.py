"""Hostile files that are no articles: feeds, settings, gold, coded lines, lexicons, gazetteers and ledgers.

Each function makes one case in a folder and uses it as the program does. It gives what became of it; a DragomanError is
an answer, any other exception is a crash.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from email.message import Message
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from dragoman import lexicon, output, settings
from dragoman.actors.build import Builder
from dragoman.errors import DragomanError
from dragoman.extract import bonds, causes, cues, stances
from dragoman.extract.lexicon import EventLexicon
from dragoman.ledger import Ledger
from dragoman.ledger.doctor import examine
from dragoman.link import evaluation
from dragoman.places.dump import import_dump
from dragoman.places.imported import Imported
from dragoman.run import Alone, Keeper
from dragoman.run.watch import Feed, Watch, Watcher, config
from dragoman.run.watch.entries import entries
from dragoman.run.watch.fetch import Answer, UnfetchableError
from dragoman.run.watch.links import canonical
from dragoman.run.watch.manners import Robots
from tests.fuzz import texts
from tests.fuzz.files import encoded, spoilt
from tests.ledger.conftest import make
from tests.run.stand_in import StandIn

OURS = Path(lexicon.__file__).parent


def run(kind: str, chance: Random, folder: Path) -> str:
    """Make a case of this kind in an empty folder, and use it: "taken", or why it was refused."""
    try:
        KINDS[kind](chance, folder)
    except DragomanError as error:
        assert error.message and error.hint, "refused without reason or hint"
        return f"refused: {error.message}"
    return "taken"


# --- watching -------------------------------------------------------------------------------------------------------

_LINKS = (
    "https://a.example/1", "http://a.example/../../2?utm_source=x&b=%ff#c", "/3", "//b.example/4",
    "javascript:alert(1)",
    "file:///etc/passwd", "http://[", "http://[::1]/", "http://127.0.0.1/", "http://u:p@a.example/",
    "http://a.example:99999/",
    "http://\u202ea.example/", "http://xn--a.example/", "", " ", "a\0b", "data:text/html,x",
    "http://a.example/" + "x" * 5_000,
    "http://a.example/ü?ü=ü", "HTTP://A.EXAMPLE./", "http://a.example:0/", "http://١٢٧.٠.٠.١/", "http://a..example/",
    "http:///x",
)  # fmt: skip
_DAYS = ("Mon, 01 Dec 2017 00:00:00 GMT", "0000-00-00", "9999-99-99T99:99:99Z", "Thu, 99 Foo 99999", "", "-1", "\ud800")
_ITEM = "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><description>{}</description></item>"
_ENTRY = "<entry><title type='html'>{}</title><link href='{}'/><updated>{}</updated><summary>{}</summary></entry>"
_FEEDS = (
    ("<?xml version='1.0'?><rss version='2.0'><channel>", _ITEM, "</channel></rss>"),
    ("<feed xmlns='http://www.w3.org/2005/Atom'>", _ENTRY, "</feed>"),
    ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a '&#0;'>]><rdf:RDF>", _ITEM, ""),
    ("<rss><channel>" + "<x>" * 300, _ITEM, "</channel>"), ("<html><body>", _ENTRY, "</html>"), ("", _ITEM, ""),
)  # fmt: skip


def _feed_bytes(chance: Random) -> bytes:
    opening, item, closing = chance.choice(_FEEDS)
    inner = "".join(
        item.format(texts.text(chance), chance.choice(_LINKS), chance.choice(_DAYS), texts.spoilt(chance))
        for _ in range(chance.choice((0, 1, 2, 3)))
    )
    whole = encoded(chance, opening + inner + closing)
    return spoilt(chance, whole) if chance.random() < 0.3 else whole


def feed(chance: Random, folder: Path) -> None:
    """What a feed names is articles of the web, each once, and nothing else."""
    found = entries(_feed_bytes(chance), "https://a.example/feed")
    urls = [entry.url for entry in found or ()]
    assert len(set(urls)) == len(urls), "an article twice"
    for entry in found or ():
        assert canonical(entry.url) == entry.url and entry.url.startswith(("http://", "https://")), entry.url
        assert entry.title is None or entry.title == " ".join(entry.title.split()), entry.title
    if found is None:
        raise DragomanError("it is no feed", "-")


class _Web:
    """A web that answers anything."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def get(self, url: str, *, headers: object = None, permit: Callable[[str], None] | None = None) -> Answer:
        if permit:
            permit(url)
        chance = self._chance
        if chance.random() < 0.1:
            raise UnfetchableError("no answer", is_lasting=chance.random() < 0.5)
        told = Message()
        for name, values in _HEADERS.items():
            if chance.random() < 0.4:
                told[name] = chance.choice(values)
        if url.endswith("/feed"):
            body = _feed_bytes(chance)
        else:
            body = _robots_text(chance).encode("utf-8", "surrogatepass") if url.endswith("/robots.txt") else b" "
        where = chance.choice((url, url, url, "https://c.example/x", "http://[", "https://c.example/\ud800"))
        return Answer(where, chance.choice((200, 200, 200, 304, 404, 429, 503, 999, 0, -1)), told, body)


_HEADERS = {
    "Content-Type": ("text/html", "text/html; charset=punycode", "image/png", "", ";;;", "text/html; charset=\xff"),
    "Retry-After": ("0", "-1", "9" * 400, "²", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 +2359",
    "soon", ""),
    "ETag": ('"a"', "", "\xff", "a\tX: y", "x" * 9_000), "Last-Modified": ("", "never", "\0"),
}  # fmt: skip


def watch(chance: Random, folder: Path) -> None:
    """A watcher that looks twice at a web where anything may be."""
    clock = [1_800_000_000.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    watched = Watch((Feed("https://a.example/feed"), Feed("http://b.example/feed")))
    make_line: Any = StandIn
    engine = Alone(make_line)
    with Ledger(folder / "w.ledger") as ledger:
        keeper = Keeper(ledger, coder="c", model="m", options="")
        with Watcher(
            watched, ledger, engine, keeper, tell=lambda _: None, fetcher=_Web(chance), clock=lambda: clock[0],
            sleep=sleep,  # type: ignore[arg-type]
        ) as watcher:  # fmt: skip
            watcher.look()
            clock[0] += 90_000
            watcher.look()


def _robots_text(chance: Random) -> str:
    line = ("User-agent: *", "User-agent: dragoman", "Disallow: /", "Allow: /*$*", "Crawl-delay: ", "Sitemap: ",
    "Disallow: ")
    whole = "".join(chance.choice(line) + chance.choice(("\n", "\n", *_ODD)) + "\n" for _ in range(chance.randint(0,
    8)))
    return whole.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


_ODD = ("-1", "nan", "inf", "1e999", "9" * 400, "²", "*" * 30, "%ff%", "\0", "\ud800", "/" * 500, "[", "\\", "$" * 20)


def robots(chance: Random, folder: Path) -> None:
    """A robots.txt of any kind says yes or no, and names a pause that ends."""
    rules = Robots(_robots_text(chance))
    assert rules.allows("https://a.example/a?b=c") in (True, False)
    assert 0 <= rules.pause_s <= 60, f"a pause of {rules.pause_s}"


# --- settings -------------------------------------------------------------------------------------------------------

_VALUES = (
    '""', '" "', "0", "-1", "1e999", "nan", "true", "[]", "{}", '[""]', "[[]]", "[{}]", '["a", 1]', '{a = "b"}',
    '"\\u0000"',
    '"a"', "1979-05-27", "9" * 400, '"""', "'", "", "= =", '"\\ud800"', '["no such word"]', '"a b c"', '["a b", "c"]',
    '["{"]',
)  # fmt: skip
_SETTINGS = (
    'ledger = "a.ledger"', 'model = "en"', 'lexicon = ["a"]', "min_confidence = 0.5", "workers = 2", "gazetteer = 1",
    "[[feed]]", 'url = "https://a.example/feed"', 'publisher = "A"', 'every = "15m"', "[[folder]]", 'path = "in"',
    "pause = 2",
    'contact = "a@b"', 'allow_addresses = ["10.0.0.0/8"]',
)  # fmt: skip


def settings_file(chance: Random, folder: Path) -> None:
    """A file of settings, and the same as a file of feeds."""
    lines = [chance.choice(_SETTINGS) for _ in range(chance.randint(1, 6))]
    path = folder / "dragoman.toml"
    path.write_bytes(_toml_spoilt(chance, "\n".join(lines)))
    chance.choice((lambda: settings.load(folder=folder, environment={}), lambda: config.load(path)))()


def _toml_spoilt(chance: Random, text: str) -> bytes:
    """TOML with other values, missing and doubled lines, and now and then spoilt bytes."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randint(0, len(lines) - 1)
        name, sign, _ = lines[at].partition("=")
        match chance.randint(0, 5):
            case 0 | 1 | 2 if sign:
                lines[at] = f"{name}= {chance.choice(_VALUES)}"
            case 3:
                del lines[at]
                lines = lines or [""]
            case 4:
                lines.insert(at, lines[at])
            case _ if sign:
                lines[at] = f"{chance.choice(('x', '', name.strip() + 's', '[[x]]', '[x]'))} = {chance.choice(_VALUES)}"
    whole = "\n".join(lines).encode()
    return spoilt(chance, whole) if chance.random() < 0.1 else whole


# --- gold and coded lines -------------------------------------------------------------------------------------------

_ANY: tuple[object, ...] = (
    None, True, 0, -1, 1 << 70, 1e308, float("nan"), "", "a", "\ud800", "\0", [], [None], [[]], {}, {"text": 1},
    ["a"], "USA",
    {"start": -1, "end": 1 << 70, "text": "a"}, "x" * 2_000, "2017-02-30", "REQUEST", [{}],
)  # fmt: skip


def _json_spoilt(chance: Random, value: Any) -> Any:
    """The same with other things in some places."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        inner = value
        while isinstance(inner, dict | list) and inner:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            key = chance.choice(keys)
            if isinstance(inner[key], dict | list) and inner[key] and chance.random() < 0.7:
                inner = inner[key]
                continue
            match chance.randint(0, 3):
                case 0:
                    del inner[key]
                case 1 if isinstance(inner, list):
                    inner.append(deepcopy(inner[key]))
                case _:
                    inner[key] = deepcopy(chance.choice(_ANY))
            break
    return value


def coded_line(chance: Random, folder: Path) -> None:
    """A line of coded output that somebody has changed."""
    line = json.dumps(_json_spoilt(chance, output.to_json(make("d"))))
    if chance.random() < 0.2:
        line = spoilt(chance, line.encode()).decode("utf-8", "replace")
    coded = output.loads(line)
    output.dumps(coded)


def _as_gold(record: Any) -> Any:
    """The same as gold has it: words as they stand, without their places."""
    if not isinstance(record, dict):
        return [_as_gold(item) for item in record] if isinstance(record, list) else record
    if set(record) == {"start", "end", "text"}:
        return record["text"]
    return {key: _as_gold(value) for key, value in record.items() if key not in ("start", "end")}


def gold(chance: Random, folder: Path) -> None:
    """A folder of gold, scored against a coding."""
    coded = make("d")
    told = {kind: [_as_gold(record) for record in output.to_json(coded)[kind]] for kind in output.LISTS}
    whole = json.dumps(_json_spoilt(chance, told)).encode()
    (folder / "d.json").write_bytes(spoilt(chance, whole) if chance.random() < 0.1 else whole)
    text = coded.document.text.encode()
    if chance.random() < 0.9:
        (folder / "d.txt").write_bytes(spoilt(chance, text) if chance.random() < 0.2 else text)
    found = evaluation.evaluate(evaluation.load(folder), lambda one: coded)
    for score in found.scores.values():
        assert 0 <= score.right <= min(score.coded, score.gold), "more right than there are"


# --- lexicons -------------------------------------------------------------------------------------------------------

_LOADERS: dict[str, Callable[[tuple[Path, ...]], object]] = {
    "cues.toml": cues.load.__wrapped__, "relations.toml": bonds.load.__wrapped__,
    "causes.toml": causes.load.__wrapped__,
    "positions.toml": stances.load.__wrapped__,
}  # fmt: skip


@cache
def _blocks(path: Path) -> tuple[str, ...]:
    """The tables of one of our TOML files, each as text; what stands before them first."""
    blocks = [""]
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("["):
            blocks.append("")
        blocks[-1] += line + "\n"
    return tuple(blocks)


@cache
def _rows(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").split("\n")[:400])


@cache
def _our_classes() -> EventLexicon:
    return EventLexicon.load()


def word_lexicon(chance: Random, folder: Path) -> None:
    """A user's words for statements, relations, claims and positions."""
    name = chance.choice(list(_LOADERS))
    (folder / name).write_bytes(_toml_spoilt(chance, _some(chance, OURS / name)))
    _LOADERS[name]((folder,))


def event_lexicon(chance: Random, folder: Path) -> None:
    """A user's event patterns. Read by themselves, with our word classes: reading all of ours takes a second."""
    path = chance.choice(sorted((OURS / "events").glob("*.toml")))
    (folder / "events").mkdir()
    (folder / "events" / path.name).write_bytes(_toml_spoilt(chance, _some(chance, path)))
    loaded = EventLexicon(classes=dict(_our_classes().classes))
    for mine in lexicon.find("events/*.toml", (folder,)):
        if mine.is_relative_to(folder):
            if mine.stem.startswith("classes"):
                loaded._add_classes(mine)
                continue
            add = loaded._add_operators if mine.stem.startswith("operators") else loaded._add_frames
            add(mine, lexicon.read_toml(mine))


def _some(chance: Random, path: Path) -> str:
    first, *blocks = _blocks(path)
    return first + "".join(chance.choice(blocks or [""]) for _ in range(chance.choice((1, 1, 2))))


_CELLS = ("", " ", "|", "||a|", "9999-99-99", "-1", "0000", "\ud800", "a\0b", '"', "USA", "x" * 3_000, "#")


def actor_lexicon(chance: Random, folder: Path) -> None:
    """A user's actors."""
    path = chance.choice(sorted((OURS / "actors").rglob("*.csv")))
    rows = _rows(path)
    lines = [rows[0], *(chance.choice(rows) for _ in range(chance.choice((1, 2, 3))))]
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randint(0, len(lines) - 1)
        cells = lines[at].split(",")
        cells[chance.randint(0, len(cells) - 1)] = chance.choice(_CELLS)
        lines[at] = ",".join(cells[: chance.choice((None, None, None, 2))])
    whole = chance.choice(("\n", "\n", "\r\n", "\r")).join(lines).encode("utf-8", "surrogatepass")
    target = folder / path.relative_to(OURS / "actors")
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(spoilt(chance, whole) if chance.random() < 0.3 else whole)
    built = Builder()
    built.reader.codes |= {"USA", "FRA", "KEN"}
    built._folder(folder)
    assert all(problem.file and problem.line >= 1 and problem.message for problem in built.problems)
    if built.problems:
        raise DragomanError(str(built.problems[0]).partition(": ")[2], "-")


# --- gazetteers -----------------------------------------------------------------------------------------------------

_FIELDS = (
    "900001", "Testowo", "Testowo", "Testovo,Тестово", "48.1", "37.6", "P", "PPL", "UA", "", "05", "", "", "", "120",
    "", "1",
    "Europe/Kyiv", "2020-01-01",
)  # fmt: skip
_FIELD_VALUES = ("", "nan", "inf", "-1", "1e999", "9" * 30, "²", "٣", "a\0b", "\t", " ", "é" * 900, ",,,", "91", "-181")


def gazetteer(chance: Random, folder: Path) -> None:
    """A GeoNames dump."""
    lines = []
    for _ in range(chance.choice((1, 2, 4))):
        fields = list(_FIELDS)
        for _ in range(chance.choice((0, 1, 2))):
            fields[chance.randint(0, 18)] = chance.choice(_FIELD_VALUES)
        lines.append("\t".join(fields))
    whole = "\n".join(lines).encode() + b"\n"
    whole = spoilt(chance, whole) if chance.random() < 0.3 else whole
    path = folder / chance.choice(("UA.txt", "UA.txt.gz", "UA.zip"))
    if path.suffix == ".gz":
        whole = gzip.compress(whole)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(chance.choice(("UA.txt", "readme.txt", "../UA.txt", "a")), whole)
        whole = path.read_bytes()
    path.write_bytes(spoilt(chance, whole) if chance.random() < 0.3 else whole)
    target = folder / "g.sqlite"
    outcome = import_dump(path, target)
    for row in Imported(target).rows("testowo"):
        assert abs(row[2]) <= 90 and abs(row[3]) <= 180, "off the globe"
    assert outcome.sites > 0 and not list(folder.glob("*.part"))


def gazetteer_file(chance: Random, folder: Path) -> None:
    """A gazetteer that was damaged after it was made."""
    path = folder / "g.sqlite"
    path.write_bytes(spoilt(chance, _gazetteer()))
    Imported(path).rows("testowo")


@cache
def _gazetteer() -> bytes:
    with TemporaryDirectory() as folder:
        (Path(folder) / "UA.txt").write_text("\t".join(_FIELDS) + "\n", "utf-8")
        import_dump(Path(folder) / "UA.txt", Path(folder) / "g.sqlite")
        return (Path(folder) / "g.sqlite").read_bytes()


# --- ledgers --------------------------------------------------------------------------------------------------------


@cache
def _ledger() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.ledger"
        with Ledger(path) as ledger:
            for number in range(3):
                ledger.add(make(f"d{number}", source=f"{number}.txt"))
            ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            ledger.connection.execute("PRAGMA journal_mode = DELETE")
        return path.read_bytes()


def ledger_file(chance: Random, folder: Path) -> None:
    """A damaged ledger: every question is answered or refused, the doctor finds words, and nothing is rebuilt."""
    path = folder / "d.ledger"
    whole = bytearray(_ledger())
    match chance.randint(0, 4):
        case 0:
            whole = bytearray(spoilt(chance, bytes(whole)))
        case 1:
            del whole[chance.randint(0, len(whole)) :]
        case 2:
            at = chance.randint(0, len(whole) // 4096 - 1) * 4096
            whole[at : at + 4096] = chance.choice((b"\0" * 4096, b"\xff" * 4096, bytes(whole[:4096])))
        case 3:
            whole[chance.randint(0, 99)] = chance.randint(0, 255)
        case _:
            path.write_bytes(whole)
            _spoil_rows(chance, path)
            whole = bytearray(path.read_bytes())
    path.write_bytes(whole)
    refusals = [_refusal(use) for use in _uses(path)]
    findings = _refusal(lambda: [finding.what for finding in examine(path)])
    if any(refusals):
        raise DragomanError(next(filter(None, refusals)), str(findings or "-"))


_ROWS = (
    "UPDATE records SET data = 'x'", "UPDATE records SET data = '{}'", "UPDATE records SET data = NULL",
    "UPDATE records SET kind = 'x'", "UPDATE documents SET published = 'yesterday'",
    "UPDATE documents SET text = x'ff'",
    "UPDATE documents SET paragraphs = '[1]'", "UPDATE documents SET dropped = '{'", "DELETE FROM runs",
    "DELETE FROM parties",
    "UPDATE mentions SET span_start = -1", "UPDATE mentions SET confidence = 'x'", "DROP TABLE records",
    "DROP TABLE events",
    "UPDATE records SET day = x'00'", "UPDATE documents SET run = 99", "UPDATE records SET quote = CAST(x'ff' AS TEXT)",
    "PRAGMA user_version = 999", "PRAGMA user_version = 1", "PRAGMA application_id = 1",
    "UPDATE problems SET reason = NULL",
)  # fmt: skip


def _spoil_rows(chance: Random, path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(chance.choice(_ROWS))
        connection.commit()
    except sqlite3.Error:  # the schema forbids it
        pass
    finally:
        connection.close()


def _uses(path: Path) -> Iterator[Callable[[], object]]:
    def ask(question: Callable[[Ledger], object]) -> Callable[[], object]:
        def asked() -> object:
            with Ledger(path, read_only=True) as ledger:
                return question(ledger)

        return asked

    yield ask(lambda ledger: ledger.counts())
    for kind in output.LISTS:
        yield ask(lambda ledger, kind=kind: list(getattr(ledger, kind)()))  # type: ignore[misc]
    yield ask(lambda ledger: list(ledger.events(text="France")))
    yield ask(lambda ledger: output.loads(output.dumps(ledger.document("d1"))))
    yield ask(lambda ledger: list(ledger.problems()))

    def add() -> None:
        with Ledger(path) as ledger:
            ledger.add(make("new", source="new.txt"))

    yield add


def _refusal(use: Callable[[], object]) -> str | None:
    try:
        use()
    except DragomanError as error:
        assert error.message and error.hint, "refused without reason or hint"
        return error.message
    return None


KINDS: dict[str, Callable[[Random, Path], None]] = {
    "feed": feed, "watch": watch, "robots.txt": robots, "settings": settings_file, "coded line": coded_line,
    "gold": gold,
    "word lexicon": word_lexicon, "event lexicon": event_lexicon, "actor lexicon": actor_lexicon,
    "gazetteer dump": gazetteer,
    "gazetteer": gazetteer_file, "ledger": ledger_file,
}  # fmt: skip
