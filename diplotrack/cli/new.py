"""`diplotrack new`."""

from __future__ import annotations

from pathlib import Path

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell


@command(
    "new",
    _(
        "Make a workspace: a folder that holds the ledger, with all countries and the main organizations in it."
    ),
    "diplotrack new embassy.diplotrack --we USA --post Paris\ndiplotrack new try.diplotrack --sample --no-encryption\n"
    "diplotrack new again.diplotrack --from ledger.json",
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("DIR"))
@click.option(
    "--we", metavar=_("CODE"), default="", help=_("Our government's code, such as USA, FRA or JPN.")
)
@click.option("--post", metavar=_("NAME"), default="", help=_("Our embassy, mission or desk."))
@click.option("--sample", is_flag=True, help=_("Fill it with sample records to try everything on."))
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar=_("LEDGER.json"),
    help=_("Make it the same as the ledger that “export ledger” wrote into this file."),
)
@click.option("--no-encryption", is_flag=True, help=_("Keep it readable for whoever can read the folder."))
@click.pass_obj
def new_command(
    call: Call, folder: Path, we: str, post: str, sample: bool, source: Path | None, no_encryption: bool
) -> None:
    """Make a workspace."""
    from diplotrack.cli.passphrases import new_one
    from diplotrack.workspace import Workspace

    if source is not None and (sample or we or post):
        raise UserError(_("--from brings its own records and settings; leave --we, --post and --sample out."))
    if sample and not we:
        we = "USA"  # whose records the sample tells
    path = folder.expanduser()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        sentence = _("“{path}” exists already; choose another folder for the new workspace.")
        raise UserError(sentence.format(path=path))
    otherwise = _("Or add --no-encryption.")
    passphrase = None if no_encryption else new_one(otherwise=otherwise)
    if source is not None:
        from diplotrack.workspace.whole import new_from

        with progress() as report:
            taken = new_from(path, source.expanduser(), passphrase, report)
        counts = taken.records
        for note in taken.table_notes:
            tell(note)
    else:
        with Workspace.create(path, we=we, post=post, passphrase=passphrase) as workspace:
            if sample:
                from diplotrack.workspace.sample import fill

                with progress() as report:
                    fill(workspace, report)
            counts = {kind: count for kind, count in workspace.records.counts().items() if count}
    if call.as_json:
        show_json({"workspace": str(path), "encrypted": not no_encryption, "records": counts})
        return
    show(_("Made “{path}”. Open it with: diplotrack -w {path}").format(path=path))
    if not no_encryption:
        show(_("Nobody can open it without its passphrase: keep that where it cannot be lost."))
