"""Who said what: a sentence in, the statements out."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.ids import record_id
from dragoman.model import CodedDocument, Statement

Code = Callable[..., CodedDocument]


def told(code: Code, text: str) -> list[tuple[str | None, str, str]]:
    return [(s.speaker.text if s.speaker else None, s.kind, s.content.text) for s in code(text).statements]


def only(code: Code, text: str) -> Statement:
    (statement,) = code(text).statements
    return statement


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        (
            '"We will never surrender," Maria Keller said on Monday.',
            "Maria Keller",
            "direct",
            "We will never surrender",
        ),
        (
            "“We will never surrender,” said Maria Keller, a teacher.",
            "Maria Keller",
            "direct",
            "We will never surrender",
        ),
        ('Keller said: "The border stays open."', "Keller", "direct", "The border stays open"),
        ("Keller said the border would stay open.", "Keller", "indirect", "the border would stay open"),
        ('Keller said the border would "always be open".', "Keller", "mixed", 'the border would "always be open"'),
        (
            "According to the report, the army killed 20 civilians.",
            "the report",
            "indirect",
            "the army killed 20 civilians",
        ),
        (
            "The army killed 20 civilians, according to witnesses.",
            "witnesses",
            "indirect",
            "The army killed 20 civilians",
        ),
        ('In the words of one diplomat, "the talks are dead."', "one diplomat", "direct", "the talks are dead"),
        ("He was quoted as saying that the talks had failed.", "He", "indirect", "the talks had failed"),
        (
            "The ministry issued a warning that any attack would be met with force.",
            "The ministry",
            "indirect",
            "any attack would be met with force",
        ),
        ("Iran denied it had attacked the tanker.", "Iran", "indirect", "it had attacked the tanker"),
        (
            "The resolution says that all states must freeze the assets.",
            "The resolution",
            "indirect",
            "all states must freeze the assets",
        ),
        ('Keller: "The border stays open."', "Keller", "direct", "The border stays open"),
        (
            "The rebels seized the town and burned its church, according to witnesses.",
            "witnesses",
            "indirect",
            "The rebels seized the town and burned its church",
        ),
        (
            "As reported by the Daily News, the ministers met the rebels last year.",
            "Daily News",
            "indirect",
            "the ministers met the rebels last year",
        ),
        ("But, Keller added, the border was open.", "Keller", "indirect", "the border was open"),
        ("Keller denied selling the uniforms.", "Keller", "indirect", "selling the uniforms"),
        ('Keller said it was a "scandal."', "Keller", "mixed", 'it was a "scandal."'),
        ("The union vowed to stop the trains.", "The union", "indirect", "stop the trains"),
        ("The paper asked the minister if he had plans.", "The paper", "indirect", "if he had plans"),
        ("Keller was quick to point out that the army had left.", "Keller", "indirect", "the army had left"),
        ("His team believes the vote was fair.", "His team", "indirect", "the vote was fair"),
    ],
)
def test_cues_before_inside_and_after(code: Code, text: str, speaker: str, kind: str, content: str) -> None:
    assert told(code, text) == [(speaker, kind, content)]


@pytest.mark.parametrize(
    "text",
    [
        "”This is a long and bitter war,” Keller wrote on Monday.",
        "“This is a long and bitter war,“ Keller wrote on Monday.",
        "“Is this not a long war? This is a long and bitter war!” Keller wrote.",
    ],
)
def test_mistyped_marks_and_short_cue_clauses_have_a_speaker(code: Code, text: str) -> None:
    ((speaker, kind, content),) = told(code, text)
    assert (speaker, kind) == ("Keller", "direct")
    assert content.rstrip("!").endswith("This is a long and bitter war")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'At the time Keller seemed at ease: "The border was open that day," he told a newspaper.',
            [("he", "direct", "The border was open that day")],
        ),
        (
            "The village “was always quite open to its neighbours,” Keller said.",
            [("Keller", "mixed", "The village “was always quite open to its neighbours,”")],
        ),
        (
            '"If you have eleven children," Keller said, "you now have the sort of troubles that we had."',
            [
                (
                    "Keller",
                    "direct",
                    'If you have eleven children," Keller said, "you now have the sort of troubles that we had',
                )
            ],
        ),
        ("“Songs of the Long Valley” star Anna Keller said nothing.", []),
    ],
)
def test_quotations_beside_a_cue(code: Code, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Though the first talks were smooth, he said, reaching a final deal would be far harder.",
            [
                (
                    "he",
                    "indirect",
                    "Though the first talks were smooth, he said, reaching a final deal would be far harder",
                )
            ],
        ),
        (
            "These farmers, the minister explained earlier at the hearing, were poor, earning a dollar a day.",
            [
                (
                    "the minister",
                    "indirect",
                    "These farmers, the minister explained earlier at the hearing, were poor, earning a dollar a day",
                )
            ],
        ),
        (
            "The trade deal, said Mira Solberg, who once led the bank, does not help the poor.",
            [
                (
                    "Mira Solberg",
                    "indirect",
                    "The trade deal, said Mira Solberg, who once led the bank, does not help the poor",
                )
            ],
        ),
        (
            "The governor could back a law, but only if he can be convinced that it works, Sen. Lena Groves (R-S.C.) "
            "told The Daily Post on Thursday.",
            [
                (
                    "Sen. Lena Groves",
                    "indirect",
                    "The governor could back a law, but only if he can be convinced that it works",
                )
            ],
        ),
        (
            "The party has changed its mind about the canal: He said the state has raised a million dollars for it.",
            [("He", "indirect", "the state has raised a million dollars for it")],
        ),
        (
            "The premier said he would order a review of the defences and warned against attacks from China.",
            [
                ("The premier", "indirect", "he would order a review of the defences"),
                ("The premier", "indirect", "attacks from China"),
            ],
        ),
        ("Mira Solberg, a judge, said Tom Okello was free.", [("Mira Solberg", "indirect", "Tom Okello was free")]),
        (
            "The council said the firm's analysis was flawed, saying that the market had changed.",
            [
                ("The council", "indirect", "the firm's analysis was flawed"),
                ("The council", "indirect", "the market had changed"),
            ],
        ),
        (
            "The vote was described by Keller as a mandate, saying that the border would stay open.",
            [
                ("Keller", "indirect", "The vote was described by Keller as a mandate"),
                ("Keller", "indirect", "the border would stay open"),
            ],
        ),
        ("He likened the migrants to a snake.", [("He", "indirect", "the migrants to a snake")]),
        ("The farmers see the dam as a threat.", [("The farmers", "indirect", "the dam as a threat")]),
        ("Keller claimed to have no arms.", [("Keller", "indirect", "have no arms")]),
        (
            "The minister said that he had not read the plan, but called it a trap and also accused Libya of murder.",
            [
                ("The minister", "indirect", "he had not read the plan"),
                ("The minister", "indirect", "it a trap"),
                ("The minister", "indirect", "Libya of murder"),
            ],
        ),
        (
            "Keller said he has not seen the envoy and never called a witness.",
            [("Keller", "indirect", "he has not seen the envoy and never called a witness")],
        ),
        (
            "Also on Sunday, France announced a complete withdrawal from the town, beyond the withdrawal from the "
            '"inner port" first announced seven days earlier on October 6.',
            [
                (
                    "France",
                    "mixed",
                    'a complete withdrawal from the town, beyond the withdrawal from the "inner port"',
                )
            ],
        ),
        ("Keller plans to close the bridge.", [("Keller", "indirect", "close the bridge")]),
        (
            "Prices rose on Thursday when Tom Keller called the premier a liar and said the war could go on for years.",
            [
                ("Tom Keller", "indirect", "the premier a liar"),
                ("Tom Keller", "indirect", "the war could go on for years"),
            ],
        ),
        (
            'Keller said, "If there is an order, then the firm has to search for it", also observing, "There is no law '
            'on that in the whole of Europe".',
            [
                ("Keller", "direct", "If there is an order, then the firm has to search for it"),
                ("Keller", "direct", "There is no law on that in the whole of Europe"),
            ],
        ),
    ],
)
def test_cue_clauses_set_off_by_marks(code: Code, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The daily wrote on Sunday an army officer, whom it did not name, said the bridge would be closed.",
            [("an army officer", "indirect", "the bridge would be closed")],
        ),
        (
            "When asked about the bridge he built in May, Keller told the mayor of Rome that the money was gone.",
            [("Keller", "indirect", "the money was gone")],
        ),
        (
            "When Keller spoke of the harvest, the farmers knew that it was lost.",
            [("Keller", "indirect", "the harvest"), ("the farmers", "indirect", "it was lost")],
        ),
        (
            "The mayor announced classes for children in the old town would be cancelled for a week.",
            [("The mayor", "indirect", "classes for children in the old town would be cancelled for a week")],
        ),
    ],
)
def test_the_content_is_the_clause_that_the_cue_governs(
    code: Code, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to the Daily News, Keller and Ada Solberg knowingly sold the bridge.",
            [("the Daily News", "indirect", "Keller and Ada Solberg knowingly sold the bridge")],
        ),
        (
            "According to Interfax, an agency, two tankers were sunk off the coast.",
            [("Interfax", "indirect", "two tankers were sunk off the coast")],
        ),
        (
            "According to official reports, Keller, now living in Rome, is to lead the party.",
            [("official reports", "indirect", "Keller, now living in Rome, is to lead the party")],
        ),
        (
            "According to the mayor of Rome, Chris Kervick, there were ten soldiers in the house.",
            [("Chris Kervick", "indirect", "there were ten soldiers in the house")],
        ),
        (
            "The government said the debt was old; according to prosecutors, the firm owed a million to the state.",
            [
                ("The government", "indirect", "the debt was old"),
                ("prosecutors", "indirect", "the firm owed a million to the state"),
            ],
        ),
    ],
)
def test_a_source_in_front_ends_with_its_comma(code: Code, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(code, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The village likes to call itself the home of peace, said Keller.",
        "The market announced a state of emergency that would last a month.",
        'Ada Solberg wrote, "A single state in Europe could demand that we take down a book."',
    ],
)
def test_only_whoever_is_spoken_to_is_addressed(code: Code, text: str) -> None:
    assert all(s.addressee is None for s in code(text).statements)


def test_the_subject_after_a_source_is_not_the_source(code: Code) -> None:
    ((speaker, _, _),) = told(code, "According to police in Baytown, Texas, Peter Keller has fled the country.")
    assert speaker is not None and "Keller" not in speaker


def test_a_charge_whose_author_is_left_open_has_no_speaker(code: Code) -> None:
    text = "Peacekeepers have been accused of hurting the villagers"
    assert told(code, f"{text}.") == [(None, "indirect", text)]


def test_hearsay_in_the_passive_is_the_whole_clause_and_has_no_speaker(code: Code) -> None:
    assert told(code, "The general is said to have fled to Libya.") == [
        (None, "indirect", "The general is said to have fled to Libya")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Officials asked the envoy to tell reporters that the talks had failed.",
        "The ambassador was urged to explain that the border was open.",
        "The two states share a border.",
        "The flood claimed forty lives.",
        "The mayor backed the car into a wall.",
        "You never know whether the border is open.",
        "Keller would not elaborate or comment on the attack.",
        "Keller did not mention the attack.",
        "The road supports heavy lorries.",
        "The trade bill wants to end the war.",
        "It is hard to say whether the rebels will come.",
        "She was unable to say who ordered the raid.",
        "There are better ways to express anger at the war.",
        "Tell me what the army did.",
        "Nobody wants to fight.",
        "No official said the army had left.",
        "That said, the rebels cannot take the capital at this point.",
        "In the end, he said nothing.",
        "Did Keller say that the bridge was closed?",
        "Why should the farmers support the new tax on water?",
        "It is worth noting that the bridge was closed in May.",
        "It only goes to show that the bridge was never safe.",
        "The army endorsed them.",
        "On Sunday, Ada Smith crossed the lake on a raft driven by the wind and tied to a rope, called Swan.",
        'The band played a song called "Day after Day," which nobody knew.',
        "The vote was so politically charged that Keller left the room.",
        "The farmers found themselves surrounded by the army.",
        "The harbour is critical to the farmers.",
        "Keller wrote a poem on the fire, referring to the burnt church.",
        "When the crowd grew, the police told the men, who had guns, to leave.",
    ],
)
def test_what_is_not_said_is_no_statement(code: Code, text: str) -> None:
    assert told(code, text) == []


def test_a_quoted_sentence_that_a_cue_clause_interrupts_is_one_statement(code: Code) -> None:
    text = (
        '"If the army comes back over the bridge into this valley," Keller said, '
        '"we will fight for the homes in which we have waited for peace."'
    )
    assert told(code, text) == [("Keller", "direct", text[1:-2])]


def test_sentences_with_the_cue_clause_between_them_are_two(code: Code) -> None:
    text = (
        '"We have waited for peace through eleven long winters in this valley," Keller said. '
        '"But we will fight for our homes if the army comes back over the bridge."'
    )
    assert len(told(code, text)) == 2


def test_an_interrupted_quotation_ends_with_its_paragraph(code: Code) -> None:
    text = (
        '"We have waited for peace through eleven long winters in this valley," Keller said.\n'
        '"But we will fight for our homes if the army comes back over the bridge."'
    )
    assert len(told(code, text)) == 2


def test_a_quotation_cut_by_its_cue_gives_both_parts(code: Code) -> None:
    assert told(code, '"We want peace," Keller told reporters. "But we will fight."') == [
        ("Keller", "direct", "We want peace"),
        ("Keller", "direct", "But we will fight"),
    ]


def test_a_second_cue_of_the_same_words_gives_no_second_statement(code: Code) -> None:
    text = 'Keller told a session of the council: "Any ship that comes near must be sunk at once," he stated.'
    assert len(told(code, text)) == 1


def test_block_paragraphs_have_one_speaker(code: Code) -> None:
    text = '"This is the start of a long speech.\n"And this is its end," Maria Keller told parliament.'
    assert [speaker for speaker, _, _ in told(code, text)] == ["Maria Keller", "Maria Keller"]


def test_an_unattributed_quotation_has_no_speaker(code: Code) -> None:
    text = 'The ministers met in Vienna.\n"We have never sought war with our neighbours, and we do not now."'
    assert told(code, text) == [(None, "direct", "We have never sought war with our neighbours, and we do not now")]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "peace plan" failed.',
        'He starred in "Gone with the Wind" and retired.',
        "Keller declined to say whether the talks had failed, and did not say that they would go on.",
        "The troops attacked the capital at dawn.",
    ],
)
def test_what_is_no_speech(code: Code, text: str) -> None:
    assert not [
        s for s in code(text).statements if s.rule.startswith(("quotations", "cues.toml:assert", "cues.toml:criticise"))
    ]


def test_several_speakers_count_one_by_one_if_all_are_named(code: Code) -> None:
    assert [speaker for speaker, _, _ in told(code, "France and Germany said that the ceasefire would hold.")] == [
        "France",
        "Germany",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Party president and founder Ada Solberg said the road was closed.", "Ada Solberg"),
        ("Coast guard Captain Ada Solberg told the press the road was closed.", "Ada Solberg"),
        ("Keller's wife Ada Solberg said the road was closed.", "Ada Solberg"),
        ("According to the police in Rome, Ada Solberg, who was armed, fled.", None),
    ],
)
def test_the_name_behind_a_title_is_the_speaker(code: Code, text: str, speaker: str | None) -> None:
    (statement,) = code(text).statements
    assert statement.speaker is not None and statement.speaker.name == speaker


def test_the_outlet_is_credited(code: Code) -> None:
    assert only(code, "Russia said that it had no plans to attack, according to Reuters.").via == "Reuters"
    statements = code("The agency quoted witnesses as saying that tanks were in the streets.").statements
    assert [(s.speaker and s.speaker.text, s.via) for s in statements] == [("witnesses", "The agency")]


def test_addressee_and_medium(code: Code) -> None:
    assert only(code, "Keller told reporters that the talks had failed.").addressee.text == "reporters"  # type: ignore[union-attr]
    assert only(code, "The trade is projected to grow.").addressee is None
    assert only(code, "Keller responded to the measures that the border was open.").addressee is None
    assert only(code, "The talks had failed, according to aid groups.").addressee is None
    assert only(code, "Keller tweeted that the talks had failed.").medium == "tweet"
    assert only(code, "Keller said in a televised speech that the talks had failed.").medium == "speech"


def test_one_unclosed_quotation_is_still_coded(code: Code) -> None:
    assert len(code('"' + "The talks went on. " * 50).statements) <= 1


@given(
    st.lists(st.sampled_from(['"', "“", "”", "'", " said ", "Keller", ". ", "\n", "we go", ", "]), max_size=25).map(
        "".join
    )
)
@settings(max_examples=25, deadline=None)
def test_unbalanced_marks_never_break_it(code: Code, text: str) -> None:
    for statement in code(text).statements:
        assert text[statement.content.start : statement.content.end] == statement.content.text


def test_ids_depend_on_all_parts() -> None:
    assert record_id("d", "statement", 1, 23) != record_id("d", "statement", 12, 3)
    assert len(record_id("d", "statement", 1)) == 16
