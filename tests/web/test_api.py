"""The API over a real ledger, asked over a real connection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from dragoman import output
from dragoman.ledger import Ledger
from dragoman.run import Limits
from dragoman.web import Served, create
from dragoman.web.api import contract, shapes, specification
from dragoman.web.coding import Coding
from tests.run.stand_in import StandIn, Unmakable
from tests.web.conftest import ARTICLES, article, asking

KINDS = ("events", "statements", "positions", "relations", "claims")


def every(client: httpx.Client, address: str) -> Iterator[dict[str, Any]]:
    """All that a list holds, page by page."""
    following: str | None = address
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        (items,) = (value for value in body.values() if isinstance(value, list))
        yield from items
        following = body["next"]
        assert (following is None) == (body["after"] is None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 3, 500])
def test_the_pages_of_a_kind_give_each_record_once_newest_first(client: httpx.Client, kind: str, size: int) -> None:
    found = list(every(client, f"/api/v1/{kind}?limit={size}"))
    assert len(found) == len({record["id"] for record in found}) == ARTICLES * (2 if kind == "events" else 1)
    days = [record["day"] or "" for record in found]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("address", "key", "number"),
    [
        ("documents", "id", ARTICLES),
        ("search?text=aid+workers", "id", ARTICLES),
        ("acts", "id", ARTICLES + 1),  # nobody knows when the old ones were, so they are one
        ("stories?least=1", "story", None),
        ("actors?name=kim", "id", None),
        ("network", "a", 1),
        ("problems", "line", 5),
    ],
)
def test_the_pages_of_a_list_give_each_thing_once(
    client: httpx.Client, address: str, key: str, number: int | None
) -> None:
    at_once = [one[key] for one in every(client, f"/api/v1/{address}{'&' if '?' in address else '?'}limit=500")]
    one_by_one = [one[key] for one in every(client, f"/api/v1/{address}{'&' if '?' in address else '?'}limit=2")]
    assert one_by_one == at_once
    assert len(set(at_once)) == len(at_once) > 0
    assert number is None or len(at_once) == number


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("documents", shapes.Documents),
        ("documents/doc-1", contract.Coded),
        ("documents/https://news.example/mali-3", contract.Coded),
        ("search?text=aid", shapes.Documents),
        ("events", shapes.Events),
        ("statements", shapes.Statements),
        ("positions", shapes.Positions),
        ("relations", shapes.Relations),
        ("claims", shapes.Claims),
        ("records/doc-1-p1", contract.OneRecord),
        ("records/doc-1-c1", contract.OneRecord),
        ("counts", shapes.Counts),
        ("problems", shapes.Problems),
        ("acts", shapes.Acts),
        ("acts/doc-2-e1", shapes.Act),
        ("stories?least=1", shapes.Stories),
        ("stories/doc-2", shapes.Story),
        ("answers?on=aid", shapes.Answers),
        ("series?a=FRA&b=Mali&by=month", shapes.Series),
        ("network", shapes.Network),
        ("alerts?least=1&surprise=0&by=month", shapes.Alerts),
        ("actors?name=Haley", shapes.Actors),
        ("actors/Mali", shapes.Who),
        ("actors/usa/nikki-haley", shapes.Who),
    ],
)
def test_answers_are_what_their_description_says(
    path: Path, client: httpx.Client, address: str, shape: type[BaseModel]
) -> None:
    answer = client.get(f"/api/v1/{address}".replace("https://news.example/mali-3", "articles%2F3.txt"))
    assert answer.status_code == 200, answer.text
    assert shape.model_validate(answer.json()).model_dump(mode="json") == answer.json()


def test_an_article_is_what_the_command_line_gives(path: Path, client: httpx.Client) -> None:
    with Ledger(path) as ledger:
        assert client.get("/api/v1/documents/doc-3").json() == output.to_json(ledger.document("doc-3"))


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("events?type=reject&limit=500", [f"doc-{i}-e2" for i in range(ARTICLES)]),
        ("events?fact=1&since=2021-02&until=2021-03", ["doc-2-e1", "doc-1-e1"]),
        ("events?actor=FRA&recipient=Mali&as_of=2021-01-31", ["doc-0-e1"]),
        ("events?party=MLI/MIL&document=doc-4", ["doc-4-e2"]),
        ("events?quad=material+conflict", []),
        ("events?place=nowhere", []),
        ("events?mode=yield&about=urged&document=doc-5", ["doc-5-e1"]),
        ("statements?actor=fra/anna-lenoir&document=doc-5", ["doc-5-s1"]),
        ("positions?type=demand&text=recipes&since=2021-07-03", ["doc-6-p1"]),
        ("relations?type=good+relations&document=doc-1&publisher=the+courier", ["doc-1-r1"]),
        ("claims?type=could&document=doc-1&min_confidence=0.8", ["doc-1-c1"]),
        ("claims?min_confidence=0.9", []),
        ("acts?type=REQUEST&fact=true&until=2021-02-01", ["doc-1-e1", "doc-0-e1"]),
        ("acts?disputed=1", []),
    ],
)
def test_filters(client: httpx.Client, address: str, ids: list[str]) -> None:
    assert [one["id"] for one in every(client, f"/api/v1/{address}")] == ids


def test_a_pair_has_a_series_without_gaps_and_a_tie(client: httpx.Client) -> None:
    series = client.get("/api/v1/series?a=france&b=MLI&by=month&since=2020-12&until=2021-03").json()
    assert (series["a"], series["b"], series["by"]) == ("FRA", "MLI", "month")
    assert [(p["period"], p["acts"]) for p in series["periods"]] == [
        ("2020-12", 0), ("2021-01", 1), ("2021-02", 1), ("2021-03", 1),
    ]  # fmt: skip
    (tie,) = client.get("/api/v1/network?actor=Mali").json()["ties"]
    assert (tie["a"], tie["b"], tie["acts"], tie["verbal_conflict"]) == ("FRA", "MLI", ARTICLES, ARTICLES)


def test_who_an_actor_is_and_what_there_is_on_it(client: httpx.Client) -> None:
    haley = client.get("/api/v1/actors/Nikki Haley").json()
    (known,) = haley["known"]
    assert known["id"] == "usa/nikki-haley"
    assert ("Ambassador to the United Nations", "2017-01-27") in {(o["office"], o["since"]) for o in known["offices"]}
    france = client.get("/api/v1/actors/FRA").json()
    assert france["records"]["event"] == {"actor": ARTICLES, "recipient": 0}
    assert "French" in france["names"]


def test_counts(client: httpx.Client) -> None:
    assert client.get("/api/v1/counts").json() == {
        "documents": ARTICLES, "events": 2 * ARTICLES, **dict.fromkeys(KINDS[1:], ARTICLES), "problems": 5,
    }  # fmt: skip


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "code", "words"),
    [
        ("nothing", 404, "not_found", "/api"),
        ("documents/unknown", 404, "not_found", "unknown"),
        ("documents/", 400, "unreadable", "id"),
        ("documents/doc", 400, "refused", "doc-0, doc-1, doc-2"),
        ("records/unknown", 404, "not_found", "unknown"),
        ("records/doc", 400, "refused", "more of it"),
        ("acts/unknown", 404, "not_found", "unknown"),
        ("stories/unknown", 404, "not_found", "unknown"),
        ("actors/Nobody Of This Name", 404, "not_found", "Nobody"),
        ("series?a=FRA&b=ZZZ", 404, "not_found", "ZZZ"),
        ("series?a=FRA&b=MLI&since=0001", 400, "unreadable", "1900"),
        ("series?a=FRA&b=MLI&since=1700", 400, "unreadable", "1900"),
        ("series?a=FRA&b=MLI&until=2101", 400, "unreadable", "1900"),
        ("series?a=FRA&b=MLI&by=decade", 400, "unreadable", "day, week, month, year"),
        ("answers?on=submarines", 404, "not_found", "submarines"),
        ("events?type=REFUSE", 400, "unreadable", "REJECT"),
        ("events?since=yesterday", 400, "refused", "2021-02"),
        ("events?after=unknown", 400, "refused", "first page"),
        ("events?text=%22%22", 400, "refused", "no word"),
        ("events?actor=%00", 400, "unreadable", "NUL"),
        ("events?actor=" + "a" * 600, 400, "unreadable", "500"),
        ("events?limit=0", 422, "unreadable", "limit"),
        ("events?limit=501", 422, "unreadable", "500"),
        ("events?min_confidence=2", 422, "unreadable", "min_confidence"),
        ("events?acter=FRA", 422, "unreadable", "acter"),
        ("claims?quad=verbal+conflict", 422, "unreadable", "quad"),
        ("acts?after=unknown", 400, "refused", "first page"),
        ("stories?after=unknown", 400, "refused", "first page"),
        ("network?after=unknown", 400, "refused", "first page"),
        ("problems?after=unknown", 400, "unreadable", "number"),
        ("search", 422, "unreadable", "text"),
        ("search?text=+", 400, "unreadable", "oil"),
        ("code", 405, "refused", "/api"),
    ],
)
def test_every_error_has_one_shape(client: httpx.Client, address: str, status: int, code: str, words: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert set(told) == {"error", "code", "hint", "status"}
    assert told["error"] and told["hint"]
    assert words in f"{told['error']} {told['hint']}"
    assert "etag" not in answer.headers


def test_a_method_that_is_not_there_is_told_with_those_that_are(client: httpx.Client) -> None:
    answer = client.delete("/api/v1/counts")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_no_word_of_a_question_becomes_sql(client: httpx.Client) -> None:
    for word in ("'; DROP TABLE records; --", '" OR 1=1', "a' UNION SELECT 1", "NEAR(a b", "%", "_", "\\"):
        for name in ("actor", "text", "about", "document", "publisher"):
            answer = client.get("/api/v1/events", params={name: word})
            assert (answer.status_code == 200 and len(answer.json()["records"]) in (0, 2 * ARTICLES)) or (
                answer.status_code == 400 and answer.json()["code"] == "refused"
            ), (name, word, answer.text)


# --- what is sent ---------------------------------------------------------------------------------------------------


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a server that takes articles, and codes them with a stand-in that obeys its text."""
    path = tmp_path / "mine.ledger"
    with Ledger(path) as ledger:
        ledger.add(article(0))
    served = Served(path, token="secret", may_write=True)
    app = create(served)
    app.state.coding = Coding(served, Limits(seconds=1.0, memory_bytes=2 << 30), StandIn)
    with asking(served, app) as client:
        client.headers["authorization"] = "Bearer secret"
        yield client


