"""Makes an actor lexicon of a Wikidata dump: who held which office when, in the files that the lexicon reads."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dragoman.actors.build import PERSON_COLUMNS
from dragoman.actors.dump import Entity, Outcome, date_of, entities, item_of
from dragoman.actors.lexicon import ActorLexicon
from dragoman.actors.load import parse_date
from dragoman.actors.records import INTERNATIONAL, Role
from dragoman.errors import DragomanError

# Properties of Wikidata.
_HELD, _SINCE, _UNTIL = "P39", "P580", "P582"  # position held, from, to
_CITIZENSHIP, _COUNTRY, _JURISDICTION = "P27", "P17", "P1001"
_ISO_3 = "P298"
_KIND, _SUBCLASS = "P31", "P279"
# Kinds of positions (position, public office, minister, head of state, head of government, ambassador) …
_OFFICES = frozenset({"Q4164871", "Q294414", "Q83307", "Q48352", "Q2285706", "Q121998"})
# … and of countries that have no ISO code: sovereign state, country, historical country.
_COUNTRIES = frozenset({"Q3624078", "Q6256", "Q3024240"})
_WANTED = tuple(f'"{p}"'.encode() for p in (_HELD, _ISO_3, _JURISDICTION)) + tuple(
    f'"{item}"'.encode() for item in sorted(_OFFICES | _COUNTRIES)
)
_PART = re.compile(r"\s+(?:of|for|to|in|from|at)\s+(?:the\s+)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_MOST_ALIASES = 12


@dataclass(frozen=True, slots=True)
class _Office:
    label: str
    jurisdiction: str | None  # item


class _Knowledge:
    """What the dump says of offices and countries; persons wait in a file until all of it is read."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        self.lexicon = lexicon
        self.offices: dict[str, _Office] = {}
        self.codes: dict[str, str] = {}  # of countries by item

    def learn(self, entity: Entity) -> None:
        iso = entity.string(_ISO_3)
        kinds = {*entity.items(_KIND), *entity.items(_SUBCLASS)}
        if iso in self.lexicon.states:
            self.codes[entity.id] = iso
        elif kinds & _COUNTRIES:
            code = _code_of(entity.label, self.lexicon)
            if code is not None:
                self.codes[entity.id] = code
        jurisdiction = next(iter((*entity.items(_JURISDICTION), *entity.items(_COUNTRY))), None)
        if entity.label and (kinds & _OFFICES or entity.statements(_JURISDICTION)):
            self.offices[entity.id] = _Office(entity.label, jurisdiction)


