"""Last time: the latest engagements, who was there in which office of that day, what was said and promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Communication, Engagement, Passage
from diplotrack.records.enumerations import CommunicationType
from diplotrack.reports.compose.frame import MOST_TOGETHER
from diplotrack.reports.compose.partner.attendance import BETWEEN, Attendance
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import and_more, lasting, opening
from diplotrack.reports.document import Block, Heading, KeepTogether, Paragraph, Span
from diplotrack.store.as_of import by_day

MOST = 3
MOST_PROMISED = 2
SAID = ("summary", "their_points", "our_points", "outcomes")
FIRST, LATER = 650, 280
"""How many characters of a text are printed for the latest engagement, and for those before it."""


def last_time(dossier: Dossier) -> list[Block]:
    """The latest occasions, latest first, each told from all the engagements that are one with it."""
    chosen = dossier.occasions[:MOST]
    if not chosen:
        return []
    ids = [one.id for occasion in chosen for one in occasion]
    query = select(Engagement).where(Engagement.id.in_(ids))
    found = {one.id: one for one in dossier.session.scalars(query)}
    attendance = Attendance(dossier, list(found.values()))
    texts = texts_of(dossier, "engagement", ids)
    readouts = _readouts(dossier, ids)
    readout_texts = texts_of(dossier, "communication", [one.id for one in readouts])
    blocks: list[Block] = []
    for place, occasion in enumerate(chosen):
        engagements = [found[one.id] for one in occasion]
        own = [one.id for one in engagements]
        length = LATER if place else FIRST
        said = next((told for one in own if (told := _said(dossier, texts.get(one, {}), length))), [])
        if not said:
            mine = [one for one in readouts if one.engagement_id in own]
            said = _published(dossier, mine, readout_texts, length)
        opened: list[Block] = [
            _headed(dossier, engagements),
            _form(dossier, engagements[0], attendance.told(engagements)),
        ]
        blocks += [KeepTogether((*opened, *said[:1])), *said[1:], *_promised(dossier, own)]
    rest = len(dossier.occasions) - len(chosen)
    if rest > 0:
        more = ngettext(
            "{count} more engagement before these.", "{count} more engagements before these.", rest
        )
        blocks.append(Paragraph(more.format(count=format_number(rest)), style="note"))
    return blocks


def _headed(dossier: Dossier, engagements: Sequence[Engagement]) -> Heading:
    """The days, which link to the record, and the title."""
    for one in engagements:
        dossier.print("engagement", one.id)
    first = engagements[0]
    days = lasting(first.starts_on, first.starts_on_latest, first.ends_on)
    return Heading((dossier.span(days, first.uid), "  ", dossier.span(first.title)), 2)


def _form(dossier: Dossier, engagement: Engagement, present: Sequence[str | Span]) -> Paragraph:
    """Format, place, level, and who was there."""
    level = engagement.level_theirs or engagement.level_ours
    parts = [str(engagement.format.label), engagement.city, str(level.label).lower() if level else ""]
    form = dossier.span(", ".join(part for part in parts if part))
    return Paragraph((form, BETWEEN, *present) if present else form, style="note")


def _said(dossier: Dossier, roles: dict[str, list[Passage]], length: int) -> list[Block]:
    """What the record of conversation says, the sections that matter first."""
    labels = {
        "summary": _("In short:"),
        "their_points": _("They said:"),
        "our_points": _("We said:"),
        "outcomes": _("Agreed:"),
    }
    blocks: list[Block] = []
    for role in SAID:
        passages = roles.get(role, [])
        if passages:
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
    if not blocks and dossier.internal:
        blocks.append(Paragraph(_("No record of what was said."), style="note"))
    return blocks


def _promised(dossier: Dossier, ids: Sequence[int]) -> Iterable[Block]:
    """The commitments made at the engagements, with their status of the day."""
    at_it = [one for one in dossier.promises if one.engagement_id in ids]
    made = [one for one in at_it if len(one.by) <= MOST_TOGETHER]
    for one in made[:MOST_PROMISED]:
        mark = dossier.print("commitment", one.id)
        state = str(one.status.label).lower()
        if one.due:
            state = _("{status}, due {day}").format(status=state, day=format_date(one.due))
        lead = Span(_("Promised by {parties}:").format(parties=dossier.party_list(one.by)) + " ", bold=True)
        yield Paragraph(
            (
                lead,
                dossier.span(opening(one.text, LATER, sentences=False)),
                dossier.span(f"  ({state})", one.uid, quiet=True),
            ),
            marking=mark,
        )
    if len(made) > MOST_PROMISED:
        yield Paragraph(and_more(len(made) - MOST_PROMISED), style="note")
    joint = [one for one in at_it if len(one.by) > MOST_TOGETHER]
    if not all(one.is_running for one in joint):
        # What many promised together stands, as far as it is owed, under "due both ways"; a forum makes dozens at once.
        told = ngettext(
            "{count} commitment made there together with others.",
            "{count} commitments made there together with others.",
            len(joint),
        )
        yield Paragraph(told.format(count=format_number(len(joint))), style="note")
