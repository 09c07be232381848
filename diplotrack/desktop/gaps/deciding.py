"""Carrying out what is decided about gaps: one operation for all that are chosen, which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diplotrack.base.i18n import _, ngettext
from diplotrack.desktop.context import Context

if TYPE_CHECKING:
    from diplotrack.workspace.check import Check


class Deciding(QObject):
    """``decided(sentence, fingerprints)`` follows each decision that was carried out."""

    decided = Signal(str, list)

    def __init__(self, context: Context, chosen: Callable[[], list[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen = chosen

    def acknowledge(self) -> None:
        """They have been seen and are being dealt with."""
        self._carry_out(
            lambda check, those: check.acknowledge(*those),
            lambda count: ngettext("Acknowledged.", "{count} gaps acknowledged.", count).format(count=count),
        )

    def reopen(self) -> None:
        """Take back what was decided."""
        self._carry_out(
            lambda check, those: check.reopen(*those),
            lambda count: ngettext("Reopened.", "{count} gaps reopened.", count).format(count=count),
        )

    def assign(self, who: str) -> None:
        """Give them to somebody."""
        words = _("Assigned to {name}.").format(name=who)
        self._carry_out(lambda check, those: check.assign(*those, to=who), lambda _count: words)

    def waive(self, why: str, until: date) -> None:
        """Set them aside until a day."""
        self._carry_out(
            lambda check, those: check.waive(*those, reason=why, expires_on=until),
            lambda count: ngettext("Waived.", "{count} gaps waived.", count).format(count=count),
        )

    def _carry_out(self, act: Callable[[Check, list[str]], object], words: Callable[[int], str]) -> None:
        those = self._chosen()
        if those:
            self._context.write(
                lambda workspace: act(workspace.check, those),
                lambda _changed: self.decided.emit(words(len(those)), those),
                owner=self,
            )
