"""Saved views: lists that somebody wants to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.spans import Span
from diplotrack.records import SavedView
from diplotrack.records.bookkeeping import ORDER
from diplotrack.store import lists
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.store.unit_of_work import Changed

_LISTS = select(SavedView).where(SavedView.deleted_at.is_(None), SavedView.kind != ORDER)


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
    if isinstance(value, Span):
        return {"span": [value.unit, value.first, value.last]}
    if isinstance(value, Decimal):
        return {"sum": str(value)}
    if isinstance(value, (list, tuple)):
        return [_written(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict) and "span" in value:
        return Span(*value["span"])
    if isinstance(value, dict) and "sum" in value:
        return Decimal(value["sum"])
    if isinstance(value, dict):
        return PartialDate.parse(value["date"])
    return [_read(one) for one in value] if isinstance(value, list) else value


class Views:
    """The saved views of a workspace. Each change is an operation that can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[View]:
        """Every view, by name."""
        with self._ledger.read() as session:
            return [self._view(row) for row in session.scalars(_LISTS.order_by(SavedView.sort_key))]

    @staticmethod
    def _view(row: SavedView) -> View:
        kept = row.query
        conditions = tuple(
            Condition(one[0], one[1], _read(one[2]), bool(one[3:] and one[3]))
            for one in kept.get("conditions", ())
        )
        query = ListQuery(
            row.kind, conditions, kept.get("sort", ""), kept.get("words", ""), group=kept.get("group", "")
        )
        return View(row.name, query, tuple(kept.get("columns", ())), row.id)

    def get(self, view_id: int) -> View:
        """The view of that identifier. Raises UserError where it is gone."""
        with self._ledger.read() as session:
            row = session.get(SavedView, view_id)
            if row is None or row.deleted_at is not None:
                raise UserError(_("This view is gone; save it anew from its list."))
            return self._view(row)

    def save(self, view: View) -> Changed | None:
        """Keep a view; one of the same name and kind is replaced. Raises UserError where it has no name."""
        name = _named(view.name)
        query = view.query
        with self._ledger.change("Save view {name}", name=name) as work:
            same = select(SavedView).where(
                SavedView.name == name, SavedView.kind == query.kind, SavedView.deleted_at.is_(None)
            )
            row = work.session.scalars(same).first() or SavedView(name=name, kind=query.kind)
            row.query = _kept(view)
            work.add(row)
        return work.changed

    def rename(self, view: View, name: str) -> Changed | None:
        """Call a view something else. Raises UserError where that is no name, or another view of the kind has it."""
        name = _named(name)
        with self._ledger.change("Rename view {name}", name=view.name) as work:
            taken = select(SavedView.id).where(
                SavedView.name == name,
                SavedView.kind == view.query.kind,
                SavedView.deleted_at.is_(None),
                SavedView.id != view.id,
            )
            if work.session.scalar(taken) is not None:
                raise UserError(
                    _("A view called “{name}” is there already; choose another name.").format(name=name)
                )
            work.get(SavedView, view.id).name = name
        return work.changed

    def remove(self, view: View) -> Changed | None:
        """Let go of a view."""
        with self._ledger.change("Remove view {name}", name=view.name) as work:
            work.trash(work.get(SavedView, view.id))
        return work.changed

    def counts(self) -> dict[int, int]:
        """How many records each view holds, by its identifier; one that can no longer be read is left out."""
        found: dict[int, int] = {}
        with self._ledger.read() as session:
            for row in session.scalars(_LISTS):
                try:
                    found[row.id] = lists.count(session, self._view(row).query)
                except UserError:
                    continue
        return found


def _named(name: str) -> str:
    if not name.strip():
        raise UserError(_("Give the view a name under which it will stand in the sidebar."))
    return " ".join(name.split())


def _kept(view: View) -> dict[str, Any]:
    """The view as its row keeps it."""
    query = view.query
    conditions = [
        [one.column, one.operator, _written(one.value), *([True] if one.negated else [])]
        for one in query.conditions
    ]
    return {
        "conditions": conditions,
        "sort": query.sort,
        "words": query.words,
        "columns": list(view.columns),
        "group": query.group,
    }
