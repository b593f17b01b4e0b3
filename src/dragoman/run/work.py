"""What every way of coding many documents has in common: batches, and what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dragoman.model import CodedDocument, Document, RawDocument, SetAside
from dragoman.stopwatch import Stopwatch

BATCH_DOCUMENTS = 16
BATCH_CHARS = 200_000  # some dozen articles; one that is longer goes alone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one raw document. ``coded`` is None where it was skipped."""

    raw: RawDocument
    coded: CodedDocument | None


Skip = Callable[[RawDocument], bool]


class Engine(Protocol):
    """Codes many documents. Which coder and model it has is known once it was made."""

    coder: str
    model: str

    @property
    def stopwatch(self) -> Stopwatch:
        """Where the time went, summed over all who work."""
        ...

    def code(self, raws: Iterable[RawDocument], skip: Skip) -> Iterator[Outcome]:
        """One outcome a document, in order. ``skip`` is asked when a document is read, those before it may still be
        at work."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


def never(raw: RawDocument) -> bool:  # noqa: ARG001
    """Skip nothing."""
    return False


def is_full(batch: list[RawDocument]) -> bool:
    """Whether no more documents should join this batch."""
    return len(batch) >= BATCH_DOCUMENTS or sum(len(raw.text) for raw in batch) >= BATCH_CHARS


def refused(raw: RawDocument, reason: str, hint: str) -> Document:
    """The document that a raw one would have become, set aside."""
    id_ = raw.id or hashlib.sha256(raw.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    aside = SetAside(reason, hint, raw.source, raw.line)
    return Document(id_, raw.text, (), source=raw.source, sha256=raw.sha256, set_aside=aside)
