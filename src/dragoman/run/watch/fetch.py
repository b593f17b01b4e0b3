"""One page from the web, with a limit to everything: time, size, redirects, and whom it asks."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman import __version__
from dragoman.run.watch.addresses import ForbiddenError, Network, resolve

MAX_BYTES = 10_000_000  # of a page, unpacked; the longest articles have one
_CONNECT_S = 15.0  # to wait for any one thing
_WHOLE_S = 60.0  # for a page with all its redirects
_MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16
_PATH_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. ``url`` is where the redirects led."""

    url: str
    status: int
    headers: Message
    body: bytes


class UnfetchableError(Exception):
    """No answer: ``is_lasting`` if asking again later would not help."""

    def __init__(self, reason: str, *, is_lasting: bool = False) -> None:
        super().__init__(reason)
        self.is_lasting = is_lasting


class Fetcher:
    """Asks for pages, and says who is asking."""

    def __init__(
        self, *, contact: str | None = None, allowed: Sequence[Network] = (), whole_s: float = _WHOLE_S,
        max_bytes: int = MAX_BYTES,
    ) -> None:  # fmt: skip
        self.agent = f"dragoman/{__version__}" + (f" (+{contact})" if contact else "")
        self._allowed = allowed
        self._whole_s = whole_s
        self._max_bytes = max_bytes
        self._tls = ssl.create_default_context()

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, permit: Callable[[str], None] | None = None
    ) -> Answer:
        """The page behind all redirects. ``permit`` is asked before each request, and may raise.

        Raises UnfetchableError.
        """
        late, until = threading.Event(), time.monotonic() + self._whole_s
        try:
            for _ in range(_MAX_REDIRECTS + 1):
                if permit:
                    asked_at = time.monotonic()
                    permit(url)
                    until += time.monotonic() - asked_at  # waiting for one's turn is not the server's fault
                with self._asked(url, headers or {}, late, until) as response:
                    target = response.headers.get("Location")
                    is_last = response.status not in _REDIRECTS or not target
                    body = self._body(response) if is_last else b""
                if late.is_set():
                    raise OSError("cut off")  # which looks like the end of an answer
                if is_last or target is None:
                    return Answer(url, response.status, response.headers, body)
                url = urljoin(url, target.strip())
        except ForbiddenError as error:
            raise UnfetchableError(str(error), is_lasting=True) from error
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if late.is_set():
                raise UnfetchableError(f"no whole answer within {self._whole_s:g} seconds") from error
            raise UnfetchableError(f"{type(error).__name__}: {error}") from error
        raise UnfetchableError(f"more than {_MAX_REDIRECTS} redirects", is_lasting=True)

    @contextmanager
    def _asked(
        self, url: str, headers: Mapping[str, str], late: threading.Event, until: float
    ) -> Iterator[http.client.HTTPResponse]:
        parts = urlsplit(url)
        connection = self._connected(parts)
        wire = connection.sock  # the connection itself forgets it once the answer begins

        def cut() -> None:
            late.set()
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

        # A server that sends a byte every few seconds never lets a socket's own timeout pass.
        timer = threading.Timer(max(0.0, until - time.monotonic()), cut)
        timer.daemon = True
        timer.start()
        try:
            if parts.scheme == "https":
                secure = self._tls.wrap_socket(wire, server_hostname=parts.hostname, do_handshake_on_connect=False)
                connection.sock = wire = secure
                secure.do_handshake()
            connection.request("GET", _path(parts), headers={**self._standard(), **headers})
            yield connection.getresponse()
        finally:
            timer.cancel()
            connection.close()

    def _standard(self) -> dict[str, str]:
        return {"User-Agent": self.agent, "Accept-Encoding": "gzip", "Connection": "close"}

    def _connected(self, parts: SplitResult) -> http.client.HTTPConnection:
        """A connection to an address that was looked up once and found to be public."""
        if parts.scheme not in ("http", "https"):
            raise ForbiddenError(f"{parts.scheme or 'no'} address: only http and https are fetched")
        if not parts.hostname or parts.username or parts.password:
            raise ForbiddenError("an address without a host, or with a password in it")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = resolve(parts.hostname, port, self._allowed)
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=_CONNECT_S)
        connection.sock = _socket(addresses, port)
        if parts.scheme == "https":
            connection.default_port = 443  # so that the Host header names none
        return connection

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        """All that comes, unpacked, up to the limit."""
        packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip", "deflate"):
            raise UnfetchableError(f"packed as {packing}, which was not asked for", is_lasting=True)
        unpack = zlib.decompressobj(wbits=47) if packing != "identity" else None
        out = bytearray()
        while data := response.read1(_CHUNK):
            while data:
                room = self._max_bytes + 1 - len(out)
                out += unpack.decompress(data, room) if unpack else data[:room]
                if len(out) > self._max_bytes:
                    raise UnfetchableError(f"a page of more than {self._max_bytes:,} bytes", is_lasting=True)
                data = unpack.unconsumed_tail if unpack else b""
        if response.length:
            raise OSError("the answer ends in the middle")
        return bytes(out)


def _socket(addresses: list[str], port: int) -> socket.socket:
    failed: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_CONNECT_S)
        except OSError as error:
            failed = error
    raise failed


def _path(parts: SplitResult) -> str:
    """Path and query as they go over the wire."""
    query = f"?{quote(parts.query, safe=_PATH_SAFE)}" if parts.query else ""
    return quote(parts.path or "/", safe=_PATH_SAFE) + query
