"""Who is meant: every mention of an actor in a document, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors import coreference
from dragoman.actors.abbreviations import explained
from dragoman.actors.anaphors import Anaphors
from dragoman.actors.bodies import Bodies
from dragoman.actors.capitals import is_host, is_where
from dragoman.actors.known import Known
from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.names import Hit
from dragoman.actors.nouns import Noun, Scan
from dragoman.actors.offices import likely_day
from dragoman.actors.origins import is_turned
from dragoman.actors.persons import Persons, name_text
from dragoman.actors.referents import Found, Memory, Referent, Trace, to_mention
from dragoman.actors.scan import scan
from dragoman.actors.strangers import Strangers
from dragoman.model import Document, Mention, Sentence

# How much a name makes its country the one that "the army" and "police" belong to: where things happen more than
# whose people are named, and hardly where others only meet.
_PLACE, _NAME, _MODIFIER, _SUBJECT, _HOST = 2.0, 0.7, 0.4, 0.6, 0.3
# What the headline, the dateline and its share of all names give a country throughout the article.
_HEADLINE, _DATELINE, _SHARE = 0.6, 0.6, 1.0
_BODIES = frozenset({"organisation", "armed group", "party", "company", "group", "unknown"})
_ABROAD = frozenset({"JRN", "BUS"})  # who writes or sells says nothing of where things happen


def resolve(document: Document, sentences: Sequence[Sentence], lexicon: ActorLexicon) -> tuple[Mention, ...]:
    """All mentions of actors in the parsed sentences of a document.

    Each is anchored at the head token of its noun phrase; nested ones ("Russia" in "Russia's ambassador") are
    mentions of their own, and a phrase that means several ("both sides") gives several with one span.
    """
    return Resolver(document, sentences, lexicon).mentions()


class Resolver:
    """The resolution of one document: first all full names, then everything in order."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], lexicon: ActorLexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.memory = Memory()
        hits = lexicon.find(document.text)
        self.scans = [scan(s, self._hits(hits, s), lexicon) for s in sentences if s.tokens]
        self.support = _support(hits)
        self.named = self._countries()
        day = document.published
        if day is None:
            persons = (h.senses[0].actor for h in hits if len(h.senses) == 1 and h.senses[0].kind in ("name", "bare"))
            day = likely_day({a.id: a for a in persons if a.kind == "person"}.values())
        self.persons = Persons(lexicon, day, document.published is not None)
        self._read_full_names()
        self._read_surnames()
        self._read_setting()
        self.known, self.strangers = Known(self), Strangers(self)
        self.bodies, self.anaphors = Bodies(self), Anaphors(self)
        self.done: dict[int, list[Found]] = {}  # of the sentence at hand, by head token
        self._explained: dict[int, str] = {}  # abbreviations of the sentence at hand, by the head of their name
        self._open: set[int] = set()
        self._places: frozenset[str] | None = None
        self._turn = 0
        self.scan = Scan(sentences[0]) if sentences else None

    def _hits(self, hits: list[Hit], sentence: Sentence) -> list[Hit]:
        """The names within a sentence; in one that is all capitals, as if it were written in small ones too."""
        found = _within(hits, sentence)
        if not sentence.text.isupper():
            return found
        shift, title = sentence.span.start, sentence.text.title()
        if len(title) != len(sentence.text):
            return found
        taken = {i for hit in found for i in range(hit.start, hit.end)}
        small = (Hit(h.start + shift, h.end + shift, h.senses) for h in self.lexicon.find(title))
        more = [hit for hit in small if not taken.intersection(range(hit.start, hit.end))]
        return sorted([*found, *more], key=lambda hit: hit.start)

    def _countries(self) -> Counter[str]:
        """How often each country is named, not in "pro-Russian" or "Iranian-backed", nor by its parties."""
        return Counter(
            noun.senses[0].actor.code
            for one in self.scans
            for noun in one.nouns.values()
            if noun.senses and noun.senses[0].actor.code and not noun.is_part
            if noun.senses[0].actor.kind != "party"
            if not is_turned(one.sentence.tokens, noun)
        )

    def _read_full_names(self) -> None:
        for one in self.scans:
            for noun in one.nouns.values():
                if noun.kind == "known":
                    sense = noun.senses[0]
                    if sense.actor.kind == "person" and sense.kind == "name":
                        self.persons.note_known(sense.actor, name_text(one.sentence, noun.first, noun.last))
                elif noun.kind == "unknown" and " " in (name := name_text(one.sentence, noun.first, noun.last)):
                    self.persons.note_unknown(name)

    def _read_surnames(self) -> None:
        """Surnames of those named in full that the tagger takes for common nouns: "Banks" that opens a sentence."""
        for one in self.scans:
            for token in one.sentence.tokens:
                if token.pos != "NOUN" or not token.text[0].isupper() or not self.persons.called(token.text):
                    continue
                i = token.i
                is_free = i not in one.taken or (i in one.nouns and one.nouns[i].first == i == one.nouns[i].last)
                is_plain = one.sentence.child(i, "det", "amod", "poss") is None
                if is_free and is_plain and (i not in one.nouns or one.nouns[i].kind == "role"):
                    one.nouns[i] = Noun("unknown", one.sentence, i, i, i)
                    one.taken.add(i)
            one.nouns = dict(sorted(one.nouns.items()))

    def _read_setting(self) -> None:
        """Datelines, the headline and how often each country is named: whom the article is about."""
        total = sum(self.named.values())
        lasting = {code: _SHARE * number / total for code, number in self.named.items()}
        for paragraph in self.document.paragraphs:
            if paragraph.dateline:
                line = self.document.text[paragraph.dateline.start : paragraph.dateline.end]
                lands = [h.senses[0].actor for h in self.lexicon.find(_in_small(line))]
                code = next((a.code for a in lands if a.kind in ("state", "place")), None)
                if code is not None:
                    self.memory.setting = self.memory.setting or code
                    lasting[code] = lasting.get(code, 0.0) + _DATELINE
        for one in self.scans:
            if one.sentence.is_title:
                for code in {n.senses[0].actor.code for n in one.nouns.values() if n.senses and not n.is_part}:
                    if code is not None:
                        lasting[code] = lasting.get(code, 0.0) + _HEADLINE
        self.memory.lasting = lasting

    def mentions(self) -> tuple[Mention, ...]:
        out: list[Found] = []
        for one in self.scans:
            self.scan, self.done, self._explained = one, {}, explained(one)
            for head in one.nouns:
                self.at(head)
            for head in one.nouns:
                out.extend(self.done.get(head, ()))
        return tuple(to_mention(self.document, found) for found in out)

    def at(self, head: int) -> list[Found]:
        """What the noun at this token of the sentence at hand means; worked out when first asked for."""
        assert self.scan is not None
        noun = self.scan.nouns.get(head)
        if noun is None or head in self._open:
            return []
        if head not in self.done:
            self._open.add(head)
            self.done[head] = self._resolve(noun)
            self._open.discard(head)
            self._remember(noun, self.done[head])
        return self.done[head]

    def _resolve(self, noun: Noun) -> list[Found]:
        meant = self._abbreviated(noun)
        if meant is not None:
            return meant
        match noun.kind:
            case "known":
                if self._is_surname(noun):
                    return self.strangers.resolve(replace(noun, kind="unknown", senses=()))
                return self.known.resolve(noun)
            case "unknown":
                return self.strangers.resolve(noun)
            case "role":
                return self.bodies.role(noun)
            case "anaphor":
                return self.anaphors.resolve(noun)
        referents = coreference.pronoun(noun, self.memory, self.lexicon)
        return [Found(noun, r, "pronoun", noun.head, noun.head, 0.7, "refers back to it") for r in referents]

    def _is_surname(self, noun: Noun) -> bool:
        """Whether the name of a place means a person named in full, and nothing is there: "Sudesh Amman … Amman"."""
        text, sense = noun.sentence.tokens[noun.head].text, noun.senses[0]
        is_place = sense.actor.kind in ("state", "place") and sense.kind in ("capital", "name")
        is_whole = noun.first == noun.last and not noun.is_part
        return is_place and is_whole and self.persons.called(text) and text not in self._visited()

    def _visited(self) -> frozenset[str]:
        """The names of one word after prepositions that tell where."""
        if self._places is None:
            known = ((one.sentence, n) for one in self.scans for n in one.nouns.values() if n.kind == "known")
            self._places = frozenset(s.tokens[n.head].text for s, n in known if is_where(s, n.head, self.lexicon))
        return self._places

    def _abbreviated(self, noun: Noun) -> list[Found] | None:
        """Who an abbreviation is that the text has explained, whatever it may mean elsewhere; None for other nouns."""
        text = noun.sentence.tokens[noun.head].text
        if noun.first != noun.last or text not in self.memory.short:
            return None
        referent = self.memory.short[text]
        if referent is not None:
            note = "the abbreviation that the text explains"
            return [Found(noun, referent, "name", noun.first, noun.last, 0.9, note)]
        return self.strangers.resolve(replace(noun, kind="unknown", senses=())) if noun.kind == "known" else None

    def _remember(self, noun: Noun, found: list[Found]) -> None:
        if noun.head in self._explained:
            body = next((f.referent for f in found if f.referent.kind in _BODIES), None)
            if body is not None or not found:
                self.memory.short[self._explained[noun.head]] = body
        sentence = noun.sentence
        verb = coreference.clause_of(sentence, noun.head)
        is_subject = bool(found) and coreference.is_subject(sentence, noun.head)
        token = sentence.tokens[noun.head]
        is_modifier = token.dep in ("compound", "amod", "nmod", "npadvmod")
        of_noun = sentence.tokens[token.head].pos == "NOUN" and sentence.child(noun.head, "conj") is None
        for one in found:
            referent = one.referent
            referent.count += 1
            self._turn += 1
            referent.turn = self._turn
            if referent.kind != "state" or not (one.how == "demonym" or (is_modifier and of_noun)):
                is_place = referent.kind in ("place", "state") and one.sector is None and noun.kind == "known"
                names = noun.kind != "pronoun"
                self.memory.traces.append(Trace(sentence.index, noun.head, referent, is_subject, verb, names, is_place))
            if noun.kind == "known" and self._tells_country(referent) and not is_turned(sentence.tokens, noun):
                weight = self._weight_of(one) if not is_modifier else _MODIFIER
                self.memory.weigh(referent.code, weight, sentence.index)
                if is_subject or (is_modifier and coreference.is_subject(sentence, token.head)):
                    self.memory.weigh(referent.code, _SUBJECT, sentence.index)

    def _tells_country(self, referent: Referent) -> bool:
        """Whether a name makes its country one that the article speaks of; parties share names and initials."""
        is_party = referent.kind == "party" and bool(self.named) and referent.code not in self.named
        return referent.sector not in _ABROAD and not is_party

    def _weight_of(self, found: Found) -> float:
        """What a name that modifies no other gives its country."""
        sentence, head = found.noun.sentence, found.noun.head
        if found.sector is not None or found.referent.kind not in ("place", "state"):
            return _NAME
        return _HOST if is_host(sentence, sentence.tokens[head], self.lexicon) else _PLACE


def _in_small(line: str) -> str:
    """ "KAMPALA, Uganda" as the lexicon writes it: agencies write towns in capitals."""
    return " ".join(word.title() if len(word) > 3 else word for word in line.split(" "))


def _within(hits: list[Hit], sentence: Sentence) -> list[Hit]:
    left = bisect_left(hits, sentence.span.start, key=lambda hit: hit.start)
    right = bisect_left(hits, sentence.span.end, key=lambda hit: hit.start)
    return [hit for hit in hits[left:right] if hit.end <= sentence.span.end]


def _support(hits: list[Hit]) -> Counter[str]:
    """How often each country is named by words that mean nothing else."""
    return Counter(
        hit.senses[0].actor.code for hit in hits if len(hit.senses) == 1 and hit.senses[0].actor.code is not None
    )


__all__ = ["Referent", "Resolver", "resolve"]
