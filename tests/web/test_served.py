"""The ledger while it is served: nobody waits for others, and answers are as new as they can be."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.model import RawDocument
from dragoman.run import Recipe
from dragoman.web import Served, create
from dragoman.web.coding import BusyError, Coding
from dragoman.web.served import TooLongError
from tests.run.stand_in import StandIn
from tests.web.conftest import ARTICLES, article, asking

ENDLESS = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"


def test_a_question_that_takes_too_long_is_given_up_and_the_next_is_answered(path: Path) -> None:
    served = Served(path, seconds=0.05)
    with pytest.raises(TooLongError, match=r"0\.05 seconds"), served.ask() as ledger:
        ledger.connection.execute(ENDLESS).fetchone()
    with pytest.raises(TooLongError, match=r"0\.01 seconds"), served.ask(0.01) as ledger:
        ledger.connection.execute(ENDLESS).fetchone()
    with served.ask() as ledger:
        assert ledger.counts()["documents"] == ARTICLES


def test_others_are_answered_while_a_question_takes_too_long(path: Path) -> None:
    served = Served(path, seconds=1.5)
    app = create(served)

    def slow() -> None:
        with served.ask() as ledger:
            ledger.connection.execute(ENDLESS).fetchone()

    app.add_api_route("/api/v1/slow", slow)
    with asking(served, app) as client, ThreadPoolExecutor() as pool:
        waiting = [pool.submit(client.get, "/api/v1/slow") for _ in range(3)]
        answered = 0
        while not all(one.done() for one in waiting):
            assert client.get("/api/v1/events?limit=5").status_code == 200
            answered += 1
        assert answered > 3
        for one in waiting:
            answer = one.result()
            assert (answer.status_code, answer.json()["code"]) == (503, "too_long")
            assert answer.headers["retry-after"]


def test_what_is_asked_writes_nothing(path: Path) -> None:
    with pytest.raises(DragomanError, match="may not be written"), Served(path).ask() as ledger:
        ledger.connection.execute("DELETE FROM records")


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    with asking(Served(tmp_path / "none.ledger")) as client:
        answer = client.get("/api/v1/counts")
        assert (answer.status_code, answer.json()["code"]) == (400, "refused")
        assert "dragoman code" in answer.json()["hint"]


@pytest.mark.slow
def test_reading_goes_on_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "mine.ledger"
    with Ledger(path) as ledger:
        ledger.add(article(0))
    program = (
        "import sys; from dragoman.ledger import Ledger; from tests.ledger.conftest import make\n"
        "with Ledger(sys.argv[1]) as ledger:\n"
        "    for n in range(300): ledger.add(make(f'new-{n}', source=f'{n}.txt'))"
    )
    seen = set()
    with asking(Served(path)) as client:
        writer = subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=Path(__file__).parents[2])
        while writer.poll() is None:
            page = client.get("/api/v1/documents?limit=500")
            assert page.status_code == 200
            seen.add(len(page.json()["documents"]))
            assert client.get("/api/v1/counts").status_code == 200
        assert writer.returncode == 0
        assert len(client.get("/api/v1/documents?limit=500").json()["documents"]) == 301
    assert len(seen) > 1
    assert min(seen) < 301


# --- what is remembered ---------------------------------------------------------------------------------------------


def test_an_answer_is_worked_out_once_for_each_state_of_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "mine.ledger"
    worked: list[int] = []

    def work(ledger: Ledger) -> int:
        worked.append(1)
        return ledger.counts()["documents"]

    with Ledger(path) as ledger:
        served = Served(path)
        assert [served.remember("number", work) for _ in range(3)] == [0, 0, 0]
        assert len(worked) == 1
        ledger.add(article(0))
        assert served.remember("number", work) == 0  # the old answer, until the new one is there
        until = time.monotonic() + 10
        while served.remember("number", work) != 1:
            assert time.monotonic() < until
            time.sleep(0.01)
        assert len(worked) == 2
        served.remember("number", work)
        assert len(worked) == 2


def test_what_takes_long_is_not_worked_out_all_the_time(tmp_path: Path) -> None:
    path = tmp_path / "mine.ledger"
    worked: list[int] = []

    def work(ledger: Ledger) -> int:
        worked.append(1)
        time.sleep(0.3)
        return ledger.counts()["documents"]

    with Ledger(path) as ledger:
        served = Served(path)
        served.remember("number", work)
        for number in range(5):
            ledger.add(article(number))
            assert served.remember("number", work) == 0
        assert len(worked) == 1


def test_many_who_ask_the_same_at_once_wait_for_one_answer(path: Path) -> None:
    served, worked = Served(path), []

    def work(ledger: Ledger) -> int:
        worked.append(1)
        time.sleep(0.2)
        return ledger.counts()["documents"]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: served.remember("number", work), range(8))) == {ARTICLES}
    assert len(worked) == 1


def test_an_answer_that_fails_is_not_remembered(path: Path) -> None:
    served = Served(path)

    def fail(_: Ledger) -> int:
        raise DragomanError("not now")

    with pytest.raises(DragomanError):
        served.remember("number", fail)
    assert served.remember("number", lambda ledger: 1) == 1


def test_what_was_not_asked_for_long_is_forgotten(path: Path) -> None:
    served = Served(path)
    for number in range(1000):
        assert served.remember(number, lambda ledger, number=number: number) == number
    assert len(served._remembered) < 1000


def test_the_lexicon_is_that_of_the_recipe(path: Path, tmp_path: Path) -> None:
    assert Served(path).lexicon() is not None
    served = Served(path, recipe=Recipe(lexicon=(tmp_path,)))
    assert served.lexicon() is served.lexicon()


# --- coding ---------------------------------------------------------------------------------------------------------


def test_too_many_articles_at_once_are_told_to_come_again(path: Path) -> None:
    coding = Coding(Served(path), make=StandIn)
    try:
        futures, refused = [], 0
        for number in range(40):
            try:
                futures.append(coding.code(raw(f"linger {number}")))
            except BusyError:
                refused += 1
        assert refused
        assert {future.result(30).document.text.split()[0] for future in futures} == {"linger"}
        assert coding.code(raw("peace")).result(10).document.text == "peace"
    finally:
        coding.close()


def test_a_server_that_stops_waits_for_no_article() -> None:
    coding = Coding(Served(Path("none.ledger")), make=StandIn)
    assert coding.code(raw("peace")).result(60)
    hanging = coding.code(raw("hang"))
    waiting = coding.code(raw("peace"))
    time.sleep(0.2)
    closing = threading.Thread(target=coding.close)
    closing.start()
    closing.join(20)
    assert not closing.is_alive()
    assert hanging.exception(1) is not None
    assert waiting.exception(1) is not None


def raw(text: str) -> RawDocument:
    return RawDocument(text, "sent:1", "0" * 64, id="1")
