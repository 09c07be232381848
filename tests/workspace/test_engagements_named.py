"""An engagement is named in words: by partner and day, next or last, or words of its title."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing.engagements import engagement_named
from tests.reports.compose.desk import Desk

PLANNED = EngagementStatus.PLANNED


@pytest.fixture(scope="module")
def diary(
    founded_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, dict[str, int]]]:
    folder = tmp_path_factory.mktemp("diary") / "diary.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as workspace, workspace.change("Log") as work:
        desk = Desk(work)
        made = {
            "cables": desk.met("Talks on cables", date(2008, 6, 1), "USA", "FRA", city="Paris"),
            "grain": desk.met("Talks on grain", date(2008, 6, 1), "USA", "FRA"),
            "visit": desk.met("Visit", date(2008, 7, 8), "USA", "FRA", ends_on=date(2008, 7, 11)),
            "next": desk.met("Dinner", date(2009, 1, 8), "USA", "FRA", status=PLANNED),
            "after": desk.met("Lunch", date(2009, 2, 8), "USA", "FRA", status=PLANNED),
            "missed": desk.met("Never held", date(2008, 12, 1), "USA", "FRA", status=PLANNED),
            "tokyo": desk.met("Talks on cables in Tokyo 2008", date(2008, 3, 1), "USA", "JPN"),
        }
        ids = {name: one.id for name, one in made.items()}
    with Workspace.open(folder) as workspace:
        yield workspace, ids


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("France next", "next"),
        ("next FRA", "next"),
        ("FRA last", "visit"),
        ("France 2008-07-10", "visit"),
        ("2008-07", "visit"),
        ("france cables", "cables"),
        ("talks on CABLES", "cables"),
        ("FRA 2008-06-01 grain", "grain"),
        ("Talks on cables in Tokyo 2008", "tokyo"),
        ("Tokyo", "tokyo"),
        ("FRA 2009-02", "after"),
    ],
)
def test_words_name_one(diary: tuple[Workspace, dict[str, int]], words: str, name: str) -> None:
    workspace, ids = diary
    with clock.on_day(date(2008, 12, 31)):
        assert engagement_named(workspace, words) == ids[name]


def test_of_several_each_is_named_with_its_day_and_identifier(
    diary: tuple[Workspace, dict[str, int]],
) -> None:
    with pytest.raises(UserError) as told:
        engagement_named(diary[0], "France 2008-06-01")
    assert "names 2 engagements" in str(told.value)
    assert "Jun 1, 2008, Talks on cables (" in str(told.value)
    assert "Talks on grain" in str(told.value)


@pytest.mark.parametrize("words", ["Atlantis", "France 1999-01-01", "Japan next"])
def test_of_none_it_is_said_how_to_name_one(diary: tuple[Workspace, dict[str, int]], words: str) -> None:
    with pytest.raises(UserError, match="No engagement is called"):
        engagement_named(diary[0], words)


def test_a_day_that_no_calendar_has_is_said(diary: tuple[Workspace, dict[str, int]]) -> None:
    with pytest.raises(UserError, match="no calendar has"):
        engagement_named(diary[0], "France 2008-02-31")
