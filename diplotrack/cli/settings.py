"""`diplotrack settings`."""

from __future__ import annotations

import json

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import group
from diplotrack.cli.output import show, show_json, table


@group(
    "settings",
    _("Show the settings of the workspace, or change one."),
    "diplotrack -w embassy.diplotrack settings\ndiplotrack -w embassy.diplotrack settings set zone Europe/Paris\n"
    "diplotrack -w embassy.diplotrack settings set duty_from 2026-01-01",
)
@click.pass_context
def settings_command(ctx: click.Context) -> None:
    """Show the settings."""
    if ctx.invoked_subcommand is not None:
        return
    from diplotrack.workspace.preference_list import PREFERENCES

    found = ctx.obj.workspace().settings()
    if ctx.obj.as_json:
        show_json({"settings": found})
    else:
        labels = {one.key: str(one.label) for one in PREFERENCES}
        rows = [(key, labels.get(key, ""), _written(value)) for key, value in found.items()]
        table((_("Setting"), _("Means"), _("Value")), rows)


@settings_command.command(
    "set", help=_("Change a setting; an empty value takes the change back. Lists in JSON: [4,5].")
)
@click.argument("key", metavar=_("NAME"))
@click.argument("value", metavar=_("VALUE"))
@click.pass_obj
def set_value(call: Call, key: str, value: str) -> None:
    """Change a setting."""
    from diplotrack.workspace.preferences import prefer

    kept = prefer(call.workspace(), key, value)
    if call.as_json:
        show_json({"key": key, "value": kept})
    else:
        show(f"{key} = {_written(kept)}")


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
