"""Last time: the latest engagements, who was there in which office of that day, what was said and promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Communication, Engagement, Passage
from diplotrack.records.enumerations import CommunicationType
from diplotrack.reports.compose.attendance import Attendance
from diplotrack.reports.compose.dossier import Dossier
from diplotrack.reports.compose.frame import MOST_TOGETHER
from diplotrack.reports.compose.wording import and_more, opening, when
from diplotrack.reports.document import Block, Heading, KeepTogether, Paragraph, Span
from diplotrack.store.as_of import by_day
from diplotrack.store.passages import passages_of

MOST = 3
MOST_PROMISED = 2
SAID = ("summary", "their_points", "our_points", "outcomes")
FIRST, LATER = 650, 280
"""How many characters of a text are printed for the latest engagement, and for those before it."""


def last_time(dossier: Dossier) -> list[Block]:
    """The latest engagements, latest first; one that has items of its own in the list is left to them."""
    parents = {one.parent_id for one in dossier.contacts[: MOST * 4]}
    chosen = [one.id for one in dossier.contacts if one.id not in parents][:MOST]
    if not chosen:
        return []
    query = select(Engagement).where(Engagement.id.in_(chosen))
    found = {one.id: one for one in dossier.session.scalars(query)}
    engagements = [found[one] for one in chosen]
    attendance = Attendance(dossier, engagements)
    texts = _texts(dossier, "engagement", chosen)
    readouts = _readouts(dossier, chosen)
    readout_texts = _texts(dossier, "communication", [one.id for one in readouts])
    blocks: list[Block] = []
    for place, engagement in enumerate(engagements):
        length = LATER if place else FIRST
        said = _said(dossier, texts.get(engagement.id, {}), length)
        mine = [one for one in readouts if one.engagement_id == engagement.id]
        if not said:
            said = _published(dossier, mine, readout_texts, length)
        opened: list[Block] = [
            _headed(dossier, engagement),
            _form(dossier, engagement),
            *attendance.blocks(engagement),
        ]
        blocks += [KeepTogether((*opened, *said[:1])), *said[1:], *_promised(dossier, engagement)]
    rest = len(dossier.contacts) - len(chosen)
    if rest > 0:
        blocks.append(
            Paragraph(
                _("{count} more engagements before these.").format(count=format_number(rest))
                if rest > 1
                else _("One more engagement before these."),
                style="note",
            )
        )
    return blocks


def _headed(dossier: Dossier, engagement: Engagement) -> Heading:
    """The day, which links to the record, and the title."""
    dossier.print("engagement", engagement.id)
    day = when(engagement.starts_on, engagement.starts_on_latest)
    return Heading((dossier.span(day, engagement.uid), "  ", dossier.span(engagement.title)), 2)


def _form(dossier: Dossier, engagement: Engagement) -> Paragraph:
    """Format, place and level."""
    level = engagement.level_theirs or engagement.level_ours
    parts = [str(engagement.format.label), engagement.city, str(level.label).lower() if level else ""]
    return Paragraph(dossier.span(", ".join(part for part in parts if part)), style="note")


def _texts(dossier: Dossier, kind: str, ids: Sequence[int]) -> dict[int, dict[str, list[Passage]]]:
    """The passages that may be printed: identifier → role → passages."""
    if not ids:
        return {}
    found = passages_of(dossier.session, kind, ids)
    portions = (
        (one, kind, owner) for owner, roles in found.items() for some in roles.values() for one in some
    )
    admitted = {one.id for one in dossier.admit_portions("passage", portions)}
    return {
        owner: {role: [one for one in some if one.id in admitted] for role, some in roles.items()}
        for owner, roles in found.items()
    }


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


def _promised(dossier: Dossier, engagement: Engagement) -> Iterable[Block]:
    """The commitments made at the engagement, with their status of the day."""
    at_it = [one for one in dossier.promises if one.engagement_id == engagement.id]
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
    if joint := len(at_it) - len(made):
        # What many promised together stands, as far as it is owed, under "due both ways"; a forum makes dozens at once.
        told = ngettext(
            "{count} commitment made there together with others.",
            "{count} commitments made there together with others.",
            joint,
        )
        yield Paragraph(told.format(count=format_number(joint)), style="note")
