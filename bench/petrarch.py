"""Dragoman and PETRARCH2 on the same articles, in the same run, each from raw text to events.

    java -mx4g -cp "stanford-corenlp/*" edu.stanford.nlp.pipeline.StanfordCoreNLPServer -port 9000
    python bench/petrarch.py [FILE ...] [--documents N] --corenlp http://localhost:9000 --petrarch "petrarch2"

Neither comes with Dragoman: install them where you like. PETRARCH2 is run as its makers publish it: sentences are
parsed into constituents by Stanford CoreNLP, written as XML with their parses, and coded by `petrarch2 batch -P`.
Dragoman runs in one process. Starting up is left out of Dragoman's time and of the parser's, and is part of
PETRARCH2's, which has no other way. Printed are articles and sentences per second, and how many events each found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import json
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from throughput import CORPUS

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.model import Document
from dragoman.read import read_paths

_ANNOTATORS = "tokenize,ssplit,pos,parse"
_WAIT_S = 120


class CoreNLP:
    """A running Stanford CoreNLP server. Raises SystemExit where it does not answer as one."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=_WAIT_S)
        properties = json.dumps({"annotators": _ANNOTATORS, "outputFormat": "json"})
        self._path = f"{parts.path or '/'}?{urlencode({'properties': properties})}"
        self._address = address

    def parse(self, text: str) -> list[tuple[str, str]]:
        """The sentences of a text, each with its parse."""
        try:
            self._connection.request("POST", self._path, text.encode(), {"content-type": "text/plain; charset=utf-8"})
            answer = self._connection.getresponse()
            found = json.loads(answer.read())["sentences"]
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            raise SystemExit(f"{self._address} does not answer as CoreNLP does: {error}") from error
        return [
            (text[s["tokens"][0]["characterOffsetBegin"] : s["tokens"][-1]["characterOffsetEnd"]], s["parse"])
            for s in found
        ]


def written(documents: list[Document], parsed: list[list[tuple[str, str]]], path: Path) -> None:
    """The XML that PETRARCH2 reads: a sentence each, with the day and its parse."""
    root = ElementTree.Element("Sentences")
    for number, (document, sentences) in enumerate(zip(documents, parsed, strict=True)):
        day = (document.published or dt.date(2000, 1, 1)).strftime("%Y%m%d")
        for i, (text, parse) in enumerate(sentences, 1):
            known = {"date": day, "id": f"A{number}_{i}", "source": "BENCH", "sentence": "true"}
            one = ElementTree.SubElement(root, "Sentence", known)
            ElementTree.SubElement(one, "Text").text = text
            ElementTree.SubElement(one, "Parse").text = parse
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def petrarch(command: str, documents: list[Document], server: CoreNLP) -> Iterator[tuple[str, float, int]]:
    """The parser's seconds and sentences, then PETRARCH2's and its events."""
    server.parse("The server loads its models now.")
    begun = time.perf_counter()
    parsed = [server.parse(document.text) for document in documents]
    yield "CoreNLP", time.perf_counter() - begun, sum(map(len, parsed))
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        written(documents, parsed, Path(folder) / "in.xml")
        done = subprocess.run(
            [*shlex.split(command), "batch", "-P", "-i", "in.xml", "-o", "out.txt"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        taken = time.perf_counter() - begun
        found = list(Path(folder).glob("*out.txt"))  # it puts a word before the name
        if done.returncode or not found:
            raise SystemExit(f"{command} failed: {done.stderr.strip()[-500:] or 'it wrote nothing'}")
        yield "PETRARCH2", taken, sum(1 for line in found[0].read_text("utf-8").splitlines() if line.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description="Dragoman and PETRARCH2 on the same articles")
    parser.add_argument("files", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--corenlp", required=True, metavar="URL", help="a Stanford CoreNLP server that is running")
    parser.add_argument("--petrarch", default="petrarch2", metavar="COMMAND", help="how PETRARCH2 is called")
    given = parser.parse_args()
    cleaned = (clean(raw) for raw in read_paths(given.files))
    documents = list(islice((d for d in cleaned if not d.set_aside), given.documents))
    coder = Coder()
    begun = time.perf_counter()
    events = sum(len(coded.events) for coded in coder.pipe(documents))
    ours = time.perf_counter() - begun
    print(f"{len(documents)} articles", flush=True)
    print(f"Dragoman:  {len(documents) / ours:8.1f} articles/s, {events} events", flush=True)
    (_, parse_s, sentences), (_, code_s, theirs) = petrarch(given.petrarch, documents, CoreNLP(given.corenlp))
    both = parse_s + code_s
    print(f"CoreNLP:   {len(documents) / parse_s:8.1f} articles/s, {sentences / parse_s:.1f} sentences/s")
    print(f"PETRARCH2: {len(documents) / code_s:8.1f} articles/s, {theirs} events")
    print(f"the two:   {len(documents) / both:8.1f} articles/s; Dragoman is {both / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
