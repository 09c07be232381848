"""The list as a document: how many stand how, what has to be decided by when, then every agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.records.enumerations import Renewal
from diplotrack.reports.compose.agreements.instruments import (
    AgreementChoice,
    Instrument,
    Standing,
    instruments,
)
from diplotrack.reports.compose.agreements.rows import AgreementRows
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import listing
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import (
    Block,
    Facts,
    Group,
    Heading,
    Moment,
    Paragraph,
    Row,
    Span,
    Table,
    Timeline,
    Tone,
)
from diplotrack.reports.terms import Composed, Terms

STANDINGS: dict[Standing, Label] = {
    Standing.LAPSING: N_("Lapsing within {months} months"),
    Standing.LAPSED: N_("Lapsed in the last {months} months"),
    Standing.IN_FORCE: N_("In force"),
    Standing.SIGNED: N_("Signed, not in force"),
    Standing.UNSIGNED: N_("Not signed"),
    Standing.ENDED: N_("Ended before that"),
}
LONGEST, NEAR_DAYS = 140, 90


def agreement_list(
    session: Session, terms: Terms, choice: AgreementChoice | None = None, *, machine: bool = False
) -> Composed:
    """The list; for ``machine`` formats one flat table with keys."""
    chosen = choice or AgreementChoice()
    frame = Frame(session, terms)
    found = instruments(frame, chosen)
    rows = AgreementRows(frame, found, machine=machine)
    if machine:
        blocks: list[Block] = [Table(rows.columns, [rows.row(one) for one in found], name="agreements")]
    elif found:
        blocks = [
            Facts(_totals(found, chosen)),
            *_deadlines(frame, found, chosen),
            Heading(_("Agreements")),
            Table(rows.columns, _grouped(found, rows, chosen), name="agreements"),
        ]
    else:
        blocks = [Paragraph(_("No agreement fits this choice."))]
    return listing(
        frame,
        _("List of agreements"),
        _("Agreements"),
        blocks,
        subtitle=frame.party(chosen.partner_id),
        landscape=True,
    )


def _totals(found: Sequence[Instrument], choice: AgreementChoice) -> list[tuple[str, str]]:
    counts = Counter(one.standing for one in found)
    return [
        (_headed(standing, choice), format_number(counts[standing]))
        for standing in Standing
        if counts[standing]
    ]


def _headed(standing: Standing, choice: AgreementChoice) -> str:
    return str(STANDINGS[standing]).format(months=format_number(choice.months))


def _grouped(found: Sequence[Instrument], rows: AgreementRows, choice: AgreementChoice) -> list[Row]:
    listed: list[Row] = []
    for standing, group in groupby(found, key=lambda one: one.standing):
        mine = [rows.row(one) for one in group]
        count = ngettext("{count} agreement", "{count} agreements", len(mine))
        told = Span("   " + count.format(count=format_number(len(mine))), quiet=True)
        listed += [Group([_headed(standing, choice), told]), *mine]
    return listed


def _deadlines(frame: Frame, found: Sequence[Instrument], choice: AgreementChoice) -> list[Block]:
    """The last days for notice and the ends that lie ahead within the horizon, in their order."""
    horizon = frame.on + relativedelta(months=choice.months)
    ahead: list[tuple[PartialDate, Instrument, str]] = []
    for one in found:
        if one.standing != Standing.LAPSING:
            continue
        end, notice = one.day("ends_on"), one.notice
        if notice is not None and notice.latest >= frame.on and notice.earliest <= horizon:
            ahead.append((notice, one, _("last day for notice")))
        if end is not None:
            ahead.append((end, one, _ending(one, frame.on)))
    if not ahead:
        return []
    ahead.sort(key=lambda entry: (entry[0].earliest, entry[1].one.title))
    return [Heading(_("To be decided")), Timeline([_moment(frame, *entry) for entry in ahead])]


def _ending(one: Instrument, on: date) -> str:
    """What happens on the last day, as far as is known."""
    if one.is_decided(on):
        return _("ends; decided: {decision}").format(decision=str(one.one.renewal_decision.label).lower())
    if one.one.renewal == Renewal.AUTOMATIC:
        return _("ends, and renews itself unless notice was given")
    return _("ends; no decision on its renewal is on record")


def _moment(frame: Frame, day: PartialDate, one: Instrument, what: str) -> Moment:
    mark = frame.print("agreement", one.one.id)
    days = (day.earliest - frame.on).days
    left = ngettext("in {count} day", "in {count} days", days).format(count=format_number(days))
    told = f"  {what}" + (f", {left}" if days >= 0 else "")
    title = frame.span(opening(one.one.title, LONGEST, sentences=False), one.one.uid)
    undecided = not one.is_decided(frame.on) and one.one.renewal != Renewal.AUTOMATIC
    tone = Tone.BAD if undecided and days <= NEAR_DAYS else Tone.FAIR if undecided else Tone.OURS
    return Moment(format_date(day), (title, Span(told, quiet=True)), mark, tone)
