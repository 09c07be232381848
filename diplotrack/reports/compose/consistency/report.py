"""The consistency report: where words, deeds and promises do not fit one another. It never leaves the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records.enumerations import FindingState
from diplotrack.reports.compose.consistency import tables
from diplotrack.reports.compose.consistency.details import MOST, details, severity_label
from diplotrack.reports.compose.consistency.entries import GapChoice, GapEntry, RuleEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.grounds import admitted
from diplotrack.reports.compose.listing import listing
from diplotrack.reports.document import Block, Facts, Heading, Paragraph
from diplotrack.reports.terms import Composed, Terms

MOST_LISTED = 1000
"""Gaps in the table of those that are not told in full. Beyond, a spreadsheet serves better than paper."""


def consistency_report(
    session: Session,
    terms: Terms,
    gaps: Sequence[GapEntry],
    rules: Sequence[RuleEntry],
    choice: GapChoice,
    *,
    machine: bool = False,
) -> Composed:
    """The report on gaps, gravest first as they come, of those whose evidence may be printed; internal copies only.

    ``rules`` are all that may appear. For ``machine`` formats one flat table with keys.
    """
    frame = Frame(session, terms)
    kept = admitted(frame, gaps)
    blocks: list[Block] = [tables.machine(frame, kept)] if machine else _blocks(frame, kept, rules, choice)
    checked = choice.checked or _("never")
    return listing(
        frame,
        _("Consistency report"),
        _("Gaps"),
        blocks,
        subtitle=", ".join(choice.words),
        front=((_("Last checked"), checked),),
    )


def _blocks(
    frame: Frame, gaps: Sequence[GapEntry], rules: Sequence[RuleEntry], choice: GapChoice
) -> list[Block]:
    if not gaps and not choice.checked:
        return [Paragraph(_("Nothing was checked yet: run the check, then print this report again."))]
    if not gaps:
        return [Paragraph(_("No gap fits this choice."))]
    waived = [one for one in gaps if _is_waived(frame, one)]
    closed = [one for one in gaps if _is_closed(frame, one)]
    aside = {one.row.id for one in (*waived, *closed)}
    asking = [one for one in gaps if one.row.id not in aside]
    by_code = {one.code: one for one in rules}
    blocks: list[Block] = [Facts(_sums(asking, waived, closed, choice))]
    if asking:
        blocks += [tables.counted(asking, by_code), *_told(frame, asking)]
    if waived:
        blocks += [Heading(_("Waivers")), tables.waivers(frame, waived[:MOST_LISTED]), *_cut(len(waived))]
    if closed:
        since = _("Closed since {day}").format(day=format_date(choice.since))
        blocks += [Heading(since), tables.closed(frame, closed[:MOST_LISTED]), *_cut(len(closed))]
    found = {one.row.rule for one in gaps}
    blocks += [Heading(_("The rules")), tables.legend([one for one in rules if one.code in found])]
    return blocks


def _told(frame: Frame, asking: Sequence[GapEntry]) -> list[Block]:
    """The first in full, further ones in a line each, and how many more there are."""
    blocks: list[Block] = [Heading(_("Gaps with their evidence"))]
    if len(asking) > MOST:
        told = _(
            "The first {shown} of {count} gaps in full, the gravest first; the others follow in a table."
        )
        numbers = told.format(shown=format_number(MOST), count=format_number(len(asking)))
        blocks.append(Paragraph(numbers, style="note"))
    blocks += details(frame, asking[:MOST])
    if len(asking) > MOST:
        blocks += [
            Heading(_("Further gaps")),
            tables.rest(frame, asking[MOST : MOST + MOST_LISTED]),
            *_cut(len(asking) - MOST),
        ]
    return blocks


def _cut(count: int) -> list[Block]:
    """How many rows a table leaves to the spreadsheet."""
    more = count - MOST_LISTED
    if more <= 0:
        return []
    told = ngettext(
        "{count} more is in this report as a spreadsheet (XLSX, CSV).",
        "{count} more are in this report as a spreadsheet (XLSX, CSV).",
        more,
    )
    return [Paragraph(told.format(count=format_number(more)), style="note")]


def _is_waived(frame: Frame, one: GapEntry) -> bool:
    """Whether it is waived on the day: a waiver that has run out asks again."""
    row = one.row
    return row.state == FindingState.WAIVED and (row.expires_on is None or row.expires_on >= frame.on)


def _is_closed(frame: Frame, one: GapEntry) -> bool:
    row = one.row
    return row.state == FindingState.RESOLVED and (row.resolved_on is None or row.resolved_on <= frame.on)


def _sums(
    asking: Sequence[GapEntry], waived: Sequence[GapEntry], closed: Sequence[GapEntry], choice: GapChoice
) -> list[tuple[str, str]]:
    counts = Counter(one.row.severity for one in asking)
    ranks = {one.row.severity: one.row.severity_rank for one in asking}
    by_severity = [
        f"{severity_label(word).lower()} {format_number(counts[word])}"
        for word in sorted(counts, key=lambda word: -ranks[word])
    ]
    gaps = format_number(len(asking))
    if by_severity:
        gaps = _("{count}: {parts}").format(count=gaps, parts=", ".join(by_severity))
    nobody = sum(1 for one in asking if not one.row.assignee)
    return [
        (_("Gaps that ask for something"), gaps),
        (_("Assigned to nobody"), format_number(nobody)),
        (_("Waived"), format_number(len(waived))),
        (_("Closed since {day}").format(day=format_date(choice.since)), format_number(len(closed))),
    ]
