"""Causal and conditional claims: what leads, led, would or could lead to what, and who says so."""

from __future__ import annotations

import re

from dragoman.extract import causation
from dragoman.extract.causation import SentenceCausation
from dragoman.extract.causes import CauseLexicon
from dragoman.extract.clauses import Causation
from dragoman.extract.contexts import contexts
from dragoman.extract.ids import record_id
from dragoman.extract.quotations import trimmed
from dragoman.extract.said import SaidWhere
from dragoman.extract.standing import is_political
from dragoman.model import Claim, Mention, Modality, Quote, Reading, Sentence, Span, Statement

_POLITICAL_KINDS = frozenset({"state", "armed group", "party", "crowd"})
_ACTING_KINDS = _POLITICAL_KINDS | {"person", "organisation", "group", "company"}
_PRIVATE = frozenset({None, "CVL", "BUS", "EDU", "JRN", "MED", "HLH"})  # sectors of people who hold no office
_SHELL = frozenset({"AUX", "PRON", "DET", "PART", "PUNCT", "SCONJ", "CCONJ"})
_ARTICLE = 8  # sentences; fewer tell too little of what an article is about
# Share of sentences that name who acts in politics. Of 100 articles read, those about affairs had 0.4 or more, reviews,
# sports, faith and the weather 0.3 or less.
_LEAST_POLITICAL = 0.3
_NEAR_THE_HEAD = 5  # tokens: "In the wake of this, …"
_REFERRING = frozenset({"this", "that"})
_HYPHENATED = re.compile(r"(?:\w+[-‐‑])+\Z")
_REST_OF_WORD = re.compile(r"(?:[-‐‑]\w+)+")
_CLOSING = re.compile(r"\s*\)")
_ALLEGING = ("claim", "accuse", "believe", "suspect", "fear")  # forces of cues under which a claim is only alleged


def extract(reading: Reading, statements: tuple[Statement, ...], lexicon: CauseLexicon) -> tuple[Claim, ...]:
    """The claims of a document in text order. ``holder`` is the speaker of the words, None for the paper itself."""
    if not _is_about_politics(reading, lexicon):
        return ()
    said = SaidWhere(reading, statements)
    acting = {m.sentence for m in reading.mentions if _acts_in_public(m)}
    out: list[Claim] = []
    for sentence in reading.sentences:
        if not sentence.tokens:
            continue
        ties = list(SentenceCausation(sentence, lexicon).find())
        if not ties or not (sentence.index in acting or _tells_of_politics(sentence, lexicon)):
            continue
        claims = [_claim(reading, sentence, found, said) for found in ties]
        out.extend(_distinct([claim for claim in claims if claim is not None]))
    return tuple(sorted(out, key=lambda c: (c.evidence.start, c.cause.start)))


def _is_about_politics(reading: Reading, lexicon: CauseLexicon) -> bool:
    """Whether a whole article is about public affairs: causes in a film review or a sports report are none of them."""
    if len(reading.sentences) < _ARTICLE:
        return True
    acting = {m.sentence for m in reading.mentions if is_political(m)}
    acting |= {s.index for s in reading.sentences if any(t.lemma in lexicon.unrest for t in s.tokens)}
    return len(acting) >= _LEAST_POLITICAL * len(reading.sentences)


def _acts_in_public(mention: Mention) -> bool:
    """Whether somebody acts in politics: a state, an armed group, a crowd, or who holds an office."""
    if mention.kind in _POLITICAL_KINDS:
        return True
    return mention.kind in ("person", "organisation") and mention.sector not in _PRIVATE


def _tells_of_politics(sentence: Sentence, lexicon: CauseLexicon) -> bool:
    """Whether the words of a sentence without such actors are about public affairs: protest, harm, a context."""
    public = (lexicon.public, lexicon.protests, lexicon.unrest)
    if any(t.lemma.lower() in words for t in sentence.tokens for words in public):
        return True
    return not lexicon.other_contexts.issuperset(contexts(sentence))


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim a tie: two rules that see the same cause and effect make one, the surer."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: -c.confidence):
        if not any(_same(claim.cause, other.cause) and _same(claim.effect, other.effect) for other in kept):
            kept.append(claim)
    return kept


