"""Make the pictures of docs/images anew: python docs/screenshots.py demo.ledger. Needs chromium and chromium-driver."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.web.browser import chromium  # noqa: E402
from tests.web.serving import serving  # noqa: E402

from dragoman.web import Served  # noqa: E402

_WIDTH, _HEIGHT, _PHONE = 1200, 820, 500


def main(ledger: Path) -> None:
    """One picture a page."""
    with tempfile.TemporaryDirectory() as profile, serving(Served(ledger)) as base, chromium(Path(profile)) as driver:
        with httpx.Client(base_url=base) as client:
            tie = client.get("/network.json").json()["ties"][0]
            event = client.get("/search.json?kind=event&min_confidence=0.7").json()["records"][0]
            act = client.get("/acts.json").json()["acts"][0]["id"]
            topic = client.get("/topics.json").json()["topics"][0]["word"]
        pages = {
            "overview": "/", "search": "/search?kind=position", "acts": "/acts", "act": f"/act?id={act}",
            "stories": "/stories?least=1", "articles": "/articles", "article": f"/article?id={event['document']}",
            "actors": "/actors", "actor": f"/actor?name={tie['a']}", "dyad": f"/dyad?a={tie['a']}&b={tie['b']}",
            "topics": "/topics", "topic": f"/topic?on={topic}", "claims": "/claims", "map": "/map",
            "network": "/network", "record": f"/record?id={event['id']}", "problems": "/problems", "api": "/api",
        }  # fmt: skip
        for name, address in pages.items():
            driver.set_window_size(_WIDTH, _HEIGHT)
            driver.get(base + address)
            driver.save_screenshot(str(ROOT / "docs" / "images" / f"{name}.png"))
        driver.set_window_size(_PHONE, _HEIGHT)
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
        )
        driver.get(base + pages["article"])
        driver.save_screenshot(str(ROOT / "docs" / "images" / "article-dark-phone.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
