"""The head of every document on an engagement: what, when, where, at which level, with whom; and whether it stands."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus, Format, ParticipantRole, Setting, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting import moment, seating, seats
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.people import listed
from diplotrack.reports.compose.wording import full_stop, in_days, opening
from diplotrack.reports.document import Block, Callout, Severity, Text, plain

MOST = 6
"""Parties that are named in the head; the rest are counted."""
CALLS = (Format.CALL, Format.VIDEO_CALL)
LONGEST, LONGEST_NOTE = 200, 600
"""Characters of a line of the head, and of a note on how the meeting is arranged."""


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


def particulars(
    frame: Frame, meeting: Meeting, found: Sequence[seats.Delegation], parent: Engagement | None = None
) -> list[tuple[str, str]]:
    """What, when, where, with whom and led by whom, for the title block; what is not recorded is not named."""
    one = meeting.engagement
    rows = [(_("What"), form(meeting)), (_("When"), _when(frame, meeting))]
    place = [part for part in (one.venue, one.city, land(frame, one)) if part]
    rows.append((_("Where"), frame.span(opening(", ".join(place), LONGEST)).text))
    rows.append((_("With"), frame.party_list(meeting.parties, MOST)))
    led = seats.heads(found)
    if [one.side for one, _lead in led].count(Side.THEIRS) > 1:
        led = [(one, lead) for one, lead in led if one.side is Side.OURS]
    for delegation, lead in led:
        label = _("Led for us by") if delegation.side is Side.OURS else _("Led for them by")
        rows.append((label, opening(plain(lead.label), LONGEST)))
    if parent is not None and frame.admit("engagement", [parent]):
        frame.mention("engagement", parent.id)
        rows.append((_("Part of"), frame.span(opening(parent.title, LONGEST)).text))
    return [(label, value) for label, value in rows if value]


def _when(frame: Frame, meeting: Meeting) -> str:
    """Days and hours; of a meeting ahead, how far off it is and whether it is confirmed."""
    one = meeting.engagement
    told = [moment.days(one), moment.local_time(one, meeting.zone)]
    if meeting.is_ahead:
        told.append(in_days(one.starts_on, frame.on) if one.starts_on else "")
        told.append(_("confirmed") if one.is_confirmed else _("not yet confirmed"))
    return "; ".join(part for part in told if part)


def arrangements(
    frame: Frame, meeting: Meeting, found: Sequence[seats.Delegation]
) -> list[tuple[Text, Text]]:
    """How it is arranged: interpreters, notetaker, who meets alone, transport, press."""
    one = meeting.engagement
    rows: list[tuple[Text, Text]] = [
        (_("Interpreters"), seating.aides(found, ParticipantRole.INTERPRETER)),
        (_("Notetaker"), seating.aides(found, ParticipantRole.NOTETAKER)),
        (_("Tête-à-tête"), alone(found)),
        (_("Transport"), frame.span(opening(one.transport, LONGEST_NOTE))),
        (_("Press"), frame.span(opening(one.press, LONGEST_NOTE))),
    ]
    return [(label, text) for label, text in rows if plain(text)]


def alone(found: Sequence[seats.Delegation]) -> Text:
    """Who meets without the others."""
    names = [seat.name for one in found for seat in one.seats if seat.row.is_tete_a_tete]
    return listed([name for name in names if name is not None])


def form(meeting: Meeting) -> str:
    """Format, whether between two or more, and the levels of both sides where they are known."""
    one = meeting.engagement
    told = [str(one.format.label)]
    if one.setting is Setting.MULTILATERAL:
        told.append(str(one.setting.label).lower())
    ours = str(one.level_ours.label).lower() if one.level_ours else ""
    theirs = str(one.level_theirs.label).lower() if one.level_theirs else ""
    level = ours or theirs
    if ours and theirs and ours != theirs:
        level = _("{ours} with {theirs}").format(ours=ours, theirs=theirs)
    what = ", ".join(told)
    return _("{format} ({level})").format(format=what, level=level) if level else what


def land(frame: Frame, one: Engagement) -> str:
    """The country, unless the city bears its name, or there is no place to be in."""
    land = "" if one.format in CALLS else frame.party(one.country_id)
    return "" if land == one.city else land
