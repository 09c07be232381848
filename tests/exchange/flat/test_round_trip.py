"""Every kind out as a table, into a new workspace and out again: the same rows."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from diplotrack.exchange.outgoing.export import export
from diplotrack.exchange.outgoing.records import exportable
from diplotrack.records import (
    Engagement,
    Party,
    Passage,
    Person,
)
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.leaks.sowing import PARTNERS, Sower

NAMES = (
    "Li Wei",
    "Li Wei",
    "A; B",
    '"Quoted"; C',
    "'=1+1",
    "=1+1",
    " spaced ",
    "Wei [0123abcd]",
    "x\ry\nz\t",
    "_x0041_",
    "-",
)


@pytest.fixture(scope="module")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger at random, with names that no table likes, and a text that no cell of a workbook holds."""
    path = tmp_path_factory.mktemp("sown") / "sown.diplotrack"
    with Workspace(Ledger.create(path)) as workspace:
        workspace.ledger.set(we="USA")
        with workspace.change("Sow") as work:
            for code in ("USA", *PARTNERS):
                work.add(Party(name=f"Party {code}", code=code))
            sower = Sower(work, random.Random(3))
            sower.sow()
            work.add_all(Person, [{"name": name, "family_name": name} for name in NAMES])
            people = list(work.session.scalars(select(Person).where(Person.name.in_(NAMES))))
            year = {"starts_on": date(2008, 1, 1), "starts_on_latest": date(2008, 12, 31)}
            meetings = [
                work.add(Engagement(title=name, owner_id=person.id, **year))
                for name, person in zip(NAMES, people, strict=True)
            ]
            for place, met in enumerate(meetings):
                for other in people[: place + 1]:
                    sower.plant("participant", engagement_id=met.id, person_id=other.id)
            for text in ("long " * 20_000 + "end", "\U0001f54a" * 20_000, "second"):
                last = {"owner_kind": "engagement", "owner_id": meetings[-1].id}
                work.add(Passage(**last, role="discussion", ordinal=0, text=text))
            gone = work.add(Person(name="Trashed"))
            work.add(Engagement(title="Owned by one in the trash", owner_id=gone.id))
            work.trash(gone)
    return path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def written(workspace: Workspace, folder: Path) -> dict[str, list[list[str]]]:
    """Each kind as CSV."""
    folder.mkdir()
    found = {}
    for kind in exportable():
        with workspace.read() as session:
            export(session, [kind], folder / f"{kind}.csv")
        found[kind] = rows_of(folder / f"{kind}.csv")
    return found


def content(tables: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """The rows in an order of their own; "a contact" is nobody once a table was read."""
    return {
        kind: sorted(
            [
                ["; ".join(name for name in cell.split("; ") if name != "a contact") for cell in row]
                for row in rows
            ]
        )
        for kind, rows in tables.items()
    }


def differing(rows: list[list[str]], others: list[list[str]]) -> list[tuple[str, str]]:
    """The cells that differ, shortened."""
    assert len(rows) == len(others)
    pairs = (
        (one, other)
        for row, wanted in zip(rows, others, strict=True)
        for one, other in zip(row, wanted, strict=True)
    )
    return [(one[:200], other[:200]) for one, other in pairs if one != other]


@pytest.fixture(scope="module")
def tables(sown: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    with Workspace.open(sown) as workspace:
        return content(written(workspace, tmp_path_factory.mktemp("tables") / "first"))


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(empty_template, tmp_path / "new.diplotrack")
    with Workspace.open(tmp_path / "new.diplotrack") as opened:
        opened.ledger.set(we="USA")
        yield opened


def test_a_workbook_of_everything_comes_back_the_same(
    sown: Path, tables: dict[str, list[list[str]]], empty: Workspace, tmp_path: Path
) -> None:
    with Workspace.open(sown) as first, first.read() as session:
        export(session, exportable(), tmp_path / "all.xlsx")
    result = empty.exchange.import_file(tmp_path / "all.xlsx")
    assert result.errors == []
    again = content(written(empty, tmp_path / "again"))
    for kind in exportable():
        assert differing(again[kind], tables[kind]) == []
        assert len(again[kind]) > 1, kind
    assert list(empty.safekeeping.damage()) == []


def test_csv_files_of_every_kind_come_back_the_same(
    sown: Path, tables: dict[str, list[list[str]]], empty: Workspace, tmp_path: Path
) -> None:
    with Workspace.open(sown) as first:
        written(first, tmp_path / "first")
    waiting = exportable()
    while waiting:
        files = {kind: tmp_path / "first" / f"{kind}.csv" for kind in waiting}
        # A table whose names come in another one waits for it.
        left = [kind for kind, file in files.items() if empty.exchange.import_file(file).errors]
        assert len(left) < len(waiting), left
        waiting = left
    again = content(written(empty, tmp_path / "again"))
    for kind in exportable():
        assert differing(again[kind], tables[kind]) == []
