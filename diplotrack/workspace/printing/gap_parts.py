"""What the consistency report is made of: stored gaps in the words of their rules, and the rules as they are set."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import format_date
from diplotrack.base.ident import uid_from_text
from diplotrack.consistency.finding import Severity
from diplotrack.consistency.rules import RULES
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Finding, FindingEvent
from diplotrack.records.enumerations import FindingState
from diplotrack.reports.compose.consistency import Exhibit, GapEntry, Quote, RuleEntry
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.workspace.printing.wording import found_by_rule

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GapSelection:
    """Which gaps: of that severity or graver, of those rules and states (empty: all), of a partner, given to a name.

    ``assignee`` "" asks for those given to nobody, None for all. ``since`` asks for what was found, came back or was
    closed since; ``closed_since`` for what was closed, whatever else is chosen.
    """

    on: date
    closed_since: date
    severity: Severity = Severity.LOW
    rules: frozenset[str] = frozenset()
    states: frozenset[FindingState] = frozenset()
    partner: int | None = None
    assignee: str | None = None
    since: date | None = None


def gap_entries(workspace: Workspace, selection: GapSelection) -> list[GapEntry]:
    """The gaps on record by the day, gravest first, in the words of their rules; read in a few statements."""
    with workspace.read() as session:
        rows = [one for one in session.scalars(_query(selection)) if _fits(one, selection)]
        waived = _who_waived(session, [one.id for one in rows if one.state == FindingState.WAIVED])
        return [_entry(one, selection.on, waived.get(one.id, "")) for one in rows]


def entries_of(session: Session, ids: Iterable[int], on: date) -> list[GapEntry]:
    """Those gaps, gravest first, in the words of their rules."""
    rows = [
        row for some in batches(ids) for row in session.scalars(select(Finding).where(Finding.id.in_(some)))
    ]
    rows.sort(
        key=lambda row: (-row.severity_rank, row.rule, row.first_seen or date.min, row.headline, row.id)
    )
    return [_entry(row, on, "") for row in rows if row.first_seen is None or row.first_seen <= on]


def rule_entries(settings: CheckSettings) -> list[RuleEntry]:
    """All rules, with their limits as they are set."""
    return [
        RuleEntry(
            rule.code,
            str(rule.title),
            rule.worded(rule.fires, settings.thresholds),
            rule.worded(rule.severity, settings.thresholds),
            rule.worded(rule.remedy, settings.thresholds),
        )
        for rule in RULES
    ]


def _query(selection: GapSelection) -> Select[Finding]:
    query = select(Finding).where(
        live(Finding),
        Finding.severity_rank >= selection.severity.rank,
        or_(Finding.first_seen.is_(None), Finding.first_seen <= selection.on),
        or_(Finding.state != FindingState.RESOLVED, Finding.resolved_on >= selection.closed_since),
    )
    if selection.rules:
        query = query.where(Finding.rule.in_(selection.rules))
    if selection.states:
        query = query.where(Finding.state.in_(selection.states))
    if selection.since is not None:
        begin = datetime.combine(selection.since, time.min)
        came_back = and_(Finding.state == FindingState.REOPENED, Finding.updated_at >= begin)
        gone = Finding.state == FindingState.RESOLVED
        query = query.where(or_(Finding.first_seen >= selection.since, came_back, gone))
    return query.order_by(
        Finding.severity_rank.desc(), Finding.rule, Finding.first_seen, Finding.headline, Finding.id
    )


def _fits(row: Finding, selection: GapSelection) -> bool:
    """What is judged on the row itself: names in any letters, partners of several."""
    if selection.assignee is not None and row.assignee.casefold() != selection.assignee.casefold():
        return False
    return selection.partner is None or selection.partner in _parties(row)


def _parties(row: Finding) -> Collection[int]:
    kept: Collection[int] = row.evidence.get("parties", ())
    return kept or ((row.party_id,) if row.party_id is not None else ())


def _who_waived(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Gap → who waived it last."""
    found: dict[int, str] = {}
    for some in batches(ids):
        query = select(FindingEvent.finding_id, FindingEvent.who).where(
            FindingEvent.finding_id.in_(some), FindingEvent.state == FindingState.WAIVED, live(FindingEvent)
        )
        found |= dict(session.execute(query.order_by(FindingEvent.at, FindingEvent.id)).all())
    return found


def _entry(row: Finding, on: date, waived_by: str) -> GapEntry:
    found = found_by_rule(row)
    if found is None:
        return GapEntry(row, row.headline, "", "", parties=tuple(_parties(row)), waived_by=waived_by)
    return GapEntry(
        row,
        found.title.text(on),
        found.why.text(on),
        found.fix.text(on),
        raised=[str(one) for one in found.raised_by],
        exhibits=[
            Exhibit(one.kind, uid_from_text(one.uid), one.title, _day(one.date)) for one in found.records
        ],
        quotes=[Quote(uid_from_text(one.uid), one.quote) for one in found.quotes],
        parties=tuple(_parties(row)),
        waived_by=waived_by,
    )


def _day(iso: str) -> str:
    return format_date(PartialDate.parse(iso)) if iso else ""
