"""Finds what may be a place name in a sentence, and how much its surroundings speak for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.model import Sentence, Span
from dragoman.places.gazetteer import Gazetteer, Site
from dragoman.places.names import key
from dragoman.places.vocabulary import Vocabulary

_WORD = re.compile(r"(?:[A-Z]\.)+|[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?|\d[\w.,:]*|--|[^\w\s]")
_ENDING = re.compile(r"['’][sS]$|-(?:based|area|born|backed|bound|held|controlled|occupied|led|run|style)$")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_INNER = frozenset("of de la del al el and the on upon le les da do du es".split())
_MAX_WORDS = 5
_LONGEST_ACRONYM = 5  # letters
_SHORT_COUNTRIES = frozenset({"us", "uk", "usa", "uae", "drc", "car", "prc", "rok", "dprk", "u s", "u k", "d c"})
_DASHES = frozenset({"-", "--", "—", "–"})
_DATELINE_MARKS = _DASHES | {",", "(", ":"}
_ABBREVIATED = frozenset({"St.", "Ft.", "Mt.", "Ste.", "Pt.", "Co.", "Twp."})
_COUNTY = re.compile(r"(?i)(?:county|parish|co\.?|borough)$")

# How much speaks for a name; added up by hand-set weights, tried on local and on world news.
SURE = 2.0
ENOUGH = 1.0
_NEVER = -9.0


class Word(NamedTuple):
    """A word or mark. ``text`` is without the possessive ending."""

    text: str
    start: int  # in the sentence
    end: int
    is_possessive: bool
    is_capital: bool


@dataclass(slots=True)
class Candidate:
    """A name that the gazetteer knows. ``within`` is the country and region that the text puts after it."""

    span: Span
    key: str
    sites: tuple[Site, ...]
    strength: float
    is_person: bool = False
    is_dateline: bool = False
    is_holder: bool = False  # tells where the name before it lies
    within: tuple[str, str] | None = None


def words_of(text: str, known_short: Collection[str]) -> list[Word]:
    """The words of a sentence. A full stop stays on initials and known abbreviations only."""
    out: list[Word] = []
    for match in _WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        if word.isalpha() or len(word) == 1:
            out.append(Word(word, start, end, False, word[0].isupper()))
            continue
        is_short = word in _ABBREVIATED or word in known_short
        if word[-1] == "." and len(word) > 2 and not is_short and not _INITIALS.fullmatch(word):
            word, end = word[:-1], end - 1
        ending = _ENDING.search(word)
        if ending:
            word, end = word[: ending.start()], end - len(ending.group())
        out.append(Word(word, start, end, ending is not None, word[0].isupper()))
    return out


def surnames(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[str]:
    """Last names of persons named in full: a given name or initial and then up to two capitalised words."""
    named = vocabulary.opening_names
    for i, word in enumerate(words[:-1]):
        if word.text not in named and word.text[-1] != ".":
            continue
        is_title = word.text.rstrip(".") in vocabulary.titles and word.text not in _ABBREVIATED
        if not (word.text in vocabulary.given_names or is_title) or word.is_possessive:
            continue
        if i and words[i - 1].text in vocabulary.locative and not is_title:
            continue
        names = []
        for following in words[i + 1 : i + 4]:
            if not following.is_capital or len(following.text.rstrip(".")) < 1:
                break
            names.append(following.text)
            if following.is_possessive:
                break
        if names and names[-1] not in vocabulary.institutions:
            yield names[-1]
        if is_title and names:
            yield names[0]


def candidates(
    sentence: Sentence, words: list[Word], source: Gazetteer, vocabulary: Vocabulary, persons: frozenset[str]
) -> list[Candidate]:
    """The gazetteer's names in a sentence, the longest at each place, with what speaks for them."""
    out: list[Candidate] = []
    after = 0
    is_headline: bool | None = None  # asked for where there is a candidate
    for i, word in enumerate(words):
        if i < after or not word.is_capital or (found := _longest(words, i, source, vocabulary)) is None:
            continue
        last, name_key, sites = found
        after = last + 1
        if is_headline is None:
            is_headline = sentence.is_title or _is_capitalised(words)
        candidate = Candidate(
            Span(sentence.span.start + words[i].start, sentence.span.start + words[last].end), name_key, sites, 0.0
        )
        _hold(candidate, words, last, source, vocabulary)
        _weigh(candidate, words, i, last, vocabulary, persons, is_headline=is_headline)
        if out and candidate.strength < SURE and _is_listed(words, i, out[-1], sentence.span.start):
            candidate.strength += 1.0
        candidate.is_holder = bool(out) and out[-1].within is not None and _is_after(candidate, out[-1])
        out.append(candidate)
    return out


