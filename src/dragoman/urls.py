"""What an address says, whatever an article gives for one."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """The host of an address, in lower case; empty where it has none or is no address ("http://[")."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
