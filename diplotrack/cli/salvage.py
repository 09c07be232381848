"""`diplotrack salvage`."""

from __future__ import annotations

from pathlib import Path

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell
from diplotrack.cli.passphrases import for_opening


@command(
    "salvage",
    _(
        "Read what can be read of a damaged workspace into a new one beside it; the damaged one is not touched."
    ),
    "diplotrack -w embassy.diplotrack salvage\ndiplotrack -w embassy.diplotrack salvage --into rescued.diplotrack",
)
@click.option(
    "--into", type=click.Path(path_type=Path), metavar=_("DIR"), help=_("The new workspace's folder.")
)
@click.pass_obj
def salvage_command(call: Call, into: Path | None) -> None:
    """Read what can be read of a damaged workspace."""
    from diplotrack.workspace.safekeeping import rescue

    path = call.path
    target = into.expanduser() if into else path.with_name(f"{path.stem}-salvaged{path.suffix}")
    with progress() as report:
        found = rescue(path, target, lambda: for_opening(path), report)
    read = {table: count for table, count in found.read.items() if count}
    if call.as_json:
        show_json({"workspace": str(target), "read": read, "lost": found.lost})
        return
    show(_("Read {count} rows into “{path}”.").format(count=sum(read.values()), path=target))
    for sentence in found.lost:
        show(_("Lost: {what}").format(what=sentence))
    if not found.lost:
        tell(_("Nothing was lost."))
