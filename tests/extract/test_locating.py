"""Where acts happened: the place that their own clause tells, never one that somebody only speaks from."""

import datetime as dt

import pytest

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.model import CodedDocument, RawDocument

# What is done, the first word of its trigger, where: None is nowhere told.
CASES = [
    ("Gunmen killed five soldiers in Kabul on Monday.", "killed", "Kabul"),
    ("In Lagos, the police arrested ten protesters.", "arrested", "Lagos"),
    ("Thousands of people protested in Warsaw against the government.", "protested", "Warsaw"),
    ("Iranian officials met U.S. diplomats in Geneva.", "met", "Geneva"),
    ("The United States condemned the attack in Nairobi.", "condemned", None),
    ("Officials in Washington said Iran had attacked Israel.", "attacked", None),
    ("Russia called on Iran to free the hostages.", "called", None),
    ("France urged Mali to hold a meeting in Dakar.", "urged", None),
    ("Russia invaded Georgia in 2008.", "invaded", "Georgia"),
    ("Iraq's invasion of Kuwait in 1990 lasted two days.", "invasion", "Kuwait"),
    ("Angela Merkel traveled to Ankara to meet Recep Tayyip Erdogan.", "traveled", "Ankara"),
    ("Rebels attacked an army post in a suburb of Damascus.", "attacked", "Damascus"),
    ("The talks between Russia and Ukraine took place in Istanbul.", "talks", "Istanbul"),
    ("Protesters in Cairo clashed with the police.", "clashed", "Cairo"),
    ("Moscow condemned Washington.", "condemned", None),
    ("In Paris, Emmanuel Macron said that Turkey had attacked Syria.", "attacked", None),
    ("Soldiers stormed the ministry in Khartoum and arrested the minister of Sudan.", "arrested", "Khartoum"),
    ("In Khartoum, soldiers stormed the ministry and arrested the minister of Sudan.", "arrested", "Khartoum"),
    ("Turkey sent troops to Libya.", "sent", "Libya"),
    ("Greece expelled two Russian diplomats.", "expelled", None),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str) -> CodedDocument:
    return coder.code(clean(RawDocument(text, "-", "0", id="d", published=dt.date(2021, 6, 9))))


@pytest.mark.parametrize(("text", "word", "place"), CASES)
def test_the_place_of_the_act(coder: Coder, text: str, word: str, place: str | None) -> None:
    found = [e.place for e in code(coder, text).events if e.trigger.text.split()[0] == word]
    assert found == [place]


def test_the_same_deed_happened_where_it_was_told_to(coder: Coder) -> None:
    first, then = "Israel bombed Syrian soldiers near Homs on Monday.", "Iran condemned the bombing of Syrian soldiers."
    text = f"{first}\n\n{then}"
    places = {e.trigger.text.split()[0]: e.place for e in code(coder, text).events}
    assert places["bombing"] == "Homs"
    assert places["condemned"] is None
