"""Objectives as a tree: how each stands, what was said and done on it over time, and where it belongs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import Objective
from diplotrack.records.display import Mention
from diplotrack.store.lists import live
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.objective_health import Health, Signs, judge
from diplotrack.workspace.objective_signs import Portrait, portrait, signs

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in its place. ``signs`` count its parts at any depth."""

    id: int
    parent_id: int | None
    code: str
    title: str
    signs: Signs
    health: Health


class ObjectiveTree:
    """The objectives of a workspace in their order."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self) -> list[Branch]:
        """Every objective, parents before their parts, each level by code."""
        today = self.today()
        with self._workspace.read() as session:
            rows = session.execute(
                select(
                    Objective.id, Objective.parent_id, Objective.code, Objective.title, Objective.status,
                    Objective.valid_from,
                ).where(live(Objective)).order_by(Objective.code, Objective.id)
            ).all()  # fmt: skip
            own = signs(session, today)
        known = {row.id for row in rows}
        children: dict[int | None, list[int]] = defaultdict(list)
        for row in rows:
            children[row.parent_id if row.parent_id in known else None].append(row.id)
        order = _downward(children)
        # What a corrupted file may hold, a ring of parents, would hang from nothing: it is shown at the top.
        order += [row.id for row in rows if row.id not in set(order)]
        whole: dict[int, Signs] = {row_id: own.get(row_id, Signs()) for row_id in order}
        for row_id in reversed(order):
            for child in children.get(row_id, ()):
                whole[row_id].take_in(whole[child])
        by_id = {row.id: row for row in rows}
        found = []
        for row_id in order:
            row = by_id[row_id]
            parent = row.parent_id if row.parent_id in known else None
            health = judge(whole[row_id], row.status, row.valid_from, today)
            found.append(Branch(row_id, parent, row.code, row.title, whole[row_id], health))
        return found

    def portrait(self, objective_id: int) -> Portrait:
        """What was said and done on an objective and its parts, its lines, open commitments and gaps."""
        today = self.today()
        with self._workspace.read() as session:
            return portrait(session, sorted(below(session, objective_id)), today)

    def move(self, objective_id: int, parent_id: int | None) -> Changed:
        """Make an objective part of another, or of none. Raises UserError where it would become part of itself."""
        with self._workspace.change("Move objective") as work:
            one = work.get(Objective, objective_id)
            if parent_id is not None and parent_id in below(work.session, objective_id):
                other = work.get(Objective, parent_id)
                sentence = _(
                    "{code} cannot become part of {parent}, which is part of {code}; move {parent} first."
                )
                if other.id == one.id:
                    sentence = _("{code} cannot become part of itself.")
                raise UserError(sentence.format(code=one.code, parent=other.code))
            one.parent_id = parent_id
        assert work.changed is not None
        return work.changed

    def records(self, portrait: Portrait, quarter: date) -> list[Mention]:
        """What stands behind the bars of a quarter, by date."""
        return [one.mention for one in portrait.events if one.quarter == quarter]

    def today(self) -> date:
        """The day of the post."""
        return clock.today(self._workspace.settings()["zone"] or None)


def below(session: Session, objective_id: int) -> set[int]:
    """An objective with its parts at any depth."""
    children: dict[int, list[int]] = defaultdict(list)
    pairs = select(Objective.parent_id, Objective.id).where(live(Objective), Objective.parent_id.is_not(None))
    for parent, child in session.execute(pairs):
        children[parent or 0].append(child)
    found, waiting = {objective_id}, [objective_id]
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting += new
    return found


def _downward(children: dict[int | None, list[int]]) -> list[int]:
    order: list[int] = []
    waiting = list(reversed(children[None]))
    while waiting:
        one = waiting.pop()
        order.append(one)
        waiting += reversed(children.get(one, []))
    return order
