"""Texts between us and a partner, and what the tests of rules that read them share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from diplotrack.consistency import engine
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.scopes import scopes
from diplotrack.consistency.settings import read_settings
from diplotrack.records import Communication, CommunicationParty, Objective, Passage
from diplotrack.records.enumerations import Correspondent, Traffic
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY


def text(
    scene: Scene,
    *paragraphs: str,
    days: int = 30,
    partner: str = "France",
    objective: str = "",
    traffic: Traffic = Traffic.OUTGOING,
    **values: Any,
) -> Communication:
    """A text from us to a partner, or the other way round where it is incoming."""
    made = scene.add(
        Communication(**{"title": "Note", "sent_on": scene.ago(days), "traffic": traffic, **values})
    )
    ends = [scene.us, scene.partner(partner)]
    if traffic is Traffic.INCOMING:
        ends.reverse()
    for party, part in zip(ends, (Correspondent.FROM, Correspondent.TO), strict=True):
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=part))
    for ordinal, words in enumerate(paragraphs):
        scene.add(Passage(owner_kind="communication", owner_id=made.id, ordinal=ordinal, text=words))
    if objective:
        aims = scene.work.session.scalars(select(Objective).where(Objective.code == objective)).all()
        scene.link(made, aims[0] if aims else scene.objective(objective))
    return made


def earlier(work: Work) -> Communication:
    return work.session.scalars(select(Communication).order_by(Communication.sent_on)).first()  # type: ignore[return-value]


def trashed(work: Work) -> None:
    earlier(work).deleted_at = datetime(2026, 6, 17)


def is_reached(workspace: Workspace, code: str, change: Callable[[Work], None]) -> bool:
    """Whether a look at what a change reaches finds the same there as a full check, and nothing differs elsewhere."""
    (rule,) = engine.chosen([code])
    with workspace.read() as read:
        settings = read_settings(read, engine.threshold_defaults())
        before = {one.subjects: one for one in rule.find(read, settings, TODAY, None)}
    with workspace.change("Change") as work:
        change(work)
    assert work.changed is not None
    with workspace.read() as read:
        after = {one.subjects: one for one in rule.find(read, settings, TODAY, None)}
        scope = scopes(read, [rule], work.changed)[rule.code]
        assert scope is not None
        reached = scope.get("communication", frozenset())
        again = {one.subjects: one for one in rule.find(read, settings, TODAY, scope)}
    differs = {
        subjects[0].id
        for subjects in before.keys() | after.keys()
        if before.get(subjects) != after.get(subjects)
    }
    return differs <= reached and again == {key: one for key, one in after.items() if key[0].id in reached}
