"""What refers back: pronouns, "the country", "the two leaders", "both sides"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.nouns import Noun
from dragoman.actors.records import INTERNATIONAL
from dragoman.actors.referents import Memory, Referent, Trace
from dragoman.actors.roles import lemma_of
from dragoman.model import Sentence

_BODIES = frozenset({"state", "organisation", "armed group", "party", "company", "group", "place"})
_PLURALS = frozenset({"crowd", "group", "organisation", "armed group", "party"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_REACH = {"he": 4, "she": 6, "it": 2, "they": 2}
_FAR = 25  # sentences
_PARTIES_REACH = 5


def is_subject(sentence: Sentence, head: int) -> bool:
    """Whether a phrase is the subject of its clause, alone, coordinated or as an apposition."""
    token = sentence.tokens[head]
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token.dep in _SUBJECTS


def clause_of(sentence: Sentence, head: int) -> int:
    """The word that a phrase hangs on, the same for all members of a coordination and for appositions."""
    token = sentence.tokens[head]
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token.head


def pronoun(noun: Noun, memory: Memory, lexicon: ActorLexicon) -> list[Referent]:
    """Whom a pronoun means: one, several for "they" after a coordination, or none."""
    token = noun.sentence.tokens[noun.head]
    kind = lexicon.words.pronouns[token.lower]
    if kind == "it" and token.lower == "it" and _is_empty_it(noun.sentence, noun.head, lexicon):
        return []
    if kind == "they":
        several = _coordinated(noun, memory)
        if several:
            return several
    if kind == "she":  # few actors of the news are women, so one who is known to be is meant even from afar
        woman = _best(noun, memory, _is_woman, _FAR)
        if woman is not None:
            return [woman]
    fits = {"he": _is_he, "she": _is_she, "it": _is_it, "they": _is_they}[kind]
    best = _best(noun, memory, fits, _REACH[kind])
    return [best] if best else []


def _is_he(referent: Referent) -> bool:
    return referent.kind in ("person", "unknown") and not referent.is_plural and referent.gender != "f"


def _is_she(referent: Referent) -> bool:
    return referent.kind in ("person", "unknown") and not referent.is_plural and referent.gender != "m"


def _is_woman(referent: Referent) -> bool:
    return _is_she(referent) and referent.gender == "f"


def _is_it(referent: Referent) -> bool:
    return referent.kind in _BODIES and not referent.is_plural


def _is_they(referent: Referent) -> bool:
    return referent.is_plural or referent.kind in _PLURALS


def _is_empty_it(sentence: Sentence, i: int, lexicon: ActorLexicon) -> bool:
    """ "It is clear that …", "it took hours to …", "it rained", "denied it": an "it" that means nobody."""
    tokens = sentence.tokens
    verb = tokens[tokens[i].head]
    if tokens[i].dep == "dobj" and verb.lemma in lexicon.words.verbs["denials"]:
        return True
    below = sentence.children(verb.i)
    if verb.lemma == "be":
        if any(c.dep == "acomp" and c.lower in lexicon.words.verbs["dispositions"] for c in below):
            return False
        return any(child.dep in ("acomp", "ccomp", "advcl", "xcomp", "attr") for child in below)
    if verb.lemma == "take" and any(child.dep == "dobj" and child.pos == "NOUN" for child in below):
        return any(child.dep in ("advcl", "xcomp", "ccomp") for child in below)
    return verb.lemma in ("seem", "appear", "rain", "snow", "take", "happen", "mean")


def _best(noun: Noun, memory: Memory, fits: Callable[[Referent], bool], reach: int) -> Referent | None:
    here, token = noun.sentence.index, noun.sentence.tokens[noun.head]
    best, best_score = None, -9.0
    for trace in _back(memory, here, reach):
        if trace.sentence == here and (trace.token >= noun.head or _same_clause(trace, noun)):
            continue
        if not fits(trace.referent):
            continue
        score = -1.0 * (here - trace.sentence) + (0.9 if trace.is_subject else 0.0)
        score += 0.12 * min(4, trace.referent.count) + (0.0 if trace.names else 0.2)
        score += 0.8 if trace.referent.gender and fits in (_is_he, _is_she, _is_woman) else 0.0
        score += 0.3 if trace.referent.kind == "person" else 0.0
        if fits is _is_she and trace.referent.gender is None:
            score -= 1.5  # most office holders of unknown gender are men
        score += 0.01 * trace.token if trace.sentence == here else -0.01 * trace.token
        if token.lower in ("his", "her", "its", "their") and trace.sentence == here:
            score += 0.3
        if score > best_score:
            best, best_score = trace.referent, score
    return best


def _back(memory: Memory, here: int, reach: int) -> Iterator[Trace]:
    for trace in reversed(memory.traces):
        if trace.sentence < here - reach:
            return
        yield trace


def _same_clause(trace: Trace, noun: Noun) -> bool:
    """Whether the pronoun is an object where the other is the subject of the same verb: then they are two."""
    tokens = noun.sentence.tokens
    token = tokens[noun.head]
    if token.dep not in _OBJECTS or token.lower.endswith(("self", "selves")):
        return False
    head = tokens[token.head]
    verb = head.head if token.dep == "pobj" else head.i
    return trace.head == verb


def _coordinated(noun: Noun, memory: Memory) -> list[Referent]:
    """Two or more coordinated subjects just before: "Poland and Hungary … they"."""
    here = noun.sentence.index
    groups: dict[tuple[int, int], list[Referent]] = {}
    for trace in _back(memory, here, 1):
        if trace.is_subject and trace.names and not (trace.sentence == here and trace.token >= noun.head):
            groups.setdefault((trace.sentence, trace.head), []).append(trace.referent)
    for (sentence, _), members in groups.items():
        if sentence >= here - 1 and len(members) > 1 and all(m.kind in ("person", "state") for m in members):
            return members[::-1]
    return []


def latest(memory: Memory, here: int, fits: Callable[[Referent], bool], reach: int = 30) -> Referent | None:
    """The referent mentioned last that fits, subjects of the same sentence first."""
    for trace in _back(memory, here, reach):
        if fits(trace.referent):
            return trace.referent
    return None


def several(
    noun: Noun, memory: Memory, fits: Callable[[Referent], bool], number: int, *, are_places: bool = False
) -> list[Referent]:
    """The ``number`` different parties spoken of last that fit, in text order; empty where the text settles none.

    Those named together ("A and B", "talks between A and B") or alone in one sentence come first, then the last ones
    over several sentences. Where something only happens is no party; with ``are_places`` these alone count.
    """
    near: dict[int, list[Trace]] = {}
    for trace in _back(memory, noun.sentence.index, _PARTIES_REACH):
        is_ahead = trace.sentence == noun.sentence.index and trace.token >= noun.head
        if not is_ahead and trace.is_place == are_places and fits(trace.referent):
            near.setdefault(trace.sentence, []).append(trace)
    for traces in near.values():
        for together in (*_together(traces), traces):
            members = _distinct(together)
            if len(members) == number:
                return members
    for reach in range(1, len(near) + 1):
        members = _distinct([trace for traces in list(near.values())[:reach] for trace in traces])
        if len(members) >= number:
            return members if len(members) == number else []
    return []


def _together(traces: list[Trace]) -> list[list[Trace]]:
    """Those of one sentence that hang on the same word, subjects first."""
    groups: dict[tuple[bool, int], list[Trace]] = {}
    for trace in traces:
        groups.setdefault((not trace.is_subject, trace.head), []).append(trace)
    return [groups[key] for key in sorted(groups)]


def _distinct(traces: list[Trace]) -> list[Referent]:
    """The referents of traces in text order, one for each country or body."""
    out: dict[str, Referent] = {}
    for trace in sorted(traces, key=lambda t: (t.sentence, t.token)):
        out.setdefault(_party(trace.referent), trace.referent)
    return list(out.values())


def _party(referent: Referent) -> str:
    is_of_state = referent.code is not None and referent.code not in INTERNATIONAL
    return referent.code or referent.id if is_of_state and referent.sector != "REB" else referent.id


def group_meant(noun: Noun, memory: Memory, lexicon: ActorLexicon) -> list[Referent]:
    """ "The two leaders", "both sides", "the three countries": each member."""
    anaphora = lexicon.words.anaphora
    lemma = lemma_of(noun.sentence.tokens[noun.head])
    number = group_size(noun.sentence, noun.head, lexicon)
    if not number:
        return []
    if lemma in anaphora["countries"]:
        return several(noun, memory, _is_of_state, number) or several(noun, memory, _is_land, number, are_places=True)
    if lemma in anaphora["sides"]:
        return several(noun, memory, _is_side, number)
    if lemma in anaphora["leaders"]:
        return several(noun, memory, _is_leader, number) or several(noun, memory, _is_of_state, number)
    return []


def _is_of_state(referent: Referent) -> bool:
    """Whether a referent is a state, or acts for one."""
    is_official = referent.sector in ("GOV", "MIL") and referent.kind in ("person", "organisation", "group")
    has_state = referent.code is not None and referent.code not in INTERNATIONAL
    return has_state and (referent.kind == "state" or is_official)


def _is_land(referent: Referent) -> bool:
    return referent.kind in ("state", "place") and referent.code is not None and referent.code not in INTERNATIONAL


def _is_leader(referent: Referent) -> bool:
    return referent.kind == "person" and not referent.is_plural and referent.code is not None


def _is_side(referent: Referent) -> bool:
    is_body = referent.kind in ("armed group", "party", "person", "organisation", "group")
    acts = referent.code is not None and referent.sector not in ("CVL", "JRN", None)
    return _is_of_state(referent) or (is_body and acts)


def group_size(sentence: Sentence, head: int, lexicon: ActorLexicon) -> int:
    """The number in "the two …", "both …" before a noun; 0 where there is none."""
    is_definite, number = False, 0
    for child in sentence.children(head):
        if child.i > head:
            break
        if child.lower in lexicon.words.numbers:
            number = lexicon.words.numbers[child.lower]
            is_definite = is_definite or child.lower == "both"
        elif child.lower in ("the", "these", "those"):
            is_definite = True
    return number if is_definite else 0


def country_meant(noun: Noun, memory: Memory, lexicon: ActorLexicon) -> str | None:
    """The code of "the country": the one spoken of last, directly or through its people, subjects first.

    Whoever leaves or enters it need not be of it: then places count more.
    """
    here = noun.sentence.index
    det = noun.sentence.child(noun.head, "det")
    is_that = det is not None and det.lower == "that"
    is_left = _is_left(noun.sentence, noun.head, lexicon)
    traces = [t for t in _back(memory, here, 3) if t.sentence < here or t.token < noun.head]
    subjects = {t.referent.code for t in traces if t.sentence == here and _same_clause(t, noun)}
    best, best_score = None, -9.0
    for trace in traces:
        referent = trace.referent
        if referent.code is None or referent.code in INTERNATIONAL or referent.code in subjects:
            continue
        is_land = referent.kind in ("state", "place")
        if is_that and not is_land:
            continue  # whoever says "that country" means another than their own
        score = -1.0 * (here - trace.sentence) + 0.08 * min(4, referent.count)
        score += 0.8 if trace.is_subject and not (is_that or is_left) else 0.0
        score += 1.2 if trace.is_place and is_left else 0.0
        score += (0.4 if is_land else 0.0) + memory.lasting.get(referent.code, 0.0)
        if score > best_score:
            best, best_score = referent.code, score
    return best


def _is_left(sentence: Sentence, head: int, lexicon: ActorLexicon) -> bool:
    """Whether somebody leaves or enters what a noun means: "fled the country", "expelled from the country"."""
    token = sentence.tokens[head]
    verb = sentence.tokens[token.head]
    if token.dep == "pobj" and verb.lower in ("from", "into", "in"):
        verb = sentence.tokens[verb.head]
    return token.dep in ("dobj", "pobj") and lemma_of(verb) in lexicon.words.verbs["moving"]
