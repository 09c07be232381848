"""The head of every document on an engagement: what, when, where, at which level, with whom; and whether it stands."""

from __future__ import annotations

from diplotrack.base.i18n import _
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus, ParticipantRole
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting import moment, seats
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.people import listed
from diplotrack.reports.compose.wording import full_stop
from diplotrack.reports.document import Block, Callout, Facts, Severity, Text, plain

MOST = 6
"""Parties that are named in the head; the rest are counted."""


def standing(frame: Frame, meeting: Meeting) -> list[Block]:
    """That it was cancelled or postponed, and why; or that its day has passed without anybody saying it was held."""
    one = meeting.engagement
    reason = frame.span(full_stop(one.status_reason)) if one.status_reason else ""
    if one.status is EngagementStatus.CANCELLED:
        return [Callout(reason or _("No reason is recorded."), _("Cancelled"), Severity.HIGH)]
    if one.status is EngagementStatus.POSTPONED:
        return [Callout(reason or _("No reason is recorded."), _("Postponed"), Severity.MEDIUM)]
    last = one.ends_on or one.starts_on_latest or one.starts_on
    if meeting.is_ahead and last is not None and last < frame.on and frame.internal:
        words = _("It stands in the ledger as planned, and its day has passed: say whether it was held.")
        return [Callout(words, _("Planned"), Severity.MEDIUM)]
    return []


def particulars(frame: Frame, meeting: Meeting, parent: Engagement | None = None) -> Facts:
    """The facts of the engagement, one a line; what is not recorded is not named."""
    one = meeting.engagement
    led = seats.heads(seats.delegations(frame, meeting))
    rows: list[tuple[Text, Text]] = [(_("What"), form(meeting))]
    day = moment.days(one)
    time = moment.local_time(one, meeting.zone)
    rows.append((_("When"), " · ".join(part for part in (day, time) if part)))
    place = [part for part in (one.venue, one.city, land(frame, one)) if part]
    if place:
        rows.append((_("Where"), frame.span(", ".join(place))))
    partners = frame.party_list(meeting.parties, MOST)
    if partners:
        rows.append((_("With"), partners))
    for delegation, lead in led[:2] if len(led) <= 3 else led[:1]:
        label = _("Led for us by") if delegation.side.value == "ours" else _("Led for them by")
        rows.append((label, lead.label))
    if parent is not None and frame.admit("engagement", [parent]):
        frame.mention("engagement", parent.id)
        rows.append((_("Part of"), frame.span(parent.title, parent.uid)))
    return Facts([row for row in rows if row[1]])


def arrangements(frame: Frame, meeting: Meeting, found: list[seats.Delegation]) -> list[tuple[Text, Text]]:
    """How it is arranged: confirmation, interpreters, notetaker, transport, press."""
    one = meeting.engagement
    rows: list[tuple[Text, Text]] = []
    if meeting.is_ahead:
        rows.append((_("Confirmed"), _("Yes") if one.is_confirmed else _("Not yet")))
    rows += [
        (_("Interpreters"), seats.aides(found, ParticipantRole.INTERPRETER)),
        (_("Notetaker"), seats.aides(found, ParticipantRole.NOTETAKER)),
        (_("Tête-à-tête"), alone(found)),
        (_("Transport"), frame.span(one.transport)),
        (_("Press"), frame.span(one.press)),
    ]
    return [(label, text) for label, text in rows if plain(text)]


def alone(found: list[seats.Delegation]) -> Text:
    """Who meets without the others."""
    names = [seat.name for one in found for seat in one.seats if seat.row.is_tete_a_tete]
    return listed([name for name in names if name is not None])


def form(meeting: Meeting) -> str:
    """Format, whether between two or more, and the levels of both sides where they are known."""
    one = meeting.engagement
    told = [str(one.format.label)]
    if len(meeting.parties) > 1 or one.setting.value == "multilateral":
        told.append(str(one.setting.label).lower())
    ours = str(one.level_ours.label).lower() if one.level_ours else ""
    theirs = str(one.level_theirs.label).lower() if one.level_theirs else ""
    if ours and theirs and ours != theirs:
        told.append(_("{ours} with {theirs}").format(ours=ours, theirs=theirs))
    elif ours or theirs:
        told.append(_("at the level of {level}").format(level=ours or theirs))
    return ", ".join(told)


def land(frame: Frame, one: Engagement) -> str:
    """The country, unless the city bears its name."""
    land = frame.party(one.country_id)
    return "" if land == one.city else land
