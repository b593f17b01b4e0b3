"""Parts of speech and lemmas, worked out once for each word in each part of a sentence.

The model's rules for them look at nothing but a token's word, tag and dependency, so what they make of one is
remembered; where a rule of several tokens may begin, the rules themselves are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

_KNOWN_SPECS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_KEY = ("ORTH", "TAG", "DEP")
_MOST = 60_000  # some 20 MB
_NAMES = ("NNP", "NNPS")

# word, lemma, tag, part of speech, dependency
Forms = tuple[str, str, str, str, str]
_Key = tuple[int, ...]


class Morphology:
    """Does what the pipeline's attribute ruler and lemmatizer do to documents that they have not seen."""

    def __init__(self, pipeline: Any) -> None:
        self._ruler, self._lemmatizer = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer")
        _index(self._lemmatizer)
        self._known: dict[_Key, Forms] = {}
        patterns = [tokens for rule in self._ruler.patterns for tokens in rule["patterns"]]
        self._openings = [_test(tokens[0]) for tokens in patterns if len(tokens) > 1]
        # Rules that look at more than we remember by cannot be remembered: all is then asked for each time.
        self._is_simple = all(set(spec) <= _KNOWN_SPECS for tokens in patterns for spec in tokens)
        self._opens: dict[_Key, bool] = {}

    def forms(self, parsed: Sequence[Any]) -> list[list[Forms]]:
        """The forms of each token of these tagged and parsed documents."""
        known = self._known
        if len(known) > _MOST:
            known.clear()
            self._opens.clear()
            self._lemmatizer.cache.clear()
        every = [list(map(tuple, doc.to_array(_KEY).tolist())) for doc in parsed]
        plain = [self._is_plain(keys, doc) for keys, doc in zip(every, parsed, strict=True)]
        new: dict[_Key, Any] = {}
        for keys, doc, is_plain in zip(every, parsed, plain, strict=True):
            if is_plain:
                new.update((key, doc[i]) for i, key in enumerate(keys) if key not in known)
        if new:
            known.update(zip(new, self._made(_alone(list(new.values()))), strict=True))
        return [
            [known[key] for key in keys] if is_plain else self._made(doc)
            for keys, doc, is_plain in zip(every, parsed, plain, strict=True)
        ]

    def _is_plain(self, keys: list[_Key], parsed: Any) -> bool:
        """Whether no rule of several tokens may begin in a document."""
        if not self._is_simple:
            return False
        opens = self._opens
        for i, key in enumerate(keys):
            if key not in opens:
                opens[key] = any(test(parsed[i]) for test in self._openings)
        return not any(opens[key] for key in keys)

    def _made(self, parsed: Any) -> list[Forms]:
        """What the pipeline's own rules make of a document; only names keep the capitals of their lemmas."""
        made = self._lemmatizer(self._ruler(parsed))
        return [
            (t.text, t.lemma_ if t.tag_ in _NAMES else t.lemma_.lower(), t.tag_, t.pos_, t.dep_) for t in made
        ]  # fmt: skip


def _index(lemmatizer: Any) -> None:
    """The words that the lemmatizer knows, as sets: read from disk they are lists, of up to 57,000 words."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for kind in list(table):
            table[kind] = frozenset(table[kind])


def _alone(tokens: list[Any]) -> Any:
    """A document of these tokens, each for itself: the rules look at nothing beside them."""
    doc = tokens[0].doc
    return type(doc)(
        doc.vocab, words=[t.text for t in tokens], tags=[t.tag_ for t in tokens], deps=[t.dep_ for t in tokens],
        heads=list(range(len(tokens))),
    )  # fmt: skip


def _test(spec: dict[str, Any]) -> Callable[[Any], bool]:
    """Whether a token may be the first of a pattern: True also where that cannot be told."""
    wanted = spec.get("LOWER")
    if isinstance(wanted, str):
        return lambda token: token.lower_ == wanted
    if isinstance(wanted, dict) and set(wanted) == {"IN"}:
        return lambda token: token.lower_ in wanted["IN"]
    if isinstance(wanted, dict) and set(wanted) == {"REGEX"}:
        pattern = re.compile(wanted["REGEX"])
        return lambda token: pattern.search(token.lower_) is not None
    if isinstance(dep := spec.get("DEP"), str):
        return lambda token: token.dep_ == dep
    return lambda token: True  # noqa: ARG005
