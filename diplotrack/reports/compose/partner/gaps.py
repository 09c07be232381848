"""Gaps with a partner, in internal copies only: what the rules found, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import and_, or_, select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.base.markings import Marking, roll_up
from diplotrack.records import Commitment, CommitmentParty, Engagement, Finding
from diplotrack.records.enumerations import FindingState
from diplotrack.reports.compose.grounds import grounds
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Callout, Severity

if TYPE_CHECKING:
    from diplotrack.reports.compose.partner.dossier import Dossier

MOST, LONGEST = 5, 200
OVERDUE = "R13"
"""The rule that finds commitments overdue."""
SEVERITIES = {
    "critical": Severity.HIGH,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A finding in words: what is wrong, why it is said, and how to mend it."""

    title: str
    why: str = ""
    fix: str = ""


Worded: TypeAlias = Callable[[Finding, date], Gap]
"""How a stored finding reads on a day. Whoever knows the rules' sentences gives it."""


def headline(finding: Finding, _on: date) -> Gap:
    """The stored headline, where nobody knows more."""
    return Gap(finding.headline)


def gaps(dossier: Dossier, room: Room) -> list[Block]:
    """The gaps that stood on the day, gravest first, each under the marking of what it rests on."""
    if not dossier.internal:
        return []
    blocks: list[Block] = []
    # On one page what is due and what was said matters more; wherever there is room, the gravest stands.
    least = 0 if room.is_tight else 1
    for one, markings in room.some(dossier.once(_admitted), MOST, least, 0.7, of=_more):
        for marking in markings:
            dossier.whole.take(marking)
        level = roll_up(markings).level
        gap = dossier.worded(one, dossier.on)
        text = room.words(" ".join(part for part in (gap.why, gap.fix) if part), 360, 0)
        blocks.append(
            Callout(
                (dossier.span(f"{text}  " if text else ""), dossier.span(_state(one), one.uid, quiet=True)),
                title=dossier.span(f"{one.rule}  {opening(gap.title, LONGEST)}"),
                severity=SEVERITIES.get(one.severity, Severity.NOTE),
                marking=level.portion if level else "",
            )
        )
    return blocks


def _more(count: int) -> str:
    return ngettext("{count} gap", "{count} gaps", count).format(count=format_number(count))


def findings_about(dossier: Dossier) -> Sequence[Finding]:
    """The findings about the partner, its engagements and commitments that stood on the day."""
    family, on = dossier.family, dossier.on
    about = or_(
        Finding.party_id.in_(family),
        and_(
            Finding.subject_kind == "commitment",
            Finding.subject_id.in_(
                select(CommitmentParty.commitment_id)
                .join(Commitment, Commitment.id == CommitmentParty.commitment_id)
                .where(CommitmentParty.party_id.in_(family), CommitmentParty.deleted_at.is_(None))
            ),
        ),
        and_(
            Finding.subject_kind == "engagement",
            Finding.subject_id.in_(select(Engagement.id).where(dossier.engaged())),
        ),
        and_(Finding.subject_kind == "party", Finding.subject_id.in_(family)),
    )
    query = (
        select(Finding)
        .where(
            Finding.deleted_at.is_(None),
            or_(Finding.first_seen.is_(None), Finding.first_seen <= on),
            or_(Finding.state != FindingState.RESOLVED, Finding.resolved_on > on),
            or_(Finding.state != FindingState.WAIVED, Finding.expires_on < on),
            about,
        )
        .order_by(Finding.severity_rank.desc(), Finding.first_seen.desc(), Finding.headline, Finding.id)
    )
    return dossier.session.scalars(query).all()


def _admitted(dossier: Dossier) -> list[tuple[Finding, list[Marking]]]:
    """Those that may be printed, with the markings of what they rest on; what the brief tells elsewhere comes last."""
    findings = findings_about(dossier)
    kept = grounds(dossier, findings)
    told_last = sorted(findings, key=lambda one: _is_told(dossier, one))
    return [(one, kept[one.id]) for one in told_last if one.id in kept]


def _is_told(dossier: Dossier, finding: Finding) -> bool:
    """Whether it says no more than that a commitment is overdue, which stands under what is due: others come first."""
    overdue = {one.id for one in dossier.promises if one.overdue}
    return finding.rule == OVERDUE and finding.subject_kind == "commitment" and finding.subject_id in overdue


def _state(finding: Finding) -> str:
    since = format_date(finding.first_seen)
    return (
        _("{state}, since {day}").format(state=str(finding.state.label), day=since)
        if since
        else str(finding.state.label)
    )
