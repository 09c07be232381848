"""The draft check: departures, new promises, commitments passed over, lines not used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from diplotrack.consistency.draft.report import DraftCheck, DraftReport
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Commitment,
    Communication,
    CommunicationParty,
    Objective,
    Party,
    Passage,
    Position,
    PositionPartner,
    Statement,
)
from diplotrack.records.enumerations import (
    Behalf,
    CommitmentNature,
    CommitmentStatus,
    CommunicationType,
    Correspondent,
    Duty,
    PartyType,
    Traffic,
)
from diplotrack.workspace import Workspace
from tests.consistency.ground import Play

CONDEMNS = "We strongly condemn deliberate damage to undersea cables."
WEAKER = "We are concerned about deliberate damage to undersea cables."


def france(scene: Scene) -> Party:
    return scene.partner("France", code="FRA")


def cables(scene: Scene) -> Objective:
    return scene.objective("SEC-1", title="Undersea cables protected together")


def line(scene: Scene, words: str, *toward: Party, **values: Any) -> Position:
    objective = values.pop("objective", None) or cables(scene)
    assert isinstance(objective, Objective)
    given = {"stance": 1, "valid_from": scene.ago(100), **values}
    made = scene.add(Position(objective_id=objective.id, line=words, **given))
    for party in toward:
        scene.add(PositionPartner(position_id=made.id, party_id=party.id, duty=Duty.SCOPE))
    return made


def text(scene: Scene, words: str, *to: Party, days: int = 50, **values: Any) -> Communication:
    made = scene.add(Communication(**{"title": "Note", "sent_on": scene.ago(days), **values}))
    scene.add(CommunicationParty(communication_id=made.id, party_id=scene.us.id, part=Correspondent.FROM))
    for party in to:
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=Correspondent.TO))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, role="text", ordinal=0, text=words))
    return made


def found(report: DraftReport, check: DraftCheck) -> list[str]:
    return [one.title for one in report.findings if one.check is check]


@pytest.fixture
def draft(workspace: Workspace, play: Play) -> Callable[..., DraftReport]:
    """Fills a scene and checks a text for France, unless said otherwise."""

    def check(
        fill: Callable[[Scene], object], words: str, to: str | None = "FRA", objective: str | None = None
    ) -> DraftReport:
        def scene(one: Scene) -> None:
            france(one)
            fill(one)

        play(scene)
        return workspace.check.draft(words, to, objective)

    return check


Check = Callable[..., DraftReport]


def test_a_weaker_verb_than_the_line_departs(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS), WEAKER)
    (one,) = report.findings
    assert (one.check, one.severity) == (DraftCheck.DEPARTURE, Severity.HIGH)
    assert one.earlier == CONDEMNS
    assert one.record is not None
    assert one.record.kind == "position"
    assert one.numbers["steps"] == [-7]
    assert (
        "same",
        "deliberate damage to undersea cables.",
        "deliberate damage to undersea cables.",
    ) in one.difference


def test_one_step_of_the_ladder_is_low(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS), CONDEMNS.replace("strongly condemn", "condemn"))
    assert [one.severity for one in report.findings] == [Severity.LOW]


def test_the_agreed_words_depart_from_nothing(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS), f"Dear Minister,\n\n{CONDEMNS}")
    assert (report.findings, report.notes) == ((), ())


def test_taking_note_leaves_the_ladder(draft: Check) -> None:
    report = draft(
        lambda scene: line(scene, CONDEMNS), "We take note of deliberate damage to undersea cables."
    )
    assert [one.severity for one in report.findings] == [Severity.HIGH]


def test_a_denial_departs(draft: Check) -> None:
    report = draft(
        lambda scene: line(scene, "We share repair ships with every partner."),
        "We do not share repair ships with every partner.",
    )
    assert found(report, DraftCheck.DEPARTURE) == ["Departs from the line to take"]


def test_another_figure_departs_in_words_or_digits(draft: Check) -> None:
    agreed = "Every exercise is announced forty-two days ahead."
    report = draft(lambda scene: line(scene, agreed), "Every exercise is announced 30 days ahead.")
    assert [one.severity for one in report.findings] == [Severity.MEDIUM]


def test_the_same_figure_in_digits_does_not_depart(draft: Check) -> None:
    agreed = "Every exercise is announced forty-two days ahead."
    report = draft(lambda scene: line(scene, agreed), "Every exercise is announced 42 days ahead.")
    assert report.findings == ()


def test_another_day_of_the_month_is_no_departure_from_what_was_told(draft: Check) -> None:
    told = "The talks on undersea cables were held in Geneva on May 17, 2021."
    report = draft(lambda scene: text(scene, told, france(scene)), told.replace("17", "29"))
    assert report.findings == ()


def test_a_hedge_departs(draft: Check) -> None:
    agreed = "We report incidents and share repair ships."
    report = draft(lambda scene: line(scene, agreed), "We report incidents and may share repair ships.")
    assert found(report, DraftCheck.DEPARTURE) == ["Departs from the line to take"]


def test_another_span_of_time_departs(draft: Check) -> None:
    agreed = "We report incidents within a day and share repair ships."
    report = draft(
        lambda scene: line(scene, agreed), "We report incidents within a week and share repair ships."
    )
    (one,) = report.findings
    assert (one.severity, one.why) == (Severity.MEDIUM, "“within a day” has become “within a week”.")


def test_other_words_for_the_line_are_a_note(draft: Check) -> None:
    agreed = "We report incidents within a day and share repair ships."
    report = draft(
        lambda scene: line(scene, agreed), "We report incidents within a day and lend repair ships."
    )
    assert report.findings == ()
    assert [one.check for one in report.notes] == [DraftCheck.REWORDED]


def test_a_line_toward_another_partner_does_not_bind(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS, scene.partner("Japan", code="JPN")), WEAKER)
    assert report.findings == ()


def test_a_line_toward_an_organization_binds_for_its_members(draft: Check) -> None:
    from diplotrack.records import Membership

    def fill(scene: Scene) -> None:
        nato = scene.partner("NATO", code="NATO", type=PartyType.ORGANIZATION)
        scene.add(Membership(party_id=france(scene).id, organization_id=nato.id))
        line(scene, CONDEMNS, nato)

    assert found(draft(fill, WEAKER), DraftCheck.DEPARTURE) == ["Departs from the line to take"]


def test_a_line_that_has_ended_does_not_bind(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS, valid_until=scene.ago(1)), WEAKER)
    assert report.findings == ()


def test_what_the_partner_was_told_binds(draft: Check) -> None:
    report = draft(lambda scene: text(scene, CONDEMNS, france(scene)), WEAKER)
    assert found(report, DraftCheck.DEPARTURE) == ["Departs from what was told before"]


@pytest.mark.parametrize(
    "values",
    [
        {"traffic": Traffic.INTERNAL},
        {"traffic": Traffic.INCOMING},
        {"type": CommunicationType.TALKING_POINTS},
    ],
)
def test_what_nobody_was_told_does_not_bind(draft: Check, values: dict[str, Any]) -> None:
    report = draft(lambda scene: text(scene, CONDEMNS, france(scene), **values), WEAKER)
    assert report.findings == ()


def test_what_another_was_told_in_private_is_a_mixed_message(draft: Check) -> None:
    report = draft(lambda scene: text(scene, CONDEMNS, scene.partner("Japan", code="JPN")), WEAKER)
    (one,) = report.findings
    assert (one.check, one.severity, one.earlier) == (DraftCheck.MIXED, Severity.MEDIUM, CONDEMNS)
    assert "Japan" in one.title


def test_what_another_was_told_long_ago_is_none(draft: Check) -> None:
    report = draft(lambda scene: text(scene, CONDEMNS, scene.partner("Japan", code="JPN"), days=91), WEAKER)
    assert report.findings == ()


def test_what_was_said_in_public_binds_toward_everyone(draft: Check) -> None:
    report = draft(lambda scene: text(scene, CONDEMNS, is_public=True), WEAKER, to=None)
    assert found(report, DraftCheck.DEPARTURE) == ["Departs from what was told before"]


def test_a_statement_of_ours_binds_a_personal_remark_does_not(draft: Check, workspace: Workspace) -> None:
    def fill(scene: Scene) -> None:
        scene.add(Statement(quote=CONDEMNS, said_on=scene.ago(9), behalf=Behalf.OURS, is_personal=True))

    assert draft(fill, WEAKER).findings == ()
    with workspace.change("Play") as work:
        work.add(Statement(quote=CONDEMNS, said_on=date(2026, 6, 1), behalf=Behalf.OURS))
    assert len(workspace.check.draft(WEAKER, "FRA").findings) == 1


def test_the_latest_of_earlier_texts_speaks(draft: Check) -> None:
    def fill(scene: Scene) -> None:
        text(scene, CONDEMNS, france(scene), days=90)
        text(scene, WEAKER, france(scene), days=20)

    assert draft(fill, WEAKER).findings == ()


def test_a_promise_of_ours_is_new(draft: Check) -> None:
    report = draft(lambda _scene: None, "Freedonia will hand over the data to France by 31 January 2027.")
    (one,) = report.findings
    assert (one.check, one.severity) == (DraftCheck.PROMISE, Severity.MEDIUM)
    assert (one.numbers["who"], one.numbers["to"]) == ("Freedonia", "France")
    assert one.numbers["due"] == "2027-01-31"
    assert one.place is not None
    assert (one.place.start, one.place.line) == (0, 1)


def test_a_promise_on_record_is_not_new(draft: Check) -> None:
    report = draft(
        lambda scene: scene.commitment(text="Hand over the fault data of cable operators", to=france(scene)),
        "We will hand over the fault data of our cable operators.",
    )
    assert report.findings == ()


def test_a_fulfilled_promise_made_again_is_new(draft: Check) -> None:
    def fill(scene: Scene) -> None:
        made = scene.commitment(text="Hand over the fault data of cable operators", to=france(scene))
        made.status = CommitmentStatus.FULFILLED

    report = draft(fill, "We will hand over the fault data of our cable operators.")
    assert len(found(report, DraftCheck.PROMISE)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "France will open the route.",
        "Your Government will open the route.",
        "If funds allow, we will pay the fee.",
    ],
)
def test_promises_of_others_and_conditions_are_left_out(draft: Check, words: str) -> None:
    assert draft(lambda _scene: None, words).findings == ()


def test_a_promise_of_nobody_in_particular_is_low(draft: Check) -> None:
    report = draft(lambda _scene: None, "The Minister will open the route.")
    assert [one.severity for one in report.findings] == [Severity.LOW]


def test_our_reported_promise_counts(draft: Check) -> None:
    report = draft(lambda _scene: None, "The Secretary stressed that Freedonia will open the route.")
    assert len(found(report, DraftCheck.PROMISE)) == 1


def owing(days: int, **values: Any) -> Callable[[Scene], Commitment]:
    def fill(scene: Scene) -> Commitment:
        due = scene.today + timedelta(days=days)
        return scene.commitment(text="Train two repair crews", to=france(scene), due_on=due, **values)

    return fill


@pytest.mark.parametrize(
    ("days", "severity"), [(-1, Severity.HIGH), (0, Severity.MEDIUM), (30, Severity.MEDIUM)]
)
def test_what_is_due_and_not_mentioned_is_found(draft: Check, days: int, severity: Severity) -> None:
    report = draft(owing(days), "We thank France for the visit.")
    assert [(one.check, one.severity) for one in report.findings] == [(DraftCheck.UNMENTIONED, severity)]


def test_what_is_due_later_may_be_left_out(draft: Check) -> None:
    assert draft(owing(31), "We thank France for the visit.").findings == ()


def test_what_is_mentioned_is_not_missing(draft: Check) -> None:
    assert (
        draft(owing(-5), "The training of the two repair crews is late, for want of a school.").findings == ()
    )


def test_an_unmet_condition_owes_nothing(draft: Check) -> None:
    report = draft(owing(-5, nature=CommitmentNature.CONDITIONAL), "We thank France for the visit.")
    assert report.findings == ()


def test_what_is_owed_to_another_is_not_missing(draft: Check) -> None:
    def fill(scene: Scene) -> None:
        scene.commitment(to=scene.partner("Japan", code="JPN"), due_on=scene.ago(5))

    assert draft(fill, "We thank France for the visit.").findings == ()


def test_an_unused_line_on_the_objective_is_a_note(draft: Check) -> None:
    report = draft(lambda scene: line(scene, CONDEMNS), "We thank France for the visit.", objective="SEC-1")
    assert report.findings == ()
    assert [one.check for one in report.notes] == [DraftCheck.UNUSED]


def test_without_an_objective_only_lines_on_subjects_touched_are_noted(draft: Check) -> None:
    assert draft(lambda scene: line(scene, CONDEMNS), "We thank France for the visit.").notes == ()


def test_another_objective_is_left_alone(draft: Check) -> None:
    def fill(scene: Scene) -> None:
        line(scene, CONDEMNS)
        scene.objective("ECO-1")

    assert draft(fill, WEAKER, objective="ECO-1").findings == ()


def test_another_language_is_told(draft: Check) -> None:
    words = "Le Gouvernement français versera la somme promise avant la fin de cette année à ses partenaires."
    assert draft(lambda _scene: None, words).is_english is False


def test_nothing_is_stored(draft: Check, workspace: Workspace) -> None:
    draft(owing(-5), WEAKER)
    assert workspace.check.findings() == []
