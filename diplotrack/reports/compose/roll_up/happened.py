"""What happened: engagements held, texts in and out, words said in public, lines to take that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Communication, CommunicationParty, Objective, Position, Statement
from diplotrack.records.enumerations import Correspondent, EngagementStatus, Traffic
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows, marked
from diplotrack.reports.compose.policy_change.lines import stance
from diplotrack.reports.compose.register.entries import EngagementChoice, Entry, entries
from diplotrack.reports.compose.roll_up.grouping import Grouping, Told
from diplotrack.reports.compose.roll_up.period import Period
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import lasting, opening
from diplotrack.reports.document import Block, Bullets, Column, Heading, Paragraph, Point, Span, Text
from diplotrack.store.batches import batches
from diplotrack.store.positions.successions import read_successions

LONGEST, LONGEST_TITLE, MOST_SAID = 240, 160, 5
SUMMARIES = ("summary", "outcomes")


def engagements(frame: Frame, period: Period, partner: int | None) -> list[Entry]:
    """The engagements of the period that were held, postponed or cancelled."""
    found = entries(frame, EngagementChoice(partner_id=partner, first=period.first, last=period.last))
    return [one for one in found if one.starts_on is not None and one.status != EngagementStatus.PLANNED]


def meetings(frame: Frame, grouping: Grouping, found: Sequence[Entry]) -> list[Block]:
    """A row a meeting: when, what it was, and what came of it in a sentence or two."""
    texts = texts_of(frame, "engagement", [one.one.id for one in found]) if frame.internal else {}
    told = []
    for one in found:
        mark = frame.print("engagement", one.one.id)
        day = lasting(one.starts_on, one.starts_on_latest, one.one.ends_on)
        what: list[str | Span] = [*marked(mark), frame.span(opening(one.one.title, LONGEST_TITLE), bold=True)]
        what += _outcome(frame, texts.get(one.one.id, {}))
        level = str(one.level.label) if one.level else ""
        form = str(one.format.label)
        if one.status != EngagementStatus.HELD:
            form = f"{form}, {str(one.status.label).lower()}"
        about: Text = (form, Span(f"\n{level}", quiet=True)) if level else form
        told.append(Told(one.one.id, one.parties, (frame.span(day, one.one.uid), what, about)))
    columns = (Column(_("Day"), 1.3, "date"), Column(_("Meetings and calls"), 5.4), Column(_("How"), 1.7))
    return grouping.table("engagements", "engagement", columns, told)


def _outcome(frame: Frame, texts: dict[str, list[Any]]) -> list[Span]:
    """What came of it: the opening of the summary, failing that of the outcomes, under its own mark."""
    for role in SUMMARIES:
        for passage in texts.get(role, ()):
            mark = frame.print("passage", passage.id)
            return [Span("\n"), *marked(mark), frame.span(opening(passage.text, LONGEST))]
    return []


def texts(
    frame: Frame, grouping: Grouping, period: Period, partner: int | None
) -> tuple[list[Block], int, int]:
    """What went out and came in, with the numbers of both."""
    conditions = [Communication.sent_on >= period.first, Communication.sent_on <= period.last]
    if partner is not None:
        conditions.append(Communication.id.in_(_naming(partner)))
    rows = admitted_rows(
        frame,
        Communication,
        ("title", "type", "traffic", "sent_on", "is_public", "reply_due_on"),
        *conditions,
        order=("sent_on",),
    )
    rows = [row for row in rows if row.traffic in (Traffic.INCOMING, Traffic.OUTGOING)]
    parties = _correspondents(frame, [row.id for row in rows])
    told = []
    for row in rows:
        mark = frame.print("communication", row.id)
        title = frame.span(opening(row.title, LONGEST_TITLE, sentences=False))
        way = _("in") if row.traffic == Traffic.INCOMING else _("out, public") if row.is_public else _("out")
        due = row.reply_due_on
        what: list[str | Span] = [*marked(mark), title]
        if due is not None and row.traffic == Traffic.INCOMING and frame.internal:
            what.append(Span("  " + _("reply due {day}").format(day=format_date(due)), quiet=True))
        kind = (str(row.type.label), Span(f"\n{way}", quiet=True))
        cells = (frame.span(format_date(row.sent_on), row.uid), what, kind)
        told.append(Told(row.id, parties.get(row.id, ()), cells))
    columns = (Column(_("Day"), 1.3, "date"), Column(_("Texts in and out"), 5.4), Column(_("What"), 1.7))
    came = sum(1 for row in rows if row.traffic == Traffic.INCOMING)
    return grouping.table("communications", "communication", columns, told), len(rows) - came, came


def _naming(partner: int) -> Any:
    return select(CommunicationParty.communication_id).where(
        CommunicationParty.party_id == partner, CommunicationParty.deleted_at.is_(None)
    )


def _correspondents(frame: Frame, ids: Iterable[int]) -> dict[int, list[int]]:
    """Who sent or received each text, beside us."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        query = (
            select(CommunicationParty.communication_id, CommunicationParty.party_id)
            .where(
                CommunicationParty.communication_id.in_(some),
                CommunicationParty.party_id.is_not(None),
                CommunicationParty.part.in_((Correspondent.FROM, Correspondent.TO)),
                CommunicationParty.deleted_at.is_(None),
            )
            .order_by(CommunicationParty.id)
        )
        for key, party in frame.session.execute(query):
            if party is not None and party not in frame.ours:
                found[key].append(party)
    return found


