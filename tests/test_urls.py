"""Hosts of addresses, and of what is none."""

import pytest

from dragoman.urls import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://WWW.Paper.example:80/a", "www.paper.example"), (None, ""), ("", ""), ("paper", ""), ("http://[", "")],
)
def test_host(url: str | None, host: str) -> None:
    assert host_of(url) == host
