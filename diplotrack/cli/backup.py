"""`diplotrack backup`."""

from __future__ import annotations

from pathlib import Path

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json


@command(
    "backup",
    _(
        "Write the whole workspace into one file, checked and read back. An encrypted one stays encrypted in it."
    ),
    "diplotrack -w embassy.diplotrack backup /media/stick/embassy-2026-05-31.backup",
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@click.pass_obj
def backup_command(call: Call, file: Path) -> None:
    """Write the whole workspace into one file."""
    path = file.expanduser()
    workspace = call.workspace()
    with progress() as report:
        size = workspace.safekeeping.backup(path, report)
    if call.as_json:
        show_json({"file": str(path), "bytes": size, "history": workspace.history.head()})
    else:
        show(_("Wrote “{path}” ({size} MB).").format(path=path, size=round(size / 1e6, 1)))
