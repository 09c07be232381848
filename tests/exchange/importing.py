"""Small files of each public record set, made up row by row, and what tests ask about the records made of them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.records import ExternalReference, Party, Person, Record
from diplotrack.store.passages import passages_of
from diplotrack.workspace import Workspace

R = TypeVar("R", bound=Record)

TRAVELS = (
    "id",
    "role",
    "who",
    "name",
    "start_date",
    "end_date",
    "country_id",
    "country",
    "locale",
    "remarks",
)
VISITS = ("id", "start_date", "end_date", "visitor", "from_id", "from", "description")
PEOPLE = ("id", "surname", "forename", "birth", "death", "career_type", "state")
APPOINTMENTS = (
    "file", "kind", "id", "person_id", "role", "territory", "appointed", "arrived", "started", "ended", "ended_note",
    "note",
)  # fmt: skip
READOUTS = ("date", "kind", "title", "source_url", "text")
MEMBERS = (
    "argentina", "australia", "brazil", "canada", "china", "france", "germany", "india", "indonesia", "italy", "japan",
    "korea", "mexico", "russia", "saudi", "safrica", "turkey", "uk", "us", "eu",
)  # fmt: skip
G20 = ("area", "id", "year", "code", "text", "average", *MEMBERS)
UPR = (
    "To",
    "To-Rgrp",
    "To-Org",
    "From",
    "From-Rgrp",
    "From-Org",
    "Text",
    "Response",
    "Action",
    "Issue",
    "Session",
)
TREATIES = (
    "id", "title", "field3", "subject", "country_name", "references", "document_url", "signed_event_date",
    "signed_event_location", "definative_eif_event_date", "terminated_event_date",
)  # fmt: skip


def paris(**other: str) -> dict[str, str]:
    """A stop of a secretary of state in Paris."""
    row = {
        "id": "1", "role": "secretary", "who": "doe-jane", "name": "Jane Doe", "start_date": "2008-06-13",
        "end_date": "2008-06-15", "country_id": "france", "country": "France", "locale": "Paris",
        "remarks": "Met with President Sarkozy. Discussed the Middle East peace process.",
    }  # fmt: skip
    return row | other


def brussels(**other: str) -> dict[str, str]:
    """The stop after it, at the seat of NATO."""
    row = paris(
        id="2", start_date="2008-06-15", end_date="2008-06-16", country_id="belgium", country="Belgium",
        locale="Brussels", remarks="Attended the NATO Ministerial Meeting.",
    )  # fmt: skip
    return row | other


def write(folder: Path, columns: tuple[str, ...], *rows: dict[str, str], name: str = "rows.csv") -> Path:
    """A CSV file of these rows."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def take(workspace: Workspace, path: Path, **options: Any) -> ImportResult:
    """Import a file."""
    return workspace.exchange.import_file(path, **options)


def record(workspace: Workspace, kind: type[R], key: str) -> R:
    """The record of a kind that the source calls so."""
    with workspace.read() as session:
        owner = select(ExternalReference.owner_id).where(
            ExternalReference.source_id == key, ExternalReference.owner_kind == kind.__kind__.name
        )
        found = session.get(kind, session.scalars(owner).one())
        assert found is not None
        return found


def parts(workspace: Workspace, kind: type[R], owner: Record) -> list[R]:
    """The rows of a part of a record."""
    with workspace.read() as session:
        column = kind.__table__.c[kind.__kind__.owner]
        return list(session.scalars(select(kind).where(column == owner.id).order_by(kind.id)))


def code(workspace: Workspace, party_id: int | None) -> str:
    """The code of a party."""
    with workspace.read() as session:
        found = session.get(Party, party_id) if party_id is not None else None
        return found.code if found is not None else ""


def name(workspace: Workspace, person_id: int | None) -> str:
    """The name of a person."""
    with workspace.read() as session:
        found = session.get(Person, person_id) if person_id is not None else None
        return found.name if found is not None else ""


def text(workspace: Workspace, one: Record, role: str) -> str:
    """A long text of a record."""
    with workspace.read() as session:
        passages = passages_of(session, one.__kind__.name, [one.id])[one.id][role]
        return "\n\n".join(passage.text for passage in passages)


def everyone(workspace: Workspace, family_name: str) -> list[Person]:
    """All people of a family name who are not in the trash."""
    with workspace.read() as session:
        query = select(Person).where(Person.family_name == family_name, Person.deleted_at.is_(None))
        return list(session.scalars(query))
