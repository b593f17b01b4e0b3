"""Into the ledger, and past what is there already."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman.ledger import Ledger, RefusedError
from dragoman.model import CodedDocument, RawDocument, SetAside
from dragoman.run.work import Outcome


class Keeper:
    """Puts what an engine gives into a ledger, and tells what it need not code.

    What is skipped is what the ledger has from the same bytes, by the same coder, model and choices. While a document
    is at work, none that has its id is skipped: the one at work may take its place in the ledger, and the later one
    must then come after it, as it would in a run that was never broken off.
    """

    def __init__(self, ledger: Ledger, *, coder: str, model: str, options: str, again: bool = False) -> None:
        self._ledger = ledger
        self._coder, self._model, self._options = coder, model, options
        self._again = again
        self._at_work: Counter[str] = Counter()

    def skip(self, raw: RawDocument) -> bool:
        """Whether it is kept already."""
        key = raw.id or raw.text
        if not self._again and not self._at_work[key] and self.kept(raw) is not None:
            return True
        self._at_work[key] += 1
        return False

    def kept(self, raw: RawDocument) -> str | None:
        """The id under which it is kept already."""
        return self._ledger.kept(raw, coder=self._coder, model=self._model, options=self._options)

    def keep(self, outcome: Outcome, coded: CodedDocument) -> tuple[bool, SetAside | None]:
        """Whether that changed anything, and why it was set aside, where it was."""
        key = outcome.raw.id or outcome.raw.text
        self._at_work[key] -= 1
        if not self._at_work[key]:
            del self._at_work[key]
        try:
            is_new = self._ledger.add(coded, options=self._options)
        except RefusedError as error:
            aside = SetAside(error.message, error.hint, coded.document.source)
            self._ledger.problem(aside, document=coded.document.id)
            return False, aside
        aside_or_none = coded.document.set_aside
        if aside_or_none is not None:
            aside_or_none = replace(aside_or_none, source=aside_or_none.source or coded.document.source)
        return is_new, aside_or_none
