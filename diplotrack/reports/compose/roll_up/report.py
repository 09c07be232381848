"""The roll-up as a document: the period in a sentence, then meetings, texts, promises, lines, gaps, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date, format_number, join_names, ngettext
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.reports.compose.consistency.entries import GapEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.grounds import admitted
from diplotrack.reports.compose.listing import listing
from diplotrack.reports.compose.roll_up.ahead import ahead
from diplotrack.reports.compose.roll_up.grouping import Grouping
from diplotrack.reports.compose.roll_up.happened import (
    changed_lines,
    engagements,
    meetings,
    said_in_public,
    texts,
)
from diplotrack.reports.compose.roll_up.period import GroupBy, Period
from diplotrack.reports.compose.roll_up.promised import Promised, promise_blocks, promised
from diplotrack.reports.compose.wording import and_more
from diplotrack.reports.document import Block, Bullets, Heading, Paragraph, Text
from diplotrack.reports.terms import Composed, Terms

MOST_GAPS = 6


def roll_up(
    session: Session,
    terms: Terms,
    period: Period,
    by: GroupBy = GroupBy.PARTNER,
    partner: int | None = None,
    gaps: Sequence[GapEntry] = (),
) -> Composed:
    """The roll-up as of the last day of the period. ``gaps``: those found or closed in it, for the reader inside."""
    frame = Frame(session, replace(terms, on=period.last))
    grouping = Grouping(frame, by)
    held = engagements(frame, period, partner)
    met = meetings(frame, grouping, held)
    written, sent, received = texts(frame, grouping, period, partner)
    said = said_in_public(frame, period) if partner is None else []
    kept = promised(frame, period, partner)
    lines, changed = changed_lines(frame, period) if partner is None else ([], 0)
    found = admitted(frame, gaps) if frame.internal and gaps else []
    count = sum(1 for one in held if one.status == EngagementStatus.HELD)
    happened = [*met, *written, *said]
    blocks: list[Block] = [
        Paragraph(_in_a_sentence(count, sent, received, kept, changed), style="lead"),
        # What did not occur has no section: the sentence above has told what did.
        *([Heading(_("What happened")), *happened] if happened else []),
        *promise_blocks(frame, kept),
        *lines,
        *_gaps(frame, period, found),
        *ahead(frame, period, kept.due, partner),
    ]
    return listing(
        frame,
        _("Roll-up"),
        period.words,
        blocks,
        subtitle=frame.party(partner),
        dated=format_date(period.last),
    )


def _in_a_sentence(held: int, sent: int, received: int, kept: Promised, changed: int) -> str:
    """The period in numbers; what did not occur is not mentioned."""
    counts = [
        (held, ngettext("{count} engagement held", "{count} engagements held", held)),
        (sent, ngettext("{count} text sent", "{count} texts sent", sent)),
        (received, ngettext("{count} received", "{count} received", received)),
        (
            len(kept.made),
            ngettext("{count} promise newly made", "{count} promises newly made", len(kept.made)),
        ),
        (len(kept.met), ngettext("{count} promise met", "{count} promises met", len(kept.met))),
        (
            len(kept.missed),
            ngettext(
                "{count} promise fallen due and not met",
                "{count} promises fallen due and not met",
                len(kept.missed),
            ),
        ),
        (changed, ngettext("{count} line to take changed", "{count} lines to take changed", changed)),
    ]
    told = [words.format(count=format_number(count)) for count, words in counts if count]
    return f"{join_names(told)}." if told else _("Nothing is on record for these days.")


def _gaps(frame: Frame, period: Period, gaps: Sequence[GapEntry]) -> list[Block]:
    """The gaps that were found in the period, then those that were closed."""
    opened = [one for one in gaps if period.holds(one.row.first_seen)]
    closed = [one for one in gaps if period.holds(one.row.resolved_on)]
    blocks: list[Block] = []
    for heading, some in ((_("Gaps found"), opened), (_("Gaps closed"), closed)):
        if some:
            items: list[Text] = [
                (frame.span(f"{one.row.rule}  ", one.row.uid, quiet=True), frame.span(one.title))
                for one in some[:MOST_GAPS]
            ]
            if len(some) > MOST_GAPS:
                items.append(and_more(len(some) - MOST_GAPS))
            blocks += [Heading(heading), Bullets(items)]
    return blocks
