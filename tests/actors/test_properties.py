"""What holds for any text: spans quote the text, heads are in their sentence, the same text gives the same mentions."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.actors import ActorLexicon, describe, resolve
from dragoman.model import Reading
from dragoman.parse import quick

WORDS = (
    "the The two both North South Korea Kim president President former ex- minister Foreign of for in with and , . 's "
    "“ ” - said met he She it they their Russian Russians Moscow Georgia Washington Bush Haley rebels police country "
    "government counterpart sides UN U.S. al-Assad de Mr. Gen. leader, 20 MPs KIEV İstanbul \n \u200b ’s (AP) -- led"
).split(" ")


@cache
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_mentions_quote_the_text(text: str) -> None:
    document, sentences = quick(text)
    mentions = resolve(document, sentences, lexicon())
    assert mentions == resolve(document, sentences, lexicon())
    reading = Reading(document, sentences, mentions)
    for mention in mentions:
        assert document.text[mention.span.start : mention.span.end] == mention.text
        assert 0 <= mention.head < len(sentences[mention.sentence].tokens)
        assert sentences[mention.sentence].span.covers(mention.span)
        assert 0.0 <= mention.confidence <= 1.0
    for sentence in sentences:
        for token in sentence.tokens:
            described = describe(reading, sentence, token.i)
            assert sentence.span.covers(described.span)
