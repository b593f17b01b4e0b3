"""What the ledger holds as JSON objects and as flat rows: the same on the command line, in files and from the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman import output, wording
from dragoman.ledger import Kept
from dragoman.ledger.writing import describe, participants_of
from dragoman.model import Claim, Event, Mention, Record
from dragoman.ontology import cameo_of

if TYPE_CHECKING:
    from dragoman.actors.records import Actor
    from dragoman.link.acts_asked import Act
    from dragoman.link.answers import Answers, Chain, Turn
    from dragoman.link.stories import Story


def record_json(kept: Kept[Record]) -> output.Json:
    """A record by the output contract, with the article that it comes from."""
    return {
        **output.record_to_json(kept.record),
        "day": kept.day,
        "document": kept.document,
        "title": kept.title,
        "published": kept.published.isoformat() if kept.published else None,
        "publisher": kept.publisher,
        "url": kept.url,
        "coder": kept.coder,
        "model": kept.model,
    }



_SHARED_FIRST = ["id", "day", "type"]
_ARTICLE = ["document", "title", "published", "publisher", "url", "coder"]
_SHARED_LAST = ["words", "start", "end", "confidence", "rule", *_ARTICLE]
_OWN = {
    "event": [
        "mode", "auxiliary", "contexts", "quad", "score", "cameo", "date", "place", "dead", "injured", "arrested",
        "said_by",
    ],
    "statement": ["cue", "medium", "via"],
    "position": ["proposal", "answers"],
    "relation": ["status"],
    "claim": ["cause", "effect"],
}  # fmt: skip
_SIDES = ["actor", "actor_codes", "recipient", "recipient_codes"]


def columns(kind: str) -> list[str]:
    """The names of a flat row's cells."""
    return [*_SHARED_FIRST, *_SIDES, *_OWN[kind], *_SHARED_LAST]


def flat(kept: Kept[Record]) -> dict[str, object]:
    """A record as one flat row, by column; several actors stand in one cell."""
    record = kept.record
    kind, type_, quote = describe(record)
    data = record_json(kept)
    own: dict[str, object] = {name: data.get(name) for name in _OWN[kind]}
    if isinstance(record, Event):
        own |= {"cameo": cameo_of(record.event, record.mode)}
        own |= {"auxiliary": record.auxiliary, "contexts": record.contexts, "date": record.date and record.date.value}
        own |= {"dead": record.size.dead, "injured": record.size.injured, "arrested": record.size.arrested}
        own |= {"said_by": record.said_by and wording.who(record.said_by)}
    if isinstance(record, Claim):
        own |= {"cause": record.cause.text, "effect": record.effect.text}
    sides = participants_of(record)
    actors, recipients = sides.get("actor", ()), sides.get("recipient", ())
    return {
        "id": record.id, "day": kept.day, "type": type_,
        "actor": [m.name or m.text for m in actors], "actor_codes": _codes(actors),
        "recipient": [m.name or m.text for m in recipients], "recipient_codes": _codes(recipients),
        **own,
        "words": quote.text, "start": quote.start, "end": quote.end,
        "confidence": record.confidence, "rule": record.rule,
        **{name: data[name] for name in _ARTICLE},
    }  # fmt: skip


def _codes(mentions: Iterable[Mention]) -> list[str]:
    return ["/".join(code for code in (m.code or "?", m.sector) if code) for m in mentions]


def cell(value: object) -> object:
    """A value as a cell of a CSV file that no spreadsheet runs as a formula."""
    if isinstance(value, list | tuple):
        value = "; ".join("" if item is None else str(item) for item in value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def act_json(act: Act) -> output.Json:
    """An act as one object: its first report, how many tell it, and what they disagree on."""
    return {
        "id": act.id,
        "day": act.day,
        "status": act.status,
        "event": act.event.event.value,
        "mode": act.event.mode,
        "quad": act.event.quad,
        "score": act.event.score,
        "actors": [_party(m) for m in act.actors],
        "recipients": [_party(m) for m in act.recipients],
        "reports": act.reports,
        "documents": act.documents,
        "originals": act.originals,
        "publishers": act.publishers,
        "first_published": act.first_published,
        "last_published": act.last_published,
        "disputes": [
            {"about": d.about, "versions": [{"says": v, "records": list(ids)} for v, ids in d.versions]}
            for d in act.disputes
        ],
        "records": list(act.records),
        "evidence": act.event.evidence.text,
    }


def _party(mention: Mention) -> output.Json:
    return {name: getattr(mention, name) for name in ("name", "text", "entity", "kind", "code", "sector")}


def story_json(story: Story) -> output.Json:
    """A story as one object: its id, the ids of its articles, and each article with the one that it copies."""
    return {
        "story": story.id,
        "documents": [document.id for document in story.documents],
        "originals": story.originals,
        "articles": [
            {
                "document": d.id, "title": d.title, "published": d.published, "publisher": d.publisher,
                "copy_of": d.original if d.original != d.id else None, "likeness": d.likeness,
            }
            for d in story.documents
        ],
    }  # fmt: skip


def chain_json(chain: Chain) -> output.Json:
    """A demand with its answers as one object."""
    return {
        "outcome": chain.outcome,
        "asks": [record_json(kept) for kept in chain.asks],
        "answers": [record_json(kept) for kept in chain.answers],
    }


def turn_json(turn: Turn) -> output.Json:
    """A change of position, or a contradiction, as one object."""
    return {
        "turn": "contradiction" if turn.is_contradiction else "change",
        "before": record_json(turn.before),
        "after": record_json(turn.after),
    }


def answers_json(found: Answers) -> output.Json:
    """What there is on a topic as one object."""
    return {
        "chains": [chain_json(chain) for chain in found.chains],
        "turns": [turn_json(turn) for turn in found.turns],
        "others": [record_json(kept) for kept in found.others],
    }


def actor_json(actor: Actor) -> output.Json:
    """An actor of the lexicon as one object, with the offices held."""
    return {
        **{name: getattr(actor, name) for name in ("id", "name", "kind", "code", "sector", "sector2")},
        "offices": [
            {
                **{name: getattr(tenure, name) for name in ("office", "code", "sector", "sector2")},
                "since": tenure.since and tenure.since.isoformat(),
                "until": tenure.until and tenure.until.isoformat(),
            }
            for tenure in actor.tenures
        ],
    }
