"""The output contract as the description of the API tells it; `dragoman.output` and `dragoman.wire` write it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from dragoman.model import (
    Auxiliary,
    DropReason,
    EventType,
    How,
    Medium,
    MentionKind,
    Modality,
    Precision,
    Quad,
    RelationKind,
    RelationStatus,
    Stance,
    StatementKind,
)

# --- parts ----------------------------------------------------------------------------------------------------------


class Where(BaseModel):
    """A place in the article's text, in characters, half-open."""

    start: int
    end: int


class Words(Where):
    """Words of the article, as they stand there."""

    text: str


class Drop(Where):
    reason: DropReason


class Part(Where):
    """A paragraph that was kept."""

    is_title: bool
    dateline: Where | None


class Actor(Words):
    """An actor, as the text names it and as it was resolved."""

    entity: str = Field(description="who is meant, across articles", examples=["usa/nikki-haley"])
    name: str | None = Field(description="canonical name; null for a mere description")
    kind: MentionKind
    code: str | None = Field(description="ISO alpha-3, or UNO, EUR, IGO, NGO, ISM, IMG, MNC", examples=["USA"])
    sector: str | None = Field(description="PLOVER sector", examples=["GOV"])
    sector2: str | None
    office: str | None = Field(description="held on the day of publication")
    how: How = Field(description="how it was resolved")
    confidence: float
    note: str | None = Field(description="how it was resolved, in words")
    sentence: int
    head: int


class When(Words):
    """A time expression."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = Field(description="TIMEX3", examples=["2021-03-01"])


class Place(Words):
    """A place name."""

    geonameid: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    country_alpha2: str | None
    country_name: str | None


class Day(BaseModel):
    """When an act was done; `start` and `end` are null where that was inferred."""

    value: str = Field(examples=["2021-03-01"])
    precision: Precision
    start: int | None
    end: int | None


class Size(BaseModel):
    """How many, where told: a lower bound for "at least" and "dozens"."""

    dead: int | None
    injured: int | None
    arrested: int | None


class Rejected(BaseModel):
    what: str
    why: str


class Aside(BaseModel):
    """Why an article could not be coded."""

    reason: str
    hint: str
    source: str | None
    line: int | None


# --- records --------------------------------------------------------------------------------------------------------


class Record(BaseModel):
    """What all records have."""

    id: str
    confidence: float = Field(ge=0, le=1)
    rule: str = Field(description="the line of the lexicon or the grammar that made it")
    sentence: int


class Event(Record):
    """An act that the text reports, coded to PLOVER 2.0."""

    event: EventType
    mode: str | None
    auxiliary: list[Auxiliary] = Field(description="empty: told as done")
    contexts: list[str]
    quad: Quad
    score: float = Field(description="−10 (conflict) to +10 (cooperation)")
    actors: list[Actor]
    recipients: list[Actor]
    date: Day | None
    place: str | None
    size: Size
    said_by: Actor | None = Field(description="to whom the report is attributed; null: the paper in its own voice")
    trigger: Words
    evidence: Words
    rejected: list[Rejected]


class Statement(Record):
    """What somebody said."""

    kind: StatementKind
    speaker: Actor | None
    start: int
    end: int
    content: str
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    addressee: Actor | None
    medium: Medium | None
    via: str | None
    date: str | None


class Position(Record):
    """What somebody demands, offers, accepts, refuses …"""

    holder: Actor
    stance: Stance
    proposal: str
    addressees: list[Actor]
    answers: str | None = Field(description="the id of the position that this one responds to")
    evidence: Words


class Relation(Record):
    """How two actors stand to each other."""

    a: Actor
    relation: RelationKind
    b: Actor
    status: RelationStatus
    evidence: Words


class Claim(Record):
    """Who says that what leads to what."""

    holder: Actor | None
    cause: Words
    effect: Words
    modality: Modality
    evidence: Words


class Origin(BaseModel):
    """The article that a record comes from, and the day by which it is sorted and filtered."""

    day: str | None
    document: str = Field(description="the article's id")
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    coder: str
    model: str


class KeptEvent(Event, Origin):
    """An event with its article."""


class KeptStatement(Statement, Origin):
    """A statement with its article."""


class KeptPosition(Position, Origin):
    """A position with its article."""


class KeptRelation(Relation, Origin):
    """A relation with its article."""


class KeptClaim(Claim, Origin):
    """A claim with its article."""


class OneRecord(BaseModel):
    """A record of any kind."""

    kind: Literal["event", "statement", "position", "relation", "claim"]
    record: KeptEvent | KeptStatement | KeptPosition | KeptRelation | KeptClaim


class Coded(BaseModel):
    """An article and all that was read off it: the same as a line of `dragoman code --format jsonl`."""

    id: str
    title: str | None
    published: str | None
    language: str
    publisher: str | None
    url: str | None
    text: str
    dropped: list[Drop]
    mentions: list[Actor]
    times: list[When]
    places: list[Place]
    events: list[Event]
    statements: list[Statement]
    positions: list[Position]
    relations: list[Relation]
    claims: list[Claim]
    set_aside: Aside | None
    coder: str
    model: str
    source: str
    sha256: str
    paragraphs: list[Part]
