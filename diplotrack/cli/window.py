"""`diplotrack` alone: the window."""

from __future__ import annotations

import os
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli import passphrases
from diplotrack.cli.call import Call


def open_window(call: Call, snapshot: Path | None) -> int:
    """Open the desktop and return its exit code. Raises UserError where Qt is not to be had."""
    chosen = call.named or os.environ.get("DIPLOTRACK_WORKSPACE")
    if snapshot is not None and not chosen:
        call.path  # noqa: B018 - says which option is missing
    try:
        from diplotrack.desktop.app import main as desktop
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "shiboken6") and "Qt" not in str(error):
            raise
        sentence = _(
            "The window cannot be opened ({reason}); install PySide6, or use the commands: “diplotrack --help”."
        )
        raise UserError(sentence.format(reason=error)) from error
    return desktop(Path(chosen).expanduser() if chosen else None, snapshot, passphrases.kept_for)
