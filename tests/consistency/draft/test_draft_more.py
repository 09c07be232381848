"""The draft check beyond wording: stances, several audiences, promises that conflict, duties, what may not go out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.consistency.draft import departures
from diplotrack.consistency.draft.report import DraftCheck, DraftReport
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Communication,
    Consultation,
    Objective,
    Passage,
    Person,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import ConsultationType, Duty
from diplotrack.workspace import Workspace
from tests.consistency.draft.test_draft import CONDEMNS, WEAKER, cables, france, line
from tests.consistency.ground import Play

Fill = Callable[[Scene], object]


@pytest.fixture
def check(workspace: Workspace, play: Play) -> Callable[..., DraftReport]:
    """Fills a scene with France in it and checks a text for France, unless said otherwise."""

    def check(fill: Fill, words: str, to: Any = "FRA", **more: Any) -> DraftReport:
        def scene(one: Scene) -> None:
            france(one)
            fill(one)

        play(scene)
        return workspace.check.draft(words, to, **more)

    return check


Check = Callable[..., DraftReport]


def kinds(report: DraftReport) -> list[tuple[DraftCheck, Severity]]:
    return [(one.check, one.severity) for one in report.findings]


@pytest.mark.parametrize(
    ("stance", "severity"), [(2, Severity.LOW), (0, Severity.MEDIUM), (-1, Severity.HIGH)]
)
def test_a_stance_given_is_held_against_the_position(check: Check, stance: int, severity: Severity) -> None:
    report = check(
        lambda scene: line(scene, CONDEMNS), "A word on undersea cables.", stances={"SEC-1": stance}
    )
    assert (DraftCheck.STANCE, severity) in kinds(report)
    assert report.findings[0].earlier == CONDEMNS


def test_the_stance_of_the_position_is_no_fault(check: Check) -> None:
    assert check(lambda scene: line(scene, CONDEMNS), CONDEMNS, stances={"SEC-1": 1}).findings == ()


def said(scene: Scene, stance: int, days: int, *to: Any, **values: Any) -> Statement:
    made = scene.add(
        Statement(
            quote="We shall lay the cable together.",
            said_on=scene.ago(days),
            stance=stance,
            is_public=not to,
            **values,
        )
    )
    for party in to:
        scene.add(StatementAudience(statement_id=made.id, party_id=party.id))
    return made


@pytest.mark.parametrize(("days", "found"), [(30, True), (31, False)])
def test_others_who_heard_the_contrary_lately_make_a_mixed_message(
    check: Check, days: int, found: bool
) -> None:
    def fill(scene: Scene) -> None:
        said(scene, -1, days, scene.partner("Japan", code="JPN"), objective_id=cables(scene).id)

    report = check(fill, "A word on undersea cables.", stances={"SEC-1": 1})
    assert kinds(report) == ([(DraftCheck.MIXED, Severity.HIGH)] if found else [])


def test_the_public_told_the_contrary_is_critical(check: Check) -> None:
    def fill(scene: Scene) -> None:
        said(scene, -2, 5, objective_id=cables(scene).id)

    report = check(fill, "A word on undersea cables.", stances={"SEC-1": 1})
    assert (DraftCheck.MIXED, Severity.CRITICAL) in kinds(report)


def test_a_line_of_their_own_makes_it_deliberate(check: Check) -> None:
    def fill(scene: Scene) -> None:
        japan, objective = scene.partner("Japan", code="JPN"), cables(scene)
        line(scene, CONDEMNS, objective=objective)
        line(scene, "We do not mind.", japan, objective=objective, stance=-1)
        said(scene, -1, 5, japan, objective_id=objective.id)

    assert check(fill, "A word on undersea cables.", stances={"SEC-1": 1}).findings == ()


def test_an_unknown_stance_gets_a_sentence(check: Check) -> None:
    with pytest.raises(UserError, match="-2"):
        check(cables, "A word.", stances={"SEC-1": 5})


def test_several_audiences_are_checked_each_against_its_own_line(check: Check) -> None:
    def fill(scene: Scene) -> None:
        objective = cables(scene)
        line(scene, CONDEMNS, objective=objective)
        line(scene, WEAKER, scene.partner("Japan", code="JPN"), objective=objective)

    report = check(fill, WEAKER, ["FRA", "Japan"])
    (one,) = report.findings
    assert (report.audience, one.toward) == (("France", "Japan"), ("France",))


def test_what_departs_toward_all_is_one_finding(check: Check) -> None:
    report = check(
        lambda scene: (line(scene, CONDEMNS), scene.partner("Japan", code="JPN")),
        WEAKER,
        ["FRA", "JPN", "public"],
    )
    assert [one.toward for one in report.findings] == [("France", "Japan", "everyone")]


def test_a_denial_of_an_open_commitment_is_found(check: Check) -> None:
    def fill(scene: Scene) -> None:
        scene.commitment(text="Hand over the fault data of cable operators", to=france(scene))

    report = check(fill, "We will not hand over the fault data of cable operators.")
    assert [one.check for one in report.findings] == [DraftCheck.BROKEN]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by 31 January 2027", [(DraftCheck.CONFLICT, Severity.MEDIUM)]),
        ("by 1 October 2026", []),
    ],
)
def test_a_known_promise_for_another_day_is_found(check: Check, words: str, expected: list[Any]) -> None:
    def fill(scene: Scene) -> None:
        scene.commitment(
            text="Hand over the fault data of cable operators", to=france(scene), due_on=date(2026, 10, 1)
        )

    assert kinds(check(fill, f"We will hand over the fault data of cable operators {words}.")) == expected


def test_a_known_promise_is_a_note_with_its_record(check: Check) -> None:
    report = check(
        lambda scene: scene.commitment(text="Hand over the fault data of cable operators", to=france(scene)),
        "We will hand over the fault data of cable operators.",
    )
    assert [(one.check, one.record and one.record.kind) for one in report.notes] == [
        (DraftCheck.KNOWN, "commitment")
    ]


def test_what_was_promised_to_another_alone_conflicts(check: Check) -> None:
    def fill(scene: Scene) -> None:
        scene.commitment(
            text="Lend the repair ship Anna to Japan",
            to=scene.partner("Japan", code="JPN"),
            exclusive_key="repair ship Anna",
        )

    report = check(fill, "We will send the repair ship Anna to Brest.")
    assert kinds(report) == [(DraftCheck.CONFLICT, Severity.HIGH)]
    assert "Japan" in report.findings[0].title


def _changed(scene: Scene, days: int = 10) -> Position:
    objective = cables(scene)
    old = line(scene, WEAKER, stance=-1, objective=objective, valid_from=scene.ago(300))
    new = line(scene, CONDEMNS, objective=objective, valid_from=scene.ago(days), supersedes_id=old.id)
    scene.add(
        PositionPartner(position_id=new.id, party_id=scene.partner("Japan", code="JPN").id, duty=Duty.CONSULT)
    )
    return new


def test_a_line_changed_without_consultation_is_not_used_before_it(check: Check) -> None:
    report = check(_changed, CONDEMNS)
    assert kinds(report) == [(DraftCheck.CONSULT, Severity.MEDIUM)]
    assert report.findings[0].place is not None
    assert "Japan" in report.findings[0].title


@pytest.mark.parametrize(("before", "owed"), [(0, False), (180, False), (181, True), (-1, True)])
def test_a_consultation_counts_within_its_days(check: Check, before: int, owed: bool) -> None:
    def fill(scene: Scene) -> None:
        new = _changed(scene)
        scene.add(
            Consultation(
                summary="Cables",
                position_id=new.id,
                party_id=scene.partner("Japan").id,
                on=scene.ago(10 + before),
            )
        )

    assert bool(check(fill, CONDEMNS).findings) is owed


@pytest.mark.parametrize(("after", "owed"), [(7, False), (8, True), (-30, False), (-31, True)])
def test_who_was_to_be_told_of_the_change_is_told_first(check: Check, after: int, owed: bool) -> None:
    def fill(scene: Scene) -> None:
        new, japan = _changed(scene, 40), scene.partner("Japan")
        korea = scene.partner("Korea", code="KOR")
        scene.add(PositionPartner(position_id=new.id, party_id=korea.id, duty=Duty.NOTIFY))
        scene.add(Consultation(summary="Cables", position_id=new.id, party_id=japan.id, on=scene.ago(50)))
        scene.add(
            Consultation(
                summary="Cables",
                position_id=new.id,
                party_id=korea.id,
                type=ConsultationType.NOTICE,
                on=scene.ago(40 - after),
            )
        )

    assert [one.title for one in check(fill, CONDEMNS).findings] == (["Tell first: Korea"] if owed else [])


def test_an_agreement_that_asks_for_consultation_makes_it_high(check: Check) -> None:
    def fill(scene: Scene) -> None:
        new = _changed(scene)
        treaty = scene.add(Agreement(title="Cable treaty", in_force_on=scene.ago(900)))
        for party in (scene.us, scene.partner("Korea", code="KOR")):
            scene.add(AgreementParty(agreement_id=treaty.id, party_id=party.id))
        scene.add(AgreementDuty(agreement_id=treaty.id, objective_id=new.objective_id))

    (one,) = check(fill, CONDEMNS).findings
    assert (one.check, one.severity) == (DraftCheck.CONSULT, Severity.HIGH)
    assert [cited.exhibit.kind for cited in one.cited] == ["position", "position", "agreement"]


SECRET = (
    "The harbour master told our attaché that the convoy leaves the southern berth before dawn on Friday."
)


def _told_in_confidence(scene: Scene, **marking: Any) -> None:
    made = scene.add(Communication(title="Report", traffic="internal"))
    values = {"marking_scheme": "neutral", "marking_rank": 2, "marking_text": "CONFIDENTIAL", **marking}
    scene.add(
        Passage(owner_kind="communication", owner_id=made.id, role="text", ordinal=0, text=SECRET, **values)
    )


def test_words_of_a_marked_record_are_not_for_this_audience(check: Check) -> None:
    report = check(_told_in_confidence, f"Dear Minister,\n\nAs you know, {SECRET[0].lower()}{SECRET[1:]}")
    assert kinds(report) == [(DraftCheck.RELEASE, Severity.HIGH)]
    assert report.findings[0].place is not None
    assert report.findings[0].place.words.endswith("before dawn on Friday")


def test_words_of_the_line_are_there_to_be_said_wherever_else_they_stand(check: Check) -> None:
    def fill(scene: Scene) -> None:
        _told_in_confidence(scene)
        line(scene, SECRET)

    assert check(fill, SECRET).findings == ()


def test_a_few_words_in_common_are_no_quotation(check: Check) -> None:
    assert check(_told_in_confidence, "The convoy leaves the southern berth before dawn.").findings == ()


def test_what_nobody_marked_is_left_alone(check: Check) -> None:
    report = check(
        lambda scene: _told_in_confidence(scene, marking_scheme="", marking_rank=None, marking_text=""),
        SECRET,
    )
    assert report.findings == ()


def test_a_protected_source_is_never_named(check: Check) -> None:
    report = check(
        lambda scene: scene.add(Person(name="Jean Lenoir", family_name="Lenoir", is_protected=True)),
        "We thank Mr Lenoir for his visit.",
    )
    assert kinds(report) == [(DraftCheck.RELEASE, Severity.CRITICAL)]


def test_a_contested_name_is_written_as_the_workspace_does(check: Check) -> None:
    report = check(
        lambda scene: scene.partner("Burma", code="MMR", contested_name="Myanmar"),
        "Our talks with Burma go on.",
    )
    assert [(one.check, one.place and one.place.words) for one in report.findings] == [
        (DraftCheck.NAME, "Burma")
    ]


def test_what_was_looked_at_before_is_answered_as_if_it_were_new(check: Check, workspace: Workspace) -> None:
    def fill(scene: Scene) -> None:
        line(scene, CONDEMNS)
        scene.commitment(text="Hand over the fault data of cable operators", to=france(scene))

    other = "We will not hand over the fault data of cable operators."
    check(fill, f"{WEAKER}\n\nThank you.")
    typed = workspace.check.draft(f"Thank you.\n\n{WEAKER}\n\n{other}", "FRA")
    departures.forget()
    assert workspace.check.draft(f"Thank you.\n\n{WEAKER}\n\n{other}", "FRA") == typed
    assert len(typed.findings) == 2


def test_a_change_of_the_ledger_is_seen_at_once(check: Check, workspace: Workspace) -> None:
    assert check(cables, WEAKER).findings == ()
    with workspace.change("Line") as work:
        objective = work.session.query(Objective).one()
        work.add(Position(objective_id=objective.id, line=CONDEMNS, stance=1, valid_from=date(2026, 1, 1)))
    assert len(workspace.check.draft(WEAKER, "FRA").findings) == 1
    workspace.history.undo()
    assert workspace.check.draft(WEAKER, "FRA").findings == ()


def test_of_many_lines_that_are_touched_a_few_are_noted(check: Check) -> None:
    def fill(scene: Scene) -> None:
        for number in range(9):
            objective = scene.objective(f"SEC-{number}", title="Undersea cables protected together")
            line(scene, f"Line {number} of the watch at the harbour.", objective=objective)

    report = check(fill, "Undersea cables are to be protected together.")
    assert [one.check for one in report.notes] == [DraftCheck.UNUSED] * 8
