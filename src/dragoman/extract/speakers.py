"""Who speaks, to whom, through what: the people and channels around a reporting cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors import describe
from dragoman.extract import syntax
from dragoman.extract.cues import CueLexicon
from dragoman.extract.report_tree import Report
from dragoman.model import Medium, Mention, Reading, Sentence, Span, Token

_CHANNEL_PREPOSITIONS = frozenset("in at on during via through over by from".split())
_TO_HEARERS = frozenset({"to", "with", "before"})
_DESCRIPTION_TOKENS = 14  # from a description to the name that follows it, at most
_MEDIA = frozenset({"JRN", "MED"})
_THINGS = frozenset({"it", "this", "that", "there", "which"})
_ANYBODY = frozenset("you one anyone anybody nobody something anything nothing which that".split())
_NO_HEARERS = _THINGS | frozenset("what these those something himself herself itself themselves".split())
_OWN = frozenset({"threaten", "promise"})  # forces of words that things cannot say either
_QUOTERS = frozenset({"quote", "cite"})  # "The agency quoted witnesses as saying"


@dataclass(frozen=True, slots=True)
class Circle:
    """The people and channels of one report."""

    speakers: tuple[Mention, ...]
    addressee: Mention | None
    medium: Medium | None
    via: str | None


def mentions_of(reading: Reading, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """Who is meant by the noun phrase headed by ``token``: the resolved mentions, else one described from its words."""
    found = reading.at(sentence.index, token.i)
    if any(m.name for m in found):
        return found
    name = _name_right_behind(reading, sentence, token)
    if name is None and token.pos == "NOUN":
        name = _name_beside(reading, sentence, token)
    return (name,) if name is not None else found or (describe(reading, sentence, token.i),)


def _name_right_behind(reading: Reading, sentence: Sentence, title: Token) -> Mention | None:
    """The person of a title that the parser takes for the head: "Keller's aide Ada Smith", "Captain Ada Smith"."""
    if title.tag not in ("NN", "NNP"):
        return None
    for mention in reading.inside(sentence).mentions:
        name = sentence.tokens[title.i + 1 : mention.head + 1]
        is_behind = bool(name) and mention.span.start <= name[0].start and all(t.pos == "PROPN" for t in name)
        is_titled = title.pos == "NOUN" or mention.span.start <= title.start
        if is_behind and is_titled and mention.kind == "person" and mention.name:
            return mention
    return None


def _name_beside(reading: Reading, sentence: Sentence, token: Token) -> Mention | None:
    """The name between commas after a description: "the head of the inquiry in Rome, Ada Smith, said"."""
    for i in range(token.i + 2, min(token.i + _DESCRIPTION_TOKENS, len(sentence.tokens) - 1)):
        here = sentence.tokens[i]
        if here.pos in ("VERB", "AUX") or here.text in (";", ":"):
            return None
        is_subject = token.dep in ("nsubj", "nsubjpass") and sentence.tokens[i + 1].pos in ("VERB", "AUX")
        if here.pos != "PROPN" or (sentence.tokens[i + 1].text != "," and not is_subject):
            continue  # "according to police in Rome, Smith fled": Smith is another
        if token.dep == "pobj" and _acts(sentence, here):
            continue  # "according to police in Rome, Smith, who was armed, fled"
        for mention in reading.at(sentence.index, i):
            first = next((t for t in sentence.tokens if t.start >= mention.span.start), here)
            is_list = (
                first.i > 1
                and sentence.tokens[first.i - 1].text == ","
                and any(t.dep == "conj" for t in sentence.children(token.i))
            )
            if (
                mention.kind in ("person", "unknown")
                and mention.name
                and sentence.tokens[first.i - 1].text == ","
                and not is_list
            ):
                return mention
    return None


def _acts(sentence: Sentence, name: Token) -> bool:
    """Whether a name before a comma is the subject of a verb behind it."""
    behind = sentence.tokens[name.i + 2 : name.i + 3]
    return name.dep in ("nsubj", "nsubjpass") or any(t.pos in ("VERB", "AUX") and t.tag != "VBG" for t in behind)


def can_hold(reading: Reading, sentence: Sentence, report: Report, lexicon: CueLexicon) -> bool:
    """Whether the speaker can think, want or support: people and bodies, no things ("the road supports …")."""
    if not report.speakers:
        return True
    token = report.speakers[0]
    if token.lower in _ANYBODY or any(c.dep == "det" and c.lower == "no" for c in sentence.children(token.i)):
        return False
    is_held = report.cue.act in ("thought", "stance") and report.cue.force != "know"
    is_held = is_held or report.cue.force in _OWN  # "the raid threatens to spark a war"
    if not is_held or token.tag != "NN" or token.lower in lexicon.collectives:
        return True
    return mentions_of(reading, sentence, token)[0].kind != "unknown"


def circle(reading: Reading, sentence: Sentence, report: Report, content: Span, lexicon: CueLexicon) -> Circle:
    """Speakers, addressee, medium and via of a report, who stand outside of its content."""
    tokens, via = _speaking(sentence, report)
    speakers = _separate(reading, sentence, tokens)
    addressee = _addressee(reading, sentence, report, content, lexicon)
    medium = report.cue.medium or _medium(sentence, report, lexicon)
    if addressee is not None and is_outlet(addressee):
        via = via or addressee.text
        medium = medium or "interview"
    return Circle(speakers, addressee, medium, via)


def _speaking(sentence: Sentence, report: Report) -> tuple[tuple[Token, ...], str | None]:
    """The speakers' tokens, and the agency that quotes them: "the agency quoted witnesses as saying"."""
    head = report.head
    if head.dep == "pcomp":
        quoter = sentence.tokens[sentence.tokens[head.head].head]
        if quoter.lemma in _QUOTERS:
            if syntax.is_passive(sentence, quoter):
                sources = syntax.agents(sentence, quoter)
                return tuple(syntax.surface_subject(sentence, quoter)), _words(sentence, sources[:1])
            objects = syntax.direct_objects(sentence, quoter)
            if objects:
                return tuple(objects), _words(sentence, syntax.surface_subject(sentence, quoter)[:1])
    return report.speakers, None


