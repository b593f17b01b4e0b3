"""Who wants, offers, accepts or refuses what, and which position answers which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract import syntax
from dragoman.extract.ids import record_id
from dragoman.extract.normal_forms import words
from dragoman.extract.quotations import trimmed
from dragoman.extract.said import SaidWhere
from dragoman.extract.speakers import mentions_of
from dragoman.extract.stances import StanceLexicon
from dragoman.extract.stands import SURE, SentenceStands, Stand
from dragoman.model import Event, EventType, Mention, Position, Quote, Reading, Sentence, Span, Stance, Statement, Token

_FIRST_PERSON = frozenset({"we", "i"})
_THINGS = frozenset({"it", "this", "that", "which"})
_MIN_PROPOSAL = 3  # characters; less is cut off a word
_REST_OF_WORD = re.compile(r"(?:-\w+)+")  # "de-escalation" is cut into words
_POINTING = re.compile(r"(?:do|doing) (?:so|it|that|this)\b", re.IGNORECASE)  # what is meant was told elsewhere
_ANSWERS = frozenset({"accept", "support", "oppose", "refuse", "decline"})
_ASKS = frozenset({"demand", "propose", "offer", "threaten"})
_NEAR = 1200  # characters back to a proposal that "that idea" stands for, at most
_SAME_WORDS = 0.6  # share of the shorter proposal's words that make two proposals one
_STATIVE = frozenset(
    {
        "be",
        "have",
        "seem",
        "remain",
        "know",
        "like",
        "see",
        "get",
        "need",
        "want",
        "think",
        "become",
        "come",
        "say",
        "tell",
        "prefer",
        "hope",
        "feel",
        "love",
        "believe",
    }
)
_FITTING = {
    "demand": EventType.REQUEST,
    "propose": EventType.REQUEST,
    "accept": EventType.AGREE,
    "promise": EventType.AGREE,
    "refuse": EventType.REJECT,
    "oppose": EventType.REJECT,
    "threaten": EventType.THREATEN,
    "support": EventType.SUPPORT,
}


def extract(
    reading: Reading, statements: tuple[Statement, ...], events: tuple[Event, ...], lexicon: StanceLexicon
) -> tuple[Position, ...]:
    """The positions of a document in text order, each answer with the id of what it answers.

    An event of the fitting type read off the same words makes a position more certain.
    """
    return _Extraction(reading, statements, events, lexicon).run()


class _Extraction:
    def __init__(
        self,
        reading: Reading,
        statements: tuple[Statement, ...],
        events: tuple[Event, ...],
        lexicon: StanceLexicon,
    ) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._lexicon = lexicon
        self._events = events
        self._said = SaidWhere(reading, (s for s in statements if s.speaker is not None))
        self._found: list[Position] = []
        self._seen: set[tuple[str, str, frozenset[str]]] = set()

    def run(self) -> tuple[Position, ...]:
        for sentence in self._reading.sentences:
            if not sentence.tokens:
                continue
            stands = SentenceStands(sentence, self._lexicon)
            times = self._reading.inside(sentence).times
            found = [*stands.find(), *self._own_words(sentence, stands)]
            for stand in sorted(found, key=lambda s: s.head.i):
                able = tuple(
                    t
                    for t in stand.addressees
                    if t.lower not in _THINGS
                    and not any(x.span.start <= t.start < x.span.end for x in times)
                    and (self._is_actor(sentence, t) or (t.tag == "NNS" and not stands.is_act(t)))
                )
                self._add(sentence, stand if able == stand.addressees else replace(stand, addressees=able))
        return tuple(self._found)

    # -- in the speaker's own words: "all countries should …", "we will not …" ----------------------------------------

    def _own_words(self, sentence: Sentence, stands: SentenceStands) -> Iterator[Stand]:
        duties = self._lexicon.duty_lemmas
        for token in sentence.tokens:
            if token.dep != "aux" and token.lemma not in duties:
                continue
            if token.lower in self._lexicon.duty_words and token.dep == "aux":
                verb = sentence.tokens[token.head]
            elif (
                token.lemma in duties
                and token.tag in ("VBP", "VBZ")
                and sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].lower == "to"
                and (under := sentence.child(token.i, "xcomp"))
                and stands.is_infinitive(under)
            ):
                verb = under
            elif token.lower in ("will", "'ll", "’ll", "would") and token.dep == "aux":
                if stand := self._intended(sentence, stands, token):
                    yield stand
                continue
            else:
                continue
            if stand := self._owed(sentence, stands, token, verb):
                yield stand

    def _owed(self, sentence: Sentence, stands: SentenceStands, duty: Token, verb: Token) -> Stand | None:
        said = self._speaker_at(duty.start)
        subjects = syntax.surface_subject(sentence, verb) or syntax.surface_subject(sentence, duty)
        if said is None or not subjects or verb.lemma in _STATIVE or subjects[0].lower in ("it", "you", "i"):
            return None
        if stands.is_perfect(verb) or stands.is_doubtful(verb):
            return None  # "should not have happened", "if we must go"
        if verb.dep == "ccomp" and stands.is_negated(sentence.tokens[verb.head]):
            return None  # "I do not think that they should go"
        first, last = stands.verb_phrase(verb)
        inanimate = syntax.is_passive(sentence, verb) or not self._is_actor(sentence, subjects[0])
        if inanimate and subjects[0].i < first:
            first = sentence.subtree(subjects[0].i)[0]
        others = () if inanimate or subjects[0].lower in _FIRST_PERSON else tuple(subjects)
        return Stand("demand", duty, (), others, (first, last), None, 0.7, f"positions.toml:duty/{duty.lemma}")

    def _intended(self, sentence: Sentence, stands: SentenceStands, will: Token) -> Stand | None:
        """The speaker says what the speaker's own side will or will not do."""
        verb = sentence.tokens[will.head]
        said = self._speaker_at(will.start)
        subject = sentence.child(verb.i, "nsubj")
        if (
            said is None
            or subject is None
            or verb.lemma in _STATIVE
            or stands.is_perfect(verb)
            or stands.is_doubtful(verb)
            or (will.lower == "would" and stands.is_habit(verb))
        ):
            return None
        if subject.lower in _FIRST_PERSON:
            if will.lower == "would":
                return None
        elif subject.lower == "it" and verb.dep != "ccomp":
            return None  # "because it would help": what is said to help
        elif not self._is_same_side(sentence, subject, said) or said.code is None:
            return None
        stance: Stance = "refuse" if stands.is_negated(verb) else "promise"
        first, last = stands.verb_phrase(verb)
        return Stand(stance, will, (subject,), (), (max(first, verb.i), last), None, 0.6, "positions:own-intention")

    def _is_same_side(self, sentence: Sentence, subject: Token, speaker: Mention) -> bool:
        mentions = self._reading.at(sentence.index, subject.i)
        return any(
            m.entity == speaker.entity or (m.kind == "state" and m.code == speaker.code and m.code is not None)
            for m in mentions
        )

    def _speaker_at(self, offset: int) -> Mention | None:
        """Who says the words at this place: the speaker of the narrowest statement around it."""
        statement = self._said.at(offset)
        return statement.speaker if statement else None

    # -- records ------------------------------------------------------------------------------------------------------

    def _add(self, sentence: Sentence, stand: Stand) -> None:
        holders = self._holders(sentence, stand)
        if stand.confidence < SURE:  # a wish counts for political actors only
            holders = tuple(m for m in holders if m.code or m.sector not in (None, "CVL"))
        holders = tuple(m for m in holders if m.kind != "place")
        if not holders:
            return
        answered: Position | None = None
        if stand.refers is not None:
            meant = self._told_before(sentence, holders, stand)
            if meant is None:
                return
            proposal = meant.proposal
            answered = meant if meant.stance in _ASKS else None
        else:
            assert stand.proposal is not None
            last = sentence.tokens[stand.proposal[1]]
            if last.dep == "prep" and not sentence.children(last.i):
                return  # "what we have to work on": it is told elsewhere
            span = trimmed(self._text, sentence.span_of(*stand.proposal))
            rest = _REST_OF_WORD.match(self._text, span.end)
            proposal = self._text[span.start : rest.end() if rest else span.end].strip("\"“”'‘’` ")
            if not words(proposal) or len(proposal) < _MIN_PROPOSAL or _POINTING.match(proposal):
                return
        evidence = self._evidence(sentence, stand)
        for holder in holders:
            self._record(sentence, stand, holder, proposal, answered, evidence)

    def _record(
        self,
        sentence: Sentence,
        stand: Stand,
        holder: Mention,
        proposal: str,
        answered: Position | None,
        evidence: Span,
    ) -> None:
        key = (holder.entity, stand.stance, words(proposal))
        if key in self._seen:
            return
        self._seen.add(key)
        addressees = tuple(
            m for t in stand.addressees for m in mentions_of(self._reading, sentence, t) if m.entity != holder.entity
        )
        if answered is None and stand.stance in _ANSWERS:
            answered = self._same_proposal(holder, proposal)
        confidence = stand.confidence + (0.1 if self._has_event(stand, evidence) else 0.0)
        self._found.append(
            Position(
                record_id(self._reading.document.id, "position", evidence.start, holder.entity, stand.stance, proposal),
                sentence.index,
                holder,
                stand.stance,
                proposal,
                tuple({m.entity: m for m in addressees}.values()),
                answered.id if answered else None,
                Quote(evidence.start, evidence.end, self._text[evidence.start : evidence.end]),
                round(min(0.95, confidence), 2),
                stand.rule,
            )
        )

    def _holders(self, sentence: Sentence, stand: Stand) -> tuple[Mention, ...]:
        if not stand.holders or stand.holders[0].lower in _FIRST_PERSON:
            speaker = self._speaker_at(stand.head.start)
            return (speaker,) if speaker is not None else ()
        found = [m for t in stand.holders for m in self._holder(sentence, t)]
        return tuple({m.entity: m for m in found}.values())

    def _holder(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Who a noun phrase is: itself, the countries before it ("the British and Irish governments"), or a name."""
        for child in sentence.children(token.i):
            if child.dep == "amod" and child.i < token.i and sentence.child(child.i, "conj"):
                countries = [
                    m
                    for t in (child, *sentence.children(child.i))
                    for m in self._reading.at(sentence.index, t.i)
                    if m.kind == "state"
                ]
                if len(countries) > 1:
                    return tuple(countries)
        beside = [c for c in sentence.children(token.i) if c.dep in ("nmod", "appos") and c.pos == "PROPN"]
        named = [m for c in beside for m in self._reading.at(sentence.index, c.i) if m.kind != "place" and m.name]
        if named and not any(m.name for m in self._reading.at(sentence.index, token.i)):
            return (named[0],)
        return mentions_of(self._reading, sentence, token) if self._is_actor(sentence, token) else ()

    def _is_actor(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun phrase can hold a position: a known actor, a name, or people."""
        if any(m.kind != "place" for m in self._reading.at(sentence.index, token.i)):
            return True
        if token.pos == "PRON":
            return token.lower in ("he", "she", "they", "who", "we", "i")
        if token.pos == "PROPN":
            return True
        if token.pos != "NOUN":
            return False
        mention = mentions_of(self._reading, sentence, token)[0]
        return (
            mention.code is not None or mention.sector is not None or (token.tag == "NNS" and mention.kind != "unknown")
        )

    def _told_before(self, sentence: Sentence, holders: tuple[Mention, ...], stand: Stand) -> Position | None:
        """The latest position of somebody else, which "that idea" stands for: of its own sentence, else a demand."""
        own = {m.entity for m in holders}
        last = self._found[-1] if self._found else None
        is_beside = last is not None and last.sentence == sentence.index and last.evidence.end <= stand.head.start
        if last is not None and is_beside and last.holder.entity not in own:
            return last
        for position in reversed(self._found):
            if position.evidence.end < stand.head.start - _NEAR:
                return None
            if (
                position.evidence.start <= stand.head.start
                and position.holder.entity not in own
                and position.stance in _ASKS
            ):
                return position if stand.stance in _ANSWERS else None
        return None

    def _same_proposal(self, holder: Mention, proposal: str) -> Position | None:
        mine = words(proposal)
        for position in reversed(self._found):
            other = words(position.proposal)
            shared = len(mine & other)
            if (
                position.holder.entity != holder.entity
                and position.stance in _ASKS
                and shared >= 2
                and shared >= _SAME_WORDS * min(len(mine), len(other))
            ):
                return position
        return None

    def _evidence(self, sentence: Sentence, stand: Stand) -> Span:
        """From the holder to the end of the proposal, as far as they stand in this sentence."""
        inside = [stand.head.i, *(t.i for t in stand.holders), *(t.i for t in stand.addressees)]
        if stand.proposal is not None:
            inside.extend(stand.proposal)
        if stand.refers is not None:
            inside.append(stand.refers.i)
        first = min(sentence.phrase(i)[0] for i in inside)
        return trimmed(self._text, sentence.span_of(first, max(inside)))

    def _has_event(self, stand: Stand, evidence: Span) -> bool:
        event_type = _FITTING.get(stand.stance)
        return any(
            e.event == event_type and e.trigger.start < evidence.end and evidence.start < e.trigger.end
            for e in self._events
        )
