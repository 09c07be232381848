"""The foot of the page: what is being done or was done, the way back, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from diplotrack.base.i18n import _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.desktop.theme.direction import isolated, leading_edge


class Foot(QFrame):
    """``back`` and ``next`` are its buttons; their keys stand in their tips."""

    def __init__(
        self, context: Context, work: LongWork, go_back: Callable[[], object], go_on: Callable[[], object]
    ) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "status")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.told.setAccessibleName(_("How it stands"))
        self.back = push_button(_("Back"), go_back, "flat", _("Back (Alt+Left)"))
        self.next = push_button(_("Next"), go_on, "primary", _("Next (Ctrl+Enter)"))
        self._strip = ProgressStrip(context, work)
        self._row = QHBoxLayout()
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.back)
        self._row.addWidget(self.next)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._strip)
        self._column.addLayout(self._row)
        context.theme.changed.connect(self.dress)
        self.dress()

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say a sentence."""
        self.told.setProperty("role", "bad" if bad else "muted")
        self.told.style().polish(self.told)
        self.told.setText(words)

    def offer(self, words: str, *, enabled: bool = True) -> None:
        """What is to be done next, in words."""
        self.next.setText(isolated(words))
        self.next.setAccessibleName(words)
        self.next.setEnabled(enabled)

    def dress(self) -> None:
        """Sizes changed."""
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(4), space(2.5), space(4), space(2.5))
        self._column.setSpacing(space(2))
        self._row.setSpacing(space(2))
