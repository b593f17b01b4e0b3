"""The pattern language of the event lexicon."""

import pytest

from dragoman.extract.patterns import Part, PatternError, Slot, compile_adjective, compile_noun, compile_verb


def test_object_and_preposition() -> None:
    pattern = compile_verb("hold @talks with A")
    assert pattern.head == "hold"
    assert pattern.parts == (Part(slot=Slot(word_class="talks")), Part("with", Slot("A")))


def test_particle_before_object_is_a_word_with_a_slot() -> None:
    assert compile_verb("gun down R").parts == (Part("down", Slot("R")),)


def test_fixed_noun_and_loose_word() -> None:
    assert compile_verb("open fire on R").parts == (Part(slot=Slot(word="fire")), Part("on", Slot("R")))
    assert compile_verb("shoot R dead").parts == (Part(slot=Slot("R")), Part(word="dead"))


def test_subject_and_reversed_roles() -> None:
    assert compile_verb("[@worker] strike").subject == Slot(word_class="worker")
    assert compile_verb("R: suffer @attack by A").subject_role == "R"
    assert compile_verb("AA: clash").subject_role == "AA"


def test_clauses() -> None:
    assert compile_verb("call on R to-inf").complement == "to-inf"
    assert compile_verb("accuse R of -ing").parts[-1] == Part(word="of", is_clause=True)


def test_nouns_and_adjectives() -> None:
    assert compile_noun("R's arrest by A").possessor == "R"
    assert compile_noun("air_strike on R").head == "air strike"
    assert compile_adjective("sanctioned R").possessor == "R"


def test_fixed_words_make_a_pattern_more_specific() -> None:
    assert compile_verb("call off @talks").specificity > compile_verb("call R").specificity


@pytest.mark.parametrize("text", ["", "R", "[@worker strike", "strike @", "call to-inf R"])
def test_mistakes_are_told(text: str) -> None:
    with pytest.raises(PatternError):
        compile_verb(text)
