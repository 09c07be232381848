"""The consistency rules of a workspace: running them, and what people decide about what they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency import engine, lifecycle
from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.report import Report, Since, since_of
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import RULES
from diplotrack.consistency.settings import CheckSettings, read_settings
from diplotrack.consistency.shelf import finding_of, severity_named
from diplotrack.records import Finding as Row
from diplotrack.records import FindingEvent
from diplotrack.records.enumerations import FindingState
from diplotrack.store import settings as stored
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import following

if TYPE_CHECKING:
    from diplotrack.consistency.draft.plan import ChangePlan
    from diplotrack.consistency.draft.report import DraftReport
    from diplotrack.workspace.workspace import Workspace

ASKING = tuple(state for state in FindingState if state not in (FindingState.WAIVED, FindingState.RESOLVED))
"""The states in which a finding asks for something."""


class Check:
    """Rules, findings and decisions. Each decision is one operation that can be undone; a check is not."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._mark: following.Mark | None = None

    def settings(self) -> CheckSettings:
        """The thresholds and days that the rules go by."""
        with self._workspace.read() as read:
            return self._settings(read)

    def today(self) -> date:
        """The day of the post."""
        return clock.today(self.settings().zone or None)

    def rules(self) -> tuple[Rule, ...]:
        """All rules in the order of their codes."""
        return RULES

    def run(
        self,
        rules: Iterable[str] | None = None,
        *,
        changes: Changed | None = None,
        progress: Progress = quiet,
    ) -> Report:
        """Check, by all rules that are on or those of the codes or slugs given, and store what became of each finding.

        With ``changes``, only where that operation can matter. A read-only workspace is checked without storing.
        Raises UserError for an unknown rule; ``progress`` may raise Cancelled, and then nothing is stored.
        """
        chosen = engine.chosen(rules)
        with self._workspace.read() as read:
            settings, off = self._settings(read), _off(read)
            if rules is None:
                chosen = tuple(rule for rule in chosen if rule.code not in off)
            today = clock.today(settings.zone or None)
            due = following.begin(read, settings, off, today)
            run = engine.run(read, settings, today, chosen, changes=changes, progress=progress)
            plan = lifecycle.compare(read, run, today)
        # What one operation bears on tells nothing of those before it that nobody has looked at yet.
        is_whole = rules is None and changes is None
        return self._report(
            run,
            plan,
            due,
            today,
            is_full=changes is None,
            is_whole=is_whole,
            # After one operation, as in follow().
            is_noted=changes is None or not plan.is_empty,
        )

    def follow(self, progress: Progress = quiet) -> Report | None:
        """Check what happened since the last check, by whomever; everything on a new day or after a change of settings.

        None where nothing happened that a rule could notice, and for a read-only workspace, whose findings stay as
        they are. The findings stored afterwards are those that a check of everything would store.
        """
        if self._workspace.ledger.is_read_only:
            return None
        with self._workspace.read() as read:
            settings, off = self._settings(read), _off(read)
            today = clock.today(settings.zone or None)
            due = following.due(read, settings, off, today, self._mark)
            if due.is_idle:
                return None
            chosen = tuple(rule for rule in RULES if rule.code not in off)
            run = engine.run(read, settings, today, chosen, changes=due.changes, progress=progress)
            plan = lifecycle.compare(read, run, today)
        report = self._report(
            run,
            plan,
            due,
            today,
            is_full=due.is_full,
            is_whole=True,
            # What changes nothing is not worth the write lock, for which somebody's typing might wait.
            is_noted=not plan.is_empty or due.is_worth_noting,
        )
        self._mark = due.mark
        return report

    def changes_since_last(self) -> Since:
        """What became of findings since the check of everything before the last one: new, reopened, closed."""
        with self._workspace.read() as read:
            groups = following.since_last(read)
            rows = lifecycle.rows_of(read, {one for ids in groups.values() for one in ids})
        return since_of(groups, {number: finding_of(row) for number, row in rows.items()})

    def draft(
        self,
        text: str,
        to: str | Iterable[str] | None = None,
        objective: str | Iterable[str] | None = None,
        *,
        stances: Mapping[str, int] | None = None,
        intended: Mapping[str, int | None] | None = None,
        on: date | None = None,
        progress: Progress = quiet,
    ) -> DraftReport:
        """Hold a text that is still being written against the ledger; nothing is stored.

        ``to`` is whom it is for, by code or name, one or several ("public" or None: everyone); ``objective`` a code,
        several or all. ``stances`` are those it takes, by code of the objective; ``intended`` the objectives on which
        it means to change the position, with the new stance (None: not said), to be made known ``on`` a day (today).
        Raises UserError for an unknown partner or objective, with suggestions; ``progress`` may raise Cancelled.
        """
        from diplotrack.workspace.draft_check import draft_report

        return draft_report(self._workspace, text, to, objective, stances, intended, on, progress)

    def plan_consultations(self, changes: Iterable[ChangePlan], owner: int | None = None) -> Changed:
        """Enter the consultations and notices that intended changes owe, with an action for each, as one operation.

        Raises UserError where nothing is owed.
        """
        from diplotrack.workspace.draft_check import plan_consultations

        return plan_consultations(self._workspace, changes, owner)

    def last(self) -> dict[str, Any] | None:
        """When the last check was made and what it counted: ``at``, ``day``, ``findings``, ``new``, ``closed``."""
        with self._workspace.read() as read:
            found: dict[str, Any] | None = stored.read(read, following.LAST)
        return found

    def findings(
        self,
        states: Iterable[FindingState] | None = ASKING,
        severity: Severity | str = Severity.LOW,
        party: int | None = None,
        rule: str = "",
        limit: int | None = None,
    ) -> list[Finding]:
        """Stored findings, most severe first: of those states (None: all), of that severity or above.

        ``party`` is the identifier of a partner that they must concern, ``rule`` a code.
        """
        query = select(Row).where(
            Row.deleted_at.is_(None), Row.severity_rank >= severity_named(severity).rank
        )
        if states is not None:
            query = query.where(Row.state.in_(list(states)))
        if rule:
            query = query.where(Row.rule == rule)
        if party is not None:
            query = query.where((Row.party_id == party) | Row.party_id.is_(None))
        with self._workspace.read() as read:
            query = query.order_by(Row.severity_rank.desc(), Row.rule, Row.id)
            rows = read.scalars(query.limit(limit) if party is None else query).all()
        found = [finding_of(row) for row in rows if party is None or party in row.evidence["parties"]]
        return found[:limit]

    def counts(self, states: Iterable[FindingState] = ASKING) -> dict[Severity, int]:
        """How many stored findings of those states there are, by severity."""
        query = select(Row.severity, func.count()).where(
            Row.deleted_at.is_(None), Row.state.in_(list(states))
        )
        with self._workspace.read() as read:
            found = dict(read.execute(query.group_by(Row.severity)).all())
        return {one: found.get(one.value, 0) for one in Severity}

    def steps(self, fingerprint: str) -> list[FindingEvent]:
        """The life of a finding, oldest step first."""
        with self._workspace.read() as read:
            row = _row(read, fingerprint)
            query = select(FindingEvent).where(FindingEvent.finding_id == row.id)
            return list(read.scalars(query.order_by(FindingEvent.id)))

    def acknowledge(self, *fingerprints: str, note: str = "") -> Changed:
        """Say that a gap has been seen and is being dealt with."""
        return self._decide("Acknowledge gap", fingerprints, FindingState.ACKNOWLEDGED, note)

    def assign(self, *fingerprints: str, to: str, note: str = "") -> Changed:
        """Give a gap to somebody. Raises UserError without a name."""
        if not to.strip():
            raise UserError(_("Say to whom the gap is assigned."))
        return self._decide(
            "Assign gap", fingerprints, FindingState.ASSIGNED, note or to, assignee=to.strip()
        )

    def waive(self, *fingerprints: str, reason: str, expires_on: date) -> Changed:
        """Set a gap aside until a day, for a reason; it comes back then, or when its evidence changes.

        Raises UserError without a reason, or where the day has passed.
        """
        if not reason.strip():
            raise UserError(_("A waiver needs a reason; say why the gap may stand."))
        if expires_on < self.today():
            sentence = _("The waiver would end on {day}, which has passed; give a day to come.")
            raise UserError(sentence.format(day=expires_on.isoformat()))
        return self._decide(
            "Waive gap",
            fingerprints,
            FindingState.WAIVED,
            reason,
            reason=reason.strip(),
            expires_on=expires_on,
        )

    def reopen(self, *fingerprints: str, note: str = "") -> Changed:
        """Take back a waiver, an assignment or an acknowledgement."""
        return self._decide(
            "Reopen gap", fingerprints, FindingState.REOPENED, note, assignee="", reason="", expires_on=None
        )

    def set_threshold(self, key: str, value: int | None) -> None:
        """Set a threshold such as ``R13.days_high``; None goes back to the default.

        Raises UserError for an unknown key or a value below 1.
        """
        defaults = engine.threshold_defaults()
        if key not in defaults:
            sentence = _("“{key}” is no threshold; use one of: {choices}.")
            raise UserError(sentence.format(key=key, choices=", ".join(defaults)))
        if value is not None and value < 1:
            raise UserError(_("{key} must be a whole number of at least 1.").format(key=key))
        own: dict[str, int] = dict(self._workspace.settings()["rules"] or {})
        own.pop(key, None)
        if value is not None and value != defaults[key]:
            own[key] = value
        self._workspace.ledger.set(rules=own)

    def is_on(self, code: str) -> bool:
        """Whether a check without choice runs that rule."""
        return code not in self._workspace.settings()["rules_off"]

    def switch(self, code: str, *, on: bool) -> None:
        """Let checks run a rule, or not; what a rule that is off had found is resolved. Raises UserError if unknown."""
        (rule,) = engine.chosen([code])
        off = set(self._workspace.settings()["rules_off"]) - {rule.code}
        self._workspace.ledger.set(rules_off=sorted(off if on else off | {rule.code}))
        if on:
            return
        today = self.today()
        with self._workspace.change("Check") as work:
            standing = select(Row).where(Row.rule == rule.code, Row.state != FindingState.RESOLVED)
            for row in work.session.scalars(standing):
                note = _("The rule was switched off")
                lifecycle.decide(work, row, FindingState.RESOLVED, today, note=note, resolved_on=today)

    def _settings(self, read: Session) -> CheckSettings:
        return read_settings(read, engine.threshold_defaults())

    def _report(
        self,
        run: engine.Run,
        plan: lifecycle.Plan,
        due: following.Due,
        today: date,
        *,
        is_full: bool,
        is_whole: bool,
        is_noted: bool = True,
    ) -> Report:
        is_stored = not self._workspace.ledger.is_read_only
        if is_stored and is_noted:
            with self._workspace.change("Check") as work:
                if not plan.is_empty:
                    # Compared again under the write lock: somebody may have decided on a finding meanwhile.
                    plan = lifecycle.compare(work.session, run, today)
                    lifecycle.apply(work, plan, today)
                counts = self._counted(run, plan, due, today, is_all=is_full and is_whole)
                following.note(work.session, due, today, counts, is_full=is_full, is_whole=is_whole)
        return Report(
            checked_at=clock.now(),
            today=today,
            rules=tuple(run.scopes),
            findings=tuple(lifecycle.standing_as(run.findings, plan)),
            new=frozenset(plan.new),
            closed=frozenset(plan.closed),
            is_stored=is_stored,
            seconds=run.seconds,
        )

    @staticmethod
    def _counted(
        run: engine.Run, plan: lifecycle.Plan, due: following.Due, today: date, *, is_all: bool
    ) -> dict[str, Any]:
        there = len(run.findings)
        if not is_all and due.last is not None:
            there = due.last["findings"] + plan.more
        return {
            "at": clock.now().isoformat(timespec="seconds"),
            "day": today.isoformat(),
            "findings": there,
            "new": len(plan.new),
            "closed": len(plan.closed),
        }

    def _decide(
        self, operation: str, fingerprints: Iterable[str], state: FindingState, note: str, **values: Any
    ) -> Changed:
        today = self.today()
        with self._workspace.change(operation) as work:
            for fingerprint in fingerprints:
                row = _row(work.session, fingerprint)
                lifecycle.decide(work, row, state, today, note=note, **values)
        assert work.changed is not None
        return work.changed


def _off(read: Session) -> frozenset[str]:
    return frozenset(stored.read(read, "rules_off"))


def _row(session: Session, fingerprint: str) -> Row:
    """The finding of that fingerprint, or of its first characters where they are unmistakable."""
    begins = Row.fingerprint.startswith(fingerprint.strip().lower(), autoescape=True)
    found = session.scalars(select(Row).where(begins).limit(2)).all()
    if len(found) == 1 and len(fingerprint.strip()) >= 6:
        return found[0]
    sentence = _("“{fingerprint}” names no single gap; give its fingerprint as “check --json” prints it.")
    raise UserError(sentence.format(fingerprint=fingerprint))
