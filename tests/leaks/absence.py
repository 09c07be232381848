"""What may not go out leaves no trace: the document is the same as if those records had never been entered."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from diplotrack.base.errors import UserError
from diplotrack.records import KINDS, Marked
from diplotrack.release import ReleaseFilter, effective_markings
from diplotrack.reports.document import Document
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import REPORTS, order
from tests.leaks.judging import NAMED
from tests.leaks.printing import ledger, orders
from tests.leaks.sowing import ON


def traces(
    folder: Path, dice: random.Random, ceiling: str, reports: Sequence[str] = tuple(REPORTS)
) -> Iterator[tuple[str, Any, Any]]:
    """Print hand-over copies, take out what may not go out, print again; yields (name, before, after) that differ."""
    with ledger(folder, dice) as (workspace, _sower):
        bound = workspace.printing.filter(ceiling, "", "hand-over")
        wanted = [
            order(name, **choices, on=ON, copy="hand-over", max_marking=ceiling)
            for name in reports
            if not REPORTS[name].internal
            for choices in orders(workspace, REPORTS[name], dice)
        ]
        before = [_composed(workspace, one) for one in wanted]
        _take_out(workspace, bound)
        for one, was in zip(wanted, before, strict=True):
            now = _composed(workspace, one)
            if was is not None and now != was:
                yield one.report, was, now


def _composed(workspace: Workspace, wanted: Any) -> Document | None:
    try:
        return workspace.printing.compose(wanted).document
    except UserError:
        return None  # refused as a whole


def _take_out(workspace: Workspace, bound: ReleaseFilter) -> None:
    """Put every row into the trash that may not go out, but those that may be named by others.

    Positions stay: one that may not go out still ends the one before it, for an old line is not handed out as ours.
    """
    with workspace.change("Take out") as work:
        for name, kind in KINDS.items():
            if not issubclass(kind, Marked) or name == "position":
                continue
            ids = list(work.session.scalars(select(kind.id).where(kind.deleted_at.is_(None))))
            markings = effective_markings(work.session, name, ids)
            gone = [
                one
                for one, marking in markings.items()
                if not bound.allows(marking) and not (name in NAMED and marking.is_unmarked)
            ]
            if gone:
                work.session.execute(
                    update(kind).where(kind.id.in_(gone)).values(deleted_at=datetime.now(UTC))
                )
