"""`diplotrack profiles`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show_json, table, tell


@command(
    "profiles",
    _("List the import profiles: the kinds of file that “import” can read, shipped ones and your own."),
    "diplotrack profiles",
)
@click.pass_obj
def profiles_command(call: Call) -> None:
    """List the import profiles."""
    from diplotrack.exchange.profiles.profile import profiles

    faults: list[str] = []
    found = profiles(faults=faults)
    if call.as_json:
        listed = [
            {
                "profile": one.name,
                "title": one.title,
                "kind": one.kind,
                "columns": list(one.columns),
                "file": str(one.path),
            }
            for one in found
        ]
        show_json({"profiles": listed, "faults": faults})
    else:
        rows = [(one.name, one.kind, one.title, ", ".join(one.columns)) for one in found]
        table((_("Profile"), _("Makes"), _("Reads"), _("Columns")), rows)
    for fault in faults:
        tell(fault)
