"""A record: its words in their sentence, why it is there, who else reports it, and what people said of it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, cast
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman import output, wire
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, history, judgements
from dragoman.ledger.judgements import Verdict
from dragoman.ledger.writing import describe, participants_of
from dragoman.link import acts_asked
from dragoman.model import Event, Position
from dragoman.report import article
from dragoman.web.asking import Question, UnreadableError, url
from dragoman.web.refusals import Refusal, refusal
from dragoman.web.served import Served
from dragoman.web.views import View

_VERDICTS = ("right", "wrong", "amended")
_MOST_NOTE = 2000


def show(served: Served, question: Question) -> View:
    """One record with all that is known about it."""
    with served.ask() as ledger:
        kept = ledger.record(question.need("id", "the id of a record"))
        coded = ledger.document(kept.document)
        record = kept.record
        kind, _, _ = describe(record)
        act = _act(ledger, record.id) if isinstance(record, Event) else None
        reports = [ledger.record(id) for id in act.records if id != record.id][:50] if act else []
        answered = _there(ledger, record.answers) if isinstance(record, Position) and record.answers else None
        said = list(judgements.judgements(ledger, document=kept.document))
        verdict = judgements.verdict_on(ledger, record, kept.document)
        earlier = history.replaced(ledger.connection, kept.document)
    said = [j for j in said if j.record == record.id or j == verdict]
    return View(
        "record.html",
        f"{kind.capitalize()} {record.id[:12]}",
        {
            "kept": kept,
            "kind": kind,
            "parts": participants_of(record),
            "sentence": Markup(article.sentence(coded, record)),
            "act": act,
            "reports": reports,
            "answered": answered,
            "judgements": said,
            "earlier": earlier,
            "as_json": json.dumps(output.record_to_json(record), ensure_ascii=False, indent=1),
        },
        lambda: {
            "kind": kind,
            **wire.record_json(kept),
            "act": wire.act_json(act) if act else None,
            "judgements": [
                {**asdict(j), "amended": output.record_to_json(j.amended) if j.amended else None} for j in said
            ],
            "earlier_codings": earlier,
        },
        lambda: [wire.flat(kept)],
        wire.columns(kind),
    )


def _act(ledger: Ledger, id: str) -> acts_asked.Act | None:
    try:
        return acts_asked.one(ledger, id)
    except DragomanError:  # it is not linked yet
        return None


def _there(ledger: Ledger, id: str) -> Any:
    try:
        return ledger.record(id)
    except DragomanError:  # it was below the confidence that was asked for when it was coded
        return None


def judged(served: Served) -> Callable[[Request], Awaitable[Response]]:
    """What the buttons of the page send: a verdict, kept in the ledger."""

    async def endpoint(request: Request) -> Response:
        if not request.scope["dragoman.may_write"]:
            hint = "start it with --write, and open the address that it prints"
            return refusal(request.scope, Refusal(403, "read_only", "judgements are not taken here", hint))
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        words = {name: values[-1] for name, values in sent.items()}
        id = await run_in_threadpool(_judge, served, words)
        return RedirectResponse(url("/record", id=id) + "#judgements", 303)

    return endpoint


def _judge(served: Served, words: dict[str, str]) -> str:
    verdict, by = words.get("verdict", ""), words.get("by", "").strip()
    if verdict not in _VERDICTS:
        raise UnreadableError(f"no verdict {verdict!r}", f"there are: {', '.join(_VERDICTS)}")
    if not by or len(by) > 100:
        raise UnreadableError("a judgement needs a name", "say who judges, in at most 100 characters")
    amended = None
    if verdict == "amended":
        try:
            amended = json.loads(words.get("amended", ""))
        except json.JSONDecodeError as error:
            raise UnreadableError(f"the amended record is no JSON: {error}", "go back and correct it") from error
        if not isinstance(amended, dict):
            raise UnreadableError("the amended record is no JSON object", "go back and correct it")
    note = words.get("note", "").strip()[:_MOST_NOTE] or None
    with Ledger(served.ledger, timeout_s=5) as ledger:
        judgement = judgements.judge(
            ledger, words.get("id", ""), cast(Verdict, verdict), by=by, amended=amended, note=note
        )
    return judgement.record
