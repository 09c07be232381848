"""The help page about the rules, made from the rules. ``resources/help/rules.md`` holds it in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diplotrack.base.i18n import _
from diplotrack.consistency.conditions import FOLLOW_UP
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import RULES


def help_page(rules: Iterable[Rule] = RULES, thresholds: Mapping[str, int] | None = None) -> str:
    """All rules as Markdown in the locale of the context, with these thresholds or the defaults."""
    chosen = list(rules)
    lines = ["# " + _("Consistency rules"), "", *_introduction(), ""]
    lines += [f"| {_('Rule')} | {_('Finds')} | {_('Severity')} |", "|---|---|---|"]
    for rule in chosen:
        lines.append(f"| {rule.code} {rule.slug} | {rule.title} | {rule.worded(rule.severity, thresholds)} |")
    for rule in chosen:
        lines += ["", *_section(rule, thresholds)]
    return "\n".join(lines) + "\n"


def _introduction() -> list[str]:
    return [
        _(
            "The checker compares the records with one another and with the calendar. Each gap that it finds names the"
            " records, quotes the words, gives the numbers and proposes what to do. A gap can be acknowledged,"
            " assigned, or waived with a reason until a day; a waiver that runs out, or whose evidence changes, comes"
            " back. A gap whose cause is gone closes by itself and stays in its history."
        ),
        "",
        _(
            "“Duty from” is a date of the workspace, the day of its making unless set otherwise. Rules marked so leave"
            " records from before it alone, so that an imported archive buries nobody; the tag “{tag}” opens one of"
            " them all the same."
        ).format(tag=FOLLOW_UP),
        "",
        _(
            "A date known only to its month or year has passed when its last possible day has. “Raised” rules go up one"
            " step in severity (never above critical) where the record is public, at minister level or above, legally"
            " binding, or serves an objective of first priority; the gap says which."
        ),
    ]


def _section(rule: Rule, thresholds: Mapping[str, int] | None) -> list[str]:
    lines = [f"## {rule.code} · {rule.title}", "", rule.worded(rule.fires, thresholds), ""]
    lines.append("- " + _("Why: {text}").format(text=rule.worded(rule.rationale, thresholds)))
    notes = [_("raised")] if rule.is_raised else []
    notes += [_("from the duty date on")] if rule.from_duty else []
    severity = "; ".join([rule.worded(rule.severity, thresholds), *notes])
    lines.append("- " + _("Severity: {text}.").format(text=severity))
    lines.append("- " + _("What to do: {text}").format(text=rule.worded(rule.remedy, thresholds)))
    lines.append("- " + _("Finds something: {text}").format(text=rule.bad.says))
    lines.append("- " + _("Finds nothing: {text}").format(text=rule.good.says))
    values = {one.key: one.default for one in rule.thresholds} | dict(thresholds or {})
    for one in rule.thresholds:
        text = _("`{key}` = {value} {unit}: {label}")
        lines.append("- " + text.format(key=one.key, value=values[one.key], unit=one.unit, label=one.label))
    return lines
