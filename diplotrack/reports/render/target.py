"""Writing to the target: a temporary file beside it, renamed when complete. A failure leaves the old file as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.reports.render import Target


def check(target: Target) -> None:
    """UserError when it is plain beforehand that the target cannot be written: asked before the work is done."""
    if not isinstance(target, str | os.PathLike):
        return
    path = Path(target)
    try:
        if not path.parent.is_dir():
            raise UserError(
                _("The folder {folder} does not exist; make it or choose another one.").format(
                    folder=path.parent
                )
            )
        if path.is_dir():
            raise UserError(_("{path} is a folder; give the name of a file in it.").format(path=path))
        if path.exists() and not os.access(path, os.W_OK):
            raise UserError(_("{path} may not be overwritten; choose another name.").format(path=path))
    except (OSError, ValueError) as fault:
        raise _unwritable(path, fault) from fault


def deliver(content: bytes, target: Target) -> None:
    """Write the whole content to the target. A stream is written to as it is; a file is replaced in one step."""
    check(target)
    if not isinstance(target, str | os.PathLike):
        target.write(content)
        return
    path = Path(target)
    try:
        _replace(path, content)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _unwritable(path: Path, fault: OSError | ValueError) -> UserError:
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    sentence = _("{path} could not be written ({reason}); choose another name or folder, or free the disk.")
    return UserError(sentence.format(path=path, reason=reason))


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".printing-", suffix=".part", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.chmod(_permissions(path))
        scratch.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            scratch.unlink()


def _permissions(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's umask gives a new one."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
