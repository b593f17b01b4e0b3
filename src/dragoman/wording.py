"""Records in words: the short lines that tables, reports and pages show."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Claim, Event, Mention, Position, Record, Relation, Statement


def who(mention: Mention | None) -> str:
    """A mention by its name, or its words, with code and sector: "Nikki Haley (USA GOV)"."""
    if mention is None:
        return "?"
    name = " ".join((mention.name or mention.text).split())
    codes = " ".join(code for code in (mention.code, mention.sector) if code)
    # "USA (USA)" and "United States (USA GOV)" for the state itself say the same twice.
    return f"{name} ({codes})" if codes and codes != name else name


def party(mention: Mention) -> str:
    """A mention in few words, for narrow columns: its name, and the code where the name does not tell the country."""
    name = " ".join((mention.name or mention.text).split())
    return name if mention.kind == "state" or not mention.code else f"{name} ({mention.code})"


def parties(mentions: Iterable[Mention], short: bool = False) -> str:
    """Several mentions in a row; each name once."""
    names = dict.fromkeys((party if short else who)(mention) for mention in mentions)
    return ", ".join(names) or "?"


def heading(record: Record, short: bool = False) -> str:
    """The record without its words: who, what, whom."""
    say = party if short else who
    match record:
        case Event():
            what = f"{record.event}/{record.mode}" if record.mode else str(record.event)
            told = f" [{', '.join(record.auxiliary)}]" if record.auxiliary else ""
            whom = f" → {parties(record.recipients, short)}" if record.recipients else ""
            return f"{parties(record.actors, short)} → {what}{told}{whom}"
        case Statement():
            speaker = say(record.speaker) if record.speaker else "unattributed"
            to = f" to {say(record.addressee)}" if record.addressee else ""
            return f"{speaker} said{to} ({record.kind})"
        case Position():
            of = f" of {parties(record.addressees, short)}" if record.addressees else ""
            return f"{say(record.holder)}: {record.stance}{of}"
        case Relation():
            status = f" ({record.status})" if record.status != "current" else ""
            return f"{say(record.a)} — {record.relation} — {say(record.b)}{status}"
        case Claim():
            holder = say(record.holder) if record.holder else "the paper"
            return f"{holder} claims ({record.modality})"


def content(record: Record) -> str:
    """The words of a record, on one line."""
    match record:
        case Event() | Relation():
            words = record.evidence.text
        case Statement():
            words = record.content.text
        case Position():
            words = record.proposal
        case Claim():
            words = f"{record.cause.text} ⇒ {record.effect.text}"
    return " ".join(words.split())


def size(event: Event) -> str:
    """ "3 dead, 2 arrested", or nothing."""
    numbers = (("dead", event.size.dead), ("injured", event.size.injured), ("arrested", event.size.arrested))
    return ", ".join(f"{number} {what}" for what, number in numbers if number is not None)
