"""Orders kept under a name: "Monday roll-up", "Open French commitments". Each change of them can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.records import KINDS, SavedView
from diplotrack.records.bookkeeping import ORDER
from diplotrack.records.display import Mention
from diplotrack.store import lists
from diplotrack.store.derive import sort_key
from diplotrack.workspace.printing.chosen import referred
from diplotrack.workspace.printing.documents import report_named
from diplotrack.workspace.printing.order import COMMON, Order
from diplotrack.workspace.printing.report import Ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order with a name. What it refers to is held by identifiers that outlast a merge; no day means today's."""

    name: str
    order: Order
    id: int = 0


class KeptOrders:
    """The orders of a workspace that somebody gives again and again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self) -> list[KeptOrder]:
        """Every one, by name."""
        with self._workspace.read() as session:
            rows = session.scalars(_KEPT.order_by(SavedView.sort_key)).all()
        return [
            KeptOrder(row.name, Order.from_json(row.query), row.id) for row in rows if "report" in row.query
        ]

    def named(self, name: str) -> KeptOrder:
        """The one of that name. Raises UserError naming those there are."""
        every = self.all()
        found = next((one for one in every if sort_key(one.name) == sort_key(name)), None)
        if found is None:
            sentence = _("No report is kept as “{name}”; there are: {choices}.")
            choices = ", ".join(one.name for one in every) or "–"
            raise UserError(sentence.format(name=name, choices=choices))
        return found

    def save(self, name: str, wanted: Order) -> Changed | None:
        """Keep an order; one of the same name is replaced. Raises UserError without a name, or for no such document."""
        name = _named(name)
        query = self._lasting(wanted).as_json()
        with self._workspace.change("Save report {name}", name=name) as work:
            row = work.session.scalars(_KEPT.where(SavedView.name == name)).first()
            row = row or SavedView(name=name, kind=ORDER)
            row.query = query
            work.add(row)
        return work.changed

    def rename(self, kept: KeptOrder, name: str) -> Changed | None:
        """Call it something else. Raises UserError where that is no name, or the name of another."""
        name = _named(name)
        with self._workspace.change("Rename report {name}", name=kept.name) as work:
            taken = _KEPT.where(SavedView.name == name, SavedView.id != kept.id)
            if work.session.scalars(taken).first() is not None:
                sentence = _("A report called “{name}” is kept already; choose another name.")
                raise UserError(sentence.format(name=name))
            work.get(SavedView, kept.id).name = name
        return work.changed

    def remove(self, kept: KeptOrder) -> Changed | None:
        """Let go of it."""
        with self._workspace.change("Remove report {name}", name=kept.name) as work:
            work.trash(work.get(SavedView, kept.id))
        return work.changed

    def mentions(self, wanted: Order) -> dict[str, list[Mention]]:
        """The records that an order names, by what asks for them; words that name none are left out."""
        found: dict[str, list[Mention]] = {}
        for ask, value in references(wanted):
            for one in _each(value):
                try:
                    ids = referred(self._workspace, ask.field.refers, one)
                except UserError:
                    continue
                with self._workspace.read() as session:
                    named = lists.mentions(session, ask.field.refers, ids)
                found.setdefault(ask.name, []).extend(named[each] for each in ids if each in named)
        return found

    def _lasting(self, wanted: Order) -> Order:
        """The order with uids in place of the identifiers of this file."""
        changed: dict[str, Any] = {}
        with self._workspace.read() as session:
            for ask, value in references(wanted):
                several = not isinstance(value, str | int)
                lasting = [_uid(session, ask, one) for one in _each(value)]
                changed[ask.name] = lasting if several else lasting[0]
        common = {name: changed.pop(name) for name in _COMMON if name in changed}
        return replace(wanted, choices={**wanted.choices, **changed}, **common)


_KEPT: Select[SavedView] = select(SavedView).where(SavedView.deleted_at.is_(None), SavedView.kind == ORDER)
_COMMON = frozenset(one.name for one in COMMON)


def references(wanted: Order) -> Iterator[tuple[Ask, Any]]:
    """What an order says of other records: what asks for them, and the words or identifiers that were given."""
    common = {name: getattr(wanted, name) for name in _COMMON}
    given: Mapping[str, Any] = {**common, **wanted.choices}
    for ask in (*report_named(wanted.report).asks, *COMMON):
        value = given.get(ask.name)
        if ask.field.type == "reference" and value not in (None, "", [], ()):
            yield ask, value


def _uid(session: Session, ask: Ask, value: str | int) -> str:
    record = session.get(KINDS[ask.field.refers], value) if isinstance(value, int) else None
    return uid_text(record.uid) if record is not None else str(value)


def _each(value: Any) -> list[Any]:
    return [value] if isinstance(value, str | int) else list(value)


def _named(name: str) -> str:
    if not name.strip():
        raise UserError(_("Give the report a name under which it is kept."))
    return " ".join(name.split())