@pytest.mark.slow
def test_an_article_that_is_sent_is_coded_and_nothing_is_kept(path: Path, client: httpx.Client) -> None:
    sent = {
        "text": "Kenya expelled two Sudanese diplomats on Tuesday, the foreign ministry in Nairobi said.",
        "published": "2021-03-03",
        "publisher": "The Courier",
    }
    answer = client.post("/api/v1/code", json=sent)
    assert answer.status_code == 200, answer.text
    coded = answer.json()
    assert contract.Coded.model_validate(coded).model_dump(mode="json") == coded
    (event,) = coded["events"]
    assert (event["event"], event["actors"][0]["code"], event["date"]["value"]) == ("SANCTION", "KEN", "2021-03-02")
    assert coded["text"] == sent["text"]
    assert coded["publisher"] == "The Courier"
    assert client.get("/api/v1/counts").json()["documents"] == ARTICLES


@pytest.mark.parametrize(
    ("order", "reason"), [("crash", "SIGSEGV"), ("exit", "status 3"), ("hang", "more than 1 seconds"), ("eat", None)]
)
def test_a_hostile_text_neither_crashes_nor_hangs_the_server(
    writing: httpx.Client, order: str, reason: str | None
) -> None:
    answer = writing.post("/api/v1/code", json={"text": order})
    if reason is None:  # out of memory: an error of the stand-in's own
        assert answer.status_code in (200, 503)
    else:
        assert reason in answer.json()["set_aside"]["reason"]
    assert writing.post("/api/v1/code", json={"text": "peace"}).json()["set_aside"] is None


