"""Opening a ledger whose articles are linked: stories and acts are brought up to date before they are asked for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from dragoman import settings
from dragoman.cli import options
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.schema import OlderError

_WAIT_S = 2.0  # for another writer, before what is linked already is taken as it is


def open_linked(path: Path | None) -> Ledger:
    """The ledger to be asked about stories and acts. New articles are linked first, if the file may be written, and
    an older ledger is brought up to date.

    Raises DragomanError where there is no ledger.
    """
    from dragoman import link

    with suppress(OlderError), options.open_ledger(path) as there:
        if not link.is_stale(there.connection):
            return options.open_ledger(path)
    try:
        with Ledger(settings.load(ledger=path).ledger or settings.DEFAULT_LEDGER, timeout_s=_WAIT_S) as writable:
            link.update(writable)
    except DragomanError as error:
        click.echo(f"dragoman: the newest articles are not linked yet: {error.message}", err=True)
    return options.open_ledger(path)
