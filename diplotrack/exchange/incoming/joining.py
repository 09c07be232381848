"""Newcomers that somebody knows to be the same as a record, or as one another: told apart before anything is written,
joined after. What the record says stays; what it does not say, the newcomer tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.drafts import Draft, identifier, meant
from diplotrack.exchange.incoming.references import SIGHTINGS, Known
from diplotrack.exchange.incoming.revising import Revision, imported_values
from diplotrack.exchange.likeness.newcomers import newcomers
from diplotrack.exchange.people.spelling import folded
from diplotrack.records import ExternalReference, Person, PersonName, Record
from diplotrack.store.unit_of_work import Work
from diplotrack.store.values import encode

Same = Mapping[str, int | str]
"""What somebody answered: the key of a newcomer (see ``likeness.newcomers``) → the record's identifier, or the key of
another newcomer."""


def settle(drafts: Iterable[Draft], same: Same) -> int:
    """Let each newcomer of which that was said be the other; returns how many. Raises UserError for a circle."""
    new = newcomers(drafts)
    settled = 0
    for key, answer in same.items():
        one = new.get(key)
        other = new.get(answer) if isinstance(answer, str) else answer
        if one is None or other is None:
            continue  # the file was changed meanwhile, or the record has come in by another way
        if meant(other) is one:
            sentence = _("“{name}” cannot be the same as itself; take back one of the two answers about it.")
            raise UserError(sentence.format(name=one.caption))
        one.same_as = other
        settled += 1
    return settled


def join(work: Work, twins: Sequence[Draft]) -> None:
    """Write what is left to say of drafts that are another record: by what their source knows it, and what it lacks.

    Whoever was only mentioned by a name is found by it from now on. Called when all other drafts are written.
    """
    for twin in twins:
        record = work.get(twin.kind, identifier(twin))
        if twin.source == SIGHTINGS:
            _also_called(work, record, twin.caption)
            continue
        blank = {name: encode(getattr(record, name)) for name in twin.values if not _is_told(record, name)}
        reference = work.add(
            ExternalReference(
                owner_kind=twin.name,
                owner_id=record.id,
                source=twin.source,
                source_id=twin.key,
                digest=twin.digest,
                imported=imported_values(twin),
            )
        )
        Revision(work, twin, Known(reference.id, twin.name, record.id, ""), {"values": blank}).run()


def _is_told(record: Record, name: str) -> bool:
    return getattr(record, name, None) not in (None, "")


def _also_called(work: Work, person: Record, name: str) -> None:
    assert isinstance(person, Person)
    query = select(PersonName.name).where(PersonName.person_id == person.id)
    known = {folded(one) for one in (person.name, *work.session.scalars(query))}
    if folded(name) not in known:
        work.add(PersonName(person_id=person.id, name=name))
