"""`dragoman review`: a person's verdict on records, one key each."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any, cast

import click

from dragoman import output, settings, wording
from dragoman.cli import explain, options, terminal
from dragoman.errors import DragomanError
from dragoman.ledger import Filters, Kept, Ledger, judgements
from dragoman.model import Record

_KEYS = "[r]ight  [w]rong  [a]mend  [s]kip  [q]uit"


@click.command()
@click.argument("id", required=False)
@options.ledger
@click.option("--kind", type=click.Choice(output.KINDS), default="event", show_default=True, help="What to judge.")
@click.option("--verdict", type=click.Choice(["right", "wrong", "amended"]), help="Judge the record ID and be done.")
@click.option(
    "--amended",
    type=click.File(encoding="utf-8"),
    help="The record ID as it should be: JSON as `dragoman events` prints it.",
)
@click.option("--note", help="A remark to keep with the verdict.")
@click.option("--by", default=getpass.getuser, help="Who judges. Default: your user name.")
@click.option("--actor", metavar="WHO", help="Only records of this one.")
@click.option("--document", metavar="ID", help="Only records of this article.")
@click.option("--list", "is_list", is_flag=True, help="Print the judgements as JSON lines.")
@click.option("--export", type=click.Path(path_type=Path, file_okay=False), help="Write judged articles as gold there.")
@click.option("--partial", is_flag=True, help="With --export: also articles some of whose records nobody judged.")
def review(
    id: str | None, ledger: Path | None, kind: str, verdict: judgements.Verdict | None, amended: Any, note: str | None,
    by: str, actor: str | None, document: str | None, is_list: bool, export: Path | None, partial: bool,
) -> None:  # fmt: skip
    """Say of records whether they are right, wrong, or how they should be; least certain first.

    Verdicts are kept with your name and the time, none is ever overwritten, and they hold when articles are coded anew.
    `dragoman evaluate` measures the coder against what --export writes.
    """
    path = settings.load(ledger=ledger).ledger or settings.DEFAULT_LEDGER
    with options.open_ledger(ledger) as opened:
        if is_list:
            for judgement in judgements.judgements(opened):
                click.echo(output.encode(to_json(judgement)))
            return
        if export:
            _export(opened, export, partial)
            return
    with Ledger(path) as opened:
        if id is not None:
            if verdict is None:
                raise DragomanError(
                    "what of it?", "give --verdict right, wrong or amended; without ID there is a queue"
                )
            made = judgements.judge(opened, id, verdict, by=by, amended=_json(amended), note=note)
            click.echo(f"{made.kind} {made.record}: {made.verdict}, says {made.by}", err=True)
            return
        filters = cast(Filters, {k: v for k, v in {"actor": actor, "document": document}.items() if v is not None})
        _queue(opened, kind, by, filters)


def _queue(ledger: Ledger, kind: str, by: str, filters: Filters) -> None:
    judged = 0
    for kept in judgements.queue(ledger, kind, **filters):
        _show(ledger, kept)
        while (key := click.getchar().lower()) not in "rwasq":
            click.echo(_KEYS)
        if key == "q":
            break
        if key == "s":
            continue
        try:
            amended = _edited(kept.record) if key == "a" else None
            if key == "a" and amended is None:
                continue
            verdicts: dict[str, judgements.Verdict] = {"r": "right", "w": "wrong", "a": "amended"}
            judgements.judge(ledger, kept.record.id, verdicts[key], by=by, amended=amended)
            judged += 1
        except DragomanError as error:
            click.echo(f"not kept: {error}", err=True)
    click.echo(f"{judged} judged.", err=True)


def _show(ledger: Ledger, kept: Kept[Record]) -> None:
    record = kept.record
    click.secho(f"\n{wording.heading(record)}", bold=True)
    terminal.console().print(explain.sentence(ledger.document(kept.document), record))
    click.secho(f"{record.confidence:.2f}  {record.rule}  {kept.title or kept.document}", dim=True)
    click.echo(_KEYS)


def _edited(record: Record) -> output.Json | None:
    text = click.edit(json.dumps(output.record_to_json(record), indent=1, ensure_ascii=False), extension=".json")
    return None if text is None else _parsed(text)


def _json(file: Any) -> output.Json | None:
    return None if file is None else _parsed(file.read())


def _parsed(text: str) -> output.Json:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise DragomanError(f"not JSON: {error}", "it must be one object") from error
    if not isinstance(data, dict):
        raise DragomanError("not a JSON object", "it must be one object")
    return data


def _export(ledger: Ledger, folder: Path, partial: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for id, text, data in judgements.gold(ledger, partial=partial):
        name = "".join(c if c.isalnum() or c in "-_." else "_" for c in id)
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        count += 1
    click.echo(f"{count} article{'s' if count != 1 else ''} written to {folder}.", err=True)
    if not count and not partial:
        click.echo("No article has all of its records judged; --partial takes the others too.", err=True)


def to_json(judgement: judgements.Judgement) -> output.Json:
    """A judgement as one object."""
    data = {name: getattr(judgement, name) for name in judgement.__slots__ if name != "amended"}
    return data | {"amended": judgement.amended and output.record_to_json(judgement.amended)}
