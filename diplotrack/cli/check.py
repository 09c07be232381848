"""`diplotrack check`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.consistency.finding import Severity
    from diplotrack.consistency.report import Report
    from diplotrack.release import ReleaseFilter

SEVERITIES = ("low", "medium", "high", "critical")
FOUND = 1
SINCE = {"new": N_("New"), "reopened": N_("Back"), "closed": N_("Closed")}


@command(
    "check",
    _(
        "Look for gaps: what was said against what was promised and done. Ends with 1 where it finds any, else with 0."
    ),
    "diplotrack -w embassy.diplotrack check\ndiplotrack -w embassy.diplotrack check --rule R13 --severity high --json\n"
    "diplotrack -w embassy.diplotrack check --since-last",
)
@click.option("--rule", "rules", multiple=True, metavar="R13", help=_("Only this rule (may be repeated)."))
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="low", help=_("Only gaps of this severity or above.")
)
@click.option(
    "--since-last",
    is_flag=True,
    help=_("Only what changed since the check of everything before this one: gaps new, back and closed."),
)
@release_options
@click.pass_obj
def check_command(
    call: Call, rules: tuple[str, ...], severity: str, since_last: bool, max_marking: str, release_to: str
) -> int:
    """Look for gaps."""
    from diplotrack.consistency.shelf import severity_named

    release = release_filter(call, max_marking, release_to)
    if since_last and rules:
        raise UserError(_("Give either --rule or --since-last: what changed is told for all rules together."))
    with progress() as report:
        done = call.workspace().check.run(rules or None, progress=report)
    if since_last:
        return _show_since(call, done, severity_named(severity), release)
    asked = done.at_least(severity_named(severity))
    shown = [one for one in asked if release.allows(one.marking)]
    if call.as_json:
        show_json(replace(done, findings=tuple(shown)).as_json())
        return FOUND if shown else 0
    for one in shown:
        show(f"{one.rule} {str(one.severity.label).upper()}  {one.title.text(done.today)}")
        show(f"    {one.why.text(done.today)}")
        for quote in one.quotes:
            show(f"    “{quote.quote}”")
        for record in one.records:
            show(f"    · {record.date or '–'}  {record.kind}  {record.title}  [{record.uid}]")
        show(_("    → {remedy}").format(remedy=one.fix.text(done.today)))
        show()
    gaps = ngettext("{count} gap", "{count} gaps", len(shown)).format(count=len(shown))
    rules_run = ngettext("{count} rule", "{count} rules", len(done.rules)).format(count=len(done.rules))
    tell(_("{gaps} by {rules}.").format(gaps=gaps, rules=rules_run))
    return FOUND if shown else 0


def _show_since(call: Call, done: Report, severity: Severity, release: ReleaseFilter) -> int:
    since = call.workspace().check.changes_since_last()
    groups = {"new": since.new, "reopened": since.reopened, "closed": since.closed}
    shown = {
        name: [one for one in some if one.severity.rank >= severity.rank and release.allows(one.marking)]
        for name, some in groups.items()
    }
    if call.as_json:
        show_json({name: [one.as_json(done.today) for one in some] for name, some in shown.items()})
    else:
        for name, label in SINCE.items():
            for one in shown[name]:
                words = f"{label}  {one.rule} {str(one.severity.label).upper()}  {one.title.text(done.today)}"
                show(words)
        sentence = _("Since the last check: {new} new, {reopened} back, {closed} closed.")
        tell(sentence.format(**{name: len(some) for name, some in shown.items()}))
    return FOUND if shown["new"] or shown["reopened"] else 0
