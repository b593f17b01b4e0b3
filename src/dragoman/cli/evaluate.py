"""`dragoman evaluate`: how good the coding is, against a user's own gold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from dragoman import files, output, settings
from dragoman.cli import options, terminal
from dragoman.errors import DragomanError
from dragoman.link import evaluation
from dragoman.link.evaluation import Evaluation, Gold, Score
from dragoman.link.evaluation_page import page
from dragoman.model import CodedDocument


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--ledger", type=click.Path(path_type=Path), help="Take the coding from this ledger, not from the coder.")
@click.option(
    "--coded", type=click.Path(path_type=Path), help="Take it from this output of `dragoman code --format jsonl`."
)
@options.lexicon
@options.model
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a page, too.")
@click.option("--force", is_flag=True, help="Write over a page that is there.")
@options.format_of("table", "jsonl")
def evaluate(
    gold: Path, ledger: Path | None, coded: Path | None, lexicon: tuple[Path, ...], model: str | None,
    html: Path | None, force: bool, format_: str,
) -> None:  # fmt: skip
    """Precision, recall and F of the coding of the articles in the folder GOLD, and where it goes wrong.

    GOLD has ID.txt and ID.json for each article, as `dragoman review --export` writes them. The articles are coded now,
    unless a ledger or a file has their coding.
    """
    annotated = evaluation.load(gold)
    if ledger is not None:
        with options.open_ledger(ledger) as opened:
            found = evaluation.evaluate(annotated, lambda one: _kept(opened.document, one.id))
    elif coded is not None:
        found = evaluation.evaluate(annotated, _from_file(coded))
    else:
        found = evaluation.evaluate(annotated, _from_coder(lexicon, model))
    if html:
        with files.written(html, force=force) as aside:
            aside.write_text(page(found), "utf-8")
        click.echo(f"Written: {html}.", err=True)
    if format_ == "jsonl":
        click.echo(output.encode(to_json(found)))
    else:
        _print(found)


def _kept(document: Callable[[str], CodedDocument], id: str) -> CodedDocument | None:
    try:
        return document(id)
    except DragomanError:
        return None


def _from_file(path: Path) -> Callable[[Gold], CodedDocument | None]:
    try:
        lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise DragomanError(
            f"{path} cannot be read: {error}", "give what `dragoman code --format jsonl` prints"
        ) from error
    by_id = {coded.document.id: coded for coded in map(output.loads, lines)}
    return lambda gold: by_id.get(gold.id)


def _from_coder(lexicon: tuple[Path, ...], model: str | None) -> Callable[[Gold], CodedDocument | None]:
    from dragoman.clean import clean
    from dragoman.coder import Coder
    from dragoman.model import RawDocument

    chosen = settings.load(lexicon=lexicon, model=model)
    coder = Coder(model=chosen.model, lexicon=chosen.lexicon)

    def code(gold: Gold) -> CodedDocument:
        published = dt.date.fromisoformat(gold.published) if gold.published else None
        return coder.code(clean(RawDocument(gold.text, gold.id, "", id=gold.id, published=published)))

    return code


def to_json(found: Evaluation) -> output.Json:
    """An evaluation as one object."""
    return {
        "documents": found.documents,
        "missing": found.missing,
        "scores": {name: _score(score) for name, score in found.scores.items()},
        "by_event": {name: _score(score) for name, score in sorted(found.by_event.items())},
        "by_actor": {name: _score(score) for name, score in sorted(found.by_actor.items())},
        "confusion": [{"gold": g, "coded": c, "count": n} for (g, c), n in found.confusion.most_common()],
        "curve": [{"least_confidence": least, "records": n, "precision": p} for least, n, p in found.curve()],
    }


def _score(score: Score) -> output.Json:
    return {
        "precision": score.precision, "recall": score.recall, "f": score.f,
        "coded": score.coded, "gold": score.gold, "right": score.right,
    }  # fmt: skip


def _print(found: Evaluation) -> None:
    for title, table in (("", found.scores), ("By event", found.by_event), ("By actor", found.by_actor)):
        if title:
            click.secho(title, bold=True)
        columns: list[tuple[str, dict[str, object]]] = [(title or "what", {})]
        columns += [(n, {"justify": "right"}) for n in ("P", "R", "F", "coded", "gold", "right")]
        rows = sorted(table.items(), key=lambda item: -item[1].gold) if title else list(table.items())
        terminal.table(
            columns,
            ([n, *map(_share, (s.precision, s.recall, s.f)), s.coded, s.gold, s.right] for n, s in rows[:25]),
        )
    click.secho("Confusions", bold=True)
    wrong = [(pair, n) for pair, n in found.confusion.most_common() if pair[0] != pair[1]]
    terminal.table([("gold", {}), ("coded", {}), ("times", {})], ([*pair, n] for pair, n in wrong[:15]))
    click.secho("What confidence is worth", bold=True)
    terminal.table(
        [("at least", {}), ("records", {}), ("right", {})], ([f"{c:.1f}", n, _share(p)] for c, n, p in found.curve())
    )
    if found.missing:
        click.echo(f"Not coded: {', '.join(found.missing)}", err=True)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