def import_dump(source: Path, folder: Path, lexicon: ActorLexicon, *, since: int, strict: bool = False) -> Outcome:
    """Write the office holders of a dump to ``folder/people/wikidata.csv``, which is replaced only when all is read.

    Tenures that ended before the year ``since`` are left out, and those that ``lexicon`` has. With ``strict`` nothing
    is written where a line is wrong or the dump breaks off. Raises DragomanError where the dump cannot be read, holds
    nobody, or the folder cannot be written.
    """
    outcome, known = Outcome(), _Knowledge(lexicon)
    target = folder / "people" / "wikidata.csv"
    waiting, half = target.with_name("wikidata.waiting"), target.with_name("wikidata.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with waiting.open("w+", encoding="utf-8") as file:
            for entity in entities(source, outcome, lambda line: any(mark in line for mark in _WANTED)):
                known.learn(entity)
                if entity.label and (held := list(_held(entity, since, outcome))):
                    person = [entity.label, entity.aliases[:_MOST_ALIASES], entity.items(_CITIZENSHIP), held]
                    file.write(json.dumps(person) + "\n")
            file.seek(0)
            _write(half, file, known, outcome)
        if strict and not outcome.is_whole:
            return outcome
        if not outcome.tenures:
            raise DragomanError(f"{source} names no holder of a known office", "give a Wikidata JSON dump")
        half.replace(target)
    except OSError as error:
        raise DragomanError(f"{target} cannot be written: {error}", "choose another folder") from error
    finally:
        for left in (waiting, half):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return outcome


def _held(entity: Entity, since: int, outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """The positions of a person: item, from, to."""
    for statement in entity.statements(_HELD):
        position = item_of(statement.get("mainsnak"))
        start, end = date_of(statement, _SINCE) or "", date_of(statement, _UNTIL) or ""
        if position is None or not (start or end):
            outcome.pass_over("without a date")
        elif not _are_dates(start, end):
            outcome.pass_over("with dates that cannot be")
        elif end and int(end[:4]) < since:
            outcome.pass_over(f"ended before {since}")
        else:
            yield position, start, end


def _are_dates(start: str, end: str) -> bool:
    try:
        first, last = parse_date(start, False), parse_date(end, True)
    except ValueError:
        return False
    return first is None or last is None or first <= last


def _write(path: Path, waiting: IO[str], known: _Knowledge, outcome: Outcome) -> None:
    seen: set[int] = set()  # hashes of names and codes: a dump has hundreds of thousands
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PERSON_COLUMNS)
        for line in waiting:
            name, aliases, citizenships, held = json.loads(line)
            rows = list(_rows(name, aliases, citizenships, held, known, outcome))
            keys = {hash((name, row[3])) for row in rows}
            if keys & seen:
                outcome.pass_over("of a namesake in the same country")
                continue
            seen |= keys
            writer.writerows(rows)
            outcome.persons += bool(rows)
            outcome.tenures += len(rows)


def _rows(
    name: str,
    aliases: list[str],
    citizenships: list[str],
    held: list[tuple[str, str, str]],
    known: _Knowledge,
    outcome: Outcome,
) -> Iterator[list[str]]:
    others = "|".join(alias for alias in aliases if " " in alias and "|" not in alias and alias != name)
    taken: list[tuple[str, str, str, str]] = []
    for position, start, end in sorted(held, key=lambda h: h[1] or h[2]):
        office = known.offices.get(position)
        if office is None:
            outcome.pass_over("of a position that the dump does not describe")
            continue
        code = known.codes.get(office.jurisdiction or "")
        code = code or next((known.codes[c] for c in citizenships if c in known.codes), None)
        title, role, code = _told(office.label, code, known.lexicon)
        if role is None or role.sector not in known.lexicon.words.sectors["office_sectors"] or code is None:
            outcome.pass_over("of no political office or no known country")
        elif _is_known(name, code, title, start, end, known.lexicon) or _clashes(taken, code, title, start, end):
            outcome.pass_over("known already")
        else:
            taken.append((code, title, start, end))
            yield [name, others, "", code, role.sector or "", role.sector2 or "", title, start, end]


def _told(label: str, code: str | None, lexicon: ActorLexicon) -> tuple[str, Role | None, str | None]:
    """Title, role and country of a position by its label.

    "President of Chile" is Chile's President; of "President of the Regional Council" only the sector is known.
    """
    bare = _BRACKETS.sub("", label)
    first, _, rest = bare.partition(" ")
    if code is not None and rest and _code_of(first, lexicon) == code:
        bare = rest  # "French Minister of Defence"
    cuts = [match.start() for match in reversed(list(_PART.finditer(bare)))]
    if code is not None and cuts and _code_of(_PART.sub("", bare[cuts[0] :], count=1), lexicon) == code:
        bare = bare[: cuts.pop(0)]  # "Minister of Fisheries of Norway"
    for cut in (len(bare), *cuts):
        role = lexicon.roles.get(bare[:cut].lower())
        if role is None or role.kind != "person" or role.sector is None:
            continue
        owner = _PART.sub("", bare[cut:], count=1)
        owner_code = _code_of(owner, lexicon) if owner else code
        if owner_code is not None and (owner_code == code or code is None or owner_code in INTERNATIONAL):
            return role.office or bare[:cut], role, owner_code
        return bare, role, code
    return bare, _of_body(bare, lexicon), code


def _of_body(label: str, lexicon: ActorLexicon) -> Role | None:
    """The role of those who sit in a body that the label names: "member of the National Assembly"."""
    for hit in lexicon.find(label):
        actor = hit.senses[0].actor
        if actor.kind == "organisation" and actor.sector is not None:
            return Role(label.lower(), actor.sector, actor.sector2, "person", None)
    body = lexicon.roles.get(label.split()[-1].lower())
    return Role(label.lower(), body.sector, body.sector2, "person", None) if body is not None else None


def _code_of(name: str, lexicon: ActorLexicon) -> str | None:
    """The code of a state or international body of this name."""
    for sense in lexicon.names.get(name, ()) or lexicon.names.get(name.removeprefix("the "), ()):
        if sense.actor.kind == "state" or sense.actor.code in INTERNATIONAL:
            return sense.actor.code
    return None


def _is_known(name: str, code: str, title: str, start: str, end: str, lexicon: ActorLexicon) -> bool:
    spans = [
        (tenure.since.isoformat() if tenure.since else "", tenure.until.isoformat() if tenure.until else "")
        for sense in lexicon.names.get(name, ())
        for tenure in sense.actor.tenures
        if tenure.code == code and tenure.office == title
    ]
    return _clashes(((code, title, *span) for span in spans), code, title, start, end)


def _clashes(taken: Iterable[tuple[str, str, str, str]], code: str, title: str, start: str, end: str) -> bool:
    """Whether somebody held the same office at the same time already: the lexicon takes it once."""
    first, last = parse_date(start, False), parse_date(end, True)
    for other_code, other_title, since, until in taken:
        if (other_code, other_title) == (code, title):
            from_, to = parse_date(since, False), parse_date(until, True)
            is_after = from_ is not None and last is not None and from_ >= last
            is_before = to is not None and first is not None and to <= first
            if not (is_after or is_before):
                return True
    return False
