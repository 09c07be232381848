"""What lies ahead: meetings planned, promises, replies and actions due, agreements about which one must decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.records import Action, Communication, Instruction, Record
from diplotrack.records.enumerations import ActionStatus, EngagementStatus, Side, Traffic
from diplotrack.reports.compose.agreements.instruments import AgreementChoice, Standing, instruments
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.register.entries import EngagementChoice, entries
from diplotrack.reports.compose.roll_up.period import Period
from diplotrack.reports.compose.wording import and_more, lasting, opening
from diplotrack.reports.document import Block, Heading, Moment, Paragraph, Timeline, Tone

MOST, LONGEST = 14, 160


class _Coming(NamedTuple):
    """One thing ahead, before it is put into words: its record, its day in words, what it is."""

    day: date
    kind: str
    id: int
    uid: bytes
    when: str
    text: str
    about: str
    tone: Tone


def ahead(frame: Frame, period: Period, due: Sequence[Promise], partner: int | None) -> list[Block]:
    """The days ahead in their order; in a copy to hand over without our own actions and instructions."""
    coming = [*_meetings(frame, period, partner), *_promises(frame, due)]
    if partner is None:
        coming += _agreements(frame, period)
        if frame.internal:
            coming += [*_replies(frame, period), *_actions(frame, period), *_instructions(frame, period)]
    coming.sort(key=lambda one: (one.day, one.kind, one.id))
    heading = Heading(_("Ahead, until {day}").format(day=format_date(period.until)))
    if not coming:
        return [heading, Paragraph(_("Nothing is planned or due."), style="note")]
    moments = []
    for one in coming[:MOST]:
        mark = frame.print(one.kind, one.id)
        parts = (frame.span(one.text), frame.span(f"  {one.about}", one.uid, quiet=True))
        moments.append(Moment(one.when, parts, mark, one.tone))
    rest = len(coming) - MOST
    more = [Paragraph(and_more(rest), style="note")] if rest > 0 else []
    return [heading, Timeline(moments), *more]


def _meetings(frame: Frame, period: Period, partner: int | None) -> list[_Coming]:
    found = entries(frame, EngagementChoice(partner_id=partner, first=period.last, last=period.until))
    return [
        _Coming(
            one.starts_on,
            "engagement",
            one.one.id,
            one.one.uid,
            lasting(one.starts_on, one.starts_on_latest, one.one.ends_on),
            opening(one.one.title, LONGEST, sentences=False),
            ", ".join(
                part for part in (str(one.format.label).lower(), frame.party_list(one.parties, 3)) if part
            ),
            Tone.OURS,
        )
        for one in found
        if one.starts_on is not None
        and one.starts_on > period.last
        and one.status == EngagementStatus.PLANNED
    ]


def _promises(frame: Frame, due: Sequence[Promise]) -> list[_Coming]:
    found = []
    for one in due:
        assert one.due is not None  # those that fall due have a day
        by = frame.party_list(one.by, 2)
        about = _("due from {party}").format(party=by) if by else _("due")
        words = opening(one.text, LONGEST, sentences=False)
        day = format_date(one.due)
        found.append(_Coming(one.due.earliest, "commitment", one.id, one.uid, day, words, about, Tone.FAIR))
    return found


def _agreements(frame: Frame, period: Period) -> list[_Coming]:
    """The last days for notice, and the ends, that lie in the days ahead."""
    found = []
    for one in instruments(frame, AgreementChoice(only_lapses=True, months=24)):
        if one.standing is not Standing.LAPSING:
            continue
        for day, about in ((one.notice, _("last day for notice")), (one.day("ends_on"), _("agreement ends"))):
            if day is not None and period.last < day.earliest <= period.until:
                title = opening(one.one.title, LONGEST, sentences=False)
                found.append(_dated("agreement", one.one, day, title, about, Tone.BAD))
    return found


def _replies(frame: Frame, period: Period) -> list[_Coming]:
    """Texts that wait for our reply."""
    table = Communication.__table__.alias()
    answered = select(table.c.reply_to_id).where(
        table.c.deleted_at.is_(None), table.c.reply_to_id.is_not(None)
    )
    rows = _admitted(
        frame,
        Communication,
        "title",
        "reply_due_on",
        period,
        Communication.traffic == Traffic.INCOMING,
        Communication.id.not_in(answered),
    )
    return [
        _dated(
            "communication", row, PartialDate.day(row.reply_due_on), row.title, _("our reply due"), Tone.FAIR
        )
        for row in rows
    ]


def _actions(frame: Frame, period: Period) -> list[_Coming]:
    rows = _admitted(
        frame, Action, "text", "due_on", period, Action.status == ActionStatus.OPEN, Action.side == Side.OURS
    )
    return [
        _dated("action", row, PartialDate.day(row.due_on), row.text, _("action"), Tone.QUIET) for row in rows
    ]


def _instructions(frame: Frame, period: Period) -> list[_Coming]:
    rows = _admitted(frame, Instruction, "text", "deliver_by_on", period, Instruction.delivered_on.is_(None))
    return [
        _dated("instruction", row, PartialDate.day(row.deliver_by_on), row.text, _("instruction"), Tone.FAIR)
        for row in rows
    ]


def _admitted(
    frame: Frame, kind: type[Record], words: str, dated: str, period: Period, *conditions: ColumnElement[bool]
) -> list[Any]:
    """The rows of a kind whose day lies in the days ahead."""
    day = kind.__table__.c[dated]
    return admitted_rows(frame, kind, (words, dated), day > period.last, day <= period.until, *conditions)


def _dated(kind: str, row: Any, day: PartialDate, words: str, about: str, tone: Tone) -> _Coming:
    text = opening(words, LONGEST, sentences=False)
    return _Coming(day.earliest, kind, row.id, row.uid, format_date(day), text, about, tone)
