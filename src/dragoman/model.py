"""The domain model: what a document, a mention and a record are.

Everything here is plain data; nothing here imports anything of ours. Offsets count characters of ``Document.text``
and are half-open, so ``document.text[span.start:span.end]`` is always the proof.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

# --- vocabularies ---------------------------------------------------------------------------------------------------


class EventType(StrEnum):
    """The sixteen events of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
MentionKind = Literal[
    "state", "person", "organisation", "armed group", "party", "company", "crowd", "group", "place", "unknown"
]
How = Literal["name", "office", "title", "metonym", "demonym", "apposition", "pronoun", "description", "role"]
StatementKind = Literal["direct", "indirect", "mixed"]
Medium = Literal["tweet", "interview", "statement", "speech", "phone", "broadcast"]
Stance = Literal[
    "demand", "propose", "offer", "promise", "support", "accept", "oppose", "refuse", "decline", "threaten"
]
RelationKind = Literal[
    "ally", "enemy", "neighbour", "trading partner", "member of", "diplomatic relations", "good relations",
    "poor relations", "occupies", "claims territory of", "at war", "supplier", "sanctioned by", "head of", "represents",
]  # fmt: skip
RelationStatus = Literal["current", "past", "prospective", "denied"]
Modality = Literal["asserted", "would", "could", "alleged", "denied"]
DropReason = Literal["repeated title", "teaser headline", "boilerplate", "caption", "byline"]
Precision = Literal["year", "season", "quarter", "month", "week", "day", "time"]

# --- documents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def join(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why something could not be read or coded, and what the user can do about it."""

    reason: str
    hint: str
    source: str | None = None  # file or URL
    line: int | None = None  # 1-based line of the source, for line formats


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as read: its text decoded and taken out of its format, its metadata, nothing decided yet."""

    text: str
    source: str  # file, URL or "-"
    sha256: str  # of the source bytes of this record
    id: str | None = None  # as the input names it
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None  # ISO 639-1, if the input tells it
    line: int | None = None
    set_aside: SetAside | None = None  # read, but not codable


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of the text that is not the article."""

    span: Span
    reason: DropReason


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A kept run of text between line breaks. ``dateline`` is the part at its start that is dateline only."""

    span: Span  # without the dateline
    is_title: bool = False
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article, cleaned. ``paragraphs`` and ``dropped`` together cover all of ``text`` that is not white space."""

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...] = ()
    title: str | None = None
    published: dt.date | None = None
    language: str = "en"
    publisher: str | None = None
    url: str | None = None
    source: str = "-"
    sha256: str = ""
    set_aside: SetAside | None = None


# --- parse ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Token:
    """One token: ``tag`` is Penn Treebank, ``pos`` Universal, ``dep`` spaCy's (ClearNLP) label, ``head`` an index."""

    i: int  # index in the sentence
    text: str
    lemma: str  # lower case, but for proper nouns
    lower: str
    tag: str
    pos: str
    dep: str  # "ROOT" for roots
    head: int  # index of the head in the sentence; its own index for a root
    start: int  # offsets in the document's text
    end: int


