"""What parties are called on a day, by the reference data of a founded workspace."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.store.as_of import memberships
from diplotrack.store.party_names import called_on
from diplotrack.workspace import Workspace


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("EU", date(1980, 1, 1), "European Community"),
        ("EU", date(2008, 12, 31), "European Union"),
        ("CZE", date(2008, 12, 31), "Czech Republic"),
        ("CZE", date(2020, 1, 1), "Czechia"),
        ("TUR", date(2008, 12, 31), "Turkey"),
    ],
)
def test_a_party_is_called_as_on_the_day(workspace: Workspace, code: str, day: date, name: str) -> None:
    with workspace.read() as session:
        assert {one.name for one in called_on(session, day).values() if one.code == code} == {name}


@pytest.mark.parametrize(("year", "members"), [(2007, 4), (2009, 0), (2018, 4)])
def test_a_dialogue_that_lapsed_has_no_members_meanwhile(
    workspace: Workspace, year: int, members: int
) -> None:
    quad = workspace.records.party("Quadrilateral Security Dialogue").id
    with workspace.read() as session:
        assert len(memberships(session, date(year, 6, 1), organizations=[quad])) == members
