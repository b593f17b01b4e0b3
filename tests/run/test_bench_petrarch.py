"""The comparison with PETRARCH2, against stand-ins for it and for its parser: neither can be installed from PyPI."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODER = """
import sys
from xml.etree import ElementTree
assert sys.argv[1:] == ["batch", "-P", "-i", "in.xml", "-o", "out.txt"]
sentences = ElementTree.parse("in.xml").findall("Sentence")
assert all(s.find("Parse").text == "(ROOT (S))" and s.get("date") == "20210303" for s in sentences)
open("evts.out.txt", "w").write("".join("20210303\\tFRA\\tMLI\\t100\\n" for _ in sentences))
"""


class Parser(BaseHTTPRequestHandler):
    """Answers as CoreNLP does: one sentence a line."""

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["content-length"])).decode()
        found, begin = [], 0
        for line in text.splitlines(keepends=True):
            if words := line.strip():
                token = {"characterOffsetBegin": begin, "characterOffsetEnd": begin + len(words)}
                found.append({"tokens": [token], "parse": "(ROOT (S))"})
            begin += len(line)
        answer = json.dumps({"sentences": found} if "annotators" in self.path else {}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def corenlp() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Parser) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def compare(folder: Path, corenlp: str, coder: str) -> subprocess.CompletedProcess[str]:
    row = {"text": "France urged Mali to free three men.\nMali refused.\n" * 3, "published": "2021-03-03"}
    (folder / "news.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (folder / "coder.py").write_text(coder, "utf-8")
    given = (folder / "news.jsonl", "--corenlp", corenlp, "--petrarch", f"{sys.executable} {folder / 'coder.py'}")
    command = [sys.executable, *map(str, (ROOT / "bench" / "petrarch.py", *given))]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_both_are_timed_and_their_events_counted(tmp_path: Path, corenlp: str) -> None:
    done = compare(tmp_path, corenlp, CODER)
    assert done.returncode == 0, done.stderr
    told = {line.partition(":")[0]: line for line in done.stdout.splitlines()}
    assert told["PETRARCH2"].endswith("articles/s, 6 events")
    assert "Dragoman is" in told["the two"] and not told["Dragoman"].endswith(" 0 events")


def test_what_does_not_answer_or_fails_is_told(tmp_path: Path, corenlp: str) -> None:
    done = compare(tmp_path, "http://127.0.0.1:9", CODER)
    assert done.returncode == 1 and "does not answer as CoreNLP does" in done.stderr
    done = compare(tmp_path, corenlp, "raise SystemExit('no dictionary')")
    assert done.returncode == 1 and "no dictionary" in done.stderr
