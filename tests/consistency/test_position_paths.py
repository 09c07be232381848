"""What a change of a party, membership or objective leads to where lines are asked for."""

from __future__ import annotations

from datetime import date

from diplotrack.consistency.reach import Trail
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules.r05_off_position_statement import RULE as R05
from diplotrack.consistency.rules.r06_mixed_messages import RULE as R06
from diplotrack.consistency.scene import Scene
from diplotrack.records import Party, Statement
from diplotrack.records.enumerations import PartyType
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from tests.consistency.ground import Play
from tests.consistency.standing_lines import league, line


def reached(workspace: Workspace, kind: str, number: int, *columns: str, rule: Rule = R05) -> set[int]:
    """The statements to which a change of these columns leads."""
    changed = Changed(1, "Edit", {kind: frozenset({number})}, {}, {kind: frozenset(columns)})
    with workspace.read() as read:
        trail = Trail(read, changed)
        found: set[int] = set()
        for name, path in rule.paths():
            if name == kind:
                found |= trail.along(path, trail.begin[kind]).get("statement", set())
    return found


def test_only_what_bears_on_lines_leads_to_statements(workspace: Workspace, play: Play) -> None:
    made: dict[str, int] = {}

    def fill(scene: Scene) -> None:
        france = scene.partner()
        ministry = scene.partner("Ministry", type=PartyType.MINISTRY, parent_id=france.id)
        alliance = league(scene, "Alliance", france, from_on=date(2000, 1, 1))
        under, apart = scene.objective("SEC-1"), scene.objective("SEC-2")
        line(scene, under, 1, alliance)
        line(scene, apart, 1)
        for on in (under, apart):
            said = Statement(quote="Words", said_on=scene.ago(9), stance=1, objective_id=on.id)
            made[on.code] = scene.add(said).id
        made.update(
            ministry=ministry.id,
            alliance=alliance.id,
            japan=scene.add(Party(name="Japan")).id,
            under=under.id,
        )

    play(fill)
    under = {made["SEC-1"]}
    assert reached(workspace, "party", made["ministry"], "parent_id") == under
    assert reached(workspace, "party", made["alliance"], "name") == under
    assert reached(workspace, "party", made["alliance"], "notes") == set()
    assert reached(workspace, "party", made["japan"], "parent_id") == set()
    assert reached(workspace, "membership", 1, "until_on") == under
    assert reached(workspace, "objective", made["under"], "status", "title") == under
    assert reached(workspace, "objective", made["under"], "title") == set()


def test_mixed_messages_are_looked_for_near_a_changed_statement(workspace: Workspace, play: Play) -> None:
    ids: dict[int, int] = {}

    def fill(scene: Scene) -> None:
        on = scene.objective()
        for days in (300, 160, 100, 99, 40, 39):
            said = Statement(quote="Words", said_on=scene.ago(days), stance=1, objective_id=on.id)
            ids[days] = scene.add(said).id

    play(fill)
    near = {
        days
        for days, number in ids.items()
        if number in reached(workspace, "statement", ids[100], "stance", rule=R06)
    }
    assert near == {160, 100, 99, 40}
    workspace.check.set_threshold("R06.days", 100)
    assert reached(workspace, "statement", ids[100], "stance", rule=R06) == set(ids.values())
    workspace.check.set_threshold("R06.days", None)
    with workspace.change("Edit") as work:
        work.session.get_one(Statement, ids[100]).said_on = date(2026, 6, 1)
    assert reached(workspace, "statement", ids[100], "said_on", rule=R06) == set(ids.values())
