"""The straight line of one document: clean text in, its record out. No I/O, no global state."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from dragoman import __version__, collector, places, times
from dragoman.actors import ActorLexicon, resolve
from dragoman.clean import clean
from dragoman.errors import DragomanError, described
from dragoman.extract import bonds, causes, claims, cues, events, positions, relations, stances, statements
from dragoman.extract.lexicon import EventLexicon
from dragoman.model import CodedDocument, Document, RawDocument, Reading, Sentence, SetAside
from dragoman.parse import Parser, segment
from dragoman.parse.prefilter import can_hold_record
from dragoman.places.gazetteer import gazetteer as load_gazetteer
from dragoman.stopwatch import Stopwatch

_LOG = logging.getLogger(__name__)
_BATCH = 16  # documents whose sentences go to the parser together
_ROUND = 100_000  # new objects, those of some ten documents, before the collector goes round: at 700 it took a seventh


class Coder:
    """Codes documents. Loading takes some seconds and 0.5 GiB; make one a process and keep it.

    ``model`` names another spaCy pipeline; ``lexicon`` are folders laid over our own; ``gazetteer`` is one that
    `dragoman places import` made. Raises DragomanError when one of them cannot be loaded.
    """

    def __init__(
        self, *, model: str | None = None, lexicon: Sequence[Path] = (), gazetteer: Path | None = None
    ) -> None:
        self._parser = Parser(model)
        with collector.paused():
            self._actors = ActorLexicon.load(lexicon)
            self._events = EventLexicon.load(lexicon)
            self._gazetteer = load_gazetteer(gazetteer)
            folders = tuple(lexicon)
            self._cues, self._stances = cues.load(folders), stances.load(folders)
            self._bonds, self._causes = bonds.load(folders), causes.load(folders)
        gc.freeze()  # half a million objects of model and lexicon, which the collector would walk again and again
        gc.set_threshold(_ROUND, *gc.get_threshold()[1:])
        self.version = f"dragoman {__version__}"
        self.model = self._parser.model
        self.stopwatch = Stopwatch()  # what each stage took, summed

    def code(self, document: Document) -> CodedDocument:
        """Everything that one document reports."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        """Code many documents in order; the parser works on batches of them."""
        stream = iter(documents)
        while batch := list(islice(stream, _BATCH)):
            self.stopwatch.start()
            segmented = [[] if document.set_aside else segment(document, self._events.vocabulary) for document in batch]
            self.stopwatch.lap("segment")
            self._parser.parse(s for sentences in segmented for s in sentences if can_hold_record(s))
            self.stopwatch.lap("parse")
            for document, sentences in zip(batch, segmented, strict=True):
                self.stopwatch.start()
                yield self._safely(document, sentences)

    def _safely(self, document: Document, sentences: list[Sentence]) -> CodedDocument:
        """A document that trips a mistake of ours is set aside with what happened; the others go on."""
        try:
            return self._record(document, sentences)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not cost the rest of the run
            _LOG.exception("document %s could not be coded", document.id)
            reason = f"the coder failed on it: {described(error)}"
            aside = SetAside(reason, "a mistake in Dragoman: please report it with the article", document.source)
            return CodedDocument(replace(document, set_aside=aside), coder=self.version, model=self.model)

    def _record(self, document: Document, sentences: list[Sentence]) -> CodedDocument:
        if document.set_aside:
            return CodedDocument(document, coder=self.version, model=self.model)
        lap = self.stopwatch.lap
        reading = self._read(document, tuple(sentences))
        said = statements.extract(reading, self._cues)
        lap("statements")
        done = events.extract(reading, said, self._events)
        lap("events")
        held = positions.extract(reading, said, done, self._stances)
        lap("positions")
        related = relations.extract(reading, self._bonds)
        lap("relations")
        claimed = claims.extract(reading, said, self._causes)
        lap("claims")
        return CodedDocument(
            document, reading.mentions, reading.times, reading.places, done, said, held, related, claimed,
            self.version, self.model,
        )  # fmt: skip

    def _read(self, document: Document, sentences: tuple[Sentence, ...]) -> Reading:
        mentions = resolve(document, sentences, self._actors)
        self.stopwatch.lap("actors")
        when = times.tag(document, sentences)
        self.stopwatch.lap("times")
        where = places.find(document, sentences, mentions, self._gazetteer)
        self.stopwatch.lap("places")
        return Reading(document, sentences, mentions, when, where)


def code(text: str, *, published: str | dt.date | None = None, title: str | None = None) -> CodedDocument:
    """Code one text, with a coder that is loaded at the first call and kept.

    ``published`` is an ISO date; without it relative times stay unresolved. A date that is none raises
    DragomanError.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    raw = RawDocument(text, "-", digest, title=title, published=_date(published))
    return _shared().code(clean(raw))


def _date(value: str | dt.date | None) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise DragomanError(f"{value!r} is no date", "write it as YYYY-MM-DD") from error


@cache
def _shared() -> Coder:
    return Coder()
