"""A meeting with several partners: what we say to all, who comes, and a part for each with whom most is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.records import Ask, Commitment, CommitmentParty
from diplotrack.records.enumerations import RUNNING, Side
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.meeting import seating
from diplotrack.reports.compose.meeting.expected import points_to_expect
from diplotrack.reports.compose.meeting.meeting import Meeting
from diplotrack.reports.compose.meeting.seats import Delegation
from diplotrack.reports.compose.meeting.withheld import withheld
from diplotrack.reports.compose.partner.asks import our_asks
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.due import due_both_ways, due_together, owed_by_several
from diplotrack.reports.compose.partner.last_time import last_time
from diplotrack.reports.compose.partner.points import agreed, worded_lines
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Block, Heading, Paragraph
from diplotrack.store.batches import batches

MOST = 8
"""Partners on whom there is a part in the longest brief."""


def partners_of(frame: Frame, meeting: Meeting, found: Sequence[Delegation]) -> list[int]:
    """Whom the brief is on: the one partner, or of several those with whom most is open, in the order of the table."""
    sitting = [one.party_id for one in found if one.side is not Side.OURS and one.party_id is not None]
    every = [one for one in dict.fromkeys([*meeting.parties, *sitting]) if one not in frame.ours]
    if len(every) <= MOST:
        return every
    weight = _open_with(frame, every)
    chosen = set(sorted(every, key=lambda one: -weight[one])[:MOST])
    return [one for one in every if one in chosen]


def _open_with(frame: Frame, parties: Collection[int]) -> Counter[int]:
    """How many commitments and asks are open with each: a rough measure, of which nothing is printed."""
    weight: Counter[int] = Counter()
    for some in batches(parties):
        promised = (
            select(CommitmentParty.party_id, func.count())
            .join(Commitment, Commitment.id == CommitmentParty.commitment_id)
            .where(
                CommitmentParty.party_id.in_(some),
                CommitmentParty.deleted_at.is_(None),
                Commitment.deleted_at.is_(None),
                Commitment.status.in_(RUNNING),
            )
            .group_by(CommitmentParty.party_id)
        )
        asked = [
            select(column, func.count()).where(column.in_(some), Ask.deleted_at.is_(None)).group_by(column)
            for column in (Ask.by_id, Ask.to_id)
        ]
        for statement in (promised, *asked):
            weight.update({party: count for party, count in frame.session.execute(statement) if party})
    return weight


def with_several(
    frame: Frame,
    meeting: Meeting,
    found: Sequence[Delegation],
    dossiers: Sequence[Dossier],
    room: Room,
) -> list[Block]:
    """Points for all, the delegations, then partner by partner; who has no part of its own is counted."""
    blocks: list[Block] = []
    shared = _shared(dossiers)
    if dossiers:
        lines, objectives = dossiers[0].once(agreed)
        told = [line for line in lines if line.position.id in shared]
        points = worded_lines(dossiers[0], room, told, objectives)
        blocks += [Heading(_("Points to make to all")), *points] if points else []
    common = owed_by_several(dossiers)
    due = due_together(dossiers[0], room, common) if common else []
    blocks += [Heading(_("Due together with several")), *due] if due else []
    present = seating.table_of(found)
    if present:
        blocks += [Heading(_("Delegations")), *present]
    chosen = room.some(dossiers, MOST, 1, 0.8, of=_more)
    for dossier in chosen:
        content = _part(dossier, room, shared, frozenset(one.id for one in common))
        if content:
            blocks += [Heading(dossier.name), *content]
    rest = len({*meeting.parties} - {one.partner.id for one in chosen})
    if rest and len(meeting.parties) > len(dossiers) and frame.internal:
        words = ngettext(
            "{count} further partner takes part; a partner brief tells of each.",
            "{count} further partners take part; a partner brief tells of each.",
            rest,
        )
        blocks.append(Paragraph(words.format(count=format_number(rest)), style="note"))
    return blocks


def _more(count: int) -> str:
    return ngettext("{count} partner", "{count} partners", count).format(count=format_number(count))


def _shared(dossiers: Sequence[Dossier]) -> frozenset[int]:
    """The lines that hold toward every one of them."""
    if not dossiers:
        return frozenset()
    held = [{line.position.id for line in one.once(agreed)[0]} for one in dossiers]
    return frozenset(set.intersection(*held))


def _part(dossier: Dossier, room: Room, shared: Collection[int], told: Collection[int]) -> list[Block]:
    """What concerns this partner alone: neither the ``shared`` lines nor what was ``told`` to be due together."""
    lines, objectives = dossier.once(agreed)
    own = [line for line in lines if line.position.id not in shared]
    narrow = room if room.is_endless else Room(min(room.step + Room.LAST // 3, Room.LAST))
    expected = _("Points to expect") if dossier.internal else _("Their asks and our responses")
    sections = (
        (_("Points to make"), worded_lines(dossier, narrow, own, objectives)),
        (_("Our asks"), our_asks(dossier, narrow)),
        (expected, points_to_expect(dossier, narrow)),
        (_("Not to raise"), withheld(dossier, narrow)),
        (_("Due both ways"), due_both_ways(dossier, narrow, told)),
        (_("Last time"), last_time(dossier, narrow, recorded_first=True)),
    )
    return [block for heading, content in sections if content for block in (Heading(heading, 2), *content)]
