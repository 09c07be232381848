"""Small address books, line by line, and what tests ask about the people that come of them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from diplotrack.records import Person
from diplotrack.workspace import Workspace


def card(*lines: str, version: str = "3.0") -> list[str]:
    """The lines of one card."""
    return ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]


def book(folder: Path, *lines: str, name: str = "people.vcf", codec: str = "utf-8") -> Path:
    """A file of cards."""
    path = folder / name
    path.write_bytes("\r\n".join([*lines, ""]).encode(codec))
    return path


def people(workspace: Workspace) -> list[Person]:
    """All people who are not in the trash, by name."""
    with workspace.read() as session:
        return list(session.scalars(select(Person).where(Person.deleted_at.is_(None)).order_by(Person.name)))


def person(workspace: Workspace) -> Person:
    """The only one."""
    [one] = people(workspace)
    return one
