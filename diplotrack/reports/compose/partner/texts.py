"""Texts from, to or about the partner; of a brief those that were published."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Communication, CommunicationParty
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import when
from diplotrack.reports.document import Block, Bullets, Heading, Point, Text
from diplotrack.store.as_of import by_day

MOST = 6


def published(dossier: Dossier, room: Room) -> list[Block]:
    """The latest public texts."""
    found = dossier.once(_public)
    items: list[Text | Point] = []
    for one in room.some(found, MOST, 0, 0.65, of=_more_texts):
        mark = dossier.print("communication", one.id)
        told = f"{when(one.sent_on, one.sent_on_latest)}, {str(one.type.label).lower()}: "
        title = dossier.span(room.words(one.title, 200, 90))
        items.append(Point((dossier.span(told, one.uid, quiet=True), title), mark))
    return [Heading(_("Published lately"), 2), Bullets(items)] if items else []


def texts(dossier: Dossier, *conditions: ColumnElement[bool]) -> list[Communication]:
    """Those by the day that may be printed, latest first."""
    named = select(CommunicationParty.communication_id).where(
        CommunicationParty.party_id.in_(dossier.family), CommunicationParty.deleted_at.is_(None)
    )
    query = (
        select(Communication)
        .where(
            Communication.deleted_at.is_(None),
            Communication.merged_into.is_(None),
            by_day(Communication, "sent_on", dossier.on),
            Communication.id.in_(named),
            *conditions,
        )
        .order_by(Communication.sent_on.desc(), Communication.id.desc())
    )
    return dossier.admit("communication", dossier.session.scalars(query).all())


def _public(dossier: Dossier) -> list[Communication]:
    return texts(dossier, Communication.is_public.is_(True))


def _more_texts(count: int) -> str:
    return ngettext("{count} published text", "{count} published texts", count).format(
        count=format_number(count)
    )