def _words(sentence: Sentence, tokens: Iterable[Token]) -> str | None:
    for token in tokens:
        first, last = sentence.phrase(token.i)
        return " ".join(t.text for t in sentence.tokens[first : last + 1])
    return None


def _separate(reading: Reading, sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Mention, ...]:
    """Coordinated speakers count one by one only where all of them are known names; else the first stands for all."""
    if not tokens:
        return ()
    found = [mentions_of(reading, sentence, token) for token in tokens]
    if len(found) > 1 and all(m.name for mentions in found for m in mentions):
        return tuple({m.entity: m for mentions in found for m in mentions}.values())
    if len(found) == 2 and _is_second_title(sentence, tokens, found[0][0], found[1][0]):
        return found[1][:1]
    return found[0][:1]


def _is_second_title(sentence: Sentence, tokens: tuple[Token, ...], first: Mention, second: Mention) -> bool:
    """Whether one person has two titles: "company president and founder Ada Smith said"."""
    both = first.kind == second.kind == "person" and first.name is None and second.name is not None
    return both and tokens[0].tag in ("NN", "NNP") and not any(c.dep == "det" for c in sentence.children(tokens[0].i))


def _addressee(
    reading: Reading, sentence: Sentence, report: Report, content: Span, lexicon: CueLexicon
) -> Mention | None:
    head, reported = report.head, report.content or content
    if head.dep == "prep" or head.pos == "ADP" or report.cue.act != "speech":
        return None  # "according to the ministry": that is the source
    if syntax.is_passive(sentence, head):
        subjects = syntax.surface_subject(sentence, head)
        is_told = report.how == "clause" and "raising" not in report.cue.takes
        is_told = is_told and bool(subjects) and subjects[0].lower not in _THINGS  # "it was decided that"
        is_told = is_told and head.lemma in lexicon.addressed
        return mentions_of(reading, sentence, subjects[0])[0] if is_told else None
    for child in sentence.children(head.i):
        if any(span.start <= child.start < span.end for span in (content, reported)):
            continue
        is_told = child.dep in ("dobj", "dative") and report.how not in ("object", "naming")
        is_told = is_told and head.lemma in lexicon.addressed and child.lower not in _NO_HEARERS
        if is_told and syntax.is_noun(child) and child.i not in {t.i for t in report.speakers}:
            return mentions_of(reading, sentence, child)[0]
        if child.dep in ("prep", "dative") and child.lower in _TO_HEARERS and report.how != "preposition":
            hearer = sentence.child(child.i, "pobj")
            if hearer is None or not (hearer.pos in ("PROPN", "PRON") or hearer.tag == "NNS"):
                continue
            if hearer.lower in _NO_HEARERS:
                continue
            heard = mentions_of(reading, sentence, hearer)[0]
            if hearer.pos != "NOUN" or heard.kind != "unknown":  # "answered to charges", "announced to farmers"
                return heard
    return None


