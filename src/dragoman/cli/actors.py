"""`dragoman actors show|find|resolve|check|import`: who is who in the lexicon, whom a phrase means, and own actors."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import output, settings
from dragoman.cli import options, terminal
from dragoman.errors import DragomanError
from dragoman.model import Document, Paragraph, Sentence, Span

if TYPE_CHECKING:
    from dragoman.actors import ActorLexicon, Answer
    from dragoman.actors.records import Actor, Tenure
    from dragoman.parse import Parser

_FOUND = 30
_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y")


@click.group()
def actors() -> None:
    """Look up actors, and resolve names."""


@actors.command()
@click.argument("name")
@options.lexicon
def show(name: str, lexicon: tuple[Path, ...]) -> None:
    """All that is known about an actor: NAME is an id (usa/nikki-haley), a name, or a country code."""
    from dragoman.actors import asked

    known = _load(lexicon)
    found = asked.exactly(known, name)
    if not found:
        near = ", ".join(actor.id for actor in asked.matching(known, name)[:5])
        raise DragomanError(f"no actor {name!r}", f"there are: {near}" if near else f"try: dragoman actors find {name}")
    for actor in found:
        click.secho(actor.name, bold=True)
        click.echo(f"  {actor.id}, {actor.kind}{_codes(actor)}")
        for tenure in actor.tenures:
            codes = " ".join(filter(None, [tenure.code, tenure.sector, tenure.sector2]))
            click.echo(f"  {_span(tenure)}  {tenure.office or '-'} ({codes})")
        names = [text for text, senses in known.names.items() if any(s.actor is actor for s in senses)]
        if names:
            click.echo(f"  names: {', '.join(sorted(names))}")


@actors.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the words were used as a name.")
@options.lexicon
@options.format_of("table", "jsonl")
def find(words: tuple[str, ...], on: dt.datetime | None, lexicon: tuple[Path, ...], format_: str) -> None:
    """Actors that have all these words in a name; with --on, whom the words can mean as a name on that day, and why."""
    from dragoman.actors import asked

    if on is not None:
        _tell_candidates(" ".join(words), on.date(), _load(lexicon), format_)
        return
    found = asked.matching(_load(lexicon), " ".join(words))
    if format_ == "jsonl":
        for actor in found:
            row = {"id": actor.id, "name": actor.name, "kind": actor.kind, "code": actor.code, "sector": actor.sector}
            click.echo(output.encode(row))
        return
    columns: list[tuple[str, dict[str, object]]] = [
        ("id", {}),
        ("name", {}),
        ("kind", {}),
        ("code", {}),
    ]
    columns += [("sector", {}), ("offices", {"ratio": 3})]
    terminal.table(
        columns,
        (
            [a.id, a.name, a.kind, a.code or "", a.sector or "", "; ".join(f"{t.office} {_span(t)}" for t in a.tenures)]
            for a in found[:_FOUND]
        ),
    )
    if len(found) > _FOUND:
        click.echo(f"{len(found) - _FOUND} more; --format jsonl gives all.", err=True)
    elif not found:
        click.echo("Nobody.")


@actors.command()
@click.argument("source", metavar="FILE|TEXT")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the name was used, with a TEXT.")
@options.lexicon
@options.model
@options.format_of("table", "jsonl")
def resolve(source: str, date: dt.datetime | None, lexicon: tuple[Path, ...], model: str | None, format_: str) -> None:
    """Whom a phrase means.

    Give the words themselves ("the Indian prime minister"), or a .jsonl file (- for standard input) with a line
    {"id", "text", "context", "date"} for each; context and date may be missing.
    """
    from dragoman.parse import Parser

    chosen = settings.load(lexicon=lexicon, model=model)
    if source == "-" or source.endswith(".jsonl") or Path(source).is_file():
        asked = list(_questions(source))
    else:
        asked = [_Question(source, source, "", date.date() if date else None)]
    resolver = _Resolver(_load(chosen.lexicon), Parser(chosen.model))
    answers = ((question, resolver.resolve(question)) for question in asked)
    if format_ == "jsonl":
        for question, found in answers:
            row = {"country": found.country, "sector": found.sector, "sector2": found.sector2, "name": found.name}
            click.echo(output.encode({"id": question.id, "text": question.text, **row}))
        return
    columns: list[tuple[str, dict[str, object]]] = [(n, {}) for n in ("text", "country", "sector", "name")]
    terminal.table(columns, (_row(question, found) for question, found in answers))


@actors.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def check(folder: Path) -> None:
    """Tell every mistake in a FOLDER of actor files, by file and line."""
    from dragoman.actors import check as problems_of

    problems = problems_of(folder)
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(problems):,} mistakes" if problems else f"{folder} has no mistakes")
    if problems:
        click.get_current_context().exit(1)


@actors.group("import")
def import_() -> None:
    """Make an actor lexicon of your own from a dump."""


@import_.command()
@click.argument("dump", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--since", type=int, default=1945, show_default=True, help="Leave out offices that ended before this year."
)
@click.option("--strict", is_flag=True, help="Write nothing where a line is wrong or the dump breaks off.")
@options.lexicon
def wikidata(dump: Path, folder: Path, since: int, strict: bool, lexicon: tuple[Path, ...]) -> None:
    """Read who held which office when from a Wikidata JSON DUMP (plain, .gz or .bz2) into a lexicon FOLDER.

    Use it with --lexicon FOLDER. What Dragoman's lexicon knows already is left out.
    """
    from dragoman.actors.wikidata import import_dump

    outcome = import_dump(dump, folder, _load(lexicon), since=since, strict=strict)
    terminal.complain(dump, outcome)
    for reason, number in sorted(outcome.passed_over.items()):
        click.echo(f"{number:,} offices left out: {reason}", err=True)
    if strict and not outcome.is_whole:
        click.echo("Nothing was written.", err=True)
    else:
        click.echo(f"{outcome.persons:,} persons with {outcome.tenures:,} offices in {folder}")
    if not outcome.is_whole:
        click.get_current_context().exit(1)


def _tell_candidates(name: str, on: dt.date, lexicon: ActorLexicon, format_: str) -> None:
    from dragoman.actors import lookup

    candidates = lookup(name, on, lexicon)
    if format_ == "jsonl":
        for c in candidates:
            row = {"id": c.actor.id, "name": c.actor.name, "kind": c.actor.kind, "code": c.code, "sector": c.sector}
            click.echo(output.encode({**row, "sector2": c.sector2, "office": c.office, "why": c.why}))
        return
    columns: list[tuple[str, dict[str, object]]] = [
        (n, {}) for n in ("id", "name", "kind", "code", "sector", "office", "why")
    ]
    cells = (
        [c.actor.id, c.actor.name, c.actor.kind, c.code or "", c.sector or "", c.office or "", c.why]
        for c in candidates
    )
    if not terminal.table(columns, cells):
        click.echo("Nobody.")


@dataclass(frozen=True, slots=True)
class _Question:
    id: object
    text: str
    context: str
    date: dt.date | None


def _row(question: _Question, found: Answer) -> list[str]:
    sectors = " ".join(filter(None, [found.sector, found.sector2]))
    return [question.text, found.country or "", sectors, found.name or ""]


def _questions(source: str) -> Iterator[_Question]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DragomanError(f"{source} cannot be read: {error}", "give a UTF-8 .jsonl file") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            day = _day(row["date"]) if row.get("date") else None
            yield _Question(row.get("id", number), str(row["text"]), row.get("context") or "", day)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            hint = 'a line is {"id": "1", "text": "the Kremlin", "date": "2020-01-31"}'
            raise DragomanError(f"{source}:{number}: {type(error).__name__}: {error}", hint) from error


def _day(text: str) -> dt.date:
    for form in _DATE_FORMS:
        with suppress(ValueError):
            return dt.datetime.strptime(text, form).date()
    raise ValueError(f"{text!r} is no date (2020-01-31, 31 January 2020)")


class _Resolver:
    """Resolves single phrases with the means that read whole articles."""

    def __init__(self, lexicon: ActorLexicon, parser: Parser) -> None:
        self._lexicon = lexicon
        self._parser = parser

    def resolve(self, question: _Question) -> Answer:
        """What the phrase says of an actor: within its context where it stands in one, else by itself."""
        from dragoman.actors import answer, answer_within
        from dragoman.places.gazetteer import gazetteer
        from dragoman.places.lookup import country_of

        start = question.context.find(question.text)
        if start >= 0:
            document = self._document([question.context], question.date)
            where = Span(start, start + len(question.text))
            return answer_within(document, self._parsed(document), self._lexicon, where)
        document = self._document(filter(None, [question.text, question.context]), question.date)
        return answer(document, self._parsed(document), self._lexicon, lambda name: country_of(name, gazetteer()))

    def _document(self, lines: Iterable[str], date: dt.date | None) -> Document:
        text, paragraphs = "", []
        for line in lines:
            paragraphs.append(Paragraph(Span(len(text), len(text) + len(line))))
            text += f"{line}\n"
        return Document("phrase", text, tuple(paragraphs), published=date)

    def _parsed(self, document: Document) -> tuple[Sentence, ...]:
        from dragoman.parse import segment

        sentences = segment(document)
        self._parser.parse(sentences)
        return tuple(sentences)


def _load(folders: tuple[Path, ...]) -> ActorLexicon:
    from dragoman.actors import ActorLexicon

    return ActorLexicon.load(settings.load(lexicon=folders).lexicon)


def _codes(actor: Actor) -> str:
    codes = " ".join(filter(None, [actor.code, actor.sector, actor.sector2]))
    return f", {codes}" if codes else ""


def _span(tenure: Tenure) -> str:
    return f"{tenure.since or '…'} – {tenure.until or '…'}"
