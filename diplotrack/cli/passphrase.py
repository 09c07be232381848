"""`diplotrack passphrase`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json
from diplotrack.cli.passphrases import NEXT_VARIABLE, for_opening, new_one, remember


@command(
    "passphrase",
    _(
        "Change the passphrase. Without a terminal, DIPLOTRACK_PASSPHRASE_FILE names the file with the old one and "
        "DIPLOTRACK_NEW_PASSPHRASE_FILE the file with the new one. Older backups keep the passphrase they had."
    ),
    "diplotrack -w embassy.diplotrack passphrase\ndiplotrack -w embassy.diplotrack passphrase --remember",
)
@click.option(
    "--remember", "keep", is_flag=True, help=_("Instead, keep the present one in this computer's keyring.")
)
@click.option("--forget", is_flag=True, help=_("Instead, take it out of the keyring."))
@click.pass_obj
def passphrase_command(call: Call, keep: bool, forget: bool) -> None:
    """Change the passphrase."""
    from diplotrack.base.errors import UserError
    from diplotrack.workspace.safekeeping import change_passphrase, is_encrypted

    path = call.path
    if not is_encrypted(path):
        call.workspace()  # says what is wrong with the folder, if anything is
        raise UserError(_("“{path}” is not encrypted; “diplotrack encrypt” does that.").format(path=path))
    if keep or forget:
        remember(path, for_opening(path) if keep else None)
        done = (
            _("The keyring opens “{path}” from now on.")
            if keep
            else _("The keyring no longer opens “{path}”.")
        )
    else:
        change_passphrase(path, for_opening(path), new_one(NEXT_VARIABLE))
        remember(path, None)
        done = _("The new passphrase opens “{path}” from now on.")
    if call.as_json:
        show_json({"workspace": str(path)})
    else:
        show(done.format(path=path))
