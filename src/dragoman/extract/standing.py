"""Who counts as a party to an event: somebody, a party that can act, a political one."""

from __future__ import annotations

from dragoman.extract.matching import Classes, content_head
from dragoman.model import EventType, Mention, Sentence

# Acts that count whoever does or suffers them: crowds protest, gunmen kill villagers.
_BY_ANYBODY = frozenset({EventType.PROTEST, EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
# Sectors of those who act for themselves, as a rule, and of those who do so even across borders.
_PRIVATE = frozenset({"CVL", "UNK", "BUS", "EDU"})
_FIRMS = frozenset({"BUS", "EDU", "MED", "JRN", "AGR"})
_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "IMG"})  # codes of bodies whose people act for them, whatever they do
_VISIT, _HOSTING = "visit", "third-party"  # modes of CONSULT
_RESIGNATION = "resign"  # the mode of RETREAT that matters only in public life
_AGENTS = (  # the word classes of nouns that mean somebody who can act, or what he acts with
    "agent", "person", "troops", "military", "security_forces", "militant", "police", "militia_men", "rioter", "worker",
    "protester", "employee", "official", "diplomat", "inspector", "legislature", "court", "body", "organisation",
    "ship", "media", "journalist", "investigator", "scholar", "relief_worker", "humanitarian_worker", "peacekeeper",
    "refugee", "prisoner", "aircraft",
)  # fmt: skip
_MEANS = ("document", "weapons")  # of what speaks or strikes for a party of a known country
_PEOPLE = "person"  # the word class of nouns that mean people
_OFFICE = "office_holder"  # the word class of nouns that mean holders of an office
_GROUND = "ground"  # the word class of nouns that mean places
_VEHICLES = ("aircraft", "vehicle", "ship")  # the word classes of what people travel in
# Sectors of those who fight in words only.
_UNARMED = frozenset({"GOV", "LEG", "PTY", "JUD", "BUS", "MED", "EDU", "JRN", "ELI", "AGR", "REL", "SOC"})


