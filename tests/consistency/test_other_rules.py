"""The edges of the rules on objectives, dates, write-ups, contacts, replies and actions."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from diplotrack.base.clock import on_day
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Action,
    Agreement,
    AgreementParty,
    Appointment,
    Ask,
    Communication,
    Deed,
    PartnerTier,
    Passage,
    Update,
)
from diplotrack.records.enumerations import (
    CommunicationType,
    EngagementStatus,
    Format,
    Level,
    PartyType,
    Response,
    Side,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found


@pytest.mark.parametrize(("days", "count"), [(179, 0), (180, 1)])
def test_objective_is_given_half_a_year(workspace: Workspace, play: Play, days: int, count: int) -> None:
    play(lambda scene: scene.objective(valid_from=scene.ago(days)))
    assert len(found(workspace, "R01")) == count


@pytest.mark.parametrize(("days", "count"), [(180, 0), (181, 1), (-30, 0)])
def test_engagement_keeps_an_objective_alive(workspace: Workspace, play: Play, days: int, count: int) -> None:
    def fill(scene: Scene) -> None:
        status = EngagementStatus.HELD if days > 0 else EngagementStatus.PLANNED
        met = scene.engagement(starts_on=scene.ago(days), status=status)
        scene.link(met, scene.objective(valid_from=scene.ago(900)))

    play(fill)
    assert len(found(workspace, "R01")) == count


def test_deed_on_the_objective_keeps_it_alive(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        objective = scene.objective(valid_from=scene.ago(900))
        scene.add(Deed(text="Signed", done_on=scene.ago(9), objective_id=objective.id))

    play(fill)
    assert found(workspace, "R01") == []


def test_update_of_its_commitment_keeps_an_objective_alive(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = scene.commitment(made_on=scene.ago(700))
        scene.link(made, scene.objective(valid_from=scene.ago(900)))
        scene.add(Update(commitment_id=made.id, on=scene.ago(9), text="First adviser named"))

    play(fill)
    assert found(workspace, "R01") == []


def test_circle_of_objectives_is_survived(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        one = scene.objective("A", valid_from=scene.ago(900))
        other = scene.objective("B", valid_from=scene.ago(900), parent_id=one.id)
        one.parent_id = other.id

    play(fill)
    assert len(found(workspace, "R01")) == 2


@pytest.mark.parametrize(("days", "count"), [(13, 0), (14, 1)])
def test_record_has_a_fortnight_to_find_its_objective(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    play(lambda scene: scene.engagement(starts_on=scene.ago(20), created_at=scene.moment_ago(days)))
    assert len(found(workspace, "R03")) == count


def test_routine_and_programme_items_need_no_objective(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        old = {"created_at": scene.moment_ago(30)}
        scene.add(Communication(title="Holiday hours", is_routine=True, **old))
        visit = scene.engagement(title="Visit", **old)
        scene.link(visit, scene.objective())
        scene.engagement(title="Call during the visit", parent_id=visit.id, **old)

    play(fill)
    assert found(workspace, "R03") == []


def test_programme_without_an_objective_is_reported_once(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        old = {"created_at": scene.moment_ago(30)}
        visit = scene.engagement(title="Visit", **old)
        scene.engagement(title="Call during the visit", parent_id=visit.id, **old)

    play(fill)
    (one,) = found(workspace, "R03")
    assert one.subject[0].title == "Visit"


def test_programme_is_not_asked_for_what_its_items_serve(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        old = {"created_at": scene.moment_ago(30)}
        visit = scene.engagement(title="Visit", **old)
        scene.link(scene.engagement(title="Talks", parent_id=visit.id, **old), scene.objective())
        scene.engagement(title="Call during the visit", parent_id=visit.id, **old)

    play(fill)
    (one,) = found(workspace, "R03")
    assert one.subject[0].title == "Call during the visit"


@pytest.mark.parametrize(
    ("signed", "in_force", "count"),
    [
        ((date(2008, 5, 2), None), (date(2008, 5, 1), None), 1),
        ((date(2008, 5, 2), None), (date(2008, 5, 2), None), 0),
        ((date(2008, 5, 2), None), (date(2008, 5, 1), date(2008, 5, 31)), 0),
        ((date(2008, 5, 1), date(2008, 5, 31)), (date(2008, 4, 1), date(2008, 4, 30)), 1),
    ],
)
def test_only_certain_contradictions_count(
    workspace: Workspace,
    play: Play,
    signed: tuple[date, date | None],
    in_force: tuple[date, date | None],
    count: int,
) -> None:
    def fill(scene: Scene) -> None:
        scene.add(
            Agreement(
                title="Treaty",
                signed_on=signed[0],
                signed_on_latest=signed[1],
                in_force_on=in_force[0],
                in_force_on_latest=in_force[1],
            )
        )

    play(fill)
    assert len(found(workspace, "R21")) == count


def test_dates_of_parts_count_for_their_record(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        treaty = scene.add(Agreement(title="Treaty", signed_on=date(2008, 1, 1), ends_on=date(2007, 1, 1)))
        dates = {"signed_on": date(2008, 1, 1), "withdrawn_on": date(2006, 1, 1)}
        scene.add(AgreementParty(agreement_id=treaty.id, party_id=scene.partner().id, **dates))
        until = {"from_on": date(2009, 1, 1), "until_on": date(2008, 1, 1)}
        scene.add(Appointment(person_id=scene.officer.id, office="Envoy", **until))

    play(fill)
    assert sorted(one.subject[0].kind for one in found(workspace, "R21")) == ["agreement", "person"]


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"starts_on": date(2026, 6, 18)}, 1),
        ({"starts_on": date(2026, 6, 18), "status": EngagementStatus.PLANNED}, 0),
        ({"starts_on": date(2026, 6, 1), "starts_on_latest": date(2026, 6, 30)}, 0),
        ({"starts_on": TODAY, "ends_on": TODAY, "start_time": time(15), "end_time": time(14)}, 1),
        ({"starts_on": TODAY, "start_time": time(20), "end_time": time(1)}, 0),
    ],
)
def test_hours_and_days_of_an_engagement(
    workspace: Workspace, play: Play, values: dict[str, Any], count: int
) -> None:
    play(lambda scene: scene.engagement(**values))
    assert len(found(workspace, "R21")) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2026, 6, 10), 0),  # a Wednesday: the fifth working day after it is today
        (date(2026, 6, 9), 1),
    ],
)
def test_record_of_conversation_has_five_working_days(
    workspace: Workspace, play: Play, day: date, count: int
) -> None:
    play(lambda scene: scene.engagement(starts_on=day))
    assert len(found(workspace, "R23")) == count


def test_weekend_and_holidays_are_the_posts(workspace: Workspace, play: Play) -> None:
    workspace.ledger.set(weekend=[4, 5], holidays=["2026-06-15"])
    play(lambda scene: scene.engagement(starts_on=date(2026, 6, 9)))
    assert found(workspace, "R23") == []


def test_record_may_be_an_items_or_a_cable(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        visit = scene.engagement(title="Visit", starts_on=scene.ago(30))
        item = scene.engagement(title="Talks", starts_on=scene.ago(30), parent_id=visit.id)
        scene.add(Passage(owner_kind="engagement", owner_id=item.id, role="discussion", text="Fees."))
        call = scene.engagement(title="Call", starts_on=scene.ago(30))
        cable = scene.add(
            Communication(title="Call on fees", type=CommunicationType.CABLE, engagement_id=call.id)
        )
        scene.add(Passage(owner_kind="communication", owner_id=cable.id, text="They agreed."))

    play(fill)
    assert found(workspace, "R23") == []


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_planned_engagement_is_asked_after_when_its_day_is_over(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    play(
        lambda scene: scene.engagement(
            starts_on=scene.ago(days + 2), ends_on=scene.ago(days), status=EngagementStatus.PLANNED
        )
    )
    assert len(found(workspace, "R23")) == count


def test_action_of_ours_needs_an_owner_and_a_day(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.add(Action(text="Draft", due_on=scene.ago(-9)))
        scene.add(Action(text="Translate", owner_id=scene.officer.id))
        scene.add(Action(text="Theirs", side=Side.THEIRS, due_on=scene.ago(-9)))

    play(fill)
    assert sorted(one.subject[0].title for one in found(workspace, "R23")) == ["Draft", "Translate"]


@pytest.mark.parametrize(
    ("day", "level", "count"),
    [
        (date(2025, 6, 17), Level.MINISTER, 0),
        (date(2025, 6, 16), Level.MINISTER, 1),
        (date(2026, 6, 1), Level.DEPUTY_MINISTER, 1),
        (date(2026, 6, 1), Level.HEAD, 0),
        (date(2026, 6, 1), None, 1),
    ],
)
def test_contact_at_the_level_owed(
    workspace: Workspace, play: Play, day: date, level: Level | None, count: int
) -> None:
    def fill(scene: Scene) -> None:
        scene.add(PartnerTier(party_id=scene.partner().id, tier=1, level=Level.MINISTER, months=12))
        scene.engagement(scene.partner(), starts_on=day, level_theirs=level)

    play(fill)
    assert len(found(workspace, "R24")) == count


def test_contact_with_a_ministry_is_contact_with_its_country(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.add(PartnerTier(party_id=scene.partner().id, months=6))
        ministry = scene.partner("Their ministry", type=PartyType.MINISTRY, parent_id=scene.partner().id)
        scene.engagement(ministry, starts_on=scene.ago(9))

    play(fill)
    assert found(workspace, "R24") == []


@pytest.mark.parametrize(("from_on", "count"), [(date(2026, 3, 17), 1), (date(2026, 3, 18), 0)])
def test_tier_is_given_its_own_months_first(
    workspace: Workspace, play: Play, from_on: date, count: int
) -> None:
    play(lambda scene: scene.add(PartnerTier(party_id=scene.partner().id, months=3, from_on=from_on)))
    assert len(found(workspace, "R24")) == count


def test_planned_contact_is_no_contact_yet(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.add(PartnerTier(party_id=scene.partner().id, months=6))
        scene.engagement(scene.partner(), starts_on=scene.ago(-3), status=EngagementStatus.PLANNED)

    play(fill)
    assert len(found(workspace, "R24")) == 1


@pytest.mark.parametrize(
    ("traffic", "fix"),
    [(Traffic.INCOMING, "Answer it, and link the reply."), (Traffic.OUTGOING, "Ask for their reply.")],
)
def test_finding_says_who_owes_the_reply(
    workspace: Workspace, play: Play, traffic: Traffic, fix: str
) -> None:
    play(
        lambda scene: scene.add(
            Communication(title="Note", traffic=traffic, sent_on=scene.ago(9), reply_due_on=scene.ago(1))
        )
    )
    assert [one.fix.text(TODAY) for one in found(workspace, "R29")] == [fix]


@pytest.mark.parametrize(
    ("by_us", "to_us", "response", "count"),
    [
        (True, False, Response.NONE, 1),
        (False, True, Response.NONE, 1),
        (False, False, Response.NONE, 0),
        (True, False, Response.AD_REFERENDUM, 0),
    ],
)
def test_asks_of_ours_and_to_us_want_an_answer(
    workspace: Workspace, play: Play, by_us: bool, to_us: bool, response: Response, count: int
) -> None:
    def fill(scene: Scene) -> None:
        by = scene.us if by_us else scene.partner()
        to = scene.us if to_us else scene.partner("Japan")
        scene.add(Ask(text="Join", by_id=by.id, to_id=to.id, answer_due_on=scene.ago(1), response=response))

    play(fill)
    assert len(found(workspace, "R29")) == count


def test_action_is_overdue_the_day_after(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.add(Action(text="Draft", due_on=TODAY)))
    assert found(workspace, "R31") == []
    with on_day(date(2026, 6, 18)):
        (one,) = found(workspace, "R31")
        assert "1 day ago" in one.why.text(date(2026, 6, 18))


def test_reception_needs_no_record(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.engagement(starts_on=scene.ago(40), format=Format.RECEPTION))
    assert found(workspace, "R23") == []
