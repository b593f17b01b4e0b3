"""The parser adapter: offsets are true, white space does no harm, the golden parse holds."""

import pytest

from dragoman.errors import DragomanError
from dragoman.model import Sentence, Span, Token
from dragoman.parse import Parser, parser, quick

TEXTS = [
    "Russia expelled two Norwegian diplomats on Friday.",
    "The  king\tof Jordan met\u00a0the  president.",
    "``We won't go,'' he said.",
    "Émigrés — some 3,000 — left Côte d’Ivoire.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_point_at_their_words(text: str) -> None:
    document, sentences = quick(text)
    for sentence in sentences:
        assert sentence.tokens
        for token in sentence.tokens:
            assert document.text[token.start : token.end] == token.text


def test_golden_parse() -> None:
    """Pins engine and model: another version that parses differently fails here first."""
    _, (sentence,) = quick("Turkish police arrested nine activists and released two of them on Monday.")
    assert [(t.text, t.lemma, t.dep, sentence.tokens[t.head].text) for t in sentence.tokens][:7] == [
        ("Turkish", "turkish", "amod", "police"),
        ("police", "police", "nsubj", "arrested"),
        ("arrested", "arrest", "ROOT", "arrested"),
        ("nine", "nine", "nummod", "activists"),
        ("activists", "activist", "dobj", "arrested"),
        ("and", "and", "cc", "arrested"),
        ("released", "release", "conj", "arrested"),
    ]


def test_uneven_space_parses_like_even_space() -> None:
    _, (even,) = quick("The rebels attacked the town on Monday.")
    _, (uneven,) = quick("The  rebels\tattacked the   town on Monday.")
    assert [(t.text, t.dep, t.head) for t in even.tokens] == [(t.text, t.dep, t.head) for t in uneven.tokens]


def test_marks_of_emphasis_are_no_tokens() -> None:
    _, (plain,) = quick("The junta of Guinea freed the judge.")
    document, (marked,) = quick("*The __junta__ of **Guinea** freed* the _judge_.")
    assert [(t.text, t.dep, t.head) for t in plain.tokens] == [(t.text, t.dep, t.head) for t in marked.tokens]
    assert all(document.text[t.start : t.end] == t.text for t in marked.tokens)


def test_a_missing_model_is_told() -> None:
    with pytest.raises(DragomanError) as caught:
        Parser("no_such_model_here")
    assert "no_such_model_here" in caught.value.message
    assert caught.value.hint


def test_phrase_takes_modifiers_and_of_phrases_but_no_clause() -> None:
    document, (sentence,) = quick("The foreign minister of Peru, who resigned, left Lima.")
    minister = next(t for t in sentence.tokens if t.text == "minister")
    first, last = sentence.phrase(minister.i)
    span = sentence.span_of(first, last)
    assert document.text[span.start : span.end] == "The foreign minister of Peru"


def test_a_long_run_keeps_no_more_words_and_parses_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(text: str, keeper: Parser) -> list[Token]:
        sentence = Sentence(0, 0, Span(0, len(text)), text)
        keeper.parse([sentence])
        return sentence.tokens

    texts = ["General Ushkarolin of Velmiteria ordered his troops back.", "The troops of Plezorganish went home."]
    keeper = Parser()
    first = [parsed(text, keeper) for text in texts]
    monkeypatch.setattr(parser, "_MOST_WORDS", 0)
    forgetful = Parser()
    assert [parsed(text, forgetful) for text in texts] == first
    words = forgetful._pipeline.vocab.strings
    assert "troops" in words and not {"Ushkarolin", "Velmiteria", "Plezorganish"} & set(words)
