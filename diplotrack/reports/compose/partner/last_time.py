"""Last time: the latest engagements, who was there in which office of that day, what was said and promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Communication, Engagement, Passage
from diplotrack.records.enumerations import CommunicationType
from diplotrack.reports.compose.frame import MOST_TOGETHER
from diplotrack.reports.compose.partner.attendance import BETWEEN, Attendance
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.occasions import Occasion
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import lasting, opening
from diplotrack.reports.document import Block, Heading, KeepTogether, Paragraph, Span
from diplotrack.store.as_of import by_day

MOST, MOST_IN_FULL = 3, 5
MOST_PROMISED = 2
LONGEST_TITLE = 160
LOOKED_BACK = 6
"""Occasions among which those with a record of conversation are looked for."""
SAID = ("summary", "their_points", "our_points", "outcomes")
FIRST, LATER, SHORTEST = 650, 280, 110
"""How many characters of a text are printed for the latest engagement, for those before it, and at the very least."""
WHOLE = 20_000
"""How many there are room for in a dossier: more is a transcript, to be read in the record itself."""


@dataclass(frozen=True, slots=True)
class _Latest:
    """What was read of the latest occasions."""

    occasions: Sequence[Sequence[Engagement]]
    attendance: Attendance
    texts: dict[int, dict[str, list[Passage]]]
    readouts: Sequence[Communication]
    readout_texts: dict[int, dict[str, list[Passage]]]


def last_time(dossier: Dossier, room: Room, *, recorded_first: bool = False) -> list[Block]:
    """The latest occasions, latest first, each told from all the engagements that are one with it.

    ``recorded_first``: those of which it is on record what was said come before the latest others.
    """
    latest = dossier.once(_latest, MOST_IN_FULL if room.is_endless else MOST, recorded_first)
    chosen = latest.occasions if room.is_endless else latest.occasions[: room.most(MOST, 0, 1.2)]
    blocks: list[Block] = []
    for place, engagements in enumerate(chosen):
        length = WHOLE if room.is_endless else room.most(LATER if place else FIRST, SHORTEST)
        blocks += _occasion(dossier, room, latest, engagements, length)
    if chosen and not room.is_endless:
        room.leave(len(dossier.occasions) - len(chosen), _more)
    return blocks


def _more(count: int) -> str:
    return ngettext("{count} earlier engagement", "{count} earlier engagements", count).format(
        count=format_number(count)
    )


def _latest(dossier: Dossier, most: int, recorded_first: bool) -> _Latest:
    chosen = (_recorded_first(dossier) if recorded_first else dossier.occasions)[:most]
    ids = [one.id for occasion in chosen for one in occasion]
    found = {one.id: one for one in dossier.session.scalars(select(Engagement).where(Engagement.id.in_(ids)))}
    readouts = _readouts(dossier, ids)
    return _Latest(
        [[found[one.id] for one in occasion] for occasion in chosen],
        Attendance(dossier, list(found.values())),
        texts_of(dossier, "engagement", ids),
        readouts,
        texts_of(dossier, "communication", [one.id for one in readouts]),
    )


def _recorded_first(dossier: Dossier) -> list[Occasion]:
    """The latest occasions, those with a record of conversation before the others."""
    near = dossier.occasions[:LOOKED_BACK]
    query = select(Passage.owner_id).where(
        Passage.owner_kind == "engagement",
        Passage.owner_id.in_([one.id for occasion in near for one in occasion]),
        Passage.deleted_at.is_(None),
    )
    told = set(dossier.session.scalars(query))
    return sorted(near, key=lambda occasion: told.isdisjoint(one.id for one in occasion))


def _occasion(
    dossier: Dossier, room: Room, latest: _Latest, engagements: Sequence[Engagement], length: int
) -> list[Block]:
    """What it was, and what was said: by the record of conversation, failing that by the readout.

    In a brief the occasion is a paragraph, in a dossier a heading with all who were there.
    """
    own = [one.id for one in engagements]
    present = latest.attendance.told(engagements, room)
    said = next(
        (told for one in own if (told := _said(dossier, room, latest.texts.get(one, {}), length))), []
    )
    if not said:
        mine = [one for one in latest.readouts if one.engagement_id in own]
        said = _published(dossier, room, mine, latest.readout_texts, length)
    if room.is_endless:
        opened: list[Block] = [_headed(dossier, engagements), _form(dossier, engagements[0], present)]
    else:
        opened = [_opened(dossier, room, engagements, present)]
    return [KeepTogether((*opened, *said[:1])), *said[1:], *_promised(dossier, room, own)]


def _opened(
    dossier: Dossier, room: Room, engagements: Sequence[Engagement], present: Sequence[str | Span]
) -> Paragraph:
    """The day, which links to the record, the title, and who was there: "May 12, 2026  Luncheon …"."""
    marks = [dossier.print("engagement", one.id) for one in engagements]
    first = engagements[0]
    day = lasting(first.starts_on, first.starts_on_latest, first.ends_on)
    title = dossier.span(room.words(first.title, 200, 60), bold=True)
    there = (Span("  ", quiet=True), *present) if present and not room.is_tight else ()
    return Paragraph((dossier.span(day, first.uid), "  ", title, *there), marking=marks[0])


def _headed(dossier: Dossier, engagements: Sequence[Engagement]) -> Heading:
    """The days, which link to the record, and the title."""
    for one in engagements:
        dossier.print("engagement", one.id)
    first = engagements[0]
    days = lasting(first.starts_on, first.starts_on_latest, first.ends_on)
    title = dossier.span(opening(first.title, LONGEST_TITLE))
    return Heading((dossier.span(days, first.uid), "  ", title), 2)


def _form(dossier: Dossier, engagement: Engagement, present: Sequence[str | Span]) -> Paragraph:
    """Format, place, level, and who was there, under the mark of the engagement."""
    level = engagement.level_theirs or engagement.level_ours
    parts = [str(engagement.format.label), engagement.city, str(level.label).lower() if level else ""]
    form = dossier.span(", ".join(part for part in parts if part), engagement.uid, quiet=True)
    mark = dossier.print("engagement", engagement.id)
    return Paragraph((form, BETWEEN, *present) if present else form, marking=mark, style="note")


def _said(dossier: Dossier, room: Room, roles: dict[str, list[Passage]], length: int) -> list[Block]:
    """What the record of conversation says, the sections that matter first."""
    labels = {
        "summary": _("In short:"),
        "their_points": _("They said:"),
        "our_points": _("We said:"),
        "outcomes": _("Agreed:"),
    }
    blocks: list[Block] = []
    for role in [one for one in SAID if roles.get(one)][: room.most(len(SAID), 1)]:
        passages = roles[role]
        lead = dossier.span(labels[role] + " ", passages[0].uid, bold=True)
        blocks.append(_excerpt(dossier, lead, passages, length))
    return blocks


def _excerpt(dossier: Dossier, lead: Span, passages: Sequence[Passage], length: int) -> Paragraph:
    """The beginning of some passages as one paragraph under the portion mark of the first of them."""
    shown: list[Span] = []
    mark, left = "", length
    for passage in passages:
        if left < 40:
            break
        words = opening(passage.text, left)
        portion = dossier.print("passage", passage.id)
        mark = mark or portion
        shown.append(dossier.span(words + " "))
        left -= len(words)
    if len(shown) < len(passages) and not shown[-1].text.endswith("[…] "):
        shown.append(Span("[…]", quiet=True))
    return Paragraph((lead, *shown), marking=mark)


def _readouts(dossier: Dossier, ids: Sequence[int]) -> list[Communication]:
    query = (
        select(Communication)
        .where(
            Communication.engagement_id.in_(ids),
            Communication.type == CommunicationType.READOUT,
            Communication.deleted_at.is_(None),
            by_day(Communication, "sent_on", dossier.on),
        )
        .order_by(Communication.sent_on, Communication.id)
    )
    return dossier.admit("communication", dossier.session.scalars(query).all())


def _published(
    dossier: Dossier,
    room: Room,
    readouts: Sequence[Communication],
    texts: dict[int, dict[str, list[Passage]]],
    length: int,
) -> list[Block]:
    """Where there is no record of conversation: what the readouts say; failing those, that nothing is on record."""
    blocks: list[Block] = []
    for one in readouts[:2]:
        passages = [passage for some in texts.get(one.id, {}).values() for passage in some]
        if passages:
            dossier.print("communication", one.id)
            lead = dossier.span(
                _("From the readout of {day}: ").format(day=format_date(one.sent_on)), one.uid, bold=True
            )
            blocks.append(_excerpt(dossier, lead, passages, length))
    if not blocks and dossier.internal and not room.is_tight:
        blocks.append(Paragraph(_("No record of what was said."), style="note"))
    return blocks


def _promised(dossier: Dossier, room: Room, ids: Sequence[int]) -> Iterable[Block]:
    """The commitments made at the engagements that are settled by now: what is still owed stands under "due"."""
    at_it = [one for one in dossier.promises if one.engagement_id in ids and not one.is_running]
    made = [one for one in at_it if len(one.by) <= MOST_TOGETHER]
    for one in room.some(made, MOST_PROMISED, 0, 0.6):
        mark = dossier.print("commitment", one.id)
        lead = Span(_("Promised by {parties}:").format(parties=dossier.party_list(one.by)) + " ", bold=True)
        state = dossier.span(f"  ({str(one.status.label).lower()})", one.uid, quiet=True)
        yield Paragraph((lead, dossier.span(opening(one.text, LATER, sentences=False)), state), marking=mark)
