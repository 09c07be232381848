"""R34: whom an objective concerns, and what counts as telling them."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Communication,
    CommunicationParty,
    Consultation,
    Objective,
    ObjectiveNotice,
    PartnerTier,
    Party,
    Position,
    PositionPartner,
    Record,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import (
    Behalf,
    CommitmentStatus,
    Correspondent,
    Duty,
    EngagementStatus,
    Level,
    ObjectiveStatus,
    Traffic,
)
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, fired, found


def partner_of(scene: Scene, name: str, **tier: Any) -> Party:
    """A partner of the first tier, unless said otherwise."""
    partner = scene.partner(name)
    usual = {"party_id": partner.id, "tier": 1, "level": Level.MINISTER, "months": 12}
    scene.add(PartnerTier(**{**usual, **tier}))
    return partner


def told(scene: Scene, name: str, tier: dict[str, Any] | None = None, **values: Any) -> Objective:
    """An objective of long standing, on which a partner of the first tier has made a promise."""
    partner = partner_of(scene, name, **(tier or {}))
    objective = scene.objective(**{"valid_from": scene.ago(900), **values})
    scene.link(scene.commitment(by=partner, to=scene.us), objective)
    return objective


def test_first_tier_is_told_within_a_year(workspace: Workspace, play: Play) -> None:
    untold: list[dict[str, Any]] = [
        {},
        {"valid_from": date(2025, 6, 17)},
        {"tier": {"from_on": date(2025, 6, 17)}},
        {"valid_until": TODAY},
    ]
    others: list[dict[str, Any]] = [
        {"valid_from": date(2025, 6, 18)},
        {"valid_from": date(2025, 1, 1), "valid_from_latest": date(2025, 12, 31)},
        {"valid_until": date(2026, 6, 16)},
        {"status": ObjectiveStatus.ACHIEVED},
        {"deleted_at": utc_now()},
        {"tier": {"tier": 2}},
        {"tier": {"from_on": date(2025, 6, 18)}},
        {"tier": {"until_on": date(2026, 6, 16)}},
    ]
    found_for = fired(workspace, play, "R34", [*others, *untold], lambda s, one: told(s, str(one), **one))
    assert found_for == untold


def tell(scene: Scene, way: str, objective: Objective, partner: Party, day: date) -> None:
    """Tell a partner of an objective on a day, or do what only looks like it."""
    notice = {"objective_id": objective.id, "party_id": partner.id}
    match way:
        case "notice":
            scene.add(ObjectiveNotice(told_on=day, **notice))
        case "trashed notice":
            scene.add(ObjectiveNotice(told_on=day, deleted_at=utc_now(), **notice))
        case "undated notice":
            entered = scene.moment_ago((scene.today - day).days)
            scene.add(ObjectiveNotice(created_at=entered, **notice))
        case "notice to a body":
            ministry = scene.add(Party(name="Ministry", parent_id=partner.id))
            scene.add(ObjectiveNotice(told_on=day, **{**notice, "party_id": ministry.id}))
        case "consultation":
            line = scene.add(Position(objective_id=objective.id, stance=1, line="Yes."))
            scene.add(Consultation(summary="Ports", position_id=line.id, on=day, party_id=partner.id))
        case "meeting" | "planned meeting":
            status = EngagementStatus.HELD if way == "meeting" else EngagementStatus.PLANNED
            scene.link(scene.engagement(partner, starts_on=day, status=status), objective)
        case "letter" | "their letter":
            traffic = Traffic.OUTGOING if way == "letter" else Traffic.INCOMING
            text = scene.add(Communication(title="Letter", traffic=traffic, sent_on=day))
            row = {"communication_id": text.id, "party_id": partner.id, "part": Correspondent.TO}
            scene.add(CommunicationParty(**row))
            scene.link(text, objective)
        case _:
            behalf = Behalf.OURS if way == "our words" else Behalf.THEIRS
            said = scene.add(Statement(quote="Yes.", objective_id=objective.id, said_on=day, behalf=behalf))
            scene.add(StatementAudience(statement_id=said.id, party_id=partner.id))


WAYS = ("notice", "undated notice", "notice to a body", "consultation", "meeting", "letter", "our words")
NO_WAYS = ("trashed notice", "planned meeting", "their letter", "their words")


def test_every_way_of_telling_counts_for_a_year(workspace: Workspace, play: Play) -> None:
    long_ago = [(way, 366) for way in WAYS]
    lately = [(way, 365) for way in WAYS]

    def fill(scene: Scene, case: tuple[str, int]) -> Record:
        way, days = case
        objective = told(scene, str(case))
        tell(scene, way, objective, scene.partner(str(case)), scene.ago(days))
        return objective

    assert fired(workspace, play, "R34", [*lately, *long_ago], fill) == long_ago


def test_what_tells_nobody_does_not_count(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene, way: str) -> Record:
        objective = told(scene, way)
        tell(scene, way, objective, scene.partner(way), scene.ago(9))
        return objective

    assert fired(workspace, play, "R34", NO_WAYS, fill) == list(NO_WAYS)


def test_objective_concerns_whom_something_ties_to_it(workspace: Workspace, play: Play) -> None:
    reasons = {
        "line": "a line to take on it names this partner",
        "agreement": "it is party to an agreement on it",
        "duty": "it is party to an agreement on it",
        "notice": "it was told of it before",
    }
    ties = [*reasons, "nothing", "ended agreement", "past line", "fulfilled promise"]

    def fill(scene: Scene, tie: str) -> Record:
        partner = partner_of(scene, tie)
        objective = scene.objective(tie, valid_from=scene.ago(900))
        match tie:
            case "line" | "past line":
                until = scene.ago(1) if tie == "past line" else None
                line = {"objective_id": objective.id, "stance": 1, "line": "Yes.", "valid_until": until}
                scope = {"position_id": scene.add(Position(**line)).id, "duty": Duty.NOTIFY}
                scene.add(PositionPartner(party_id=partner.id, **scope))
            case "agreement" | "ended agreement" | "duty":
                end = scene.ago(1) if tie == "ended agreement" else None
                made = scene.add(Agreement(title="Memorandum", ends_on=end))
                scene.add(AgreementParty(agreement_id=made.id, party_id=partner.id))
                if tie == "duty":
                    scene.add(AgreementDuty(agreement_id=made.id, objective_id=objective.id))
                else:
                    scene.link(made, objective)
            case "notice":
                tell(scene, tie, objective, partner, scene.ago(800))
            case "fulfilled promise":
                kept = scene.commitment(by=partner, to=scene.us, status=CommitmentStatus.FULFILLED)
                scene.link(kept, objective)
        return objective

    assert fired(workspace, play, "R34", ties, fill) == list(reasons)
    whys = [one.why.text(TODAY) for one in found(workspace, "R34")]
    for tie, reason in reasons.items():
        assert any(f"objective {tie} (Objective {tie}) concerns it: {reason}" in why for why in whys)
