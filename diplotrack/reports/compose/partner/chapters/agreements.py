"""All agreements with the partner, those that have lapsed or are about to included."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.records import Agreement, AgreementParty
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import in_days, opening
from diplotrack.reports.document import Block, Cell, Column, Group, Row, Span, Table
from diplotrack.store.as_of import by_day

SOON = timedelta(days=366)
LONGEST = 240


def all_agreements(dossier: Dossier, _room: Room) -> list[Block]:
    """Those in force, those signed and not in force, and those that have ended, each latest first."""
    found = dossier.once(_read)
    groups: dict[str, list[Agreement]] = {
        _("In force"): [],
        _("Signed, not in force"): [],
        _("Ended"): [],
    }
    in_force, signed, ended = groups.values()
    for one in found:
        begun = min((day for day in (one.in_force_on, one.provisional_on) if day), default=None)
        last = one.ends_on_latest or one.ends_on
        (
            ended if last and last < dossier.on else in_force if begun and begun <= dossier.on else signed
        ).append(one)
    rows: list[Row] = []
    for title, some in groups.items():
        if some:
            rows += [Group(title), *(_row(dossier, one) for one in some)]
    if not rows:
        return []
    columns = (
        Column(_("Signed"), 1.3, "date", key="signed"),
        Column(_("Agreement"), 4.4, key="agreement"),
        Column(_("In force"), 1.4, "date", key="in_force"),
        Column(_("Ends"), 2.1, key="ends"),
    )
    return [Table(columns, rows, name="agreements")]


def _row(dossier: Dossier, one: Agreement) -> Row:
    mark = dossier.print("agreement", one.id)
    signed = PartialDate.of(one.signed_on, one.signed_on_latest)
    begun = PartialDate.of(one.in_force_on, one.in_force_on_latest)
    return (
        Cell(dossier.span(format_date(signed) or _("not known"), one.uid), one.signed_on),
        (*marked(mark), dossier.span(opening(one.title, LONGEST))),
        Cell(format_date(begun), one.in_force_on),
        _end(dossier, one),
    )


def _end(dossier: Dossier, one: Agreement) -> tuple[str | Span, ...]:
    """When it ends, how soon, and whether it renews itself; what was decided on it."""
    end = PartialDate.of(one.ends_on, one.ends_on_latest)
    told = [format_date(end)]
    if end is not None and dossier.on <= end.latest <= dossier.on + SOON:
        told[0] += f" ({in_days(end.latest, dossier.on)})"
    told.append(str(one.renewal.label).lower() if one.renewal else "")
    if one.renewal_decision and dossier.internal:
        told.append(str(one.renewal_decision.label).lower())
    return (dossier.span("; ".join(part for part in told if part)),)


def _read(dossier: Dossier) -> list[Agreement]:
    """Every agreement to which the partner is a party, and we where it is known who we are."""
    base = select(Agreement).where(
        Agreement.deleted_at.is_(None),
        Agreement.merged_into.is_(None),
        by_day(Agreement, "signed_on", dossier.on),
    )
    for side in (dossier.family, dossier.ours):
        if side:
            named = select(AgreementParty.agreement_id).where(
                AgreementParty.party_id.in_(side), AgreementParty.deleted_at.is_(None)
            )
            base = base.where(Agreement.id.in_(named))
    query = base.order_by(Agreement.signed_on.desc(), Agreement.id.desc())
    return dossier.admit("agreement", dossier.session.scalars(query).all())
