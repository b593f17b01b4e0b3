"""Asking the lexicon for actors: by a name as it stands, or by words of one."""

from __future__ import annotations

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.records import Actor


def exactly(lexicon: ActorLexicon, name: str) -> list[Actor]:
    """The actors with this id, country code or name; several may share a name."""
    if name in lexicon.actors:
        return [lexicon.actors[name]]
    if name in lexicon.states:
        return [lexicon.states[name]]
    wanted = name.casefold()
    found = [s.actor for text, senses in lexicon.names.items() if text.casefold() == wanted for s in senses]
    return list({actor.id: actor for actor in found}.values())


def matching(lexicon: ActorLexicon, words: str) -> list[Actor]:
    """The actors with a name that has all these words, those with the shortest names first."""
    wanted = words.casefold().split()
    found: dict[str, Actor] = {}
    for text, senses in lexicon.names.items():
        folded = text.casefold()
        if all(word in folded for word in wanted):
            found.update((sense.actor.id, sense.actor) for sense in senses)
    for actor in lexicon.actors.values():
        if all(word in actor.name.casefold() for word in wanted):
            found[actor.id] = actor
    return sorted(found.values(), key=lambda actor: (len(actor.name), actor.id))