class Standing:
    """Judges the parties of one sentence."""

    def __init__(self, sentence: Sentence, classes: Classes) -> None:
        self._sentence = sentence
        self._classes = classes

    def are_political(
        self, event: EventType, mode: str | None, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]
    ) -> bool:
        """Whether an act of these parties is one of public affairs."""
        if event is EventType.CONSULT and any(m.sector == "JRN" for m in actors):
            return False  # an interview is no consultation
        parties = (*actors, *recipients)
        if actors and all(self._is_anybody(m, event) for m in actors):  # "they kill you": whoever they are
            return any(self._is_public(m) for m in recipients)
        if event is EventType.COERCE and actors and all(m.sector in _FIRMS for m in actors):
            return any(self._is_public(m) for m in parties)  # "the firm barred its users"
        if event in _BY_ANYBODY or (event is EventType.RETREAT and mode != _RESIGNATION):
            return any(m.code or m.sector for m in parties)
        is_international = len({m.code for m in parties if m.code}) > 1
        is_business = all(m.sector in _FIRMS for m in parties)
        return (is_international and not is_business) or any(self._is_public(m) for m in parties)

    def is_consultation(self, mode: str | None, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]) -> bool:
        """Whether those who meet or travel do it for somebody: no tourists, no talk with a paper, and not alone."""
        if mode != _HOSTING and all(self.is_vehicle(m) for m in actors):
            return False
        whom = [m for m in recipients if m.kind == "place" or self.is_somebody(m)]  # "discussed the wildfires": nobody
        if mode != _HOSTING and not whom and len(actors) == 1:  # a visit to nowhere matters to nobody
            return mode != _VISIT and (actors[0].kind == "state" or self._is_plural(actors[0]))
        if mode == _VISIT and recipients and not any(m.kind == "place" or self._is_party(m) for m in recipients):
            return False  # "toured the damage"
        known = [m for m in actors if m.code or m.sector or m.kind in ("person", "group")]
        if mode != _VISIT and len(known) == 1 and len(actors) > 1:
            return False  # "discussed his plans with The Morning Herald"
        return any(self._is_public(m) or m.kind != "crowd" for m in actors)

    def is_somebody(self, mention: Mention) -> bool:
        """Whether a party or people are meant, known or not, and no mere thing."""
        if self._is_party(mention) or mention.sentence != self._sentence.index:
            return True
        return self._lemma(mention) in self._classes[_PEOPLE]

    def can_act(self, mention: Mention) -> bool:
        """Whether somebody is meant who can act: "the gang", not "the panic"."""
        is_described = mention.how == "description" and mention.kind == "unknown" and not self._is_named(mention)
        if (self._is_party(mention) and not is_described) or mention.sentence != self._sentence.index:
            return True
        head = content_head(self._sentence, self._sentence.tokens[mention.head], self._classes)
        names = (*_AGENTS, *_MEANS) if mention.code else _AGENTS
        return any(head.lemma.lower() in self._classes[name] for name in names)

    def can_fight(self, mention: Mention) -> bool:
        """Whether somebody is meant who fights with arms or fists: no ministry, firm or paper, which fight in words."""
        return mention.kind == "state" or mention.sector not in _UNARMED

    def is_vehicle(self, mention: Mention) -> bool:
        """Whether a plane, ship or car is meant, which goes somewhere and meets nobody."""
        is_here = mention.sentence == self._sentence.index
        return is_here and any(self._lemma(mention) in self._classes[name] for name in _VEHICLES)

    def is_ground(self, mention: Mention) -> bool:
        """Whether a place is meant by what it is: "the area that saw …", "the mosques"."""
        return mention.sentence == self._sentence.index and self._lemma(mention) in self._classes[_GROUND]

    def _is_party(self, mention: Mention) -> bool:
        return bool(mention.code or mention.sector) or mention.kind != "unknown" or self._is_named(mention)

    def _is_named(self, mention: Mention) -> bool:
        """Whether a party that nobody knows has a name, is a pronoun or a mere number of people."""
        if mention.sentence != self._sentence.index:
            return False
        head = self._sentence.tokens[mention.head]
        return head.pos in ("PROPN", "PRON", "NUM") or (head.i > 0 and head.text[0].isupper())  # "the Tatars"

    def _is_anybody(self, mention: Mention, event: EventType) -> bool:
        """Whether a pronoun stands there that nobody is found for; who arrests and bans must be of a country, too."""
        is_pronoun = mention.sentence == self._sentence.index and self._sentence.tokens[mention.head].pos == "PRON"
        is_known = mention.sector is not None or mention.name is not None
        return is_pronoun and mention.code is None and (event is EventType.COERCE or not is_known)

    def _is_public(self, mention: Mention) -> bool:
        """Whether a party is a political one, or holds an office of whatever country: "African leaders"."""
        is_here = mention.sentence == self._sentence.index
        return is_political(mention) or (is_here and self._lemma(mention) in self._classes[_OFFICE])

    def _is_plural(self, mention: Mention) -> bool:
        if mention.sentence != self._sentence.index:
            return True
        head = self._sentence.tokens[mention.head]
        return head.tag in ("NNS", "NNPS") or head.lower in ("they", "we", "both", "their", "our")

    def _lemma(self, mention: Mention) -> str:
        return self._sentence.tokens[mention.head].lemma.lower()


def is_political(mention: Mention) -> bool:
    """Whether a party is more than a private person, firm or place: a state, a body, a holder of a public role."""
    if mention.code in _INTERNATIONAL or mention.kind == "group":
        return True
    if mention.kind in ("state", "organisation", "armed group", "party", "company"):
        return bool(mention.code or mention.sector) and mention.sector not in _PRIVATE
    return mention.office is not None or mention.sector not in (None, *_PRIVATE)
