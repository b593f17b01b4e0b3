"""`dragoman positions --on TOPIC`: who asked whom for what, and what became of it."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman import output, wire, wording
from dragoman.cli import options, terminal
from dragoman.errors import DragomanError
from dragoman.ledger import Filters, Kept
from dragoman.link import answers
from dragoman.link.answers import Chain
from dragoman.model import Position

_COLOURS = {"accept": "green", "support": "green", "refuse": "red", "decline": "red", "oppose": "red"}


def show(ledger: Path | None, format_: str, topic: str, filters: Filters) -> None:
    """Print the chains, turns and other positions on a topic."""
    if format_ == "csv":
        raise DragomanError("chains are no flat table", "give --format jsonl, or leave --on away")
    with options.open_ledger(ledger) as opened:
        found = answers.on(opened, topic, **filters)
    if format_ == "jsonl":
        for chain in found.chains:
            click.echo(output.encode(wire.chain_json(chain)))
        for turn in found.turns:
            click.echo(output.encode(wire.turn_json(turn)))
        return
    for chain in found.chains:
        click.secho(terminal.clean(f"{_heading(chain)}: {chain.outcome}"), bold=True)
        for kept in (*chain.asks, *chain.answers):
            _line(kept)
    if found.turns:
        click.secho("\nChanges of position", bold=True)
    for turn in found.turns:
        who = wording.who(turn.after.record.holder)
        click.echo(terminal.clean(f"{who} {'contradicts itself' if turn.is_contradiction else 'changes position'}:"))
        _line(turn.before)
        _line(turn.after)
    if found.others:
        click.secho("\nOther positions", bold=True)
    for kept in found.others:
        _line(kept)


def _heading(chain: Chain) -> str:
    ask = chain.first.record
    of = f" of {wording.parties(ask.addressees, short=True)}" if ask.addressees else ""
    return f"{wording.party(ask.holder)}: {ask.stance}{of}: {' '.join(ask.proposal.split())}"


def _line(kept: Kept[Position]) -> None:
    position = kept.record
    day = kept.published.isoformat() if kept.published else "no date   "
    said = f"{wording.party(position.holder)}: {position.stance}: {' '.join(position.proposal.split())}"
    where = " · ".join(filter(None, [kept.publisher, position.id[:10]]))
    click.secho(terminal.clean(f"  {day}  {said}"), fg=_COLOURS.get(position.stance), nl=False)
    click.secho(terminal.clean(f"  ({where})"), dim=True)
