"""Headlines with capitals on every word are read like sentences."""

import pytest

from dragoman.clean import clean
from dragoman.coder import Coder
from dragoman.model import RawDocument

BODY = "\n\nOfficials said so on Monday in the capital. The two sides have not commented on the matter so far."


@pytest.mark.parametrize(
    ("title", "event", "actor", "recipient"),
    [
        ("Chile Expels Three Bolivian Diplomats", "SANCTION", "Chile", "Bolivian"),
        ("Israel Launches Airstrikes On Gaza After Rocket Fire", "ASSAULT", "Israel", "Gaza"),
        ("Ethiopia Withdraws Troops From Somalia", "RETREAT", "Ethiopia", "Somalia"),
        ("KENYA ACCUSES UGANDA OF SPYING ON ITS ARMY", "ACCUSE", "KENYA", "UGANDA"),
    ],
)
def test_an_act_in_a_headline(coder: Coder, title: str, event: str, actor: str, recipient: str) -> None:
    told = coder.code(clean(RawDocument(title + BODY, "-", "0" * 64, title=title))).events
    assert any(
        e.event == event and actor in e.actors[0].text and recipient in e.recipients[0].text
        for e in told
        if e.actors and e.recipients
    ), told
