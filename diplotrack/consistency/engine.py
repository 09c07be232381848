"""Runs rules over the ledger. It only reads; what becomes of the findings is the lifecycle's."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency.draft import thresholds as draft_thresholds
from diplotrack.consistency.evidence import document
from diplotrack.consistency.finding import Finding
from diplotrack.consistency.rule import Rule, Scope
from diplotrack.consistency.rules import RULES
from diplotrack.consistency.scopes import scopes as reached
from diplotrack.consistency.settings import CheckSettings
from diplotrack.store.unit_of_work import Changed


@dataclass(frozen=True, slots=True)
class Run:
    """What the rules found, most severe first. ``scopes`` holds, by code, what a rule was confined to."""

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    scopes: Mapping[str, Scope | None]
    seconds: Mapping[str, float]


def threshold_defaults(rules: Iterable[Rule] = RULES) -> dict[str, int]:
    """The defaults of all thresholds by key, those of the draft check last."""
    of_rules = {one.key: one.default for rule in rules for one in rule.thresholds}
    return of_rules | {one.key: one.default for one in draft_thresholds.THRESHOLDS}


def chosen(codes: Iterable[str] | None) -> tuple[Rule, ...]:
    """The rules of those codes or slugs, all for None. Raises UserError naming the choices."""
    if codes is None:
        return RULES
    wanted = [code.strip() for code in codes]
    by_name = {name.casefold(): rule for rule in RULES for name in (rule.code, rule.slug)}
    for code in wanted:
        if code.casefold() not in by_name:
            sentence = _("“{code}” is no rule; use one of: {choices}.")
            raise UserError(sentence.format(code=code, choices=", ".join(rule.code for rule in RULES)))
    return tuple(rule for rule in RULES if any(by_name[code.casefold()] is rule for code in wanted))


def run(
    read: Session,
    settings: CheckSettings,
    today: date,
    rules: Sequence[Rule] = RULES,
    *,
    changes: Changed | None = None,
    progress: Progress = quiet,
) -> Run:
    """Run rules as of ``today``; with ``changes``, only where these can matter.

    ``progress`` counts rules and may raise Cancelled.
    """
    looked_at: Mapping[str, Scope | None] = dict.fromkeys(rule.code for rule in rules)
    if changes is not None:
        looked_at = reached(read, rules, changes)
    findings: list[Finding] = []
    scopes: dict[str, Scope | None] = {}
    seconds: dict[str, float] = {}
    for done, rule in enumerate(rules):
        progress(done, len(rules), f"{rule.code} {rule.title}")
        if rule.code not in looked_at:
            continue
        scope = looked_at[rule.code]
        started = time.perf_counter()
        findings += document(read, rule, list(rule.find(read, settings, today, scope)), settings)
        scopes[rule.code] = scope
        seconds[rule.code] = time.perf_counter() - started
    progress(len(rules), len(rules), "")
    findings.sort(key=lambda one: (-one.severity.rank, one.rule, one.records[0].date, one.fingerprint))
    return Run(tuple(findings), tuple(rules), scopes, seconds)
