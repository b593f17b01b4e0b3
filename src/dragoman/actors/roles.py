"""Role nouns in a sentence: the longest phrase of the role lexicon around a noun, and what changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.records import Role
from dragoman.actors.words import Change
from dragoman.model import Sentence, Token


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A role phrase: tokens ``first`` to ``last``, its noun ``head`` among them."""

    role: Role
    first: int
    head: int
    last: int


def lemma_of(token: Token) -> str:
    lemma = token.lemma.lower()
    return lemma if token.tag != "NNPS" else lemma.removesuffix("s")


def role_at(sentence: Sentence, i: int, lexicon: ActorLexicon) -> RoleFound | None:
    """The longest role phrase whose noun is token ``i``; a deputy's has no office of its own unless listed so."""
    found = _longest(sentence, i, lexicon)
    if found is None or not found.role.office or found.first == 0:
        return found
    before = sentence.tokens[found.first - 1].lower
    if before not in lexicon.words.sectors["deputies"]:
        return found
    role = replace(found.role, phrase=f"{before} {found.role.phrase}", office=None)
    return RoleFound(role, found.first - 1, found.head, found.last)


def _longest(sentence: Sentence, i: int, lexicon: ActorLexicon) -> RoleFound | None:
    tokens = sentence.tokens
    token = tokens[i]
    lemma = token.lower if token.tag == "NNS" and token.lower in lexicon.roles else lemma_of(token)
    depth = lexicon.role_depth.get(lemma)
    if depth is None:
        lemma = token.lower
        depth = lexicon.role_depth.get(lemma)
        if depth is None and lemma[-1:] == "s":  # "MPs", which the parser takes for a name
            lemma = lemma[:-1]
            depth = lexicon.role_depth.get(lemma)
        if depth is None:
            return _split_word(tokens, i, lexicon)
    if lemma in lexicon.role_reach:
        found = _with_of(tokens, i, lemma, lexicon)
        if found:
            return found
    best = None
    role = lexicon.roles.get(lemma)
    if role is not None:
        best = RoleFound(role, i, i, i)
    phrase, left = lemma, i
    while depth > 0 and left > 0:
        left -= 1
        depth -= 1
        word = tokens[left]
        glue = "" if word.end == tokens[left + 1].start else " "
        phrase = word.lower + glue + phrase
        role = lexicon.roles.get(phrase)
        if role is not None:
            best = RoleFound(role, left, i, i)
    return best


def _split_word(tokens: list[Token], i: int, lexicon: ActorLexicon) -> RoleFound | None:
    """ "ex-president" as one token."""
    word = tokens[i].lower
    if "-" not in word:
        return None
    role = lexicon.roles.get(word) or lexicon.roles.get(word.partition("-")[2])
    return RoleFound(role, i, i, i) if role else None


def _with_of(tokens: list[Token], i: int, lemma: str, lexicon: ActorLexicon) -> RoleFound | None:
    """ "secretary of state", "deputy minister of foreign affairs": words before the noun, and of-words after it."""
    reach = lexicon.role_reach[lemma]
    if i + 1 >= len(tokens) or tokens[i + 1].lower not in ("of", "for", "in", "at", "to"):
        return None
    best, phrase = None, lemma
    for right in range(i + 1, min(len(tokens), i + 1 + reach)):
        phrase += ("" if tokens[right - 1].end == tokens[right].start else " ") + tokens[right].lower
        role = lexicon.roles.get(phrase)
        if role is not None:
            best = RoleFound(role, i, i, right)
        for words in range(1, lexicon.role_depth.get(lemma, 0) + 1):
            if i - words < 0:
                break
            longer = " ".join(t.lower for t in tokens[i - words : i]) + " " + phrase
            role = lexicon.roles.get(longer)
            if role is not None:
                best = RoleFound(role, i - words, i, right)
    return best


def change_at(sentence: Sentence, first: int, head: int, lexicon: ActorLexicon) -> Change | None:
    """What the words from ``first`` up to the noun ``head``, or just behind it, change: former, late, acting …"""
    changes = lexicon.words.changes
    tokens = sentence.tokens
    found: Change | None = None
    for i in range(max(0, first - 2), min(len(tokens), head + 3)):
        word = tokens[i].lower
        if "-" in word and len(word) > 1:
            word = word.partition("-")[0] if i <= head else word.rpartition("-")[2]
        change = changes.get(word)
        if change is None or (i > head and change != "to_come"):
            continue
        if i < first and tokens[i + 1].lower not in ("-",) and tokens[i].head != head:
            continue
        if change in ("former", "late"):
            return change
        found = found or change
    return found
