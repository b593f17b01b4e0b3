"""The explorer in a real browser: pages load, links lead where they should, marks are the right words, attacks fail."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import dragoman.web
from dragoman import link
from dragoman.ledger import Ledger, judgements
from dragoman.model import CodedDocument, SetAside
from dragoman.web import Served
from dragoman.web.pages import PAGES
from tests.ledger.conftest import TEXT, make
from tests.web.browser import CHROMIUM, DRIVER, chromium, console
from tests.web.hostile import PAYLOADS, poisoned
from tests.web.serving import serving

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromium-driver")
TOKEN = "a-token-for-the-tests"


def again(number: int, published: dt.date) -> CodedDocument:
    """The same news on another day, from another publisher."""
    coded = make(f"doc-{number}", published=published, source=f"{number}.txt")
    document = replace(coded.document, title=f"France and Mali, day {number}", publisher=f"Courier {number}")
    position = replace(coded.positions[0], stance="refuse" if number % 2 else "demand")
    holder = coded.mentions[1] if number % 2 else position.holder
    addressees = (coded.mentions[0],) if number % 2 else position.addressees
    position = replace(position, holder=holder, addressees=addressees)
    acted = replace(coded.events[0], recipients=(coded.mentions[1],), place="Mali", date=None)
    return replace(coded, document=document, positions=(position,), events=(acted, coded.events[1]))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "news.ledger"
    with Ledger(path) as opened:
        for number in range(1, 6):
            opened.add(again(number, dt.date(2021, 3, 1 + 8 * (number - 1) % 28)))
        opened.problem(SetAside("no text is in it", "is it an article?", "empty.html"))
        link.update(opened)
    return path


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    with serving(Served(ledger, token=TOKEN, may_write=True)) as base:
        yield base


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


ASKED = {
    "/act": "id=doc-1-e1", "/article": "id=doc-1", "/record": "id=doc-1-e1", "/story": "id=doc-1", "/actor": "name=FRA",
    "/dyad": "a=FRA&b=MLI", "/topic": "on=aid+workers",
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_loads_without_a_word_on_the_console(address: str, driver: Chrome, path: str) -> None:
    driver.get(f"{address}{path}?{ASKED.get(path, '')}")
    assert driver.find_element(By.TAG_NAME, "h1").text
    assert driver.find_element(By.CSS_SELECTOR, "nav a").is_displayed()
    assert not console(driver)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_page_answers_as_data_too(address: str, path: str, form: str) -> None:
    name = "/overview" if path == "/" else path
    answer = httpx.get(f"{address}{name}.{form}?{ASKED.get(path, '')}")
    assert answer.status_code == 200
    if form == "json":
        assert answer.json()
    else:
        assert answer.headers["content-type"].startswith("text/csv") and len(answer.text.splitlines()) >= 1


@pytest.mark.parametrize("kind", ["event", "statement", "position", "relation", "claim"])
def test_marked_words_are_the_words_of_their_record(address: str, driver: Chrome, ledger: Path, kind: str) -> None:
    driver.get(f"{address}/article?id=doc-1")
    with Ledger(ledger, read_only=True) as opened:
        record = getattr(opened.document("doc-1"), f"{kind}s")[0]
    marked = driver.find_elements(By.CSS_SELECTOR, f'.dg-text [data-records~="{record.id}"]')
    words = "".join(one.get_property("textContent") for one in marked)  # type: ignore[misc]
    told = record.content if kind == "statement" else record.evidence
    assert told.text in " ".join(words.split()) or told.text in words
    assert words.replace(" ", "") in TEXT.replace(" ", "").replace("\n", "") or kind in ("event", "statement")


def test_a_pointer_lights_up_the_record_and_a_click_pins_it(address: str, driver: Chrome) -> None:
    driver.get(f"{address}/article?id=doc-1")
    word = driver.find_element(By.CSS_SELECTOR, ".dg-text .dg-trigger")
    item = driver.find_element(By.ID, "r-doc-1-e1")
    driver.execute_script("arguments[0].dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))", word)
    assert "lit" in (item.get_attribute("class") or "")
    word.click()
    assert "pinned" in (item.get_attribute("class") or "")


def test_layers_are_switched_without_a_script(address: str, driver: Chrome) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(f"{address}/article?id=doc-1")
        dropped = driver.find_element(By.CSS_SELECTOR, ".dg-dropped")
        assert dropped.is_displayed() and "teaser headline" in driver.find_element(By.TAG_NAME, "aside").text
        driver.find_element(By.ID, "layer-dropped").click()
        assert not dropped.is_displayed()
        driver.find_element(By.ID, "layer-event").click()
        assert not driver.find_element(By.ID, "r-doc-1-e1").is_displayed()
        assert driver.find_element(By.ID, "r-doc-1-s1").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_filters_stand_in_the_address_and_find_what_they_say(address: str, driver: Chrome) -> None:
    driver.get(f"{address}/search")
    driver.find_element(By.CSS_SELECTOR, ".filters [name=actor]").send_keys("FRA")
    driver.find_element(By.CSS_SELECTOR, ".filters [name=publisher]").send_keys("courier 3", Keys.ENTER)
    WebDriverWait(driver, 10).until(lambda there: "publisher=" in there.current_url)
    asked = parse_qs(urlsplit(driver.current_url).query)
    assert asked["actor"] == ["FRA"] and asked["publisher"] == ["courier 3"]
    rows = driver.find_elements(By.CSS_SELECTOR, "tbody tr")
    assert len(rows) == 1 and "REQUEST" in rows[0].text and "France and Mali, day 3" in rows[0].text
    assert driver.find_element(By.CSS_SELECTOR, ".filters [name=actor]").get_attribute("value") == "FRA"


def test_pages_lead_on_until_all_was_shown(address: str, driver: Chrome) -> None:
    driver.get(f"{address}/search?kind=event&limit=4")
    seen: list[str] = []
    while True:
        seen += [one.get_attribute("href") or "" for one in driver.find_elements(By.CSS_SELECTOR, "tbody a.chip")]
        further = driver.find_elements(By.CSS_SELECTOR, "a[rel=next]")
        if not further:
            break
        driver.get(further[0].get_attribute("href") or "")
    assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize(
    ("page", "part", "leads_to"),
    [
        ("/", "figure svg a", "/acts?since="),
        ("/network", "svg.plot a", "/search?kind=event&actor="),
        ("/map", "svg.world a", "/search?kind=event&place=Mali"),
        ("/claims", "svg.causal a", "/record?id="),
        ("/dyad?a=FRA&b=MLI", "svg.plot a", "/dyad?a=FRA&b=MLI&since="),
        ("/actor?name=FRA", "figure svg a", "/search?kind=event"),
        ("/topic?on=aid+workers", ".matrix td a", "/record?id="),
    ],
)
def test_every_picture_leads_to_what_it_shows(
    address: str, driver: Chrome, page: str, part: str, leads_to: str
) -> None:
    driver.get(address + page)
    found = WebDriverWait(driver, 10).until(lambda there: there.find_elements(By.CSS_SELECTOR, part))
    targets = {driver.execute_script("return arguments[0].getAttribute('href')", one) for one in found}
    target = next((target for target in sorted(targets) if leads_to in target), None)
    assert target, f"{sorted(targets)} on {driver.title}"
    driver.get(address + target)
    assert driver.find_elements(By.CSS_SELECTOR, "tbody tr, .dg-text") and not console(driver)


def test_the_matrix_shows_who_asks_and_who_refuses(address: str, driver: Chrome) -> None:
    driver.get(f"{address}/topic?on=aid+workers")
    found = driver.find_elements(By.CSS_SELECTOR, ".matrix tbody tr")
    rows = {row.find_element(By.TAG_NAME, "th").text: row.text for row in found}
    assert "demand" in rows["France"] and "refuse" not in rows["France"]
    assert "refuse" in rows["Mali"]
    assert "refused" in driver.find_element(By.CSS_SELECTOR, ".chain").text


def test_a_judgement_is_kept_by_those_with_the_token_only(address: str, driver: Chrome, ledger: Path) -> None:
    driver.get(f"{address}/record?id=doc-2-e1")
    assert not driver.find_elements(By.CSS_SELECTOR, "form.judge")
    driver.get(f"{address}/record?id=doc-2-e1&token={TOKEN}")
    assert "token" not in driver.current_url
    driver.find_element(By.NAME, "by").send_keys("Nadia")
    driver.find_element(By.NAME, "note").send_keys("asked, <b>not</b> demanded")
    driver.find_element(By.CSS_SELECTOR, "button[value=wrong]").click()
    WebDriverWait(driver, 10).until(lambda there: "#judgements" in there.current_url)
    shown = driver.find_element(By.ID, "judgements").text
    assert "wrong by Nadia" in shown and "<b>not</b>" in shown
    with Ledger(ledger, read_only=True) as opened:
        (kept,) = judgements.judgements(opened, document="doc-2")
    assert (kept.verdict, kept.by, kept.record) == ("wrong", "Nadia", "doc-2-e1")
    driver.delete_all_cookies()
    assert not console(driver)


def test_what_is_not_there_is_said_on_a_page(address: str, driver: Chrome) -> None:
    missing = (("/record?id=nothing", "no record"), ("/nothing", "no such page"), ("/search?since=32+May", "no date"))
    for path, said in missing:
        driver.get(address + path)
        assert said in driver.find_element(By.TAG_NAME, "h1").text
        assert driver.find_element(By.LINK_TEXT, "Overview").is_displayed()
    console(driver)  # the browser itself notes each of the statuses


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.ledger"
    with Ledger(path) as opened:
        for number, payload in enumerate(PAYLOADS):
            opened.add(poisoned(payload, number))
            opened.problem(SetAside(payload, payload, f"{number} {payload}"))
        link.update(opened)
    with serving(Served(path)) as base:
        yield base


def test_a_hundred_attacks_in_every_text_run_nothing(attacked: str, driver: Chrome) -> None:
    assert len(PAYLOADS) == 100
    lists = ["/", "/acts", "/stories", "/actors", "/topics", "/claims", "/map", "/network", "/problems", "/articles"]
    lists += [f"/search?kind={kind}" for kind in ("event", "statement", "position", "relation", "claim")]
    pages = [f"{page}{'&' if '?' in page else '?'}limit=100" for page in lists]
    pages += [f"/article?id=doc-{number}" for number in range(100)]
    with httpx.Client(base_url=attacked) as client:
        ids = [one["id"] for one in client.get("/search.json?limit=100").json()["records"]]
        records = client.get("/search.json?limit=30").json()["records"]
        names = [row["entity"] for one in records for row in one["actors"]]
    pages += [f"/record?id={id}" for id in ids[::10]]
    pages += [f"/topic?on={word}" for word in ("script", "onload", "javascript")]
    for page in pages:
        driver.get(attacked + page)
        assert driver.find_elements(By.CSS_SELECTOR, "h1"), page
        assert driver.execute_script("return window.hit === undefined"), page
        told = [one for one in console(driver) if "status of" not in one["message"]]
        assert not told, (page, told)
        links = "return [...document.querySelectorAll('a[href]')].filter(a => a.protocol === 'javascript:').length"
        assert driver.execute_script(links) == 0, page
    with httpx.Client(base_url=attacked) as client:
        for name in dict.fromkeys(names):
            driver.get(str(httpx.URL(f"{attacked}/actor", params={"name": name})))
            assert driver.execute_script("return window.hit === undefined"), name
        for payload in PAYLOADS:  # asked for, it comes back on the page
            answer = client.get("/search", params={"text": payload, "actor": payload, "publisher": payload})
            assert payload not in answer.text and "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_a_telephone_and_a_keyboard(address: str, driver: Chrome, path: str) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        driver.get(f"{address}{path}?{ASKED.get(path, '')}")
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    fields = "input:not([type=hidden]), select, textarea"
    nameless = f"return [...document.querySelectorAll('{fields}')].filter(one => !one.labels.length).length"
    assert driver.execute_script(nameless) == 0
    ids = "[...document.querySelectorAll('[id]')].map(one => one.id)"
    twice = f"return {ids}.filter((id, i, all) => all.indexOf(id) < i)"
    assert driver.execute_script(twice) == []
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    first = driver.switch_to.active_element
    assert first.text == "To the content" and first.is_displayed()


def _colours(scheme: str) -> dict[str, tuple[float, ...]]:
    sheet = (Path(dragoman.web.__file__).parent / "static" / "explorer.css").read_text("utf-8")
    light, dark = re.findall(r":root \{([^}]*)\}", sheet)
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", light if scheme == "light" else dark)
    long = {name: value if len(value) == 6 else "".join(c * 2 for c in value) for name, value in found}
    return {name: tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)) for name, value in long.items()}


def _luminance(colour: tuple[float, ...]) -> float:
    """As WCAG 2 has it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(scheme: str) -> None:
    colours = _colours(scheme)
    for paper in ("paper", "soft-paper"):
        for ink in ("ink", "soft", "link", "warn"):
            bright, dim = sorted((_luminance(colours[paper]), _luminance(colours[ink])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, (paper, ink)
