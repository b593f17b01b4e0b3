"""Headlines whose verb the parser took for part of a noun: "Turkey jails 12 writers", "EU sanctions Belarus leader"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.extract.lexicon import EventLexicon
from dragoman.model import Sentence, Token

COLLECTIVE = "collective"  # the word class of nouns that are plural without an ending: "police"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BESIDE_NOUN = frozenset({"amod", "compound", "nmod"})  # where no finite verb can stand
_BELOW = _BESIDE_NOUN | {"advcl", "relcl", "acl"}
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_BEFORE_NOUN = {"CD": "nummod", "DT": "det", "JJ": "amod", "PRP$": "poss"}
_TOKENS_MAX = 20  # of a headline


def reread(
    sentence: Sentence, lexicon: EventLexicon, is_actor: Callable[[Token], bool]
) -> tuple[Sentence, Token] | None:
    """The sentence with a noun turned into its verb, and that verb; None where nothing calls for it.

    It is done where no main clause has a finite verb, an actor stands before the noun, agreeing with it in number as a
    subject would, and a noun phrase after it, and the lexicon knows the verb.
    """
    tokens = sentence.tokens
    if len(tokens) > _TOKENS_MAX or any(t.tag in _FINITE and t.dep not in _BELOW for t in tokens):
        return None
    for token in tokens[1:-1]:
        subject = tokens[token.i - 1]
        lemma = _verb(token, _is_plural(sentence, subject, lexicon), lexicon)
        if lemma is None or subject.tag not in _NOUNS or is_actor(token):
            continue
        last = _end_of_object(sentence, token)
        if last is not None and any(is_actor(t) for t in tokens[: token.i]):
            turned = _turned(sentence, token, lemma, last)
            return turned, turned.tokens[token.i]
    return None


def _is_plural(sentence: Sentence, subject: Token, lexicon: EventLexicon) -> bool:
    is_list = any(t.tag in ("CC", ",") for t in sentence.tokens[: subject.i])
    return is_list or subject.tag in _PLURALS or subject.lower in lexicon.classes.get(COLLECTIVE, ())


def _verb(token: Token, is_plural: bool, lexicon: EventLexicon) -> str | None:
    """The lemma of the verb that a noun can be, in the form that its subject asks for."""
    if token.tag in _FINITE and token.dep in _BESIDE_NOUN and token.lemma in lexicon.verbs:
        return token.lemma
    if token.tag not in _NOUNS:
        return None
    if is_plural:
        forms = [token.lower]
    else:
        forms = [token.lower.removesuffix(end) + stem for end, stem in (("ies", "y"), ("es", ""), ("s", ""))
                 if token.lower.endswith(end)]  # fmt: skip
    known = (lexicon.verbs, lexicon.verb_operators)
    return next((form for form in forms if any(form in table for table in known)), None)


def _end_of_object(sentence: Sentence, verb: Token) -> int | None:
    """The last noun of the noun phrase right after a verb, None if none stands there."""
    last = None
    for token in sentence.tokens[verb.i + 1 :]:
        if token.tag in _NOUNS:
            last = token.i
        elif token.tag not in _BEFORE_NOUN and token.tag not in ("POS", "$"):
            break
    return last


def _turned(sentence: Sentence, verb: Token, lemma: str, last: int) -> Sentence:
    tokens = sentence.tokens
    before, inside = range(verb.i), range(verb.i + 1, last + 1)
    tops = [i for i in before if tokens[i].head not in before or tokens[i].head == i]
    subject = tops[0] if len(tops) == 1 else verb.i - 1
    out = []
    for token in tokens:
        if token.i == verb.i:
            tag = verb.tag if verb.tag in _FINITE else "VBP" if lemma == verb.lower else "VBZ"
            token = replace(token, lemma=lemma, tag=tag, pos="VERB", dep="ROOT", head=verb.i)
        elif token.i == subject:
            token = replace(token, dep="nsubj", head=verb.i)
        elif token.i == last:
            token = replace(token, dep="dobj", head=verb.i)
        elif token.i in before and token.i in tops:
            token = _modifying(token, subject)
        elif token.i in inside and token.head not in inside:
            token = _modifying(token, last)
        elif token.i > last and token.head <= verb.i:
            token = replace(token, dep="advcl" if token.dep == "ROOT" else token.dep, head=verb.i)
        out.append(token)
    return replace(sentence, tokens=out, _children=None)


def _modifying(token: Token, noun: int) -> Token:
    return replace(token, dep=_BEFORE_NOUN.get(token.tag, "punct" if token.pos == "PUNCT" else "compound"), head=noun)
