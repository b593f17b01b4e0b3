"""The PLOVER contexts of a sentence: why an act happens, read off the words around it."""

from __future__ import annotations

from functools import cache

import ahocorasick_rs

from dragoman.lexicon import load_toml
from dragoman.model import Sentence


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    data = load_toml("contexts.toml")
    pairs = sorted({(f" {word.lower()} ", name) for name, group in data.items() for word in group["words"]})
    return ahocorasick_rs.AhoCorasick([word for word, _ in pairs]), tuple(name for _, name in pairs)


def contexts(sentence: Sentence) -> tuple[str, ...]:
    """Names of the contexts whose words stand in the sentence, by lemma or as written, sorted."""
    automaton, names = _automaton()
    found: set[str] = set()
    for spelled in ((t.lemma.lower() for t in sentence.tokens), (t.lower for t in sentence.tokens)):
        text = f" {' '.join(spelled)} "
        found.update(names[i] for i, _, _ in automaton.find_matches_as_indexes(text, overlapping=True))
    return tuple(sorted(found))
