"""`diplotrack rules`."""

from __future__ import annotations

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import group
from diplotrack.cli.output import show, show_json, table

DEFAULT = "default"


@group(
    "rules",
    _("List the rules of “check” with their thresholds, or change a threshold."),
    "diplotrack -w embassy.diplotrack rules\ndiplotrack -w embassy.diplotrack rules set R13.days_high 45\n"
    "diplotrack -w embassy.diplotrack rules set R13.days_high default",
)
@click.pass_context
def rules_command(ctx: click.Context) -> None:
    """List the rules."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj)


def _list(call: Call) -> None:
    check = call.workspace().check
    now = check.settings().thresholds
    rules = [
        {
            "rule": rule.code,
            "slug": rule.slug,
            "title": str(rule.title),
            "fires": rule.worded(rule.fires, now),
            "severity": rule.worded(rule.severity, now),
            "remedy": str(rule.remedy),
            "thresholds": {
                one.key: {"value": now[one.key], "default": one.default} for one in rule.thresholds
            },
        }
        for rule in check.rules()
    ]
    if call.as_json:
        show_json({"rules": rules})
        return
    rows = []
    for rule in check.rules():
        numbers = "; ".join(f"{one.key} = {now[one.key]} ({one.label})" for one in rule.thresholds)
        rows.append((rule.code, rule.title, rule.worded(rule.fires, now), numbers))
    table((_("Rule"), _("Title"), _("Finds"), _("Thresholds")), rows)


@rules_command.command("set", help=_("Change a threshold; “default” takes the change back."))
@click.argument("key", metavar="R13.days_high")
@click.argument("value", metavar=_("NUMBER"))
@click.pass_obj
def set_threshold(call: Call, key: str, value: str) -> None:
    """Change a threshold."""
    check = call.workspace().check
    try:
        number = None if value == DEFAULT else int(value)
    except ValueError:
        sentence = _("“{value}” is no whole number; give one, or “default”.")
        raise UserError(sentence.format(value=value)) from None
    check.set_threshold(key, number)
    now = check.settings().thresholds[key]
    if call.as_json:
        show_json({"key": key, "value": now})
    else:
        show(f"{key} = {now}")
