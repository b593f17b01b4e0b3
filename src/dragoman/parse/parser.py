"""From unparsed sentences to our own light tokens; a sentence already seen is not parsed again."""

from __future__ import annotations

import datetime as dt
import re
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from dragoman.model import Document, Paragraph, Sentence, Span, Token
from dragoman.parse import engine
from dragoman.parse.morphology import Forms, Morphology
from dragoman.parse.segment import segment

# text, lemma, tag, pos, dep, head, start, end; offsets within the sentence
_Row = tuple[str, str, str, str, str, int, int, int]
# Marks of emphasis, as Markdown and plain-text mail have them; an underscore within a word is none.
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])")
_UNEVEN = re.compile(rf"\s{{2,}}|[\t\n\r\f\v\u00a0\u2000-\u200b\u202f\u3000]|{_EMPHASIS.pattern}")
_CACHE_SIZE = 20_000  # sentences; about 200 MB when full
_BATCH = 256  # sentences a batch: no slower than whole articles, and flat in memory
_MOST_WORDS = 40_000  # that the pipeline keeps for good, some 15 MB; beyond, a new one is forgotten after its batch


class Parser:
    """Fills the tokens of sentences. Not shared between threads; one a process."""

    def __init__(self, model: str | None = None) -> None:
        loaded = engine.load(model)
        self._pipeline = loaded.pipeline
        self._morphology = Morphology(loaded.pipeline)
        self._cache: OrderedDict[str, list[_Row]] = OrderedDict()
        self.model = loaded.model

    def parse(self, sentences: Iterable[Sentence]) -> None:
        """Parse these sentences in place, in batches; equal texts once."""
        wanted = list(sentences)
        read = [s.plain or s.text for s in wanted]
        unseen: dict[str, None] = {text: None for text in read if text not in self._cache}
        fresh: dict[str, list[_Row]] = {}
        spaced = [(_even(text), text) for text in unseen]
        with engine.one_thread(), self._forgetting():
            docs = self._pipeline.pipe(
                ((even, (text, shift)) for (even, shift), text in spaced),
                as_tuples=True,
                batch_size=_BATCH,
                disable=["attribute_ruler", "lemmatizer"],  # `Morphology` does what they do
            )
            while some := list(islice(docs, _BATCH)):
                forms = self._morphology.forms([parsed for parsed, _ in some])
                for (parsed, (text, shift)), of_one in zip(some, forms, strict=True):
                    fresh[text] = _rows(parsed, of_one, shift)
        for sentence, text in zip(wanted, read, strict=True):
            rows = fresh.get(text) or self._cache.get(text, [])
            sentence.tokens = _tokens(rows, sentence.span.start)
            if sentence.plain is not None:  # the words as they stand
                sentence.tokens = [
                    replace(t, text=sentence.text[t.start - sentence.span.start : t.end - sentence.span.start])
                    for t in sentence.tokens
                ]
        self._remember(fresh)

    def _forgetting(self) -> AbstractContextManager[object]:
        """News never runs out of new names: what is kept of each would fill the memory of a long run."""
        full = len(self._pipeline.vocab) >= _MOST_WORDS
        return self._pipeline.memory_zone() if full else nullcontext()

    def _remember(self, fresh: dict[str, list[_Row]]) -> None:
        self._cache.update(fresh)
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)


def _even(text: str) -> tuple[str, list[int] | None]:
    """The text with single plain spaces and without marks of emphasis, and for each of its characters where that
    stood (None: nothing moved).

    spaCy makes tokens of uneven white space and of asterisks, which then disturb the parse or pass for names.
    """
    if not _UNEVEN.search(text):
        return text, None
    out: list[str] = []
    places: list[int] = []
    marks = {place for mark in _EMPHASIS.finditer(text) for place in range(*mark.span())}
    for place, char in enumerate(text):
        if place in marks:
            continue
        if char.isspace() or char == "\u200b":
            if not out or out[-1] == " ":
                continue
            char = " "
        out.append(char)
        places.append(place)
    return "".join(out), places


def _rows(parsed: Any, forms: list[Forms], shift: list[int] | None) -> list[_Row]:
    rows: list[_Row] = []
    numbers = parsed.to_array(["HEAD", "IDX"]).astype("int64").tolist()  # where the head is from here; first character
    for place, (form, (head, start)) in enumerate(zip(forms, numbers, strict=True)):
        end = start + len(form[0])
        if shift is not None:
            start, end = shift[start], shift[end - 1] + 1
        rows.append((*form, place + head, start, end))
    return rows


def _tokens(rows: list[_Row], offset: int) -> list[Token]:
    return [
        Token(i, text, lemma, text.lower(), tag, pos, dep, head, offset + start, offset + end)
        for i, (text, lemma, tag, pos, dep, head, start, end) in enumerate(rows)
    ]


@cache
def _shared() -> Parser:
    return Parser()


def quick(text: str, published: dt.date | None = None) -> tuple[Document, tuple[Sentence, ...]]:
    """A text that is all article, one paragraph a line, with every sentence parsed: for trials and tests."""
    paragraphs = tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"\S[^\n]*", text))
    document = Document("quick", text, paragraphs, published=published)
    sentences = segment(document)
    _shared().parse(sentences)
    return document, tuple(sentences)
