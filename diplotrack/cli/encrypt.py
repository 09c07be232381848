"""`diplotrack encrypt` and `diplotrack decrypt`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell
from diplotrack.cli.passphrases import for_opening, new_one, remember


@command(
    "encrypt",
    _(
        "Encrypt a workspace that is in the clear, the copies in its backups folder included. Close its window first."
    ),
    "diplotrack -w embassy.diplotrack encrypt",
)
@click.pass_obj
def encrypt_command(call: Call) -> None:
    """Encrypt a workspace."""
    from diplotrack.base.errors import UserError
    from diplotrack.workspace.safekeeping import encrypt, is_encrypted

    path = call.path
    if is_encrypted(path):
        raise UserError(_("“{path}” is encrypted already.").format(path=path))
    call.workspace()
    call.close()
    passphrase = new_one()
    with progress() as report:
        encrypt(path, passphrase, report)
    _answer(
        call, True, _("“{path}” is encrypted. Nobody can open it without the passphrase.").format(path=path)
    )
    tell(_("Backups written elsewhere are still in the clear, and a disk can keep traces of deleted files."))


@command(
    "decrypt",
    _("Write an encrypted workspace in the clear again. Close its window first."),
    "diplotrack -w embassy.diplotrack decrypt",
)
@click.pass_obj
def decrypt_command(call: Call) -> None:
    """Write a workspace in the clear."""
    from diplotrack.base.errors import UserError
    from diplotrack.workspace.safekeeping import decrypt, is_encrypted

    path = call.path
    if not is_encrypted(path):
        call.workspace()
        raise UserError(_("“{path}” is not encrypted.").format(path=path))
    passphrase = for_opening(path)
    with progress() as report:
        decrypt(path, passphrase, report)
    remember(path, None)
    _answer(call, False, _("“{path}” can be read by whoever can read the folder.").format(path=path))


def _answer(call: Call, encrypted: bool, sentence: str) -> None:
    if call.as_json:
        show_json({"workspace": str(call.path), "encrypted": encrypted})
    else:
        show(sentence)