@dataclass(slots=True)
class Sentence:
    """A sentence of a kept paragraph. ``tokens`` is empty where it was not parsed (see ``parse.prefilter``)."""

    index: int  # in the document
    paragraph: int  # index into Document.paragraphs
    span: Span
    text: str
    tokens: list[Token] = field(default_factory=list)
    is_title: bool = False
    plain: str | None = None  # a headline in Title Case as the parser reads it: with capitals on names alone
    _children: list[list[Token]] | None = None

    def children(self, i: int) -> list[Token]:
        """The tokens whose head is token ``i``, in text order. The list is the sentence's own: read it only."""
        return (self._children or self._filed())[i]

    def _filed(self) -> list[list[Token]]:
        table = self._children = [_NO_TOKENS] * len(self.tokens)
        for token in self.tokens:
            if token.head != token.i:
                if table[token.head]:
                    table[token.head].append(token)
                else:
                    table[token.head] = [token]
        return table

    def child(self, i: int, *deps: str) -> Token | None:
        """The first child of token ``i`` with one of these dependency labels."""
        for token in self.children(i):
            if token.dep in deps:
                return token
        return None

    def ancestors(self, i: int) -> Iterator[Token]:
        """Head of token ``i``, the head's head, … up to the root."""
        while (head := self.tokens[i].head) != i:
            yield self.tokens[head]
            i = head

    def subtree(self, i: int) -> list[int]:
        """Indices of token ``i`` and all its descendants, in text order."""
        table = self._children or self._filed()
        if not table[i]:
            return [i]
        out = [i]
        for j in out:  # which grows under way
            if table[j]:
                out.extend([token.i for token in table[j]])
        out.sort()
        return out

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the noun phrase headed by ``i``: determiners, modifiers, possessors and
        of-phrases, but no relative clause, apposition, coordination or other prepositional phrase."""
        first, last = i, i
        for token in self.children(i):
            if token.i < i and token.dep in _LEFT_OF_NOUN:
                first = min(first, self.subtree(token.i)[0])
            elif token.i > i and (
                (token.dep == "prep" and token.lower == "of" and token.i == last + 1)
                or (token.dep == "case" and token.i == last + 1)
            ):
                last = max(last, self._of_phrase_end(token))
        return first, last

    def _of_phrase_end(self, prep: Token) -> int:
        obj = self.child(prep.i, "pobj")
        return self.phrase(obj.i)[1] if obj else prep.i

    def span_of(self, first: int, last: int) -> Span:
        """The characters from token ``first`` through token ``last``."""
        return Span(self.tokens[first].start, self.tokens[last].end)


_NO_TOKENS: list[Token] = []  # the children of most
_LEFT_OF_NOUN = frozenset(
    "det amod compound nmod nummod poss predet quantmod advmod npadvmod punct preconj neg".split()
)

# --- who, when, where -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what is meant, outside any text."""

    id: str  # "usa/nikki-haley"; unknown names get "?/their-name"
    name: str
    kind: MentionKind
    code: str | None = None  # PLOVER country code, or UNO EUR IGO NGO ISM IMG MNC
    sector: str | None = None  # PLOVER sector
    sector2: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity at a place in the text, as it stood on the document's date.

    Several mentions can share one span ("the two leaders"). ``code`` and ``sector`` are those in force here: a person
    takes them from the office held that day, "the Turkish army" from its words.
    """

    span: Span
    text: str
    sentence: int
    head: int  # token index of the phrase's head in the sentence
    entity: str
    name: str | None  # canonical name, None for a mere description
    kind: MentionKind
    code: str | None
    sector: str | None
    office: str | None
    how: How
    sector2: str | None = None
    confidence: float = 1.0
    note: str | None = None  # how it was decided, for `dragoman explain`


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3). ``value`` is None where the text and the known dates do not settle it."""

    span: Span
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and where it lies. Countries are ISO codes; coordinates are WGS84 degrees."""

    span: Span
    text: str
    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None  # alpha-3
    country_alpha2: str | None
    country_name: str | None


@dataclass(slots=True)
class Inside:
    """The mentions, times and places of one sentence, in text order."""

    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """All that is known about a document before records are extracted from it."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    _by_head: dict[tuple[int, int], tuple[Mention, ...]] | None = None
    _inside: dict[int, Inside] | None = None

    def inside(self, sentence: Sentence) -> Inside:
        """What stands in a sentence."""
        if self._inside is None:
            self._inside = {s.index: Inside() for s in self.sentences}
            for mention in self.mentions:
                self._inside[mention.sentence].mentions.append(mention)
            starts = [s.span.start for s in self.sentences]
            located: tuple[Time | Place, ...] = (*self.times, *self.places)
            for found in located:
                around = self.sentences[bisect_right(starts, found.span.start) - 1]
                if around.span.covers(found.span):
                    inside = self._inside[around.index]
                    inside.times.append(found) if isinstance(found, Time) else inside.places.append(found)
        return self._inside[sentence.index]

    def at(self, sentence: int, token: int) -> tuple[Mention, ...]:
        """The mentions whose head is this token: none, one, or several ("the two leaders")."""
        if self._by_head is None:
            table: dict[tuple[int, int], tuple[Mention, ...]] = {}
            for mention in self.mentions:
                key = (mention.sentence, mention.head)
                table[key] = (*table.get(key, ()), mention)
            self._by_head = table
        return self._by_head.get((sentence, token), ())


# --- records --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document: a span and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an act happened. ``start``/``end`` point at the time expression, None where it was inferred."""

    value: str  # ISO date, week, month or year
    precision: Precision
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of people, where the text gives them; a lower bound for "at least" and "dozens"."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What else was considered for a record, and why it was not taken (for `dragoman explain`)."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """A report of an act between or by political actors, coded to PLOVER 2.0."""

    id: str
    sentence: int
    event: EventType
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    contexts: tuple[str, ...]
    quad: Quad
    score: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    date: EventDate | None
    place: str | None
    size: Size
    said_by: Mention | None
    trigger: Quote
    evidence: Quote
    confidence: float
    rule: str
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what. ``start``/``end`` of ``content`` exclude the outer quotation marks."""

    id: str
    sentence: int
    kind: StatementKind
    speaker: Mention | None
    content: Quote
    cue: Quote | None
    addressee: Mention | None
    medium: Medium | None
    via: str | None
    date: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """Who demands, offers, accepts or refuses what. ``answers`` is the id of the position that it responds to."""

    id: str
    sentence: int
    holder: Mention
    stance: Stance
    proposal: str
    addressees: tuple[Mention, ...]
    answers: str | None
    evidence: Quote
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing fact between two political actors."""

    id: str
    sentence: int
    a: Mention
    relation: RelationKind
    b: Mention
    status: RelationStatus
    evidence: Quote
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """``cause`` leads, would or could lead to ``effect``, as ``holder`` (or the paper, if None) claims."""

    id: str
    sentence: int
    holder: Mention | None
    cause: Quote
    effect: Quote
    modality: Modality
    evidence: Quote
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document and everything that was read off it."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    coder: str = ""
    model: str = ""  # name, version and hash of the parser's model


Record = Event | Statement | Position | Relation | Claim
