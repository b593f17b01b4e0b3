"""How many were killed, injured, arrested: a sentence in, the sizes of its events out."""

from collections.abc import Callable

import pytest

from dragoman.model import CodedDocument, Size

DEAD, INJURED, ARRESTED = "dead", "injured", "arrested"

TOLD = [
    ("Syrian shelling that killed 31 hit the market of Idlib.", {DEAD: 31}),
    ("Russian air strikes hit a hospital in Idlib, killing 12.", {DEAD: 12}),
    ("The attack by the Taliban left at least 9 dead.", {DEAD: 9}),
    ("The attack by the Taliban left nine people dead and 20 wounded.", {DEAD: 9, INJURED: 20}),
    ("12 people, including 3 children, were killed in an air strike by Saudi Arabia.", {DEAD: 12}),
    ("At least 26 people were killed and 41 wounded in a Taliban attack in Kabul.", {DEAD: 26, INJURED: 41}),
    ("Two Turkish soldiers were killed and three others injured in a PKK attack.", {DEAD: 2, INJURED: 3}),
    ("The death toll from the Saudi air strike rose to 43.", {DEAD: 43}),
    ("The Taliban bombing claimed 17 lives in Kabul.", {DEAD: 17}),
    ("Seven Indian soldiers lost their lives in a clash with Chinese troops.", {DEAD: 7}),
    ("The killing of 35 villagers by the Burmese army shocked the region.", {DEAD: 35}),
    ("Some 300 protesters were arrested by Belarusian police.", {ARRESTED: 300}),
    ("The Sudanese army captured 40 rebels.", {ARRESTED: 40}),
    ("Syrian rebels captured a town near Aleppo.", {}),
    ("Syrian troops captured two tanks from the rebels.", {}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text[:50] for text, _ in TOLD])
def test_sizes(text: str, expected: dict[str, int], code: Callable[..., CodedDocument]) -> None:
    told = [event.size for event in code(text).events if event.size != Size()]
    found = {key: getattr(size, key) for size in told for key in (DEAD, INJURED, ARRESTED) if getattr(size, key)}
    assert found == expected
