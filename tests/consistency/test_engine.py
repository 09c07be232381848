"""Running rules: which, on what, with what settings; and what a finding carries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import using_locale
from diplotrack.base.markings import scheme_named
from diplotrack.base.progress import Cancelled
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.rules import RULES
from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, RelTo
from diplotrack.records.enumerations import Binding, Level
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


def fill(scene: Scene) -> None:
    scene.commitment(due_on=scene.ago(10))
    scene.commitment(text="Train officers", due_on=scene.ago(10))


def test_all_rules_run_on_an_empty_ledger_and_find_nothing(workspace: Workspace) -> None:
    report = workspace.check.run()
    assert (report.rules, report.findings) == (tuple(rule.code for rule in RULES), ())


def test_rules_are_chosen_by_code_or_slug_in_any_case(workspace: Workspace) -> None:
    assert workspace.check.run(["r21", "Overdue-Commitment"]).rules == ("R13", "R21")


def test_unknown_rule_is_refused_with_the_choices(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"R99.*R13"):
        workspace.check.run(["R99"])


def test_progress_is_told_and_cancelling_stores_nothing(workspace: Workspace, play: Play) -> None:
    play(fill)

    def stop(done: int, total: int | None, what: str) -> None:
        assert total == len(RULES)
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.check.run(progress=stop)
    assert workspace.check.findings(states=None) == []


def test_threshold_of_the_workspace_counts(workspace: Workspace, play: Play) -> None:
    play(fill)
    workspace.check.set_threshold("R13.days_high", 9)
    assert {one.severity for one in workspace.check.run(["R13"]).findings} == {Severity.HIGH}


def test_threshold_goes_back_to_its_default(workspace: Workspace) -> None:
    workspace.check.set_threshold("R13.days_high", 9)
    workspace.check.set_threshold("R13.days_high", None)
    assert workspace.check.settings()["R13.days_high"] == 30
    assert workspace.settings()["rules"] == {}


@pytest.mark.parametrize(("key", "value"), [("R13.days", 3), ("R13.days_high", 0)])
def test_unusable_threshold_is_refused(workspace: Workspace, key: str, value: int) -> None:
    with pytest.raises(UserError, match=key):
        workspace.check.set_threshold(key, value)


def test_only_what_an_operation_touched_is_looked_at(workspace: Workspace, play: Play) -> None:
    play(fill)
    workspace.check.run()
    with workspace.change("Edit commitment") as work:
        work.get(Commitment, 1).due_on = TODAY
    report = workspace.check.run(changes=work.changed)
    assert "R31" not in report.rules
    assert [one for one in report.findings if one.rule == "R13"] == []
    assert len(report.closed) == 1
    assert len(workspace.check.findings(rule="R13")) == 1


def test_scoped_check_finds_what_the_whole_check_finds(workspace: Workspace, play: Play) -> None:
    play(fill)
    workspace.check.run()
    with workspace.change("Edit commitment") as work:
        work.get(Commitment, 2).binding = Binding.LEGAL
    scoped = workspace.check.run(changes=work.changed)
    whole = workspace.check.run()
    of_it = [one for one in whole.findings if one.subject[0].id == 2]
    assert [one.as_json(TODAY) for one in scoped.findings] == [one.as_json(TODAY) for one in of_it]


def test_read_only_workspace_is_checked_without_storing(workspace: Workspace, play: Play) -> None:
    play(fill)
    workspace.ledger.is_read_only = True
    report = workspace.check.run(["R13"])
    assert (len(report.findings), report.is_stored) == (2, False)
    assert workspace.check.findings(states=None) == []


def test_marking_is_rolled_up_from_the_records(workspace: Workspace, play: Play) -> None:
    level = scheme_named("us").level("SECRET")

    def marked(scene: Scene) -> None:
        made = scene.commitment(to=scene.partner(code="FRA"), due_on=scene.ago(10))
        made.marking_scheme, made.marking_rank, made.marking_text = level.scheme, level.rank, level.text
        scene.add(RelTo(owner_kind="commitment", owner_id=made.id, party_id=scene.partner().id))

    play(marked)
    (found,) = workspace.check.run(["R13"]).findings
    assert found.marking.banner == "SECRET//REL TO FRA"
    assert workspace.check.findings()[0].marking == found.marking


def test_json_has_the_shape_that_scripts_rely_on(workspace: Workspace, play: Play) -> None:
    play(fill)
    printed = workspace.check.run(["R13"]).as_json()
    assert set(printed) == {"checked_at", "rules", "findings"}
    assert set(printed["findings"][0]) == {
        "rule", "slug", "severity", "raised_by", "title", "why", "records", "evidence", "numbers", "fix", "marking",
        "fingerprint", "state",
    }  # fmt: skip
    assert set(printed["findings"][0]["records"][0]) == {"kind", "uid", "title", "date"}


def test_sentences_follow_the_locale_of_the_reader(workspace: Workspace, play: Play) -> None:
    play(lambda scene: scene.commitment(due_on=date(2026, 5, 7)))
    workspace.check.run(["R13"])
    with using_locale("fr"):
        assert "7 mai 2026" in workspace.check.findings()[0].why.text(TODAY)


def test_duty_date_that_is_no_day_is_told(workspace: Workspace) -> None:
    workspace.ledger.set(duty_from="soon")
    with pytest.raises(UserError, match="duty_from"):
        workspace.check.run(["R13"])


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ({"is_public": True}, ["public"]),
        ({"binding": Binding.LEGAL, "is_public": True}, ["public", "legally binding"]),
    ],
)
def test_finding_says_what_raised_it(
    workspace: Workspace, play: Play, values: dict[str, Any], reasons: list[str]
) -> None:
    play(lambda scene: scene.commitment(due_on=scene.ago(40), **values))
    (found,) = workspace.check.run(["R13"]).findings
    assert found.severity == Severity.CRITICAL
    assert [str(reason) for reason in found.raised_by] == reasons


def test_ministerial_promise_is_raised(workspace: Workspace, play: Play) -> None:
    def at_summit(scene: Scene) -> None:
        met = scene.engagement(level_theirs=Level.HEAD, starts_on=scene.ago(90))
        scene.commitment(due_on=scene.ago(5), engagement_id=met.id)

    play(at_summit)
    (found,) = workspace.check.run(["R13"]).findings
    assert (found.severity, str(found.raised_by[0])) == (Severity.HIGH, "at minister level or above")


def test_first_priority_raises_one_step_only(workspace: Workspace, play: Play) -> None:
    def first(scene: Scene) -> None:
        made = scene.commitment(due_on=scene.ago(5), is_public=True)
        scene.link(made, scene.objective(priority=1))

    play(first)
    (found,) = workspace.check.run(["R13"]).findings
    assert found.severity == Severity.HIGH
    assert [str(reason) for reason in found.raised_by] == ["public", "an objective of first priority"]


def test_trashed_record_is_not_looked_at(workspace: Workspace, play: Play) -> None:
    play(fill)
    with workspace.change("Delete commitment") as work:
        work.trash(work.get(Commitment, 1))
    assert [one.subject[0].id for one in workspace.check.run(["R13"]).findings] == [2]
