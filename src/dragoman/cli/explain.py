"""`dragoman explain`: why a record is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dragoman import marked, settings, wording
from dragoman.cli import options, rules, terminal
from dragoman.ledger import Kept
from dragoman.ledger.writing import describe, participants_of
from dragoman.model import Claim, CodedDocument, Event, Mention, Position, Record, Statement

_LABEL_WIDTH = 12
_ROLES = {
    "statement": {"actor": "speaker", "recipient": "addressee"},
    "position": {"actor": "holder", "recipient": "addressee"},
    "relation": {"actor": "a", "recipient": "b"},
    "claim": {"actor": "holder"},
}
_PART_STYLES = {"actor": "bold blue", "recipient": "bold magenta", "said_by": "bold"}


@click.command()
@click.argument("id")
@options.ledger
@options.lexicon
def explain(id: str, ledger: Path | None, lexicon: tuple[Path, ...]) -> None:
    """Why a record is there: its sentence with the parts marked, its rule, and what was considered and rejected.

    ID is the record's id, or the beginning of it.
    """
    with options.open_ledger(ledger) as opened:
        kept = opened.record(id)
        coded = opened.document(kept.document)
    record = kept.record
    kind, _, _ = describe(record)
    click.secho(f"{kind} {record.id}", bold=True)
    click.echo(f"{wording.heading(record)}\n")
    terminal.console().print(sentence(coded, record))
    click.echo()
    for label, text in [*_parts(record, kind), *_rule(record, lexicon), *_origin(kept)]:
        _say(label, text)


def _say(label: str, text: str) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL_WIDTH)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label, "dim"), Text(terminal.clean(text)))
    terminal.console().print(Padding(grid, (0, 0, 0, 2)))


def sentence(coded: CodedDocument, record: Record) -> object:
    """The sentence of a record with its parts marked, for a console."""
    from rich.padding import Padding

    text = coded.document.text
    span = marked.sentence_span(coded, record)
    out = terminal.paint(marked.segments(text, marked.record_marks(record), within=span))
    for role, mentions in participants_of(record).items():
        for mention in mentions:
            if span.covers(mention.span):
                out.stylize(_PART_STYLES[role], mention.span.start - span.start, mention.span.end - span.start)
    return Padding(out, (0, 0, 0, 2))


def _parts(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    names = _ROLES.get(kind, {})
    for role, mentions in participants_of(record).items():
        for mention in mentions:
            yield names.get(role, role.replace("_", " ")), _mention(mention)
    match record:
        case Event():
            yield "trigger", record.trigger.text
            yield "class", f"{record.quad}, score {record.score:+g}"
            date = record.date
            yield "date", f"{date.value} ({date.precision})" if date else "the sentence tells none"
            for label, told in (
                ("place", record.place or ""),
                ("numbers", wording.size(record)),
                ("contexts", ", ".join(record.contexts)),
                ("not fact", ", ".join(record.auxiliary)),
            ):
                if told:
                    yield label, told
        case Statement():
            yield "cue", record.cue.text if record.cue else "none"
        case Position():
            yield "proposal", record.proposal
            if record.answers:
                yield "answers", record.answers
        case Claim():
            yield "cause", record.cause.text
            yield "effect", record.effect.text


def _mention(mention: Mention) -> str:
    words = " ".join(mention.text.split())
    how = f"by {mention.how}" + (f", {mention.office}" if mention.office else "")
    note = f"; {mention.note}" if mention.note else ""
    return f"“{words}” = {wording.who(mention)} [{mention.kind} {mention.entity}, {how}{note}]"


def _rule(record: Record, lexicon: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    yield "confidence", f"{record.confidence:.2f}"
    yield "rule", record.rule
    place = rules.locate(record.rule, settings.load(lexicon=lexicon).lexicon)
    if place:
        yield "", f"{place.path}:{place.line}"
    if isinstance(record, Event):
        for rejected in record.rejected:
            yield "rejected", f"{rejected.what}: {rejected.why}"
        if not record.rejected:
            yield "rejected", "nothing else is noted"


def _origin(kept: Kept[Record]) -> Iterator[tuple[str, str]]:
    published = str(kept.published or "no date")
    yield "article", ", ".join(filter(None, [kept.title, kept.publisher, published, kept.url]))
    yield "", f"dragoman show {kept.document}"
    yield "coder", f"{kept.coder}, model {kept.model}"
