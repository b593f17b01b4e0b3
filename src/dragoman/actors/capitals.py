"""Whether a place name stands for those who govern there: it acts or is addressed, or it is only where something is."""

from __future__ import annotations

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.roles import lemma_of
from dragoman.model import Sentence, Token


def is_actor(sentence: Sentence, head: int, lexicon: ActorLexicon) -> bool:
    """Whether the capital at token ``head`` acts or is addressed there."""
    words = lexicon.words.capitals
    tokens = sentence.tokens
    token = tokens[head]
    for _ in range(6):
        if token.dep != "conj":
            break
        token = tokens[token.head]
    parent = tokens[token.head]
    lemma = lemma_of(parent)
    match token.dep:
        case "nsubj":
            return lemma not in words["place_verbs"]
        case "nsubjpass":
            return lemma not in words["harm_verbs"]
        case "poss":
            return lemma not in words["place_nouns"]
        case "dobj" | "dative":
            return lemma in words["address_verbs"]
        case "compound" | "nmod" | "amod":
            return lemma in lexicon.role_depth and lemma not in words["place_nouns"]
        case "pobj":
            return _after_preposition(sentence, parent.i, words)
        case "agent" | "ROOT":
            return token.dep == "agent"
    return False


def _after_preposition(sentence: Sentence, prep: int, words: dict[str, frozenset[str]]) -> bool:
    tokens = sentence.tokens
    word = tokens[prep].lower
    if word in words["acting_prepositions"]:
        return True
    parent = tokens[tokens[prep].head]
    lemma = lemma_of(parent)
    if word == "to":
        return lemma in words["address_to_verbs"] or lemma in words["address_nouns"] or parent.dep == "prep"
    if word in ("of", "from", "on", "toward", "towards", "over"):
        return lemma in words["address_nouns"]
    return False


def is_where(sentence: Sentence, head: int, lexicon: ActorLexicon) -> bool:
    """Whether a country's name only tells where something is: "in Kenya", "in Geneva, Switzerland"."""
    tokens = sentence.tokens
    token = tokens[head]
    for _ in range(6):
        if token.dep not in ("conj", "appos"):
            break
        token = tokens[token.head]
    if token.dep != "pobj":
        return False
    prep = tokens[token.head]
    return prep.lower in lexicon.words.capitals["where_prepositions"]


def is_host(sentence: Sentence, land: Token, lexicon: ActorLexicon) -> bool:
    """Whether what happens at a place tells nothing of whose it is: "talks in Geneva", "he visited London"."""
    words = lexicon.words.capitals
    for token in sentence.ancestors(land.i):
        lemma = lemma_of(token)
        if lemma in words["host_words"]:
            return True
        if token.pos in ("VERB", "AUX"):
            return any(lemma_of(child) in words["host_words"] for child in sentence.children(token.i))
    return False


def is_met(sentence: Sentence, head: int, lexicon: ActorLexicon) -> bool:
    """Whether somebody is only met or visited, so that the place of it need not be theirs."""
    token = sentence.tokens[head]
    return token.dep == "dobj" and lemma_of(sentence.tokens[token.head]) in lexicon.words.capitals["host_words"]
