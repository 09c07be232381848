"""`diplotrack check`."""

from __future__ import annotations

from dataclasses import replace

import click

from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell
from diplotrack.cli.release_options import release_filter, release_options

SEVERITIES = ("low", "medium", "high", "critical")
FOUND = 1


@command(
    "check",
    _(
        "Look for gaps: what was said against what was promised and done. Ends with 1 where it finds any, else with 0."
    ),
    "diplotrack -w embassy.diplotrack check\ndiplotrack -w embassy.diplotrack check --rule R13 --severity high --json",
)
@click.option("--rule", "rules", multiple=True, metavar="R13", help=_("Only this rule (may be repeated)."))
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="low", help=_("Only gaps of this severity or above.")
)
@release_options
@click.pass_obj
def check_command(
    call: Call, rules: tuple[str, ...], severity: str, max_marking: str, release_to: str
) -> int:
    """Look for gaps."""
    from diplotrack.consistency.shelf import severity_named

    release = release_filter(call, max_marking, release_to)
    with progress() as report:
        done = call.workspace().check.run(rules or None, progress=report)
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
