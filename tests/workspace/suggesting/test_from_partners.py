"""Objectives are suggested by what the records with the same partners serve."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.clock import on_day
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.scene import Scene
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from diplotrack.workspace.gaps import GapSieve
from diplotrack.workspace.suggesting.from_partners import objectives_of_partners
from tests.consistency.ground import TODAY


def suggested(path: Path, *, later: bool = False, crowd: bool = False, known: bool = True) -> list[str]:
    """What is suggested for a meeting with France, and by the gap that it makes."""
    with on_day(TODAY), Workspace(Ledger.create(path)) as workspace:
        workspace.ledger.set(duty_from="2020-01-01")
        with workspace.change("Play") as work:
            scene = Scene(work, TODAY)
            if known:
                begins = scene.ago(100) if later else None
                served = scene.objective("ECO-3", valid_from=begins)
                scene.link(scene.engagement(starts_on=scene.ago(60)), served)
                others = scene.engagement(scene.partner("Japan"), starts_on=scene.ago(60))
                scene.link(others, scene.objective("SEC-9"))
            if crowd:
                common = scene.objective("ALL-1")
                everybody = [scene.partner(name) for name in ("France", "Japan", "Chad", "Peru")]
                for _number in range(2):
                    scene.link(scene.engagement(*everybody, starts_on=scene.ago(60)), common)
            asked = scene.engagement(starts_on=scene.ago(200), created_at=scene.moment_ago(30))
            record, ours = Ref("engagement", asked.id), {scene.us.id}
        with workspace.read() as session:
            found = objectives_of_partners(session, record, ours)
        workspace.check.run(["R03"])
        ((gap, _fingerprint),) = workspace.gaps.identifiers(GapSieve(rule="R03"))
        assert workspace.gaps.dossier(gap).suggested == tuple(found)
        return found


def test_objectives_of_the_same_partner_are_suggested(tmp_path: Path) -> None:
    assert suggested(tmp_path / "w") == ["ECO-3"]


def test_objective_of_a_later_time_is_not_suggested(tmp_path: Path) -> None:
    assert suggested(tmp_path / "w", later=True) == []


def test_records_with_one_partner_weigh_more(tmp_path: Path) -> None:
    assert suggested(tmp_path / "w", crowd=True) == ["ECO-3", "ALL-1"]


def test_nothing_known_suggests_nothing(tmp_path: Path) -> None:
    assert suggested(tmp_path / "w", known=False) == []
