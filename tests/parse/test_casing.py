"""Headlines with capitals on every word, as the parser reads them."""

import pytest

from dragoman.parse.casing import is_headline, plain_case

WORDS = frozenset({"expel", "arrest", "ban", "slam", "sanction", "grant", "protest"})
BODY = ("The two diplomats left on Monday, said Grant, who leads the NATO mission in Oslo. A new tariff may follow.",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia Expels Three Diplomats After Row", True),
        ("RUSSIA EXPELS THREE DIPLOMATS", True),
        ("Russia expels three diplomats after row", False),
        ("Foreign Minister Støre", False),
    ],
)
def test_a_headline_has_capitals_on_every_long_word(text: str, expected: bool) -> None:
    assert is_headline(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia Expels Two Norwegian Diplomats", "Russia expels two Norwegian diplomats"),
        ("Police Arrest Grant In Oslo Over New Tariff", "Police arrest Grant in Oslo over new tariff"),
        ("Peru Bans Protests Of NATO", "Peru bans protests of NATO"),
        ("RUSSIA EXPELS NATO DIPLOMATS FROM OSLO", "Russia expels NATO diplomats from Oslo"),
        ("Zamboanga Welcomes Nur Misuari", "Zamboanga Welcomes Nur Misuari"),
    ],
)
def test_common_words_lose_their_capitals_and_names_keep_them(text: str, expected: str) -> None:
    plain = plain_case(text, BODY, WORDS)
    assert plain == expected
    assert len(plain) == len(text)


def test_other_headlines_are_no_witness_for_names() -> None:
    body = ("Two Diplomats Leave Russia In Haste", "He saw two diplomats leave.")
    assert plain_case("Oslo Sees Two Diplomats Leave Haste", body, WORDS) == "Oslo Sees two diplomats leave Haste"
