"""Errors that a person can mend, told in one sentence. Everything else is our bug and keeps its traceback."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right.

    The message is one translated sentence (two at most) that names what is wrong, where, and how to mend it.
    The commands print it and exit with 2; the desktop shows it beside what caused it.
    """

    @property
    def sentence(self) -> str:
        """The message itself."""
        return str(self.args[0]) if self.args else type(self).__name__


class NotAWorkspace(UserError):
    """The path holds no workspace."""


class NewerWorkspace(UserError):
    """The workspace was written by a later version of the application."""


class DamagedWorkspace(UserError):
    """The ledger file is there but cannot be read as one."""


class ReadOnlyWorkspace(UserError):
    """The workspace may be read but not written."""


class WorkspaceBusy(UserError):
    """Another process is writing and did not finish in time."""


class WrongPassphrase(UserError):
    """The passphrase does not open the key of the workspace."""
