"""Standing relations between two actors."""

from collections.abc import Callable

import pytest

from dragoman.model import CodedDocument

Code = Callable[..., CodedDocument]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belarus is a close ally of Russia.", ("BLR", "ally", "RUS", "current")),
        ("Belarus, a former ally of Russia, objected.", ("BLR", "ally", "RUS", "past")),
        ("Syria's neighbour Turkey objected.", ("TUR", "neighbour", "SYR", "current")),
        ("India and Pakistan have no diplomatic relations.", ("IND", "diplomatic relations", "PAK", "denied")),
        ("Ties between Egypt and Qatar are tense.", ("EGY", "poor relations", "QAT", "current")),
        ("Iran has good relations with Armenia.", ("IRN", "good relations", "ARM", "current")),
        ("Germany is at war with France.", ("DEU", "at war", "FRA", "current")),
        ("North Korea and South Korea are technically still at war.", ("PRK", "at war", "KOR", "current")),
        ("Israel accused its arch-foe Iran of the attack.", ("IRN", "enemy", "ISR", "current")),
        ("Bitter rivals India and Pakistan exchanged fire.", ("IND", "enemy", "PAK", "current")),
        ("Egypt and Israel signed a treaty in 1979 and are allies.", ("EGY", "ally", "ISR", "current")),
        ("Russia and Armenia were once allies.", ("RUS", "ally", "ARM", "past")),
        ("Serbia's traditional ally Russia opposed the move.", ("RUS", "ally", "SRB", "current")),
        ("Poland and Hungary, members of NATO, vetoed the plan.", ("HUN", "member of", "IGO", "current")),
        ("Russia supplies gas to Germany.", ("RUS", "supplier", "DEU", "current")),
        ("Iran has been under U.S. sanctions since 1979.", ("IRN", "sanctioned by", "USA", "current")),
        ("The Syrian government, backed by Russia, retook the town.", ("SYR", "ally", "RUS", "current")),
        ("Guards were wounded in Israel-occupied Lebanon.", ("ISR", "occupies", "LBN", "current")),
        ("Hosni Mubarak was the leader of Egypt until 2011.", ("EGY", "head of", "EGY", "past")),
        ("Israel met Egypt in Rome.", None),
        ("Iran banned all state-affiliated parties.", None),
    ],
)
def test_relations(code: Code, text: str, expected: tuple[str, str, str, str] | None) -> None:
    found = [(r.a.code, r.relation, r.b.code, r.status) for r in code(text).relations]
    assert expected in found if expected else not found


def test_members_of_an_organisation(code: Code) -> None:
    (relation,) = code("NATO member Turkey bought missiles.").relations
    assert (relation.a.code, relation.relation, relation.b.text) == ("TUR", "member of", "NATO")


def test_each_relation_once(code: Code) -> None:
    assert len(code("Belarus is an ally of Russia. Belarus, an ally of Russia, objected.").relations) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China is Iran's main trading partner.", [("CHN", "trading partner", "IRN")]),
        ("Hungary's biggest trade partner, Germany, objected.", [("DEU", "trading partner", "HUN")]),
        ("Australia joined NATO.", [("AUS", "member of", "IGO")]),
        ("Negotiators from Iran and Iraq met in Oman.", []),
        ("Angela Merkel joined the Christian Democratic Union.", []),
        ("Donald Trump led Hillary Clinton in the polls.", []),
        ("His opponent, Hillary Clinton, objected.", []),
    ],
)
def test_who_can_be_so_related(code: Code, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(r.a.code, r.relation, r.b.code) for r in code(text).relations] == expected
