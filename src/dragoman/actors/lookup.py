"""Single names: who a name can be on a day and why, and what a name or description alone says of an actor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.describe import describe
from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.offices import has_left, standing
from dragoman.actors.records import Actor, NameKind, Sense
from dragoman.actors.resolve import resolve
from dragoman.model import Document, Mention, Reading, Sentence, Span

_WHY: dict[NameKind, str] = {
    "name": "a name of it", "bare": "a surname that is unmistakable", "adjective": "the nationality",
    "demonym": "its people", "capital": "its capital", "seat": "the seat of its government",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name can mean, what they were on the day, and why they are listed."""

    actor: Actor
    code: str | None
    sector: str | None
    sector2: str | None
    office: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name or description alone says: PLOVER country and sectors, and the canonical name."""

    country: str | None
    sector: str | None
    sector2: str | None
    name: str | None


def lookup(name: str, on: dt.date | None, lexicon: ActorLexicon, context: str = "") -> list[Candidate]:
    """Everybody whom ``name`` can mean, the likeliest first: those in office on the day, those whom the context
    places, then the others."""
    senses = _senses(name, lexicon)
    listed = {sense.actor.id for sense in senses}
    bearers = [Sense(actor, "bare") for actor in lexicon.by_surname(name) if actor.id not in listed]
    around = {sense.actor.code for hit in lexicon.find(context) for sense in hit.senses} if context else set()
    ranked = []
    for position, sense in enumerate((*senses, *bearers)):
        now = standing(sense.actor, on)
        why = _WHY[sense.kind] if position < len(senses) else "a surname of them"
        if sense.actor.kind == "person":
            why += f"; {now.office or 'no office'} on {on}" if on else f"; last known as {now.office}"
        score = 2.0 * (now.office is not None and on is not None) + (sense.actor.code in around) - 0.01 * position
        score += 1.0 * (position < len(senses))
        candidate = Candidate(sense.actor, now.code, now.sector, now.sector2, now.office, why)
        ranked.append((score, -position, candidate))
    return [candidate for _, _, candidate in sorted(ranked, key=lambda r: r[:2], reverse=True)]


def _senses(name: str, lexicon: ActorLexicon) -> tuple[Sense, ...]:
    text = " ".join(name.replace("’", "'").split())
    bare = text[4:] if text.lower().startswith("the ") else text
    for spelling in (text, bare, bare.title() if bare.isupper() or bare.islower() else "", bare.upper()):
        if spelling and (found := lexicon.names.get(spelling)):
            return found
    return ()


def answer(
    document: Document,
    sentences: Sequence[Sentence],
    lexicon: ActorLexicon,
    country_of: Callable[[str], str | None] | None = None,
) -> Answer:
    """What the text of the first sentence, a name or description alone, says of the actor that it names.

    Later sentences are context. What the text does not tell is None. ``country_of`` may tell the country of a place
    ("Amherst" in "Amherst College"); it is asked, in vain or not, for the capitalised words of what has no country yet.
    """
    if not sentences or not sentences[0].tokens:
        return Answer(None, None, None, None)
    first = sentences[0]
    exact = _senses(first.text.rstrip("."), lexicon)
    if exact and not first.text.islower():
        return _of_sense(_best(exact, document.published), document.published)
    mentions = resolve(document, sentences, lexicon)
    whole = _widest([m for m in mentions if m.sentence == first.index], first)
    if whole is None:
        root = next((t.i for t in first.tokens if t.head == t.i), 0)
        whole = describe(Reading(document, tuple(sentences), mentions), first, root)
    told = _of_mention(whole)
    if told.country is None and country_of is not None and whole.kind not in ("person", "group"):
        is_bare_name = whole.kind == "unknown" and whole.name is not None  # a person as likely as a place
        code = country_of(whole.name or "") if is_bare_name else _country_of_words(first, country_of)
        told = replace(told, country=code)
    return told


def answer_within(document: Document, sentences: Sequence[Sentence], lexicon: ActorLexicon, where: Span) -> Answer:
    """What the mention that covers most of ``where`` says, read in its text."""
    mentions = resolve(document, sentences, lexicon)
    inside = [m for m in mentions if m.span.overlaps(where)]
    if inside:
        return _of_mention(max(inside, key=lambda m: (_shared(m.span, where), -m.span.start)))
    for sentence in sentences:
        for token in sentence.tokens:
            head = sentence.tokens[token.head]
            if where.start <= token.start < where.end and (head is token or not where.start <= head.start < where.end):
                return _of_mention(describe(Reading(document, tuple(sentences), mentions), sentence, token.i))
    return Answer(None, None, None, None)


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _country_of_words(sentence: Sentence, country_of: Callable[[str], str | None]) -> str | None:
    """The country of the longest run of capitalised words that is a place."""
    names = [token.text if token.pos == "PROPN" else "" for token in sentence.tokens]
    for length in (3, 2, 1):
        for i in range(len(names) - length + 1):
            words = names[i : i + length]
            if all(words) and (code := country_of(" ".join(words))):
                return code
    return None


def _best(senses: Sequence[Sense], on: dt.date | None) -> Sense:
    """Countries before bodies before persons; of several persons the one in office."""
    rank = {"state": 0, "organisation": 1, "armed group": 1, "party": 1, "company": 1, "person": 2}
    return min(
        senses,
        key=lambda s: (
            rank.get(s.actor.kind, 3),
            s.kind != "name",
            on is not None and standing(s.actor, on).office is None,
        ),
    )


def _of_sense(sense: Sense, on: dt.date | None) -> Answer:
    actor, now = sense.actor, standing(sense.actor, on)
    if on is None and has_left(actor):
        return Answer(now.code, "ELI", None, actor.name)
    if actor.kind == "state":
        sector = actor.sector2 if sense.kind == "name" else "GOV" if sense.kind in ("capital", "seat") else None
        return Answer(actor.code, sector, None, actor.name)
    return Answer(now.code, now.sector, now.sector2, actor.name)


def _widest(mentions: list[Mention], sentence: Sentence) -> Mention | None:
    """The mention at the head of the phrase, else the one that covers half of it or more."""
    root = next((t.i for t in sentence.tokens if t.head == t.i), 0)
    at_root = [m for m in mentions if m.head == root]
    if at_root:
        return at_root[0]
    size = sentence.span.end - sentence.span.start
    wide = [m for m in mentions if 2 * (m.span.end - m.span.start) >= size]
    return max(wide, key=lambda m: m.span.end - m.span.start) if wide else None


def _of_mention(mention: Mention) -> Answer:
    sector = mention.sector
    if mention.kind == "state" and mention.how in ("name", "demonym"):
        sector = None
    elif sector is None and mention.kind in ("unknown", "crowd") and mention.name is None:
        sector = "UNK"
    return Answer(mention.code, sector, mention.sector2, mention.name)
