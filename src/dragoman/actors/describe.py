"""Noun phrases that are no known actor: whose they are, told by the actors named within them."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.origins import left_edge
from dragoman.actors.variants import slug
from dragoman.model import Mention, Reading, Sentence

_PLACES = frozenset({"state", "place"})
_OWNING = ("of", "from", "for")
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_REACH = 6  # sentences
_WHERE = ("in", "at", "near")


def describe(reading: Reading, sentence: Sentence, token: int) -> Mention:
    """A mention for any noun phrase, by the token that heads it.

    Country and sector come from its possessor, nationality, compound or of-phrase where these are mentions
    ("a U.S. Supreme Court decision"), else they are None.
    """
    first = left_edge(sentence, token)
    last = max(token, sentence.phrase(token)[1])
    if sentence.tokens[first].text in (",", '"', "“", "-", "--") and first < token:
        first += 1
    span = sentence.span_of(first, last)
    text = reading.document.text[span.start : span.end]
    owner = _owner(reading, sentence, first, token)
    code = sector = sector2 = None
    confidence, note = 0.4, "no actor is named in it"
    if owner is None and (before := _before(reading, sentence, token)) is not None:
        code, confidence, note = before.code, 0.3, f"placed before by {before.text!r}"
    elif owner is not None:
        code = owner.code
        is_adjective = owner.how == "demonym" and owner.kind == "state"
        sector, sector2 = (None, None) if is_adjective else (owner.sector, owner.sector2)
        confidence, note = round(0.7 * owner.confidence, 2), f"placed by {owner.text!r}"
    name = f"{(code or '?').lower()}/{slug(text)[:60] or 'x'}"
    return Mention(
        span,
        text,
        sentence.index,
        token,
        name,
        None,
        "unknown",
        code,
        sector,
        None,
        "description",
        sector2,
        confidence,
        note,
    )


def _before(reading: Reading, sentence: Sentence, head: int) -> Mention | None:
    """The country or body that placed what "the team" means when it was spoken of before: "an Afghan team"."""
    noun, det = sentence.tokens[head], sentence.child(head, "det")
    if noun.tag not in ("NN", "NNS") or det is None or det.lower not in _KNOWN:
        return None
    if sentence.child(head, "poss", "amod", "compound", "prep", "relcl", "acl") is not None:
        return None  # words that tell which one
    for earlier in reversed(reading.sentences[max(0, sentence.index - _REACH) : sentence.index + 1]):
        for token in reversed(earlier.tokens[: head if earlier is sentence else None]):
            if token.lemma == noun.lemma and token.tag == noun.tag:
                owner = _owner(reading, earlier, left_edge(earlier, token.i), token.i)
                if owner is not None and owner.code:
                    return owner
    return None


def _owner(reading: Reading, sentence: Sentence, first: int, head: int) -> Mention | None:
    """The mention inside the phrase that places it: bodies before countries, the nearest before others."""
    best, best_rank = None, 99
    for i in range(first, head):
        for mention in reading.at(sentence.index, i):
            rank = (0 if mention.kind not in _PLACES and mention.sector else 2) + (sentence.tokens[i].dep != "poss")
            if (mention.code or mention.sector) and rank <= best_rank:
                best, best_rank = mention, rank
    if best is not None:
        return best
    for prep in sentence.children(head):
        is_where = prep.lower in _WHERE
        if prep.dep == "prep" and (prep.lower in _OWNING or is_where):
            target = sentence.child(prep.i, "pobj")
            for mention in reading.at(sentence.index, target.i) if target else ():
                if (mention.code or mention.sector) and (mention.kind in _PLACES or not is_where):
                    return replace(mention, sector=None, sector2=None) if is_where else mention
    return None
