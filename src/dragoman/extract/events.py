"""Who did what to whom: the events of a reading, coded to PLOVER 2.0, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dragoman.extract import syntax
from dragoman.extract.act import Act
from dragoman.extract.acts import SentenceActs
from dragoman.extract.answers import answered
from dragoman.extract.antecedents import Antecedents
from dragoman.extract.confidence import Telling, confidence_of, known, least
from dragoman.extract.contexts import contexts
from dragoman.extract.dating import dated
from dragoman.extract.factuality import judge
from dragoman.extract.headlines import reread
from dragoman.extract.ids import record_id
from dragoman.extract.lexicon import EventLexicon
from dragoman.extract.locating import located, place_of
from dragoman.extract.mishaps import without_accidents
from dragoman.extract.operators import combine
from dragoman.extract.roles import Roles
from dragoman.extract.said import SaidWhere
from dragoman.extract.sizes import merge, sizes
from dragoman.extract.standing import Standing
from dragoman.extract.when_where import date_of, is_future, is_historical
from dragoman.model import (
    Auxiliary,
    Event,
    EventDate,
    EventType,
    Mention,
    Quote,
    Reading,
    Sentence,
    Size,
    Span,
    Statement,
    Token,
)
from dragoman.ontology import ATTITUDE_OF, complement_mode, needs_recipient, quad_of, score_of

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "myself"})
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.PROTEST})
# Acts that are whole without anybody to whom they are done.
_UNDIRECTED = frozenset({EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.CONCEDE})
# Acts that several do with one another, always or where they are of several countries.
_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE})
_TOGETHER = _MUTUAL | {EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE}
# Acts for or against what others do: they are about whose that is, others about whom it is for.
_TAKING_SIDES = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
# Acts that are done to where they are done; words are not for where they are said.
_FELT_THERE = frozenset({e for e in EventType if quad_of(e).startswith("material")} - {EventType.PROTEST}) | {
    EventType.CONCEDE
}
# Acts that are done by means of troops.
_WITH_TROOPS = frozenset(
    {EventType.MOBILIZE, EventType.RETREAT, EventType.CONCEDE, EventType.AGREE, EventType.AID, EventType.THREATEN}
)
# Acts of consent: not to do them is to refuse (codebook, REJECT).
_CONSENT = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT})
_SO_FAR = frozenset({"yet", "immediately"})
_ZONES = 1  # day by which clocks and time zones may put what has happened after publication
_GROUNDS = frozenset({"place", "state"})  # kinds of what an attack can be in
_POLITICIANS = frozenset({"GOV", "PTY", "LEG", "ELI"})
_MEETING = (None, "multilateral", "phone")  # modes of CONSULT without hosts
_WITHDRAW = "withdraw"  # the mode of those who leave
_VISIT = "visit"  # the mode of those who travel
_CAMPAIGNING = "campaigning"  # the word class of what candidates hold, too
_MAX_TRIGGER_GAP = 3  # tokens; a longer trigger is told by its head alone


def extract(reading: Reading, statements: Iterable[Statement], lexicon: EventLexicon) -> tuple[Event, ...]:
    """The events of a document in text order. Sentences without tokens hold none."""
    told = SaidWhere(reading, statements)
    out: list[Event] = []
    peopled = {m.sentence for m in reading.mentions if m.code or m.sector}
    for sentence in reading.sentences:
        if sentence.tokens and sentence.index in peopled:  # no record without a political actor
            out.extend(_SentenceEvents(reading, sentence, told, lexicon).events())
    told_of = without_accidents(reading, out, lexicon.classes)
    return answered(reading, located(reading, dated(reading, told_of)), lexicon.classes)


class _SentenceEvents:
    def __init__(self, reading: Reading, sentence: Sentence, told: SaidWhere, lexicon: EventLexicon) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._read(sentence, Roles(reading, sentence, lexicon.classes))
        self._told = told.near(sentence)
        inside = reading.inside(sentence)
        governments = {m.span for m in inside.mentions if m.how == "metonym"}
        self._times, self._places = inside.times, [p for p in inside.places if p.span not in governments]
        self._grounds = [m for m in inside.mentions if m.code and m.kind in _GROUNDS]

    def _read(self, sentence: Sentence, roles: Roles) -> None:
        """Take the sentence, and all that is asked of it, as it is parsed here."""
        self._sentence, self._roles = sentence, roles
        self._standing = Standing(sentence, self._lexicon.classes)
        self._antecedents = Antecedents(self._reading, sentence, roles.who)

    def events(self) -> Iterator[Event]:
        acts = SentenceActs(self._sentence, self._lexicon, self._roles).find()
        acts = self._of_headline() or acts
        tolls = self._tolls(acts)
        for act in acts:
            event = self._event(act, tolls.get(act.head.i, Size()))
            if event is not None:
                yield event

    def _of_headline(self) -> list[Act]:
        """The acts of the sentence if it is a headline whose verb was parsed as a noun, and reads better as a verb."""
        found = reread(self._sentence, self._lexicon, self._roles.is_actor)
        if found is None:
            return []
        sentence, verb = found
        roles = Roles(self._reading, sentence, self._lexicon.classes)
        acts = SentenceActs(sentence, self._lexicon, roles).find()
        has_object = any(roles.is_actor(t) for t in sentence.tokens[verb.i + 1 :])
        if not any(a.head.i == verb.i and (has_object or len(a.trigger) > 1) for a in acts):
            return []
        self._read(sentence, roles)
        return acts

    def _event(self, act: Act, size: Size) -> Event | None:
        if act.is_nominal and act.head.tag in ("NNP", "NNPS") and not self._sentence.is_title:
            return None  # "the Korean War", "the Boston Tea Party": a name for what lies long ago
        factuality = judge(self._sentence, act.head, act.event, self._lexicon.classes, is_nominal=act.is_nominal)
        if factuality.why_not:
            return None
        said_by = self._said_by(act.head)
        actors, recipients = (self._antecedents.named(self._in_person(m, said_by)) for m in self._parties(act))
        if not actors and size != Size():
            recipients = self._at_home(recipients)
        if not self._standing.are_political(act.event, act.mode, actors, recipients):
            return None
        if act.event is EventType.PROTEST and self._is_campaign(act, actors):
            return None
        if actors and not any(self._standing.can_act(m) for m in actors):
            return None  # "the panic seized the cabinet", "the new policy bans flights"
        kind, mode = act.event, act.mode
        if act.together is not None and len({m.code for m in actors if m.code}) > 1:
            kind, mode = act.together, None
        date = date_of(self._sentence, act.head, self._times)
        if kind is EventType.CONSULT and not self._standing.is_consultation(mode, actors, recipients):
            return None
        if not actors and not self._stands_without_actor(act, recipients, date, size):
            return None
        auxiliary = set(act.auxiliary | factuality.auxiliary)
        if act.absorbs_negation:
            auxiliary -= {"negation", "future"}
        if is_future(date, self._reading.document.published):
            if not self._is_past(act.head):
                auxiliary.add("future")
            elif is_future(date, self._reading.document.published, by_days=_ZONES):
                date = None  # told as past, so the time is another act's: "extended the curfew to Friday"
        if "negation" in auxiliary and kind is EventType.REJECT:
            return None  # "has not ruled out strikes" settles nothing
        if "negation" in auxiliary and kind in _CONSENT and self._is_pending(act.head):
            return None
        if "negation" in auxiliary and (kind in _CONSENT or ("future" in auxiliary and ATTITUDE_OF[kind] > 0)):
            # "did not agree", "failed to reach a deal", "will not lift the embargo" refuse
            auxiliary -= {"future", "negation"}
            kind, mode = EventType.REJECT, complement_mode(EventType.REJECT, kind, mode)
        if "future" in auxiliary:
            kind, mode = self._foretold(kind, mode, actors, said_by, auxiliary)
        if "negation" in auxiliary and kind is EventType.THREATEN and act.event is not EventType.THREATEN:
            return None  # "will not join in the sanctions" threatens nobody
        if "hypothetical" in auxiliary:
            if kind is not EventType.THREATEN:
                return None  # "would release them if …"; but "would attack if …" threatens
            auxiliary -= {"future", "hypothetical"}
        if kind is EventType.AGREE and not recipients:
            actors, recipients = self._agreeing(act, actors)
        if not self._has_whom(act, kind, actors, recipients):
            return None
        if is_historical(date, self._reading.document.published):
            auxiliary.add("historical")
        confidence = self._confidence(act, kind, actors, recipients, auxiliary, said_by)
        if confidence < least():
            return None
        place = place_of(self._sentence, act.head, kind, self._places)
        trigger, evidence = self._trigger(act), self._evidence(act, actors, recipients)
        return Event(
            record_id(self._reading.document.id, "event", trigger.start, trigger.end, kind, mode or ""),
            self._sentence.index, kind, mode, _ordered(auxiliary), contexts(self._sentence), quad_of(kind),
            score_of(kind, mode), actors, recipients, date, place, size, said_by,
            trigger, evidence, confidence, act.rule, act.rejected,
        )  # fmt: skip

    # -- who ------------------------------------------------------------------------------------------------------

    def _parties(self, act: Act) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        actors = self._roles.who(t for t in act.actors if self._can_act(t))
        if act.event in _VIOLENT:
            actors = tuple(m for m in actors if m.kind != "unknown" or not self._standing.is_ground(m))
        if act.event is EventType.ASSAULT:  # "the fire in Dhaka that killed 20", "the mosques": no place kills
            actors = tuple(m for m in actors if m.kind != "place" and not self._standing.is_ground(m))
        acting = {m.entity for m in actors if m.code or m.kind == "person"}
        others = (self._without(found, act, actors, acting) for found in self._candidates(act, actors, acting))
        return actors, next((found for found in others if found), ())

    def _agreeing(
        self, act: Act, actors: tuple[Mention, ...]
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Who agrees and to whom, of those who will meet or work together: "will meet with X" agrees with X to meet."""
        partners = {m.span for m in self._roles.who(act.partners)}
        agreeing = tuple(m for m in actors if m.span not in partners)
        return (agreeing, tuple(m for m in actors if m.span in partners)) if agreeing else (actors, ())

    def _in_person(self, mentions: tuple[Mention, ...], speaker: Mention | None) -> tuple[Mention, ...]:
        """With "I" and "we" of a quotation read as its speaker, who speaks for the country as for himself."""
        if speaker is None:
            return mentions
        return tuple(
            replace(
                m, entity=speaker.entity, name=speaker.name, kind=speaker.kind, code=speaker.code,
                sector=speaker.sector, office=speaker.office, how="pronoun", confidence=speaker.confidence,
            )
            if m.text.lower() in _FIRST_PERSON and m.code is None
            else m
            for m in mentions
        )  # fmt: skip

    def _at_home(self, victims: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Victims who are a mere number, with the country where they were hit: "a blast in Kabul killed three"."""
        heads = [self._sentence.tokens[m.head] for m in victims if m.sentence == self._sentence.index]
        is_number = all(head.pos == "NUM" for head in heads)
        if known(victims) == "known" or not is_number or len({m.code for m in self._grounds}) != 1:
            return victims
        return (*victims, self._grounds[0])

    def _is_campaign(self, act: Act, actors: tuple[Mention, ...]) -> bool:
        """Whether a politician's rally is told, and no protest."""
        nouns = {t.lemma.lower() for t in act.trigger} | {act.head.lemma.lower()}
        is_politician = all(m.kind == "person" and m.sector in _POLITICIANS for m in actors)
        return bool(actors) and is_politician and not nouns.isdisjoint(self._lexicon.classes[_CAMPAIGNING])

    def _can_act(self, token: Token) -> bool:
        """Known actors, names and nouns act; what names an act itself does not ("the bombing interrupted …")."""
        if self._roles.is_actor(token) or self._roles.is_person(token):
            return True  # "critics", "attackers": who does an act, not the act
        return token.lemma.lower() not in self._lexicon.act_nouns

    def _candidates(self, act: Act, actors: tuple[Mention, ...], acting: set[str]) -> Iterator[tuple[Mention, ...]]:
        """Recipients from the surest to the weakest: slots, what fixed objects lend, the clause below, what is beside,
        and last the object itself, though it be no actor."""
        roles = self._roles
        named = [t for t in act.recipients if self._can_act(t)] or list(act.recipients)
        found = roles.who(named)
        if named and all(t.tag == "PRP" for t in named) and not self._without(found, act, actors, acting):
            found = roles.who(self._called(act.head))  # "called the king to congratulate him": not himself
        is_deed = act.event is EventType.ACCUSE and not any(self._can_act(t) for t in named)
        if not is_deed and not any(self._standing.is_somebody(m) for m in found):
            yield roles.behind(named)  # "eased curbs on the work of Dutch charities"
        yield found
        are_several = len(acting) > 1 and (act.event in _MUTUAL or len({m.code for m in actors if m.code}) > 1)
        is_meeting = act.event is EventType.CONSULT and act.mode in _MEETING  # "ministers met for a NATO summit"
        are_many = is_meeting and any(t.tag in ("NNS", "NNPS") for t in act.actors)
        if are_many or (act.event in _TOGETHER and are_several):
            return  # those who meet or work together are all named: what else stands there is where and what about
        if not act.is_nominal and act.event not in _MUTUAL:
            yield roles.who(t for t in act.objects if t not in act.trigger and roles.is_actor(t))
        for things in (act.lends, act.objects):
            lent, owning = roles.lent(things), roles.owning(things)
            if act.is_nominal:
                owning = tuple(m for m in owning if m.code)  # "terrorist attacks": none on terrorists
            yield from (owning, lent) if act.event in _TAKING_SIDES else (lent, owning)
        if act.is_nominal:
            if act.event in _VIOLENT:
                yield roles.behind(act.lends)
            return
        said = {t.i for t in act.trigger}
        for head in (act.head, *act.objects):
            yield tuple(m for m in roles.in_clause(head) if m.head not in said)
        is_aimed = needs_recipient(act.event) or act.event is EventType.PROTEST
        if is_aimed or quad_of(act.event).startswith("verbal"):
            clauses = [c for head in (act.head, *act.lends) for c in roles.clauses(head)]
            yield from roles.within(clauses)
        yield roles.beside(act.head)
        yield roles.answering(act.head)
        yield from roles.within((*act.objects, *act.lends))
        if act.event in _FELT_THERE or act.mode == _VISIT:
            for head in (act.head, *act.lends, *act.objects):
                yield roles.located(head)
        yield roles.who(act.objects)

    def _called(self, verb: Token) -> list[Token]:
        """The object of the verb above a purpose: whom a pronoun in it means."""
        above = self._sentence.tokens[verb.head]
        return syntax.direct_objects(self._sentence, above) if verb.dep in ("advcl", "xcomp") else []

    def _without(
        self, recipients: tuple[Mention, ...], act: Act, actors: tuple[Mention, ...], acting: set[str]
    ) -> tuple[Mention, ...]:
        """Nobody acts on himself: an actor found again as recipient is a parse that went astray or a reflexive. Nor are
        the troops that somebody sends or withdraws the ones to whom he does it."""
        codes = {a.code for a in actors}
        leaving = codes if act.mode == _WITHDRAW else set()
        is_with_troops = act.event in _WITH_TROOPS and act.needs != "party"  # whom one frees are no means

        def is_himself(mention: Mention) -> bool:
            is_force = mention.sector == "MIL" and (mention.kind != "person" or act.event is EventType.MOBILIZE)
            if mention.entity in acting or (is_with_troops and is_force and mention.code in codes):
                return True
            if self._roles.is_own(mention, acting) and not needs_recipient(act.event):
                return True  # "defended its decision"
            if mention.kind == "state" and mention.code in leaving:
                return True  # "the premier pulled Niger out of the pact"
            return any(
                a.span == mention.span or (a.span.overlaps(mention.span) and a.code == mention.code) for a in actors
            )

        return tuple(m for m in recipients if not is_himself(m))

    def _has_whom(
        self, act: Act, kind: EventType, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]
    ) -> bool:
        """Whether the act is done to what it must be done to: "freed the hostages", not "freed the memory"."""
        if act.needs == "fighters":  # "the senators battled with the ministry": in words
            return any(self._standing.can_fight(m) for m in (*actors, *recipients))
        if act.needs == "party":
            return any(self._standing.is_somebody(m) and self._standing.can_act(m) for m in recipients)
        if act.needs == "recipient" or needs_recipient(kind):
            return bool(recipients) or len(actors) > 1
        return True

    def _stands_without_actor(
        self, act: Act, recipients: tuple[Mention, ...], date: EventDate | None, size: Size
    ) -> bool:
        """An act whose doer nobody names counts when it is violent or coercive and something fixes it."""
        if act.event not in _VIOLENT or act.head.pos == "ADJ" or act.head.dep == "amod":
            return False  # "occupied Kuwait", "the bombed embassy" describe and report nothing
        if act.event is EventType.COERCE and self._sentence.child(act.head.i, "xcomp") is not None:
            return False  # "was forced to admit": by whatever
        if not act.is_nominal and not act.actors and self._is_idle(act.head):
            return False  # "stopping people from sharing is wrong"
        known = any((m.code or m.sector) and not (act.is_nominal and m.kind == "place") for m in recipients)
        return known or (date is not None and bool(recipients)) or size != Size()

    def _is_idle(self, verb: Token) -> bool:
        """Whether an active verb has no subject anywhere: it names a kind of act, and reports none."""
        is_active = verb.tag in ("VB", "VBG") and not syntax.is_passive(self._sentence, verb)
        return is_active and not syntax.surface_subject(self._sentence, verb)

    # -- what holds -----------------------------------------------------------------------------------------------

    def _foretold(
        self,
        kind: EventType,
        mode: str | None,
        actors: tuple[Mention, ...],
        said_by: Mention | None,
        auxiliary: set[Auxiliary],
    ) -> tuple[EventType, str | None]:
        """The codebook's rule: a future act is the category of its announcement where there is one."""
        by_itself = said_by is not None and any(
            m.entity == said_by.entity or (m.code and m.code == said_by.code) for m in actors
        )
        if quad_of(kind) == "verbal conflict":
            return kind, mode
        is_promise = ATTITUDE_OF[kind] > 0 or (by_itself and kind is not EventType.MOBILIZE)
        outcome = combine("promise" if is_promise else "plan", kind, mode)
        if outcome is None:
            return kind, mode
        if outcome.event is not kind or kind is EventType.AGREE:
            auxiliary.discard("future")
        return outcome.event, outcome.mode

    def _said_by(self, head: Token) -> Mention | None:
        """Whose words the act is in: the innermost statement around it."""
        around = [s for s in self._told if s.content.start <= head.start and head.end <= s.content.end and s.speaker]
        around.sort(key=lambda s: s.content.end - s.content.start)
        return around[0].speaker if around else None

    def _confidence(
        self,
        act: Act,
        kind: EventType,
        actors: tuple[Mention, ...],
        recipients: tuple[Mention, ...],
        auxiliary: set[Auxiliary],
        said_by: Mention | None,
    ) -> float:
        is_needless = not recipients and (len(actors) > 1 or kind in _UNDIRECTED)
        return confidence_of(
            Telling(
                act.confidence,
                known(actors),
                "needless" if is_needless else known(recipients),
                act.is_nominal and act.head.pos != "ADJ",
                " + " in act.rule,
                said_by is not None,
                frozenset(auxiliary),
            )
        )

    def _is_pending(self, head: Token) -> bool:
        """Whether something has only not been done so far: "has not yet signed", "did not immediately endorse"."""
        return any(c.dep == "advmod" and c.lower in _SO_FAR for c in self._sentence.children(head.i))

    def _is_past(self, head: Token) -> bool:
        """Whether the verb is told as past, wherever clocks and time zones put its date."""
        return head.tag == "VBD" or any(
            child.dep in ("aux", "auxpass") and child.tag == "VBD" for child in self._sentence.children(head.i)
        )

    # -- words ----------------------------------------------------------------------------------------------------

    def _trigger(self, act: Act) -> Quote:
        indices = sorted({t.i for t in act.trigger})
        gaps = [b - a for a, b in pairwise(indices)]
        if gaps and max(gaps) > _MAX_TRIGGER_GAP:
            indices = [act.head.i]
        return self._quote(self._sentence.span_of(indices[0], indices[-1]))

    def _evidence(self, act: Act, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]) -> Quote:
        """From the first to the last word of trigger and parties: the shortest stretch that proves the record."""
        span = self._sentence.span_of(act.head.i, act.head.i)
        for token in act.trigger:
            span = span.join(Span(token.start, token.end))
        for mention in (*actors, *recipients):
            if mention.sentence == self._sentence.index:
                span = span.join(mention.span)
        return self._quote(span)

    def _quote(self, span: Span) -> Quote:
        return Quote(span.start, span.end, self._reading.document.text[span.start : span.end])

    # -- numbers --------------------------------------------------------------------------------------------------

    def _tolls(self, acts: list[Act]) -> dict[int, Size]:
        """Each toll of the sentence, given to the act that it belongs to: the nearest one that can have it."""
        found: dict[int, list[Size]] = {}
        for index, size in sizes(self._sentence, self._lexicon.classes).items():
            wanted = EventType.COERCE if size.arrested else EventType.ASSAULT
            able = [a for a in acts if a.event is wanted] or [a for a in acts if a.event is EventType.PROTEST]
            if able:
                nearest = min(able, key=lambda act: abs(act.head.i - index))
                found.setdefault(nearest.head.i, []).append(size)
        return {index: merge(parts) for index, parts in found.items()}


def _ordered(auxiliary: set[Auxiliary]) -> tuple[Auxiliary, ...]:
    return tuple(sorted(auxiliary))
