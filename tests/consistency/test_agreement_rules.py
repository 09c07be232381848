"""The edges of the rules on agreements: R20 and R35."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.finding import Severity
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Agreement,
    AgreementDuty,
    AgreementParty,
    ExternalReference,
    Tag,
)
from diplotrack.records.enumerations import CommitmentStatus, Renewal, RenewalDecision, Setting
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play, found

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
Case = tuple[dict[str, Any], Any]
"""Columns of an agreement, and what is expected of it."""


def agreement(scene: Scene, *parties: int, **values: Any) -> Agreement:
    """An agreement of ours with France, unless said otherwise."""
    standard = {"title": "Memorandum on port fees", "in_force_on": scene.ago(900)}
    made = scene.add(Agreement(**{**standard, **values}))
    for party in parties or (scene.us.id, scene.partner().id):
        scene.add(AgreementParty(agreement_id=made.id, party_id=party))
    return made


def severities(workspace: Workspace, play: Play, rule: str, cases: list[Case]) -> list[Severity | None]:
    """What the rule finds of an agreement for each case, all of them in one ledger."""
    made: list[int] = []
    play(lambda scene: made.extend([agreement(scene, **values).id for values, _expected in cases]))
    by_subject = {one.subject[0].id: one.severity for one in found(workspace, rule)}
    return [by_subject.get(one) for one in made]


def expected(cases: list[Case]) -> list[Any]:
    return [one for _values, one in cases]


def ends(days: int, **values: Any) -> dict[str, Any]:
    """Columns of an agreement that ends so many days after today."""
    return {"ends_on": date.fromordinal(TODAY.toordinal() + days), **values}


def test_days_to_the_end_tell_the_severity(workspace: Workspace, play: Play) -> None:
    days = {-1: None, 0: HIGH, 60: HIGH, 61: MEDIUM, 180: MEDIUM, 181: None}
    cases = [(ends(number), severity) for number, severity in days.items()]
    assert severities(workspace, play, "R20", cases) == expected(cases)


def test_window_for_notice_counts_before_the_end(workspace: Workspace, play: Play) -> None:
    days = {240: HIGH, 241: MEDIUM, 360: MEDIUM, 361: None}
    cases = [
        (ends(number, notice_days=180, renewal=renewal), severity)
        for number, severity in days.items()
        for renewal in (*Renewal, None)
    ]
    assert severities(workspace, play, "R20", cases) == expected(cases)


def test_window_that_is_closed_leaves_the_end_unless_renewal_is_automatic(
    workspace: Workspace, play: Play
) -> None:
    cases: list[Case] = [
        (ends(89, notice_days=90, renewal=renewal), None if renewal == Renewal.AUTOMATIC else MEDIUM)
        for renewal in (*Renewal, None)
    ]
    cases.append((ends(90, notice_days=90, renewal=Renewal.AUTOMATIC), HIGH))
    # Without a window, nothing asks for a decision.
    cases.append((ends(30, renewal=Renewal.AUTOMATIC), None))
    assert severities(workspace, play, "R20", cases) == expected(cases)


def test_last_day_for_notice_is_named(workspace: Workspace, play: Play) -> None:
    values = {"ends_on": date(2026, 9, 1), "notice_days": 30, "renewal": Renewal.AUTOMATIC}
    play(lambda scene: agreement(scene, **values))
    (one,) = found(workspace, "R20")
    assert one.why.text(TODAY) == (
        "This agreement with France renews itself at its end (Sep 1, 2026), unless notice is given 30 days before"
        " (Aug 2, 2026). No decision is on record."
    )
    assert one.numbers["decide_by"] == {"day": "2026-08-02"}


def test_any_decision_settles_it(workspace: Workspace, play: Play) -> None:
    cases = [(ends(30, renewal_decision=decision), None) for decision in RenewalDecision]
    assert severities(workspace, play, "R20", cases) == expected(cases)


def test_partial_end_warns_from_its_first_possible_day_until_its_last(
    workspace: Workspace, play: Play
) -> None:
    spans = {
        (date(2026, 12, 14), date(2027, 12, 13)): MEDIUM,
        (date(2026, 12, 15), date(2027, 12, 14)): None,
        (date(2026, 1, 1), date(2026, 12, 31)): HIGH,
        (date(2026, 6, 1), date(2026, 6, 17)): HIGH,
        (date(2026, 6, 1), date(2026, 6, 16)): None,
    }
    cases = [
        ({"ends_on": first, "ends_on_latest": last}, severity) for (first, last), severity in spans.items()
    ]
    assert severities(workspace, play, "R20", cases) == expected(cases)


def test_term_runs_once_it_is_in_force_or_signed(workspace: Workspace, play: Play) -> None:
    days = {TODAY: HIGH, date(2026, 6, 18): None, None: HIGH}
    cases = [(ends(30, in_force_on=day), severity) for day, severity in days.items()]
    assert severities(workspace, play, "R20", cases) == expected(cases)


@pytest.mark.parametrize("rule", ["R20", "R35"])
def test_agreement_among_others_or_gone_asks_for_nothing(workspace: Workspace, play: Play, rule: str) -> None:
    def fill(scene: Scene) -> None:
        agreement(scene, scene.partner().id, scene.partner("Japan").id, **ends(30))
        agreement(scene, deleted_at=utc_now(), **ends(30))
        agreement(scene, merged_into=7, **ends(30))

    play(fill)
    assert found(workspace, rule) == []


@pytest.mark.parametrize("rule", ["R20", "R35"])
def test_agreement_that_we_have_left_is_past(workspace: Workspace, play: Play, rule: str) -> None:
    def left(scene: Scene, last: date) -> None:
        made = agreement(scene, scene.partner().id, **ends(30))
        values = {"withdrawn_on": date(2026, 6, 1), "withdrawn_on_latest": last}
        scene.add(AgreementParty(agreement_id=made.id, party_id=scene.us.id, **values))

    def fill(scene: Scene) -> None:
        left(scene, TODAY)
        left(scene, date(2026, 6, 18))

    play(fill)
    assert [one.subject[0].id for one in found(workspace, rule)] == [2]


@pytest.mark.parametrize("rule", ["R20", "R35"])
def test_agreement_without_parties_is_ours_if_it_was_entered_here(
    workspace: Workspace, play: Play, rule: str
) -> None:
    def fill(scene: Scene) -> None:
        for _number in range(2):
            scene.add(Agreement(title="Memorandum", in_force_on=scene.ago(90), **ends(30)))
        reference = {"source": "treaty series", "source_id": "1"}
        scene.add(ExternalReference(owner_kind="agreement", owner_id=2, **reference))

    play(fill)
    assert [one.subject[0].id for one in found(workspace, rule)] == [1]


@pytest.mark.parametrize("rule", ["R20", "R35"])
def test_instrument_that_others_ratified_binds_us_once_we_have(
    workspace: Workspace, play: Play, rule: str
) -> None:
    def ratified(scene: Scene, setting: Setting, *days: date | None) -> None:
        made = scene.add(
            Agreement(title="Convention", in_force_on=scene.ago(90), setting=setting, **ends(30))
        )
        for party, day in zip((scene.us, scene.partner()), days, strict=True):
            scene.add(AgreementParty(agreement_id=made.id, party_id=party.id, ratified_on=day))

    def fill(scene: Scene) -> None:
        ratified(scene, Setting.MULTILATERAL, None, scene.ago(200))
        ratified(scene, Setting.MULTILATERAL, scene.ago(100), scene.ago(200))
        ratified(scene, Setting.MULTILATERAL, None, None)
        ratified(scene, Setting.BILATERAL, None, scene.ago(200))

    play(fill)
    assert sorted(one.subject[0].id for one in found(workspace, rule)) == [2, 3, 4]


def test_agreement_is_asked_for_obligations_while_in_force(workspace: Workspace, play: Play) -> None:
    low = Severity.LOW
    year = date(2026, 1, 1), date(2026, 12, 31)
    cases: list[Case] = [
        ({"in_force_on": TODAY}, low),
        ({"in_force_on": date(2026, 6, 18)}, None),
        ({"in_force_on": year[0], "in_force_on_latest": year[1]}, None),
        ({"in_force_on": None}, None),
        ({"in_force_on": None, "provisional_on": TODAY}, low),
        ({"ends_on": TODAY}, low),
        ({"ends_on": date(2026, 6, 16)}, None),
        ({"ends_on": year[0], "ends_on_latest": year[1]}, low),
        ({"in_force_on": date(1949, 8, 12)}, low),
    ]
    assert severities(workspace, play, "R35", cases) == expected(cases)


def test_obligation_of_whatever_status_or_duty_to_consult_is_one(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        scene.commitment(agreement_id=agreement(scene).id)
        scene.commitment(agreement_id=agreement(scene).id, status=CommitmentStatus.FULFILLED)
        scene.add(AgreementDuty(agreement_id=agreement(scene).id, objective_id=scene.objective().id))
        scene.commitment(agreement_id=agreement(scene).id, deleted_at=utc_now())

    play(fill)
    assert [one.subject[0].id for one in found(workspace, "R35")] == [4]


def test_imported_series_from_before_the_duty_waits_until_somebody_works_with_it(
    workspace: Workspace, play: Play
) -> None:
    def imported(scene: Scene, day: date, **values: Any) -> Agreement:
        made = agreement(scene, in_force_on=day, **values)
        reference = {"source": "treaty series", "source_id": str(made.id)}
        scene.add(ExternalReference(owner_kind="agreement", owner_id=made.id, **reference))
        return made

    def fill(scene: Scene) -> None:
        imported(scene, date(2019, 12, 31))
        imported(scene, date(2020, 1, 1))
        imported(scene, date(1949, 8, 12), owner_id=scene.officer.id)
        scene.link(imported(scene, date(1949, 8, 12)), scene.objective())
        followed = imported(scene, date(1949, 8, 12))
        scene.add(Tag(owner_kind="agreement", owner_id=followed.id, name="Follow-up"))

    play(fill)
    assert sorted(one.subject[0].id for one in found(workspace, "R35")) == [2, 3, 4, 5]
