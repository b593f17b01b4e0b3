"""`dragoman serve`: the explorer and the API over one ledger."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
from pathlib import Path

import click

from dragoman import settings
from dragoman.cli import coding, linking, options
from dragoman.errors import DragomanError

_TOKEN = "DRAGOMAN_TOKEN"


@click.command()
@click.argument("ledger", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Other than this machine's own: with a token only.",
)
@click.option("--write", is_flag=True, help="Take judgements and new articles from those who show the token.")
@click.option("--token", help=f"The token; {_TOKEN} keeps it out of the list of processes. Default: a new one is made.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=10, show_default=True, help="That one question may take."
)
@options.lexicon
@options.model
@options.min_confidence
def serve(
    ledger: Path | None,
    port: int,
    host: str,
    write: bool,
    token: str | None,
    seconds: float,
    lexicon: tuple[Path, ...],
    model: str | None,
    min_confidence: float | None,
) -> None:
    """Open the explorer of a ledger: pages for a browser, and an API for programs.

    It listens on this machine only, and changes nothing, unless told otherwise. Ctrl-C ends it. Articles that are sent
    to it are coded with the settings of `dragoman code`; names are looked up in the same lexicon.
    """
    import uvicorn

    from dragoman.run import Recipe
    from dragoman.web import Served, create
    from dragoman.web.served import LOOPBACK

    chosen = settings.load(ledger=ledger, lexicon=lexicon, model=model, min_confidence=min_confidence)
    coding.tell_mistakes(chosen.lexicon)
    path = chosen.ledger or settings.DEFAULT_LEDGER
    linking.open_linked(path).close()
    is_local = _is_loopback(host)
    token = token or os.environ.get(_TOKEN) or (secrets.token_urlsafe(24) if write or not is_local else None)
    served = Served(
        path,
        token=token,
        is_open=is_local,
        may_write=write,
        hosts=LOOPBACK if is_local else frozenset(),
        seconds=seconds,
        recipe=Recipe.chosen(chosen),
    )
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
    click.echo(f"{path} is at {address}", err=True)
    if not is_local:
        click.echo(
            "Without TLS everybody on the way can read along: put a proxy that speaks https before it.", err=True
        )
    click.echo("Ctrl-C ends it.", err=True)
    config = uvicorn.Config(
        create(served), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # it has come down in order already
        pass
    finally:
        listening.close()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises DragomanError where that address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        raise DragomanError(
            f"{host}:{port} cannot be listened at: {error.strerror}",
            "is it in use? Another one: --port 0 takes a free one",
        ) from error
    return made