@pytest.mark.parametrize(
    ("body", "kind", "status", "code", "words"),
    [
        (b"text", "text/plain", 415, "not_json", "text/plain"),
        (b"text=a", "application/x-www-form-urlencoded", 415, "not_json", "JSON"),
        (b"{}", None, 415, "not_json", "without a type"),
        (b"{", "application/json", 422, "unreadable", "no JSON"),
        (b"\xff", "application/json", 400, "refused", "body"),
        (b"[]", "application/json", 422, "unreadable", "body"),
        (b"{}", "application/json", 422, "unreadable", "text"),
        (b'{"text": 1}', "application/json", 422, "unreadable", "text"),
        (b'{"text": "a", "txet": "b"}', "application/json", 422, "unreadable", "txet"),
        (b'{"text": " "}', "application/json", 422, "unreadable", "no text"),
        (b'{"text": "a", "published": "12/01/2017"}', "application/json", 422, "unreadable", "12/01/2017"),
        (b'{"text": "' + b"a" * (shapes.MOST_CHARS + 1) + b'"}', "application/json", 413, "too_large", "200,000"),
    ],
)
@pytest.mark.parametrize("address", ["code", "documents"])
def test_what_cannot_be_coded_is_told(
    writing: httpx.Client, address: str, body: bytes, kind: str | None, status: int, code: str, words: str
) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = writing.post(f"/api/v1/{address}", content=body, headers=headers)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), told
    assert words in f"{told['error']} {told['hint']}"


