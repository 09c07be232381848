"""Handing over: what a person or a desk holds, given to somebody else as one operation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Appointment, Party, Person, PersonName
from diplotrack.records.enumerations import FindingState
from diplotrack.store.as_of import holding

if TYPE_CHECKING:
    from diplotrack.reports.compose.holdings import Holding, Owners
    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace.workspace import Workspace

Whose = tuple[str, int] | None
"""A person or a desk (``("party", id)``: everybody who serves there today); None is nobody."""


@dataclass(frozen=True, slots=True)
class InHand:
    """What is held, under the name of who holds it."""

    whose: Whose
    name: str
    holdings: tuple[Holding, ...]

    @property
    def count(self) -> int:
        """How many things."""
        return sum(len(one.rows) for one in self.holdings)


class Handing:
    """What somebody holds, and giving it to another."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def held(self, whose: Whose) -> InHand:
        """All that they hold as of the post's today; for None, what has no owner. Raises UserError for nobody known."""
        from diplotrack.reports.compose.frame import Frame
        from diplotrack.reports.compose.holdings import holdings

        terms = self._workspace.printing.terms()
        with self._workspace.read() as session:
            name, people = owners(session, whose, terms.on)
            return InHand(whose, name, tuple(holdings(Frame(session, terms), people)))

    def give(self, records: Mapping[str, Collection[int]], to: int) -> Changed:
        """Give those records, by kind, to a person, as one operation. Raises UserError where there is nothing to give.

        Gaps are assigned to the person by name.
        """
        from diplotrack.consistency.lifecycle import decide
        from diplotrack.store.unit_of_work import existing

        wanted = {kind: ids for kind, ids in records.items() if ids}
        if not wanted:
            raise UserError(_("Choose first what is to be handed over."))
        today = self._workspace.check.today()
        count = sum(len(ids) for ids in wanted.values())
        with self._workspace.read() as session:
            person = session.get(Person, to)
        if person is None or person.deleted_at is not None:
            raise UserError(_("Say to whom it is handed over; choose a person from the list."))
        with self._workspace.change(
            "Hand over {count} records to {name}", count=count, name=person.name
        ) as work:
            for kind, ids in wanted.items():
                for record in existing(work.session, kind, ids).values():
                    if kind == "finding":
                        decide(
                            work,
                            record,  # type: ignore[arg-type]  # the kind says which class it is
                            FindingState.ASSIGNED,
                            today,
                            note=person.name,
                            assignee=person.name,
                        )
                    elif "owner_id" in KINDS[kind].__table__.c:
                        record.owner_id = to  # type: ignore[attr-defined]  # the kinds that name an owner have it
                work.session.flush()
        assert work.changed is not None
        return work.changed


def owners(session: Session, whose: Whose, on: date) -> tuple[str, Owners]:
    """The name of who is meant, and the people whose holdings they are."""
    from diplotrack.reports.compose.holdings import Owners

    if whose is None:
        return _("Nobody’s"), Owners()
    kind, record_id = whose
    if kind == "person":
        person = session.get(Person, record_id)
        if person is None:
            raise UserError(_("This person is no longer in the ledger."))
        return person.name, Owners(frozenset([record_id]), _names(session, [record_id]))
    party = session.get(Party, record_id)
    if party is None:
        raise UserError(_("This partner is no longer in the ledger."))
    people = _serving(session, record_id, on)
    if not people:
        raise UserError(_("Nobody is on record as serving at {name}.").format(name=party.name))
    return party.name, Owners(frozenset(people), _names(session, people))


def _serving(session: Session, party_id: int, on: date) -> list[int]:
    posts = select(Appointment.person_id).where(
        or_(Appointment.party_id == party_id, Appointment.at_party_id == party_id),
        Appointment.deleted_at.is_(None),
        holding(Appointment, on),
    )
    query = select(Person.id).where(
        Person.deleted_at.is_(None),
        Person.merged_into.is_(None),
        or_(Person.party_id == party_id, Person.id.in_(posts)),
    )
    return list(session.scalars(query.order_by(Person.id)))


def _names(session: Session, people: Collection[int]) -> tuple[str, ...]:
    """Every name of theirs: gaps are assigned by name."""
    own = session.scalars(select(Person.name).where(Person.id.in_(people)))
    others = session.scalars(
        select(PersonName.name).where(PersonName.person_id.in_(people), PersonName.deleted_at.is_(None))
    )
    return (*own, *others)
