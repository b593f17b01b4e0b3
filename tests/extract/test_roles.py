"""Who did it and to whom: sentences of our own, and the parties of the last event of a kind in each."""

from collections.abc import Callable

import pytest

from dragoman.model import CodedDocument, Mention

# text, event, its actors, its recipients: "words" or "words=CODE", all of them and no others
CASES: list[tuple[str, str, list[str], list[str]]] = [
    # what a noun tells, and its owner
    ("Putin's meeting with Modi lasted two hours.", "CONSULT", ["Putin", "Modi"], []),
    ("Iran's talks with the European Union will resume in May.", "CONSULT", ["Iran", "European Union"], []),
    ("The army's clashes with the rebels left 20 people dead.", "ASSAULT", ["army", "rebels"], ["20 people"]),
    ("A federal court appeal by Cuban exiles has failed.", "REQUEST", ["Cuban exiles"], ["federal court"]),
    # whoever condemns a deed accuses who did it
    ("Norway condemned the attack on a mosque in Pakistan.", "ACCUSE", ["Norway"], ["the attack=None"]),
    ("Norway condemned Israel's attack on Gaza.", "ACCUSE", ["Norway"], ["Israel"]),
    ("Norway condemned the attack by the Taliban on a school in Kabul.", "ACCUSE", ["Norway"], ["Taliban"]),
    ("Norway launched a scathing attack on Myanmar over the trial.", "ACCUSE", ["Norway"], ["Myanmar"]),
    ("Iran condemned the bombing of U.S. embassies in Kenya.", "ACCUSE", ["Iran"], ["the bombing=None"]),
    # whom a noun's owner or the name before it is
    ("Police said the mayor's shooting shocked the city of Lagos.", "ASSAULT", [], ["the mayor"]),
    ("The Russia investigation was opened by the FBI.", "ACCUSE", ["FBI"], ["Russia"]),
    ("NATO defended its decision.", "SUPPORT", ["NATO"], []),
    # people are hit where it happened
    ("Bombs went off at two malls in Kenya.\nIran said on Monday that 100 people were killed.", "ASSAULT", [],
     ["100 people=KEN"]),
    # what a compound is against
    ("Thousands of people staged an anti-government demonstration in Caracas.", "PROTEST", ["people"], ["government"]),
    ("Anti-Turkish riots broke out in Athens.", "PROTEST", [], ["Turkish"]),
    # words are not for where they are said
    ("The foreign ministers of Egypt met on Tuesday in Geneva.", "CONSULT", ["ministers of Egypt"], []),
    ("Sudan lifted the curfew in Darfur.", "CONCEDE", ["Sudan"], ["Darfur"]),
    # two countries in one phrase
    ("The heads of the American and Israeli intelligence services met in Cairo.", "CONSULT",
     ["intelligence services=USA", "intelligence services=ISR"], []),
    # who agrees to meet agrees with whom he will meet
    ("Hamas is due to meet with Egyptian officials on Monday.", "AGREE", ["Hamas"], ["Egyptian officials"]),
    ("Chad will hold talks with Niger next week.", "AGREE", ["Chad"], ["Niger"]),
    ("Emmanuel Macron and Angela Merkel will meet in Berlin next week.", "AGREE", ["Macron", "Merkel"], []),
    # what was spoken of before, and lists that tell who several are
    ("An Afghan chess team was refused visas.\nCanada allowed the team to enter the country.", "RETREAT",
     ["Canada"], ["the team=AFG"]),
    ("The five crewmen, three Poles and two Danes, were released by Iran.", "RETREAT", ["Iran"],
     ["Poles=POL", "Danes=DNK"]),
    # several of a title, each of another country
    ("Presidents Muhammadu Buhari of Nigeria and Patrice Talon of Benin signed the treaty.", "SUPPORT",
     ["Buhari", "Patrice Talon"], []),
    ("Ministers Jean Dupont of France, Hans Meyer of Germany and Luca Rossi of Italy met in Rome.", "CONSULT",
     ["Dupont", "Meyer", "Rossi"], []),
    ("Leaders of African Union member states met in Niamey for an AU summit.", "CONSULT", ["Leaders"], []),
    # whom it hit comes before where it was
    ("A Kabul car bombing killed five policemen.", "ASSAULT", [], ["five policemen"]),
    ("A clinic bombing in Lagos killed a security guard.", "ASSAULT", [], ["a security guard"]),
    ("Rebels attacked the army in Sudan.", "ASSAULT", ["Rebels"], ["the army"]),
    ("The attack ascribed to the Taliban killed 20 people.", "ASSAULT", ["Taliban"], ["20 people"]),
    ("Ghana's premier pulled Ghana out of the pact with Mali.", "SANCTION", ["premier"], ["Mali"]),
    # who tells the one does the other
    ("Saleh el-Mahdi said Chad had armed the rebels and urged it to stop.", "REQUEST", ["el-Mahdi"], ["Chad"]),
    ("A spokesman said two soldiers were killed and accused the militia of breaking the truce.", "ACCUSE",
     ["spokesman"], ["militia"]),
    ("Officials in Oslo said Denmark would attend and urged Sweden to come.", "REQUEST", ["Officials"], ["Sweden"]),
]  # fmt: skip


def is_party(mention: Mention, expected: str) -> bool:
    words, _, code = expected.partition("=")
    return words in mention.text and code in ("", str(mention.code))


@pytest.mark.parametrize(("text", "event", "actors", "recipients"), CASES, ids=[case[0][:60] for case in CASES])
def test_parties(
    text: str, event: str, actors: list[str], recipients: list[str], code: Callable[..., CodedDocument]
) -> None:
    found = [e for e in code(text).events if e.event == event]
    assert found, [(e.event, e.rule) for e in code(text).events]
    for parties, expected in ((found[-1].actors, actors), (found[-1].recipients, recipients)):
        assert len(parties) == len(expected), [m.text for m in parties]
        assert all(any(is_party(m, words) for m in parties) for words in expected), [m.text for m in parties]
