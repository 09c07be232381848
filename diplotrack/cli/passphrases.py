"""Where a passphrase comes from: a file, the keyring or a terminal; never the command line, which others can read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

VARIABLE = "DIPLOTRACK_PASSPHRASE_FILE"
NEXT_VARIABLE = "DIPLOTRACK_NEW_PASSPHRASE_FILE"
SERVICE = "diplotrack"
SHORTEST = 8


def can_ask() -> bool:
    """Whether somebody sits at a terminal to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def kept_for(path: Path) -> str:
    """The passphrase of the workspace at ``path`` that a file or the keyring keeps; "" where none does."""
    return _from_file(VARIABLE) or _from_keyring(path)


def for_opening(path: Path) -> str:
    """The passphrase of the workspace at ``path``. Raises UserError where there is nobody to ask."""
    found = kept_for(path)
    if found:
        return found
    if can_ask():
        return str(click.prompt(_("Passphrase of {name}").format(name=path.name), hide_input=True, err=True))
    sentence = _("“{path}” is encrypted; put its passphrase into a file and name that in {variable}.")
    raise UserError(sentence.format(path=path, variable=VARIABLE))


def new_one(variable: str = VARIABLE, otherwise: str = "") -> str:
    """A passphrase to be: from the file that ``variable`` names, else typed twice.

    Raises UserError where there is nobody to ask; ``otherwise`` then adds what else could be done.
    """
    found = _from_file(variable)
    if not found and can_ask():
        found = click.prompt(_("New passphrase"), hide_input=True, confirmation_prompt=True, err=True)
    if not found:
        sentence = _(
            "A passphrase is needed and there is no terminal to ask for it; name a file that holds it in {v}."
        )
        raise UserError(" ".join(part for part in (sentence.format(v=variable), otherwise) if part))
    if len(found) < SHORTEST:
        raise UserError(
            _("The passphrase is too short; use at least {count} characters.").format(count=SHORTEST)
        )
    return found


def _from_file(variable: str) -> str:
    named = os.environ.get(variable)
    if not named:
        return ""
    try:
        lines = Path(named).expanduser().read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        sentence = _("The file “{path}” that {variable} names cannot be read; correct the name or unset it.")
        raise UserError(sentence.format(path=named, variable=variable)) from error
    if not lines or not lines[0]:
        sentence = _(
            "The file “{path}” that {variable} names is empty; put the passphrase on its first line."
        )
        raise UserError(sentence.format(path=named, variable=variable))
    return lines[0]


def _from_keyring(path: Path) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, str(path.resolve())) or ""
    except KeyringError:
        return ""  # a locked or absent keyring is no answer; there are other ways


def remember(path: Path, passphrase: str | None) -> None:
    """Keep the passphrase of a workspace in the keyring, or (None) take it out.

    Raises UserError where it is to be kept and there is no keyring.
    """
    import keyring
    from keyring.errors import KeyringError

    name = str(path.resolve())
    try:
        if passphrase is not None:
            keyring.set_password(SERVICE, name, passphrase)
        elif keyring.get_password(SERVICE, name):
            keyring.delete_password(SERVICE, name)
    except KeyringError as error:
        if passphrase is not None:
            sentence = _(
                "This computer has no keyring that can be used ({reason}); name a file in {variable}."
            )
            raise UserError(sentence.format(reason=error, variable=VARIABLE)) from error
