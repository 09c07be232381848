"""Saved views: lists that somebody wants to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import SavedView
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.store.unit_of_work import Changed


@dataclass(frozen=True, slots=True)
class View:
    """A list with a name; ``columns`` are those shown, empty for the kind's own."""

    name: str
    query: ListQuery
    columns: tuple[str, ...] = ()
    id: int = 0


def _written(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return {"date": value.iso()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return [_written(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return PartialDate.parse(value["date"])
    return [_read(one) for one in value] if isinstance(value, list) else value


class Views:
    """The saved views of a workspace. Each change is an operation that can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[View]:
        """Every view, by name."""
        query = select(SavedView).where(SavedView.deleted_at.is_(None)).order_by(SavedView.sort_key)
        with self._ledger.read() as session:
            return [self._view(row) for row in session.scalars(query)]

    @staticmethod
    def _view(row: SavedView) -> View:
        kept = row.query
        conditions = tuple(Condition(one[0], one[1], _read(one[2])) for one in kept.get("conditions", ()))
        query = ListQuery(row.kind, conditions, kept.get("sort", ""), kept.get("words", ""))
        return View(row.name, query, tuple(kept.get("columns", ())), row.id)

    def save(self, view: View) -> Changed | None:
        """Keep a view; one of the same name and kind is replaced. Raises UserError where it has no name."""
        if not view.name.strip():
            raise UserError(_("Give the view a name under which it will stand in the sidebar."))
        query = view.query
        kept = {
            "conditions": [[one.column, one.operator, _written(one.value)] for one in query.conditions],
            "sort": query.sort,
            "words": query.words,
            "columns": list(view.columns),
        }
        with self._ledger.change("Save view {name}", name=view.name) as work:
            same = select(SavedView).where(
                SavedView.name == view.name, SavedView.kind == query.kind, SavedView.deleted_at.is_(None)
            )
            row = work.session.scalars(same).first() or SavedView(name=view.name.strip(), kind=query.kind)
            row.query = kept
            work.add(row)
        return work.changed

    def remove(self, view: View) -> Changed | None:
        """Let go of a view."""
        with self._ledger.change("Remove view {name}", name=view.name) as work:
            work.trash(work.get(SavedView, view.id))
        return work.changed