def _is_capitalised(words: Sequence[Word]) -> bool:
    """A headline: most of its longer words are capitalised, so that a capital says nothing."""
    long = [w for w in words if len(w.text) > 3 and w.text[0].isalpha()]
    return len(long) >= 4 and sum(w.is_capital for w in long) > 0.8 * len(long)


def _longest(
    words: Sequence[Word], i: int, source: Gazetteer, vocabulary: Vocabulary
) -> tuple[int, str, tuple[Site, ...]] | None:
    if not words[i].is_capital:
        return None
    short = vocabulary.shortened.get(words[i].text)
    if short is not None and not (len(words[i].text) == 2 and (i < 2 or words[i - 1].text != ",")):
        region = source.regions.get(short, ())
        if region:
            return i, key(words[i].text), region
    end = i
    stretch = [i]
    while end + 1 < len(words) and len(stretch) < _MAX_WORDS and not words[end].is_possessive:
        following = words[end + 1]
        if following.is_capital or (following.text in _INNER and end + 2 < len(words)) or following.text == "-":
            end += 1
            stretch.append(end)
        else:
            break
    for last in reversed(stretch):
        if not words[last].is_capital:
            continue
        name_key = " ".join([key(w.text) for w in words[i : last + 1] if w.text != "-"])
        if len(name_key) < 3 and name_key not in ("us", "uk"):
            continue
        sites = source.at(name_key)
        if not sites or name_key in vocabulary.peoples or (i == last and _is_acronym(words, i)):
            continue
        if name_key in ("us", "uk") and words[i].text in ("Us", "us", "Uk"):
            continue
        return last, name_key, sites
    return None


def _is_acronym(words: Sequence[Word], i: int) -> bool:
    """ "DAB" among words in lower case; datelines and headlines in capitals have places in capitals."""
    text = words[i].text
    if not text.isupper() or len(text) > _LONGEST_ACRONYM or key(text) in _SHORT_COUNTRIES:
        return False
    return not (i == 0 and len(words) > 1 and words[1].text in _DATELINE_MARKS) and any(
        w.text.islower() and len(w.text) > 2 for w in words
    )


def _hold(candidate: Candidate, words: Sequence[Word], last: int, source: Gazetteer, vocabulary: Vocabulary) -> None:
    """What the text puts after a comma or in brackets: "Paris, Texas", "Tripoli (Lebanon)", "Alexandria, Va."."""
    if last + 2 >= len(words) or words[last + 1].text not in (",", "(", "in") or words[last].is_possessive:
        return
    found = _longest(words, last + 2, source, vocabulary)
    if found is None:
        return
    holders = [s for s in found[2] if s.kind in ("country", "region", "county")]
    for holder in sorted(holders, key=lambda s: -s.prominence):
        region = "" if holder.kind == "country" else holder.region
        if any(
            s.country_alpha2 == holder.country_alpha2 and (not region or s.region == region) and s is not holder
            for s in candidate.sites
            if s.kind in ("city", "county", "region")
        ):
            candidate.within = (holder.country_alpha2, region)
            return


def _weigh(
    candidate: Candidate, words: Sequence[Word], first: int, last: int, vocabulary: Vocabulary,
    persons: frozenset[str], *, is_headline: bool,
) -> None:  # fmt: skip
    name = " ".join(w.text for w in words[first : last + 1])
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    strength = _by_itself(candidate, name, vocabulary)
    candidate.is_person = _is_person(candidate, words, first, last, vocabulary, persons)
    if candidate.is_person and not candidate.within:
        strength += _NEVER
    if candidate.within:
        strength += 4
    strength += _before(words, first, vocabulary, is_headline=is_headline)
    strength += _after(words, last, vocabulary) * (0.5 if is_headline or strength >= 2.5 else 1.0)
    if before is None and after is not None and (after.text in _DASHES or after.text in (":", "(")):
        strength += 2 if name.isupper() or after.text in _DASHES else 1
        candidate.is_dateline = name.isupper() or after.text in _DASHES
    if words[last].is_possessive and not candidate.is_person:
        strength += 0.5
    candidate.strength = strength


