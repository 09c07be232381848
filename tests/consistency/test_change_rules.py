"""The edges of the rules on changes of position, on consulting partners, and on vague objectives: R09 to R12, R02."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from diplotrack.consistency.asking import asks_reply
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    Consultation,
    Indicator,
    Objective,
    Person,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import ConsultationType, Duty, ObjectiveStatus, TakenIntoAccount
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play
from tests.consistency.lines_and_words import found

Case = Callable[[Scene, Objective], Any]


def cases(scene: Scene, many: dict[str, Case]) -> None:
    """Each case on an objective of its own, whose code says what it shows."""
    for code, fill in many.items():
        fill(scene, scene.objective(code))


def change(
    scene: Scene, on: Objective, days_ago: int, duty: Duty, stance: int = -1, **values: Any
) -> Position:
    """A change from “for” so many days ago, on which France is owed word."""
    usual = {"objective_id": on.id, "line": "Line", "is_public": False}
    old = scene.add(Position(stance=1, valid_from=scene.ago(900), **usual))
    day = scene.ago(days_ago)
    made = scene.add(
        Position(**{**usual, "stance": stance, "valid_from": day, "supersedes_id": old.id, **values})
    )
    scene.add(PositionPartner(position_id=made.id, party_id=scene.partner().id, duty=duty))
    return made


def told(scene: Scene, position: Position, days_ago: int, **values: Any) -> Consultation:
    """A consultation of France so many days ago."""
    usual = {"summary": "New line", "party_id": scene.partner().id, "position_id": position.id}
    return scene.add(Consultation(**{**usual, "on": scene.ago(days_ago), **values}))


@pytest.mark.parametrize(("rule", "duty"), [("R09", Duty.NOTIFY), ("R10", Duty.CONSULT)])
def test_change_is_looked_at_from_the_eighth_day_until_it_is_replaced(
    workspace: Workspace, play: Play, rule: str, duty: Duty
) -> None:
    def replaced(days_ago: int) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            made = change(scene, on, 60, duty)
            usual = {"objective_id": on.id, "line": "Newer", "stance": -1, "supersedes_id": made.id}
            scene.add(Position(valid_from=scene.ago(days_ago), **usual))

        return fill

    def first(scene: Scene, on: Objective) -> None:
        made = change(scene, on, 60, duty)
        made.supersedes_id = None

    def from_trash(scene: Scene, on: Objective) -> None:
        made = change(scene, on, 60, duty)
        old = scene.work.session.get_one(Position, made.supersedes_id)
        old.deleted_at = scene.moment_ago(1)

    many: dict[str, Case] = {
        "seventh day": lambda scene, on: change(scene, on, 7, duty),
        "eighth day": lambda scene, on: change(scene, on, 8, duty),
        "announced only": lambda scene, on: change(
            scene, on, 0, duty, valid_from=None, announced_on=scene.ago(8)
        ),
        "no day": lambda scene, on: change(scene, on, 0, duty, valid_from=None),
        "one step": lambda scene, on: change(scene, on, 60, duty, 2),
        "same stance": lambda scene, on: change(scene, on, 60, duty, 1),
        "replaced yesterday": replaced(1),
        "replaced today": replaced(0),
        "to be replaced": replaced(-1),
        "ended yesterday": lambda scene, on: change(scene, on, 60, duty, valid_until=scene.ago(1)),
        "ends today": lambda scene, on: change(scene, on, 60, duty, valid_until=scene.today),
        "in the trash": lambda scene, on: change(scene, on, 60, duty, deleted_at=scene.moment_ago(1)),
        "replaced nothing": first,
        "replaced what is in the trash": from_trash,
    }

    def fill(scene: Scene) -> None:
        cases(scene, many)
        for status in ObjectiveStatus:
            change(scene, scene.objective(status.value, status=status), 60, duty)

    play(fill)
    assert set(found(workspace, rule)) == {
        "eighth day",
        "announced only",
        "one step",
        "to be replaced",
        "ends today",
        "in_force",
    }


def test_consultation_counts_from_half_a_year_before_to_the_day(workspace: Workspace, play: Play) -> None:
    def on_day(days: int, **values: Any) -> Case:
        return lambda scene, on: told(scene, change(scene, on, 60, Duty.CONSULT), days, **values)

    play(
        lambda scene: cases(
            scene,
            {
                "a day too early": on_day(241),
                "half a year before": on_day(240),
                "on the day": on_day(60),
                "a day late": on_day(59),
                "a notice": on_day(61, type=ConsultationType.NOTICE),
                "of another partner": on_day(61, party_id=scene.partner("Japan").id),
                "in the trash": on_day(61, deleted_at=scene.moment_ago(1)),
                "on another change": on_day(61, position_id=None),
            },
        )
    )
    gaps = found(workspace, "R10")
    assert set(gaps) == {
        "a day too early",
        "a day late",
        "a notice",
        "of another partner",
        "in the trash",
        "on another change",
    }
    late = gaps["a day late"]
    assert "France is to be consulted, and was consulted only on Apr 19, 2026, not from" in late.why.text(
        TODAY
    )
    assert late.numbers["consulted"] == {"day": "2026-04-19"}
    assert "no consultation is on record from Oct 20, 2025 to Apr 18, 2026." in gaps["a notice"].why.text(
        TODAY
    )


def test_consultation_owed_under_an_agreement_is_high(workspace: Workspace, play: Play) -> None:
    def under(days: dict[str, Any] | None = None, **party: Any) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            change(scene, on, 60, Duty.CONSULT)
            made = scene.add(Agreement(title="Treaty of Friendship", **(days or {})))
            values = {"party_id": scene.partner().id, **party}
            scene.add(AgreementParty(agreement_id=made.id, **values))
            scene.add(AgreementDuty(agreement_id=made.id, objective_id=on.id, note="Article 4"))

        return fill

    day = TODAY - timedelta(days=60)
    after, before = day + timedelta(days=1), day - timedelta(days=1)

    def fill(scene: Scene) -> None:
        cases(
            scene,
            {
                "party": under(),
                "in force since that day": under({"in_force_on": day}),
                "in force later": under({"in_force_on": after}),
                "applied before": under({"in_force_on": after, "provisional_on": before}),
                "ended before": under({"ends_on": before, "ends_on_latest": before}),
                "ended that day": under({"ends_on": day, "ends_on_latest": day}),
                "withdrew before": under(withdrawn_on=before, withdrawn_on_latest=before),
                "no party": under(party_id=scene.partner("Japan").id),
                "agreement in the trash": under({"deleted_at": scene.moment_ago(1)}),
            },
        )

    play(fill)
    gaps = found(workspace, "R10")
    high = {code for code, one in gaps.items() if one.severity == Severity.HIGH}
    assert high == {"party", "in force since that day", "applied before", "ended that day"}
    assert {one.severity for code, one in gaps.items() if code not in high} == {Severity.MEDIUM}
    sentence = "We owe France consultation on it under “Treaty of Friendship” (Article 4)."
    assert gaps["party"].why.text(TODAY).endswith(sentence)
    assert "agreement" in {record.kind for record in gaps["party"].records}


def test_announcement_comes_after_the_first_consultation_or_on_its_day(
    workspace: Workspace, play: Play
) -> None:
    def announced(days_ago: int, *consulted: int, **values: Any) -> Case:
        def fill(scene: Scene, on: Objective) -> None:
            position = change(scene, on, 60, Duty.CONSULT, announced_on=scene.ago(days_ago), **values)
            for days in consulted:
                told(scene, position, days)

        return fill

    def first_notice(scene: Scene, on: Objective) -> None:
        position = change(scene, on, 60, Duty.CONSULT, announced_on=scene.ago(60))
        told(scene, position, 70, type=ConsultationType.NOTICE)
        told(scene, position, 50)

    def not_to_consult(scene: Scene, on: Objective) -> None:
        told(scene, change(scene, on, 60, Duty.NOTIFY, announced_on=scene.ago(60)), 50)

    play(
        lambda scene: cases(
            scene,
            {
                "a day before": announced(60, 59),
                "the same day": announced(60, 60),
                "again afterwards": announced(60, 90, 30),
                "never consulted": announced(60),
                "a notice before": first_notice,
                "not to be consulted": not_to_consult,
                "run out": announced(60, 59, valid_until=scene.ago(1)),
                "a first position": announced(60, 59, supersedes_id=None),
                "to come": announced(-10, -20),
            },
        )
    )
    gaps = found(workspace, "R11")
    assert set(gaps) == {"a day before", "a notice before", "a first position", "to come"}
    assert gaps["to come"].fix.text(TODAY) == "Consult France before the announcement, or announce later."
    assert gaps["a notice before"].numbers["days"] == 10


def test_view_is_recorded_within_a_fortnight_and_answered_in_time(workspace: Workspace, play: Play) -> None:
    view = {"view": "Joins; asks how shares are reckoned."}
    many: dict[str, tuple[int, dict[str, Any]]] = {
        "thirteen days": (13, {}),
        "a fortnight": (14, {}),
        "a notice": (90, {"type": ConsultationType.NOTICE}),
        "blank view": (14, {"view": "  "}),
        "view received": (20, {"viewed_on": TODAY}),
        "view after sixty days": (90, {**view, "viewed_on": TODAY - timedelta(days=60)}),
        "view a day younger": (90, {**view, "viewed_on": TODAY - timedelta(days=59)}),
        "view of the day itself": (60, view),
        "reply due today": (20, {**view, "reply_due_on": TODAY}),
        "reply due yesterday": (20, {**view, "reply_due_on": TODAY - timedelta(days=1)}),
        "reply due later": (90, {**view, "reply_due_on": TODAY + timedelta(days=1)}),
        "replied": (90, {**view, "replied_on": TODAY}),
        "told back": (90, {**view, "told_back_on": TODAY, "reply_due_on": TODAY - timedelta(days=9)}),
        "taken, not told": (90, {**view, "taken": TakenIntoAccount.YES}),
        "asks for nothing": (90, {"view": "Agrees."}),
        "asks for nothing, reply due": (
            90,
            {"view": "Agrees.", "reply_due_on": TODAY - timedelta(days=1)},
        ),
        "in the trash": (90, {"deleted_at": datetime(2026, 6, 16)}),
    }

    def fill(scene: Scene) -> None:
        on = scene.objective("SEC-1")
        position = change(scene, on, 100, Duty.CONSULT)
        for name, (days, values) in many.items():
            told(scene, position, days, summary=name, **values)
        for status in (ObjectiveStatus.RETIRED, ObjectiveStatus.DRAFT):
            made = change(scene, scene.objective(status.value, status=status), 100, Duty.CONSULT)
            told(scene, made, 90, summary=status.value)
        past = change(scene, on, 100, Duty.CONSULT, valid_until=scene.ago(1))
        told(scene, past, 90, summary="on a position that has run out")
        told(scene, past, 90, summary="asked on a position that has run out", **view)
        told(scene, position, 90, summary="on no position", position_id=None)
        told(scene, position, 90, summary="by us", party_id=scene.us.id)

    play(fill)
    gaps = {one.records[0].title: one for one in workspace.check.run(["R12"]).findings}
    assert {name for name, one in gaps.items() if one.severity == Severity.LOW} == {
        "a fortnight",
        "blank view",
        "on no position",
    }
    assert {name for name, one in gaps.items() if one.severity == Severity.MEDIUM} == {
        "view after sixty days",
        "view of the day itself",
        "reply due yesterday",
        "taken, not told",
        "asks for nothing, reply due",
        "asked on a position that has run out",
    }
    due = gaps["reply due yesterday"].why.text(TODAY)
    assert due == (
        "On May 28, 2026 France gave its view: “Joins; asks how shares are reckoned”. Our reply was due on"
        " Jun 16, 2026, 1 day ago, and none is on record."
    )
    assert [quote.quote for quote in gaps["view after sixty days"].quotes] == [
        view["view"],
        "Line",
    ]


@pytest.mark.parametrize(
    ("view", "asks"),
    [
        ("Agrees. When would it begin?", True),
        ("Asks for the text beforehand.", True),
        ("They requested a list of the ports.", True),
        ("Would like to know who pays.", True),
        ("Paris awaits our written reply.", True),
        ("Seeks clarification on article 3.", True),
        ("Please send the annex.", True),
        ("Demande le texte à l’avance.", True),
        ("Souhaiterait connaître le calendrier.", True),
        ("Pide una copia del anexo.", True),
        ("¿Quién paga?", True),
        ("Agrees; would have liked to be asked before.", False),
        ("Asks nothing of us.", False),
        ("Has not asked for more.", False),
        ("Supports the aim; would buy through one agency.", False),
        ("Est d’accord et ne demande rien.", False),
        ("No pide nada.", False),
        ("", False),
    ],
)
def test_view_that_asks_is_told_from_one_that_does_not(view: str, asks: bool) -> None:
    assert asks_reply(view) is asks


def test_vague_objectives_have_blanks(workspace: Workspace, play: Play) -> None:
    first = date(2026, 1, 1)

    def made(
        scene: Scene, code: str, *, indicators: tuple[tuple[str, str], ...] = (("4", "Count"),), **values: Any
    ) -> None:
        usual = {"owner_id": scene.officer.id, "valid_from": first, "valid_until": date(2027, 12, 31)}
        objective = scene.objective(code, **{**usual, **values})
        for baseline, measure in indicators:
            scene.add(Indicator(objective_id=objective.id, name="Sites", baseline=baseline, measure=measure))

    def fill(scene: Scene) -> None:
        gone = scene.add(Person(name="Gone", deleted_at=scene.moment_ago(1)))
        made(scene, "complete")
        made(scene, "no owner", owner_id=None)
        made(scene, "owner in the trash", owner_id=gone.id)
        made(scene, "no indicator", indicators=())
        made(scene, "half an indicator", indicators=(("4", " "), ("", "Count")))
        made(scene, "no end", valid_until=None)
        made(scene, "a day short", valid_until=date(2027, 12, 30))
        made(scene, "perhaps short", valid_until=date(2027, 12, 1), valid_until_latest=date(2027, 12, 31))
        made(scene, "perhaps begun before", valid_from_latest=date(2026, 1, 31))
        made(scene, "begun nobody knows when", valid_from=None, valid_until=date(2026, 9, 1))
        made(scene, "two blanks", owner_id=None, valid_until=None)
        made(scene, "ended yesterday", owner_id=None, valid_until=TODAY - timedelta(days=1))
        made(scene, "ends today", valid_from=date(2020, 1, 1), owner_id=None, valid_until=TODAY)
        for status in ObjectiveStatus:
            made(scene, status.value, owner_id=None, status=status)

    play(fill)
    gaps = found(workspace, "R02")
    low = {code for code, one in gaps.items() if one.severity == Severity.LOW}
    assert low == {
        "no owner",
        "owner in the trash",
        "no indicator",
        "half an indicator",
        "no end",
        "a day short",
        "ends today",
        "in_force",
    }
    assert set(gaps) - low == {"two blanks"}
    assert gaps["two blanks"].severity == Severity.MEDIUM
    assert (
        gaps["two blanks"].fix.text(TODAY)
        == "Complete two blanks: give it an owner and a day on which it ends."
    )


def test_months_of_a_horizon_are_counted_by_the_calendar(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        for until in (date(2026, 8, 30), date(2026, 8, 29)):
            values = {"valid_from": date(2024, 8, 31), "valid_until": until, "owner_id": scene.officer.id}
            made = scene.objective(f"until {until.day}", **values)
            scene.add(Indicator(objective_id=made.id, name="Sites", baseline="4", measure="Count"))

    play(fill)
    assert set(found(workspace, "R02")) == {"until 29"}
