"""One document for many: a file each, none written over, each failure told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.progress import Cancelled
from diplotrack.records import (
    Commitment,
    Engagement,
    EngagementParty,
    Objective,
    PartnerTier,
    Party,
    Person,
)
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import ObjectiveStatus
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import REPORTS, order
from diplotrack.workspace.printing.batch import numbered, print_each, varied
from diplotrack.workspace.printing.circles import Circle, circles, members

DAY = date(2026, 5, 29)


@pytest.fixture
def trip(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> int:
    """A tour with two stops and a dinner in the second, where France is met again; Japan is of tier 1."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", DAY.isoformat())
    with workspace.change("Add") as work:
        we, france, japan, peru = (
            work.add(Party(name=name, code=code, is_own=own)).id
            for name, code, own in (
                ("Us", "USA", True),
                ("France", "FRA", False),
                ("Japan", "JPN", False),
                ("Peru", "PER", False),
            )
        )
        tour = work.add(Engagement(title="Tour", starts_on=DAY))
        second = work.add(Engagement(title="Lima", starts_on=date(2026, 6, 2), parent_id=tour.id))
        first = work.add(Engagement(title="Paris", starts_on=date(2026, 6, 1), parent_id=tour.id))
        dinner = work.add(Engagement(title="Dinner", starts_on=date(2026, 6, 2), parent_id=second.id))
        for where, who in ((first, france), (second, peru), (second, we), (dinner, france)):
            work.add(EngagementParty(engagement_id=where.id, party_id=who))
        work.add(PartnerTier(party_id=japan, tier=1))
        work.add(PartnerTier(party_id=peru, tier=1, until_on=date(2020, 1, 1)))
        work.add(Objective(code="A-2", title="Two", status=ObjectiveStatus.IN_FORCE))
        work.add(Objective(code="A-1", title="One", status=ObjectiveStatus.IN_FORCE))
        work.add(Objective(code="A-0", title="Old", status=ObjectiveStatus.RETIRED))
        owner = work.add(Person(name="Ana"))
        work.add(Person(name="Idle"))
        work.add(Commitment(text="Send it", owner_id=owner.id))
        return tour.id


def named(found: list[Mention]) -> list[str]:
    return [one.caption for one in found]


def test_a_circle_gathers_who_belongs_together(workspace: Workspace, trip: int) -> None:
    assert named(members(workspace, "party", Circle.TRIP, trip)) == ["France", "Peru"]
    assert named(members(workspace, "engagement", Circle.TRIP, trip)) == ["Paris", "Lima", "Dinner"]
    assert named(members(workspace, "party", Circle.TIER, 1)) == ["Japan"]
    assert named(members(workspace, "person", Circle.HOLDERS)) == ["Ana"]
    assert named(members(workspace, "objective", Circle.IN_FORCE)) == ["A-1", "A-2"]
    assert circles("agreement") == (Circle.CHOSEN,)


def test_each_gets_a_file_and_none_is_written_over(workspace: Workspace, trip: int, tmp_path: Path) -> None:
    about = members(workspace, "party", Circle.TRIP, trip)
    first = print_each(workspace, order("partner-brief"), about, tmp_path, ".docx")
    again = print_each(workspace, order("partner-brief"), about[:1], tmp_path, ".docx")
    names = [one.path.name for one in (*first.written, *again.written)]
    assert len(names) == len(set(names)) == 3
    assert names[2] == names[0].replace(".docx", " 2.docx")
    assert "France" in names[0]
    assert not first.failed
    assert not first.is_stopped


def test_what_fails_is_told_and_keeps_nobody_back(workspace: Workspace, trip: int, tmp_path: Path) -> None:
    about = members(workspace, "party", Circle.TRIP, trip)
    gone = Mention("party", 9_999, "Atlantis")
    done = print_each(workspace, order("partner-brief"), [gone, *about], tmp_path, ".docx")
    assert [one.name for one in done.failed] == ["Atlantis"]
    assert done.failed[0].sentence
    assert len(done.written) == 2


def test_stopping_leaves_whole_files_alone(workspace: Workspace, trip: int, tmp_path: Path) -> None:
    about = members(workspace, "party", Circle.TRIP, trip)

    def stop(done: int, total: int | None, what: str) -> None:
        if done == 1:
            raise Cancelled

    batch = print_each(workspace, order("partner-brief"), about, tmp_path, ".docx", stop)
    assert batch.is_stopped
    assert [one.path for one in batch.written] == list(tmp_path.glob("*.docx"))
    assert len(batch.written) == 1


def test_what_cannot_be_done_at_all_is_said_at_once(workspace: Workspace, trip: int, tmp_path: Path) -> None:
    about = members(workspace, "party", Circle.TRIP, trip)
    with pytest.raises(UserError, match="does not exist"):
        print_each(workspace, order("partner-brief"), about, tmp_path / "no")
    with pytest.raises(UserError, match="suffix"):
        print_each(workspace, order("partner-brief"), about, tmp_path, ".xlsx")


def test_a_batch_varies_what_must_be_told() -> None:
    found = {name: ask.name if (ask := varied(report)) else "" for name, report in REPORTS.items()}
    assert found["partner-brief"] == "partner"
    assert found["commitments"] == "partner"
    assert found["hand-over"] == "owner"


def test_a_name_that_is_taken_is_numbered(tmp_path: Path) -> None:
    for name in ("Brief.pdf", "Brief 2.pdf"):
        (tmp_path / name).touch()
    assert numbered(tmp_path / "Brief.pdf").name == "Brief 3.pdf"
