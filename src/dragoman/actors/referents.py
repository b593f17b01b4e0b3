"""Who a document speaks of: one referent for each entity in it, whatever it is called on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors.nouns import Noun
from dragoman.actors.records import Gender
from dragoman.model import Document, How, Mention, MentionKind, Sentence


@dataclass(slots=True)
class Referent:
    """An entity as the document knows it; what is learnt late ("X, the Iranian envoy") holds for all its mentions."""

    id: str
    name: str | None
    kind: MentionKind
    code: str | None = None
    sector: str | None = None
    sector2: str | None = None
    office: str | None = None
    gender: Gender | None = None
    is_plural: bool = False
    confidence: float = 1.0
    role: str | None = None  # phrase by which the text introduced it
    count: int = 0
    turn: int = 0  # when it was named last, counted over the document
    tokens: frozenset[str] = frozenset()  # words of the name


@dataclass(slots=True)
class Found:
    """A referent at a place in the text; ``sector`` overrides the referent's own where the place decides it."""

    noun: Noun
    referent: Referent
    how: How
    first: int
    last: int
    confidence: float
    note: str
    sector: str | None = None
    sector2: str | None = None
    has_own_sector: bool = False


@dataclass(slots=True)
class Trace:
    """Where a referent was mentioned, for what refers back to it."""

    sentence: int
    token: int
    referent: Referent
    is_subject: bool
    head: int  # the word it hangs on
    names: bool  # whether a name or noun, not a pronoun, stood there
    is_place: bool  # whether it only told where something is


@dataclass(slots=True)
class Memory:
    """Earlier mentions, the newest last, and how prominent each country is so far.

    ``lasting`` is what title, dateline and the whole article give a country, wherever in it one reads; ``setting`` is
    the country of the dateline. ``short`` are the abbreviations explained so far; None for a name that nobody knows.
    """

    traces: list[Trace] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    lasting: dict[str, float] = field(default_factory=dict)
    setting: str | None = None
    short: dict[str, Referent | None] = field(default_factory=dict)

    def weigh(self, code: str | None, weight: float, sentence: int) -> None:
        """A country was mentioned; earlier mentions count a seventh less for each sentence since."""
        if code:
            faded = self.weights.get(code, 0.0) * 0.86 ** max(0, sentence - self.at.get(code, sentence))
            self.weights[code] = faded + weight
            self.at[code] = sentence

    def top(self, sentence: int) -> list[tuple[float, str]]:
        """The countries by prominence at a sentence."""
        codes = {**self.weights, **self.lasting}
        return sorted(((self._weight(code, sentence), code) for code in codes), reverse=True)

    def _weight(self, code: str, sentence: int) -> float:
        faded = self.weights.get(code, 0.0) * 0.86 ** max(0, sentence - self.at.get(code, sentence))
        return faded + self.lasting.get(code, 0.0)


def meant(noun: Noun, referent: Referent, first: int, last: int, note: str) -> Found:
    """Somebody to whom a noun refers back; a state is meant as the one that acts."""
    found = Found(noun, referent, "description", first, last, 0.65, note)
    if referent.kind == "state":
        found.sector, found.has_own_sector = "GOV", True
    return found


def to_mention(document: Document, found: Found) -> Mention:
    """The mention as the model has it."""
    noun, referent = found.noun, found.referent
    sentence: Sentence = noun.sentence
    span = sentence.span_of(found.first, found.last)
    sector, sector2 = (found.sector, found.sector2) if found.has_own_sector else (referent.sector, referent.sector2)
    return Mention(
        span, document.text[span.start : span.end], sentence.index, noun.head, referent.id, referent.name,
        referent.kind, referent.code, sector, referent.office, found.how, sector2,
        round(found.confidence * referent.confidence, 2), found.note,
    )  # fmt: skip