def said_in_public(frame: Frame, period: Period) -> list[Block]:
    """Public words of ours and theirs on our objectives."""
    rows = admitted_rows(
        frame,
        Statement,
        ("quote", "said_on", "party_id"),
        Statement.is_public.is_(True),
        Statement.said_on >= period.first,
        Statement.said_on <= period.last,
        order=("said_on",),
    )
    if not rows:
        return []
    items = []
    for row in rows[:MOST_SAID]:
        mark = frame.print("statement", row.id)
        head = ", ".join(part for part in (frame.party(row.party_id), format_date(row.said_on)) if part)
        words = frame.span(_("“{words}”").format(words=opening(row.quote, LONGEST)))
        items.append(Point((frame.span(f"{head}  ", row.uid, quiet=True), words), mark))
    return [Heading(_("Said in public"), 2), Bullets(items)]


def changed_lines(frame: Frame, period: Period) -> tuple[list[Block], int]:
    """Lines to take that began, changed or were announced in the period, with how many."""
    rows = admitted_rows(
        frame,
        Position,
        ("line", "stance", "objective_id", "valid_from", "announced_on", "is_public"),
        or_(
            Position.valid_from.between(period.first, period.last),
            Position.announced_on.between(period.first, period.last),
        ),
        order=("valid_from",),
    )
    rows = [row for row in rows if frame.internal or row.is_public]
    if not rows:
        return [], 0
    successions = read_successions(frame.session, positions=[row.id for row in rows])
    aims = {
        one.id: one
        for one in admitted_rows(frame, Objective, ("code",), among={row.objective_id for row in rows})
    }
    before = {row.id: successions.predecessor(row.id) for row in rows}
    old = {
        one.id: one
        for one in admitted_rows(
            frame, Position, ("stance",), among={one.id for one in before.values() if one is not None}
        )
    }
    items = []
    for row in rows:
        mark = frame.print("position", row.id)
        aim = aims.get(row.objective_id)
        if aim is not None:
            frame.mention("objective", aim.id)
        previous = before[row.id]
        earlier = old.get(previous.id) if previous is not None else None
        if earlier is not None:
            frame.mention("position", earlier.id)
        told = stance(row) if earlier is None else f"{stance(earlier)} → {stance(row)}"
        head = "  ".join(part for part in (aim.code if aim else "", told) if part)
        day = row.valid_from or row.announced_on
        parts = (
            frame.span(f"{head}  ", row.uid, bold=True),
            frame.span(opening(row.line, LONGEST)),
            Span("  " + _("from {day}").format(day=format_date(day)), quiet=True),
        )
        items.append(Point(parts, mark))
    return [Heading(_("Lines to take")), Bullets(items)], len(rows)


def nothing(words: str) -> Paragraph:
    """What is said of a section in which there was nothing."""
    return Paragraph(words, style="note")
