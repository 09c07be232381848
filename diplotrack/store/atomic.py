"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _


def beside(path: Path) -> Path:
    """The name under which a file is made before it takes its own."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes the name ``path`` when the block ends well, else it goes.

    Raises UserError where the folder cannot be written or the disk is full.
    """
    part = beside(path)
    try:
        yield part
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.chmod(0o600)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        sentence = _("“{path}” cannot be written ({reason}); choose another place for it.")
        raise UserError(sentence.format(path=path, reason=error.strerror or error)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """As :func:`replacing`, with the file open for writing; readable by its owner only."""
    with (
        replacing(path) as part,
        os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream,
    ):
        yield stream
