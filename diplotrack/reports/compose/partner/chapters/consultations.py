"""What the partner was told and asked of our lines, and what became of its view."""

from __future__ import annotations

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Consultation
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Cell, Column, Row, Table
from diplotrack.store.as_of import by_day

LONGEST = 300


def all_consultations(dossier: Dossier, _room: Room) -> list[Block]:
    """Every notice and consultation by the day, latest first; what we made of a view stays inside."""
    rows: list[Row] = []
    for one in dossier.once(consultations) if dossier.internal else ():
        mark = dossier.print("consultation", one.id)
        replied = _("we replied {day}").format(day=format_date(one.replied_on)) if one.replied_on else ""
        due = _("our reply due {day}").format(day=format_date(one.reply_due_on)) if one.reply_due_on else ""
        taken = _("taken into account: {how}").format(how=str(one.taken.label).lower()) if one.taken else ""
        view = [opening(one.view, LONGEST), replied or due, taken]
        rows.append(
            (
                Cell(dossier.span(format_date(one.on) or _("not known"), one.uid), one.on),
                (*marked(mark), dossier.span(opening(one.summary, LONGEST))),
                str(one.type.label),
                dossier.span("; ".join(part.rstrip(".") for part in view if part)),
            )
        )
    if not rows:
        return []
    columns = (
        Column(_("Date"), 1.3, "date", key="date"),
        Column(_("On what"), 3.4, key="subject"),
        Column(_("How"), 1.4, key="how"),
        Column(_("Their view, our reply"), 3.2, key="view"),
    )
    return [Table(columns, rows, name="consultations")]


def consultations(dossier: Dossier) -> list[Consultation]:
    """Those by the day that may be printed, latest first."""
    query = (
        select(Consultation)
        .where(
            Consultation.party_id.in_(dossier.family),
            Consultation.deleted_at.is_(None),
            Consultation.merged_into.is_(None),
            by_day(Consultation, "on", dossier.on),
        )
        .order_by(Consultation.on.desc(), Consultation.id.desc())
    )
    return dossier.admit("consultation", dossier.session.scalars(query).all())
