"""What composition cannot know of a policy change: whom the rules hold to be concerned, and within which days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import ObjectiveLink
from diplotrack.records.enumerations import RUNNING, ConsultationType

if TYPE_CHECKING:
    from diplotrack.consistency.settings import CheckSettings
    from diplotrack.reports.compose.policy_change import Case
    from diplotrack.store.positions.successions import Stated
    from diplotrack.workspace.workspace import Workspace

HEARD_WITHIN = 365
"""Days before a change in which who was told the old line has been told it."""


def latest_change(
    workspace: Workspace, session: Session, objective: int, on: date, position: int | None = None
) -> Case | None:
    """The latest change of line on an objective by the day, or that to one position; None where there is none."""
    from diplotrack.store.positions.successions import read_successions

    successions = read_successions(session, objectives=[objective])
    found = [
        (day, new, old)
        for new in successions.standing([objective])
        if (old := successions.predecessor(new.id)) is not None
        and (day := new.first or new.entered) <= on
        and position in (None, new.id)
    ]
    if not found:
        return None
    day, new, old = max(found, key=lambda one: (one[0], one[1].id))
    return _case(session, workspace.check.settings(), new, old, day)


def _case(session: Session, settings: CheckSettings, new: Stated, old: Stated, day: date) -> Case:
    from diplotrack.consistency.draft.concerned import concerned
    from diplotrack.consistency.draft.duties import Windows
    from diplotrack.consistency.statements import read_statements
    from diplotrack.reports.compose.policy_change import Case, Reason
    from diplotrack.store.positions import read_lines

    lines = [
        one
        for one in read_lines(session, [new.objective]).by_objective.get(new.objective, ())
        if one.id == old.id
    ]
    sayings = read_statements(
        session,
        settings.ours,
        objectives=[new.objective],
        since=day - timedelta(days=HEARD_WITHIN),
        until=day - timedelta(days=1),
    )
    owed = _running_on(session, new.objective, day)
    partners = concerned(session, settings, day, new.objective, lines, [new.id], sayings, owed)
    windows = Windows.around(day, settings)
    return Case(
        old.id,
        new.id,
        new.objective,
        day,
        {
            party: [Reason(says, ref.kind, ref.id, ref.kind == "agreement") for says, ref in one.reasons]
            for party, one in partners.items()
        },
        windows.of(ConsultationType.CONSULTATION),
        windows.of(ConsultationType.NOTICE),
    )


def _running_on(session: Session, objective: int, day: date) -> dict[int, int | None]:
    """The commitments on an objective under which something was owed on the day, with their bearings."""
    from diplotrack.records import Commitment
    from diplotrack.store.as_of import by_day, statuses

    query = (
        select(ObjectiveLink.owner_id, ObjectiveLink.bearing)
        .join(Commitment, Commitment.id == ObjectiveLink.owner_id)
        .where(
            ObjectiveLink.owner_kind == "commitment",
            ObjectiveLink.objective_id == objective,
            ObjectiveLink.deleted_at.is_(None),
            Commitment.deleted_at.is_(None),
            Commitment.merged_into.is_(None),
            by_day(Commitment, "made_on", day),
        )
    )
    bearings = dict(session.execute(query.order_by(Commitment.id)).all())
    state = statuses(session, day, bearings)
    return {one: bearing for one, bearing in bearings.items() if state[one] in RUNNING}
