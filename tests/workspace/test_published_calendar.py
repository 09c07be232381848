"""The calendar file follows the ledger: written when something in it changed, held back as every copy is."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import Action, Engagement, Participant, Party, Person
from diplotrack.store import settings
from diplotrack.workspace import Workspace
from diplotrack.workspace.preferences import prefer


@pytest.fixture(autouse=True)
def late_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2026-05-29")


@pytest.fixture
def file(workspace: Workspace, tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "post.ics"
    path.parent.mkdir()
    prefer(workspace, "calendar_file", str(path))
    return path


def meet(workspace: Workspace, title: str, marking: str = "", day: date = date(2026, 6, 1)) -> int:
    with workspace.change("Log") as work:
        one = Engagement(title=title, starts_on=day, starts_on_latest=day)
        if marking:
            level = {"RESTRICTED": 2, "SECRET": 4}[marking]
            one.marking_scheme, one.marking_rank, one.marking_text = "neutral", level, marking
        hidden = Person(name="Jean Valjean", is_protected=True)
        work.session.add_all([one, hidden, Action(text=f"After {title}", due_on=day)])
        work.session.flush()
        work.session.add(Participant(engagement_id=one.id, person_id=hidden.id))
    workspace.published_calendar.keep()
    return one.id


def titles(file: Path) -> set[str]:
    return {line[8:] for line in file.read_text("utf-8").splitlines() if line.startswith("SUMMARY:")}


def test_nothing_is_written_until_a_file_is_named(workspace: Workspace, tmp_path: Path) -> None:
    meet(workspace, "Talks")
    assert not list(tmp_path.glob("**/*.ics"))


def test_it_follows_the_ledger(workspace: Workspace, file: Path) -> None:
    assert titles(file) == set()
    meet(workspace, "Talks")
    assert titles(file) == {"Talks", "Due: After Talks"}
    assert "Valjean" not in file.read_text("utf-8")


def test_it_is_left_alone_where_nothing_in_it_changed(workspace: Workspace, file: Path) -> None:
    meet(workspace, "Talks")
    os.utime(file, (1, 1))
    with workspace.change("Add") as work:
        work.session.add(Person(name="Somebody"))
    assert workspace.published_calendar.write() is False
    assert file.stat().st_mtime == 1


@pytest.mark.parametrize(("holds", "found"), [("meetings", {"Talks"}), ("due", {"Due: After Talks"})])
def test_it_may_hold_meetings_alone_or_what_is_due(
    workspace: Workspace, file: Path, holds: str, found: set[str]
) -> None:
    meet(workspace, "Talks")
    prefer(workspace, "calendar_holds", holds)
    assert titles(file) == found


def test_what_lies_far_behind_is_not_in_it(workspace: Workspace, file: Path) -> None:
    meet(workspace, "Long ago", day=date(2026, 5, 29) - timedelta(days=400))
    assert titles(file) == set()


def test_under_a_ceiling_what_is_above_it_or_unmarked_stays_out(workspace: Workspace, file: Path) -> None:
    prefer(workspace, "calendar_ceiling", "RESTRICTED")
    for title, marking in (("Low", "RESTRICTED"), ("High", "SECRET"), ("Unmarked", "")):
        meet(workspace, title, marking)
    assert titles(file) == {"Low"}


def test_for_a_partner_only_what_may_be_released_to_it(workspace: Workspace, file: Path) -> None:
    with workspace.change("Add") as work:
        work.session.add(Party(name="France", code="FRA"))
    meet(workspace, "Low", "RESTRICTED")
    prefer(workspace, "calendar_release_to", "FRA")
    assert titles(file) == set()


def test_a_failure_is_told_once_and_stops_nothing(workspace: Workspace, file: Path) -> None:
    file.unlink()
    file.parent.rmdir()
    meet(workspace, "Talks")
    told = [workspace.published_calendar.keep() for _time in range(2)]
    assert told == ["", ""]  # the first time was while the meeting was logged
    file.parent.mkdir()
    meet(workspace, "More")
    file.unlink()
    file.parent.rmdir()
    assert "is not there" in workspace.published_calendar.keep()
    assert workspace.published_calendar.keep() == ""


@pytest.mark.parametrize("path", ["/tmp/" + "x" * 300 + "/post.ics", "/tmp/a\x00b/post.ics", "/"])
def test_a_place_that_cannot_be_is_told_and_stops_nothing(workspace: Workspace, path: str) -> None:
    with workspace.change("Set") as work:
        settings.write(work.session, "calendar_file", path)
    assert "calendar file" in workspace.published_calendar.keep()


def test_whoever_was_let_read_it_still_may(workspace: Workspace, file: Path) -> None:
    file.chmod(0o644)
    meet(workspace, "Talks")
    assert file.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("calendar_file", "post.txt"),
        ("calendar_file", "/no/such/folder/post.ics"),
        ("calendar_holds", "everything"),
        ("calendar_ceiling", "HUSH"),
        ("calendar_release_to", "Nowhereland"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(workspace: Workspace, key: str, words: str) -> None:
    with pytest.raises(UserError):
        prefer(workspace, key, words)
    assert workspace.settings()[key] in ("", "all")
