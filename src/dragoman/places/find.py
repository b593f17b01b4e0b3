"""Finds the toponyms of a document and settles which place each one is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dragoman.model import Document, Mention, Place, Sentence, Span
from dragoman.places.gazetteer import Gazetteer, Site, gazetteer
from dragoman.places.recognise import ENOUGH, SURE, Candidate, candidates, surnames, words_of
from dragoman.places.resolve import Group, Hints, inside, resolve
from dragoman.places.vocabulary import Vocabulary, vocabulary
from dragoman.urls import host_of

_SURE_ELSEWHERE = 2.0  # for a name that another sentence shows to be a place
_AT_HOME = 1.2  # for a name of a place near others that the document names
_SMALL = 50_000  # people
_SPEAKS_FOR_ITSELF = 3.0  # strength
_NAMED = frozenset({"person", "organisation", "armed group", "party", "company"})


def find(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], source: Gazetteer | None = None
) -> tuple[Place, ...]:
    """Places named in the kept sentences, in text order; capitals that stand for their government are none.

    Which namesake is meant is settled for the document as a whole (``resolve.py``). ``source`` is the gazetteer, if it
    is another than `gazetteer` gives by itself.
    """
    source, words = source or gazetteer(), vocabulary()
    found = _recognised([*_datelines(document), *sentences], source, words, mentions)
    found.sort(key=lambda c: c.span.start)
    chosen = [c for c in found if c.strength >= ENOUGH]
    hints = _hints(document, mentions, source, words)
    sites = resolve(_groups(chosen), hints)
    home = {(s.country_alpha2, s.region) for s in sites.values() if s.region and s.kind in ("city", "county")}
    weak = [c for c in found if ENOUGH > c.strength >= ENOUGH - _AT_HOME and not c.is_person]
    joined = [c for c in weak if any((s.country_alpha2, s.region) in home for s in c.sites if s.kind != "region")]
    if joined:
        chosen = sorted([*chosen, *joined], key=lambda c: c.span.start)
        sites = resolve(_groups(chosen), hints)
    lonely = _lonely(chosen, sites, hints)
    return tuple(_place(document, c, _site_of(c, sites[c.key]), source) for c in chosen if c.key not in lonely)


def _datelines(document: Document) -> Iterator[Sentence]:
    """The datelines, which are no sentences of the article but say where it was written."""
    for number, paragraph in enumerate(document.paragraphs):
        if span := paragraph.dateline:
            yield Sentence(0, number, span, document.text[span.start : span.end])


def _lonely(chosen: Sequence[Candidate], sites: dict[str, Site], hints: Hints) -> set[str]:
    """Names of small places that nothing else in the document is near to: mostly words and names of another kind."""
    regions = Counter((s.country_alpha2, s.region) for s in sites.values())
    countries = Counter(s.country_alpha2 for s in sites.values())
    strongest: dict[str, float] = {}
    for candidate in chosen:
        strongest[candidate.key] = max(strongest.get(candidate.key, 0.0), candidate.strength)
    out = set()
    for name, site in sites.items():
        if site.kind != "city" or site.prominence >= _SMALL or strongest[name] >= _SPEAKS_FOR_ITSELF:
            continue
        is_foreign = countries[site.country_alpha2] < 2 and site.country_alpha2 not in hints.codes
        is_far = regions[(site.country_alpha2, site.region)] < 2 and strongest[name] < SURE
        if is_foreign or is_far:
            out.add(name)
    return out


def _recognised(
    sentences: Sequence[Sentence], source: Gazetteer, vocabulary: Vocabulary, mentions: Sequence[Mention]
) -> list[Candidate]:
    split = [(sentence, words_of(sentence.text, vocabulary.shortened)) for sentence in sentences]
    persons = frozenset(name for _, words in split for name in surnames(words, vocabulary))
    standing_for: dict[int, list[Span]] = defaultdict(list)  # by sentence, as are the next
    named: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.how == "metonym":
            standing_for[mention.sentence].append(mention.span)
        if mention.name and mention.kind in _NAMED:
            named[mention.sentence].append(mention)
    found: list[Candidate] = []
    for sentence, words in split:
        for candidate in candidates(sentence, words, source, vocabulary, persons):
            span = candidate.span
            if any(span.overlaps(other) for other in standing_for[sentence.index]):
                continue
            if any(m.span.covers(span) and _is_in_name(sentence, span, m) for m in named[sentence.index]):
                continue
            found.append(candidate)
    sure = {c.key for c in found if c.strength >= SURE}
    for candidate in found:
        if candidate.key in sure and candidate.strength < SURE and not candidate.is_person:
            candidate.strength += _SURE_ELSEWHERE
    return found


def _is_in_name(sentence: Sentence, span: Span, mention: Mention) -> bool:
    """Whether a place name is a part of the name of a person or body: "Paris Hilton", "Bank of England"."""
    offset = sentence.span.start
    return sentence.text[span.start - offset : span.end - offset].lower() in (mention.name or "").lower()


def _groups(chosen: Sequence[Candidate]) -> list[Group]:
    groups: dict[str, Group] = {}
    for candidate in chosen:
        group = groups.setdefault(candidate.key, Group(candidate.key, candidate.sites))
        group.count += 1
        group.apart += not candidate.is_holder
        group.is_dateline = group.is_dateline or candidate.is_dateline
        group.within = group.within or candidate.within
    return list(groups.values())


def _site_of(candidate: Candidate, site: Site) -> Site:
    """The site of the name in the document, unless the text says another one right here."""
    if candidate.within and not inside(site, candidate.within):
        held = [s for s in candidate.sites if inside(s, candidate.within) and s.kind != "country"]
        return max(held, key=lambda s: s.prominence, default=site)
    return site


def _hints(document: Document, mentions: Sequence[Mention], source: Gazetteer, vocabulary: Vocabulary) -> Hints:
    weights: dict[str, float] = {}
    for mention in mentions:
        alpha2 = source.alpha2.get(mention.code or "")
        if alpha2:
            weights[alpha2] = weights.get(alpha2, 0.0) + 0.3
    host = host_of(document.url)
    ending = host.rpartition(".")[2]
    country = vocabulary.domains.get(ending, ending.upper() if len(ending) == 2 else "")
    country, region = vocabulary.publishers.get(host.removeprefix("www."), (country, ""))
    home = re.sub(r"[^a-z]", "", (host + (document.publisher or "")).lower())
    return Hints(country if country in source.countries else None, region, weights, home)


def _place(document: Document, candidate: Candidate, site: Site, source: Gazetteer) -> Place:
    alpha3, country = source.countries.get(site.country_alpha2, (None, None))
    span: Span = candidate.span
    return Place(
        span, document.text[span.start : span.end], site.name, site.geonameid, site.lat, site.lon,
        alpha3, site.country_alpha2 or None, country,
    )  # fmt: skip
