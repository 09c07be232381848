"""The edges of the rules on statements and changes of position: R05 and R09."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Communication,
    Consultation,
    Membership,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import Behalf, ConsultationType, Duty, PartyType, Traffic
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found


def position(scene: Scene, stance: int, *scope: int, **values: Any) -> Position:
    made = scene.add(
        Position(
            **{
                "objective_id": 1,
                "stance": stance,
                "line": f"Line {stance}",
                "valid_from": date(2025, 1, 1),
                **values,
            }
        )
    )
    for party in scope:
        scene.add(PositionPartner(position_id=made.id, party_id=party, duty=Duty.SCOPE))
    return made


def statement(scene: Scene, stance: int, *audience: int, **values: Any) -> Statement:
    usual = {"quote": "Words", "said_on": scene.ago(5), "objective_id": 1, "is_public": False}
    made = scene.add(Statement(**{**usual, "stance": stance, **values}))
    for party in audience:
        scene.add(StatementAudience(statement_id=made.id, party_id=party))
    return made


@pytest.mark.parametrize(
    ("stated", "said", "severity"),
    [
        (1, 1, None),
        (1, 2, Severity.LOW),
        (-2, -1, Severity.LOW),
        (1, 0, Severity.MEDIUM),
        (0, -1, Severity.MEDIUM),
        (2, 0, Severity.HIGH),
        (1, -1, Severity.HIGH),
        (-2, 2, Severity.HIGH),
    ],
)
def test_difference_of_stances_tells_the_severity(
    workspace: Workspace, play: Play, stated: int, said: int, severity: Severity | None
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, stated)
        statement(scene, said)

    play(fill)
    assert [one.severity for one in found(workspace, "R05")] == ([severity] if severity is not None else [])


def test_public_statement_is_raised_and_quoted_beside_the_line(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        statement(scene, 0, is_public=True)

    play(fill)
    (one,) = found(workspace, "R05")
    assert (one.severity, [str(why) for why in one.raised_by]) == (Severity.HIGH, ["public"])
    assert [quote.quote for quote in one.quotes] == ["Words", "Line 1"]


@pytest.mark.parametrize("values", [{"is_personal": True}, {"behalf": Behalf.THEIRS}, {"stance": None}])
def test_words_that_do_not_speak_for_us_are_left_alone(
    workspace: Workspace, play: Play, values: dict[str, Any]
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        statement(scene, **{"stance": -1, **values})

    play(fill)
    assert found(workspace, "R05") == []


def test_joint_statement_speaks_for_us(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        statement(scene, -1, behalf=Behalf.JOINT)

    play(fill)
    assert len(found(workspace, "R05")) == 1


def test_internal_paper_is_left_alone(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        paper = scene.add(Communication(title="Note to file", traffic=Traffic.INTERNAL))
        statement(scene, -1, communication_id=paper.id)

    play(fill)
    assert found(workspace, "R05") == []


@pytest.mark.parametrize(("said_on", "count"), [(date(2025, 6, 30), 1), (date(2025, 7, 1), 0)])
def test_position_in_force_on_the_day_counts(
    workspace: Workspace, play: Play, said_on: date, count: int
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        old = position(scene, 1)
        position(scene, -1, valid_from=date(2025, 7, 1), supersedes_id=old.id)
        statement(scene, -1, said_on=said_on)

    play(fill)
    assert len(found(workspace, "R05")) == count


def test_partial_date_is_read_kindly_across_a_change(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        old = position(scene, 1, valid_until=date(2025, 7, 14))
        position(scene, -1, valid_from=date(2025, 7, 15), supersedes_id=old.id)
        statement(scene, -1, said_on=date(2025, 7, 1), said_on_latest=date(2025, 7, 31))

    play(fill)
    assert found(workspace, "R05") == []


def test_statement_before_any_position_is_left_alone(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        statement(scene, -1, said_on=date(2024, 12, 31))

    play(fill)
    assert found(workspace, "R05") == []


def test_position_toward_a_partner_prevails_for_it(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, 1)
        position(scene, -1, scene.partner().id)
        statement(scene, 1, scene.partner().id)

    play(fill)
    (one,) = found(workspace, "R05")
    assert one.numbers["position"] == -1


def test_position_toward_one_partner_binds_nobody_else(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        position(scene, -1, scene.partner().id)
        statement(scene, 1, scene.partner("Japan").id)
        statement(scene, 1)

    play(fill)
    assert found(workspace, "R05") == []


@pytest.mark.parametrize(("until", "count"), [(None, 0), (date(2025, 1, 1), 1)])
def test_position_toward_an_organization_covers_its_members_of_that_day(
    workspace: Workspace, play: Play, until: date | None, count: int
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        league = scene.partner("League", type=PartyType.ORGANIZATION)
        member = scene.partner()
        scene.add(
            Membership(
                party_id=member.id, organization_id=league.id, from_on=date(1950, 1, 1), until_on=until
            )
        )
        position(scene, 1)
        position(scene, -1, league.id)
        statement(scene, -1, member.id)

    play(fill)
    assert len(found(workspace, "R05")) == count


def test_words_and_line_are_quoted_with_their_audiences(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        league = scene.partner("League", type=PartyType.ORGANIZATION)
        scene.add(Membership(party_id=scene.partner().id, organization_id=league.id))
        position(scene, 1, league.id, line="We support the treaty.")
        statement(scene, -1, scene.us.id, scene.partner().id, said_on=date(2026, 6, 1))

    play(fill)
    (one,) = found(workspace, "R05")
    assert one.why.text(TODAY) == (
        "Said on Jun 1, 2026 to France, these words take the stance “Against” on SEC-1. The line in force toward League"
        " is “For”: “We support the treaty”."
    )
    assert one.fix.text(TODAY) == "Correct it with France, or change the position on SEC-1."


def test_statement_to_an_organization_is_held_against_the_line_toward_it(
    workspace: Workspace, play: Play
) -> None:
    def fill(scene: Scene) -> None:
        scene.objective()
        league = scene.partner("League", type=PartyType.ORGANIZATION)
        scene.add(Membership(party_id=scene.partner().id, organization_id=league.id))
        position(scene, 1)
        position(scene, -1, scene.partner().id)
        statement(scene, -1, league.id)

    play(fill)
    (one,) = found(workspace, "R05")
    assert one.numbers["position"] == 1


def change(scene: Scene, days_ago: int, stance: int = -1, *partners: str) -> None:
    scene.objective()
    old = position(scene, 1)
    new = position(scene, stance, valid_from=scene.ago(days_ago), supersedes_id=old.id, is_public=False)
    for name in partners or ("France",):
        scene.add(PositionPartner(position_id=new.id, party_id=scene.partner(name).id, duty=Duty.NOTIFY))


@pytest.mark.parametrize(("days", "count"), [(7, 0), (8, 1)])
def test_notice_is_missed_from_the_eighth_day(
    workspace: Workspace, play: Play, days: int, count: int
) -> None:
    play(lambda scene: change(scene, days))
    assert len(found(workspace, "R09")) == count


@pytest.mark.parametrize(("stance", "count"), [(1, 0), (2, 1)])
def test_one_step_is_a_change(workspace: Workspace, play: Play, stance: int, count: int) -> None:
    play(lambda scene: change(scene, 60, stance))
    assert len(found(workspace, "R09")) == count


@pytest.mark.parametrize(("days", "count"), [(91, 1), (90, 0), (60, 0), (53, 0), (52, 1)])
@pytest.mark.parametrize("type_", list(ConsultationType))
def test_notice_counts_from_a_month_before_to_a_week_after(
    workspace: Workspace, play: Play, days: int, count: int, type_: ConsultationType
) -> None:
    def fill(scene: Scene) -> None:
        change(scene, 60)
        told = {"position_id": 2, "party_id": scene.partner().id, "on": scene.ago(days), "type": type_}
        scene.add(Consultation(summary="New line", **told))

    play(fill)
    assert len(found(workspace, "R09")) == count


def test_each_partner_not_told_is_a_finding_of_its_own(workspace: Workspace, play: Play) -> None:
    play(lambda scene: change(scene, 20, -1, "France", "Japan"))
    titles = sorted(one.title.text(TODAY) for one in found(workspace, "R09"))
    assert titles == ["Change on SEC-1 not announced to France", "Change on SEC-1 not announced to Japan"]


def test_late_notice_is_named(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        change(scene, 20)
        scene.add(Consultation(summary="Late", position_id=2, party_id=scene.partner().id, on=scene.ago(2)))

    play(fill)
    (one,) = found(workspace, "R09")
    assert "told only on Jun 15, 2026" in one.why.text(TODAY)
