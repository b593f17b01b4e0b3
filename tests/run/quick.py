"""A coder that needs no model, for tests that start many processes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dragoman.model import CodedDocument, Document, Quote
from tests.ledger.conftest import make

SECONDS_A_DOCUMENT = 0.004


class Quick:
    """Gives every article that is not set aside the records of a hand-made one, with its own first words."""

    version = "quick 1"
    model = "none"

    def __init__(self, **settings: Any) -> None:
        self._pattern = make()

    def pipe(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        for document in documents:
            time.sleep(SECONDS_A_DOCUMENT)
            if document.set_aside:
                yield CodedDocument(document, coder=self.version, model=self.model)
                continue
            words = Quote(0, 9, document.text[:9])
            records = {
                kind: tuple(replace(record, id=f"{document.id}-{record.id}") for record in getattr(self._pattern, kind))
                for kind in ("events", "statements", "positions", "relations", "claims")
            }
            events = tuple(replace(e, trigger=words, evidence=words, date=None) for e in records.pop("events"))
            mentions = self._pattern.mentions[: 1 + len(document.text) % 4]
            yield CodedDocument(document, mentions, events=events, coder=self.version, model=self.model, **records)