def _medium(sentence: Sentence, report: Report, lexicon: CueLexicon) -> Medium | None:
    """What carried the words: "in a televised speech", "on Twitter", "by telephone"; the verb above is asked too."""
    heads = [
        report.head,
        *(t for t in list(sentence.ancestors(report.head.i))[:1] if report.head.dep in ("xcomp", "conj", "advcl")),
    ]
    for head in heads:
        for child in sentence.children(head.i):
            if child.dep != "prep" or child.lower not in _CHANNEL_PREPOSITIONS:
                continue
            carrier = sentence.child(child.i, "pobj")
            if carrier is None or (
                report.content is not None and report.content.start <= carrier.start < report.content.end
            ):
                continue
            if medium := medium_of(sentence, carrier, lexicon):
                return medium
    return None


def medium_of(sentence: Sentence, carrier: Token, lexicon: CueLexicon) -> Medium | None:
    """The medium that a noun names, its modifiers first: "radio address" is a broadcast."""
    modifiers = [c for c in sentence.children(carrier.i) if c.dep in ("compound", "amod")]
    for token in (*modifiers, carrier):
        for word in (token.lemma.lower(), token.lower):
            if word in lexicon.media:
                return lexicon.media[word]
    if modifiers and (medium := lexicon.media.get(f"{modifiers[-1].lower} {carrier.lemma.lower()}")):
        return medium
    return None


def of_clause(sentence: Sentence, span: Span) -> tuple[Token, Token | None] | None:
    """The subject and verb of the plain clause that fills a span beside a quotation; a bare name has no verb."""
    inside = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end]
    for verb in inside:
        if verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or verb.pos == "AUX":
            continue
        for subject in sentence.children(verb.i):
            if (
                subject.dep == "nsubj"
                and subject in inside
                and subject.tag not in ("WP", "WDT", "EX")
                and subject.lower not in _THINGS
            ):
                return subject, verb
        if verb.dep in ("ROOT", "ccomp"):
            return None
    names = [t for t in inside if t.pos == "PROPN"]
    if (
        names
        and all(t.pos in ("PROPN", "PUNCT", "ADP", "DET", "SYM") for t in inside[-len(names) - 2 :])
        and inside[-1].text == ":"
    ):
        return names[-1], None
    return None


def of_name(sentence: Sentence, span: Span) -> tuple[Token, Token | None] | None:
    """The last token of a name that fills a span; no verb."""
    inside = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end]
    return (inside[-1], None) if inside else None


def is_outlet(mention: Mention) -> bool:
    """Whether somebody is a newspaper, agency or station."""
    return mention.sector in _MEDIA and mention.kind not in ("person", "group", "crowd")


def named_between(reading: Reading, gap: Span, except_for: Mention | None) -> bool:
    """Whether somebody else than this mention is named within a span."""
    return any(
        gap.covers(m.span) and (except_for is None or m.entity != except_for.entity) and m.how not in ("pronoun",)
        for m in reading.mentions
        if m.kind in ("person", "group", "crowd")
    )
