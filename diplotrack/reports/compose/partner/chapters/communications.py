"""All texts from, to or about the partner."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import CommunicationParty
from diplotrack.records.enumerations import Correspondent
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.texts import texts
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening, when
from diplotrack.reports.document import Block, Cell, Column, Row, Table
from diplotrack.store.batches import batches

LONGEST = 240


def all_communications(dossier: Dossier, _room: Room) -> list[Block]:
    """Every text by the day, latest first: from whom to whom, what kind, whether it is public."""
    found = dossier.once(texts)
    if not found:
        return []
    sides = dossier.once(_sides, tuple(one.id for one in found))
    rows: list[Row] = []
    for one in found:
        mark = dossier.print("communication", one.id)
        senders, receivers = (
            dossier.party_list(sides.get((one.id, part), ()))
            for part in (Correspondent.FROM, Correspondent.TO)
        )
        kind = str(one.type.label)
        rows.append(
            (
                Cell(dossier.span(when(one.sent_on, one.sent_on_latest), one.uid), one.sent_on),
                (*marked(mark), dossier.span(opening(one.title, LONGEST))),
                _("{kind}, public").format(kind=kind) if one.is_public else kind,
                " → ".join(part for part in (senders, receivers) if part),
            )
        )
    columns = (
        Column(_("Date"), 1.3, "date", key="date"),
        Column(_("Text"), 4.2, key="text"),
        Column(_("Kind"), 1.7, key="kind"),
        Column(_("From → to"), 2.2, key="from_to"),
    )
    return [Table(columns, rows, name="communications")]


def _sides(dossier: Dossier, ids: tuple[int, ...]) -> dict[tuple[int, Correspondent], list[int]]:
    found: dict[tuple[int, Correspondent], list[int]] = defaultdict(list)
    for some in batches(ids):
        query = select(
            CommunicationParty.communication_id, CommunicationParty.part, CommunicationParty.party_id
        ).where(CommunicationParty.communication_id.in_(some), CommunicationParty.deleted_at.is_(None))
        for communication_id, part, party_id in dossier.session.execute(query):
            if party_id is not None:
                found[communication_id, part].append(party_id)
    return found
