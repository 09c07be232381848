"""Making and opening a ledger, encrypted or not: the one place that chooses the driver."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.store import conversion
from diplotrack.store.encryption import KeyedDriver, new_key, unlock, write_key
from diplotrack.store.engine import Driver, plain_driver
from diplotrack.store.folder import Folder
from diplotrack.store.ledger import Ledger

Ask = Callable[[], str]
"""Gives the passphrase; called only where one is needed."""


def create_ledger(path: Path, passphrase: str | None = None) -> Ledger:
    """Make an empty workspace folder and open it, encrypted where a passphrase is given."""
    if passphrase is None:
        return Ledger.create(path)
    key = new_key()
    return Ledger.create(
        path, driver=KeyedDriver(key), prepare=lambda folder: write_key(folder.key, key, passphrase)
    )


def driver_of(folder: Folder, passphrase: Ask | None) -> Driver:
    """The driver that opens the databases of a folder. Raises UserError, WrongPassphrase, DamagedWorkspace."""
    if not folder.is_encrypted:
        return plain_driver
    if passphrase is None:
        sentence = _("“{path}” is encrypted; open it with its passphrase.")
        raise UserError(sentence.format(path=folder.path))
    return unlock(folder, passphrase())


def open_ledger(path: Path, passphrase: Ask | None = None) -> Ledger:
    """Open a workspace folder; see :meth:`Ledger.open`. A conversion that was cut off is first brought to its end."""
    folder = Folder(path)
    conversion.finish(folder)
    return Ledger.open(path, driver=driver_of(folder, passphrase))
