"""Finds the toponyms of a document and settles which place each one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.model import Document, Mention, Place, Sentence, Span, Token
from dragoman.places.gazetteer import Gazetteer, Site, gazetteer


def find(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Places named in the parsed sentences, in text order; capitals that stand for their government are none.

    A name that several places share goes to the one whose country the document speaks of, then to the most populous.
    """
    source = gazetteer()
    standing_for = [m.span for m in mentions if m.how == "metonym"]
    people = [m.span for m in mentions if m.kind == "person"]
    found: list[tuple[Span, tuple[Site, ...]]] = []
    for sentence in sentences:
        if sentence.tokens:
            found.extend(_in_sentence(sentence, source, [*standing_for, *people]))
    weights = Counter(m.code for m in mentions if m.code)
    for _, sites in found:
        if len({s.country_alpha2 for s in sites}) == 1:
            weights[source.countries.get(sites[0].country_alpha2, ("", ""))[0]] += 1
    return tuple(_place(document, span, _choose(sites, weights, source), source) for span, sites in found)


def _in_sentence(sentence: Sentence, source: Gazetteer, not_places: list[Span]) -> list[tuple[Span, tuple[Site, ...]]]:
    starts = {t.start: t for t in sentence.tokens}
    ends = {t.end: t for t in sentence.tokens}
    out: list[tuple[Span, tuple[Site, ...]]] = []
    for index, start, end in source.automaton.find_matches_as_indexes(sentence.text):
        span = Span(sentence.span.start + start, sentence.span.start + end)
        first, last = starts.get(span.start), ends.get(span.end)
        if first is None or last is None or not _is_toponym(sentence, first, last):
            continue
        if any(other.overlaps(span) for other in not_places):
            continue
        out.append((span, source.sites[source.names[index]]))
    return out


def _is_toponym(sentence: Sentence, first: Token, last: Token) -> bool:
    """A proper noun of its own: not part of a longer name ("Paris Hilton", "Bank of London")."""
    if any(t.pos != "PROPN" for t in sentence.tokens[first.i : last.i + 1] if t.text[0].isupper()):
        return False
    before = sentence.tokens[first.i - 1] if first.i else None
    after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
    if after is not None and after.pos == "PROPN" and last.dep in ("compound", "nmod") and after.text not in (",", "-"):
        return False
    return not (before is not None and before.pos == "PROPN" and before.dep == "compound" and before.head == last.i)


def _choose(sites: tuple[Site, ...], weights: Counter[str], source: Gazetteer) -> Site:
    def rank(site: Site) -> tuple[bool, bool, int]:
        code = source.countries.get(site.country_alpha2, ("", ""))[0]
        return (site.population >= 10**8, weights[code] > 0 and site.population > 0, site.population)

    return max(sites, key=rank)


def _place(document: Document, span: Span, site: Site, source: Gazetteer) -> Place:
    alpha3, country = source.countries.get(site.country_alpha2, (None, None))
    return Place(
        span, document.text[span.start : span.end], site.name, site.geonameid, site.lat, site.lon,
        alpha3, site.country_alpha2, country,
    )  # fmt: skip
