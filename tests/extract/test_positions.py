"""Who wants, offers, accepts or refuses what."""

from collections.abc import Callable

import pytest

from dragoman.extract.normal_forms import normal_form, words
from dragoman.model import CodedDocument

Code = Callable[..., CodedDocument]


def held(code: Code, text: str) -> list[tuple[str, str, str]]:
    return [(p.holder.code or p.holder.text, p.stance, p.proposal) for p in code(text).positions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan urged North Korea to stop its missile tests.", ("JPN", "demand", "stop its missile tests")),
        ("Japan called for a freeze of the tests.", ("JPN", "demand", "a freeze of the tests")),
        ("Japan demanded that North Korea return the hostages.", ("JPN", "demand", "North Korea return the hostages")),
        ("The U.S. was urged by China to lift tariffs.", ("CHN", "demand", "lift tariffs")),
        ("Turkey offered to mediate between the two sides.", ("TUR", "offer", "mediate between the two sides")),
        ("France pledged to send more aid.", ("FRA", "promise", "send more aid")),
        ("China opposes the lifting of sanctions on Iran.", ("CHN", "oppose", "the lifting of sanctions on Iran")),
        ("China supports the lifting of sanctions on Iran.", ("CHN", "support", "the lifting of sanctions on Iran")),
        (
            "China does not support the lifting of sanctions on Iran.",
            ("CHN", "oppose", "the lifting of sanctions on Iran"),
        ),
        ("Iran refused to halt enrichment.", ("IRN", "refuse", "halt enrichment")),
        ("Iran threatened to close the strait.", ("IRN", "threaten", "close the strait")),
        ("What Iran wants is a lifting of sanctions.", ("IRN", "demand", "a lifting of sanctions")),
        ("Germany will not send tanks, the chancellor of Germany said.", ("DEU", "refuse", "send tanks")),
        (
            "Libya called for an emergency meeting to end the war.",
            ("LBY", "demand", "an emergency meeting"),
        ),
        ("Iran urged the embassy to wait and spoke with the envoy.", ("IRN", "demand", "wait")),
        ("Iran called for the bill to be dropped.", ("IRN", "demand", "the bill to be dropped")),
        ("Germany asked the delegation to lift the tariffs.", ("DEU", "demand", "lift the tariffs")),
        ("Japan demanded de-escalation.", ("JPN", "demand", "de-escalation")),
        (
            "Iran said that it will not attack and the rebels have decided to leave.",
            ("IRN", "refuse", "attack"),
        ),
    ],
)
def test_stances(code: Code, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in held(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "France declined to comment.",
        "France pledged its loyalty.",
        "France supports the team.",
        "The storm demanded courage.",
        "The media of France called the race for Keller.",
        "It required much endurance of Germany to stay in the air.",
    ],
)
def test_what_is_no_position(code: Code, text: str) -> None:
    assert not [p for p in code(text).positions if p.stance in ("decline", "support", "demand")]


def test_an_answer_spells_out_what_it_answers(code: Code) -> None:
    demand, answer = code("Japan demanded that North Korea return the hostages. Russia rejected the demand.").positions
    assert (answer.stance, answer.proposal, answer.answers) == ("refuse", demand.proposal, demand.id)


def test_that_idea_refers_to_somebody_elses_proposal(code: Code) -> None:
    text = "France urged the Security Council to send observers. China and Russia objected to that idea."
    assert held(code, text)[1:] == [("CHN", "oppose", "send observers"), ("RUS", "oppose", "send observers")]


def test_it_refers_to_what_its_own_sentence_tells(code: Code) -> None:
    text = "France urged Iran to free the crew. Japan approved a bill on tariffs, but Russia rejected it."
    assert held(code, text)[1:] == [("JPN", "accept", "a bill on tariffs"), ("RUS", "refuse", "a bill on tariffs")]


def test_addressees_and_two_of_them(code: Code) -> None:
    first, second = code(
        "Germany called on Iran to stop its tests and for the United States not to hold drills."
    ).positions
    assert ([m.code for m in first.addressees], [m.code for m in second.addressees]) == (["IRN"], ["USA"])
    assert (first.proposal, second.proposal) == ("stop its tests", "not to hold drills")


def test_needs_told_by_the_paper_are_less_sure(code: Code) -> None:
    (wish,) = code("Iran wants a lifting of sanctions.").positions
    (demand,) = code("Iran demanded a lifting of sanctions.").positions
    assert wish.confidence < demand.confidence


def test_the_same_proposal_in_other_forms_has_the_same_words() -> None:
    assert words("lifting the sanctions") == words("lift sanctions")


def test_the_same_demand_in_other_words_has_one_normal_form(code: Code) -> None:
    forms = [
        normal_form(code(text).positions[0])
        for text in (
            "Japan urged Iran to release the detained sailors.",
            "France demanded that Iran release the sailors.",
            "Japan urged Iran to stop its missile tests.",
            "Japan urged Russia to release the detained sailors.",
        )
    ]
    assert forms[0].agrees(forms[1]) and forms[1].agrees(forms[0])
    assert not forms[0].agrees(forms[2])
    assert not forms[0].agrees(forms[3])


@pytest.mark.parametrize(
    "text",
    [
        "The talks will fail unless Iran agrees to halt its tests.",
        "It is unclear whether Germany supports the embargo.",
        "Germany accused Iran of threatening to close the strait.",
        "Members of the pact shall refrain from attacks.",
        'Keller said: "The strike should not have happened."',
        "The envoy argued for hours.",
        'The minister called the envoy a "traitor" for his speech.',
        "Anna Keller wanted to sleep.",
        "Germany will not continue to oppose the law.",
        "No European state has asked Iran for protection.",
        "Germany may want to leave the pact.",
        "The form that Germany wants to adopt is long.",
        "Germany was the first state to refuse to do so.",
        "Germany has promised Mexico.",
        "Germany asked the envoy if he had any ideas about how talks could go on.",
        "Germany accused Iran of fraud, threatening to close the strait.",
        'Keller said: "I do not think that any state should send tanks."',
        "Keller said the strike was wrong because it would help Germany.",
        "Keller said that when food was short, Keller would leave the town.",
        "Germany's commitment to peace is old.",
        'Keller said: "That is the law that all of us should work on."',
    ],
)
def test_what_is_conditional_alleged_owed_or_private_is_no_position(code: Code, text: str) -> None:
    assert held(code, text) == []


def test_what_somebody_is_told_to_accept_is_not_yet_accepted(code: Code) -> None:
    text = "Japan ordered the envoy of Russia to stop the talks and start accepting the sanctions."
    assert [who for who, *_ in held(code, text)] == ["JPN"]


def test_only_who_can_act_is_addressed(code: Code) -> None:
    (position,) = code("Thursday, Iran proposed to set limits on its tests.").positions
    assert position.addressees == ()
    (position,) = code('Iran said: "We hope it will be resolved soon."').positions
    assert position.addressees == ()
    (position,) = code("Germany demanded that the sanctions be lifted.").positions
    assert position.addressees == ()
    (position,) = code("Germany urged the rebels to lay down their arms.").positions
    assert [m.text for m in position.addressees] == ["the rebels"]
