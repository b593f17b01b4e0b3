"""The causal map and the map of relations: what is one box or line, where it stands, whose it is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.ledger import Kept
from dragoman.link import causal_map, relation_map
from dragoman.model import Claim, Mention, Modality, Quote, Relation, RelationKind, RelationStatus, Span

SVG = "{http://www.w3.org/2000/svg}"


def _kept(record: Any) -> Kept[Any]:
    return Kept(record, "doc-1", "A title", None, None, None, None, "dragoman 0.1.0", "model")


def _party(name: str, code: str | None = None) -> Mention:
    kind = "state" if code else "person"
    return Mention(Span(0, 1), name, 0, 0, f"?/{name}", name, kind, code, None, None, "name")


def _claim(cause: str, effect: str, holder: str | None = None, modality: Modality = "asserted") -> Kept[Claim]:
    quotes = (Quote(0, len(words), words) for words in (cause, effect, f"{cause} {effect}"))
    first, second, evidence = quotes
    by = _party(holder) if holder else None
    return _kept(Claim(f"{cause}-{effect}", 0, by, first, second, modality, evidence, 0.8, "claim/test"))


def _relation(a: str, kind: RelationKind, b: str, status: RelationStatus = "current") -> Kept[Relation]:
    words = Quote(0, 1, f"{a} {kind} {b}")
    return _kept(Relation(f"{a}-{b}", 0, _party(a, "VEL"), kind, _party(b, "OST"), status, words, 0.8, "relation/test"))


def _boxes(svg: str) -> dict[str, tuple[float, float]]:
    """Where each box stands, by its words."""
    groups = ElementTree.fromstring(svg).iter(f"{SVG}g")
    found = {}
    for group in groups:
        rect, title = group.find(f"{SVG}rect"), group.find(f"{SVG}title")
        if rect is not None and title is not None:
            found[title.text or ""] = (float(rect.get("x", "")), float(rect.get("y", "")))
    return found


def _lines(svg: str) -> list[dict[str, str]]:
    """The attributes of each line, and what it tells."""
    paths = (p for p in ElementTree.fromstring(svg).iter(f"{SVG}path") if p.find(f"{SVG}title") is not None)
    return [{**path.attrib, "told": path.findtext(f"{SVG}title") or ""} for path in paths]


CHAIN = [
    _claim("the drought on the northern plain", "crops to fail", "Anna Lenoir"),
    _claim("Crops to fail", "bread prices to double", "Anna Lenoir", "would"),
    _claim("bread prices to double", "riots in the capital", None, "could"),
    _claim("riots in the capital", "the drought on the northern plain", "Otto Brandt", "denied"),
]


def test_causes_stand_to_the_left_of_their_effects_also_in_a_chain_and_a_circle() -> None:
    svg = causal_map.picture(CHAIN)
    drought, crops, bread, riots = (place[0] for _, place in sorted(_boxes(svg).items(), key=lambda entry: entry[1]))
    assert drought < crops < bread < riots
    assert list(_boxes(svg)) == [
        "the drought on the northern plain", "crops to fail", "bread prices to double", "riots in the capital",
    ]  # fmt: skip
    assert len(_lines(svg)) == len(CHAIN)


def test_phrases_of_the_same_words_are_one_box_and_those_that_share_one_word_are_not() -> None:
    svg = causal_map.picture(
        [
            _claim("the blockade of the port", "hunger"),
            _claim("The blockade of the port", "protests"),
            _claim("a port strike by dockers in Karvia", "protests"),
        ]
    )
    assert list(_boxes(svg)) == ["the blockade of the port", "a port strike by dockers in Karvia", "hunger", "protests"]


def test_colours_are_the_holders_and_dashes_how_sure_they_are() -> None:
    svg = causal_map.picture(CHAIN)
    lenoir, lenoir_would, paper, brandt = _lines(svg)
    assert lenoir["stroke"] == lenoir_would["stroke"]
    assert len({lenoir["stroke"], paper["stroke"], brandt["stroke"]}) == 3
    assert len({line.get("stroke-dasharray") for line in (lenoir, lenoir_would, paper, brandt)}) == 4
    assert brandt["told"].startswith("Otto Brandt (denied): riots")
    legend = list(ElementTree.fromstring(svg).itertext())
    assert {"Anna Lenoir: 2", "Otto Brandt: 1", "the paper: 1", "denied"} <= set(legend)


def test_many_holders_share_grey() -> None:
    svg = causal_map.picture([_claim(f"cause {n}", f"effect {n}", f"Holder {n}") for n in range(9)])
    assert len({line["stroke"] for line in _lines(svg)}) == 7
    assert "others: 3" in svg


def test_boxes_keep_apart() -> None:
    claims = [_claim(f"the {n}th cause of all that", f"effect {n % 7} of the {n % 3}rd kind") for n in range(40)]
    boxes = sorted(_boxes(causal_map.picture(claims)).values())
    for (x, y), (next_x, next_y) in pairwise(boxes):
        assert next_x > x or next_y > y + 20


def test_a_claim_of_nothing_but_itself_is_not_drawn() -> None:
    assert causal_map.picture([_claim("war", "war")]) == ""
    assert causal_map.picture([]) == relation_map.picture([]) == ""


def test_a_part_of_a_page_leads_on_and_brings_no_style() -> None:
    svg = causal_map.picture(CHAIN, link=lambda kept: f"/record?id={kept.record.id}", link_words=lambda words: None)
    assert svg.count("<a ") == len(CHAIN)
    assert "<style" not in svg and 'class="plot causal"' in svg
    assert "<style" in causal_map.picture(CHAIN)


RELATIONS = [
    _relation("Velia", "ally", "Ostrava"),
    _relation("Ostrava", "ally", "Velia"),
    _relation("Velia", "supplier", "Ostrava"),
    _relation("Ostrava", "at war", "Tarrin", "past"),
]


def test_a_mutual_relation_told_both_ways_is_one_line() -> None:
    assert [(b.a, b.kind, b.b, b.count) for b in relation_map.bonds(RELATIONS)] == [
        ("Ostrava", "ally", "Velia", 2),
        ("Velia", "supplier", "Ostrava", 1),
        ("Ostrava", "at war", "Tarrin", 1),
    ]


def test_relations_are_told_by_colour_dashes_and_arrowheads() -> None:
    ally, supplier, war = _lines(relation_map.picture(RELATIONS))
    assert "marker-end" in supplier and "marker-end" not in ally and "marker-end" not in war
    assert "stroke-dasharray" in war and "stroke-dasharray" not in ally
    assert len({ally["stroke"], supplier["stroke"], war["stroke"]}) == 3
    assert ally["d"] != supplier["d"], "two between the same pair keep apart"
    assert war["told"].startswith("Ostrava — at war — Tarrin (past)")
    svg = relation_map.picture(RELATIONS)
    assert {"ally", "supplier", "at war (past)"} <= set(re.findall(r">([^<>]+)</text>", svg))


def test_of_too_many_relations_those_told_most_are_drawn() -> None:
    many = [_relation(f"State {n}", "ally", f"State {n + 1}") for n in range(relation_map.MOST + 9)]
    drawn = _lines(relation_map.picture([*many, many[-1]]))
    assert len(drawn) == relation_map.MOST
    assert drawn[0]["told"].startswith(f"State {relation_map.MOST + 8} — ally")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x>', "a & b"])
def test_words_of_articles_stay_words(words: str) -> None:
    for svg in (
        causal_map.picture([_claim(words, "an effect", words)]),
        relation_map.picture([_relation(words, "ally", "Ostrava")]),
    ):
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
        assert tags <= {"svg", "style", "rect", "defs", "marker", "path", "title", "text", "tspan", "g", "circle"}
