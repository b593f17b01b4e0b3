"""The folder that a cluster's run fills: one Parquet file a shard, and ``run.json``, which says of which inputs, in
which order, and how they were coded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.errors import DragomanError
from dragoman.run import storage
from dragoman.run.shards import FORMAT, Shard

NAME = "run.json"
_OTHER = "name another folder: what was coded in different ways does not belong together"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which records a raw document is given: the same identity gives the same ones."""

    coder: str
    model: str
    options: str  # digest of the user's choices and the lexicons
    encoding: str | None = None


@dataclass(slots=True)
class Folder:
    """The folder, as ``run.json`` describes it. ``identity`` is None before anything was coded into it."""

    path: str
    identity: Identity | None = None
    shards: list[Shard] = field(default_factory=list)  # in the order in which a ledger must take them in

    @classmethod
    def open(cls, path: str) -> Folder:
        """The folder at a path or URL. Raises DragomanError where it is none of ours, or of a newer Dragoman."""
        there = storage.names(path)
        if NAME not in there:
            if any(not name.startswith(".") for name in there):
                raise DragomanError(f"{path} holds other files", "name an empty folder, or a new one")
            return cls(path)
        with storage.fetched(storage.joined(path, NAME)) as file:
            try:
                return cls._from_json(path, json.loads(file.read_text("utf-8")))
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise DragomanError(f"{path}/{NAME} cannot be read: {error}", "code into another folder") from error

    @classmethod
    def _from_json(cls, path: str, data: Any) -> Folder:
        if data["format"] != FORMAT:
            raise DragomanError(f"{path} was written by another version of Dragoman", "use that one to read it")
        return cls(path, Identity(**data["identity"]), [Shard(**shard) for shard in data["shards"]])

    def check(self, options: str, encoding: str | None) -> None:
        """Raise DragomanError where what is there was coded with other choices."""
        if self.identity is not None and (self.identity.options, self.identity.encoding) != (options, encoding):
            raise DragomanError(f"{self.path} holds what was coded with other options or another lexicon", _OTHER)

    def settle(self, identity: Identity, shards: Iterable[Shard]) -> None:
        """Note how and what is coded into it: new shards come after those that it has. Raises DragomanError where what
        is there was coded otherwise."""
        if self.identity is not None and self.identity != identity:
            ours, theirs = self.identity, identity
            told = f"by {ours.coder} with {ours.model}, and this is {theirs.coder} with {theirs.model}"
            raise DragomanError(f"{self.path} holds what was coded {told}", _OTHER)
        self.identity = identity
        known = set(self.shards)
        self.shards.extend(shard for shard in dict.fromkeys(shards) if shard not in known)
        data = {"format": FORMAT, "identity": asdict(identity), "shards": [asdict(shard) for shard in self.shards]}
        with storage.written(self.file(NAME)) as path:
            path.write_text(json.dumps(data, indent=1), encoding="utf-8")

    def file(self, name: str) -> str:
        """The path or URL of a file in it."""
        return storage.joined(self.path, name)

    def done(self) -> set[str]:
        """The names of the files that are whole: others never have these names."""
        return {name for name in storage.names(self.path) if name.endswith(".parquet") and not name.startswith(".")}
