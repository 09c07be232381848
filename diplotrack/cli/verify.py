"""`diplotrack verify`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell

DAMAGED = 2


@command(
    "verify",
    _(
        "Prove the workspace sound: files, references, history, search index, attachments. Ends with 2 where it is not."
    ),
    "diplotrack -w embassy.diplotrack verify",
)
@click.pass_obj
def verify_command(call: Call) -> int:
    """Prove the workspace sound."""
    workspace = call.workspace()
    with progress() as report:
        found = list(workspace.safekeeping.damage(report))
    if call.as_json:
        show_json({"sound": not found, "faults": found, "history": workspace.history.head()})
    else:
        for fault in found:
            show(fault)
        if not found:
            show(_("All is sound. History: {head}").format(head=workspace.history.head()))
    if found:
        told = ngettext("{count} fault. ", "{count} faults. ", len(found)).format(count=len(found))
        tell(told + _("Restore a backup, or read what can be read with “diplotrack salvage”."))
        return DAMAGED
    return 0
