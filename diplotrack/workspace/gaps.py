"""The gaps as a list to work through: which ones, in which order, and what is needed to judge and mend each."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.records import Finding as Row
from diplotrack.records import FindingEvent, Party
from diplotrack.records.enumerations import FindingState
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.consistency.finding import Finding
    from diplotrack.consistency.rule import Rule
    from diplotrack.workspace.workspace import Workspace

Order = Literal["severity", "newest", "rule", "partner"]
ORDERS = (
    ("severity", N_("Gravest first")),
    ("newest", N_("Newest first")),
    ("rule", N_("By rule")),
    ("partner", N_("By partner")),
)
CLOSED = (FindingState.WAIVED, FindingState.RESOLVED)
ASKING = tuple(state for state in FindingState if state not in CLOSED)
"""The states in which a gap asks for something."""


@dataclass(frozen=True, slots=True)
class GapSieve:
    """Which gaps are listed. ``states`` None: all. ``assignee``: None whoever, "" nobody, else that name.

    ``since``: seen or reopened after that moment (UTC without zone). ``became``: those that became "new", "reopened" or
    "closed" since the last check, whatever their state ("": all).
    """

    states: tuple[FindingState, ...] | None = ASKING
    severity: str = ""
    rule: str = ""
    party: int | None = None
    assignee: str | None = None
    since: datetime | None = None
    became: str = ""
    order: Order = "severity"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: rules that found something with their titles, those who were given gaps, who I am.

    ``became`` tells how many gaps became new, reopened and closed since the last check.
    """

    rules: tuple[tuple[str, str], ...]
    assignees: tuple[str, ...]
    me: str
    became: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of the rule as it is set: its label, value and unit."""

    key: str
    label: str
    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A gap with all that is needed to judge it: its life, the rule and the rule's limits as they are set.

    ``suggested`` are the objectives that may suit a record without one.
    """

    finding: Finding
    steps: tuple[FindingEvent, ...]
    rule: Rule | None
    limits: tuple[Limit, ...]
    today: date
    suggested: tuple[str, ...] = ()


class Gaps:
    """The gaps of a workspace; what is decided about them goes through ``workspace.check``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def identifiers(self, sieve: GapSieve) -> list[tuple[int, str]]:
        """Identifier and fingerprint of each gap, in order."""
        query: Any = select(Row.id, Row.fingerprint, Row.party_id).where(live(Row))
        if sieve.became:
            query = query.where(Row.id.in_(self.since_last()[sieve.became]))
        elif sieve.states is not None:
            query = query.where(Row.state.in_(sieve.states))
        if sieve.severity:
            query = query.where(Row.severity == sieve.severity)
        if sieve.rule:
            query = query.where(Row.rule == sieve.rule)
        if sieve.assignee is not None:
            query = query.where(func.lower(Row.assignee) == sieve.assignee.lower())
        if sieve.since is not None:
            reopened = and_(Row.state == FindingState.REOPENED, Row.updated_at > sieve.since)
            query = query.where(or_(Row.created_at > sieve.since, reopened))
        if sieve.party is not None:
            query = query.where(or_(Row.party_id == sieve.party, Row.party_id.is_(None)))
        with self._workspace.read() as session:
            rows = session.execute(_ordered(query, sieve.order)).all()
            if sieve.party is not None:
                shared = [row.id for row in rows if row.party_id is None]
                there = {
                    row_id
                    for some in batches(shared)
                    for row_id, kept in session.execute(select(Row.id, Row.evidence).where(Row.id.in_(some)))
                    if sieve.party in kept["parties"]
                }
                rows = [row for row in rows if row.party_id is not None or row.id in there]
        return [(row.id, row.fingerprint) for row in rows]

    def since_last(self) -> dict[str, list[int]]:
        """What became "new", "reopened" or "closed" since the check of everything before the last one."""
        from diplotrack.workspace import following

        with self._workspace.read() as session:
            return following.since_last(session)

    def findings(self, ids: Sequence[int]) -> dict[int, Finding]:
        """Those gaps with their evidence, by identifier."""
        from diplotrack.consistency.shelf import finding_of

        with self._workspace.read() as session:
            return {
                row.id: finding_of(row)
                for some in batches(ids)
                for row in session.scalars(select(Row).where(Row.id.in_(some)))
            }

    def dossier(self, gap_id: int) -> Dossier:
        """A gap with all that is needed to judge it. Raises UserError where it is gone."""
        from diplotrack.consistency.rules import RULES
        from diplotrack.consistency.shelf import finding_of

        with self._workspace.read() as session:
            row = session.get(Row, gap_id)
            if row is None:
                raise UserError(_("This gap is no longer in the ledger."))
            steps = session.scalars(select(FindingEvent).where(FindingEvent.finding_id == gap_id))
            found, life = finding_of(row), tuple(steps.all())
            settings = self._workspace.check.settings()
            suggested = _suggested(session, found, settings.ours)
        rule = next((one for one in RULES if one.code == found.rule), None)
        thresholds = rule.thresholds if rule is not None else ()
        limits = tuple(Limit(one.key, str(one.label), settings[one.key], str(one.unit)) for one in thresholds)
        return Dossier(found, life, rule, limits, clock.today(settings.zone or None), suggested)

    def choices(self) -> Choices:
        """What the filters offer."""
        from diplotrack.consistency.rules import RULES

        titles = {rule.code: str(rule.title) for rule in RULES}
        with self._workspace.read() as session:
            codes = session.scalars(select(Row.rule).where(live(Row)).distinct().order_by(Row.rule)).all()
            names = session.scalars(
                select(Row.assignee).where(live(Row), Row.assignee != "").distinct().order_by(Row.assignee)
            ).all()
        rules = tuple((code, titles.get(code, code)) for code in codes)
        became = tuple((name, len(ids)) for name, ids in self.since_last().items())
        return Choices(rules, tuple(names), self.me(), became)

    def me(self) -> str:
        """The name under which this workspace records what I do."""
        return str(self._workspace.settings()["who"] or getpass.getuser())

    def asking(self) -> tuple[int, bool]:
        """How many gaps ask for something, and whether one of them is of high severity or above."""
        query = select(func.count(), func.max(Row.severity_rank)).where(live(Row), Row.state.in_(ASKING))
        with self._workspace.read() as session:
            count, gravest = session.execute(query).one()
        return int(count), (gravest or 0) >= HIGH


UNALIGNED = "R03"
HIGH = 3
"""The rank from which a gap is alarming (``consistency.finding.Severity``; its module is too dear for a count)."""


def _suggested(session: Session, found: Finding, ours: Collection[int]) -> tuple[str, ...]:
    """Objectives for a record that serves none; they follow from other records, so they are not kept with the gap."""
    if found.rule != UNALIGNED:
        return ()
    from diplotrack.consistency.finding import Ref
    from diplotrack.workspace.suggesting.from_partners import objectives_of_partners

    subject = found.subject[0]
    return tuple(objectives_of_partners(session, Ref(subject.kind, subject.id), ours))


def _ordered(query: Select[Any], order: Order) -> Select[Any]:
    gravest = (Row.severity_rank.desc(), Row.rule, Row.id)
    match order:
        case "newest":
            return query.order_by(Row.first_seen.desc(), *gravest)
        case "rule":
            return query.order_by(Row.rule, Row.severity_rank.desc(), Row.id)
        case "partner":
            joined = query.outerjoin(Party, Party.id == Row.party_id)
            return joined.order_by(Party.sort_key.nulls_last(), *gravest)
        case _:
            return query.order_by(*gravest)
