"""Which objectives records serve, for lists of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from diplotrack.records import Objective, ObjectiveLink, Record
from diplotrack.records.enumerations import Theme
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows
from diplotrack.store.batches import batches


class Served(NamedTuple):
    """An objective that a record serves."""

    id: int
    code: str
    title: str
    theme: Theme | None = None


def serves(kind: type[Record], objective_id: int) -> ColumnElement[bool]:
    """That a record of the kind serves the objective."""
    serving = select(ObjectiveLink.owner_id).where(
        ObjectiveLink.owner_kind == kind.__kind__.name,
        ObjectiveLink.objective_id == objective_id,
        ObjectiveLink.deleted_at.is_(None),
    )
    return kind.id.in_(serving)


def served(frame: Frame, kind: str, ids: Collection[int]) -> dict[int, list[Served]]:
    """The objectives that each record of a kind serves and that may be printed, by code."""
    links: dict[int, set[int]] = defaultdict(set)
    for some in batches(ids):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == kind,
            ObjectiveLink.owner_id.in_(some),
            ObjectiveLink.deleted_at.is_(None),
        )
        for owner_id, objective_id in frame.session.execute(query):
            links[owner_id].add(objective_id)
    wanted = {one for many in links.values() for one in many}
    named = {
        row.id: Served(row.id, row.code, row.title, row.theme)
        for row in admitted_rows(frame, Objective, ("code", "title", "theme"), among=wanted)
    }
    return {
        owner: sorted((named[one] for one in many if one in named), key=lambda one: one.code)
        for owner, many in links.items()
    }
