"""A partner at a glance, as the core tells it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Consultation,
    Engagement,
    EngagementParty,
    Objective,
    PartnerTier,
    Party,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import CommitmentSide, Duty, EngagementStatus, Level, PartyType
from diplotrack.workspace import Workspace

TODAY = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", TODAY.isoformat())


@pytest.fixture
def workspace(founded_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """We are the United States; the reference parties are there."""
    with Workspace.open(Path(shutil.copytree(founded_template, tmp_path / "w.diplotrack"))) as opened:
        yield opened


def party(workspace: Workspace, code: str) -> int:
    return workspace.records.party(code).id


def promise(workspace: Workspace, by: int, to: int) -> int:
    with workspace.change("Promise") as work:
        one = work.add(Commitment(text="Deliver", made_on=TODAY - timedelta(days=9))).id
        work.add(CommitmentParty(commitment_id=one, party_id=by, side=CommitmentSide.BY))
        work.add(CommitmentParty(commitment_id=one, party_id=to, side=CommitmentSide.TO))
    return one


def meeting(workspace: Workspace, with_whom: int, day: date, level: Level) -> None:
    with workspace.change("Log") as work:
        one = work.add(
            Engagement(
                title="Talks",
                starts_on=day,
                starts_on_latest=day,
                level_theirs=level,
                status=EngagementStatus.HELD,
            )
        )
        work.add(EngagementParty(engagement_id=one.id, party_id=with_whom))


def test_a_ministry_counts_for_its_country(workspace: Workspace) -> None:
    france = party(workspace, "FRA")
    with workspace.change("Add ministry") as work:
        ministry = work.add(Party(name="Quai d'Orsay", type=PartyType.MINISTRY, parent_id=france)).id
    meeting(workspace, ministry, TODAY - timedelta(days=5), Level.MINISTER)
    view = workspace.partners.view(france)
    assert view.cadence.days_since == 5
    assert [(one.lane, one.kind) for one in view.marks] == [("done", "engagement")]


def test_an_organization_tells_what_is_open_with_its_members(workspace: Workspace) -> None:
    nato, france, us = (party(workspace, code) for code in ("NATO", "FRA", "USA"))
    promise(workspace, france, us)
    members = workspace.partners.view(nato).section("members")
    assert members is not None
    assert [(one.kind, one.id) for one in members.entries] == [("party", france)]
    assert workspace.partners.view(france).section("members") is None


def test_contact_owed_is_late_after_its_months(workspace: Workspace) -> None:
    japan = party(workspace, "JPN")
    with workspace.change("Owe contact") as work:
        work.add(PartnerTier(party_id=japan, tier=2, level=Level.MINISTER, months=6))
    meeting(workspace, japan, TODAY - timedelta(days=400), Level.HEAD)
    meeting(workspace, japan, TODAY - timedelta(days=340), Level.HEAD)
    meeting(workspace, japan, TODAY - timedelta(days=3), Level.WORKING)
    view = workspace.partners.view(japan)
    levels = {one.level: one for one in view.cadence.levels}
    assert view.head.tier == 2
    assert levels[Level.MINISTER].is_late
    assert levels[Level.HEAD].usual == 60
    assert levels[Level.WORKING].last == TODAY - timedelta(days=3)


def test_a_duty_is_owed_until_somebody_was_told(workspace: Workspace) -> None:
    japan = party(workspace, "JPN")
    with workspace.change("Change the line") as work:
        aim = work.add(Objective(code="A-1", title="Open seas"))
        line = work.add(Position(objective_id=aim.id, stance=2, line="The seas are open.")).id
        work.add(PositionPartner(position_id=line, party_id=japan, duty=Duty.CONSULT))
    owed = workspace.partners.view(japan).section("duties")
    assert owed is not None
    assert [one.id for one in owed.entries] == [line]
    with workspace.change("Consult") as work:
        work.add(Consultation(summary="On the seas", position_id=line, party_id=japan, on=TODAY))
    assert workspace.partners.view(japan).section("duties") is None


def test_the_name_is_that_of_the_table(workspace: Workspace) -> None:
    taiwan = party(workspace, "TWN")
    workspace.ledger.set(contested_names={"TWN": "As we say"})
    assert workspace.partners.view(taiwan).head.name == "As we say"


def test_a_partner_that_is_gone_is_told(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no longer"):
        workspace.partners.view(999_999)


def test_our_own_page_counts_what_is_ours_and_owes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diplotrack.workspace.partner.timeline.MOST_OF_US", 2)
    us = party(workspace, "USA")
    for days in (5, 6, 400):
        meeting(workspace, us, TODAY - timedelta(days=days), Level.MINISTER)
    view = workspace.partners.view(us)
    assert view.cadence.days_since == 5
    assert view.cadence.levels == ()
    assert sum(count for _year, _quarter, count in view.cadence.quarters) == 3
    assert (len(view.marks), view.hidden) == (2, 1)
