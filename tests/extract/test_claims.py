"""What leads to what, and who says so."""

from collections.abc import Callable

import pytest

from dragoman.model import CodedDocument

Code = Callable[..., CodedDocument]


def ties(code: Code, text: str) -> list[tuple[str, str, str]]:
    return [(c.cause.text, c.effect.text, c.modality) for c in code(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The talks collapsed because Russia refused to withdraw.",
            ("Russia refused to withdraw", "The talks collapsed", "asserted"),
        ),
        ("If Iran builds a bomb, Israel will attack.", ("Iran builds a bomb", "Israel will attack", "would")),
        ("The war was sparked by a dispute over oil.", ("a dispute over oil", "The war", "asserted")),
        (
            "Sanctions have not prevented Iran from testing missiles.",
            ("Sanctions", "Iran from testing missiles", "denied"),
        ),
        ("The embargo could lead to a famine.", ("The embargo", "a famine", "could")),
        ("The raid threatens to spark a war.", ("The raid", "a war", "could")),
        ("The crisis stems from a failure of policy.", ("a failure of policy", "The crisis", "asserted")),
        ("Police arrested two men for throwing stones.", ("throwing stones", "Police arrested two men", "asserted")),
        ("Farmers blocked the road in protest against the tax.", ("the tax", "Farmers blocked the road", "asserted")),
        (
            "The talks ended early as both sides feared a war.",
            ("both sides feared a war", "The talks ended early", "asserted"),
        ),
    ],
)
def test_causes_and_effects(code: Code, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in ties(code, text)


def test_a_chain_gives_one_claim_a_link(code: Code) -> None:
    chain = ties(code, "The attack could cause the regime to collapse, triggering a refugee crisis.")
    assert ("The attack", "the regime to collapse", "could") in chain
    assert ("the regime to collapse", "a refugee crisis", "could") in chain


def test_the_holder_is_who_says_it(code: Code) -> None:
    (claim,) = code("Germany said that the talks collapsed because Russia refused to withdraw.").claims
    assert claim.holder is not None and claim.holder.code == "DEU"
    (plain,) = code("The talks collapsed because Russia refused to withdraw.").claims
    assert plain.holder is None


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Vienna to sign a treaty.",
        "The meeting was held in Vienna to ease tensions.",
        "He works as a teacher.",
        "France beat Spain after extra time.",
    ],
)
def test_what_is_no_claim(code: Code, text: str) -> None:
    assert ties(code, text) == []


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Ten people were killed in the blast.", "the blast", "Ten people were killed"),
        ("The minister resigned after the riots.", "the riots", "The minister resigned"),
        ("Iran accused Israel of ordering the bomb attacks.", "Israel", "the bomb attacks"),
        (
            "Students staged a sit-in near the college demanding new elections.",
            "demanding new elections",
            "Students staged a sit-in near the college",
        ),
        ("Police charged the men with murder.", "murder", "Police charged the men"),
        ("Residents are protesting the arrests.", "the arrests", "Residents are protesting"),
        ("The protests began over a bill on trade.", "a bill on trade", "The protests began"),
        ("Clashes in which two officers were injured broke out.", "Clashes", "two officers were injured"),
        ("Buoyed by the vote, the party called an election.", "Buoyed by the vote", "the party called an election"),
        ("The man was jailed for leading a march of miners.", "leading a march of miners", "The man was jailed"),
        ("Students raised slogans against the new tax.", "the new tax", "Students raised slogans"),
        ("Kenya closed the border in a bid to stop the raids.", "stop the raids", "Kenya closed the border"),
        (
            "Residents marched to the town hall to hand over a petition.",
            "to hand over a petition",
            "Residents marched to the town hall",
        ),
        (
            "The army was praised for helping the girls and feeding the poor.",
            "helping the girls and feeding the poor",
            "The army was praised",
        ),
        ("Residents came to hear of the strike.", "to hear of the strike", "Residents came"),
        ("The army opened fire when the crowd stormed the gate.", "the crowd stormed the gate", "The army opened fire"),
        ("Trouble erupted as the mob turned violent.", "the mob turned violent", "Trouble erupted"),
        ("Police took 40 men away after they held a rally.", "they held a rally", "Police took 40 men away"),
        ("Nine soldiers lost their lives in the ambush.", "the ambush", "Nine soldiers lost their lives"),
        ("A bomb blast on Monday in which two were killed shook Kabul.", "A bomb blast on Monday", "two were killed"),
        (
            "The rebels fired shells at the town killing two children.",
            "The rebels fired shells at the town",
            "killing two children",
        ),
        (
            "The court freed the rebel on the ground that he had not fired.",
            "he had not fired",
            "The court freed the rebel",
        ),
        ("The minister caused uproar by voting for the tax.", "voting for the tax", "The minister caused uproar"),
        (
            "The blast prompted the army to close the border.",
            "The blast",
            "the army to close the border",
        ),
        (
            "The army had been unable to pay its soldiers due to the sanctions.",
            "the sanctions",
            "The army had been unable to pay its soldiers",
        ),
        ("Workers held a rally to protest the tax.", "the tax", "Workers held a rally"),
        ("Workers protested over non-payment.", "non-payment", "Workers protested"),
    ],
)
def test_harm_protest_and_blame(code: Code, text: str, cause: str, effect: str) -> None:
    assert [(c.cause.text, c.effect.text) for c in code(text).claims] == [(cause, effect)]


