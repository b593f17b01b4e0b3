"""The event lexicon: frames, operators and word classes, read from ``lexicon/events/*.toml`` and validated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, get_args

from dragoman import lexicon
from dragoman.errors import DragomanError
from dragoman.extract.operators import OperatorKind
from dragoman.extract.patterns import (
    Pattern,
    PatternError,
    compile_adjective,
    compile_noun,
    compile_verb,
    compounds_of,
)
from dragoman.model import EventType
from dragoman.ontology import check_mode

_KINDS: tuple[tuple[str, Callable[[str], Pattern]], ...] = (
    ("verbs", compile_verb),
    ("nouns", compile_noun),
    ("adjectives", compile_adjective),
)
_GROUP_KEYS = {
    "name", "mode", "verbs", "nouns", "adjectives", "examples", "needs", "together", "confidence", "note",
}  # fmt: skip
DEFAULT_CONFIDENCE = 0.75
# What an act of a group must have been done to: anybody or anything, a party, not a mere thing; or what must be among
# its parties: somebody who can fight.
Need = Literal["recipient", "party", "fighters"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern and what it reports. ``event`` is None where the pattern is known to report no event."""

    pattern: Pattern
    event: EventType | None
    mode: str | None
    rule: str  # "events/request.toml:call-on/call on R to-inf"
    confidence: float
    needs: Need | None
    together: EventType | None = None  # what it is when parties of several countries do it


@dataclass(frozen=True, slots=True)
class Operator:
    """A verb, noun or adjective whose complement decides what is reported."""

    kind: OperatorKind
    pattern: Pattern
    rule: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that an entry carries: what `dragoman lexicon test` expects of it."""

    text: str
    event: EventType | None
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    is_none: bool
    rule: str


class Frames:
    """The frames of one lemma, most specific first, with a short cut to those whose words a sentence has."""

    def __init__(self) -> None:
        self._all: list[Frame] = []
        self._free: list[tuple[int, Frame]] = []
        self._keyed: dict[str, list[tuple[int, Frame]]] = {}

    def __len__(self) -> int:
        return len(self._all)

    def append(self, frame: Frame) -> None:
        self._all.append(frame)

    def name_an_act(self, noun: str) -> bool:
        """Whether the bare noun, no compound of it, is an event's."""
        return any(frame.event is not None and frame.pattern.head == noun for frame in self._all)

    def arrange(self) -> None:
        """Rank the frames and file each under the longest, and so the rarest, word that it needs, or else a class."""
        self._all.sort(key=lambda frame: -frame.pattern.specificity)
        for rank, frame in enumerate(self._all):
            needs = frame.pattern.needs
            key = max(needs, key=lambda word: (word[0] != "@", len(word), word)) if needs else None
            (self._free if key is None else self._keyed.setdefault(key, [])).append((rank, frame))

    def patterns(self) -> Iterator[Pattern]:
        """The patterns of all frames."""
        return (frame.pattern for frame in self._all)

    def for_words(self, words: Set[str]) -> list[Frame]:
        """The frames that a sentence of these words and classes can hold, most specific first."""
        hits = self._keyed.keys() & words
        if not hits:
            return [frame for _, frame in self._free]
        found = list(self._free)
        for word in hits:
            found.extend([entry for entry in self._keyed[word] if entry[1].pattern.needs <= words])
        found.sort(key=itemgetter(0))
        return [frame for _, frame in found]


