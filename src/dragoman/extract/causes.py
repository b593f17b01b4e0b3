"""The lexicon of causal words (``lexicon/causes.toml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import lexicon
from dragoman.extract.stances import wrong

_GIVES = ("cause", "effect")


@dataclass(frozen=True, slots=True)
class Tie:
    """A conjunction, preposition or adverb that ties two parts; ``gives`` is what follows it."""

    words: tuple[str, ...]
    gives: str
    is_conditional: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class CausalVerb:
    """A verb between cause and effect."""

    words: tuple[str, ...]
    after: frozenset[str]
    takes_complement: bool
    only_happenings: bool
    is_backward: bool
    is_negative: bool


@dataclass(frozen=True, slots=True)
class CauseLexicon:
    """Causal words by their first word or lemma."""

    conjunctions: dict[str, tuple[Tie, ...]]
    prepositions: dict[str, tuple[Tie, ...]]
    adverbs: dict[str, tuple[Tie, ...]]
    verbs: dict[str, tuple[CausalVerb, ...]]
    blame: dict[str, frozenset[str]]
    blame_adjectives: dict[str, frozenset[str]]
    accusing: frozenset[str]  # blame only for what somebody is said to have brought about
    instigation: frozenset[str]
    grievances: dict[str, frozenset[str]]
    protests: frozenset[str]  # grievances that people gather for: what they do that for is their reason
    participles: frozenset[str]
    reasons: frozenset[str]
    calls: frozenset[str]  # reasons of protests only
    aims: frozenset[str]
    cause_nouns: frozenset[str]
    effect_nouns: frozenset[str]
    impact_nouns: frozenset[str]
    happenings: frozenset[str]
    no_happenings: frozenset[str]
    happening_suffixes: tuple[str, ...]
    harm: frozenset[str]
    own_aims: frozenset[str]
    unrest: frozenset[str]  # where one of these is told of, every aim is a cause
    toll_verbs: frozenset[str]
    suffering: frozenset[str]  # verbs of harm with one of these as their object:
    suffered: frozenset[str]
    toll_after: frozenset[str]
    toll_events: frozenset[str]
    durations: frozenset[str]
    states: frozenset[str]
    asking: frozenset[str]
    carrying: frozenset[str]
    public: frozenset[str]  # words of public affairs
    other_contexts: frozenset[str]  # of these alone a claim is not about politics
    deed_prepositions: frozenset[str]
    no_deed_verbs: frozenset[str]
    words: frozenset[str]  # of all these: most words of a text are passed over by this alone


@cache
def load(overlays: tuple[Path, ...] = ()) -> CauseLexicon:
    """Our causal words and the users'. Raises DragomanError with file and line of what is wrong."""
    tables: dict[str, list[dict[str, Any]]] = {}
    words: dict[str, set[str]] = {}
    for path in lexicon.find("causes.toml", overlays):
        for name, value in lexicon.read_toml(path).items():
            if isinstance(value, list):
                for group in value:
                    if group.get("gives", "cause") not in _GIVES:
                        raise wrong(path, group["words"][0], group["gives"], _GIVES)
                tables.setdefault(name, []).extend(value)
            else:
                for key, entries in value.items():
                    words.setdefault(f"{name}.{key}", set()).update(entries)
    blame = tables.get("blame", [])
    governing = (
        _ties(tables.get("conjunction", [])),
        _ties(tables.get("preposition", [])),
        _ties(tables.get("adverb", [])),
        _verbs(tables.get("verb", [])),
        _governors(g for g in blame if not g.get("adjective")),
        _governors(g for g in blame if g.get("adjective")),
    )
    grievances = _governors(tables.get("grievance", []))
    return CauseLexicon(
        *governing,
        frozenset(word for g in blame if g.get("instigation") for word in g["words"]),
        frozenset(words.get("instigation.words", ())),
        grievances,
        frozenset(word for g in tables.get("grievance", []) if g.get("protest") for word in g["words"]),
        frozenset(words.get("participle.words", ())),
        frozenset(words.get("participle.reasons", ())),
        frozenset(words.get("participle.calls", ())),
        frozenset(words.get("participle.aims", ())),
        frozenset(words.get("noun.cause", ())),
        frozenset(words.get("noun.effect", ())),
        frozenset(words.get("noun.impact", ())),
        frozenset(words.get("happening.words", ())),
        frozenset(words.get("happening.never", ())),
        tuple(sorted(words.get("happening.suffixes", ()))),
        frozenset(words.get("harm.words", ())),
        frozenset(words.get("participle.own_aims", ())),
        frozenset(words.get("participle.unrest", ())),
        frozenset(words.get("toll.verbs", ())),
        frozenset(words.get("toll.suffering", ())),
        frozenset(words.get("toll.suffered", ())),
        frozenset(words.get("toll.after", ())),
        frozenset(words.get("toll.events", ())),
        frozenset(words.get("duration.words", ())),
        frozenset(words.get("state.words", ())),
        frozenset(words.get("asking.words", ())),
        frozenset(words.get("carrying.words", ())),
        frozenset(words.get("politics.words", ())),
        frozenset(words.get("politics.not", ())),
        frozenset(words.get("deed.after", ())),
        frozenset(words.get("deed.not", ())),
        frozenset().union(*governing, grievances, *words.values()),
    )


def _ties(groups: list[dict[str, Any]]) -> dict[str, tuple[Tie, ...]]:
    out: dict[str, list[Tie]] = {}
    for group in groups:
        for text in group["words"]:
            parts = tuple(text.split())
            tie = Tie(parts, group.get("gives", "cause"), group.get("modality") == "would", bool(group.get("weak")))
            out.setdefault(parts[0], []).append(tie)
    return {first: tuple(sorted(found, key=lambda t: -len(t.words))) for first, found in out.items()}


def _verbs(groups: list[dict[str, Any]]) -> dict[str, tuple[CausalVerb, ...]]:
    out: dict[str, list[CausalVerb]] = {}
    for group in groups:
        for text in group["words"]:
            parts = tuple(text.split())
            verb = CausalVerb(
                parts,
                frozenset(group.get("after", ())),
                group.get("takes") == "complement",
                group.get("subject") == "acts",
                bool(group.get("back")),
                group.get("polarity") == "negative",
            )
            out.setdefault(parts[0], []).append(verb)
    return {lemma: tuple(sorted(found, key=lambda v: -len(v.words))) for lemma, found in out.items()}


def _governors(groups: Iterable[dict[str, Any]]) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group["words"]:
            out[word] = out.get(word, frozenset()) | frozenset(group["after"])
    return out