def test_this_is_what_was_told_before(code: Code) -> None:
    (claim,) = code("Iran closed its border. This led to a crisis.").claims
    assert (claim.cause.text, claim.effect.text) == ("Iran closed its border", "a crisis")


def test_who_blames_holds_the_claim(code: Code) -> None:
    (claim,) = code("Iran blamed Israel for the shortages.").claims
    assert claim.holder is not None and claim.holder.code == "IRN"


@pytest.mark.parametrize(
    "text",
    [
        "Iran accused Israel of lying.",
        "The rebels were responsible for the attack.",
        "The leaders met to discuss trade.",
        "The Council adopted a resolution demanding a truce.",
        "The men were held for ten days.",
        "The rebels left the talks, threatening to return to war.",
        "The report turned out to be wrong.",
        "The guards were wounded, as were two drivers.",
        "Many people contributed to the fund.",
        "The leaders held talks in Rome to sign a treaty.",
        "The ministers struck a deal to end the war.",
        "Troops used the school for storing arms.",
        "Its resolve was strong in the face of the threats.",
        "As the hurricane cleared the islands, the sun came out.",
        "The king was buried on Tuesday as the nation began a week of mourning.",
        "Troops watched even as the crowd burned the palace.",
        "The paper asked the minister if he had any plans for the canal.",
        "She led his campaign for president.",
        "Tension remains in Iran, not because of the embargo.",
        "A movement for unity grew in Iran.",
        "The envoys left Iran on orders from Washington.",
        "The minister gave a speech, urging Iran to leave.",
        "It was thanks to Iran.",
        "Refined sugar causes a lack of minerals.",
        "If you want to see Iran, ask the embassy in Rome.",
        "The soldiers were talking when the bomb went off.",
        "The senator won the vote in Iran, claiming the win for his party.",
        "The protesters, led by teachers, met the minister.",
        "The parties following the president left parliament.",
        "The minister once said that protest rose once he left Iran.",
        "Militants triggered a landslide in Iran.",
        "The senator told Iran the war was lost, claiming that half of its troops had died.",
    ],
)
def test_deeds_purposes_and_durations_are_no_causes(code: Code, text: str) -> None:
    assert [(c.cause.text, c.effect.text) for c in code(text).claims] == []


def test_a_negated_effect_is_no_denial(code: Code) -> None:
    assert [c.modality for c in code("Citing her age, the president did not seek office.").claims] == ["asserted"]
    assert [c.modality for c in code("The rebels did not sign because the army attacked.").claims] == ["asserted"]


def test_an_adjective_like_a_verb_of_blame_blames_nobody(code: Code) -> None:
    assert code("The motives of the general are suspect to all who know the war.").claims == ()


def test_an_article_about_other_things_makes_no_claims(code: Code) -> None:
    review = "The film is dull because its plot is thin. " * 8
    assert code(review + "The minister of Iran left because he was bored.").claims == ()
    assert len(code("The film is dull. The minister of Iran left because he was bored.").claims) == 1