def _by_itself(candidate: Candidate, name: str, vocabulary: Vocabulary) -> float:
    """What the name says before anything around it: countries are places, small namesakes of words hardly."""
    kinds = {s.kind for s in candidate.sites}
    people = max((s.prominence for s in candidate.sites if s.kind == "city"), default=0)
    if "country" in kinds or "area" in kinds:
        return 2.5
    if "county" in kinds and _COUNTY.search(name):
        return 5.0
    if any(s.kind == "region" and s.country_alpha2 in ("US", "CA", "GB") for s in candidate.sites):
        return 2.5
    value = 2.0 if people >= 1_000_000 else 1.2 if people >= 100_000 else 0.6 if people >= 15_000 else 0.2
    if "region" in kinds:
        value = max(value, 1.0)
    if candidate.key in vocabulary.doubtful:
        value -= 2.5 if people < 1_000_000 else 1.0
    elif " " not in candidate.key and name.capitalize() in vocabulary.given_names and people < 1_000_000:
        value -= 1.5
    if " " in candidate.key:
        value += 0.8
    return value


def _is_person(
    candidate: Candidate, words: Sequence[Word], first: int, last: int, vocabulary: Vocabulary,
    persons: frozenset[str],
) -> bool:  # fmt: skip
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    is_single = first == last
    if any(s.kind in ("country", "area") for s in candidate.sites) and words[first].text not in vocabulary.given_names:
        return False
    if before is not None and before.is_capital and not before.is_possessive:
        bare = before.text.rstrip(".")
        if before.text in vocabulary.given_names and before.text not in vocabulary.directions:
            return True
        if re.fullmatch(r"[A-Z]\.", before.text):
            return True
        if bare in vocabulary.titles and before.text not in ("St.", "San"):
            return is_single
    if is_single and words[first].text in vocabulary.given_names and after is not None and after.is_capital:
        return after.text not in vocabulary.institutions and not words[last].is_possessive
    if is_single and words[first].text in persons:
        return not (before is not None and before.text in vocabulary.locative)
    if any(s.kind in ("country", "area", "region") for s in candidate.sites):
        return False
    return bool(is_single and after is not None and after.text in vocabulary.of_person)


def _before(words: Sequence[Word], first: int, vocabulary: Vocabulary, *, is_headline: bool) -> float:
    if first == 0:
        return -0.3
    before = words[first - 1]
    text = before.text
    if text.lower() in vocabulary.locative:
        return 1.5
    if text == "of" and first > 1 and words[first - 2].text in vocabulary.settlements:
        return 2.0
    if text == "of":
        return 0.8
    if text in vocabulary.perhaps_locative:
        return 0.4
    if before.is_capital and not before.is_possessive and text.rstrip(".") not in vocabulary.directions:
        if is_headline or first == 1:
            return -0.3
        return -1.5
    return 0.0


def _after(words: Sequence[Word], last: int, vocabulary: Vocabulary) -> float:
    if last + 1 >= len(words):
        return 0.0
    after = words[last + 1]
    if words[last].is_possessive:
        return 0.0
    if after.text in vocabulary.of_place:
        return 1.2
    if after.text.startswith("-"):
        return 0.5
    if not after.is_capital:
        return 0.0
    for following in words[last + 1 : last + 5]:
        if not following.is_capital:
            break
        if following.text in vocabulary.institutions:
            return 1.0
        if following.text in vocabulary.of_media:
            return -1.0
    return -1.8


def _is_after(candidate: Candidate, previous: Candidate) -> bool:
    return 0 < candidate.span.start - previous.span.end <= len(" in ")


def _is_listed(words: Sequence[Word], i: int, previous: Candidate, offset: int) -> bool:
    """A name beside a place in a list: "Aleppo, Homs and Hama"."""
    if i < 2 or words[i - 1].text not in (",", "and", "or", "to", "/"):
        return False
    return previous.strength >= ENOUGH and previous.span.end == offset + words[i - 2].end
