"""Who may ask what, and what a browser may do with the answers: around every page and every call of the API."""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.refusals import Refusal, RefusalError, refusal
from dragoman.web.served import Served

COOKIE = "dragoman"
MOST_BYTES = 4 << 20  # of what is sent to us
HEADERS = {
    # No script and no style but our own files, nothing from elsewhere, and no page around ours.
    "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without any, a browser would not say that a form is ours either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = ("GET", "HEAD", "OPTIONS")


class Access:
    """Refuses what must not come in: other names for us, other sites' forms, and those without the token."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app = app
        self._served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if refused := self._refused(scope, headers):
            await refusal(scope, refused)(scope, receive, sent)
        elif (token := _asked_token(scope)) and self._knows(token) and scope["method"] == "GET":
            await _signed_in(scope, token, sent)
        else:
            scope["dragoman.may_write"] = self._served.may_write and self._has_token(scope, headers)
            await self._app(scope, _limited(receive), sent)

    def _refused(self, scope: Scope, headers: Headers) -> Refusal | None:
        host = headers.get("host", "")
        if self._served.hosts and _name_of(host) not in self._served.hosts:
            # A page elsewhere can make a browser call us by its own name (DNS rebinding), but not hide that name.
            hint = "use the address that was told at the start"
            return Refusal(421, "unknown_host", f"nothing is served under the name {host!r}", hint)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _TOO_LARGE
        has_token = self._has_token(scope, headers)
        if not self._served.is_open and not has_token and not scope["path"].startswith("/static/"):
            return Refusal(401, "no_token", "this ledger is shown to those with its token only", _HOW)
        if scope["method"] in _SAFE or _bearer(headers):
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        if (origin is not None and origin.partition("//")[2] != host) or site not in ("same-origin", "none"):
            return Refusal(403, "other_site", "another site may not send anything here", "use the pages themselves")
        return None

    def _has_token(self, scope: Scope, headers: Headers) -> bool:
        """Whether the token is shown; where none is needed, nobody has it."""
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            cookie = None
        shown = (_bearer(headers), cookie.value if cookie else None, _asked_token(scope))
        return any(token is not None and self._knows(token) for token in shown)

    def _knows(self, token: str) -> bool:
        known = self._served.token
        return known is not None and hmac.compare_digest(token.encode(), known.encode())


_TOO_LARGE = Refusal(413, "too_large", "too much is sent at once", f"at most {MOST_BYTES >> 20} MiB")
_HOW = "open the address with ?token=… that was told at the start, or send it as `Authorization: Bearer …`"


def _name_of(host: str) -> str:
    """The name in a Host header, without the port."""
    name = host[1 : host.find("]")] if host.startswith("[") else host.partition(":")[0]
    return name.casefold().rstrip(".")


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.casefold() == "bearer" and token.strip() else None


def _asked_token(scope: Scope) -> str | None:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")


async def _signed_in(scope: Scope, token: str, send: Send) -> None:
    """The same page without the token in its address, where it would be left lying around."""
    words = [(n, v) for n, v in parse_qsl(scope["query_string"].decode("latin-1")) if n != "token"]
    place = "/" + scope["path"].lstrip("/\\") + (f"?{urlencode(words)}" if words else "")
    morsel = SimpleCookie({COOKIE: token})[COOKIE]
    morsel["path"], morsel["samesite"], morsel["httponly"] = "/", "Strict", True
    headers = [(b"location", place.encode("ascii", "replace")), (b"set-cookie", morsel.OutputString().encode())]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _limited(receive: Receive) -> Receive:
    """What comes in, up to the most: who sends no length cannot send without end."""
    left = MOST_BYTES

    async def received() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise RefusalError(_TOO_LARGE)
        return message

    return received


class Tagged:
    """Gives every answer a tag of its content, and answers a browser that has it already with 304."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body: list[bytes] = []

        async def sent(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.append(message.get("body", b""))
            if message.get("more_body"):
                return
            headers = MutableHeaders(scope=start)
            if start["status"] == 200 and "etag" not in headers:
                tag = f'W/"{hashlib.sha256(b"".join(body)).hexdigest()[:32]}"'
                headers["etag"] = tag
                headers.setdefault("cache-control", "private, no-cache")
                if tag in [known.strip() for known in Headers(scope=scope).get("if-none-match", "").split(",")]:
                    start["status"] = 304
                    body.clear()
                    del headers["content-length"], headers["content-type"]
            await send(start)
            await send({"type": "http.response.body", "body": b"".join(body)})

        await self._app(scope, receive, sent)
