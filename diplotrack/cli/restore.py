"""`diplotrack restore`."""

from __future__ import annotations

from pathlib import Path

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json
from diplotrack.cli.passphrases import for_opening


@command(
    "restore",
    _("Make a workspace out of a backup. The folder named by -w must not exist yet, or be empty."),
    "diplotrack -w embassy.diplotrack restore /media/stick/embassy-2026-05-31.backup",
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@click.pass_obj
def restore_command(call: Call, file: Path) -> None:
    """Make a workspace out of a backup."""
    from diplotrack.workspace.safekeeping import restore

    path = call.path
    with progress() as report:
        restore(file.expanduser(), path, lambda: for_opening(path), report)
    if call.as_json:
        show_json({"workspace": str(path)})
    else:
        show(_("Restored to “{path}”.").format(path=path))
