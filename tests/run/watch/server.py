"""A web server on loopback that answers as it is told to, well or badly, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Pages by path, and the requests that came: path and headers."""

    base: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            site.pages.get(self.path, answer(404, b"not here"))(self)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def answer(status: int, body: bytes = b"", kind: str = "text/html", **headers: str) -> Page:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(body))} | told).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return page


def article(title: str, *, canonical: str = "", text: str = "") -> Page:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = f"""<!doctype html><html lang="en"><head><title>{title}</title>{link}</head><body><article><h1>{title}</h1>
    <p>{text or title}: the two delegations left Geneva on Thursday without a deal, the ministry said on Friday.</p>
    <p>A diplomat said that another round was planned for April, after both sides have consulted their governments.</p>
    </article></body></html>"""
    return answer(200, body.encode())


def rss(*links: str, etag: str = "") -> Page:
    items = "".join(
        f"<item><title>Item {i}</title><link>{link}</link><pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate></item>"
        for i, link in enumerate(links)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    whole = answer(200, body.encode(), "application/rss+xml", **({"ETag": etag} if etag else {}))

    def page(handler: BaseHTTPRequestHandler) -> None:
        same = etag and handler.headers.get("If-None-Match") == etag
        (answer(304) if same else whole)(handler)

    return page
