"""Whether two reports of a document tell of the same act: what words mean it, who is in it."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon import load_toml
from dragoman.model import Event, EventType, Sentence, Token

# Deeds that reports come back to: a noun for one means the one told elsewhere, not one of today.
DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.MOBILIZE})
_ANY = frozenset({"a", "an", "another", "any", "every", "no", "some"})
_THESE = frozenset({"the", "these", "those", "both"})


@cache
def families() -> dict[str, frozenset[str]]:
    """Which kinds of act a word can mean, by lemma."""
    table: dict[str, set[str]] = {}
    for family, words in load_toml("times.toml")["same_acts"].items():
        for word in words:
            table.setdefault(word, set()).add(family)
    return {word: frozenset(kinds) for word, kinds in table.items()}


def meant(sentence: Sentence, head: Token, *, is_deed: bool) -> frozenset[str]:
    """The kinds of act that an event's words can mean: its head's; of deeds also those of subject and object ("the
    bomb went off", "carried out the raid") and of the noun that its clause describes."""
    tokens = [head]
    if is_deed:
        tokens += [t for t in sentence.children(head.i) if t.dep in ("nsubj", "nsubjpass", "dobj")]
        if head.dep in ("relcl", "acl"):
            tokens.append(sentence.tokens[head.head])
    return frozenset().union(*(families().get(t.lemma.lower(), frozenset()) for t in tokens))


def parties(event: Event) -> frozenset[str]:
    """Who is in an act: countries, else the actors themselves."""
    return frozenset(m.code or m.entity for m in (*event.actors, *event.recipients))


def victims(event: Event) -> frozenset[str]:
    """The persons of a name to whom something was done: two of them, two deeds."""
    return frozenset(m.entity for m in event.recipients if m.kind == "person" and m.name)


def is_any(sentence: Sentence, head: Token) -> bool:
    """Whether a noun means no deed told elsewhere: "an attack", "airstrikes", but "the attack", "Friday's attacks"."""
    if head.pos not in ("NOUN", "PROPN"):
        return False
    det = sentence.child(head.i, "det")
    if head.tag in ("NNS", "NNPS"):
        return (det is None or det.lower not in _THESE) and sentence.child(head.i, "poss", "nummod") is None
    return det is not None and det.lower in _ANY