def _same(a: Quote, b: Quote) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) > 0.5 * min(a.end - a.start, b.end - b.start)


def _claim(reading: Reading, sentence: Sentence, found: Causation, said: SaidWhere) -> Claim | None:
    text = reading.document.text
    cause = trimmed(text, _closed(text, sentence.span_of(*found.cause)))
    effect = trimmed(text, _closed(text, sentence.span_of(*found.effect)))
    if cause.overlaps(effect) or not _says_something(sentence, effect):
        return None
    if not _says_something(sentence, cause):
        if text[cause.start : cause.end].lower() not in _REFERRING:
            return None
        before = _told_before(reading, sentence, cause)
        if before is None and cause.start > sentence.tokens[0].start:
            return None
        cause = before or cause
    if found.is_of_verb and _is_somebody(reading, sentence, cause):
        return None  # "Iran caused …" is a deed; the event coder has it
    statement = said.at(effect.start if found.is_alleged else sentence.tokens[found.head.i].start)  # who blames claims
    holder = statement.speaker if statement else None
    evidence = cause.join(effect)
    modality = _modality(sentence, found, statement)
    return Claim(
        record_id(reading.document.id, "claim", cause.start, cause.end, effect.start, effect.end),
        sentence.index,
        holder,
        _quote(text, cause),
        _quote(text, effect),
        modality,
        _quote(text, evidence),
        found.confidence,
        found.rule,
    )


def _is_somebody(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """Whether the words are all the name or description of an actor."""
    return any(m.kind in _ACTING_KINDS and m.span.covers(span) for m in reading.inside(sentence).mentions)


def _told_before(reading: Reading, sentence: Sentence, pronoun: Span) -> Span | None:
    """What "This led to …" at the head of a sentence speaks of: the sentence before it."""
    if not sentence.index or pronoun.start > sentence.tokens[min(_NEAR_THE_HEAD, len(sentence.tokens) - 1)].start:
        return None
    before = reading.sentences[sentence.index - 1]
    if before.is_title or sentence.paragraph - before.paragraph > 1:
        return None
    return trimmed(reading.document.text, before.span)


def _closed(text: str, span: Span) -> Span:
    """The span with the whole of a hyphenated word that it cuts, and the bracket that closes one it opens."""
    start, end = span.start, span.end
    if (before := _HYPHENATED.search(text, max(0, start - 40), start)) and text[start : start + 1].isalnum():
        start = before.start()
    if (after := _REST_OF_WORD.match(text, end)) and text[end - 1 : end].isalnum():
        end = after.end()
    if text.count("(", start, end) > text.count(")", start, end) and (closing := _CLOSING.match(text, end)):
        end = closing.end()
    return Span(start, end)


def _says_something(sentence: Sentence, span: Span) -> bool:
    """Whether a cause or effect is no mere pronoun or shell of a clause: "This", "It was", "that is"."""
    return not _SHELL.issuperset(t.pos for t in sentence.tokens if span.start <= t.start < span.end)


def _modality(sentence: Sentence, found: Causation, statement: Statement | None) -> Modality:
    if not found.is_tie and causation.is_negated(sentence, found.head):
        return "denied"
    if causation.is_possible(sentence, found.head):
        return "could"
    if found.is_conditional or causation.is_conditional(sentence, found.head):
        return "would"
    is_alleged = found.is_alleged or (
        statement is not None and any(f":{force}/" in statement.rule for force in _ALLEGING)
    )
    return "alleged" if is_alleged else "asserted"


def _quote(text: str, span: Span) -> Quote:
    return Quote(span.start, span.end, text[span.start : span.end])
