from __future__ import annotations

import pytest

from diplotrack.consistency.reach import (
    Path,
    TooFar,
    Trail,
    ancestors,
    descendants,
    down,
    facts,
    owned,
    owner,
    same,
    up,
)
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import RULES
from diplotrack.records import (
    KINDS,
    Commitment,
    CommitmentParty,
    Engagement,
    Indicator,
    Objective,
    ObjectiveLink,
    Party,
    Record,
)
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.workspace import Workspace


def led(workspace: Workspace, changed: Changed, kind: str, path: Path) -> dict[str, set[int]]:
    with workspace.read() as read:
        trail = Trail(read, changed)
        return trail.along(path, trail.begin[kind])


def objective(workspace: Workspace, code: str, **values: object) -> tuple[int, Changed]:
    with workspace.change("Add") as work:
        made = work.add(Objective(code=code, title=code, **values)).id
    assert work.changed is not None
    return made, work.changed


def test_a_row_leads_up_to_what_it_names_and_what_it_named_before(workspace: Workspace) -> None:
    first, _ = objective(workspace, "A")
    second, _ = objective(workspace, "B")
    below, made = objective(workspace, "A.1", parent_id=first)
    assert led(workspace, made, "objective", up(Objective.parent_id)) == {"objective": {first}}
    with workspace.change("Edit") as work:
        work.get(Objective, below).parent_id = second
    assert work.changed is not None
    assert led(workspace, work.changed, "objective", up(Objective.parent_id)) == {
        "objective": {first, second}
    }
    assert led(workspace, work.changed, "objective", down(Objective.parent_id)) == {"objective": set()}


def test_a_row_that_is_gone_leads_to_what_it_named(workspace: Workspace) -> None:
    aim, _ = objective(workspace, "A")
    with workspace.change("Add") as work:
        party = work.add(Party(name="France"))
        made = work.add(Commitment(text="Send advisers"))
        part = work.add(CommitmentParty(commitment_id=made.id, party_id=party.id))
        link = work.add(ObjectiveLink(owner_kind="commitment", owner_id=made.id, objective_id=aim))
    with workspace.change("Remove") as work:
        work.trash(work.get(CommitmentParty, part.id))
        work.trash(work.get(ObjectiveLink, link.id))
    gone = work.changed
    assert gone is not None
    assert led(workspace, gone, "commitment_party", up(CommitmentParty.party_id)) == {"party": {party.id}}
    assert led(workspace, gone, "objective_link", up(ObjectiveLink.objective_id)) == {"objective": {aim}}
    to_owner = owner(ObjectiveLink, "commitment")
    assert led(workspace, gone, "objective_link", to_owner) == {"commitment": {made.id}}
    assert led(workspace, gone, "objective_link", owner(ObjectiveLink, "engagement")) == {"engagement": set()}


def test_what_was_named_before_counts_at_the_first_step_only(workspace: Workspace) -> None:
    first, _ = objective(workspace, "A")
    second, _ = objective(workspace, "B")
    below, _ = objective(workspace, "A.1", parent_id=first)
    with workspace.change("Edit") as work:
        work.get(Objective, below).parent_id = second
    assert work.changed is not None
    again = down(Objective.parent_id) >> up(Objective.parent_id)
    assert led(workspace, work.changed, "objective", again) == {"objective": set()}


def test_links_lead_from_their_records(workspace: Workspace) -> None:
    aim, _ = objective(workspace, "A")
    with workspace.change("Add") as work:
        meeting = work.add(Engagement(title="Talks"))
        work.add(ObjectiveLink(owner_kind="engagement", owner_id=meeting.id, objective_id=aim))
        work.add(ObjectiveLink(owner_kind="commitment", owner_id=meeting.id, objective_id=aim))
    assert work.changed is not None
    served = owned(ObjectiveLink, "engagement") >> up(ObjectiveLink.objective_id)
    assert led(workspace, work.changed, "engagement", served) == {"objective": {aim}}
    back = down(ObjectiveLink.objective_id) >> owner(ObjectiveLink, "engagement")
    there_and_back = up(ObjectiveLink.objective_id) | (up(ObjectiveLink.objective_id) >> back)
    assert led(workspace, work.changed, "objective_link", there_and_back) == {
        "objective": {aim},
        "engagement": {meeting.id},
    }


def test_ancestors_and_descendants_end_even_in_a_circle(workspace: Workspace) -> None:
    top, _ = objective(workspace, "A")
    middle, _ = objective(workspace, "B", parent_id=top)
    bottom, made = objective(workspace, "C", parent_id=middle)
    assert led(workspace, made, "objective", ancestors(Objective.parent_id)) == {
        "objective": {top, middle, bottom}
    }
    with workspace.change("Edit") as work:
        work.get(Objective, top).parent_id = bottom
    assert work.changed is not None
    assert led(workspace, work.changed, "objective", descendants(Objective.parent_id)) == {
        "objective": {top, middle, bottom}
    }


def test_the_same_key_leads_to_all_that_have_it_and_a_blank_one_nowhere(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        first = work.add(Commitment(text="One", exclusive_key="port 4"))
        other = work.add(Commitment(text="Two", exclusive_key="port 4"))
        work.add(Commitment(text="Three"))
    with workspace.change("Edit") as work:
        work.get(Commitment, first.id).text = "One more"
    assert work.changed is not None
    assert led(workspace, work.changed, "commitment", same(Commitment.exclusive_key)) == {
        "commitment": {first.id, other.id}
    }
    assert led(workspace, work.changed, "commitment", same(Commitment.funding_source)) == {
        "commitment": set()
    }


def test_a_path_for_facts_is_not_followed_where_only_words_differ(workspace: Workspace) -> None:
    first, made = objective(workspace, "A")
    below, _ = objective(workspace, "A.1", parent_id=first)
    path = facts(Objective, up(Objective.parent_id))

    def edited(*parts: Record, **values: object) -> dict[str, set[int]]:
        with workspace.change("Edit") as work:
            for name, value in values.items():
                setattr(work.get(Objective, below), name, value)
            for part in parts:
                work.add(part)
        assert work.changed is not None
        return led(workspace, work.changed, "objective", path)

    assert led(workspace, made, "objective", path) == {"objective": set()}
    assert edited(title="Ports") == {}
    assert edited(title="Ports and roads", priority=1) == {"objective": {first}}
    indicator = Indicator(objective_id=below, name="Berths")
    assert edited(indicator, title="Ports again") == {"objective": {first}}


def test_a_path_to_very_many_is_given_up(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplotrack.consistency.trail.FARTHEST", 3)
    with workspace.change("Add") as work:
        partner = work.add(Party(name="France")).id
    changed = work.changed
    assert changed is not None
    with workspace.change("Import") as work:
        work.add_all(Commitment, [{"text": "One"}])
        rows = [{"commitment_id": 1, "party_id": partner, "note": str(n)} for n in range(4)]
        work.add_all(CommitmentParty, rows)
    with workspace.read() as read, pytest.raises(TooFar):
        trail = Trail(read, changed)
        trail.along(down(CommitmentParty.party_id), trail.begin["party"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_paths_of_every_rule_begin_with_their_kind_and_end_at_its_subjects(rule: Rule) -> None:
    for name, path in rule.paths():
        assert name in KINDS
        assert name in path.begins or not path.begins
        assert path.ends <= set(rule.subjects)
