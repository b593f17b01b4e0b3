"""Who said what: quotations and reported speech joined into statements.

Reports come from the tree (``reports``), quotations from the marks (``quotations``). A quotation goes to the report
whose content it fills or that stands beside it, else it continues the one before; what nobody claims has no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import islice

from dragoman.extract import quotations, speakers
from dragoman.extract.cues import CueLexicon
from dragoman.extract.drafts import Draft, statements_of
from dragoman.extract.quotations import Quotation
from dragoman.extract.report_tree import Report
from dragoman.extract.reports import SentenceReports
from dragoman.extract.when_where import date_of
from dragoman.model import Reading, Sentence, Span, Statement, StatementKind

_TALKERS = frozenset({"i", "you", "one"})
_MIN_QUOTED_WORDS = 4  # shorter quoted words inside a sentence are scare quotes or titles unless a cue claims them
_POSITIONS_ONLY = frozenset({"demand"})  # "urged X to go" in the paper's words is a position; quoted, a statement too
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM"})
_BESIDE = 90  # characters between a quotation and the cue that claims it, at most
_CUE_CLAUSE_WORDS = 12  # between a quotation and one that goes on in the next paragraph, at most
_CUE_SUBJECT_WORDS = 3  # between a quotation and the cue verb of a bare cue clause: '"…," the old man said'
_TAIL_WORDS = 6  # of the paper's own after a quotation that opens a sentence: '"… this battle" against terrorism'
_WORD = re.compile(r"\w+")
_LABEL = re.compile(
    r"(?P<who>[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|of|the|for|and|de|al|van|bin|\([^)]*\))){0,8})"
    r"\s*:\s*(?=[\"“'‘A-Z`])"
    r"|(?P<whom>[A-Z][^:\"“”\n]{2,90}?)\s*:\s*(?=[\"“`])"
)
_SIGNATURE = re.compile(r"\s*[—–―-]{1,2}\s*(?P<who>[A-Z][\w.'’-]+(?:[ \u00a0][A-Z][\w.'’-]+){0,3})[ \u00a0.]*(?:\n|$)")
_CONFIDENCE = {
    "clause": 0.9,
    "around": 0.85,
    "infinitive": 0.8,
    "naming": 0.8,
    "object": 0.65,
    "preposition": 0.7,
    "quotation": 0.9,
}


def extract(reading: Reading, lexicon: CueLexicon) -> tuple[Statement, ...]:
    """The statements of a document in text order."""
    return _Extraction(reading, lexicon).run()


class _Extraction:
    def __init__(self, reading: Reading, lexicon: CueLexicon) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._lexicon = lexicon
        self._quotes = quotations.find(reading.document)
        self._quote_starts = [q.outer.start for q in self._quotes]
        self._starts = [s.span.start for s in reading.sentences]
        self._owner: dict[int, int] = {}  # index of a quotation → place in the drafts of the statement that it is in
        self._told_by: dict[
            int, int
        ] = {}  # place of a statement → how many drafts from there on are its, one a speaker
        self._drafts: list[Draft] = []
        self._others: list[Draft] = []  # the draft at hand again, for further speakers

    def run(self) -> tuple[Statement, ...]:
        for sentence in self._reading.sentences:
            if sentence.tokens:
                self._report_sentence(sentence)
            self._label(sentence)
        for index, quote in enumerate(self._quotes):
            if index not in self._owner:
                self._leftover(index, quote)
        self._link_back()
        return statements_of(self._reading.document, self._drafts)

    # -- reports ------------------------------------------------------------------------------------------------------

    def _report_sentence(self, sentence: Sentence) -> None:
        near = self._near(self._with_exclamation(sentence.span))
        long = [self._quotes[i].inner for i in near if self._is_speech(self._quotes[i])]
        reports = SentenceReports(sentence, self._lexicon, long).find()
        main = [r for r in reports if r.how != "around" or r.cue.words[0] != "according"]
        for report in reports:
            beside = self._beside_cue(sentence, report, near)
            if report.content is None or beside:
                if not report.speakers and report.cue.words[0] not in ("read", "quote"):
                    continue
                for i in beside if report.content is not None else self._claim(report, near):
                    self._add_direct(sentence, report, i)
            else:
                self._add_reported(sentence, report, near, main)

    def _with_exclamation(self, span: Span) -> Span:
        """A sentence with the mark that closes a question before it: '"Why? Why?" Keller asked.' is cut in three."""
        before = self._text[max(0, span.start - 3) : span.start]
        return Span(span.start - 2, span.end) if re.fullmatch(r"[?!…][\"”'’] ", before) else span

    def _near(self, span: Span) -> list[int]:
        """Indices of the quotations that overlap a span."""
        last = bisect_right(self._quote_starts, span.end)
        first = max(0, bisect_right(self._quote_starts, span.start) - 1)
        return [i for i in range(first, last) if self._quotes[i].outer.overlaps(span)]

    def _beside_cue(self, sentence: Sentence, report: Report, near: list[int]) -> list[int]:
        """Whole quoted sentences right before and after the cue, whatever else the parser makes its content."""
        out: list[int] = []
        for i in near:
            quote = self._quotes[i]
            if i in self._owner or not self._is_speech(quote) or self._text[quote.inner.start].islower():
                continue
            if report.span.end <= quote.outer.start:
                is_next = re.fullmatch(r"\s*[,:]\s*", self._text[report.span.end : quote.outer.start])
                if is_next and self._ends_clause(quote):
                    out.append(i)
            elif quote.outer.end <= report.span.start and self._ends_clause(quote):
                lead = self._text[sentence.span.start : quote.outer.start].rstrip()
                between = self._text[quote.outer.end : report.span.start]
                is_bare = len(_WORD.findall(between)) <= _CUE_SUBJECT_WORDS and not re.search(r"[,.;:]", between)
                if is_bare and lead[-1:] in ("", ":"):
                    out.append(i)
        return out

    def _ends_clause(self, quote: Quotation) -> bool:
        """Whether a quotation ends with a comma or full stop of its own, or with one after it: it is no title."""
        end = quote.outer.end
        return any(mark in self._text[quote.inner.end - 1 : end + 1] for mark in ",.?!…—–-_")

    def _claim(self, report: Report, near: list[int]) -> list[int]:
        """The quotations beside a cue that has no other content: just before it, just after it, or both."""
        free = [i for i in near if i not in self._owner]
        before = [i for i in free if self._quotes[i].outer.end <= report.span.start]
        after = [i for i in free if self._quotes[i].outer.start >= report.span.end]
        out: list[int] = []
        is_near = before and report.span.start - self._quotes[before[-1]].outer.end <= _BESIDE
        if is_near and self._speaks(before[-1]) and self._ends_clause(self._quotes[before[-1]]):
            out.append(before[-1])
        if after and self._quotes[after[0]].outer.start - report.span.end <= _BESIDE:
            between = self._text[report.span.end : self._quotes[after[0]].outer.start]
            if self._speaks(after[0]) or re.fullmatch(r"[\s,:–—-]*", between):
                out.append(after[0])
        return out

    def _speaks(self, index: int) -> bool:
        return self._is_speech(self._quotes[index]) or self._text[self._quotes[index].outer.end - 2] in ",.?!"

    def _is_speech(self, quote: Quotation) -> bool:
        """Whether quoted words are speech by themselves: long enough, or a sentence with its own punctuation."""
        words = _WORD.finditer(self._text, quote.inner.start, quote.inner.end)
        count = sum(1 for _ in islice(words, _MIN_QUOTED_WORDS))
        if count >= _MIN_QUOTED_WORDS:
            return True
        last = self._text[quote.inner.end - 1 : quote.outer.end]
        is_sentence = self._text[quote.inner.start].isupper() and any(mark in last for mark in ",.!?")
        return count > 1 and is_sentence

    def _add_direct(self, sentence: Sentence, report: Report, index: int) -> None:
        content = self._quotes[index].inner
        before = self._owning(index - 1)
        is_same = before is not None and before.cue == report.span
        if before is not None and is_same and self._is_interrupted(self._quotes[index - 1], content, before):
            self._lengthen(content, "direct", index)
            return
        self._add(self._draft(sentence, report, content, "direct"), [index])

    def _add_reported(self, sentence: Sentence, report: Report, near: list[int], main: list[Report]) -> None:
        assert report.content is not None
        content = quotations.trimmed(self._text, report.content)
        inside = [i for i in near if self._quotes[i].inner.overlaps(content)]
        whole = [i for i in inside if i not in self._owner and self._is_speech(self._quotes[i])]
        rest = self._outside(content, inside)
        if not report.speakers and report.how in ("object", "naming", "preposition") and not self._is_charge(report):
            return
        if whole and rest <= 1:
            for i in whole:
                self._add_direct(sentence, report, i)
            return
        if rest == 0 and any(i in self._owner and self._is_speech(self._quotes[i]) for i in inside):
            return  # a second cue of words that have been taken whole
        if not inside and not any(
            t.pos in _TELLING and content.start <= t.start < content.end for t in sentence.tokens
        ):
            return  # "knew it", "endorsed them": what is meant stands elsewhere
        if any(t.lower in _TALKERS for t in report.speakers) and report.cue.act != "speech" and not inside:
            return  # "I think", "you know" in somebody's own talk: that is no report
        if not inside and not speakers.can_hold(self._reading, sentence, report, self._lexicon):
            return
        if via_of := self._as_via(report, main):
            self._credit(via_of, report)
            return
        kind: StatementKind = "mixed" if inside else "indirect"
        if kind == "indirect" and report.cue.force in _POSITIONS_ONLY:
            return
        for i in inside:
            if self._quotes[i].outer.start >= content.start:
                content = content.join(self._quotes[i].outer)
        self._add(self._draft(sentence, report, content, kind), inside)

    def _is_charge(self, report: Report) -> bool:
        """Whether a passive tells what somebody is accused of, by whom is left open."""
        return report.cue.force == "accuse" and report.head.pos == "VERB"

    def _outside(self, content: Span, inside: list[int]) -> int:
        """Words of the content that are not quoted."""
        words = len(_WORD.findall(self._text, content.start, content.end))
        for i in inside:
            shared = Span(max(content.start, self._quotes[i].inner.start), min(content.end, self._quotes[i].inner.end))
            words -= len(_WORD.findall(self._text, shared.start, shared.end))
        return words

    def _as_via(self, report: Report, main: list[Report]) -> Report | None:
        """The report that an outlet only passes on: "X said …, according to CNN"."""
        if report.cue.words[0] != "according" or report.content is None:
            return None
        for said in main:
            if (
                said is not report
                and said.cue.act == "speech"
                and said.content
                and said.speakers
                and said.how != "around"
            ) and (report.content.covers(said.span) or said.content.covers(report.span)):
                return said
        return None

    def _credit(self, said: Report, by: Report) -> None:
        for n in range(len(self._drafts) - 1, -1, -1):
            draft = self._drafts[n]
            if draft.content.end < said.span.start - _BESIDE:
                break
            if draft.cue == said.span and by.speakers:
                source = speakers.mentions_of(self._reading, draft.sentence, by.speakers[0])[0]
                content = draft.content
                if content.start < by.span.start < content.end <= self._end_of(by, draft.sentence) + 2:
                    content = quotations.trimmed(self._text, Span(content.start, by.span.start))
                self._drafts[n] = replace(draft, via=draft.via or source.text, content=content)

    def _end_of(self, report: Report, sentence: Sentence) -> int:
        """Where the source after "according to" ends."""
        return max(sentence.tokens[i].end for t in report.speakers for i in sentence.subtree(t.i))

    def _draft(self, sentence: Sentence, report: Report, content: Span, kind: StatementKind) -> Draft:
        who = speakers.circle(self._reading, sentence, report, content, self._lexicon)
        times = [t for t in self._reading.inside(sentence).times if not content.overlaps(t.span)]
        date = date_of(sentence, report.head, times) if times else None
        first = Draft(
            sentence,
            content,
            kind,
            who.speakers[0] if who.speakers else None,
            report.span,
            who.addressee,
            who.medium,
            who.via,
            date.value if date else None,
            _CONFIDENCE[report.how] if report.cue.act == "speech" else 0.6,
            report.cue.rule,
            report.cue.force,
        )
        self._others = [replace(first, speaker=other) for other in who.speakers[1:]]
        return first

    def _add(self, draft: Draft, quotes: list[int]) -> None:
        place = len(self._drafts)
        self._drafts.extend((draft, *self._others))
        self._told_by[place] = len(self._drafts) - place
        self._others = []
        for i in quotes:
            self._owner.setdefault(i, place)

    def _owning(self, index: int) -> Draft | None:
        """The statement that a quotation is in."""
        return self._drafts[self._owner[index]] if index in self._owner else None

    # -- labels and what is left over ---------------------------------------------------------------------------------

    def _label(self, sentence: Sentence) -> None:
        """A name and a colon at the start of a paragraph: "Trump: We will win"."""
        paragraph = self._reading.document.paragraphs[sentence.paragraph]
        if sentence.span.start != paragraph.span.start or not (
            label := _LABEL.match(self._text, sentence.span.start, sentence.span.end)
        ):
            return
        end = label.end("who") if label["who"] else label.end("whom")
        inside = [t for t in sentence.tokens if t.end <= end]
        head = next((t for t in reversed(inside) if t.pos in ("PROPN", "NOUN")), None)
        if head is None or any(t.pos in ("VERB", "AUX") for t in inside):
            return
        while sentence.tokens[head.head].end <= end and head.head != head.i:
            head = sentence.tokens[head.head]
        quote = next(
            (
                i
                for i in self._near(Span(label.end(), paragraph.span.end))
                if self._quotes[i].outer.start == label.end()
            ),
            None,
        )
        if quote in self._owner:
            return
        who = speakers.mentions_of(self._reading, sentence, head)[0]
        if quote is None and (who.kind == "unknown" or label.end() == sentence.span.end):
            return
        content = (
            self._quotes[quote].inner
            if quote is not None
            else quotations.trimmed(self._text, Span(label.end(), sentence.span.end))
        )
        kind: StatementKind = "direct" if quote is not None else "indirect"
        self._add(
            Draft(sentence, content, kind, who, confidence=0.75, rule="statements:label"),
            [quote] if quote is not None else [],
        )

    def _leftover(self, index: int, quote: Quotation) -> None:
        """A quotation that no cue claims: a clause beside it names the speaker, the last goes on, or nobody speaks."""
        sentence = self._sentence_at(quote.outer.start)
        before = self._owning(index - 1)
        if before is not None and before.kind != "indirect" and before.content.covers(quote.inner):
            return
        if self._is_speech(quote) and self._is_sentence(quote, ",.!?") and (beside := self._beside(quote)):
            self._add(beside, [index])
            return
        if before is not None and self._goes_on(self._quotes[index - 1], quote, before):
            if content := self._continuation(index, quote, sentence, before):
                kind: StatementKind = "direct" if content == quote.inner else "mixed"
                if self._is_interrupted(self._quotes[index - 1], content, before):
                    self._lengthen(content, kind, index)
                    return
                longer = replace(before, sentence=sentence, content=content, kind=kind, confidence=0.8)
                self._add(replace(longer, rule="quotations:continued"), [index])
            return
        if self._is_speech(quote) and self._stands_alone(quote, sentence):
            self._add(Draft(sentence, quote.inner, "direct"), [index])

    def _is_interrupted(self, last: Quotation, content: Span, before: Draft) -> bool:
        """Whether a cue clause, or nothing, interrupts a quoted sentence: '"If they go," she said, "we stay."'

        '"They go," she said. "We stay."' are two statements.
        """
        gap = self._text[last.outer.end : content.start]
        if not self._text[content.start].islower() or "\n" in gap or before.content.end > last.outer.end:
            return False
        is_cue_clause = (
            before.cue is not None and last.outer.end <= before.cue.start and before.cue.end <= content.start
        )
        return is_cue_clause or not _WORD.search(gap)

    def _lengthen(self, content: Span, kind: StatementKind, index: int) -> None:
        """Let the statement of the quotation before, of all its speakers, go on to the end of a quotation."""
        place = self._owner[index] = self._owner[index - 1]
        for n in range(place, place + self._told_by[place]):
            draft = self._drafts[n]
            longest = kind if draft.kind == "direct" else draft.kind
            self._drafts[n] = replace(draft, content=draft.content.join(content), kind=longest)

    def _continuation(self, index: int, quote: Quotation, sentence: Sentence, before: Draft) -> Span | None:
        """What a quotation adds to the one before: itself, or its sentence if a few words of the paper end that."""
        is_said = self._is_speech(quote) or self._is_sentence(quote)
        if is_said and self._stands_alone(quote, sentence):
            return quote.inner
        last = self._quotes[index - 1].outer.end
        if before.cue is not None and last <= before.cue.start < quote.outer.start <= before.cue.end + _BESIDE:
            goes_on = self._text[last : quote.outer.start].rstrip()[-1:] in (
                *",.:;!?…—–-_",
            )  # '"A," she said, "and B."'
            return quote.inner if is_said and goes_on else None
        tail = len(_WORD.findall(self._text, quote.outer.end, sentence.span.end))
        if is_said and sentence.span.start == quote.outer.start and tail <= _TAIL_WORDS:
            return quotations.trimmed(self._text, Span(quote.inner.start, sentence.span.end))
        return None

    def _beside(self, quote: Quotation) -> Draft | None:
        """Who a plain clause beside whole quoted sentences names: 'He put it this way: "…"', '"…," she began.'"""
        lead = self._text[max(0, quote.outer.start - 3) : quote.outer.start].rstrip()
        if lead.endswith(":"):
            sentence = self._sentence_at(max(0, quote.outer.start - 3))
            found = speakers.of_clause(sentence, Span(sentence.span.start, quote.outer.start))
        elif self._sentence_at(quote.outer.start).span.start < quote.outer.start:
            return None  # words within a sentence of somebody else's
        else:
            sentence = self._sentence_at(max(quote.outer.start, quote.outer.end - 1))
            signed = _SIGNATURE.match(self._text, quote.outer.end)
            if signed:  # '"…" — Ada Smith'
                sentence = self._sentence_at(signed.start("who"))
                found = speakers.of_name(sentence, Span(signed.start("who"), signed.end("who")))
            else:
                found = speakers.of_clause(sentence, Span(quote.outer.end, quote.outer.end + _BESIDE))
                if found is not None and found[1] is None:
                    return None
        if found is None:
            return None
        who, verb = found
        speaker = speakers.mentions_of(self._reading, sentence, who)[0]
        cue = Span(verb.start, verb.end) if verb is not None else None
        return Draft(sentence, quote.inner, "direct", speaker, cue, confidence=0.6, rule="quotations:beside")

    def _is_sentence(self, quote: Quotation, marks: str = ".!?") -> bool:
        last = self._text[quote.inner.end - 1 : quote.inner.end + 1]
        return any(mark in last for mark in marks)

    def _sentence_at(self, offset: int) -> Sentence:
        return self._reading.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def _stands_alone(self, quote: Quotation, sentence: Sentence) -> bool:
        """Whether the quotation is a sentence of its own, not words inside somebody else's."""
        lead = self._text[sentence.span.start : quote.outer.start].strip(" \t(—–-")
        if lead and sentence.span.start < quote.outer.start:
            return False
        tail = self._text[quote.outer.end : self._sentence_at(max(quote.outer.start, quote.outer.end - 1)).span.end]
        return not _WORD.search(tail)

    def _goes_on(self, last: Quotation, quote: Quotation, before: Draft) -> bool:
        """Whether a quotation goes on with what the speaker of the last one said: only the cue clause lies between."""
        if quote.continues:
            return True
        if before.kind == "indirect" or quote.paragraph - last.paragraph > 1:
            return False
        gap = Span(last.outer.end, quote.outer.start)
        if quote.paragraph == last.paragraph:
            return self._sentence_at(quote.outer.start).index - self._sentence_at(last.outer.end - 1).index <= 1
        words = len(_WORD.findall(self._text, gap.start, gap.end))
        is_short = before.kind == "direct" and before.medium != "tweet" and words <= _CUE_CLAUSE_WORDS
        return is_short and not speakers.named_between(self._reading, gap, before.speaker)

    def _link_back(self) -> None:
        """A speaker named only after the last paragraph of a speech is the speaker of those before."""
        for index in range(len(self._quotes) - 1, 0, -1):
            if not self._quotes[index].continues:
                continue
            later, earlier = self._owning(index), self._owning(index - 1)
            if later is not None and later.speaker is not None and earlier is not None and earlier.speaker is None:
                named = replace(later, sentence=earlier.sentence, content=earlier.content, rule="quotations:continued")
                self._drafts[self._owner[index - 1]] = named
