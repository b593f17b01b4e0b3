"""Place names in context: a text in, the places out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, Mention, Paragraph, Place, Span
from dragoman.parse import segment
from dragoman.places import find


def places_of(
    text: str, *, url: str | None = None, mentions: tuple[Mention, ...] = (), dateline: int = 0
) -> tuple[Place, ...]:
    head = Span(0, dateline) if dateline else None
    document = Document("d", text, (Paragraph(Span(dateline, len(text)), dateline=head),), url=url)
    return find(document, segment(document), mentions)


def brief(found: tuple[Place, ...]) -> list[tuple[str, str | None, int, int]]:
    return [(p.text, p.country_alpha2, round(p.lat or 0), round(p.lon or 0)) for p in found]


CASES = [
    ("Troops entered Aleppo on Monday.", [("Aleppo", "SY", 36, 37)]),
    ("The factory is in Paris, Texas.", [("Paris", "US", 34, -96), ("Texas", "US", 31, -99)]),
    ("The talks were held in Paris.", [("Paris", "FR", 49, 2)]),
    ("He was born in Alexandria, Va., in 1950.", [("Alexandria", "US", 39, -77), ("Va.", "US", 38, -77)]),
    (
        "A ferry left Alexandria, Egypt, for Cyprus.",
        [("Alexandria", "EG", 31, 30), ("Egypt", "EG", 27, 30), ("Cyprus", "CY", 35, 33)],
    ),
    (
        "Clashes broke out in Tripoli and in the streets of Beirut.",
        [("Tripoli", "LB", 34, 36), ("Beirut", "LB", 34, 36)],
    ),
    ("Clashes broke out in Tripoli and Benghazi.", [("Tripoli", "LY", 33, 13), ("Benghazi", "LY", 32, 20)]),
    (
        "Georgia asked for help after shells fell near Tbilisi and Gori.",
        [("Georgia", "GE", 42, 44), ("Tbilisi", "GE", 42, 45), ("Gori", "GE", 42, 44)],
    ),
    (
        "Officials in Georgia counted votes in Atlanta and Savannah.",
        [("Georgia", "US", 33, -84), ("Atlanta", "US", 34, -84), ("Savannah", "US", 32, -81)],
    ),
    ("Settlers marched through the West Bank.", [("West Bank", "PS", 32, 35)]),
    ("The frigate sailed through the Black Sea.", [("Black Sea", None, 43, 34)]),
    ("Tankers were seized in the Strait of Hormuz.", [("Strait of Hormuz", None, 27, 56)]),
    ("The missile flew over Hokkaido.", [("Hokkaido", "JP", 43, 142)]),
    ("Two soldiers crossed the Demilitarised Zone.", [("Demilitarised Zone", "KR", 38, 128)]),
    ("Shells hit a village near Donetsk, in eastern Ukraine.", [("Donetsk", "UA", 48, 38), ("Ukraine", "UA", 49, 32)]),
    ("Refugees from Kiev reached Warsaw.", [("Kiev", "UA", 50, 31), ("Warsaw", "PL", 52, 21)]),
    ("The quake was felt in São Paulo and Zurich.", [("São Paulo", "BR", -24, -47), ("Zurich", "CH", 47, 9)]),
    ("A court in Baldwin County, Alabama, freed him.", [("Baldwin County", "US", 31, -88), ("Alabama", "US", 33, -87)]),
    ("Rebels hold Goma, in North Kivu.", [("Goma", "CD", -2, 29), ("North Kivu", "CD", -1, 29)]),
    ("The Lagos-based firm denied it.", [("Lagos", "NG", 6, 3)]),
    ("Nagorno-Karabakh fell within a day.", [("Nagorno-Karabakh", "AZ", 40, 47)]),
    ("Ships docked in St. Petersburg and Murmansk.", [("St. Petersburg", "RU", 60, 30), ("Murmansk", "RU", 69, 33)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_find(text: str, expected: list[tuple[str, str | None, int, int]]) -> None:
    assert brief(places_of(text)) == expected


NO_PLACES = [
    "Mr. Jackson said he would appeal.",
    "Paris Hilton wrote a book.",
    "Reading the report took an hour.",
    "Senator Lincoln Chafee voted no.",
    "The Turk and the Somali shared a cell.",
    "Nice words are cheap.",
    "The DAB lost two seats to the PNP last year.",
    "Chelsea Clinton told Madison Turner about it.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_no_place(text: str) -> None:
    assert brief(places_of(text)) == []


def test_a_surname_named_in_full_before_is_no_place() -> None:
    text = "Robert Houston was tried in Denver. Later Houston wept."
    assert [p.text for p in places_of(text)] == ["Denver"]


def test_a_capital_that_stands_for_its_government_is_no_place() -> None:
    text = "Moscow rejected the plan. Police closed a square in Moscow."
    first = Mention(Span(0, 6), "Moscow", 0, 0, "rus", "Russia", "state", "RUS", "GOV", None, "metonym")
    assert [p.span.start for p in places_of(text, mentions=(first,))] == [text.rindex("Moscow")]


def test_the_name_of_a_body_holds_no_place() -> None:
    text = "The Bank of England raised rates in Wales."
    bank = Mention(
        Span(4, 19), "Bank of England", 0, 1, "gbr/bank", "Bank of England", "organisation", "GBR", None, None, "name"
    )
    assert [p.text for p in places_of(text, mentions=(bank,))] == ["Wales"]


def test_datelines_are_places_of_well_known_cities() -> None:
    text = "WARSAW (AP) -- A museum opened in Independence, Missouri."
    found = brief(places_of(text, dateline=15))
    assert found[0] == ("WARSAW", "PL", 52, 21)
    assert found[1] == ("Independence", "US", 39, -94)


def test_a_local_paper_speaks_of_its_own_surroundings() -> None:
    text = "Fire crews from Columbus and Newark met in Zanesville, in Licking County. Dublin sent an engine."
    assert {p.country_alpha2 for p in places_of(text)} == {"US"}


@pytest.mark.parametrize(
    ("url", "country"), [("https://www.cambridgenews.example.co.uk/x", "GB"), ("https://www.bostonglobe.com/x", "US")]
)
def test_the_publisher_tips_the_scales(url: str, country: str) -> None:
    assert [p.country_alpha2 for p in places_of("Students marched through Cambridge.", url=url)] == [country]


@given(st.text(max_size=200) | st.text(alphabet="ParisTexs,. 'St()-—\n", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_spans_on_the_globe(text: str) -> None:
    found = places_of(text)
    assert all(text[p.span.start : p.span.end] == p.text for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(p.lat is not None and abs(p.lat) <= 90 and abs(p.lon or 0) <= 180 for p in found)
