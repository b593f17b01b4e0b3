"""Parts of speech and lemmas, worked out once for each word in each part of a sentence.

The model's rules for them look at nothing but a token's word, tag and dependency, so what they make of one is
remembered; where a rule of several tokens may begin, the rules themselves are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

_KNOWN_SPECS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_MOST = 60_000  # some 20 MB

# tag, part of speech, dependency, lemma
Forms = tuple[str, str, str, str]


class Morphology:
    """Does what the pipeline's attribute ruler and lemmatizer do to documents that they have not seen."""

    def __init__(self, pipeline: Any) -> None:
        self._ruler, self._lemmatizer = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int, int], Forms] = {}
        patterns = [tokens for rule in self._ruler.patterns for tokens in rule["patterns"]]
        self._openings = [_test(tokens[0]) for tokens in patterns if len(tokens) > 1]
        # Rules that look at more than we remember by cannot be remembered: all is then asked for each time.
        self._is_simple = all(set(spec) <= _KNOWN_SPECS for tokens in patterns for spec in tokens)
        self._opens: dict[tuple[int, int, int], bool] = {}

    def forms(self, parsed: Sequence[Any]) -> list[list[Forms]]:
        """The forms of each token of these tagged and parsed documents."""
        known = self._known
        if len(known) > _MOST:
            known.clear()
            self._opens.clear()
            self._lemmatizer.cache.clear()
        every = [[(token.orth, token.tag, token.dep) for token in doc] for doc in parsed]
        plain = [self._is_plain(keys, doc) for keys, doc in zip(every, parsed, strict=True)]
        new: dict[tuple[int, int, int], Any] = {}
        for keys, doc, is_plain in zip(every, parsed, plain, strict=True):
            if is_plain:
                new.update((key, token) for key, token in zip(keys, doc, strict=True) if key not in known)
        if new:
            known.update(zip(new, self._made(_alone(list(new.values()))), strict=True))
        return [
            [known[key] for key in keys] if is_plain else self._made(doc)
            for keys, doc, is_plain in zip(every, parsed, plain, strict=True)
        ]

    def _is_plain(self, keys: list[tuple[int, int, int]], parsed: Any) -> bool:
        """Whether no rule of several tokens may begin in a document."""
        pairs = zip(keys, parsed, strict=True)
        return self._is_simple and not any(self._may_open(key, token) for key, token in pairs)

    def _made(self, parsed: Any) -> list[Forms]:
        """What the pipeline's own rules make of a document."""
        made = self._lemmatizer(self._ruler(parsed))
        return [(token.tag_, token.pos_, token.dep_, token.lemma_) for token in made]

    def _may_open(self, key: tuple[int, int, int], token: Any) -> bool:
        opens = self._opens.get(key)
        if opens is None:
            opens = self._opens[key] = any(test(token) for test in self._openings)
        return opens


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
