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
        ("Germany is at war with France.", None),
        ("Israel met Egypt in Rome.", None),
    ],
)
def test_relations(code: Code, text: str, expected: tuple[str, str, str, str] | None) -> None:
    found = [(r.a.code, r.relation, r.b.code, r.status) for r in code(text).relations]
    assert expected in found if expected else not [r for r in found if r[1] != "at war"]


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
