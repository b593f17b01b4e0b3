"""Articles made by hand, and a ledger with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dragoman.clean import clean
from dragoman.ledger import Ledger
from dragoman.link import stories
from dragoman.model import CodedDocument, RawDocument

QUAKE = (
    "A strong earthquake shook the Velian coast before dawn, toppling houses in the port of Karvia and cutting the "
    "road to the capital. Rescue teams with dogs searched the rubble for survivors while hospitals asked for blood.\n"
    "The seismological institute in Karvia measured a magnitude of 6.8 and counted a dozen aftershocks by noon.\n"
    "Neighbouring Ostrava offered helicopters and field kitchens, which the Velian interior ministry accepted."
)
QUAKE_AGAIN = (
    "Rescuers pulled twelve people from the rubble of Karvia on the second day after the earthquake that flattened "
    "much of the Velian port. The interior ministry said that helicopters from Ostrava had flown the injured to the "
    "capital, and that aftershocks kept survivors out of their houses."
)
SUMMIT = (
    "Leaders of the eleven fishing nations met in Tarrin to share out the herring quotas of the northern banks. "
    "The chairman said that talks on nets and licences would go on through the weekend.\n"
    "Skippers who had sailed into the harbour sounded their horns in protest against smaller quotas."
)


def document(
    id: str, text: str, day: str | None = "2022-05-01", title: str | None = None, publisher: str | None = None
) -> CodedDocument:
    date = dt.date.fromisoformat(day) if day else None
    return CodedDocument(
        clean(RawDocument(text, f"{id}.txt", "0" * 64, id=id, title=title, published=date, publisher=publisher))
    )


def grouped(folder: Path, *documents: CodedDocument, one_by_one: bool = False) -> list[list[str]]:
    """The stories of documents, as lists of ids."""
    folder.mkdir(exist_ok=True)
    with Ledger(folder / "stories.ledger") as ledger:
        for one in documents:
            ledger.add(one)
            if one_by_one:
                stories.update(ledger.connection)
        stories.update(ledger.connection)
        return [[d.id for d in story.documents] for story in stories.stories(ledger.connection)]
