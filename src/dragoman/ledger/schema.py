"""Opening a ledger file: its schema, its migrations, and what SQLite's errors mean to a user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from dragoman.errors import DragomanError

# "DRGM", in the file's header: tells a ledger from any other SQLite file.
APPLICATION_ID = 0x4452474D


class OlderError(DragomanError):
    """A ledger that an older version wrote. Opened for writing, it is brought up to date."""


def migrations() -> tuple[str, ...]:
    """The SQL scripts that lead from an empty file to the newest schema; the schema's version is their number."""
    folder = resources.files("dragoman.ledger") / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(script.read_text("utf-8") for script in scripts)


def connect(path: Path, *, read_only: bool, timeout_s: float) -> sqlite3.Connection:
    """A connection to the ledger at ``path``, made or migrated if need be. Raises DragomanError."""
    if read_only and not path.is_file():
        raise DragomanError(f"there is no ledger at {path}", f"make one: dragoman code ARTICLES --ledger {path}")
    if path.is_dir():
        raise DragomanError(f"{path} is a folder, not a ledger", f"name a file, such as {path / 'dragoman.ledger'}")
    if not path.parent.is_dir():
        raise DragomanError(f"the folder {path.parent} does not exist", "make it, or put the ledger elsewhere")
    with explained(path):
        connection = _open(path, read_only, timeout_s)
        try:
            if read_only:
                _check(connection, path, newest=len(migrations()), may_be_empty=False)
            else:
                _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _open(path: Path, read_only: bool, timeout_s: float) -> sqlite3.Connection:
    def attempt(query: str) -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?{query}"
        connection = sqlite3.connect(uri, uri=True, timeout=timeout_s, isolation_level=None)
        try:
            connection.execute("PRAGMA schema_version")
        except BaseException:
            connection.close()
            raise
        return connection

    if not read_only:
        return attempt("mode=rwc")
    try:
        # A connection that may write takes WAL's side files away when it closes; a read-only one leaves them behind.
        connection = attempt("mode=rw")
    except sqlite3.OperationalError:
        # In a folder that may not be written the side files cannot be made; without them the file is whole as it is.
        if not path.with_name(path.name + "-wal").exists():
            return attempt("immutable=1")
        return attempt("mode=ro")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    scripts = migrations()
    _check(connection, path, newest=len(scripts), may_be_empty=True)
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL keeps the file whole through power cuts and every commit through a killed process. FULL would
    # add a disk flush a document, to guard the last documents before a power cut, which coding again brings back.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection) == len(scripts):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside the transaction: another process may have migrated the file meanwhile.
        for number in range(_version(connection), len(scripts)):
            for statement in _statements(scripts[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check(connection: sqlite3.Connection, path: Path, *, newest: int, may_be_empty: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    version = _version(connection)
    if application != APPLICATION_ID and not (is_empty and may_be_empty):
        raise DragomanError(f"{path} is not a ledger", "it is another program's SQLite file; name another file")
    if version < 0:
        raise DragomanError(*_explanation("SQLITE_CORRUPT", path))
    if version > newest:
        raise DragomanError(
            f"{path} was written by a newer dragoman (schema {version}; this one knows {newest})",
            "upgrade dragoman: pip install --upgrade dragoman",
        )
    if version < newest and not may_be_empty:
        raise OlderError(
            f"{path} was written by an older dragoman (schema {version} of {newest})",
            f"bring it up to date: dragoman stories --ledger {path}",
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. `executescript` would commit the transaction that holds the migration together."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into DragomanErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        message, hint = _explanation(name, path)
        raise DragomanError(message or f"the ledger {path} failed: {error}", hint) from error
    except UnicodeDecodeError as error:  # SQLite's message quotes what was spoilt
        message, hint = _explanation("SQLITE_CORRUPT", path)
        raise DragomanError(message, hint) from error


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """Turn what reading a row fails with, where it does not hold what was written into it, into DragomanErrors."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise DragomanError("what was asked for has characters that no ledger holds", "give it in UTF-8") from error
    except (LookupError, TypeError, ValueError) as error:
        raise DragomanError(
            f"{path} is damaged: a row does not hold what it should ({type(error).__name__}: {error})",
            f"see what else is: dragoman doctor --ledger {path}",
        ) from error


def _explanation(name: str, path: Path) -> tuple[str, str]:
    if name == "SQLITE_FULL":
        return (
            f"the disk is full: {path} cannot grow",
            "nothing that was kept is lost; free some space and run the same command again",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{path} is being written by another process", "wait until it is done, or use another ledger"
    if name.startswith("SQLITE_READONLY"):
        return f"{path} may not be written", "check the permissions of the file and its folder, or use another ledger"
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return f"{path} cannot be opened", "check that it can be read, and that its folder can be written"
    if name == "SQLITE_NOTADB":
        return f"{path} is not a ledger", "it is no SQLite file; name another file"
    if name.startswith("SQLITE_CORRUPT"):
        return f"{path} is damaged", "restore it from a backup, or code the articles again into a new ledger"
    if name.startswith("SQLITE_IOERR"):
        return f"{path} cannot be read or written (I/O error)", "check the disk; what was committed is kept"
    return "", "please report this with the command that you ran"
