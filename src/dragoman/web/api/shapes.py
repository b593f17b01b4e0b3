"""What the API takes and gives, around the records of the output contract."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.link.acts_asked import About
from dragoman.link.answers import Outcome
from dragoman.link.reports import Status
from dragoman.model import EventType, MentionKind, Quad
from dragoman.read.records import MAX_CHARS
from dragoman.web.api.contract import KeptClaim, KeptEvent, KeptPosition, KeptRelation, KeptStatement

MOST_CHARS = MAX_CHARS // 10
"""The longest text that is coded while its sender waits: some 35,000 words."""


class Refused(BaseModel):
    """Why there is no answer: the same shape for every error."""

    error: str = Field(description="what is wrong", examples=["no record 'x' in news.ledger"])
    code: str = Field(description="the same as one word, for programs", examples=["not_found"])
    hint: str = Field(description="what to do about it")
    status: int = Field(description="the HTTP status", examples=[404])


# --- articles -------------------------------------------------------------------------------------------------------


class Article(BaseModel):
    """An article to be coded."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "text": "France urged Mali on Monday to release three aid workers. Mali's army rejected the demand.",
                "title": "France presses Mali",
                "published": "2021-03-03",
                "publisher": "The Courier",
            }
        },
    )

    text: str = Field(description=f"the article, as plain text; at most {MOST_CHARS:,} characters")
    title: str | None = Field(None, max_length=2000)
    published: str | None = Field(
        None, max_length=100, description="day of publication; without it \"Wednesday\" stays unresolved",
        examples=["2021-03-03"],
    )  # fmt: skip
    publisher: str | None = Field(None, max_length=500)
    url: str | None = Field(None, max_length=4000)
    id: str | None = Field(None, max_length=500, description="a name of its own; else it is made of the content")


class Added(BaseModel):
    """What became of an article that was sent."""

    id: str
    changed: bool = Field(description="false: it was in the ledger just so")
    records: int = Field(description="how many records the ledger has from it")
    url: str = Field(description="where it is now", examples=["/api/v1/documents/3f2a"])


class Listed(BaseModel):
    """An article in few words."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    records: int = Field(description="how many records it has")


# --- what many articles say -----------------------------------------------------------------------------------------


class Party(BaseModel):
    name: str | None
    text: str
    entity: str
    kind: MentionKind
    code: str | None
    sector: str | None


class Version(BaseModel):
    says: str
    records: list[str]


class Dispute(BaseModel):
    """What reports of one act disagree on."""

    about: About
    versions: list[Version]


class Act(BaseModel):
    """What happened once, whoever reports it."""

    id: str
    day: str | None
    status: Status
    event: EventType
    mode: str | None
    quad: Quad
    score: float
    actors: list[Party]
    recipients: list[Party]
    reports: int
    documents: int
    originals: int = Field(description="articles, copies counted once")
    publishers: int
    first_published: str | None
    last_published: str | None
    disputes: list[Dispute]
    records: list[str] = Field(description="the events that report it")
    evidence: str


class StoryArticle(BaseModel):
    document: str
    title: str | None
    published: str | None
    publisher: str | None
    copy_of: str | None
    likeness: float = Field(description="to the article on which it hangs; 0 for the first")


class Story(BaseModel):
    """Articles that tell the same news."""

    story: str = Field(description="the id of its first article")
    documents: list[str]
    originals: int
    articles: list[StoryArticle]


class Chain(BaseModel):
    """A demand with what was answered to it."""

    outcome: Outcome
    asks: list[KeptPosition]
    answers: list[KeptPosition]


class Turn(BaseModel):
    """A change of position, or a contradiction."""

    turn: Literal["change", "contradiction"]
    before: KeptPosition
    after: KeptPosition


class Answers(BaseModel):
    chains: list[Chain]
    turns: list[Turn]
    others: list[KeptPosition] = Field(description="positions that neither ask nor answer")


class Counted(BaseModel):
    """Acts by quad class, and their scores."""

    acts: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    sum_score: float


class Period(Counted):
    """A day, week, month or year of a pair."""

    period: str = Field(examples=["2021-W09"])
    start: str = Field(description="its first day")
    mean_score: float | None
    balance: float | None = Field(description="(cooperation − conflict) / acts")


class Series(BaseModel):
    a: str
    b: str
    by: str
    periods: list[Period]


class Tie(Counted):
    """Who acts on whom."""

    a: str
    b: str
    a_name: str
    b_name: str
    mean_score: float
    balance: float


class Alert(BaseModel):
    """A period in which a pair has far more conflict or cooperation than it used to have."""

    a: str
    b: str
    period: str
    start: str
    about: Literal["conflict", "cooperation"]
    acts: int
    expected: float
    surprise: float = Field(description="in standard deviations")


# --- who ------------------------------------------------------------------------------------------------------------


class Office(BaseModel):
    office: str | None
    code: str | None
    sector: str | None
    sector2: str | None
    since: str | None
    until: str | None


class Known(BaseModel):
    """An actor of the lexicon."""

    id: str
    name: str
    kind: MentionKind
    code: str | None
    sector: str | None
    sector2: str | None
    offices: list[Office]


class Sides(BaseModel):
    actor: int = Field(description="as who acts, speaks, holds")
    recipient: int = Field(description="as who is acted upon, addressed")


class Who(BaseModel):
    """Whom a name, id or code means, and what the ledger has on it."""

    asked: str
    known: list[Known] = Field(description="by the lexicon; several where the name is not one actor's alone")
    names: list[str] = Field(description="all that these go by")
    records: dict[str, Sides] = Field(description="by kind of record")


# --- lists ----------------------------------------------------------------------------------------------------------


class Counts(BaseModel):
    documents: int
    events: int
    statements: int
    positions: int
    relations: int
    claims: int
    problems: int


class Problem(BaseModel):
    """What was set aside, and why."""

    source: str | None
    line: int | None
    document: str | None
    reason: str
    hint: str
    noted: str = Field(description="UTC")


class _Paged(BaseModel):
    after: str | None = Field(description="where to go on; null at the end")
    next: str | None = Field(description="the same as an address", examples=["/api/v1/events?actor=USA&after=9c1f-e2"])


class Events(_Paged):
    records: list[KeptEvent]


class Statements(_Paged):
    records: list[KeptStatement]


class Positions(_Paged):
    records: list[KeptPosition]


class Relations(_Paged):
    records: list[KeptRelation]


class Claims(_Paged):
    records: list[KeptClaim]


class Documents(_Paged):
    documents: list[Listed]


class Acts(_Paged):
    acts: list[Act]


class Stories(_Paged):
    stories: list[Story]


class Actors(_Paged):
    actors: list[Known]


class Network(_Paged):
    ties: list[Tie]


class Alerts(_Paged):
    alerts: list[Alert]


class Problems(_Paged):
    problems: list[Problem]