def test_an_article_that_is_added_is_there_once(writing: httpx.Client) -> None:
    sent = {"text": "peace at last", "id": "letters/1", "publisher": "The Courier"}
    first = writing.post("/api/v1/documents", json=sent)
    assert first.status_code == 201, first.text
    assert first.json() == {
        "id": "letters/1", "changed": True, "records": 0, "url": "/api/v1/documents/letters%2F1",
    }  # fmt: skip
    assert first.headers["location"] == first.json()["url"]
    again = writing.post("/api/v1/documents", json=sent)
    assert (again.status_code, again.json()["changed"]) == (200, False)
    assert writing.get(first.json()["url"]).json()["text"] == "peace at last"
    assert writing.get("/api/v1/stories/letters/1").json()["documents"] == ["letters/1"]  # it is linked
    assert writing.post("/api/v1/documents", json={**sent, "text": "war again"}).status_code == 201
    assert writing.get(first.json()["url"]).json()["text"] == "war again"
    assert writing.get("/api/v1/documents").json()["documents"][1]["id"] == "letters/1"


def test_an_article_that_cannot_be_added_is_told(writing: httpx.Client) -> None:
    taken = writing.post("/api/v1/documents", json={"text": "another", "id": "doc-0"})
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    aside = writing.post("/api/v1/documents", json={"text": "crash", "id": "c"})
    assert (aside.status_code, aside.json()["code"]) == (422, "set_aside")
    assert "SIGSEGV" in aside.json()["error"]
    assert writing.get("/api/v1/documents/c").status_code == 404
    (problem,) = writing.get("/api/v1/problems").json()["problems"]
    assert problem["source"] == "sent:c"


def test_where_nothing_can_be_coded_that_is_told_and_the_rest_goes_on(path: Path) -> None:
    served = Served(path)
    app = create(served)
    app.state.coding = Coding(served, make=Unmakable)
    with asking(served, app) as client:
        answer = client.post("/api/v1/code", json={"text": "peace"})
        assert (answer.status_code, answer.json()["code"]) == (503, "no_coder")
        assert answer.headers["retry-after"]
        assert client.get("/api/v1/counts").status_code == 200


# --- its description ------------------------------------------------------------------------------------------------


def test_the_openapi_document_names_every_call_and_says_what_everything_is(client: httpx.Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document == specification()
    assert document["openapi"].startswith("3.1")
    assert client.get("/api.json").json() == document
    calls = {(method, path): call for path, methods in document["paths"].items() for method, call in methods.items()}
    assert {path.removeprefix("/api/v1/") for method, path in calls if method == "get"} == {
        "documents", "documents/{id}", *KINDS, "records/{id}", "acts", "acts/{id}", "stories", "stories/{id}",
        "actors", "actors/{name}", "series", "network", "alerts", "answers", "search", "counts", "problems",
    }  # fmt: skip
    assert {path for method, path in calls if method != "get"} == {"/api/v1/code", "/api/v1/documents"}
    assert len({call["operationId"] for call in calls.values()}) == len(calls)
    for call in calls.values():
        assert call["description"] and call["tags"]
        assert all(parameter["description"] for parameter in call.get("parameters", ()))
        assert {"400", "401", "404", "422", "503"} <= set(call["responses"])
    references = set(re.findall(r'"\$ref": ?"#/components/schemas/(\w+)"', client.get("/api/v1/openapi.json").text))
    assert references <= set(document["components"]["schemas"])
    assert document["components"]["securitySchemes"]


def test_the_page_of_the_api_shows_all_of_it_without_anything_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/api").text
    document = specification()
    assert all(path in page for path in document["paths"])
    assert all(f'id="{name}"' in page for name in document["components"]["schemas"] if "Validation" not in name)
    anchors, targets = set(re.findall(r'href="#(\w+)"', page)), set(re.findall(r'id="(\w+)"', page))
    assert anchors <= targets
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    for address in re.findall(r'href="(/api/v1/[^"]*)"', page):
        assert client.get(address.replace("&amp;", "&")).status_code in (200, 404)  # 404: USA and PRK are not in it
