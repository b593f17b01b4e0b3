"""What may be asked with each call, told one by one; `dragoman.web.asking` reads it. A misspelt word is an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from dragoman.ledger.periods import UNITS
from dragoman.web.asking import MODES, MOST_A_PAGE, QUADS, TYPES, Question
from dragoman.web.coding import Coding
from dragoman.web.served import Served


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API."""

    served: Served
    coding: Coding
    question: Question


async def _call(request: Request) -> Call:
    state = request.app.state
    return Call(state.served, state.coding, Question(dict(request.query_params), request.url.path))


Called = Annotated[Call, Depends(_call)]


def _word(description: str, example: str | None = None, among: Sequence[str] = ()) -> Any:
    extra: dict[str, Any] = {"enum": list(among)} if among else {}
    return Field(
        None, description=description, examples=[example or among[0]] if example or among else None,
        json_schema_extra=extra or None,
    )  # fmt: skip


_WHO = "a country code, a sector, both (USA/MIL), an entity (usa/nikki-haley) or words of a name"
_DAY = "a day, month or year: 2021-03-01, 2021-03, 2021"


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Paging(_Asked):
    """Where to go on, and how much at once."""

    after: str | None = _word("go on behind this one: the `after` of the answer before")
    limit: int = Field(50, ge=1, le=MOST_A_PAGE, description="how many at once")


class _Window(Paging):
    since: str | None = _word(f"not before: {_DAY}", "2021-03")
    until: str | None = _word(f"not after: {_DAY}", "2021-06")
    as_of: str | None = _word("only what was published by then; articles without a date were not", "2021-06-30")


class RecordsAsked(_Window):
    """The filters of every kind of record."""

    actor: str | None = _word(f"who acts, speaks, holds; {_WHO}", "USA")
    recipient: str | None = _word(f"who is acted upon, addressed; {_WHO}", "PRK")
    party: str | None = _word(f"either of them; {_WHO}", "RUS")
    text: str | None = _word("words that the article has", "oil embargo")
    about: str | None = _word("words that the record itself has", "sanction*")
    document: str | None = _word("the id of the article", "3f2a")
    publisher: str | None = _word("who published the article", "Reuters")
    min_confidence: float | None = Field(None, ge=0, le=1, description="at least this sure", examples=[0.7])


class EventsAsked(RecordsAsked):
    """The filters of events, and of acts."""

    type: str | None = _word("one of the sixteen events of PLOVER", among=TYPES["event"])
    mode: str | None = _word("PLOVER's mode of the event", among=MODES)
    quad: str | None = _word("the quad class", among=QUADS)
    place: str | None = _word("at a place of this name, by the gazetteer's name for it", "Geneva")
    fact: bool = Field(False, description="only what is told as done: not planned, possible, denied or long past")


class StatementsAsked(RecordsAsked):
    """The filters of statements."""

    type: str | None = _word("quoted or not", among=TYPES["statement"])


class PositionsAsked(RecordsAsked):
    """The filters of positions."""

    type: str | None = _word("the stance", among=TYPES["position"])


class RelationsAsked(RecordsAsked):
    """The filters of relations."""

    type: str | None = _word("the relation", among=TYPES["relation"])


class ClaimsAsked(RecordsAsked):
    """The filters of claims."""

    type: str | None = _word("how sure the holder is", among=TYPES["claim"])


class ActsAsked(EventsAsked):
    """The filters of acts."""

    disputed: bool = Field(False, description="only those that reports disagree on")


class DocumentsAsked(Paging):
    """The filters of articles."""

    text: str | None = _word('words that the article has; "a phrase"; beginnings: sanction*', "oil embargo")
    publisher: str | None = _word("who published it", "Reuters")


class SearchAsked(Paging):
    """Words to look for."""

    text: str = Field(
        description='words that the article has; "a phrase"; beginnings: sanction*', examples=["oil embargo"]
    )
    publisher: str | None = _word("who published it", "Reuters")


class StoriesAsked(Paging):
    """Which stories."""

    least: int = Field(2, ge=1, le=1000, description="of at least so many articles")


class ActorsAsked(Paging):
    """Whom to look for."""

    name: str = Field(description="words of a name", examples=["Haley"])


class AnswersAsked(_Asked):
    """Which demands."""

    on: str = Field(description="words that a proposal has", examples=["sanctions"])
    actor: str | None = _word(f"who holds the position; {_WHO}", "USA")
    recipient: str | None = _word(f"to whom it is addressed; {_WHO}", "IRN")
    party: str | None = _word(f"either of them; {_WHO}", "IRN")
    since: str | None = _word(f"not before: {_DAY}", "2021-03")
    until: str | None = _word(f"not after: {_DAY}", "2021-06")
    as_of: str | None = _word("only what was published by then", "2021-06-30")


class SeriesAsked(_Asked):
    """Which two, and how."""

    a: str = Field(description="a country or body: its code or name", examples=["USA"])
    b: str = Field(description="the other one", examples=["PRK"])
    by: str = Field("week", description="the length of a period", json_schema_extra={"enum": list(UNITS)})
    since: str | None = _word(f"not before: {_DAY}", "2021-03")
    until: str | None = _word(f"not after: {_DAY}", "2021-06")
    as_of: str | None = _word("only what was published by then", "2021-06-30")
    directed: bool = Field(False, description="only what the first does to the second")
    reports: bool = Field(False, description="count reports, not acts")


class NetworkAsked(_Window):
    """Whose ties."""

    actor: str | None = _word("only those that this one is a side of: a code or name", "USA")
    least: int = Field(1, ge=1, le=1_000_000, description="of at least so many acts")
    reports: bool = Field(False, description="count reports, not acts")


class AlertsAsked(_Window):
    """What counts as unusual."""

    by: str = Field("week", description="the length of a period", json_schema_extra={"enum": list(UNITS)})
    surprise: float = Field(3.0, ge=0, le=1000, description="at least so many standard deviations above the mean")
    least: int = Field(3, ge=1, le=1_000_000, description="of at least so many acts")