@dataclass(slots=True)
class EventLexicon:
    """All entries, indexed by the lemma of their head."""

    verbs: dict[str, Frames] = field(default_factory=dict)
    nouns: dict[str, Frames] = field(default_factory=dict)  # by the last word of a compound
    adjectives: dict[str, Frames] = field(default_factory=dict)
    verb_operators: dict[str, list[Operator]] = field(default_factory=dict)
    noun_operators: dict[str, list[Operator]] = field(default_factory=dict)
    adjective_operators: dict[str, list[Operator]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    heads: frozenset[str] = frozenset()  # every word that some entry begins with
    vocabulary: frozenset[str] = frozenset()  # these and the words of the word classes
    act_nouns: frozenset[str] = frozenset()  # nouns that by themselves name an act: "bombing", "talks"
    classes_of: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by noun, as "@class", where a pattern asks
    compound_heads: frozenset[str] = frozenset()  # last words of all entries of several words
    _members: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many patterns and operators there are."""
        tables = (self.verbs, self.nouns, self.adjectives)
        operators = (self.verb_operators, self.noun_operators, self.adjective_operators)
        return sum(len(x) for t in tables for x in t.values()) + sum(len(x) for t in operators for x in t.values())

    def members(self, names: tuple[str, ...]) -> frozenset[str]:
        """The words of several classes, of those that there are."""
        if names not in self._members:
            self._members[names] = frozenset().union(*(self.classes.get(name, ()) for name in names))
        return self._members[names]

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> EventLexicon:
        """Our lexicon and the user's on top. Raises DragomanError that names file, group and mistake."""
        loaded = cls()
        paths = list(lexicon.find("events/*.toml", overlays))
        for path in (p for p in paths if p.stem.startswith("classes")):
            loaded._add_classes(path)
        for path in (p for p in paths if not p.stem.startswith("classes")):
            data = lexicon.read_toml(path)
            add = loaded._add_operators if path.stem.startswith("operators") else loaded._add_frames
            add(path, data)
        for table in (loaded.verbs, loaded.nouns, loaded.adjectives):
            for frames in table.values():
                frames.arrange()
        for operators in (loaded.verb_operators, loaded.noun_operators, loaded.adjective_operators):
            for entries in operators.values():
                entries.sort(key=lambda entry: -entry.pattern.specificity)
        loaded.heads = frozenset().union(
            loaded.verbs, loaded.nouns, loaded.adjectives,
            loaded.verb_operators, loaded.noun_operators, loaded.adjective_operators,
        )  # fmt: skip
        loaded.vocabulary = loaded.heads.union(word for words in loaded.classes.values() for word in words)
        loaded.act_nouns = frozenset(noun for noun, frames in loaded.nouns.items() if frames.name_an_act(noun))
        loaded._index_nouns()
        return loaded

    def _index_nouns(self) -> None:
        tables = (self.verbs, self.nouns, self.adjectives)
        patterns = [pattern for table in tables for frames in table.values() for pattern in frames.patterns()]
        operators = (self.verb_operators, self.noun_operators, self.adjective_operators)
        patterns += [entry.pattern for table in operators for entries in table.values() for entry in entries]
        asked = frozenset().union(*(pattern.needs for pattern in patterns))
        found: dict[str, list[str]] = {}
        for name, words in self.classes.items():
            if f"@{name}" in asked:
                for word in words:
                    found.setdefault(word, []).append(f"@{name}")
        self.classes_of = {word: tuple(names) for word, names in found.items()}
        compounds = {word for words in self.classes.values() for word in words if " " in word}
        self.compound_heads = frozenset(
            word.rpartition(" ")[2] for word in compounds.union(*map(compounds_of, patterns))
        )

    def _add_classes(self, path: Path) -> None:
        for name, words in lexicon.read_toml(path).items():
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                raise DragomanError(
                    f"{path}: class {name} is no list of words", 'write talks = ["talk", "negotiation"]'
                )
            self.classes[name] = self.classes.get(name, frozenset()) | {w.lower().replace("_", " ") for w in words}

    def _add_operators(self, path: Path, data: dict[str, Any]) -> None:
        for group in data.get("group", []):
            kind = group.get("kind")
            if kind not in get_args(OperatorKind):
                known = ", ".join(get_args(OperatorKind))
                raise DragomanError(f"{path}: operator kind {kind!r} is unknown", f"kinds: {known}")
            tables = (
                ("verbs", compile_verb, self.verb_operators),
                ("nouns", compile_noun, self.noun_operators),
                ("adjectives", _compile_operator_adjective, self.adjective_operators),
            )
            for key, compile_pattern, table in tables:
                for text in group.get(key, []):
                    pattern = _compiled(compile_pattern, text, f"{path}, kind {kind}")
                    self._check_classes(pattern, f"{path}, kind {kind}")
                    entry = Operator(kind, pattern, f"events/{path.name}:{kind}/{text}")
                    table.setdefault(pattern.head.split()[-1], []).append(entry)

    def _add_frames(self, path: Path, data: dict[str, Any]) -> None:
        name = data.get("event")
        if name not in (*EventType, "NONE"):
            raise DragomanError(
                f"{path}: event {name!r} is none of PLOVER's", 'begin the file with event = "REQUEST" or the like'
            )
        event = None if name == "NONE" else EventType(str(name))
        for group in data.get("group", []):
            where = f"{path}, group {group.get('name')!r}"
            self._check_group(group, event, where)
            for frame in self._frames(path, group, event, where):
                heads = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}[frame.pattern.kind]
                heads.setdefault(frame.pattern.head.split()[-1], Frames()).append(frame)
            self.examples.extend(_examples(path, group, event))

    def _check_group(self, group: dict[str, Any], event: EventType | None, where: str) -> None:
        if not group.get("name"):
            raise DragomanError(f"{where}: the group has no name", 'add name = "…"; rules are cited by it')
        if unknown := set(group) - _GROUP_KEYS:
            raise DragomanError(
                f"{where}: unknown keys {', '.join(sorted(unknown))}", f"known: {', '.join(sorted(_GROUP_KEYS))}"
            )
        if group.get("needs") not in (None, *get_args(Need)):
            raise DragomanError(f"{where}: needs {group['needs']!r}", f"it is one of {', '.join(get_args(Need))}")
        if group.get("together") not in (None, *EventType):
            raise DragomanError(
                f"{where}: together {group['together']!r} is none of PLOVER's", "write an event or nothing"
            )
        if event:
            check_mode(event, group.get("mode"), where)
        confidence = group.get("confidence", DEFAULT_CONFIDENCE)
        if not isinstance(confidence, int | float) or not 0 < confidence <= 1:
            raise DragomanError(f"{where}: confidence {confidence!r}", "it is a number above 0 and at most 1")

    def _frames(self, path: Path, group: dict[str, Any], event: EventType | None, where: str) -> Iterator[Frame]:
        for key, compile_pattern in _KINDS:
            for text in group.get(key, []):
                pattern = _compiled(compile_pattern, text, where)
                self._check_classes(pattern, where)
                yield Frame(
                    pattern,
                    event,
                    group.get("mode"),
                    f"events/{path.name}:{group['name']}/{text}",
                    float(group.get("confidence", DEFAULT_CONFIDENCE)),
                    group.get("needs"),
                    EventType(group["together"]) if "together" in group else None,
                )

    def _check_classes(self, pattern: Pattern, where: str) -> None:
        slots = [part.slot for part in pattern.parts] + [pattern.subject]
        for slot in slots:
            if slot and slot.word_class and slot.word_class not in self.classes:
                raise DragomanError(
                    f"{where}: {pattern.text!r}: no class @{slot.word_class}", "define it in a classes*.toml"
                )


def _compiled(compile_pattern: Callable[[str], Pattern], text: str, where: str) -> Pattern:
    try:
        return compile_pattern(text)
    except PatternError as error:
        raise DragomanError(f"{where}: {text!r}: {error}", "CONTRIBUTING.md has the pattern language") from error


def _compile_operator_adjective(text: str) -> Pattern:
    """ "bound to": an operator adjective may have fixed words after it, as a verb has."""
    return replace(compile_verb(text), kind="adjective")


def _examples(path: Path, group: dict[str, Any], event: EventType | None) -> Iterator[Example]:
    for row in group.get("examples", []):
        expected = EventType(row["event"]) if "event" in row else event
        yield Example(
            row["text"],
            expected,
            row.get("mode", group.get("mode") if "event" not in row else None),
            tuple(row.get("actors", ())),
            tuple(row.get("recipients", ())),
            bool(row.get("none", event is None)),
            f"events/{path.name}:{group['name']}",
        )
