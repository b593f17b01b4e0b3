"""Record ids: the same input gives the same id, on every machine and in every run."""

from __future__ import annotations

import hashlib

_LENGTH = 16  # hex characters: 64 bits, no clash expected below a billion records


def record_id(document_id: str, kind: str, *parts: str | int) -> str:
    """The id of a record of this kind that these parts (offsets, labels) single out within the document."""
    text = "\x1f".join((document_id, kind, *(str(part) for part in parts)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
