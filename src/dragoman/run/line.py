"""From raw documents to their records, with all that the user chose: what one worker does."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import lexicon
from dragoman.clean import clean
from dragoman.errors import described
from dragoman.model import CodedDocument, Document, RawDocument, SetAside
from dragoman.places.imported import location
from dragoman.run.work import refused
from dragoman.settings import Settings
from dragoman.stopwatch import Stopwatch

_LOG = logging.getLogger(__name__)
_HINT = "a mistake in Dragoman: please report it with the article"


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides, with the coder and its model, what is made of a raw document."""

    model: str | None = None
    lexicon: tuple[Path, ...] = ()
    gazetteer: Path | None = None
    published: dt.date | None = None  # of articles that tell none
    publisher: str | None = None  # of articles that tell none
    min_confidence: float = 0.0

    @classmethod
    def chosen(cls, settings: Settings, published: dt.date | None = None, publisher: str | None = None) -> Recipe:
        """By the settings in force, and by what is said of articles that do not tell it."""
        return cls(settings.model, settings.lexicon, settings.gazetteer, published, publisher, settings.min_confidence)

    def digest(self) -> str:
        """A hash over the choices, and over every file of the lexicons: the same one gives the same records."""
        chosen = [str(self.published), self.publisher, self.min_confidence]
        digest = hashlib.sha256(json.dumps(chosen).encode())
        path = self.gazetteer or location()
        if path.is_file():  # gigabytes at times: told by size and time
            digest.update(f"{path.stat().st_size} {path.stat().st_mtime_ns}".encode())
        for folder in lexicon.folders(self.lexicon):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".toml", ".csv", ".txt"):
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


class Line:
    """One coder and the choices of the user. Making one takes some seconds."""

    def __init__(self, recipe: Recipe) -> None:
        from dragoman import coder  # imports the engine, which is for the process that codes

        self._recipe = recipe
        self.stopwatch = Stopwatch()
        self._coder = coder.Coder(model=recipe.model, lexicon=recipe.lexicon, gazetteer=recipe.gazetteer)
        self.coder = self._coder.version
        self.model = self._coder.model
        self._coder.stopwatch = self.stopwatch

    def code(self, raws: Sequence[RawDocument]) -> Iterator[CodedDocument]:
        """The documents of one batch, in order. One that trips the coder is set aside."""
        self.stopwatch.start()
        documents = [self._clean(raw) for raw in raws]
        self.stopwatch.lap("clean")
        done = 0
        try:
            for coded in self._coder.pipe(documents):
                done += 1
                yield at_least(coded, self._recipe.min_confidence)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not cost the rest of the run
            # What fails before the records of single documents are read off (the parser) fails for the batch.
            left = documents[done:]
            if len(raws) == 1:
                yield self._aside(left[0], error)
                return
            _LOG.exception("a batch could not be coded; its documents are tried one by one")
            for raw in raws[done:]:
                yield from self.code([raw])

    def _clean(self, raw: RawDocument) -> Document:
        try:
            document = clean(raw, published=self._recipe.published)
        except Exception as error:  # noqa: BLE001  # as above
            _LOG.exception("%s could not be cleaned", raw.source)
            return refused(raw, f"cleaning failed on it: {described(error)}", _HINT)
        return replace(document, publisher=document.publisher or self._recipe.publisher)

    def _aside(self, document: Document, error: Exception) -> CodedDocument:
        _LOG.error("document %s could not be coded", document.id, exc_info=error)
        aside = SetAside(f"the coder failed on it: {described(error)}", _HINT, document.source)
        return CodedDocument(replace(document, set_aside=aside), coder=self.coder, model=self.model)


def at_least(coded: CodedDocument, confidence: float) -> CodedDocument:
    """The document with only the records that are at least this sure."""
    if confidence <= 0:
        return coded
    positions = tuple(p for p in coded.positions if p.confidence >= confidence)
    ids = {position.id for position in positions}
    return replace(
        coded,
        events=tuple(r for r in coded.events if r.confidence >= confidence),
        statements=tuple(r for r in coded.statements if r.confidence >= confidence),
        positions=tuple(p if p.answers in ids else replace(p, answers=None) for p in positions),
        relations=tuple(r for r in coded.relations if r.confidence >= confidence),
        claims=tuple(r for r in coded.claims if r.confidence >= confidence),
    )
