"""Encryption at rest: a random key opens the database, a passphrase opens the key.

The passphrase is stretched by scrypt (RFC 7914) once, and what comes out wraps the random key with AES-256-GCM in
``key.json``. Connections then open with the raw key at no cost, another passphrase is a new wrapping and touches no
record, and a wrong passphrase is told apart from a damaged file: the wrapping proves itself.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from diplotrack.base.errors import DamagedWorkspace, UserError, WrongPassphrase
from diplotrack.base.i18n import _
from diplotrack.store import atomic
from diplotrack.store.folder import Folder

COST, BLOCK, LANES = 2**17, 8, 1
"""scrypt's parameters: about half a second and 128 MB, once for each opening."""

HIGHEST_COST = 2**20
"""A key file that asks for more is not ours, and would only take the machine's memory."""

BOUND_TO = b"diplotrack key, format 1"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyedDriver:
    """Opens encrypted databases with a raw key; the ``module`` is that of SQLCipher, whose errors it raises."""

    key: bytes

    @property
    def module(self) -> ModuleType:
        """The DB-API module."""
        from sqlcipher3 import dbapi2

        module: ModuleType = dbapi2
        return module

    def __call__(self, address: str, **options: Any) -> Any:
        """A connection to the database at that URI."""
        connection = self.module.connect(address, **options)
        # It would write to standard error what is the caller's to tell.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f'PRAGMA key="{pragma_of(self.key)}"')
        return connection


def pragma_of(key: bytes) -> str:
    """How SQLCipher takes a raw key, without stretching it."""
    return f"x'{key.hex()}'"


def new_key() -> bytes:
    """A random key for a database."""
    return secrets.token_bytes(KEY_BYTES)


def write_key(path: Path, key: bytes, passphrase: str) -> None:
    """Wrap the key by the passphrase and put it into the file ``path``, whole or not at all."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    wrapped = AESGCM(_stretched(passphrase, salt, COST, BLOCK, LANES)).encrypt(nonce, key, BOUND_TO)
    content = {
        "format": 1,
        "kdf": {"name": "scrypt", "n": COST, "r": BLOCK, "p": LANES, "salt": salt.hex()},
        "cipher": {"name": "aes-256-gcm", "nonce": nonce.hex()},
        "wrapped": wrapped.hex(),
    }
    with atomic.writing(path) as stream:
        stream.write(json.dumps(content, indent=2).encode() + b"\n")


def read_key(path: Path, passphrase: str) -> bytes:
    """The key in the file ``path``. Raises WrongPassphrase, or DamagedWorkspace where the file is none of ours."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = json.loads(path.read_bytes())
        kdf = content["kdf"]
        cost, block, lanes = (int(kdf[name]) for name in "nrp")
        salt, nonce, wrapped = (
            bytes.fromhex(text) for text in (kdf["salt"], content["cipher"]["nonce"], content["wrapped"])
        )
        well_formed = content["format"] == 1 and cost <= HIGHEST_COST and block <= 32 and lanes <= 16
        if not well_formed:
            raise ValueError(path)
        stretched = _stretched(passphrase, salt, cost, block, lanes)
        return AESGCM(stretched).decrypt(nonce, wrapped, BOUND_TO)
    except InvalidTag as error:
        sentence = _(
            "The passphrase does not open “{path}”; try again, mind capitals and the keyboard's language."
        )
        raise WrongPassphrase(sentence.format(path=path.parent)) from error
    except (ValueError, KeyError, TypeError, OSError) as error:
        sentence = _(
            "The key file “{path}” is damaged; put back the copy that every backup of this workspace holds."
        )
        raise DamagedWorkspace(sentence.format(path=path)) from error


def _stretched(passphrase: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # One spelling whatever the keyboard: é typed as one character or as two is the same passphrase.
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=cost, r=block, p=lanes).derive(words)


def unlock(folder: Folder, passphrase: str) -> KeyedDriver:
    """The driver that opens the databases of an encrypted folder. Raises WrongPassphrase or DamagedWorkspace."""
    return KeyedDriver(read_key(folder.key, passphrase))


def change_passphrase(folder: Folder, old: str, new: str) -> None:
    """Wrap the key by another passphrase; the databases stay as they are.

    Raises UserError where the workspace is not encrypted, WrongPassphrase where ``old`` does not open it.
    """
    if not folder.is_encrypted:
        raise UserError(
            _("“{path}” is not encrypted; “diplotrack encrypt” does that.").format(path=folder.path)
        )
    write_key(folder.key, read_key(folder.key, old), new)
