"""One name for one article: addresses without what only tells where a reader came from."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# What newsletters, social networks and analytics append; none of these ever names an article.
_TRACKING = frozenset(
    "fbclid gclid dclid yclid msclkid igshid mc_cid mc_eid cmpid cmp icid ncid ito src ref_src smid partner "
    "xtor ocid ns_mchannel ns_source ns_campaign ns_linkname at_medium at_campaign traffic_source".split()
)
_PORTS = {"http": ":80", "https": ":443"}


def canonical(url: str) -> str | None:
    """The address in its plainest form; None if it is none of the web."""
    url = url.strip()
    if any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or parts.username:
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None and f":{port}" != _PORTS[scheme]:
        place += f":{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not key.lower().startswith("utm_") and key.lower() not in _TRACKING]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, place, parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """Scheme, host and port: what has one robots.txt, and one queue."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
