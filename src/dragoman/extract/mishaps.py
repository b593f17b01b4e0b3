"""Deaths that nobody did: crashes, fires, floods."""

from __future__ import annotations

from itertools import islice

from dragoman.extract import syntax
from dragoman.extract.matching import Classes
from dragoman.model import Sentence, Token

_ACCIDENT = "accident"  # the word class of what kills and is nobody
_MISHAP = "mishap_verb"  # the word class of what befalls planes and buildings
_MAX_NOUNS_ABOVE = 2


def is_mishap(sentence: Sentence, verb: Token, classes: Classes) -> bool:
    """ "seven people were killed when their plane crashed", "a bus overturned, killing six": nobody did it."""
    befalls, accidents = classes.get(_MISHAP, frozenset()), classes.get(_ACCIDENT, frozenset())
    if verb.dep == "advcl" and verb.tag == "VBG" and sentence.tokens[verb.head].lemma.lower() in befalls:
        return True
    if verb.dep == "relcl":  # "a fire in Dhaka that killed 20", parsed as a clause of Dhaka
        above = (t for t in sentence.ancestors(verb.i) if t.pos == "NOUN")
        if any(t.lemma.lower() in accidents for t in islice(above, _MAX_NOUNS_ABOVE)):
            return True
    if not syntax.is_passive(sentence, verb) or syntax.agents(sentence, verb):
        return False
    return any(c.dep == "advcl" and c.lemma.lower() in befalls for c in sentence.children(verb.i))
