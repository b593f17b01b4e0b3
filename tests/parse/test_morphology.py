"""What is remembered of words is what the model's own rules say, also where a rule looks at two of them."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.parse import engine
from dragoman.parse.morphology import Morphology

SENTENCES = [
    "Rebels shelled the port while ministers were holding talks in Geneva.",
    "There are three men who ain't gonna go, and there were more.",
    "Let's go, y'all, c'mon; I gotta leave them.",
    "The leaves fall as he leaves the talks that he was leaving.",
    "U.N. peacekeepers said they'd be better off leading the leaders' guards.",
    "He saw the saw, met the met office, and they're there.",
]


def _form(token: Any) -> tuple[str, ...]:
    lemma = token.lemma_ if token.tag_.startswith("NNP") else token.lemma_.lower()
    return (token.text, lemma, token.tag_, token.pos_, token.dep_)


@pytest.fixture(scope="module")
def loaded() -> engine.Engine:
    return engine.load()


def test_it_says_what_the_pipeline_says_however_often_it_is_asked(loaded: engine.Engine) -> None:
    morphology = Morphology(loaded.pipeline)
    whole = [[_form(token) for token in parsed] for parsed in loaded.pipeline.pipe(SENTENCES)]
    for _ in range(2):
        parsed = list(loaded.pipeline.pipe(SENTENCES, disable=["attribute_ruler", "lemmatizer"]))
        assert morphology.forms(parsed) == whole


def test_rules_that_look_at_more_are_asked_each_time(loaded: engine.Engine) -> None:
    ruler = loaded.pipeline.get_pipe("attribute_ruler")
    before = list(ruler.patterns)
    try:
        ruler.add(patterns=[[{"SHAPE": "Xxxx"}]], attrs={"LEMMA": "shaped"})
        forms = Morphology(loaded.pipeline).forms
        parse = lambda: loaded.pipeline("The port fell.", disable=["attribute_ruler", "lemmatizer"])  # noqa: E731
        assert forms([parse()]) == forms([parse()])
        ruler.add(patterns=[[{"LOWER": "port"}]], attrs={"LEMMA": "harbour"})
        assert forms([parse()])[0][1][1] == "harbour", "it was not remembered"
    finally:
        ruler.clear()
        ruler.add_patterns(before)
