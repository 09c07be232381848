"""`diplotrack gaps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from diplotrack.base.i18n import _, format_date, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import group
from diplotrack.cli.output import show, show_json, table, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.store.unit_of_work import Changed

SEVERITIES = ("low", "medium", "high", "critical")
STATES = ("asking", "new", "open", "acknowledged", "assigned", "waived", "resolved", "reopened", "all")
SHORT = 10
"""Letters of a fingerprint that are shown."""


@group(
    "gaps",
    _("List the gaps that the last check found, or decide about them."),
    "diplotrack -w embassy.diplotrack gaps --severity high\n"
    "diplotrack -w embassy.diplotrack gaps assign 4f1c20aa91 --to 'Ana Ruiz'\n"
    "diplotrack -w embassy.diplotrack gaps waive 4f1c20aa91 --reason 'Agreed in Oslo' --until 'in 3 months'",
)
@click.option(
    "--state",
    type=click.Choice(STATES),
    default="asking",
    help=_("Only gaps in this state (default: asking)."),
)
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="low", help=_("Only gaps of this severity or above.")
)
@click.option("--rule", default="", metavar="R13", help=_("Only gaps of this rule."))
@click.option("--assignee", metavar=_("NAME"), help=_("Only gaps assigned to this person; “” for nobody."))
@release_options
@click.pass_context
def gaps_command(ctx: click.Context, /, **options: Any) -> None:
    """List the gaps."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, **options)


def _list(
    call: Call, state: str, severity: str, rule: str, assignee: str | None, max_marking: str, release_to: str
) -> None:
    from diplotrack.records.enumerations import FindingState
    from diplotrack.workspace.gaps import ASKING, GapSieve

    release = release_filter(call, max_marking, release_to)
    one_state = tuple(one for one in FindingState if one.value == state)
    states = None if state == "all" else one_state or ASKING
    gaps, today = call.workspace().gaps, call.workspace().check.today()
    keys = gaps.identifiers(GapSieve(states, rule=rule.upper(), assignee=assignee))
    found = gaps.findings([gap_id for gap_id, _fingerprint in keys])
    least = SEVERITIES.index(severity)
    shown = [
        one
        for gap_id, _fingerprint in keys
        if SEVERITIES.index((one := found[gap_id]).severity.value) >= least and release.allows(one.marking)
    ]
    if call.as_json:
        more = [
            {
                **one.as_json(today),
                "assignee": one.assignee,
                "reason": one.reason,
                "until": one.expires_on.isoformat() if one.expires_on else None,
            }
            for one in shown
        ]
        show_json({"gaps": more})
        return
    rows = [
        (
            one.fingerprint[:SHORT],
            one.rule,
            one.severity.label,
            one.state.label,
            one.assignee
            or (_("until {day}").format(day=format_date(one.expires_on)) if one.expires_on else ""),
            one.title.text(today),
        )
        for one in shown
    ]
    table((_("Gap"), _("Rule"), _("Severity"), _("State"), _("Whose"), _("What")), rows)
    tell(ngettext("{count} gap", "{count} gaps", len(shown)).format(count=len(shown)))


def _decided(call: Call, changed: Changed, gaps: tuple[str, ...]) -> None:
    count = len(changed.touched.get("finding", ()))
    if call.as_json:
        show_json({"changed": count, "gaps": list(gaps)})
    else:
        show(ngettext("{count} gap changed.", "{count} gaps changed.", count).format(count=count))


_GAPS = click.argument("gaps", nargs=-1, required=True, metavar=_("FINGERPRINT…"))


@gaps_command.command("acknowledge", help=_("Say that gaps have been seen and are being dealt with."))
@_GAPS
@click.option("--note", default="", metavar=_("TEXT"), help=_("What is being done."))
@click.pass_obj
def acknowledge(call: Call, gaps: tuple[str, ...], note: str) -> None:
    """Acknowledge gaps."""
    _decided(call, call.workspace().check.acknowledge(*gaps, note=note), gaps)


@gaps_command.command("assign", help=_("Give gaps to somebody."))
@_GAPS
@click.option("--to", required=True, metavar=_("NAME"), help=_("To whom."))
@click.option("--note", default="", metavar=_("TEXT"), help=_("What is asked."))
@click.pass_obj
def assign(call: Call, gaps: tuple[str, ...], to: str, note: str) -> None:
    """Assign gaps."""
    _decided(call, call.workspace().check.assign(*gaps, to=to, note=note), gaps)


@gaps_command.command("waive", help=_("Set gaps aside until a day, for a reason."))
@_GAPS
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why they may stand."))
@click.option("--until", required=True, metavar=_("DAY"), help=_("Until when: 2026-12-31, or “in 3 months”."))
@click.pass_obj
def waive(call: Call, gaps: tuple[str, ...], reason: str, until: str) -> None:
    """Waive gaps."""
    from diplotrack.language.dates import read_day

    check = call.workspace().check
    day = read_day(until, check.today()).latest
    _decided(call, check.waive(*gaps, reason=reason, expires_on=day), gaps)


@gaps_command.command("reopen", help=_("Take back a waiver, an assignment or an acknowledgement."))
@_GAPS
@click.option("--note", default="", metavar=_("TEXT"), help=_("Why."))
@click.pass_obj
def reopen(call: Call, gaps: tuple[str, ...], note: str) -> None:
    """Reopen gaps."""
    _decided(call, call.workspace().check.reopen(*gaps, note=note), gaps)
